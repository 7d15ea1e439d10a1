//! What was made, bought, wished for, lent and traded, with the story of each.

mod entry;

pub use entry::{Entry, LONGEST_STORY, Status};
