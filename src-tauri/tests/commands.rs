//! The commands are the same wherever they are listed: for the access list, the handlers, the capability and
//! the UI.

use std::collections::BTreeSet;

#[path = "../src/command_names.rs"]
mod command_names;

/// What the window may do besides the app's own commands: hear of events, and hear no more.
const BESIDES: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

fn named() -> BTreeSet<String> {
    command_names::COMMAND_NAMES.iter().map(|&name| name.to_owned()).collect()
}

/// The identifier `text` begins with.
fn first_word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// The identifiers that directly follow `before` in `text`.
fn following(text: &str, before: &str) -> BTreeSet<String> {
    text.split(before).skip(1).filter_map(first_word).collect()
}

#[test]
fn no_command_is_named_twice() {
    assert_eq!(named().len(), command_names::COMMAND_NAMES.len());
}

#[test]
fn every_command_has_a_handler_and_every_handler_is_a_command() {
    let lib = include_str!("../src/lib.rs");
    let paths = lib.split("$crate::commands::").skip(1);
    let handled: BTreeSet<String> =
        paths.filter_map(|path| path.split_once("::")).filter_map(|(_, name)| first_word(name)).collect();
    assert_eq!(handled, named());
}

#[test]
fn the_window_may_call_every_command_and_nothing_else() {
    let capability: serde_json::Value =
        serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
    let granted: BTreeSet<&str> =
        capability["permissions"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
    let allowed: Vec<String> =
        named().iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    let meant: BTreeSet<&str> = allowed.iter().map(String::as_str).chain(BESIDES).collect();
    assert_eq!(granted, meant);
    assert!(capability.get("remote").is_none(), "no other page may call anything");
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
}

#[test]
fn the_ui_calls_every_command_and_nothing_else() {
    let backend = include_str!("../../ui/src/backend.ts");
    assert_eq!(following(backend, ">('"), named());
}
