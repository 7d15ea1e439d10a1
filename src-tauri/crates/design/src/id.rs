//! Names of things: ids of projects, charms, scenes and placements, and hashes of blobs.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Result};

/// Longest id that is read from outside, in bytes.
const LONGEST_ID: usize = 64;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(try_from = "String", into = "String")]
        #[ts(as = "String")]
        pub struct $name(String);

        impl $name {
            /// An id of lower-case letters, digits and hyphens.
            ///
            /// # Errors
            /// [`crate::ErrorCode::Input`] when it is empty, too long or holds another character.
            pub fn new(id: impl Into<String>) -> Result<Self> {
                let id = id.into();
                check_id(stringify!($name), &id)?;
                Ok($name(id))
            }

            /// A fresh id from 16 random bytes of the caller.
            #[must_use]
            pub fn from_random(bytes: [u8; 16]) -> Self {
                $name(hex(&bytes))
            }

            /// The id that always follows from the same parts.
            #[must_use]
            pub fn derived(parts: &[&str]) -> Self {
                let mut hasher = blake3::Hasher::new_derive_key(concat!("dangle ", stringify!($name)));
                for part in parts {
                    hasher.update(&(part.len() as u64).to_le_bytes());
                    hasher.update(part.as_bytes());
                }
                $name(hex(&hasher.finalize().as_bytes()[..16]))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = Error;
            fn try_from(id: String) -> Result<Self> {
                $name::new(id)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// Names a project.
    ProjectId
);
id!(
    /// Names a charm within all projects.
    CharmId
);
id!(
    /// Names a scene of a project.
    SceneId
);
id!(
    /// Names one charm at one anchor.
    PlacementId
);
id!(
    /// Names an entry of the collection.
    EntryId
);
id!(
    /// Names a process, such as `acrylic-clear`: a file under `assets/processes`.
    ProcessId
);
id!(
    /// Names a piece of hardware, such as `lobster-clasp`: an entry of `assets/hardware/hardware.toml`.
    HardwareId
);
id!(
    /// Names a carrier, such as `backpack`: a folder under `assets/carriers`.
    CarrierId
);
id!(
    /// Names one view of a carrier, such as `front`.
    ViewId
);
id!(
    /// Names a place on a carrier where something can be hung, such as `d-ring`.
    AnchorId
);
id!(
    /// Names a price list, such as `generic-acrylic`: a file under `assets/vendors`, or one of the person's own.
    PriceListId
);
id!(
    /// Names a text of a charm.
    TextId
);
id!(
    /// Names a font that comes with Dangle: an entry of `assets/fonts/fonts.toml`.
    FontId
);
id!(
    /// Names a gang sheet of a project.
    SheetId
);
id!(
    /// Names a recipe, such as `generic-acrylic`: a file under `assets/recipes`.
    RecipeId
);

fn check_id(kind: &str, id: &str) -> Result<()> {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(allowed) {
        return Ok(());
    }
    Err(Error::input(
        format!("\"{}\" is no {kind}", id.chars().take(LONGEST_ID).collect::<String>()),
        "Ids are lower-case letters, digits and hyphens, at most 64.",
    ))
}

/// The BLAKE3 hash of an imported file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String")]
pub struct BlobHash([u8; 32]);

impl BlobHash {
    /// The hash of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        BlobHash(*blake3::hash(bytes).as_bytes())
    }

    /// The hash as bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A hash that was stored as bytes.
    ///
    /// # Errors
    /// [`crate::ErrorCode::Input`] when there are not exactly 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        <[u8; 32]>::try_from(bytes).map(BlobHash).map_err(|_| not_a_hash())
    }
}

impl TryFrom<String> for BlobHash {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        let text = text.as_bytes();
        if text.len() != 64 || !text.iter().all(u8::is_ascii_hexdigit) {
            return Err(not_a_hash());
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(text.chunks_exact(2)) {
            let digits = std::str::from_utf8(pair).map_err(|_| not_a_hash())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| not_a_hash())?;
        }
        Ok(BlobHash(hash))
    }
}

fn not_a_hash() -> Error {
    Error::input("this is no blob hash", "A blob hash is 64 hexadecimal digits.")
}

impl From<BlobHash> for String {
    fn from(hash: BlobHash) -> String {
        hex(&hash.0)
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlobHash({self})")
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| DIGITS[usize::from(digit)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_refuse_paths_and_markup() {
        for id in ["", "../up", "A", "a b", "<b>", "é", &"a".repeat(65)] {
            assert!(CharmId::new(id).is_err(), "{id:?}");
        }
        assert_eq!(CharmId::new("lobster-clasp").unwrap().as_str(), "lobster-clasp");
    }

    #[test]
    fn derived_ids_depend_on_where_the_parts_are_cut() {
        assert_eq!(CharmId::derived(&["ab", "c"]), CharmId::derived(&["ab", "c"]));
        assert_ne!(CharmId::derived(&["ab", "c"]), CharmId::derived(&["a", "bc"]));
    }

    #[test]
    fn blob_hashes_read_back_as_written() {
        let hash = BlobHash::of(b"charm");
        assert_eq!(BlobHash::try_from(hash.to_string()).unwrap(), hash);
        assert!(BlobHash::try_from("g".repeat(64)).is_err());
        assert!(BlobHash::try_from("é".repeat(32)).is_err());
        assert!(BlobHash::try_from("+f".repeat(32)).is_err());
    }
}
