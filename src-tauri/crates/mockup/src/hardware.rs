//! Hardware: the clasps that charms hang from, pictures with true measures from `assets/hardware`.

use dangle_design::artwork::Picture;
use dangle_design::id::HardwareId;
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Result};
use serde::Deserialize;

use crate::carrier::decode;
use crate::files::{Embedded, Files, damaged, read_manifest, unknown};
use crate::pixels::Tile;

const MANIFEST: &str = "hardware/hardware.toml";

/// A clasp, from the place that rests on the anchor to the place where the next ring hangs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hardware {
    /// Names the clasp.
    pub id: HardwareId,
    /// What people call it.
    pub name: String,
    /// Its length over all.
    pub length_mm: Mm,
    /// Pixels a millimetre of its pictures.
    pub px_per_mm: f64,
    /// The metals it comes in; the first is the usual one.
    pub finishes: Vec<Finish>,
    /// Where it rests on the anchor, in pixels of its pictures.
    pub top_px: [f64; 2],
    /// Where the next ring hangs.
    pub bottom_px: [f64; 2],
    /// Its mass.
    pub mass_g: f64,
}

/// A metal that a clasp comes in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finish {
    /// Names the finish, such as `silver`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its picture: a file.
    pub file: String,
}

/// A clasp in one finish, decoded.
pub struct Clasp {
    /// What it is.
    pub hardware: Hardware,
    /// Its picture, premultiplied.
    pub(crate) picture: Tile,
    /// The metal's colour, which its rings share: sRGB, the brightest channel 1.
    pub(crate) metal: [f32; 3],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[serde(default)]
    hardware: Vec<Hardware>,
}

impl Hardware {
    /// All hardware, in the manifest's order.
    ///
    /// # Errors
    /// `Store` when the manifest is not right.
    pub fn all() -> Result<Vec<Hardware>> {
        Hardware::all_in(&Embedded)
    }

    /// The ids of all hardware, in the manifest's order.
    ///
    /// # Errors
    /// `Store` when the manifest is not right.
    pub fn ids() -> Result<Vec<HardwareId>> {
        Ok(Hardware::all()?.into_iter().map(|hardware| hardware.id).collect())
    }

    /// The hardware of that id.
    ///
    /// # Errors
    /// `NotFound` when there is none; the hint lists those there are.
    pub fn load(id: &HardwareId) -> Result<Hardware> {
        Hardware::read(&Embedded, id)
    }

    /// The hardware of that id among `files`.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Store` when the manifest is not right.
    pub fn read(files: &dyn Files, id: &HardwareId) -> Result<Hardware> {
        let all = Hardware::all_in(files)?;
        let found = all.iter().find(|hardware| hardware.id == *id).cloned();
        found.ok_or_else(|| unknown("hardware", id, all.iter().map(|hardware| &hardware.id)))
    }

    /// All hardware among `files`, in the manifest's order.
    ///
    /// # Errors
    /// `Store` when the manifest is not right.
    pub fn all_in(files: &dyn Files) -> Result<Vec<Hardware>> {
        let manifest: Option<Manifest> = read_manifest(files, MANIFEST)?;
        let all = manifest.map(|manifest| manifest.hardware).unwrap_or_default();
        match all.iter().find_map(Hardware::fault) {
            Some(fault) => Err(damaged(MANIFEST, &fault)),
            None => Ok(all),
        }
    }

    /// The finish of that id.
    ///
    /// # Errors
    /// `NotFound` when it does not come in it; the hint lists those it comes in.
    pub fn finish(&self, id: &str) -> Result<&Finish> {
        let known = || self.finishes.iter().map(|finish| &finish.id);
        let found = self.finishes.iter().find(|finish| finish.id == id);
        found.ok_or_else(|| unknown("finish", id, known()).about(&self.name))
    }

    /// How far below the anchor the next ring hangs.
    #[must_use]
    pub fn drop(&self) -> Mm {
        Mm::new((self.bottom_px[1] - self.top_px[1]) / self.px_per_mm)
    }

    fn fault(&self) -> Option<String> {
        let measures = [self.top_px[0], self.top_px[1], self.bottom_px[0], self.bottom_px[1], self.mass_g];
        if !measures.iter().all(|value| value.is_finite()) || self.bottom_px[1] <= self.top_px[1] {
            return Some(format!("\"{}\": bottom_px must lie below top_px", self.id));
        }
        if !(self.px_per_mm.is_finite() && (0.5..=200.0).contains(&self.px_per_mm)) {
            return Some(format!("\"{}\": px_per_mm must be 0.5 to 200", self.id));
        }
        self.finishes.is_empty().then(|| format!("\"{}\" has no finish", self.id))
    }
}

impl Clasp {
    /// Its picture.
    #[must_use]
    pub fn picture(&self) -> Picture {
        self.picture.to_picture()
    }

    /// Decodes the picture of `hardware` in a finish.
    ///
    /// # Errors
    /// `NotFound` when it does not come in that finish, `Store` when its picture is missing or damaged.
    pub fn decode(files: &dyn Files, hardware: Hardware, finish: &str) -> Result<Clasp> {
        let path = format!("hardware/{}", hardware.finish(finish)?.file);
        let pixels = decode(files, &path)?.into_rgba8();
        if pixels.width() > 4096 || pixels.height() > 4096 {
            return Err(Error::new(
                ErrorCode::TooLarge,
                format!("{path} is too large"),
                "Keep it within 4096 px.",
            ));
        }
        let picture = Picture::new(pixels.width(), pixels.height(), pixels.into_raw());
        let metal = metal_colour(&picture);
        Ok(Clasp { hardware, picture: Tile::of(&picture, 0, 0), metal })
    }
}

/// The mean colour of a picture's solid parts, its brightest channel 1.
fn metal_colour(picture: &Picture) -> [f32; 3] {
    let mut sum = [0u64; 3];
    for pixel in picture.rgba().chunks_exact(4).filter(|pixel| pixel[3] > 250) {
        for k in 0..3 {
            sum[k] += u64::from(pixel[k]);
        }
    }
    let brightest = sum.iter().copied().max().unwrap_or(0).max(1);
    sum.map(|value| value as f32 / brightest as f32)
}
