//! Pictures that others drew, and Dangle's own samples.

use std::path::PathBuf;

use dangle_design::Job;
use dangle_design::artwork::Subject;
use dangle_design::project::Background;

/// Animals, food, plants, things, symbols: what people make charms of, and what is hard to cut.
const NAMES: &str = include_str!("../../../cli/tests/emoji_names.txt");

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn subject(svg: &[u8]) -> Subject {
    Subject::from_bytes(svg, Background::Keep, &Job::silent()).unwrap()
}

/// Emoji of a set that `make test` installs with npm (Fluent Emoji, © Microsoft Corporation, MIT License).
pub(crate) fn emoji() -> impl Iterator<Item = (String, Subject)> {
    let file = top().join("tests/node_modules/@iconify-json/fluent-emoji-flat/icons.json");
    let text = std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}; `make test` installs it with npm", file.display()));
    let icons: serde_json::Value = serde_json::from_str(&text).unwrap();
    NAMES.lines().filter(|name| !name.is_empty()).map(move |name| {
        let body = icons["icons"][name]["body"].as_str().unwrap();
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>{body}</svg>");
        (name.to_owned(), subject(svg.as_bytes()))
    })
}

/// The samples that come with Dangle.
pub(crate) fn samples() -> impl Iterator<Item = (String, Subject)> {
    let folder = std::fs::read_dir(top().join("assets/samples")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "svg"));
    paths.sort();
    paths.into_iter().map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, subject(&std::fs::read(path).unwrap()))
    })
}
