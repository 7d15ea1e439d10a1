//! One placement, laid out and drawn at the scale of a picture.

use std::borrow::Cow;

use dangle_design::Result;
use dangle_design::project::Placement;
use dangle_design::units::Mm;
use kurbo::{Affine, Point, Rect, Vec2};

use super::CharmInput;
use crate::carrier::{Anchor, CarrierLayers, Film};
use crate::hang::{Hanging, Held, charm_ring, hang};
use crate::hardware::{Assembly, Catalogue, Layer, Sprites, draw};
use crate::look::{Lens, Pose, Surface, body, check_scale, lens, shadow};
use crate::motion::Bob;
use crate::pixels::Tile;
use crate::resample::{Past, resize};

/// The thickest body a ring goes through: three sheets of acrylic have 7 mm. What is thicker is soft, such as
/// plush, and hangs by a loop of ribbon in its seam.
const THICKEST: Mm = Mm::new(8.0);

/// One placement, drawn: tiles in the picture's pixels, in the order they are laid.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) shadow: Tile,
    /// What of the ground its edge bends, where it is clear.
    lens: Option<Lens>,
    /// Far halves of rings, clasps, links.
    pub(super) behind: Vec<Tile>,
    /// The charm itself.
    pub(super) charm: Tile,
    /// Near halves of rings.
    pub(super) before: Vec<Tile>,
    /// What lies in front of the clasp.
    pub(super) over: Option<Tile>,
    pub(super) hanging: Hanging,
    /// Where the charm turns, in the picture's pixels.
    pub(super) pivot: Point,
    pub(super) corners: [Point; 4],
}

/// One placement, measured but not drawn.
#[derive(Clone)]
pub(super) struct Plan<'a> {
    charm: CharmInput<'a>,
    hardware: Assembly,
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
        catalogue: &Catalogue,
    ) -> Result<Plan<'a>> {
        let thickness = charm.thickness.min(THICKEST);
        let ring = charm_ring(charm.shape, thickness, placement.turn);
        let anchor = layers.view().anchor(&placement.anchor)?;
        let hardware = Assembly::hung(catalogue, charm.hardware, ring, anchor.drop)?;
        let hanging = hang(charm.shape, &hardware, thickness, placement.turn, placement.yaw);
        Ok(Plan { charm, hardware, anchor, layers, hanging })
    }

    /// Where it hangs, in the carrier's pixels.
    pub(super) fn anchor_px(&self) -> Point {
        let [x, y] = self.anchor.at_px;
        Point::new(x, y)
    }

    /// What it hangs from.
    pub(super) fn hardware(&self) -> &Assembly {
        &self.hardware
    }

    /// How far below the hardware's last joint the charm turns.
    pub(super) fn below(&self) -> f64 {
        self.held().map_or(0.0, |held| held.below)
    }

    /// The charm as a body that swings; `None` where it lies flat.
    pub(super) fn bob(&self) -> Option<Bob> {
        let held = self.held()?;
        let thickness = self.charm.thickness;
        Some(Bob::held(self.charm.shape, held.pivot, thickness, self.hanging.turn, self.hanging.yaw))
    }

    fn held(&self) -> Option<Held> {
        Held::of(self.charm.shape, &self.hardware, self.charm.thickness.min(THICKEST))
    }

    /// How it hangs alone.
    pub(super) fn hanging(&self) -> &Hanging {
        &self.hanging
    }

    /// The same as it hangs among others.
    pub(super) fn hung(self, hanging: Hanging) -> Plan<'a> {
        Plan { hanging, ..self }
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
    pub(super) fn draw(self, to_picture: Affine, sprites: &Sprites) -> Result<Placed> {
        let to_px = to_picture * self.to_carrier();
        let scale = to_px.as_coeffs()[0];
        check_scale(self.charm.shape, scale)?;
        let pose = Pose { to_px: to_px * self.hanging.charm, scale, yaw: self.hanging.yaw };
        let layer = |layer| self.layer(layer, to_px, sprites);
        let (hardware, charm) = rayon::join(
            || (layer(Layer::Far), layer(Layer::Middle), layer(Layer::Near)),
            || body(self.charm.shape, &pose, self.layers.view().light),
        );
        let ((far, middle, before), charm) = (hardware, charm?);
        let behind: Vec<Tile> = far.into_iter().chain(middle).collect();
        let casters: Vec<&Tile> = behind.iter().chain([&charm]).chain(&before).collect();
        let size = self.charm.shape.outline.size;
        let face = pose.face(self.charm.shape);
        let corner = |x: f64, y: f64| face * Point::new(x * size.width, y * size.height);
        let film = self.layers.film(self.anchor);
        let shadow = self.shadow(&casters, to_px, to_picture);
        let filled = casters.iter().fold(shadow.rect(), |filled, tile| filled.union(tile.rect()));
        let mut placed = Placed {
            lens: lens(self.charm.shape, &pose, self.layers.view().light),
            over: self.over(to_picture, filled),
            shadow,
            corners: [corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)],
            pivot: to_px * self.hanging.pivot,
            hanging: self.hanging,
            behind,
            charm,
            before,
        };
        if let Some(film) = film {
            placed.seen_through(film, to_picture);
        }
        Ok(placed)
    }

    /// What lies in front of it, where it fills `filled` of the picture: a piece of the carrier over its clasp, or the
    /// part of a photo that hides it whatever it hangs from.
    fn over(&self, to_picture: Affine, filled: Rect) -> Option<Tile> {
        let over = self.layers.over(&self.anchor.id)?;
        let whole = to_picture.transform_rect_bbox(over.rect());
        if !self.layers.hides_charms() {
            return (!self.hanging.pieces.is_empty()).then(|| resize(over, to_picture, whole, Past::Clear));
        }
        let hiding = whole.intersect(filled);
        (!hiding.is_zero_area()).then(|| resize(over, to_picture, hiding, Past::Clear))
    }

    /// What of the hardware belongs to one layer; what hangs beside the charm is drawn before it, with the links.
    fn layer(&self, layer: Layer, to_px: Affine, sprites: &Sprites) -> Vec<Tile> {
        let pieces = self.hardware.pieces.iter().zip(&self.hanging.pieces);
        let mut tiles: Vec<Tile> =
            pieces.flat_map(|(piece, line)| draw(piece, line, to_px, layer, sprites)).collect();
        if let Some(from) = self.hanging.pieces.last().and_then(|line| line.last()) {
            for (index, piece) in self.hardware.beside.iter().enumerate() {
                tiles.extend(draw(piece, &beside(*from, index, piece.length), to_px, layer, sprites));
            }
        }
        tiles
    }

    /// The shadow on the carrier; what lies beside it is too far away to get one.
    fn shadow(&self, casters: &[&Tile], to_px: Affine, to_picture: Affine) -> Tile {
        let surface = Surface::behind(self.anchor, self.layers.view().light);
        let to_carrier = to_picture.inverse();
        shadow(casters, surface, to_px, |x, y| {
            let at = to_carrier * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
            self.layers.cover(at.x, at.y)
        })
    }
}

