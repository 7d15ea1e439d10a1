//! What a charm hangs from, as a person chose it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::HardwareId;
use crate::units::{Mm, Rgb};

/// What a charm hangs from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct HardwareChoice {
    /// The kit: clasp, chain and rings as they are sold together.
    pub kit: HardwareId,
    /// Its finish, such as `silver`.
    pub finish: String,
    /// How long its chain, cord or strap is; `null` for as long as it is usually sold.
    #[serde(default)]
    pub length: Option<Mm>,
    /// The colour of enamel, cord, strap or beads; `null` for the kit's own.
    #[serde(default)]
    pub colour: Option<Rgb>,
    /// What hangs beside the charm on its ring, such as a tassel.
    #[serde(default)]
    pub beside: Vec<Beside>,
}

/// A part that hangs beside the charm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Beside {
    /// Which part.
    pub part: HardwareId,
    /// Its colour; `null` for its own.
    pub colour: Option<Rgb>,
    /// How long it is; `null` for as long as it is usually sold.
    pub length: Option<Mm>,
}

impl HardwareChoice {
    /// A kit in a finish, as it is usually sold.
    #[must_use]
    pub fn new(kit: HardwareId, finish: impl Into<String>) -> Self {
        HardwareChoice { kit, finish: finish.into(), length: None, colour: None, beside: Vec::new() }
    }
}
