//! Cut-outs: see-through parts that artwork encloses, cut out a border away from it.
//!
//! What is loose within one is held by a bridge. A cut-out keeps its wall to the cut line, to other cut-outs
//! and to holes by giving way, and is as wide everywhere as the process can cut.

use i_overlay::core::overlay_rule::OverlayRule;
use kurbo::Point;

use super::base::Base;
use super::body::{Body, Graft, combine};
use super::hand::Hand;
use super::hole::PlacedHole;
use super::join::bars;
use super::neck::stretches;
use super::prepared::{ArtField, Margin};
use super::ring::{Ring, area, bounds, contains};

/// The cut-outs of a body: rings that run the way outer rings do.
#[derive(Default)]
pub(crate) struct Cutouts {
    pub(crate) rings: Vec<Ring>,
    /// Bridges that hold what would fall out.
    pub(crate) bridges: usize,
}

/// No wall beside a cut-out is thinner, in mm, whatever the least neck: gosnapcut.com's design guidelines on
/// what survives cutting.
const LEAST_WALL: f64 = 1.0;
/// Discs along a thin wall lie this far apart, in mm.
const APART: f64 = 0.3;

/// How cut-outs of one charm are made.
struct Rules<'a> {
    art: &'a ArtField,
    scale: f64,
    /// Radius of the ball that fits everywhere.
    ball: f64,
    wall: f64,
}

/// The cut-outs of a finished body that has no holes yet. `open` is the field of the artwork with its
/// see-through parts, `by_hand` are the bridges added by hand.
pub(crate) fn cutouts(base: &Base<'_>, body: &Body, by_hand: &[Graft], hand: &Hand, scale: f64) -> Cutouts {
    let (Some(open), Some(rules)) = (&base.open, Rules::of(base, scale)) else { return Cutouts::default() };
    let Some(outer) = body.rings.first() else { return Cutouts::default() };
    let lines = Body::around(open, scale, 0.0).lines(-base.wish.outset());
    let (solid, gaps): (Vec<Ring>, Vec<Ring>) = lines.into_iter().partition(|ring| area(ring) > 0.0);
    let mut found = Cutouts::default();
    for mut gap in gaps {
        gap.reverse();
        if !contains(outer, gap[0]) {
            continue;
        }
        let loose: Vec<Ring> = solid.iter().filter(|ring| contains(&gap, ring[0])).cloned().collect();
        let parts: Vec<Ring> = std::iter::once(gap.clone()).chain(loose.iter().cloned()).collect();
        let held = bars(&parts, base.wish.bridge, &hand.unbridged);
        let shapes = combine(&[gap], &filling(loose, by_hand.iter().chain(&held)), OverlayRule::Difference);
        // What a bridge did not reach would fall out: such a gap stays filled.
        let whole: Vec<Ring> = shapes.into_iter().filter(|shape| shape.len() == 1).flatten().collect();
        let whole = rules.opened(whole);
        if !whole.is_empty() {
            found.bridges += held.len();
            found.rings.extend(whole);
        }
    }
    if !found.rings.is_empty() {
        found.rings = rules.apart(rules.within(outer, found.rings));
    }
    found
}

/// Cut-outs that keep clear of holes and the walls round them.
pub(crate) fn clear_of(holes: &[PlacedHole], rings: Vec<Ring>, base: &Base<'_>, scale: f64) -> Vec<Ring> {
    let pad = |hole: &PlacedHole| {
        let (from, to) = hole.ends();
        Graft { from, to, radius: hole.radius + hole.wall }
    };
    let close = |hole: &&PlacedHole| {
        rings.iter().any(|ring| contains(ring, hole.center) || hole.wall_to(ring) < hole.wall - 0.01)
    };
    let pads: Vec<Graft> = holes.iter().filter(close).map(pad).collect();
    match Rules::of(base, scale) {
        Some(rules) if !pads.is_empty() => rules.without(&rings, &pads),
        _ => rings,
    }
}

fn filling<'a>(mut rings: Vec<Ring>, bars: impl Iterator<Item = &'a Graft>) -> Vec<Ring> {
    rings.extend(bars.map(Graft::ring));
    rings
}

impl<'a> Rules<'a> {
    fn of(base: &'a Base<'_>, scale: f64) -> Option<Rules<'a>> {
        let least = base.wish.least_cutout?;
        let ball = base.wish.smoothing.max(least / 2.0);
        let wall = base.wish.least_neck.max(LEAST_WALL);
        Some(Rules { art: &base.art, scale, ball, wall })
    }

    fn body(&self, rings: Vec<Ring>, exact: f64) -> Body {
        let room = Margin { top: 0.5, side: 0.5, bottom: 0.5, exact };
        Body::of_rings(rings, self.art, self.scale, room)
    }

    /// Only where the ball fits.
    fn opened(&self, rings: Vec<Ring>) -> Vec<Ring> {
        let wide = rings.into_iter().filter(|ring| {
            let bounds = bounds([ring]);
            bounds.width().min(bounds.height()) >= 2.0 * self.ball
        });
        wide.flat_map(|ring| self.body(vec![ring], self.ball + 1.0).opened(self.ball, 0.0)).collect()
    }

    fn without(&self, rings: &[Ring], bars: &[Graft]) -> Vec<Ring> {
        let shapes = combine(rings, &filling(Vec::new(), bars.iter()), OverlayRule::Difference);
        self.opened(shapes.into_iter().filter(|shape| shape.len() == 1).flatten().collect())
    }

    /// Only where the wall to the cut line is thick enough.
    fn within(&self, outer: &Ring, rings: Vec<Ring>) -> Vec<Ring> {
        let inner = self.body(vec![outer.clone()], self.wall + 1.0).lines(self.wall);
        let inner: Vec<Ring> = inner.into_iter().filter(|ring| area(ring) > 0.0).collect();
        let outside = combine(&rings, &inner, OverlayRule::Difference);
        if outside.is_empty() {
            return rings;
        }
        let shapes = combine(&rings, &inner, OverlayRule::Intersect);
        self.opened(shapes.into_iter().filter(|shape| shape.len() == 1).flatten().collect())
    }

    /// With walls between them that are thick enough.
    fn apart(&self, mut rings: Vec<Ring>) -> Vec<Ring> {
        /// Walls this close to the limit are as thick as any cutter can tell, in mm.
        const NEARLY: f64 = 0.02;
        for _ in 0..3 {
            let seen: Vec<Ring> = rings.iter().map(|ring| ring.iter().rev().copied().collect()).collect();
            let thin = stretches(&seen, self.wall - NEARLY);
            if thin.is_empty() {
                return rings;
            }
            let mut middles: Vec<Point> = Vec::new();
            for section in thin.iter().flat_map(|thin| thin.sections.iter().chain([&thin.narrowest])) {
                if middles.iter().all(|other| other.distance(section.middle()) > APART) {
                    middles.push(section.middle());
                }
            }
            let discs: Vec<Graft> =
                middles.into_iter().map(|middle| Graft::disc(middle, self.wall / 2.0)).collect();
            rings = self.without(&rings, &discs);
        }
        rings
    }
}
