//! Good files broken in every way we could think of: the plate proof must catch each, in the line that is
//! about it. And files that are as good as they were, however they were saved, must not be accused.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use std::path::Path;
use std::process::Command;

use dangle_design::id::RecipeId;
use dangle_design::shape::CharmShape;
use dangle_print::{FileFormat, Intent, Moment, Plates, ProofCode, Recipe, Ticket, prove, write_file};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

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

/// A change to a file.
type Change = Box<dyn Fn(&mut Document)>;

/// The file after a change.
fn changed(pdf: &[u8], change: &Change) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A change of the painting operators: each text by another, which must be there.
fn painted(changes: &'static [(&'static str, &'static str)]) -> Change {
    Box::new(move |document| {
        let page = document.page_iter().next().unwrap();
        let mut content = String::from_utf8(document.get_page_content(page)).unwrap();
        for (from, to) in changes {
            assert!(content.contains(from), "{from:?} is not in {content}");
            content = content.replacen(from, to, 1);
        }
        let id = document.get_page_contents(page)[0];
        let stream = Stream::new(dictionary! {}, content.into_bytes());
        *document.get_object_mut(id).unwrap() = Object::Stream(stream);
    })
}

/// A change of the one dictionary or stream that holds all of the given keys.
fn object(keys: &'static [&'static str], change: impl Fn(&mut Object) + 'static) -> Change {
    Box::new(move |document| {
        let holds = |object: &&mut Object| {
            let dictionary = match &**object {
                Object::Stream(stream) => &stream.dict,
                Object::Dictionary(dictionary) => dictionary,
                _ => return false,
            };
            keys.iter().all(|key| dictionary.has(key.as_bytes()))
        };
        change(document.objects.values_mut().find(holds).unwrap());
    })
}

fn entries(keys: &'static [&'static str], change: impl Fn(&mut Dictionary) + 'static) -> Change {
    object(keys, move |object| match object {
        Object::Stream(stream) => change(&mut stream.dict),
        Object::Dictionary(dictionary) => change(dictionary),
        _ => unreachable!(),
    })
}

const PAGE: &[&str] = &["TrimBox"];
const ART: &[&str] = &["ColorSpace", "Width"];
const WHITE: &[&str] = &["ImageMask"];

fn numbers(values: [f32; 4]) -> Object {
    Object::Array(values.into_iter().map(Object::Real).collect())
}

/// The resources of the page.
fn resources(page: &mut Dictionary) -> &mut Dictionary {
    page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap()
}

/// The samples of a picture by other ones.
fn samples(keys: &'static [&'static str], change: fn(&mut Vec<u8>)) -> Change {
    object(keys, move |object| {
        let stream = object.as_stream_mut().unwrap();
        let mut data = stream.decompressed_content().unwrap();
        change(&mut data);
        stream.dict.remove(b"Filter");
        stream.dict.remove(b"DecodeParms");
        stream.set_content(data);
    })
}

/// A soft mask, or any picture, put beside the artwork.
fn soft_mask(document: &mut Document) {
    let mask = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        },
        vec![255],
    );
    let mask = document.add_object(mask);
    let art = document.objects.values_mut().find_map(|object| match object {
        Object::Stream(stream) if stream.dict.has(b"ColorSpace") && stream.dict.has(b"Width") => Some(stream),
        _ => None,
    });
    art.unwrap().dict.set("SMask", mask);
}

/// The white's layer painted after the colour's.
fn swapped(document: &mut Document) {
    let page = document.page_iter().next().unwrap();
    let content = String::from_utf8(document.get_page_content(page)).unwrap();
    let white = content.find("/OC /White BDC").unwrap();
    let colour = content.find("/OC /Colour BDC").unwrap();
    let end = colour + content[colour..].find("EMC").unwrap() + 4;
    let parts = [&content[..white], &content[colour..end], &content[white..colour], &content[end..]];
    let id = document.get_page_contents(page)[0];
    let stream = Stream::new(dictionary! {}, parts.concat().into_bytes());
    *document.get_object_mut(id).unwrap() = Object::Stream(stream);
}

/// The page's content within a form of its own, painted as a group.
fn grouped(document: &mut Document) {
    let page = document.page_iter().next().unwrap();
    let content = document.get_page_content(page);
    let resources = document.get_dictionary(page).unwrap().get(b"Resources").unwrap().clone();
    let form = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers([0.0, 0.0, 500.0, 500.0]),
            "Resources" => resources, "Group" => dictionary! { "S" => "Transparency" },
        },
        content,
    );
    let form = document.add_object(form);
    let id = document.get_page_contents(page)[0];
    *document.get_object_mut(id).unwrap() = Object::Stream(Stream::new(dictionary! {}, b"/All Do".to_vec()));
    let page = document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
    page.set("Resources", dictionary! { "XObject" => dictionary! { "All" => form } });
}

