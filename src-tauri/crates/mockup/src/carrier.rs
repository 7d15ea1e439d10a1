//! Carriers: what charms hang on. Each is a folder under `assets/carriers` with a manifest.

mod cloth;
mod film;
mod layers;
mod photo;

pub use cloth::Cloth;
pub(crate) use film::Film;
pub use layers::CarrierLayers;
pub(crate) use layers::decode;
pub use photo::{LARGEST_PHOTO_PX, PHOTO_VIEW, photo_picture};

use dangle_design::Result;
use dangle_design::id::{AnchorId, CarrierId, ViewId};
use dangle_design::project::{Placement, Scene};
use dangle_design::units::{Mm, Rgb};
use serde::Deserialize;

use crate::files::{Embedded, Files, damaged, read_manifest, unknown};

/// Longest side of a view's picture, in pixels: four times what the largest screens show.
const LARGEST_VIEW_PX: u32 = 8192;

/// What charms hang on: its views, with anchors, and the colours that suit it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carrier {
    /// Names the carrier; the folder's name.
    pub id: CarrierId,
    /// What people call it.
    pub name: String,
    /// Where its pictures come from.
    pub source: String,
    /// The view shown first.
    pub default_view: ViewId,
    /// The sRGB value, 0 to 1, of the untinted cloth in even light.
    /// Tinted = picture × colour ÷ neutral, in sRGB, inside the tint mask.
    pub neutral: f64,
    /// Colours that suit it.
    pub tints: Vec<Rgb>,
    /// The colour it starts with.
    pub default_tint: Rgb,
    /// From where it can be seen.
    #[serde(rename = "view")]
    pub views: Vec<View>,
}

/// Where the light comes from.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Light {
    /// Direction to the key light: x right, y down, z to the viewer. Any length.
    pub to_light: [f64; 3],
}

/// One view of a carrier.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Names the view.
    pub id: ViewId,
    /// What people call it.
    pub name: String,
    /// Width and height of its picture.
    pub size_px: [u32; 2],
    /// Where its light comes from.
    #[serde(rename = "to_light")]
    pub light: Light,
    /// The picture of the untinted carrier, cut out: a file.
    pub bag: String,
    /// The ground it stands on, with its shadow: a file.
    pub ground: String,
    /// Whether the ground lies close behind what hangs, as a table does, so that shadows fall on it too.
    #[serde(default)]
    pub near_ground: bool,
    /// Red where its main cloth is, green where its trim is; may be smaller than the picture: a file.
    pub tint_mask: String,
    /// Clear film in front of some of what hangs there, as of a window, with what it mirrors.
    pub film: Option<Over>,
    /// Where charms can hang.
    #[serde(rename = "anchor", default)]
    pub anchors: Vec<Anchor>,
}

/// A place on a carrier where something can be hung. Pixels of the view's picture, y down.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Names the anchor; the same place has the same name in each view.
    pub id: AnchorId,
    /// What people call it.
    pub name: String,
    /// Where the hook rests.
    pub at_px: [f64; 2],
    /// Pixels a millimetre there.
    pub px_per_mm: f64,
    /// How far the surface lies behind the plane that a charm hangs in.
    pub surface_distance_mm: Mm,
    /// The surface's normal: x right, y down, z to the viewer.
    pub normal: [f64; 3],
    /// How far below it people let a charm hang.
    #[serde(default)]
    pub drop: DropLength,
    /// What lies in front of the clasp.
    pub over: Option<Over>,
    /// Whether what hangs here is seen through the view's film.
    #[serde(default)]
    pub behind_film: bool,
}

/// How far below an anchor people let a charm hang.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DropLength {
    /// A clasp and a chain: a bag.
    #[default]
    Long,
    /// A ring or a small clasp of 10 to 20 mm: a shoe, an earbuds case, glasses.
    Short,
}

/// A part of the carrier that lies in front of what hangs there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Over {
    /// Its picture: a file.
    pub file: String,
    /// Where its top left corner lies on the view's picture.
    pub at_px: [f64; 2],
}

impl Carrier {
    /// The carrier of that id.
    ///
    /// # Errors
    /// `NotFound` when there is none; the hint lists those there are.
    pub fn load(id: &CarrierId) -> Result<Carrier> {
        Carrier::read(&Embedded, id)
    }

    /// The ids of all carriers, in alphabetical order.
    #[must_use]
    pub fn ids() -> Vec<CarrierId> {
        Carrier::ids_in(&Embedded)
    }

    /// The carrier of that id among `files`.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Store` when its manifest is not right.
    pub fn read(files: &dyn Files, id: &CarrierId) -> Result<Carrier> {
        let path = format!("carriers/{id}/carrier.toml");
        let carrier: Carrier =
            read_manifest(files, &path)?.ok_or_else(|| unknown("carrier", id, Carrier::ids_in(files)))?;
        match carrier.fault(id) {
            Some(fault) => Err(damaged(&path, &fault)),
            None => Ok(carrier),
        }
    }

    /// The ids of all carriers among `files`, in alphabetical order.
    #[must_use]
    pub fn ids_in(files: &dyn Files) -> Vec<CarrierId> {
        let paths = files.paths();
        let folders =
            paths.iter().filter_map(|path| path.strip_prefix("carriers/")?.strip_suffix("/carrier.toml"));
        let mut ids: Vec<CarrierId> = folders.filter_map(|id| CarrierId::new(id).ok()).collect();
        ids.sort();
        ids
    }

