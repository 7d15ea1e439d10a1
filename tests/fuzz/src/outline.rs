//! A mask and a wish told by bytes, and what must hold of the outline they give.

use dangle_design::ErrorCode;
use dangle_design::artwork::Picture;
use dangle_design::artwork::{Subject, trace};
use dangle_design::kurbo::{PathEl, Shape};
use dangle_design::process::CheckCode;
use dangle_design::project::{
    Charm, Cutouts, HolePlace, HoleShape, HoleSits, HoleSpec, OutlineEdit, OutlineStyle, Rim, Size, SizeBy,
    Spot,
};
use dangle_design::shape::{CharmShape, Severity};
use dangle_design::units::{Degrees, Mm};

use crate::sound::{charm, flat, is_apart, shape_of, winding};

/// The longest side of a mask, in pixels.
const SIDE: u8 = 96;

/// The bytes, one after the other; zero when there are no more.
struct Bytes<'a>(std::slice::Iter<'a, u8>);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or(0)
    }

    fn below(&mut self, past: u8) -> usize {
        usize::from(self.next() % past)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * f64::from(self.next()) / 255.0
    }

    fn mm(&mut self, low: f64, high: f64) -> Mm {
        Mm::new(self.between(low, high))
    }

    fn spot(&mut self) -> Spot {
        Spot { u: self.between(-0.3, 1.3), v: self.between(-0.3, 1.3) }
    }

    fn edit(&mut self) -> OutlineEdit {
        let at = self.spot();
        match self.below(5) {
            0 => OutlineEdit::Pull { at, by: self.mm(-8.0, 8.0), reach: self.mm(0.2, 15.0) },
            1 => OutlineEdit::Bridge { from: at, to: self.spot(), width: self.mm(0.5, 8.0) },
            2 => OutlineEdit::NoBridge { at },
            3 => OutlineEdit::Smooth { at, reach: self.mm(0.2, 15.0), radius: self.mm(0.0, 6.0) },
            _ => OutlineEdit::Lock { at, reach: self.mm(0.2, 15.0) },
        }
    }

    fn hole(&mut self, mut hole: HoleSpec) -> HoleSpec {
        let flags = self.next();
        hole.place = if flags & 1 == 0 {
            HolePlace::Hang { angle: Degrees::new(self.between(-40.0, 40.0)), shift: Mm::ZERO }
        } else {
            HolePlace::Near { at: self.spot() }
        };
        if flags & 2 != 0 {
            hole.shape = HoleShape::Slot { length: self.mm(3.0, 10.0), width: Mm::new(2.0) };
        }
        hole.sits = if flags & 4 == 0 { HoleSits::Tab } else { HoleSits::Inside };
        hole
    }

    fn charm(&mut self) -> Charm {
        const STYLES: [OutlineStyle; 8] = [
            OutlineStyle::Border,
            OutlineStyle::Tight,
            OutlineStyle::Soft,
            OutlineStyle::Circle,
            OutlineStyle::Square,
            OutlineStyle::Heart,
            OutlineStyle::Shield,
            OutlineStyle::Ticket,
        ];
        let mut charm = charm();
        // Small, for speed: what goes wrong goes wrong at any size.
        charm.size = Size { length: self.mm(18.0, 32.0), by: SizeBy::Longest };
        let hole = charm.outline.holes[0];
        let outline = &mut charm.outline;
        outline.style = STYLES[self.below(8)];
        outline.border = self.mm(0.0, 4.0);
        outline.bleed = self.mm(0.0, 2.0);
        outline.smoothing = self.mm(0.0, 5.0);
        outline.join = self.mm(0.0, 6.0);
        outline.least_neck = self.mm(0.0, 4.0);
        outline.cutouts = if self.below(2) == 0 { Cutouts::Filled } else { Cutouts::Kept };
        outline.rim = if self.below(2) == 0 { Rim::Clear } else { Rim::White };
        outline.holes = (0..self.below(4)).map(|_| self.hole(hole)).collect();
        outline.edits = (0..self.below(4)).map(|_| self.edit()).collect();
        charm
    }

    /// Bits, greys, or discs and rings that others are drawn over.
    fn mask(&mut self) -> Picture {
        let (kind, width, height) = (self.below(3), 1 + self.below(SIDE), 1 + self.below(SIDE));
        let mut alpha = vec![0; width * height];
        match kind {
            0 => {
                let mut byte = 0;
                for (index, alpha) in alpha.iter_mut().enumerate() {
                    byte = if index % 8 == 0 { self.next() } else { byte << 1 };
                    *alpha = if byte & 128 == 0 { 0 } else { 255 };
                }
            }
            1 => alpha.iter_mut().for_each(|alpha| *alpha = self.next()),
            _ => {
                while !self.0.as_slice().is_empty() {
                    self.stamp(&mut alpha, width);
                }
            }
        }
        let rgba = alpha.into_iter().flat_map(|alpha| [200, 40, 90, alpha]).collect();
        Picture::new(width as u32, height as u32, rgba)
    }

    /// A disc or a ring, opaque or clear, with an edge one pixel soft.
    fn stamp(&mut self, alpha: &mut [u8], width: usize) {
        let side = f64::from(SIDE);
        let (flags, x, y) = (self.next(), self.between(-8.0, side + 8.0), self.between(-8.0, side + 8.0));
        let (radius, line) = (self.between(0.3, side / 2.0), self.between(0.5, 12.0));
        for (index, alpha) in alpha.iter_mut().enumerate() {
            let (dx, dy) = ((index % width) as f64 + 0.5 - x, (index / width) as f64 + 0.5 - y);
            let inside = radius - dx.hypot(dy);
            let depth = if flags & 1 == 0 { inside } else { line / 2.0 - inside.abs() };
            let covered = (depth + 0.5).clamp(0.0, 1.0) * 255.0;
            *alpha =
                if flags & 2 == 0 { (*alpha).max(covered as u8) } else { (*alpha).min(255 - covered as u8) };
        }
    }
}

