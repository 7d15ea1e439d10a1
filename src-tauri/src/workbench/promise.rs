//! Pictures that are made when the window asks for them, and made again when they were forgotten.

use std::sync::Arc;

use dangle_design::artwork::{self, Depiction, Picture};
use dangle_design::id::{AnchorId, BlobHash, CarrierId, FontId, HardwareId, RecipeId, ViewId};
use dangle_design::project::{Charm, HardwareChoice, Pattern, Scene};
use dangle_design::shape::Quality;
use dangle_design::units::Rgb;
use dangle_design::{Error, ErrorCode, Job, Result, lettering};
use dangle_mockup::look;
use serde::Serialize;

use super::Workbench;
use super::mockup::{Hung, SwingPart, as_scene, no_such_placement};
use super::print::Page;
use crate::pictures::{self, Encoded};
use crate::samples::Sample;

/// A picture that can be made at any time, by what determines it.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Promise {
    /// A sample artwork, small.
    Sample { id: String },
    /// A bundled font's name set in it.
    Font { font: FontId },
    /// A charm's artwork with its ground removed, words and all.
    Artwork { depiction: Box<Depiction> },
    /// What its process makes of a charm's artwork.
    Face { charm: Box<Charm> },
    /// What lies on a charm's back, as seen through it.
    Back { depiction: Box<Depiction> },
    /// A layer of a layered file, small.
    Layer { blob: BlobHash, layer: String },
    /// A person's own photo.
    Photo { blob: BlobHash },
    /// The same, small.
    PhotoThumbnail { blob: BlobHash },
    /// A charm in its material.
    Look { charm: Box<Charm>, longer_px: u32 },
    /// How thick a charm's material is, between two widths in mm.
    Thickness { charm: Box<Charm>, range: [f64; 2] },
    /// A kit of hardware, small.
    Kit { choice: HardwareChoice },
    /// A part that hangs beside a charm, small.
    Beside { part: HardwareId },
    /// A carrier alone, small.
    CarrierThumbnail { carrier: CarrierId, view: ViewId, tint: Rgb },
    /// A carrier alone.
    Carrier { carrier: CarrierId, view: ViewId, tint: Rgb, pattern: Option<Pattern> },
    /// What lies in front of an anchor.
    Over { carrier: CarrierId, view: ViewId, anchor: AnchorId },
    /// The finished scene.
    Scene { scene: Scene, charms: Vec<Charm> },
    /// A placement: charm and hardware.
    Body { hung: Box<Hung> },
    /// A placement: its shadow.
    Shadow { hung: Box<Hung> },
    /// A placement: a part that swings by itself.
    Swing { hung: Box<Hung>, part: SwingPart },
    /// A page of a print file's preview.
    Page { charm: Box<Charm>, recipe: RecipeId, page: Page },
}

/// Height of the letters that show a font: 24 CSS pixels on a screen of twice the resolution.
const SPECIMEN_EM_PX: u32 = 48;
/// Scale of a small picture of hardware: 3 CSS pixels a millimetre on a screen of twice the resolution.
const KIT_PX_PER_MM: f64 = 6.0;
/// Longer side of a thumbnail: 160 CSS pixels on a screen of twice the resolution.
const THUMBNAIL_PX: u32 = 320;

impl Workbench {
    /// The picture of that key, as the window reads it. `None` when the key was never handed out.
    pub fn picture(&self, key: &str) -> Option<Result<Arc<Encoded>>> {
        self.pictures.get(key, |promise| self.make(promise))
    }