    /// The view of that id.
    ///
    /// # Errors
    /// `NotFound` when there is none; the hint lists those there are.
    pub fn view(&self, id: &ViewId) -> Result<&View> {
        let known = || self.views.iter().map(|view| &view.id);
        let found = self.views.iter().find(|view| view.id == *id);
        found.ok_or_else(|| unknown("view", id, known()).about(&self.name))
    }

    /// The placements that a scene's view shows, farthest first: those behind a film before all others. One at an anchor that only another view of
    /// the carrier shows is out of sight, and left out.
    ///
    /// # Errors
    /// `NotFound` for a view that is not there, or an anchor that no view shows.
    pub fn in_sight<'a>(&self, scene: &'a Scene) -> Result<Vec<&'a Placement>> {
        let view = self.view(&scene.view)?;
        let shows = |view: &View, placement: &Placement| view.anchor(&placement.anchor).is_ok();
        for placement in &scene.placements {
            if !self.views.iter().any(|view| shows(view, placement)) {
                view.anchor(&placement.anchor)?;
            }
        }
        let mut shown: Vec<&Placement> =
            scene.placements.iter().filter(|placement| shows(view, placement)).collect();
        shown.sort_by_key(|placement| !view.anchor(&placement.anchor).is_ok_and(|anchor| anchor.behind_film));
        Ok(shown)
    }

    /// What is wrong with the manifest of the carrier that should be called `id`.
    fn fault(&self, id: &CarrierId) -> Option<String> {
        if self.id != *id {
            return Some(format!("its id is \"{}\", its folder \"{id}\"", self.id));
        }
        if !(self.neutral > 0.0 && self.neutral <= 1.0) {
            return Some(format!("neutral is {}, not above 0 and at most 1", self.neutral));
        }
        if !self.views.iter().any(|view| view.id == self.default_view) {
            return Some(format!("default_view \"{}\" is none of its views", self.default_view));
        }
        self.views.iter().find_map(View::fault)
    }
}

impl View {
    /// The anchor of that id.
    ///
    /// # Errors
    /// `NotFound` when this view does not show it; the hint lists those it shows.
    pub fn anchor(&self, id: &AnchorId) -> Result<&Anchor> {
        let known = || self.anchors.iter().map(|anchor| &anchor.id);
        let found = self.anchors.iter().find(|anchor| anchor.id == *id);
        found.ok_or_else(|| unknown("anchor", id, known()).about(format!("view \"{}\"", self.name)))
    }

    fn fault(&self) -> Option<String> {
        let fault = |what: String| Some(format!("view \"{}\": {what}", self.id));
        if !self.size_px.iter().all(|side| (1..=LARGEST_VIEW_PX).contains(side)) {
            return fault(format!("size_px is {:?}, each must be 1 to {LARGEST_VIEW_PX}", self.size_px));
        }
        if !self.light.to_light.iter().all(|v| v.is_finite()) || self.light.to_light[2] <= 0.0 {
            return fault("to_light must point to the viewer's side: its z above 0".into());
        }
        for (index, anchor) in self.anchors.iter().enumerate() {
            if self.anchors[..index].iter().any(|other| other.id == anchor.id) {
                return fault(format!("anchor \"{}\" is there twice", anchor.id));
            }
            if anchor.behind_film && self.film.is_none() {
                return fault(format!("anchor \"{}\" is behind a film, and there is none", anchor.id));
            }
            if let Some(what) = anchor.fault() {
                return fault(format!("anchor \"{}\": {what}", anchor.id));
            }
        }
        None
    }
}

impl Anchor {
    fn fault(&self) -> Option<&'static str> {
        let finite = self.at_px.iter().chain(&self.normal).all(|value| value.is_finite());
        if !finite {
            return Some("at_px and normal must be finite");
        }
        if !(self.px_per_mm.is_finite() && (0.05..=200.0).contains(&self.px_per_mm)) {
            return Some("px_per_mm must be 0.05 to 200");
        }
        if self.surface_distance_mm < Mm::ZERO {
            return Some("surface_distance_mm must not be below 0");
        }
        None
    }
}

impl Light {
    /// Light from the top left, for pictures that belong to no carrier.
    pub const STUDIO: Light = Light { to_light: [-0.55, -0.60, 0.58] };

    /// The direction to the light, of length 1.
    pub(crate) fn unit(self) -> [f64; 3] {
        let [x, y, z] = self.to_light;
        let length = (x * x + y * y + z * z).sqrt();
        [x / length, y / length, z / length]
    }

    /// Where the light comes from within the picture's plane, of length 1; light from the camera itself gives its
    /// gloss from where a studio's does.
    pub(crate) fn across(self) -> [f32; 2] {
        let [x, y, _] = self.unit();
        let length = (x * x + y * y).sqrt();
        if length < 1e-3 {
            return Light::STUDIO.across();
        }
        [(x / length) as f32, (y / length) as f32]
    }

    /// How far a shadow is thrown, per length of the way to the surface behind.
    pub(crate) fn throw(self) -> kurbo::Vec2 {
        let [x, y, z] = self.unit();
        // A light lower than about 24° would throw shadows out of the picture; soft boxes never stand there.
        kurbo::Vec2::new(-x, -y) / z.max(0.4)
    }
}

/// Refuses a picture whose size is not what the manifest says.
fn check_size(path: &str, found: (u32, u32), meant: [u32; 2]) -> Result<()> {
    if found == (meant[0], meant[1]) {
        return Ok(());
    }
    let what = format!("it is {} × {} px, the manifest says {} × {}", found.0, found.1, meant[0], meant[1]);
    Err(damaged(path, &what))
}
