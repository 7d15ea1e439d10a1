//! Work on what others made (fonts), kept from taking the program down with it.

use std::thread;

use crate::{Error, ErrorCode, Result};

/// Stack of the thread that shapes and paints: deep glyphs descend far.
const STACK_BYTES: usize = 32 << 20;

/// Does the work on a thread of its own: a panic there becomes an error with a remedy.
pub(super) fn run<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().name("lettering".into()).stack_size(STACK_BYTES);
        let thread = builder.spawn_scoped(scope, work).map_err(|error| {
            Error::new(
                ErrorCode::Input,
                format!("no thread for the letters: {error}"),
                "Close other programs.",
            )
        })?;
        thread.join().unwrap_or_else(|_| Err(undrawable()))
    })
}

fn undrawable() -> Error {
    Error::new(ErrorCode::Input, "this font cannot be drawn with", "Choose another font for the words.")
}