    fn make(&self, promise: &Promise) -> Result<Encoded> {
        match promise {
            Promise::Sample { id } => {
                let subject = self.read_artwork(&Sample::load(id)?.bytes()?)?;
                pictures::png(&thumbnail(&subject.picture))
            }
            Promise::Font { font } => {
                let font = lettering::bundled().iter().find(|bundled| bundled.id == *font);
                pictures::png(&lettering::specimen(font.ok_or_else(no_such_font)?, SPECIMEN_EM_PX)?)
            }
            Promise::Artwork { depiction } => {
                pictures::png(&self.subject(depiction, &Job::silent())?.picture)
            }
            Promise::Face { charm } => {
                pictures::png(self.shape(charm, Quality::Final, &Job::silent())?.front().0)
            }
            Promise::Back { depiction } => {
                let subject = self.subject(depiction, &Job::silent())?;
                pictures::png(subject.back.as_ref().unwrap_or(&subject.picture))
            }
            Promise::Layer { blob, layer } => {
                // The store is let go before the layer is decoded on all threads.
                let file = self.keeping.store().blob(blob)?;
                pictures::png(&thumbnail(&artwork::layer(&file, layer)?))
            }
            Promise::Photo { blob } => pictures::jpeg(&on_paper(self.photo(blob)?)),
            Promise::PhotoThumbnail { blob } => pictures::jpeg(&on_paper(thumbnail(&self.photo(blob)?))),
            Promise::Look { charm, longer_px } => pictures::png(&self.look(charm, *longer_px)?.picture),
            Promise::Thickness { charm, range } => self.make_thickness(charm, *range),
            Promise::Kit { choice } => pictures::png(&self.studio.kit_picture(choice, KIT_PX_PER_MM)?),
            Promise::Beside { part } => pictures::png(&self.studio.part_picture(part, KIT_PX_PER_MM)?),
            Promise::CarrierThumbnail { carrier, view, tint } => {
                pictures::png(&thumbnail(&self.studio.carrier_picture(&as_scene(carrier, view, *tint)?)?))
            }
            Promise::Carrier { carrier, view, tint, pattern } => {
                let scene = Scene { pattern: *pattern, ..as_scene(carrier, view, *tint)? };
                pictures::jpeg(&self.studio.carrier_picture(&scene)?)
            }
            Promise::Over { carrier, view, anchor } => self.make_over(carrier, view, anchor),
            Promise::Scene { scene, charms } => pictures::jpeg(&self.shown_picture(scene, charms)?),
            Promise::Body { hung } => pictures::png(&self.drawn(hung)?.sprites().body.picture),
            Promise::Swing { hung, part } => {
                pictures::png(&part.of(&self.drawn(hung)?.sprites()).ok_or_else(no_such_placement)?.picture)
            }
            Promise::Shadow { hung } => pictures::png(&self.drawn(hung)?.sprites().shadow.picture),
            Promise::Page { charm, recipe, page } => self.make_page(charm, recipe, page),
        }
    }

    /// A charm in its material, its longer side `longer_px` pixels.
    pub(super) fn look(&self, charm: &Charm, longer_px: u32) -> Result<look::LookSprite> {
        let shape = self.shape(charm, Quality::Final, &Job::silent())?;
        let size = shape.outline.size;
        look::charm(&shape, f64::from(longer_px) / size.width.max(size.height))
    }
}

fn no_such_font() -> Error {
    Error::new(ErrorCode::NotFound, "there is no such font", "Choose one of the list.")
}

/// The picture with white paper behind what is see-through.
fn on_paper(picture: Picture) -> Picture {
    let (width, height) = (picture.width(), picture.height());
    let mut rgba = picture.into_rgba();
    for pixel in rgba.chunks_exact_mut(4).filter(|pixel| pixel[3] < 255) {
        let alpha = u16::from(pixel[3]);
        let mix = |value: u8| ((u16::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        pixel.copy_from_slice(&[mix(pixel[0]), mix(pixel[1]), mix(pixel[2]), 255]);
    }
    Picture::new(width, height, rgba)
}

/// The picture with its longer side at most [`THUMBNAIL_PX`].
fn thumbnail(picture: &Picture) -> Picture {
    let longer = picture.width().max(picture.height());
    let full = image::RgbaImage::from_raw(picture.width(), picture.height(), picture.rgba().to_vec());
    let Some(full) = full.filter(|_| longer > THUMBNAIL_PX) else { return picture.clone() };
    let scaled = |side: u32| (u64::from(side) * u64::from(THUMBNAIL_PX) / u64::from(longer)).max(1) as u32;
    let small = image::imageops::thumbnail(&full, scaled(picture.width()), scaled(picture.height()));
    Picture::new(small.width(), small.height(), small.into_raw())
}