/// Where what hangs beside the charm lies: it leans aside, left and right in turn, as there is no room below.
fn beside(from: Point, index: usize, length: Mm) -> [Point; 2] {
    let side = if index.is_multiple_of(2) { 1.0 } else { -1.0 };
    let lean = (9.0 + 5.0 * (index / 2) as f64).to_radians() * side;
    [from, from + Vec2::new(libm::sin(lean), libm::cos(lean)) * length.get()]
}

/// Several tiles in one.
pub(super) fn merged<'t>(tiles: impl Iterator<Item = &'t Tile> + Clone) -> Option<Tile> {
    let rect = tiles.clone().map(Tile::rect).reduce(|a, b| a.union(b))?;
    let mut whole = Tile::covering(rect);
    tiles.for_each(|tile| whole.lay(tile));
    Some(whole)
}

impl Placed {
    /// Lays a carrier's film atop all tiles; the carrier's own picture has it already.
    fn seen_through(&mut self, film: &Film, to_picture: Affine) {
        let before = self.before.iter_mut().chain(&mut self.over);
        let tiles = [&mut self.shadow, &mut self.charm].into_iter().chain(&mut self.behind).chain(before);
        tiles.for_each(|tile| film.lay_atop(tile, to_picture));
    }

    /// Charm and hardware, in the order they are laid.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Tile> + Clone {
        self.behind.iter().chain([&self.charm]).chain(&self.before)
    }

    /// What its pixels take in memory.
    pub(super) fn bytes(&self) -> usize {
        let tiles: usize =
            self.parts().chain(&self.over).chain([&self.shadow]).map(|tile| 4 * tile.rgba.len()).sum();
        tiles + self.lens.as_ref().map_or(0, Lens::bytes)
    }

    /// Lays all on `ground`, and answers what was laid, in that order.
    pub(super) fn lay<'a>(&'a self, ground: &mut Tile) -> Vec<Cow<'a, Tile>> {
        ground.lay(&self.shadow);
        let bent = self.lens.as_ref().map(|lens| Cow::Owned(lens.seen(ground)));
        let above: Vec<Cow<'a, Tile>> =
            bent.into_iter().chain(self.parts().chain(&self.over).map(Cow::Borrowed)).collect();
        for tile in &above {
            ground.lay(tile);
        }
        std::iter::once(Cow::Borrowed(&self.shadow)).chain(above).collect()
    }
}
