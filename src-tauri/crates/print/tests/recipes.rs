//! Every recipe, from plates to files: each file is read back as what it is, and the same charm gives the same bytes.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use dangle_design::Job;
use dangle_design::shape::CharmShape;
use dangle_print::{FileFormat, Moment, Part, PrintFile, Recipe, Ticket, export};

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
