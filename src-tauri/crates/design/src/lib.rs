//! The charm and the project: units, artwork, outline, hang, checks, edits, history.
//!
//! A project is a value; an edit makes a new value; everything else is a pure function of it.

pub mod artwork;
mod check;
pub mod contour;
pub mod edit;
mod error;
mod hang;
pub mod history;
pub mod id;
mod job;
mod outline;
pub mod process;
pub mod project;
pub mod report;
pub mod shape;
pub mod units;

pub use error::{Error, ErrorCode, Result};
pub use job::Job;
pub use kurbo;
