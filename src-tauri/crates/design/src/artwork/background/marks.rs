//! Marks without a figure: what is left of a face that was as white as its ground.

use super::parts::Parts;
use super::region::Region;

/// Most that such marks are of the picture.
const MOST_LEFT: f32 = 0.04;

/// Most of the box round all of them that they fill.
const MOST_FILLED: f32 = 0.5;

/// Least of the boxes round each of them that they fill: eyes are round, handwriting is not.
const LEAST_COMPACT: f32 = 0.35;

/// Whether nothing but some small marks far apart is left without `ground`: eyes, and no face round them.
pub(super) fn leaves_marks_alone(ground: &Region) -> bool {
    let left = (ground.size() - ground.count()) as f32;
    if left > MOST_LEFT * ground.size() as f32 {
        return false;
    }
    let parts = ground.parts_outside();
    let boxes = Boxes::of(ground, &parts, (left / 50.0) as u32);
    boxes.count > 1 && left < MOST_FILLED * boxes.all && left > LEAST_COMPACT * boxes.each
}

/// The boxes round the parts that count.
struct Boxes {
    count: usize,
    /// Area of the box round all of them.
    all: f32,
    /// Areas of the boxes round each, together.
    each: f32,
}

#[derive(Clone, Copy)]
struct Bounds {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

impl Bounds {
    const NONE: Bounds = Bounds { left: usize::MAX, right: 0, top: usize::MAX, bottom: 0 };

    fn with(self, other: Bounds) -> Bounds {
        Bounds {
            left: self.left.min(other.left),
            right: self.right.max(other.right),
            top: self.top.min(other.top),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn area(self) -> f32 {
        (self.right.saturating_sub(self.left) * self.bottom.saturating_sub(self.top)) as f32
    }
}

impl Boxes {
    fn of(ground: &Region, parts: &Parts, least: u32) -> Boxes {
        let mut bounds = vec![Bounds::NONE; parts.areas().len() + 1];
        for at in (0..ground.size()).filter(|&at| !ground.has(at)) {
            let (x, y) = ground.place(at);
            let label = parts.label(at) as usize;
            bounds[label] = bounds[label].with(Bounds { left: x, right: x + 1, top: y, bottom: y + 1 });
        }
        let counted = bounds[1..].iter().zip(parts.areas()).filter(|(_, area)| **area >= least);
        let counted: Vec<Bounds> = counted.map(|(bounds, _)| *bounds).collect();
        Boxes {
            count: counted.len(),
            all: counted.iter().copied().fold(Bounds::NONE, Bounds::with).area(),
            each: counted.iter().map(|bounds| bounds.area()).sum(),
        }
    }
}
