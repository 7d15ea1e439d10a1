//! Files that were tampered with must not pass, and must be named for what is wrong with them.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use dangle_design::id::RecipeId;
use dangle_design::{ErrorCode, Job};
use dangle_print::{
    Intent, Moment, Plates, Proof, ProofCode, Recipe, Ticket, WhiteOrder, export, prove, prove_alone,
    write_pdf,
};
use lopdf::{Document, Object, Stream, dictionary};

fn recipe() -> Recipe {
    Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap()
}

fn ticket() -> Ticket<'static> {
    Ticket { title: "Fixture", created: Some(Moment::from_unix(1_800_000_000)) }
}

/// Plates at the least resolution, for speed.
fn plates() -> Plates {
    Plates::derive(&fixture::charm_at(150.0), &recipe()).unwrap()
}

fn pdf() -> Vec<u8> {
    write_pdf(&Intent::first(&plates(), &recipe()).unwrap(), &ticket()).unwrap()
}

/// The file held against what the fixture is to be.
fn held_against(pdf: &[u8]) -> Proof {
    prove(pdf, &Intent::first(&plates(), &recipe()).unwrap()).unwrap()
}

/// The file after a change, as another program might have saved it.
fn tampered(change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf()).unwrap();
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// The file after a change of its painting operators.
fn repainted(from: &str, to: &str) -> Vec<u8> {
    tampered(|document| {
        let page = document.page_iter().next().unwrap();
        let content = String::from_utf8(document.get_page_content(page)).unwrap();
        assert!(content.contains(from), "{content}");
        let content = content.replacen(from, to, 1).into_bytes();
        let id = document.get_page_contents(page)[0];
        *document.get_object_mut(id).unwrap() = Object::Stream(Stream::new(dictionary! {}, content));
    })
}

/// Applies a change to the one stream or dictionary that holds all of the given keys.
fn in_object(document: &mut Document, keys: &[&[u8]], change: impl FnOnce(&mut lopdf::Dictionary)) {
    let holds = |object: &Object| {
        let dictionary = match object {
            Object::Stream(stream) => &stream.dict,
            Object::Dictionary(dictionary) => dictionary,
            _ => return false,
        };
        keys.iter().all(|key| dictionary.has(key))
    };
    match document.objects.values_mut().find(|object| holds(object)).unwrap() {
        Object::Stream(stream) => change(&mut stream.dict),
        Object::Dictionary(dictionary) => change(dictionary),
        _ => unreachable!(),
    }
}

fn faults(proof: &Proof) -> Vec<ProofCode> {
    proof.lines.iter().filter(|line| !line.passed).map(|line| line.code).collect()
}

fn assert_faults(pdf: &[u8], with_charm: &[ProofCode], alone: &[ProofCode]) {
    let found = held_against(pdf);
    assert_eq!(faults(&found), with_charm, "{:#?}", found.lines);
    let found = prove_alone(pdf).unwrap();
    assert_eq!(faults(&found), alone, "alone: {:#?}", found.lines);
}

#[test]
fn the_written_file_passes_both_proofs() {
    assert_faults(&pdf(), &[], &[]);
}

#[test]
fn saved_again_by_another_program_it_still_passes() {
    assert_faults(&tampered(|_| ()), &[], &[]);
}

#[test]
fn export_gives_the_same_bytes_each_time_and_on_one_thread() {
    let shape = fixture::charm_at(300.0);
    let make = || export(&shape, &recipe(), &ticket(), &Job::silent()).unwrap();
    let (first, again) = (make(), make());
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(make);
    assert!(first.iter().all(|file| file.proof.passed()));
    assert!(
        first[0].bytes == again[0].bytes
            && first[1].bytes == alone[1].bytes
            && first[0].bytes == alone[0].bytes
    );
}

#[test]
fn a_stopped_export_says_so() {
    let stop = |done, _| done < 2;
    let error = export(&fixture::charm_at(150.0), &recipe(), &ticket(), &Job::new(&stop)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Cancelled);
}

