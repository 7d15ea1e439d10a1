//! What the fuzz targets share.

use std::panic;
use std::sync::Once;

use dangle_design::artwork::{self, CONTAINED};
use dangle_design::{Error, Result};

pub mod outline;
#[path = "../../../src-tauri/crates/design/tests/sound/mod.rs"]
mod sound;

/// Lets the threads that contain other people's decoders panic, as they may; every other panic is a finding.
///
/// The fuzzer would take each panic for a finding otherwise.
pub fn contained_panics_are_no_findings() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let finding = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let contained = std::thread::current().name() == Some(CONTAINED);
            if !contained {
                finding(info);
            }
        }));
    });
}

/// Decodes artwork and its layers: each is a sound picture, or a refusal with a remedy.
pub fn read_artwork(bytes: &[u8]) {
    contained_panics_are_no_findings();
    if let Err(error) = artwork::decode(bytes) {
        assert_refused(&error);
        return;
    }
    match artwork::layers(bytes) {
        Ok(layers) => layers.iter().for_each(|layer| assert_sound(artwork::layer(bytes, &layer.id))),
        Err(error) => assert_refused(&error),
    }
}

fn assert_sound<T>(outcome: Result<T>) {
    if let Err(error) = outcome {
        assert_refused(&error);
    }
}

/// Every refusal says what is wrong and what to do.
pub fn assert_refused(error: &Error) {
    assert!(!error.to_string().is_empty());
    assert!(error.hint().is_some_and(|hint| hint.len() > 10), "{error} has no remedy");
}
