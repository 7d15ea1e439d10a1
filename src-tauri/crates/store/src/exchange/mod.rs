//! The `.dangle` file: one project with its blobs, as a SQLite database of the store's own schema.
//!
//! The same project makes the same bytes. What comes in may have been made by anybody: a [`parcel`] is
//! opened on a private copy and checked to the last value before anything of it reaches the store.

mod copying;
mod export;
mod header;
mod import;
mod parcel;

pub use export::Contents;
pub use import::Imported;

/// Largest `.dangle` file, in bytes: 512 MiB. Room for some hundred photographs as imported; a hostile file
/// costs no more disk and time than that, and never memory, as blobs are read one at a time.
pub const LARGEST_EXCHANGE: u64 = 512 << 20;

/// Most bytes of documents in one file: the largest project takes 6 MiB, and a usual one with its whole
/// history 4 MiB. Documents are held in memory together, at some five times their length.
const MOST_DOCUMENT_BYTES: u64 = 64 << 20;

/// The setting of a file that holds its seal: the hash of all that no blob hash vouches for.
const SEAL: &str = "seal";

/// Hashes the project's id, which step is the present, and every document as it is written.
///
/// Finds damage; it is no signature, since anybody can compute it.
struct Seal(blake3::Hasher);

impl Seal {
    fn new(project: &str, position: i64) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("dangle exchange file");
        hasher.update(&(project.len() as u64).to_le_bytes());
        hasher.update(project.as_bytes());
        hasher.update(&position.to_le_bytes());
        Seal(hasher)
    }

    fn add_step(&mut self, number: i64, format: i64, document: &str) {
        self.0.update(&number.to_le_bytes());
        self.0.update(&format.to_le_bytes());
        self.0.update(&(document.len() as u64).to_le_bytes());
        self.0.update(document.as_bytes());
    }

    /// The seal as the JSON text of the setting.
    fn text(&self) -> String {
        format!("\"{}\"", self.0.finalize().to_hex())
    }
}
