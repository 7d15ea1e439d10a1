//! The body: the region within the border of artwork and of everything grafted on to it.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay;
use kurbo::{Point, Rect};

use super::field::{Field, Stroke};
use super::level::{GridRing, LEAST_APART, level_rings};
use super::prepared::{ArtField, Margin};
use super::ring::{Moments, Ring, area, bounds, cleaned, filled};
use crate::contour::contours;

/// Something added to a body: a disc, or a bar with round ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Graft {
    pub(crate) from: Point,
    pub(crate) to: Point,
    pub(crate) radius: f64,
}

impl Graft {
    pub(crate) fn disc(center: Point, radius: f64) -> Self {
        Graft { from: center, to: center, radius }
    }

    /// Its edge, clockwise on the screen, to a micrometre or so.
    pub(crate) fn ring(&self) -> Ring {
        const ROUND: u32 = 48;
        let along = self.to - self.from;
        let turn = libm::atan2(along.y, along.x) - std::f64::consts::FRAC_PI_2;
        let end = |center: Point, start: f64| {
            (0..=ROUND).map(move |step| {
                let (sin, cos) =
                    libm::sincos(start + f64::from(step) / f64::from(ROUND) * std::f64::consts::PI);
                center + kurbo::Vec2::new(cos, sin) * self.radius
            })
        };
        let mut ring: Ring = end(self.to, turn).chain(end(self.from, turn + std::f64::consts::PI)).collect();
        ring.dedup_by(|a, b| a.distance(*b) < 1e-9);
        if ring.len() > 1 && ring[0].distance(ring[ring.len() - 1]) < 1e-9 {
            ring.pop();
        }
        ring
    }

    fn bounds(&self) -> Rect {
        Rect::from_points(self.from, self.to).inflate(self.radius, self.radius)
    }
}

/// Says which pieces stay as they are.
pub(crate) type Spared<'a> = &'a dyn Fn(&[Ring]) -> bool;

/// Slivers below this, in mm², come from two lines that run along each other, not from a gap.
const SLIVER: f64 = 1e-3;

/// Edges below this, in mm, are the jitter of a boolean: the lines of a field have longer ones.
const JITTER: f64 = 0.012;

/// A region with a field round it, and what was grafted on to it.
///
/// Coordinates are mm; the picture's top left corner is the origin.
#[derive(Clone)]
pub(crate) struct Body {
    field: Field,
    /// Millimetres per unit of the grid.
    step: f64,
    /// Where the grid's corner lies, in mm.
    corner: Point,
    /// How far the body's edge lies outside the lines of its field.
    border: f64,
    /// How far it is meant to go beyond the artwork.
    beyond: f64,
    /// The outer rings of the body, largest first. They do not meet.
    pub(crate) rings: Vec<Ring>,
}

impl Body {
    /// The artwork at `scale` mm a pixel with a border round it.
    pub(crate) fn around(art: &ArtField, scale: f64, border: f64) -> Self {
        let (step, corner) = (art.step * scale, (art.corner.to_vec2() * scale).to_point());
        Body { field: art.field.clone(), step, corner, border, beyond: border, rings: vec![] }
    }

    /// Rings on a grid that leaves `room` in mm, fine enough for artwork at `scale` mm a pixel.
    pub(crate) fn of_rings(rings: Vec<Ring>, art: &ArtField, scale: f64, room: Margin) -> Self {
        let around = room.beside(bounds(&rings));
        let step = (art.step * scale).max((around.area() / art.most).sqrt());
        let cells = |mm: f64| (mm / step).ceil() as usize + 2;
        let (width, height) = (cells(around.width()), cells(around.height()));
        let field = Field { width, height, depth: vec![], nearest: vec![], strokes: vec![] };
        let mut body = Body { field, step, corner: around.origin(), border: 0.0, beyond: 0.0, rings };
        body.measure_anew(room.exact);
        body
    }

    /// The same body, meant to go that far beyond the artwork.
    pub(crate) fn beyond(self, beyond: f64) -> Self {
        Body { beyond, ..self }
    }

    /// Measures the field from the rings as they are, exact to `reach` mm.
    pub(crate) fn measure_anew(&mut self, reach: f64) {
        let grid: Vec<GridRing> = self.rings.iter().map(|ring| self.grid_ring(ring)).collect();
        self.field = Field::of_rings(&grid, self.field.width, self.field.height, self.units(reach) + 3.0);
        self.border = 0.0;
    }