/// Derives the charm that the bytes tell, and panics where it is not sound.
pub fn hold(bytes: &[u8]) {
    let mut bytes = Bytes(bytes.iter());
    let (charm, picture) = (bytes.charm(), bytes.mask());
    let Ok(rings) = trace(&picture) else { return };
    let subject = Subject::traced(picture, rings);
    match shape_of(&charm, &subject) {
        Ok(shape) => assert_valid(&charm, &shape),
        Err(error) => {
            assert_eq!(error.code(), ErrorCode::Input, "{error}");
            crate::assert_refused(&error);
        }
    }
}

/// Whether the check says that the charm cannot be made for want of material round a hole.
fn is_told(shape: &CharmShape) -> bool {
    shape.checks.iter().any(|check| check.code == CheckCode::HoleWall && check.severity == Severity::Error)
}

fn assert_valid(charm: &Charm, shape: &CharmShape) {
    let outline = &shape.outline;
    let mut all = flat(&outline.cut);
    assert_eq!(all.len(), 1, "one ring");
    assert!(matches!(outline.cut.elements().last(), Some(PathEl::ClosePath)), "closed");
    assert!(outline.cut.area() > 0.0, "clockwise");
    for hole in &outline.holes {
        assert_eq!(winding(&all, hole.center), 1, "a hole lies in the material");
        // One that is too long for its charm reaches beyond the line, and the person is told.
        assert!(hole.wall.get() > 0.0 || is_told(shape), "{hole:?}");
    }
    for cutout in &outline.cutouts {
        let ring = flat(cutout).remove(0);
        assert!(cutout.area() > 0.5, "cut-outs run clockwise and are worth a cut");
        assert!(ring.iter().all(|point| winding(&all[..1], *point) == 1), "a cut-out lies in the material");
        all.push(ring);
    }
    assert!(is_apart(&all), "no ring crosses itself or another");
    let longest = outline.size.width.max(outline.size.height);
    assert!((longest - charm.size.length.get()).abs() < 0.02, "{longest} is not {}", charm.size.length);
    assert!(outline.area_mm2 > 0.0 && shape.hang.mass_g > 0.0);
}
