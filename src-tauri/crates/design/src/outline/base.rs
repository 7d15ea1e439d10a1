//! What the cut line follows before bridges, necks, hands and holes: the artwork in some way, or a frame.

use std::sync::Arc;

use kurbo::{BezPath, Point, Rect};

use super::body::Body;
use super::frame::{Frame, Place, flat};
use super::hand::Hand;
use super::hole::{HoleWish, PlacedHole};
use super::level::GridRing;
use super::prepared::{ArtField, Margin, Parts};
use super::ring::{Ring, contains, filled};
use super::size;
use super::wish::Wish;
use crate::Result;
use crate::contour::signed_area;
use crate::project::OutlineStyle;

/// How a wish is met at any scale.
pub(crate) struct Base<'a> {
    pub(crate) art: Arc<ArtField>,
    pub(crate) wish: &'a Wish,
    pub(crate) room: Margin,
    frame: Option<Frame>,
    /// Where the frame lay last: the next one lies near it.
    place: Option<Place>,
    parts: &'a Parts,
    /// The cut line that the artwork's file itself gives, in pixels.
    given: Option<&'a [GridRing]>,
    /// The artwork's field with its see-through parts, where they are cut out.
    pub(crate) open: Option<ArtField>,
    /// Where the line was pulled last, in pixels.
    pub(crate) feet: Vec<Point>,
    /// The holes, in mm.
    pub(crate) holes: Vec<HoleWish>,
}

/// A body with nothing done to it.
pub(crate) struct Start {
    pub(crate) body: Body,
    /// The frame's own curve.
    pub(crate) exact: Option<BezPath>,
    /// Parts of the artwork that lie outside.
    pub(crate) lost: usize,
}

impl<'a> Base<'a> {
    pub(crate) fn new(
        art: Arc<ArtField>,
        wish: &'a Wish,
        room: Margin,
        parts: &'a Parts,
        given: Option<&'a [GridRing]>,
        frame: Option<Frame>,
        open: Option<ArtField>,
    ) -> Self {
        let holes = wish.holes.clone();
        Base { art, wish, room, frame, place: None, parts, given, open, feet: Vec::new(), holes }
    }

    /// The body at `scale` mm a pixel.
    pub(crate) fn start(&mut self, scale: f64, exactly: bool) -> Start {
        if let Some(given) = self.given {
            return self.as_given(given, scale);
        }
        if let Some(frame) = &self.frame {
            let place = frame.fit(self.wish.border / scale, self.place);
            let path = frame.drawn(place, scale, self.wish.border, exactly);
            self.place = Some(place);
            let ring = flat(&path, 5e-4);
            let body = Body::of_rings(vec![ring], &self.art, scale, self.room).beyond(self.wish.border);
            return Start { body, exact: Some(path), lost: 0 };
        }
        match self.wish.style {
            OutlineStyle::Tight => self.tight(scale),
            _ => Start { body: self.around(scale), exact: None, lost: 0 },
        }
    }

    /// The artwork with its border.
    fn around(&self, scale: f64) -> Body {
        let mut body = Body::around(&self.art, scale, self.wish.border);
        self.smooth(&mut body, scale);
        body
    }

    /// The artwork without a bleed along its edge; with less where there would be nothing left.
    fn tight(&self, scale: f64) -> Start {
        let mut body = Body::around(&self.art, scale, 0.0);
        body.rings = filled(if self.wish.bleed > 0.01 { body.lines(self.wish.bleed) } else { body.plain() });
        if body.rings.is_empty() {
            body.rings = filled(body.lines(0.5 * body.deepest()));
        }
        let lost = self.parts.rings.iter().filter(|part| !holds_any(part, &body.rings, scale)).count();
        body.measure_anew(self.room.exact);
        self.smooth(&mut body, scale);
        Start { body: body.beyond(self.wish.outset()), exact: None, lost }
    }

    /// The line that the artwork's file gives.
    fn as_given(&self, given: &[GridRing], scale: f64) -> Start {
        let rings = filled(given.iter().map(|ring| millimetres(ring, scale)).collect());
        let body = Body::of_rings(rings, &self.art, scale, self.room);
        Start { body, exact: None, lost: 0 }
    }

    fn smooth(&self, body: &mut Body, scale: f64) {
        let hand = Hand::at(self.wish, scale, &[]);
        let spared = |piece: &[Ring]| hand.locks(piece);
        body.smooth(self.wish.ball(), hand.has_locks().then_some(&spared));
    }

    /// Keeps every hole where it was placed at `scale`: one that has two places to go must not change its mind.
    pub(crate) fn pin(&mut self, placed: &[PlacedHole], scale: f64) {
        for (wish, hole) in self.holes.iter_mut().zip(placed) {
            wish.pinned = Some((hole.center.to_vec2() / scale).to_point());
        }
    }

    /// The box that grows with the scale, in pixels, when it has grown last at `scale`.
    pub(crate) fn growing(&self, scale: f64) -> Rect {
        match (&self.frame, self.place) {
            (Some(frame), Some(place)) => {
                let border = self.wish.border / scale;
                frame.bounds(place).inset(-border)
            }
            _ => self.parts.bounds,
        }
    }
}

/// The scale at which a frame has the wanted size, tab aside.
///
/// # Errors
/// `Input` when the border leaves no room.
pub(crate) fn framed_scale(frame: &Frame, wish: &Wish, parts: &Parts, start: f64) -> Result<f64> {
    let (mut scale, mut place) = (start, None);
    for _ in 0..4 {
        let border = wish.border / scale;
        let found = frame.fit(border, place);
        place = Some(found);
        let bounds = frame.bounds(found);
        let growing = bounds.inset(-border);
        scale = size::corrected(wish.size, growing, parts, scale, bounds.scale_from_origin(scale))?;
    }
    Ok(scale)
}

pub(crate) fn millimetres(ring: &GridRing, scale: f64) -> Ring {
    ring.iter().map(|[x, y]| Point::new(f64::from(*x) * scale, f64::from(*y) * scale)).collect()
}

/// Whether any of some rings lies in a part of the artwork.
fn holds_any(part: &GridRing, rings: &[Ring], scale: f64) -> bool {
    let part = if signed_area(part) > 0.0 { millimetres(part, scale) } else { return true };
    rings.iter().any(|ring| contains(&part, ring[0]))
}