#[test]
fn white_over_the_colour_passes_too() {
    let mut over = recipe();
    over.white.as_mut().unwrap().order = WhiteOrder::OverColour;
    let proof = export(&fixture::charm_at(150.0), &over, &ticket(), &Job::silent()).unwrap().remove(0).proof;
    assert!(proof.passed());
}

#[test]
fn a_charm_without_a_hole_and_art_over_the_cut_passes() {
    let mut shape = fixture::charm_at(150.0);
    shape.outline.holes.clear();
    shape.artwork_box = kurbo::Rect::new(-5.0, -5.0, 45.0, 55.0);
    let export = export(&shape, &recipe(), &ticket(), &Job::silent()).unwrap();
    assert!(export[0].proof.passed(), "{:#?}", export[0].proof);
}

#[test]
fn art_that_knocks_the_white_out_is_named() {
    use ProofCode::{Overprint, WhiteArea, WhitePlace};
    let knocked = tampered(|document| {
        for object in document.objects.values_mut() {
            if let Object::Dictionary(state) = object
                && state.has(b"OPM")
                && state.get(b"OPM").unwrap().as_i64().unwrap() == 0
            {
                state.set("OP", false);
                state.set("op", false);
            }
        }
    });
    assert_faults(&knocked, &[Overprint, WhiteArea, WhitePlace], &[Overprint, WhiteArea]);
}

#[test]
fn a_cut_line_without_overprint_is_named() {
    let found = repainted("/CutInk CS", "/Plain gs /CutInk CS");
    let mut document = Document::load_mem(&found).unwrap();
    in_object(&mut document, &[b"TrimBox"], |page| {
        let resources = page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
        let states = resources.get_mut(b"ExtGState").unwrap().as_dict_mut().unwrap();
        states.set("Plain", dictionary! { "OP" => false });
    });
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert!(faults(&held_against(&bytes)).contains(&ProofCode::Overprint));
    assert!(faults(&prove_alone(&bytes).unwrap()).contains(&ProofCode::Overprint));
}

#[test]
fn rgb_art_with_a_soft_mask_over_white_is_the_classic_failure() {
    use ProofCode::{ColourSpaces, InkLimit, ProcessPlates, Resolution, Transparency, WhiteArea, WhitePlace};
    let (width, height) = (64, 64);
    let classic = tampered(|document| {
        let mask = document.add_object(Stream::new(
            dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray" },
            vec![180; 64 * 64],
        ));
        let art = Stream::new(
            dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceRGB", "SMask" => mask },
            [200, 90, 30].repeat(64 * 64),
        );
        let image = document
            .objects
            .values_mut()
            .find(|object| object.as_stream().is_ok_and(|stream| stream.dict.has(b"ColorSpace")));
        *image.unwrap() = Object::Stream(art);
    });
    let proof = held_against(&classic);
    let found: Vec<ProofCode> = faults(&proof).into_iter().filter(|code| *code != InkLimit).collect();
    assert_eq!(found, [ColourSpaces, Transparency, WhiteArea, WhitePlace, ProcessPlates]);
    // 64 pixels over the whole artwork are coarse, too.
    let alone = [ColourSpaces, Resolution, Transparency, WhiteArea];
    assert_eq!(faults(&prove_alone(&classic).unwrap()), alone);
}

#[test]
fn white_below_half_opaque_colour_is_weakened_and_named() {
    use ProofCode::{ProcessPlates, Transparency, WhiteArea, WhitePlace};
    let thin = tampered(|document| in_object(document, &[b"OPM", b"OP"], |state| state.set("ca", 0.5)));
    assert_faults(&thin, &[Transparency, WhiteArea, WhitePlace, ProcessPlates], &[Transparency, WhiteArea]);
}

#[test]
fn white_that_was_left_out_is_named() {
    use ProofCode::{CutStyle, SpotNames, WhiteArea, WhitePlace};
    let bare = repainted("/WhiteInk cs\n1 scn\n", "/CutInk cs\n0 scn\n");
    let proof = held_against(&bare);
    assert_eq!(faults(&proof), [SpotNames, CutStyle, WhiteArea, WhitePlace]);
    assert_eq!(faults(&prove_alone(&bare).unwrap()), [SpotNames, WhiteArea]);
}

