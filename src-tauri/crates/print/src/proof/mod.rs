//! The read-back proof: a written print file, read again by other code, held against what was meant.

mod against;
mod alone;
mod line;
mod rules;

pub use against::prove;
pub use alone::prove_alone;
pub use line::{Proof, ProofCode, ProofLine};
