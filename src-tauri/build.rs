//! Names the app's commands to Tauri's access list, and sees that there is a UI to embed.

use std::fs;
use std::path::Path;

#[path = "src/command_names.rs"]
mod command_names;

fn main() {
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=src/command_names.rs");
    see_to_the_ui(Path::new("../ui/dist"));
    // Naming the commands turns on Tauri's access list for them: a window may only call those that a
    // capability grants.
    let manifest = tauri_build::AppManifest::new().commands(command_names::COMMAND_NAMES);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo::error={error:#}");
    }
}

/// A debug build without a built UI shows a page that says so; a release build without one stops here.
fn see_to_the_ui(dist: &Path) {
    let page = dist.join("index.html");
    if page.exists() {
        return;
    }
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::error=the UI is not built; run: make ui");
        return;
    }
    let placeholder = "<!doctype html><title>Dangle</title><p>The UI is not built. Run: make ui</p>\n";
    if let Err(error) = fs::create_dir_all(dist).and_then(|()| fs::write(&page, placeholder)) {
        println!("cargo::error=the folder {} cannot be written: {error}", dist.display());
    }
}
