//! Processes: what a charm is made by, with limits from data, each with its source.

use rust_embed::Embed;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::ProcessId;
use crate::project::HardwareChoice;
use crate::units::Mm;
use crate::{Error, ErrorCode, Result};

#[derive(Embed)]
#[folder = "../../../assets/processes"]
struct Files;

/// What a charm is made by: a file under `assets/processes`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Names the process; the file's name without its ending.
    pub id: ProcessId,
    /// What people call it.
    pub name: String,
    /// How the mock-up shades it.
    pub look: String,
    /// Thickness of the body.
    pub thickness_mm: Mm,
    /// Density of the body, in grams a cubic centimetre.
    pub density_g_cm3: f64,
    /// Where the density comes from.
    pub density_source: Source,
    /// What a new charm starts with.
    pub defaults: Defaults,
    /// What can be made.
    #[serde(rename = "limit")]
    pub limits: Vec<Limit>,
}

/// What a new charm of a process starts with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// Distance from artwork to outline.
    pub border_mm: Mm,
    /// Radius of the smallest inward corner.
    pub smoothing_mm: Mm,
    /// Gap under which loose parts are joined.
    pub join_mm: Mm,
    /// Necks are widened to this.
    pub least_neck_mm: Mm,
    /// Diameter of the hole.
    pub hole_mm: Mm,
    /// Material round the hole.
    pub hole_wall_mm: Mm,
    /// How far the white is pulled in.
    pub choke_mm: Mm,
    /// Length of the longest side.
    pub size_mm: Mm,
    /// What it hangs from.
    pub hardware: HardwareChoice,
}

/// One limit of a process.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Which check reads it.
    pub check: CheckCode,
    /// The unit of its figures: `mm` or `dpi`.
    pub unit: String,
    /// Values below draw a warning.
    pub warn_below: Option<f64>,
    /// Values below are an error.
    pub error_below: Option<f64>,
    /// Whose limit it is.
    pub source: Source,
}

/// Where a figure comes from, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The page, standard or person.
    pub text: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// How sure a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read on the named page, or settled by a standard.
    High,
    /// One secondary source, or sources that only partly agree.
    Medium,
    /// An estimate.
    Low,
}

/// The checks of the Design room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckCode {
    /// The narrowest part between two bodies of material.
    Neck,
    /// The material between the hole and the cut line.
    HoleWall,
    /// The hole's diameter.
    Hole,
    /// The longest side of the finished charm.
    Size,
    /// The artwork's pixels an inch at the charm's size.
    Resolution,
    /// How far the charm hangs from straight.
    Hang,
}

impl Process {
    /// The process of that id.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is none; the hint lists those there are.
    pub fn load(id: &ProcessId) -> Result<Process> {
        let file = Files::get(&format!("{id}.toml")).ok_or_else(|| {
            let known: Vec<String> = Process::ids().iter().map(ToString::to_string).collect();
            Error::new(
                ErrorCode::NotFound,
                format!("there is no process \"{id}\""),
                format!("Choose one of: {}.", known.join(", ")),
            )
        })?;
        let damaged = |what: String| Error::new(ErrorCode::Store, what, "Install Dangle again.").about(id);
        let text = std::str::from_utf8(&file.data).map_err(|error| damaged(error.to_string()))?;
        toml::from_str(text).map_err(|error| damaged(error.to_string()))
    }

    /// The ids of all processes, in alphabetical order.
    #[must_use]
    pub fn ids() -> Vec<ProcessId> {
        let names = Files::iter().filter_map(|name| name.strip_suffix(".toml").map(str::to_owned));
        let mut ids: Vec<ProcessId> = names.filter_map(|name| ProcessId::new(name).ok()).collect();
        ids.sort();
        ids
    }

    /// The limit a check reads, if the process has one.
    #[must_use]
    pub fn limit(&self, check: CheckCode) -> Option<&Limit> {
        self.limits.iter().find(|limit| limit.check == check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_process_loads_and_is_named_like_its_file() {
        let ids = Process::ids();
        assert!(!ids.is_empty());
        for id in ids {
            let process = Process::load(&id).unwrap();
            assert_eq!(process.id, id);
            assert!(process.density_g_cm3 > 0.0 && process.thickness_mm > Mm::ZERO);
            for limit in &process.limits {
                assert!(limit.warn_below.is_some() || limit.error_below.is_some(), "{limit:?}");
                assert!(!limit.source.text.is_empty(), "{limit:?}");
            }
        }
    }

    #[test]
    fn an_unknown_process_names_the_known_ones() {
        let error = Process::load(&ProcessId::new("lead").unwrap()).unwrap_err();
        assert!(error.hint().unwrap().contains("acrylic-clear"));
    }
}
