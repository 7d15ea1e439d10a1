//! The charm and the project: units, artwork, outline, hang, checks, edits, history.
//!
//! A project is a value; an edit makes a new value; everything else is a pure function of it.

pub mod artwork;
pub mod check;
pub mod contour;
pub mod edit;
mod error;
mod face;
pub mod fix;
pub mod hang;
pub mod history;
pub mod id;
mod job;
pub mod lettering;
mod oklab;
mod outline;
pub mod process;
pub mod project;
pub mod report;
pub mod shape;
mod sides;
pub mod thickness;
pub mod units;

pub use error::{Error, ErrorCode, Result};
pub use face::{NOWHERE, Nearest, nearest};
pub use job::Job;
pub use kurbo;
pub use outline::offset;
