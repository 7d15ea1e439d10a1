//! Drawings whose flat shapes stay vector in a PDF: they are there, sharp, over the white, and proven one by one.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::artwork::Subject;
use dangle_design::id::{BlobHash, CharmId, ProcessId, RecipeId};

use dangle_design::process::Process;
use dangle_design::project::{Background, Charm};
use dangle_design::shape::{CharmShape, Quality, derive};
use dangle_design::{Job, units::Mm};
use dangle_print::{Intent, Plates, ProofCode, Recipe, Ticket, prove, write_file};
use lopdf::{Document, Object, Stream, dictionary};

/// A see-through glow below, flat shapes above it.
const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
    <circle cx="50" cy="50" r="46" fill="#f2b632"/>
    <circle cx="40" cy="36" r="24" fill="#ffffff" fill-opacity="0.4"/>
    <g transform="translate(50 54) rotate(20)"><rect x="-22" y="-14" width="44" height="28" rx="6" fill="#20407a"/></g>
    <path d="M30 74q20 14 40 0" fill="none" stroke="#7a1030" stroke-width="5" stroke-linecap="round"/>
</svg>"##;

fn charm() -> CharmShape {
    let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    let bytes = DRAWING.as_bytes();
    let subject = Subject::from_bytes(bytes, Background::Keep, &Job::silent()).unwrap();
    let mut charm = Charm::new(CharmId::new("c").unwrap(), "c".into(), BlobHash::of(bytes), &process);
    charm.size.length = Mm::new(40.0);
    derive(&charm, &process, &subject, Quality::Final, &Job::silent()).unwrap()
}

fn recipe() -> Recipe {
    Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap()
}

/// The file with its operators changed.
fn repainted(pdf: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    let page = document.page_iter().next().unwrap();
    let content = String::from_utf8(document.get_page_content(page)).unwrap();
    let changed = change(&content);
    assert_ne!(content, changed);
    let id = document.get_page_contents(page)[0];
    *document.get_object_mut(id).unwrap() = Object::Stream(Stream::new(dictionary! {}, changed.into_bytes()));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Where the first shape above the picture begins, and where the colour's layer ends.
fn first_shape(content: &str) -> (usize, usize) {
    let picture = content.find("/Artwork Do").unwrap();
    let ink = picture + content[picture..].find(" k\n").unwrap();
    let begin = content[..ink].rfind('\n').unwrap() + 1;
    (begin, ink + 3)
}

#[test]
fn every_way_to_lose_a_shape_is_caught_and_the_whole_file_is_not_accused() {
    let (charm, recipe) = (charm(), recipe());
    let plates = Plates::derive(&charm, &recipe).unwrap();
    let intent = Intent::first(&plates, &recipe).unwrap();
    let pdf = write_file(&intent, &Ticket { title: "Sun", created: None }).unwrap();
    let failed = |pdf: &[u8]| -> Vec<ProofCode> {
        let proof = prove(pdf, &intent).unwrap();
        proof.lines.iter().filter(|line| !line.passed).map(|line| line.code).collect()
    };
    assert_eq!(failed(&pdf), []);

    let recoloured = repainted(&pdf, |content| {
        let (begin, end) = first_shape(content);
        format!("{}0 0 0 0 k\n{}", &content[..begin], &content[end..])
    });
    assert_eq!(failed(&recoloured), [ProofCode::ProcessPlates]);
    let moved = repainted(&pdf, |content| {
        let (begin, _) = first_shape(content);
        format!("{}1 0 0 1 0.5 0 cm\n{}", &content[..begin], &content[begin..])
    });
    assert_eq!(failed(&moved), [ProofCode::ProcessPlates], "by a sixth of a millimetre");
    let lost = repainted(&pdf, |content| {
        let (begin, _) = first_shape(content);
        let end = begin + content[begin..].find("\nf\n").unwrap();
        format!("{}n\n{}", &content[..begin], &content[end + 3..])
    });
    assert_eq!(failed(&lost), [ProofCode::ProcessPlates]);
    let knocked_out = repainted(&pdf, |content| content.replacen("/Colour gs", "", 1));
    assert!(failed(&knocked_out).contains(&ProofCode::Overprint), "the white is lost below");
}

#[test]
fn a_drawing_takes_less_room_as_shapes_than_as_the_picture_it_was() {
    let (charm, recipe) = (charm(), recipe());
    let mut flat = charm.clone();
    let picture = flat.picture.as_ref();
    let pixels =
        dangle_design::artwork::Picture::new(picture.width(), picture.height(), picture.rgba().to_vec());
    flat.picture = std::sync::Arc::new(pixels);
    let size = |charm: &CharmShape| {
        let plates = Plates::derive(charm, &recipe).unwrap();
        let intent = Intent::first(&plates, &recipe).unwrap();
        write_file(&intent, &Ticket { title: "Sun", created: None }).unwrap().len()
    };
    let (shapes, picture) = (size(&charm), size(&flat));
    println!("{shapes} bytes with shapes, {picture} as a picture");
    assert!(shapes < picture);
}