    /// Makes the body what its field says, hollows narrower than twice `radius` filled unless `spared`.
    pub(crate) fn smooth(&mut self, radius: f64, spared: Option<Spared<'_>>) {
        let Some(spared) = spared else {
            self.rings = self.closed(&self.field, radius);
            if self.is_sharp() {
                self.join(&self.plain());
            }
            return;
        };
        self.rings = filled(self.plain());
        let pieces = self.pieces(self, radius);
        let pieces: Vec<Ring> = pieces.into_iter().filter(|piece| !spared(piece)).flatten().collect();
        self.join(&pieces);
    }

    /// Whether the edge lies on the lines of the field themselves, whose corners a grid would blunt.
    fn is_sharp(&self) -> bool {
        self.units(self.border).abs() < LEAST_APART
    }

    /// The rings of the body before smoothing.
    pub(crate) fn plain(&self) -> Vec<Ring> {
        if !self.is_sharp() {
            return self.closed(&self.field, 0.0);
        }
        let rings = self.placed(self.field.rings());
        combine(&rings, &[], OverlayRule::Subject).into_iter().flatten().collect()
    }

    /// The lines at `depth` within the lines of the field, holes too.
    pub(crate) fn lines(&self, depth: f64) -> Vec<Ring> {
        self.placed(level_rings(&self.field, self.units(depth)))
    }

    /// How deep the field is at its deepest.
    pub(crate) fn deepest(&self) -> f64 {
        f64::from(self.field.depth.iter().copied().fold(0.0, f32::max)) * self.step
    }

    /// The outer rings of the region with every hollow filled that a ball of `radius` does not fit into
    /// (the morphological closing), exact to the strokes of the field.
    fn closed(&self, field: &Field, radius: f64) -> Vec<Ring> {
        let radius = self.units(radius);
        let border = self.units(self.border);
        // A fillet finer than the grid is finer than any cut.
        if radius < 1.0 {
            return self.millimetres(level_rings(field, -border));
        }
        let wide = outer(level_rings(field, -(border + radius)));
        let inner = Field::of_rings(&wide, field.width, field.height, radius + 2.0);
        self.millimetres(level_rings(&inner, radius))
    }

    /// The outer rings of the region without the tips that a ball of `radius` does not fit into (the
    /// morphological opening), exact to the strokes of the field, or wider all round by `hair` mm.
    pub(crate) fn opened(&self, radius: f64, hair: f64) -> Vec<Ring> {
        let wide = self.units(radius + hair);
        let radius = self.units(radius);
        let border = self.units(self.border);
        if radius < 1.0 {
            return self.millimetres(level_rings(&self.field, -border));
        }
        let narrow = outer(level_rings(&self.field, radius - border));
        let inner = Field::of_rings(&narrow, self.field.width, self.field.height, radius + 2.0);
        self.millimetres(level_rings(&inner, -wide))
    }

    /// Adds bars and discs, with a fillet of `fillet` where they meet the body, and whatever the fillets
    /// fill between them. Nothing else of the body changes.
    pub(crate) fn graft(&mut self, grafts: &[Graft], fillet: f64) {
        let limit = self.units(self.border + fillet) + 3.0;
        for graft in grafts {
            let reach = self.units(graft.radius) - self.units(self.border);
            let stroke = Stroke::new(self.to_grid(graft.from), self.to_grid(graft.to), reach);
            self.field.add_stroke(stroke, limit);
        }
        let touches = |piece: &[Ring]| {
            let near = bounds(piece);
            grafts.iter().any(|graft| near.overlaps(graft.bounds()) && touches_graft(piece, graft))
        };
        let around = grafts.iter().map(Graft::bounds).reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
        let pieces = self.pieces_near(around, fillet);
        let pieces: Vec<Ring> = pieces.into_iter().filter(|piece| touches(piece)).flatten().collect();
        self.join(&pieces);
    }

    /// What a closing with `fillet` would add to the body near a box.
    fn pieces_near(&self, around: Rect, fillet: f64) -> Vec<Vec<Ring>> {
        let mut margin = 3.0 * fillet + 2.0;
        loop {
            let window = around.inflate(margin, margin);
            let (near, whole) = self.window(window);
            let pieces = self.pieces(&near, fillet);
            // A piece that reaches the edge of the window may go on beyond it.
            let inner = window.inflate(-fillet - 0.5, -fillet - 0.5);
            let cut = |piece: &Vec<Ring>| {
                let bounds = bounds(piece);
                bounds.overlaps(around) && bounds.union(inner) != inner
            };
            if whole || !pieces.iter().any(cut) {
                return pieces;
            }
            margin *= 4.0;
        }
    }

