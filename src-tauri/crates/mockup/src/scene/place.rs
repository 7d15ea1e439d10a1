//! One placement, laid out and drawn at the scale of a picture.

use dangle_design::Result;
use dangle_design::project::Placement;
use dangle_design::units::{Degrees, Mm};
use kurbo::{Affine, Point, Rect, Vec2};

use super::CharmInput;
use crate::carrier::{Anchor, CarrierLayers};
use crate::hang::{Hanging, Link, hang};
use crate::hardware::Clasp;
use crate::look::{Pose, Surface, body, check_scale, shadow};
use crate::metal::{self, Half};
use crate::pixels::Tile;
use crate::resample::{Past, resize};

/// The thickest body a ring goes through: three sheets of acrylic have 7 mm. What is thicker is soft, such as
/// plush, and hangs by a loop of ribbon in its seam.
const THICKEST: Mm = Mm::new(8.0);

/// One placement, drawn: tiles in the picture's pixels, in the order they are laid.
pub(super) struct Placed {
    pub(super) shadow: Tile,
    /// Far halves of rings, clasp, links, charm, near halves of rings.
    pub(super) parts: Vec<Tile>,
    /// What lies in front of the clasp.
    pub(super) over: Option<Tile>,
    pub(super) hanging: Hanging,
    pub(super) corners: [Point; 4],
}

/// One placement, measured but not drawn.
pub(super) struct Plan<'a> {
    charm: CharmInput<'a>,
    clasp: &'a Clasp,
    anchor: &'a Anchor,
    layers: &'a CarrierLayers,
    hanging: Hanging,
}

impl<'a> Plan<'a> {
    /// How the charm of `placement` hangs on the carrier.
    pub(super) fn new(
        layers: &'a CarrierLayers,
        placement: &Placement,
        charm: CharmInput<'a>,
        clasp: &'a Clasp,
    ) -> Result<Plan<'a>> {
        Ok(Plan {
            charm,
            clasp,
            anchor: layers.view().anchor(&placement.anchor)?,
            layers,
            hanging: hang(charm.shape, charm.thickness.min(THICKEST), clasp.hardware.drop(), placement.turn),
        })
    }

    /// From the anchor's millimetres to the carrier's pixels.
    fn to_carrier(&self) -> Affine {
        let [x, y] = self.anchor.at_px;
        Affine::scale(self.anchor.px_per_mm).then_translate(Vec2::new(x, y))
    }

    /// The rectangle, in the carrier's pixels, that the charm's box fills.
    pub(super) fn charm_box(&self) -> Rect {
        let size = self.charm.shape.outline.size;
        (self.to_carrier() * self.hanging.charm).transform_rect_bbox(size.to_rect())
    }

    /// Pixels a millimetre at the anchor, of the carrier's picture.
    pub(super) fn px_per_mm(&self) -> f64 {
        self.anchor.px_per_mm
    }

    /// Draws it; `to_picture` takes the carrier's pixels to the picture's.
    pub(super) fn draw(self, to_picture: Affine) -> Result<Placed> {
        let to_px = to_picture * self.to_carrier();
        let scale = to_px.as_coeffs()[0];
        check_scale(self.charm.shape, scale)?;
        let parts = self.parts(to_px, scale)?;
        let casters: Vec<&Tile> = parts.iter().collect();
        let size = self.charm.shape.outline.size;
        let over = self.layers.over(&self.anchor.id).filter(|_| self.hanging.clasp.is_some());
        let corner =
            |x: f64, y: f64| to_px * self.hanging.charm * Point::new(x * size.width, y * size.height);
        Ok(Placed {
            shadow: self.shadow(&casters, to_px, to_picture),
            over: over.map(|over| resized(over, to_picture)),
            corners: [corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)],
            hanging: self.hanging,
            parts,
        })
    }

    /// The shadow on the carrier; what lies beside it is too far away to get one.
    fn shadow(&self, casters: &[&Tile], to_px: Affine, to_picture: Affine) -> Tile {
        let surface = Surface::behind(self.anchor, self.layers.carrier().light);
        let to_carrier = to_picture.inverse();
        shadow(casters, surface, to_px, |x, y| {
            let at = to_carrier * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
            self.layers.cover(at.x, at.y)
        })
    }

    fn parts(&self, to_px: Affine, scale: f64) -> Result<Vec<Tile>> {
        let (across, along): (Vec<&Link>, Vec<&Link>) =
            self.hanging.links.iter().partition(|link| link.is_across());
        let link = |link: &Link, half| metal::draw(link, half, self.clasp.metal, to_px);
        let mut parts: Vec<Tile> = across.iter().map(|ring| link(ring, Half::Far)).collect();
        if let Some(top) = self.hanging.clasp {
            parts.push(draw_clasp(self.clasp, to_px * top, scale));
        }
        parts.extend(along.iter().map(|chain| link(chain, Half::Whole)));
        let pose = Pose { to_px: to_px * self.hanging.charm, scale, yaw: Degrees::ZERO };
        parts.push(body(self.charm.shape, &pose, self.layers.carrier().light)?);
        parts.extend(across.iter().map(|ring| link(ring, Half::Near)));
        Ok(parts)
    }
}

/// The clasp's picture with its top at a point of the picture, at true scale.
fn draw_clasp(clasp: &Clasp, top: Point, scale: f64) -> Tile {
    let hardware = &clasp.hardware;
    let zoom = scale / hardware.px_per_mm;
    let [x, y] = hardware.top_px;
    let to_picture = Affine::translate((-x, -y)).then_scale(zoom).then_translate(top.to_vec2());
    resized(&clasp.picture, to_picture)
}

/// A sprite at the picture's scale.
fn resized(sprite: &Tile, to_picture: Affine) -> Tile {
    resize(sprite, to_picture, to_picture.transform_rect_bbox(sprite.rect()), Past::Clear)
}

impl Placed {
    /// Charm, links and clasp in one tile.
    pub(super) fn body(&self) -> Tile {
        let rect = self.parts.iter().map(Tile::rect).reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
        let mut body = Tile::covering(rect);
        self.parts.iter().for_each(|part| body.lay(part));
        body
    }

    /// All tiles, in the order they are laid.
    pub(super) fn tiles(&self) -> impl Iterator<Item = &Tile> {
        std::iter::once(&self.shadow).chain(&self.parts).chain(&self.over)
    }
}
