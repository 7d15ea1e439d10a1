//! Gang sheets as files: many charms on each page, every design written once and used wherever it lies.

mod cut;
mod prove;

use dangle_design::project::{SheetSize, Turning};
use dangle_design::shape::CharmShape;
use dangle_design::units::{Degrees, Mm};
use dangle_design::{Error, Result};
use kurbo::{Affine, BezPath, Circle, Point, Rect, Vec2};

use crate::laid::Laid as Line;
use crate::nest::{self, Bed, Piece, Turns};
use crate::recipe::{FileFormat, FileRecipe, Part, Recipe, WhiteInk};

pub use cut::{write_gang_dxf, write_gang_svg};
pub use prove::prove_gang;
pub(crate) use prove::sheet_points;

/// How far a ring may leave its cut line. The gap is laid wider by twice as much, so that lines keep it too.
const FLATNESS: Mm = Mm::new(0.004);
/// Width of a registration mark at most, and at least.
const MARKS_MM: [f64; 2] = [1.0, 3.0];
/// What stays free round a registration mark.
const MARK_ROOM_MM: f64 = 0.4;

/// A design on a gang sheet.
#[derive(Clone, Copy)]
pub struct Design<'a> {
    /// What the person calls it.
    pub name: &'a str,
    /// What is cut and printed.
    pub shape: &'a CharmShape,
    /// How often.
    pub count: usize,
    /// Whether its material has a grain, which is to run along the sheet.
    pub grain: bool,
}

/// How designs are ganged on sheets.
#[derive(Clone, Copy)]
pub struct Gang<'a> {
    /// The designs; [`nest::Laid::piece`] is a place in this list.
    pub designs: &'a [Design<'a>],
    /// What the vendor wants.
    pub recipe: &'a Recipe,
    /// How large one sheet is.
    pub size: SheetSize,
    /// What stays free along the edges.
    pub margin: Mm,
    /// Least distance between two cut lines.
    pub gap: Mm,
    /// How designs without a grain may be turned.
    pub turning: Turning,
    /// Whether registration marks stand in the corners.
    pub marks: bool,
}

impl Gang<'_> {
    /// The designs as the nester takes them: their cut lines as the files have them.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece> {
        let turns = |grain| match (self.turning, grain) {
            (Turning::One, _) => Turns::None,
            (Turning::Free | Turning::Four, true) => Turns::Halves,
            (Turning::Free, false) => Turns::Free,
            (Turning::Four, false) => Turns::Quarters,
        };
        let piece = |design: &Design<'_>| Piece {
            ring: ring(&Line::of(design.shape, self.recipe).cut),
            count: design.count,
            turns: turns(design.grain),
        };
        self.designs.iter().map(piece).collect()
    }

    /// What they are laid on.
    #[must_use]
    pub fn bed(&self) -> Bed {
        let size = kurbo::Size::new(self.size.width.get(), self.size.height.get());
        Bed { size, margin: self.margin, gap: self.gap + FLATNESS * 2.0 }
    }

    /// The recipe of each design here: no room round it, and no bleed that would reach onto a neighbour's.
    pub(crate) fn recipe_of_one(&self) -> Recipe {
        let mut recipe = self.recipe.clone();
        recipe.page.bleed_mm = recipe.page.bleed_mm.min(self.gap / 2.0);
        recipe.page.slug_mm = Mm::ZERO;
        recipe.page.dots_mm = None;
        recipe
    }

    /// The files a sheet is written as: the recipe's PDFs. One that wants none gets one with every part, for a sheet is
    /// handed to the shop as a sheet, whatever single charms are sent as.
    #[must_use]
    pub fn files(&self) -> Vec<FileRecipe> {
        let pdfs: Vec<FileRecipe> =
            self.recipe.files.iter().filter(|file| file.format.is_pdf()).cloned().collect();
        if !pdfs.is_empty() {
            return pdfs;
        }
        let spot = self.recipe.white.as_ref().is_some_and(|white| white.ink == WhiteInk::Spot);
        let white = spot.then_some(Part::White);
        let holds = [Part::Colour].into_iter().chain(white).chain([Part::Cut]).collect();
        vec![FileRecipe { name: "{name}.pdf".into(), format: FileFormat::PdfX4, holds, backed: false }]
    }

    /// The map from a finished charm's millimetres, its outline's top left the origin, to those round the middle that it
    /// is laid and turned by: as its files have it, mirrored or before it shrinks.
    #[must_use]
    pub fn stand(&self, design: usize) -> Affine {
        let shape = self.designs[design].shape;
        let size = Line::of(shape, self.recipe).size;
        let grow = [size.width / shape.outline.size.width, size.height / shape.outline.size.height];
        let [a, x] = if self.recipe.page.mirrored {
            [-grow[0], size.width / 2.0]
        } else {
            [grow[0], -size.width / 2.0]
        };
        Affine::new([a, 0.0, 0.0, grow[1], x, -size.height / 2.0])
    }

    /// The map from a design's millimetres to the sheet's, where it lies like that.
    pub(crate) fn place(&self, laid: &nest::Laid) -> Affine {
        let size = Line::of(self.designs[laid.piece].shape, self.recipe).size;
        placed(laid.at, laid.turn, Vec2::new(size.width, size.height) / 2.0)
    }

    /// The whole sheet.
    pub(crate) fn sheet(&self) -> Rect {
        Rect::new(0.0, 0.0, self.size.width.get(), self.size.height.get())
    }

    /// Where the registration marks stand on every sheet: x, y and radius; none where the margin has no room.
    #[must_use]
    pub fn marks_mm(&self) -> Vec<[f64; 3]> {
        let marks = self.registration().unwrap_or_default();
        marks.into_iter().map(|mark| [mark.center.x, mark.center.y, mark.radius]).collect()
    }

    /// The registration marks: a dot in each corner, and one more beside the first, by which a camera tells a sheet that
    /// lies the wrong way round.
    ///
    /// # Errors
    /// `Input` when the margin has no room for them.
    pub(crate) fn registration(&self) -> Result<Vec<Circle>> {
        if !self.marks {
            return Ok(Vec::new());
        }
        let width = (self.margin.get() - 2.0 * MARK_ROOM_MM).min(MARKS_MM[1]);
        if width < MARKS_MM[0] {
            return Err(Error::input(
                format!("a margin of {} leaves no room for registration marks", self.margin),
                format!(
                    "Make it {:.1} mm or wider, or leave the marks out.",
                    MARKS_MM[0] + 2.0 * MARK_ROOM_MM
                ),
            ));
        }
        let inner = self.sheet().inset(-self.margin.get() / 2.0);
        let beside = inner.x0 + self.margin.get() + width;
        let middles = [(inner.x0, inner.y0), (beside, inner.y0), (inner.x1, inner.y0), (inner.x1, inner.y1)];
        let middles = middles.into_iter().chain([(inner.x0, inner.y1)]);
        Ok(middles.map(|middle| Circle::new(middle, width / 2.0)).collect())
    }
}

/// The map that turns a design about its middle and lays that at a place.
fn placed(at: Point, turn: Degrees, middle: Vec2) -> Affine {
    let (sin, cos) = libm::sincos(turn.radians());
    Affine::translate(at.to_vec2())
        * Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
        * Affine::translate(-middle)
}

/// A cut line as a ring of points.
fn ring(line: &BezPath) -> Vec<Point> {
    let mut ring: Vec<Point> = Vec::new();
    kurbo::flatten(line, FLATNESS.get(), |element| ring.extend(element.end_point()));
    ring.dedup();
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}
