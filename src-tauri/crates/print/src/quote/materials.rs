//! Materials and assumptions of footprints: data under `assets/footprint`.

use dangle_design::id::{HardwareId, ProcessId};
use dangle_design::process::Source;
use dangle_design::{Error, ErrorCode, Result};
use rust_embed::Embed;
use serde::Deserialize;

use super::list::Mode;

#[derive(Embed)]
#[folder = "../../../assets/footprint"]
#[include = "*.toml"]
struct Files;

/// Low, best and high.
pub(super) type Three = [f64; 3];

/// What something is made of.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Material {
    /// Names the material.
    pub(super) id: String,
    /// Its density, where it has one of its own.
    pub(super) density_g_cm3: Option<f64>,
    /// Grams of `CO2e` for one gram, from cradle to gate.
    pub(super) co2e_g_g: Three,
    /// Where the figures come from.
    pub(super) source: Source,
}

/// What a footprint is reckoned with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Assumptions {
    pub(super) process: Vec<ProcessUse>,
    pub(super) parts: Vec<PartUse>,
    pub(super) packing: Vec<Packing>,
    pub(super) freight: Vec<Freight>,
    pub(super) other: Vec<Other>,
}

/// What a process uses.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProcessUse {
    pub(super) ids: Vec<ProcessId>,
    pub(super) material: String,
    /// Grams bought for one gram in the charm.
    pub(super) bought: Three,
    pub(super) bought_source: Source,
    pub(super) coats: Vec<Coat>,
}

/// What lies on the body.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Coat {
    pub(super) material: String,
    pub(super) g_m2: Three,
    pub(super) source: Source,
}

/// Parts of hardware of one material.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartUse {
    pub(super) material: String,
    pub(super) ids: Vec<HardwareId>,
}

/// What one charm is packed in.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Packing {
    pub(super) name: String,
    pub(super) material: String,
    pub(super) grams: Three,
    pub(super) source: Source,
}

/// A way to travel.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Freight {
    pub(super) mode: Mode,
    /// Kilograms of `CO2e` for a tonne over a kilometre.
    pub(super) co2e: Three,
    pub(super) source: Source,
}

/// Another material for the same charm.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Other {
    pub(super) code: OtherCode,
    pub(super) of: String,
    pub(super) material: String,
}

/// Which other material.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OtherCode {
    Recycled,
    Wood,
}

/// All that footprints are reckoned with.
pub(super) struct Book {
    pub(super) materials: Vec<Material>,
    pub(super) assumptions: Assumptions,
}

impl Book {
    pub(super) fn load() -> Result<Book> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Materials {
            material: Vec<Material>,
        }
        let Materials { material } = read("materials.toml")?;
        let book = Book { materials: material, assumptions: read("footprint.toml")? };
        match book.fault() {
            Some(fault) => Err(damaged(fault)),
            None => Ok(book),
        }
    }

    pub(super) fn material(&self, id: &str) -> Result<&Material> {
        let found = self.materials.iter().find(|material| material.id == id);
        found.ok_or_else(|| damaged(format!("there is no material \"{id}\"")))
    }

    fn named(&self) -> impl Iterator<Item = &str> {
        let Assumptions { process, parts, packing, other, .. } = &self.assumptions;
        let bodies = process.iter().flat_map(|process| {
            std::iter::once(&process.material).chain(process.coats.iter().map(|coat| &coat.material))
        });
        let rest = parts.iter().map(|parts| &parts.material).chain(packing.iter().map(|pack| &pack.material));
        let others = other.iter().flat_map(|other| [&other.of, &other.material]);
        bodies.chain(rest).chain(others).map(String::as_str)
    }

    fn fault(&self) -> Option<String> {
        if let Some(missing) = self.named().find(|id| self.material(id).is_err()) {
            return Some(format!("there is no material \"{missing}\""));
        }
        let Assumptions { process, packing, freight, .. } = &self.assumptions;
        let threes = self.materials.iter().map(|material| material.co2e_g_g);
        let threes = threes.chain(process.iter().map(|process| process.bought));
        let threes = threes.chain(process.iter().flat_map(|p| p.coats.iter().map(|coat| coat.g_m2)));
        let mut threes = threes.chain(packing.iter().map(|p| p.grams)).chain(freight.iter().map(|f| f.co2e));
        let rising = |[low, best, high]: Three| 0.0 < low && low <= best && best <= high && high.is_finite();
        threes.find(|three| !rising(*three)).map(|three| format!("{three:?} does not rise"))
    }
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> Result<T> {
    let file = Files::get(name).ok_or_else(|| damaged(format!("{name} is missing")))?;
    let text = std::str::from_utf8(&file.data).map_err(|error| damaged(error.to_string()))?;
    toml::from_str(text).map_err(|error| damaged(format!("{name}: {error}")))
}

fn damaged(what: String) -> Error {
    Error::new(ErrorCode::Store, what, "Install Dangle again.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use dangle_design::process::Process;

    #[test]
    fn every_process_has_a_material_and_every_material_a_source() {
        let book = Book::load().unwrap();
        for id in Process::ids() {
            let uses = book.assumptions.process.iter().filter(|process| process.ids.contains(&id)).count();
            assert_eq!(uses, 1, "{id}");
        }
        assert!(book.materials.iter().all(|material| !material.source.text.is_empty()));
        assert_eq!(book.materials.len(), 23);
    }
}
