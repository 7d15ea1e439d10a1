//! A person's own photo as a carrier: its scale from the ruler, its anchors and light from the marks, and what the
//! person painted as lying in front of charms.

mod front;

use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::id::ViewId;
use dangle_design::project::{Photo, PhotoAnchor, Ruler, Spot};
use dangle_design::units::Rgb;
use dangle_design::{Error, Result};

use super::{Anchor, Carrier, CarrierLayers, DropLength, Light, View};
use crate::picture::thumbnail;

/// Names the one view that a photo has.
pub const PHOTO_VIEW: &str = "photo";
/// Longer side of the largest picture that charms hang on, in pixels: like the views of Dangle's own carriers,
/// whose close-ups have 1800.
pub const LARGEST_PHOTO_PX: u32 = 2048;
/// Pixels a millimetre, at least: below, a charm is a speck. A room 3 m wide has 0.7.
const LEAST_PX_PER_MM: f64 = 0.25;
/// Pixels a millimetre, at most: the photo would show 26 mm, less than any charm.
const MOST_PX_PER_MM: f64 = 80.0;
/// The lowest light, as the share of its way that goes to the viewer: a handle at the very rim still lights the
/// faces that are seen.
const LOWEST_LIGHT: f64 = 0.25;

/// The picture of a photo as charms hang on it: at most [`LARGEST_PHOTO_PX`] on the longer side.
#[must_use]
pub fn photo_picture(picture: &Picture) -> Picture {
    thumbnail(picture, LARGEST_PHOTO_PX)
}

impl Carrier {
    /// The carrier that a photo of `size_px` pixels is: one view, colours of its own.
    ///
    /// # Errors
    /// `Input` when its ruler cannot be right.
    pub fn of_photo(photo: &Photo, size_px: [u32; 2]) -> Result<Carrier> {
        let px_per_mm = scale(&photo.ruler, size_px).map_err(|error| error.about(&photo.name))?;
        let view = ViewId::new(PHOTO_VIEW)?;
        let anchor = |anchor: &PhotoAnchor| as_anchor(anchor, size_px, px_per_mm);
        // A photo's layers are its own picture: there are no files to name.
        let none = String::new;
        Ok(Carrier {
            id: photo.id.clone(),
            name: photo.name.clone(),
            source: "the person's own photo".into(),
            default_view: view.clone(),
            neutral: 1.0,
            tints: Vec::new(),
            default_tint: Rgb([255; 3]),
            views: vec![View {
                id: view,
                name: "Photo".into(),
                size_px,
                light: light(photo.light),
                bag: none(),
                ground: none(),
                near_ground: false,
                tint_mask: none(),
                film: None,
                anchors: photo.anchors.iter().map(anchor).collect(),
            }],
        })
    }
}

impl CarrierLayers {
    /// The layers of a photo, whose picture is `picture`: nothing is dyed, and what the person painted lies in front
    /// of every charm.
    ///
    /// # Errors
    /// `Input` when its ruler cannot be right.
    pub fn of_photo(photo: &Photo, picture: &Picture) -> Result<CarrierLayers> {
        let picture = photo_picture(picture);
        let carrier = Carrier::of_photo(photo, [picture.width(), picture.height()])?;
        let front = front::tile(&photo.front, &picture);
        Ok(CarrierLayers::undyed(Arc::new(carrier), picture, front))
    }
}

/// Pixels a millimetre that a ruler on a picture of `size_px` pixels tells.
fn scale(ruler: &Ruler, size_px: [u32; 2]) -> Result<f64> {
    let [[x0, y0], [x1, y1]] = [ruler.from, ruler.to].map(|spot| pixel(spot, size_px));
    let scale = (x1 - x0).hypot(y1 - y0) / ruler.length.get();
    if (LEAST_PX_PER_MM..=MOST_PX_PER_MM).contains(&scale) {
        return Ok(scale);
    }
    let across = f64::from(size_px[0]) / scale.max(1e-6);
    Err(Error::input(
        format!("by its ruler this photo shows {across:.0} mm across"),
        "Open the photo, lay the ruler on something whose length you know, such as a bank card, and type that length.",
    ))
}

fn pixel(spot: Spot, [width, height]: [u32; 2]) -> [f64; 2] {
    [spot.u * f64::from(width), spot.v * f64::from(height)]
}

/// A marked place. Nobody knows how the cloth there leans: it is taken to face the camera.
fn as_anchor(anchor: &PhotoAnchor, size_px: [u32; 2], px_per_mm: f64) -> Anchor {
    Anchor {
        id: anchor.id.clone(),
        name: anchor.name.clone(),
        at_px: pixel(anchor.at, size_px),
        px_per_mm,
        surface_distance_mm: anchor.surface_distance,
        normal: [0.0, 0.0, 1.0],
        drop: DropLength::Long,
        over: None,
        behind_film: false,
    }
}

/// The light that a handle stands for, its tip within the unit circle as seen from the viewer.
fn light([x, y]: [f64; 2]) -> Light {
    let to_viewer = (1.0 - x * x - y * y).max(0.0).sqrt();
    Light { to_light: [x, y, to_viewer.max(LOWEST_LIGHT)] }
}
