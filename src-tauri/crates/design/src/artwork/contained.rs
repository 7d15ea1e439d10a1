//! A thread of its own for other people's decoders: deep enough for deep files, and a panic ends with it.

use super::refused;
use crate::Result;

/// Name of the threads whose panics become refusals.
pub const CONTAINED: &str = "contained decoder";

/// Stack of such a thread: parsers of drawings and pages descend up to 1,024 levels.
const STACK_BYTES: usize = 64 << 20;

/// Does the work on a thread of its own; a panic there refuses the file.
pub(super) fn contained<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let work = std::thread::Builder::new()
            .name(CONTAINED.into())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .map_err(|error| {
                refused(format!("No thread to read the file: {error}"), "Close other programs.")
            })?;
        work.join().unwrap_or_else(|_| {
            Err(refused(
                "The file has a construct that cannot be read",
                "Simplify it (flatten effects, merge layers, expand strokes), or export it as PNG.",
            ))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorCode;

    #[test]
    fn a_panic_becomes_a_refusal_with_a_remedy() {
        let error = contained(|| -> Result<()> { panic!("a decoder gives up") }).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Artwork);
        assert!(error.hint().unwrap().contains("PNG"));
    }
}