    /// The body with only the part of its field in a window, and whether that is all of it.
    fn window(&self, window: Rect) -> (Body, bool) {
        let low = self.to_grid(window.origin());
        let high = self.to_grid(Point::new(window.x1, window.y1));
        let span = |low: f32, high: f32, size: usize| {
            let low = (low.floor().max(0.0) as usize).min(size.saturating_sub(2));
            low..(high.ceil().max(0.0) as usize).clamp(low + 2, size.max(low + 2))
        };
        let (columns, rows) =
            (span(low[0], high[0], self.field.width), span(low[1], high[1], self.field.height));
        let whole = columns.len() == self.field.width && rows.len() == self.field.height;
        let corner = self.corner + kurbo::Vec2::new(columns.start as f64, rows.start as f64) * self.step;
        let field = self.field.crop(columns, rows);
        (Body { field, corner, rings: self.rings.clone(), ..*self }, whole)
    }

    /// What a closing with `radius` would add to the body, piece by piece.
    fn pieces(&self, near: &Body, radius: f64) -> Vec<Vec<Ring>> {
        let closed = near.closed(&near.field, radius);
        combine(&closed, &self.rings, OverlayRule::Difference)
            .into_iter()
            .filter(|piece| piece.first().is_some_and(|ring| area(ring) > SLIVER))
            .collect()
    }

    /// Closes the gaps between parts that are at most `gap` apart with a ball of radius `gap`, and leaves
    /// hollows of a single part alone.
    pub(crate) fn weld(&mut self, near: &dyn Fn(usize, usize) -> bool, gap: f64) {
        let pieces: Vec<Ring> = self
            .pieces(self, gap)
            .into_iter()
            .filter(|piece| {
                let parts = touched(piece, &self.rings);
                parts.iter().any(|&a| parts.iter().any(|&b| a < b && near(a, b)))
            })
            .flatten()
            .collect();
        let grid: Vec<GridRing> = pieces.iter().map(|ring| self.grid_ring(ring)).collect();
        let (reach, limit) = (-self.units(self.border), self.units(self.border) + self.units(gap) + 3.0);
        self.field.add_rings(&grid, reach, limit);
        self.join(&pieces);
    }

    /// Makes rings part of the body.
    fn join(&mut self, pieces: &[Ring]) {
        if pieces.is_empty() {
            return;
        }
        let joined = combine(&self.rings, &overlapping(pieces), OverlayRule::Union);
        // Two lines that run along each other cross many times within a micrometre.
        self.rings = filled(joined.into_iter().flatten().map(|ring| cleaned(ring, JITTER)).collect());
    }

    /// How far a place lies within the body before smoothing, in mm; negative outside.
    pub(crate) fn depth(&self, at: Point) -> f64 {
        let [x, y] = self.to_grid(at);
        f64::from(self.field.depth_at(x, y)) * self.step + self.border
    }

    /// The moments of all its parts.
    pub(crate) fn moments(&self) -> Moments {
        self.rings.iter().map(|ring| Moments::of(ring)).fold(Moments::default(), Moments::plus)
    }

    /// The lines along which places lie that deep within the body, true to a fraction of the grid's step.
    /// Holes in the region they bound are left out.
    pub(crate) fn lines_at(&self, depth: f64) -> Vec<Ring> {
        let level = self.units(depth - self.border);
        let rings = contours(&self.field.depth, self.field.width, self.field.height, level, -1e9);
        self.millimetres(rings)
    }

    /// The corners of the grid, in mm.
    pub(crate) fn corners(&self) -> [Point; 4] {
        let size = kurbo::Vec2::new(self.field.width as f64, self.field.height as f64) * self.step;
        let across = |x: f64, y: f64| self.corner + kurbo::Vec2::new(x * size.x, y * size.y);
        [across(0.0, 0.0), across(1.0, 0.0), across(1.0, 1.0), across(0.0, 1.0)]
    }

    /// How far the body is meant to go beyond the artwork, in mm; negative where it lies inside.
    pub(crate) fn meant_border(&self) -> f64 {
        self.beyond
    }

    /// The size of one step of the grid, in mm.
    pub(crate) fn step(&self) -> f64 {
        self.step
    }

    fn units(&self, mm: f64) -> f32 {
        (mm / self.step) as f32
    }

