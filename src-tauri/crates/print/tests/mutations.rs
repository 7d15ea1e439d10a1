//! Good files broken in every way we could think of: the plate proof must catch each, in the line that is
//! about it.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod breaking;
mod fixture;

use breaking::{
    ART, Change, PAGE, WHITE, changed, entries, grouped, numbers, object, other_profile, painted, path,
    resources, run, samples, second_page, soft_mask, swapped, with_names,
};
use dangle_design::id::RecipeId;
use dangle_print::{Intent, Moment, Plates, ProofCode, Recipe, Ticket, prove, write_file};
use lopdf::{Object, Stream, dictionary};

use ProofCode::{
    Boxes, ColourSpaces, CutClosed, CutLength, CutPlace, CutSpot, CutStyle, Fonts, InkLimit, Layers, Order,
    OutputIntent, Overprint, Pages, PdfX, ProcessPlates, SpotNames, Transparency, WhiteArea, WhitePlace,
};

fn recipe(id: &str) -> Recipe {
    Recipe::load(&RecipeId::new(id).unwrap()).unwrap()
}

fn ticket() -> Ticket<'static> {
    Ticket { title: "Fixture", created: Some(Moment::from_unix(1_800_000_000)) }
}

/// A change, with what it does and the line that must tell of it.
type Mutation = (&'static str, ProofCode, Change);

/// Every change.
fn mutations() -> Vec<Mutation> {
    [of_overprint(), of_boxes(), of_colour(), of_white(), of_cut(), of_the_file()]
        .into_iter()
        .flatten()
        .collect()
}

/// Changes of overprint and transparency.
fn of_overprint() -> Vec<Mutation> {
    vec![
        (
            "overprint lost on the art",
            Overprint,
            object(&["OPM", "OP"], |state| {
                state.as_dict_mut().unwrap().set("op", false);
            }),
        ),
        ("overprint lost on the spots", Overprint, painted(&[("/Spot gs", ""), ("/Spot gs", "")])),
        (
            "art in RGB",
            ColourSpaces,
            object(ART, |art| {
                let art = art.as_stream_mut().unwrap();
                let cmyk = art.decompressed_content().unwrap();
                let rgb = cmyk.as_chunks::<4>().0.iter().flat_map(|inks| [inks[0], inks[1], inks[2]]);
                let rgb = rgb.collect();
                art.dict.remove(b"Filter");
                art.dict.remove(b"DecodeParms");
                art.dict.set("ColorSpace", "DeviceRGB");
                art.set_content(rgb);
            }),
        ),
        ("art with a soft mask", Transparency, Box::new(soft_mask)),
        ("art at 50 % opacity", Transparency, entries(&["OPM", "OP"], |state| state.set("ca", 0.5))),
        ("art in multiply", Transparency, entries(&["OPM", "OP"], |state| state.set("BM", "Multiply"))),
        ("all of it as a transparency group", Transparency, Box::new(grouped)),
        (
            "a transfer curve",
            Transparency,
            entries(&["OPM", "OP"], |state| {
                state.set(
                    "TR",
                    dictionary! { "FunctionType" => 2, "N" => 1, "Domain" => numbers([0.0, 1.0, 0.0, 1.0]) },
                );
            }),
        ),
    ]
}

/// Changes of boxes.
fn of_boxes() -> Vec<Mutation> {
    vec![
        (
            "trim box too large",
            Boxes,
            entries(PAGE, |page| {
                page.set("TrimBox", numbers([10.0, 10.0, 140.0, 170.0]));
            }),
        ),
        ("trim box left out", Boxes, entries(PAGE, |page| drop(page.remove(b"TrimBox")))),
        (
            "bleed box at the trim box",
            Boxes,
            entries(PAGE, |page| {
                let trim = page.get(b"TrimBox").unwrap().clone();
                page.set("BleedBox", trim);
            }),
        ),
        ("page turned", Boxes, entries(PAGE, |page| page.set("Rotate", 90))),
        ("page in a unit of its own", Boxes, entries(PAGE, |page| page.set("UserUnit", 1.01))),
        (
            "page cropped",
            Boxes,
            entries(PAGE, |page| {
                page.set("CropBox", numbers([30.0, 30.0, 100.0, 100.0]));
            }),
        ),
    ]
}

/// Changes of the colour.
fn of_colour() -> Vec<Mutation> {
    vec![
        ("all of it 1 % larger", CutPlace, painted(&[("q\n", "1.01 0 0 1.01 0 0 cm\nq\n")])),
        ("all of it mirrored", CutPlace, painted(&[("q\n", "-1 0 0 1 141.732 0 cm\nq\n")])),
        ("art alone mirrored", ProcessPlates, painted(&[("/Artwork Do", "-1 0 0 1 1 0 cm /Artwork Do")])),
        ("art moved by 0.3 mm", ProcessPlates, painted(&[("/Artwork Do", "1 0 0 1 0.008 0 cm /Artwork Do")])),
        (
            "art's samples inverted",
            ProcessPlates,
            entries(ART, |art| {
                let decode = [1, 0, 1, 0, 1, 0, 1, 0].into_iter().map(Object::Integer).collect();
                art.set("Decode", Object::Array(decode));
            }),
        ),
        ("art replaced", ProcessPlates, samples(ART, |data| data.rotate_left(4000))),
        (
            "art lighter by 3 %",
            ProcessPlates,
            samples(ART, |data| {
                for value in data.iter_mut() {
                    *value = (f64::from(*value) * 0.97) as u8;
                }
            }),
        ),
        ("art with too much ink", InkLimit, samples(ART, |data| data.fill(230))),
        ("art in a filter nobody reads", ProcessPlates, entries(ART, |art| art.set("Filter", "JPXDecode"))),
        ("art left out", ProcessPlates, painted(&[("/Artwork Do", "")])),
        (
            "white paper over all",
            ProcessPlates,
            painted(&[(
                "/OC /Cut BDC",
                "/OC /Colour BDC q /Colour gs 0 0 0 0 k 30 30 60 60 re f Q EMC /OC /Cut BDC",
            )]),
        ),
    ]
}

/// Changes of the white.
fn of_white() -> Vec<Mutation> {
    vec![
        ("white moved by 0.3 mm", WhitePlace, painted(&[("/White Do", "1 0 0 1 0.0083 0 cm /White Do")])),
        (
            "white not choked",
            WhiteArea,
            painted(&[("/White Do", "1.008 0 0 1.008 -0.004 -0.004 cm /White Do")]),
        ),
        (
            "white as its negative",
            WhitePlace,
            entries(WHITE, |white| {
                white.set("Decode", Object::Array(vec![Object::Integer(0), Object::Integer(1)]));
            }),
        ),
        ("white at half its tint", WhiteArea, painted(&[("/WhiteInk cs\n1 scn", "/WhiteInk cs\n0.5 scn")])),
        ("white left out", WhiteArea, painted(&[("/White Do", "")])),
        (
            "white knocked out below the art",
            WhiteArea,
            painted(&[("/OC /Cut BDC", "/OC /Colour BDC q 0 0 0 0 k 30 30 60 60 re f Q EMC /OC /Cut BDC")]),
        ),
        ("white over the art, not under it", Order, Box::new(swapped)),
        (
            "spot renamed",
            SpotNames,
            Box::new(|document| {
                for object in document.objects.values_mut() {
                    if let Object::Array(space) = object
                        && space.get(1).is_some_and(|name| name.as_name().is_ok_and(|name| name == b"White"))
                    {
                        space[1] = Object::Name(b"Weiss".to_vec());
                    }
                }
            }),
        ),
        (
            "a spot too many",
            SpotNames,
            painted(&[("/OC /Cut BDC", "/OC /Cut BDC /Spot gs /Varnish cs 1 scn 60 60 9 9 re f")]),
        ),
    ]
}

/// Changes of the cut line.
fn of_cut() -> Vec<Mutation> {
    vec![
        ("cut line in process magenta", CutSpot, painted(&[("/CutInk CS\n1 SCN\n", "0 1 0 0 K\n")])),
        ("cut line at half its tint", CutStyle, painted(&[("/CutInk CS\n1 SCN", "/CutInk CS\n0.5 SCN")])),
        ("cut line 2 pt wide", CutStyle, painted(&[("0.25 w", "2 w")])),
        ("cut line in dashes", CutStyle, painted(&[("0.25 w", "0.25 w [3 2] 0 d")])),
        (
            "cut line filled, not stroked",
            CutSpot,
            painted(&[("/CutInk CS\n1 SCN", "/CutInk cs\n1 scn"), ("h\nS", "h\nf")]),
        ),
        ("cut line open", CutClosed, painted(&[("h\nS", "S")])),
        (
            "cut line in two pieces",
            CutSpot,
            Box::new(|document| {
                let page = document.page_iter().next().unwrap();
                let content = String::from_utf8(document.get_page_content(page)).unwrap();
                let (before, cut) = content.split_once("0.25 w").unwrap();
                let lines: Vec<&str> = cut.lines().collect();
                let half = 3;
                let pen: Vec<&str> = lines[half].split_whitespace().collect();
                let (x, y) = (pen[pen.len() - 3], pen[pen.len() - 2]);
                let content = format!(
                    "{before}0.25 w{}\nS\n{x} {y} m\n{}",
                    lines[..=half].join("\n"),
                    lines[half + 1..].join("\n")
                );
                let id = document.get_page_contents(page)[0];
                *document.get_object_mut(id).unwrap() =
                    Object::Stream(Stream::new(dictionary! {}, content.into_bytes()));
            }),
        ),
        (
            "hole left out",
            CutLength,
            Box::new(|document| {
                let page = document.page_iter().next().unwrap();
                let content = String::from_utf8(document.get_page_content(page)).unwrap();
                let end = content.rfind("h\nS").unwrap();
                let start = content[..end].rfind("S\n").unwrap() + 2;
                let content = format!("{}{}", &content[..start], &content[end + 3..]);
                let id = document.get_page_contents(page)[0];
                *document.get_object_mut(id).unwrap() =
                    Object::Stream(Stream::new(dictionary! {}, content.into_bytes()));
            }),
        ),
        ("cut line moved by 0.05 mm", CutPlace, painted(&[("/CutInk CS", "1 0 0 1 0.15 0 cm /CutInk CS")])),
    ]
}

/// Changes of what the file says of itself.
fn of_the_file() -> Vec<Mutation> {
    vec![
        (
            "profile left out",
            OutputIntent,
            entries(&["OutputIntents"], |catalog| {
                drop(catalog.remove(b"OutputIntents"));
            }),
        ),
        ("another press's profile", OutputIntent, Box::new(other_profile)),
        (
            "PDF/X key left out",
            PdfX,
            entries(&["GTS_PDFXVersion"], |info| {
                drop(info.remove(b"GTS_PDFXVersion"));
            }),
        ),
        ("XMP left out", PdfX, entries(&["OutputIntents"], |catalog| drop(catalog.remove(b"Metadata")))),
        ("layers left out", Layers, entries(PAGE, |page| drop(resources(page).remove(b"Properties")))),
        (
            "a layer hidden",
            Layers,
            Box::new(|document| {
                let group = document.objects.iter().find_map(|(id, object)| {
                    let dictionary = object.as_dict().ok()?;
                    (dictionary.get(b"Type").ok()?.as_name().ok()? == b"OCG").then_some(*id)
                });
                let shown = document.catalog_mut().unwrap().get_mut(b"OCProperties").unwrap();
                let usual = shown.as_dict_mut().unwrap().get_mut(b"D").unwrap().as_dict_mut().unwrap();
                usual.set("OFF", Object::Array(vec![Object::Reference(group.unwrap())]));
            }),
        ),
        ("art on no layer", Layers, painted(&[("/OC /Colour BDC", "/Span BMC")])),
        ("a second page", Pages, Box::new(second_page)),
        (
            "a note on the page",
            Pages,
            entries(PAGE, |page| {
                page.set(
                    "Annots",
                    Object::Array(vec![Object::Dictionary(dictionary! { "Subtype" => "Text" })]),
                );
            }),
        ),
        ("words in a font", Fonts, painted(&[("/CutInk CS", "BT (sold by) Tj ET /CutInk CS")])),
    ]
}

#[test]
fn every_way_to_break_a_file_is_caught_in_its_line() {
    let recipe = recipe("generic-acrylic");
    let plates = Plates::derive(&fixture::charm_at(150.0), &recipe).unwrap();
    let intent = Intent::first(&plates, &recipe).unwrap();
    let good = write_file(&intent, &ticket()).unwrap();
    assert!(prove(&good, &intent).unwrap().passed());
    let mutations = mutations();
    assert!(mutations.len() >= 25);
    let mut missed = Vec::new();
    for (name, code, change) in &mutations {
        let with_names: Change = Box::new(with_names);
        let good = if *name == "a spot too many" { changed(&good, &with_names) } else { good.clone() };
        let proof = prove(&changed(&good, change), &intent).unwrap();
        let caught = proof.lines.iter().filter(|line| !line.passed).map(|line| line.code.as_str());
        let caught: Vec<&str> = caught.collect();
        println!("| {name} | {} | {} |", code.as_str(), caught.join(", "));
        if !caught.contains(&code.as_str()) {
            missed.push(*name);
        }
    }
    println!("{} ways", mutations.len());
    assert!(missed.is_empty(), "not caught in its line: {missed:#?}");
}

#[test]
fn an_encrypted_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = recipe("generic-acrylic");
    let plates = Plates::derive(&fixture::charm_at(100.0), &recipe).unwrap();
    let intent = Intent::first(&plates, &recipe).unwrap();
    let (from, to) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
    std::fs::write(&from, write_file(&intent, &ticket()).unwrap()).unwrap();
    run("qpdf", &["--encrypt", "", "owner", "256", "--", path(&from), path(&to)]);
    let error = prove(&std::fs::read(&to).unwrap(), &intent).err().unwrap();
    assert!(error.to_string().contains("encrypted"), "{error}");
}