fn second_page(document: &mut Document) {
    let page = document.page_iter().next().unwrap();
    let copy = document.get_object(page).unwrap().clone();
    let copy = document.add_object(copy);
    let pages = document.objects.values_mut().find_map(|object| match object {
        Object::Dictionary(pages) if pages.has(b"Kids") => Some(pages),
        _ => None,
    });
    let pages = pages.unwrap();
    pages.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(Object::Reference(copy));
    pages.set("Count", 2);
}

fn other_profile(document: &mut Document) {
    let icc = std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/icc/gracol2006-argyll.icc"),
    );
    let stream = document.objects.values_mut().find_map(|object| match object {
        Object::Stream(stream) if stream.dict.has(b"N") && stream.dict.has(b"Alternate") => Some(stream),
        _ => None,
    });
    stream.unwrap().set_plain_content(icc.unwrap());
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

/// Makes what a changed content names: a second spot, pictures under other names.
fn with_names(document: &mut Document) {
    let varnish = document.add_object(Object::Array(vec![
        Object::Name(b"Separation".to_vec()),
        Object::Name(b"Varnish".to_vec()),
        Object::Name(b"DeviceCMYK".to_vec()),
        Object::Dictionary(dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => Object::Array(vec![0.into(), 1.into()]),
            "C0" => numbers([0.0; 4]), "C1" => numbers([0.0, 0.0, 0.2, 0.0]),
        }),
    ]));
    let page = document.page_iter().next().unwrap();
    let page = document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
    let resources = resources(page);
    resources.get_mut(b"ColorSpace").unwrap().as_dict_mut().unwrap().set("Varnish", varnish);
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

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn run(tool: &str, arguments: &[&str]) {
    let output = Command::new(tool)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{tool} is not installed (run `make setup`): {error}"));
    // qpdf ends with 3 when it only warned.
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || output.status.code() == Some(3), "{tool} {arguments:?}: {said}");
}

const OBJECT_STREAMS: &str = "--object-streams=generate";

/// Ways other programs save a file: the program and its arguments, `<` for the file and `>` for the copy.
const REWRITERS: &[(&str, &[&str])] = &[
    ("qpdf", &["--linearize", "<", ">"]),
    ("qpdf", &[OBJECT_STREAMS, "--recompress-flate", "<", ">"]),
    ("qpdf", &["--qdf", "--object-streams=disable", "<", ">"]),
    ("mutool", &["clean", "-gggg", "<", ">"]),
];

#[test]
fn a_hundred_good_files_are_not_accused_however_they_were_saved() {
    let charms: [CharmShape; 3] =
        [fixture::charm_at(110.0), fixture::pierced_at(110.0), fixture::without_white_at(110.0)];
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
    let (mut proven, mut accused) = (0, Vec::new());
    for id in Recipe::ids() {
        let recipe = Recipe::load(&id).unwrap();
        for (at, charm) in charms.iter().enumerate() {
            let plates = Plates::derive(charm, &recipe).unwrap();
            for file in recipe.files.iter().filter(|file| file.format.is_pdf()) {
                let intent = Intent { plates: &plates, recipe: &recipe, file };
                let Ok(pdf) = write_file(&intent, &ticket()) else { continue };
                std::fs::write(&from, &pdf).unwrap();
                let mut copies =
                    vec![("as written", pdf.clone()), ("by lopdf", changed(&pdf, &painted(&[])))];
                // Object streams came with PDF 1.5: an old RIP cannot read them, and the proof says so.
                let old = file.format == FileFormat::Pdf14;
                for (tool, arguments) in
                    REWRITERS.iter().filter(|(_, words)| !(old && words[0] == OBJECT_STREAMS))
                {
                    let arguments: Vec<&str> = arguments
                        .iter()
                        .map(|word| match *word {
                            "<" => path(&from),
                            ">" => path(&to),
                            word => word,
                        })
                        .collect();
                    run(tool, &arguments);
                    copies.push((tool, std::fs::read(&to).unwrap()));
                }
                for (saved, copy) in copies {
                    proven += 1;
                    let proof = prove(&copy, &intent).unwrap();
                    if let Some(fault) = proof.first_fault() {
                        accused.push(format!("{id} {} charm {at} {saved}: {}", file.name, fault.in_words()));
                    }
                }
            }
        }
    }
    println!("{proven} good files");
    assert!(proven >= 100);
    assert!(accused.is_empty(), "{} accused: {:#?}", accused.len(), &accused[..accused.len().min(12)]);
}