    fn to_grid(&self, point: Point) -> [f32; 2] {
        [((point.x - self.corner.x) / self.step) as f32, ((point.y - self.corner.y) / self.step) as f32]
    }

    fn grid_ring(&self, ring: &[Point]) -> GridRing {
        ring.iter().map(|&point| self.to_grid(point)).collect()
    }

    fn millimetres(&self, rings: Vec<GridRing>) -> Vec<Ring> {
        filled(self.placed(rings))
    }

    fn placed(&self, rings: Vec<GridRing>) -> Vec<Ring> {
        let point = |[x, y]: [f32; 2]| {
            Point::new(self.corner.x + f64::from(x) * self.step, self.corner.y + f64::from(y) * self.step)
        };
        rings.into_iter().map(|ring| ring.into_iter().map(point).collect()).collect()
    }
}

/// The regions that a ring winds round the right way, all told: of a ring that crosses itself, what is
/// material. Outer rings and holes.
pub(crate) fn positive(ring: &Ring) -> Vec<Ring> {
    let plain: Vec<[f64; 2]> = ring.iter().map(|point| [point.x, point.y]).collect();
    let shapes = vec![plain].overlay(&Plain::new(), OverlayRule::Subject, FillRule::Positive);
    from_plain(shapes).into_iter().flatten().collect()
}

/// Rings with a piece taken off.
pub(crate) fn taken_off(rings: &[Ring], piece: &[Ring]) -> Vec<Ring> {
    let left = combine(rings, &overlapping(piece), OverlayRule::Difference);
    let rings = left.into_iter().flatten().map(|ring| cleaned(ring, JITTER));
    filled(rings.filter(|ring| area(ring).abs() > SLIVER).collect())
}

/// Pieces grown by a micrometre. They were cut off along the body's own line, and where that runs dead
/// straight the boolean rounds the two apart: a hair of 0.1 nm would keep a tab from its charm.
fn overlapping(pieces: &[Ring]) -> Vec<Ring> {
    const GROWTH: f64 = 1e-3;
    let moves = [(0.0, 0.0), (GROWTH, 0.0), (-GROWTH, 0.0), (0.0, GROWTH), (0.0, -GROWTH)];
    let moved = |(dx, dy): (f64, f64)| {
        let by = kurbo::Vec2::new(dx, dy);
        pieces.iter().map(move |piece| piece.iter().map(|&point| point + by).collect())
    };
    moves.into_iter().flat_map(moved).collect()
}

/// The outer rings; what lies in a hole is inside anyway.
fn outer(mut rings: Vec<GridRing>) -> Vec<GridRing> {
    rings.retain(|ring| crate::contour::signed_area(ring) > 0.0);
    rings
}

/// Which of some rings a piece touches.
fn touched(piece: &[Ring], rings: &[Ring]) -> Vec<usize> {
    /// Pieces are cut from the rings they touch; the booleans round to far less than this, in mm.
    const TOUCH: f64 = 5e-3;
    let near = bounds(piece).inflate(TOUCH, TOUCH);
    let touches = |ring: &Ring| {
        near.overlaps(bounds([ring]))
            && ring
                .iter()
                .any(|&point| near.contains(point) && super::ring::distance(&piece[0], point) < TOUCH)
    };
    (0..rings.len()).filter(|&index| touches(&rings[index])).collect()
}

/// Whether a piece overlaps a bar or disc.
fn touches_graft(piece: &[Ring], graft: &Graft) -> bool {
    let inside = |point: Point| {
        super::ring::nearest_on(graft.from, graft.to, point).distance(point) < graft.radius + 5e-3
    };
    piece.iter().flatten().any(|&point| inside(point))
}

/// Shapes in the form the booleans take.
type Plain = Vec<Vec<[f64; 2]>>;

fn from_plain(shapes: Vec<Plain>) -> Vec<Vec<Ring>> {
    let ring = |ring: Vec<[f64; 2]>| ring.into_iter().map(|[x, y]| Point::new(x, y)).collect();
    shapes.into_iter().map(|shape| shape.into_iter().map(ring).collect()).collect()
}

/// A boolean of regions: shapes of one outer ring and its holes each.
pub(crate) fn combine(subject: &[Ring], clip: &[Ring], rule: OverlayRule) -> Vec<Vec<Ring>> {
    let plain = |rings: &[Ring]| -> Plain {
        rings.iter().map(|ring| ring.iter().map(|point| [point.x, point.y]).collect()).collect()
    };
    from_plain(plain(subject).overlay(&plain(clip), rule, FillRule::NonZero))
}
