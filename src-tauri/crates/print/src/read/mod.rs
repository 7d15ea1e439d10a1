//! Reading a PDF as a press would: by another parser than the one that wrote it, with our own painter of
//! plates, and with no tool installed.
//!
//! A file from outside is hostile until shown otherwise: its size, its parts, what they inflate to, how deep
//! they nest and how much there is to paint are all bounded.

mod ink;
mod interpret;
mod limits;
mod marks;
mod open;
mod paint;
mod plate;
mod samples;
mod state;

pub(crate) use ink::Space;
pub(crate) use interpret::draw;
pub(crate) use marks::{Blended, Drawing, Mark, MarkKind};
pub(crate) use open::{Boxes, File, inflate};
pub(crate) use paint::{Window, paint};
pub(crate) use plate::Painted;

use dangle_design::{Error, ErrorCode};

/// The error for a file that is too much to read.
fn too_much(what: &str) -> Error {
    Error::new(
        ErrorCode::TooLarge,
        format!("the PDF has {what}"),
        "Dangle reads print files of single charms. Export one charm, flattened, and prove that.",
    )
}

/// The error for a file that cannot be read at all.
fn unreadable(why: &str) -> Error {
    Error::new(
        ErrorCode::File,
        format!("the PDF cannot be read: {why}"),
        "Export it again, or open it in the program that made it.",
    )
}
