//! The finishes, parts and kits that there are: data under `assets/hardware`.

use std::collections::BTreeSet;

use dangle_design::Result;
use dangle_design::id::HardwareId;
use serde::Deserialize;

use super::finish::Finish;
use super::part::Part;
use super::sprite::SpriteFacts;
use crate::carrier::DropLength;
use crate::files::{Embedded, Files, damaged, read_manifest, unknown};

const MANIFEST: &str = "hardware/hardware.toml";
const SPRITES: &str = "hardware/sprites.toml";

/// All hardware.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// What parts are coated with.
    #[serde(rename = "finish", default)]
    pub finishes: Vec<Finish>,
    /// The parts.
    #[serde(rename = "part", default)]
    pub parts: Vec<Part>,
    /// The kits they are sold in.
    #[serde(rename = "kit", default)]
    pub kits: Vec<Kit>,
    #[serde(skip)]
    pub(crate) sprites: Vec<SpriteFacts>,
}

/// Parts that are sold together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kit {
    /// Names the kit.
    pub id: HardwareId,
    /// What people call it.
    pub name: String,
    /// Its parts, from the anchor down.
    pub parts: Vec<HardwareId>,
    /// Its parts where charms hang short; none where it has no other form.
    #[serde(default)]
    pub short: Vec<HardwareId>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sprites {
    #[serde(rename = "sprite", default)]
    sprites: Vec<SpriteFacts>,
}

impl Catalogue {
    /// The hardware that comes with Dangle.
    ///
    /// # Errors
    /// `Store` when its manifests are not right.
    pub fn load() -> Result<Catalogue> {
        Catalogue::read(&Embedded)
    }

    /// The hardware among `files`.
    ///
    /// # Errors
    /// `Store` when the manifests are not right.
    pub fn read(files: &dyn Files) -> Result<Catalogue> {
        let catalogue: Catalogue = read_manifest(files, MANIFEST)?.unwrap_or_default();
        let Sprites { sprites } = read_manifest(files, SPRITES)?.unwrap_or_default();
        let catalogue = Catalogue { sprites, ..catalogue };
        match catalogue.fault() {
            Some(fault) => Err(damaged(MANIFEST, &fault)),
            None => Ok(catalogue),
        }
    }

    /// The kit of that id.
    ///
    /// # Errors
    /// `NotFound` when there is none; the hint lists those there are.
    pub fn kit(&self, id: &HardwareId) -> Result<&Kit> {
        let found = self.kits.iter().find(|kit| kit.id == *id);
        found.ok_or_else(|| unknown("hardware", id, self.kits.iter().map(|kit| &kit.id)))
    }

    /// The part of that id.
    ///
    /// # Errors
    /// `NotFound` when there is none; the hint lists those there are.
    pub fn part(&self, id: &HardwareId) -> Result<&Part> {
        let found = self.parts.iter().find(|part| part.id == *id);
        found.ok_or_else(|| unknown("part", id, self.parts.iter().map(|part| &part.id)))
    }

    /// The finish of that id.
    ///
    /// # Errors
    /// `NotFound` when there is none; the hint lists those there are.
    pub fn finish(&self, id: &str) -> Result<&Finish> {
        let found = self.finishes.iter().find(|finish| finish.id == id);
        found.ok_or_else(|| unknown("finish", id, self.finishes.iter().map(|finish| &finish.id)))
    }

    /// The parts of a kit, from the anchor down.
    ///
    /// # Errors
    /// `NotFound` when there is no such kit.
    pub fn parts_of(&self, kit: &HardwareId) -> Result<Vec<&Part>> {
        self.kit(kit)?.parts.iter().map(|part| self.part(part)).collect()
    }

    /// The same where charms hang as far down as `drop` says.
    ///
    /// # Errors
    /// `NotFound` when there is no such kit.
    pub fn parts_at(&self, kit: &HardwareId, drop: DropLength) -> Result<Vec<&Part>> {
        let short = &self.kit(kit)?.short;
        if drop == DropLength::Long || short.is_empty() {
            return self.parts_of(kit);
        }
        short.iter().map(|part| self.part(part)).collect()
    }

    pub(crate) fn sprite(&self, id: &str) -> Option<&SpriteFacts> {
        self.sprites.iter().find(|sprite| sprite.id == id)
    }

    fn fault(&self) -> Option<String> {
        let mut seen = BTreeSet::new();
        let ids = self.parts.iter().map(|part| ("part", part.id.as_str()));
        let ids = ids.chain(self.kits.iter().map(|kit| ("kit", kit.id.as_str())));
        let mut ids = ids.chain(self.finishes.iter().map(|finish| ("finish", finish.id.as_str())));
        if let Some((kind, id)) = ids.find(|id| !seen.insert(*id)) {
            return Some(format!("{kind} \"{id}\" is there twice"));
        }
        if self.finishes.is_empty() {
            return Some("there is no finish".into());
        }
        let parts = || self.kits.iter().flat_map(|kit| kit.parts.iter().chain(&kit.short));
        if let Some(part) = parts().find(|id| self.part(id).is_err()) {
            return Some(format!("a kit names part \"{part}\", which is not there"));
        }
        if let Some(kit) = self.kits.iter().find(|kit| kit.parts.is_empty()) {
            return Some(format!("kit \"{}\" has no part", kit.id));
        }
        let sprites =
            self.parts.iter().find_map(|part| part.shape.sprite().filter(|id| self.sprite(id).is_none()));
        if let Some(sprite) = sprites {
            return Some(format!("a part names sprite \"{sprite}\", which is not in {SPRITES}"));
        }
        let faulty = |part: &Part| part.fault().map(|fault| format!("part \"{}\": {fault}", part.id));
        self.parts.iter().find_map(faulty).or_else(|| self.sprites.iter().find_map(SpriteFacts::fault))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hardware_that_comes_with_dangle_is_whole() {
        let all = Catalogue::load().unwrap();
        assert!(all.kits.len() >= 10 && all.finishes.len() >= 6, "{} kits", all.kits.len());
        for kit in &all.kits {
            assert_eq!(all.parts_of(&kit.id).unwrap().len(), kit.parts.len());
        }
        let rope = HardwareId::new("rope").unwrap();
        assert!(all.kit(&rope).unwrap_err().hint().unwrap().contains("lobster-clasp"));
        assert!(all.finish("uranium").unwrap_err().hint().unwrap().contains("silver"));
    }
}
