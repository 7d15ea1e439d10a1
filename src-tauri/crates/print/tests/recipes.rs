//! Every recipe, from plates to files: each file is read back as what it is, and the same charm gives the same bytes.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use dangle_design::Job;
use dangle_design::shape::CharmShape;
use dangle_print::{
    FileFormat, Intent, Moment, Part, Plates, PrintFile, ProofCode, Recipe, Ticket, export, prove_file,
};

fn ticket() -> Ticket<'static> {
    Ticket { title: "Fixture", created: Some(Moment::from_unix(1_800_000_000)) }
}

fn exported(shape: &CharmShape, recipe: &Recipe) -> Vec<PrintFile> {
    export(shape, recipe, &ticket(), &Job::silent()).unwrap_or_else(|error| panic!("{}: {error}", recipe.id))
}

fn recipes() -> Vec<Recipe> {
    Recipe::ids().iter().map(|id| Recipe::load(id).unwrap()).collect()
}

#[test]
fn every_recipe_writes_files_that_pass_their_own_read_back() {
    let charms = [fixture::charm_at(120.0), fixture::pierced(), fixture::without_white()];
    for recipe in recipes() {
        for charm in &charms {
            let files = exported(charm, &recipe);
            let holds_only_white = |holds: &std::collections::BTreeSet<Part>| holds.iter().eq(&[Part::White]);
            let left_out = recipe.files.iter().filter(|file| holds_only_white(&file.holds)).count();
            let left_out = if charm.body.white_ink { 0 } else { left_out };
            assert_eq!(files.len(), recipe.files.len() - left_out, "{}", recipe.id);
            for file in &files {
                assert!(file.proof.passed(), "{} {}: {:#?}", recipe.id, file.name, file.proof.lines);
                assert!(file.proof.lines.len() >= 3, "{}", file.name);
            }
        }
    }
}

#[test]
fn the_same_charm_gives_the_same_bytes_by_every_recipe() {
    let charm = fixture::charm_at(100.0);
    for recipe in recipes() {
        for (first, second) in exported(&charm, &recipe).iter().zip(&exported(&charm, &recipe)) {
            assert!(first.bytes == second.bytes, "{} {}", recipe.id, first.name);
        }
    }
}

#[test]
fn all_formats_are_used_by_some_recipe() {
    let recipes = recipes();
    let used = |format: &FileFormat| {
        recipes.iter().flat_map(|recipe| &recipe.files).any(|file| file.format == *format)
    };
    assert!(recipes.len() >= 12);
    assert!(FileFormat::ALL.iter().all(used));
}

#[test]
fn a_pattern_that_was_scaled_or_a_sheet_of_two_pages_is_no_sheet_any_more() {
    let charm = fixture::charm_at(100.0);
    let recipe = recipes().into_iter().find(|recipe| recipe.id.as_str() == "plush-turnaround").unwrap();
    let plates = Plates::derive(&charm, &recipe).unwrap();
    let intent = Intent::first(&plates, &recipe).unwrap();
    let sheet = dangle_print::write_file(&intent, &ticket()).unwrap();
    let failed = |bytes: &[u8]| -> Vec<ProofCode> {
        let proof = prove_file(bytes, &intent).unwrap();
        proof.lines.iter().filter(|line| !line.passed).map(|line| line.code).collect()
    };
    assert_eq!(failed(&sheet), []);

    let mut larger = CharmShape::clone(&charm);
    larger.outline.cut.apply_affine(kurbo::Affine::scale(1.01));
    let scaled = Plates::derive(&larger, &recipe).unwrap();
    let scaled = dangle_print::write_file(&Intent { plates: &scaled, ..intent }, &ticket()).unwrap();
    assert_eq!(failed(&scaled), [ProofCode::CutLength, ProofCode::CutPlace]);

    let mut document = lopdf::Document::load_mem(&sheet).unwrap();
    let page = document.page_iter().next().unwrap();
    let resources = document.get_dictionary(page).unwrap().get(b"Resources").unwrap().clone();
    let copy = lopdf::dictionary! { "Type" => "Page", "Resources" => resources };
    let copy = document.add_object(copy);
    let tree = document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
    document.get_dictionary_mut(copy).unwrap().set("Parent", tree);
    let pages = document.get_dictionary_mut(tree).unwrap();
    pages.set("Count", 2);
    pages.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(copy.into());
    let mut two = Vec::new();
    document.save_to(&mut two).unwrap();
    assert_eq!(failed(&two), [ProofCode::Pages]);
}