#[test]
fn a_trim_box_a_tenth_of_a_millimetre_off_is_named() {
    let off = tampered(|document| {
        in_object(document, &[b"TrimBox"], |page| {
            let trim = page.get_mut(b"TrimBox").unwrap().as_array_mut().unwrap();
            let right = trim[2].as_float().unwrap();
            trim[2] = Object::Real(right + 0.3);
        });
    });
    assert_eq!(faults(&held_against(&off))[0], ProofCode::Boxes);
}

#[test]
fn a_file_without_boxes_or_output_intent_is_named() {
    use ProofCode::{Boxes, OutputIntent};
    let bare = tampered(|document| {
        in_object(document, &[b"TrimBox"], |page| drop(page.remove(b"TrimBox")));
        in_object(document, &[b"OutputIntents"], |catalog| drop(catalog.remove(b"OutputIntents")));
    });
    assert_eq!(faults(&prove_alone(&bare).unwrap()), [OutputIntent, Boxes]);
    assert!(faults(&held_against(&bare)).starts_with(&[OutputIntent, Boxes]));
}

#[test]
fn another_press_profile_is_named() {
    let other = tampered(|document| {
        in_object(document, &[b"N", b"Alternate"], |profile| drop(profile.remove(b"Alternate")));
        let icc = document.objects.values_mut().find_map(|object| match object {
            Object::Stream(stream) if stream.dict.has(b"N") => Some(stream),
            _ => None,
        });
        icc.unwrap().set_plain_content(b"not a profile".to_vec());
    });
    assert_faults(&other, &[ProofCode::OutputIntent], &[]);
}

#[test]
fn a_cut_line_in_process_magenta_is_named() {
    use ProofCode::{CutClosed, CutLength, CutPlace, CutSpot, ProcessPlates, SpotNames};
    let process = repainted("/CutInk CS\n1 SCN\n", "0 1 0 0 K\n");
    let proof = held_against(&process);
    let found: Vec<ProofCode> = faults(&proof).into_iter().filter(|code| *code != ProcessPlates).collect();
    assert_eq!(found, [SpotNames, CutSpot, CutClosed, CutLength, CutPlace]);
    let alone = prove_alone(&process).unwrap();
    assert_eq!(faults(&alone), [SpotNames, CutSpot]);
    assert!(alone.lines.iter().any(|line| line.found.contains("process colour")));
}

#[test]
fn a_cut_line_moved_by_a_twentieth_of_a_millimetre_is_named() {
    let moved = repainted("/CutInk CS", "1 0 0 1 0.15 0 cm /CutInk CS");
    assert_faults(&moved, &[ProofCode::CutPlace], &[]);
}

#[test]
fn an_open_cut_line_is_named() {
    use ProofCode::{CutClosed, CutLength};
    let open = repainted("h\nS", "S");
    let found = faults(&held_against(&open));
    assert!(found.contains(&CutClosed) || found.contains(&CutLength), "{found:?}");
}

#[test]
fn art_moved_by_half_a_millimetre_is_named() {
    let moved = repainted("/Artwork Do", "1 0 0 1 0.01 0 cm /Artwork Do");
    assert_faults(&moved, &[ProofCode::ProcessPlates], &[]);
}

#[test]
fn lost_layers_and_pdf_x_keys_are_named() {
    let plain = tampered(|document| {
        in_object(document, &[b"GTS_PDFXVersion"], |info| drop(info.remove(b"GTS_PDFXVersion")));
        in_object(document, &[b"TrimBox"], |page| {
            let resources = page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
            drop(resources.remove(b"Properties"));
        });
    });
    assert_faults(&plain, &[ProofCode::PdfX, ProofCode::Layers], &[ProofCode::PdfX]);
}

#[test]
fn text_is_named() {
    let lettered = repainted("/CutInk CS", "BT (sold by) Tj ET /CutInk CS");
    assert_faults(&lettered, &[ProofCode::Fonts], &[ProofCode::Fonts]);
}
