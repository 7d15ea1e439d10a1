//! Rigs by hand: discs and bars of known mass on the usual clasp, ring, link and ring.

use dangle_design::units::{Degrees, Mm};
use dangle_mockup::motion::{Bob, Part, Rig};
use kurbo::Point;

/// 3 mm of acrylic weighs this much a mm², in grams.
const ACRYLIC: f64 = 3.0 * 1.19e-3;

/// A disc hung `reach` above its middle.
pub(crate) fn disc(radius: f64, reach: f64) -> Bob {
    let outline = (0..72).map(|corner| {
        let (sin, cos) = libm::sincos(f64::from(corner) * std::f64::consts::TAU / 72.0);
        Point::new(radius * cos, reach + radius * sin)
    });
    let mass_g = std::f64::consts::PI * radius * radius * ACRYLIC;
    Bob {
        outline: outline.collect(),
        mass_g,
        reach: Mm::new(reach),
        inertia: mass_g * radius * radius / 2.0,
        thickness: Mm::new(3.0),
        yaw: Degrees::ZERO,
    }
}

/// Clasp, ring, link and ring of the usual sizes.
pub(crate) fn usual_parts() -> Vec<Part> {
    let part = |length: f64, mass_g: f64, radius: f64| Part::rigid(Mm::new(length), mass_g, Mm::new(radius));
    vec![part(32.0, 6.0, 5.5), part(4.0, 0.15, 3.0), part(6.0, 0.2, 2.4), part(6.2, 0.2, 3.6)]
}

/// `charms` discs of 20 mm radius on one ring, on the usual parts, at `x`.
pub(crate) fn hung_at(x: f64, charms: usize) -> Rig {
    Rig {
        anchor: Point::new(x, 0.0),
        parts: usual_parts(),
        charms: vec![disc(20.0, 17.0); charms],
        depth: None,
    }
}

/// A row of rigs, `apart` from each other.
pub(crate) fn row(count: usize, apart: f64) -> Vec<Rig> {
    (0..count).map(|index| hung_at(index as f64 * apart, 1)).collect()
}
