//! Which rigs hang before which: a charm lies in the least depth that has room for it.

use std::collections::BTreeSet;

use dangle_design::units::Mm;

use super::body::{Body, Seat, Solids, bodies, overlap};
use super::linkage::{Instant, Linkage};
use super::rig::Rig;

/// Charms that would lie in each other by more than this share of the narrower one hang one before the
/// other; by less they push each other aside. A person hanging real charms does the same.
const PUSHED_ASIDE: f64 = 0.2;
/// Anchors nearer to each other than this are one anchor, in mm.
const ONE_ANCHOR: f64 = 1.0;

/// Pairs of rigs, the earlier one first, of which the later hangs before the earlier.
pub(super) type Stacked = BTreeSet<(usize, usize)>;

/// The bodies of all rigs, each in its depth; those of `jammed` were found not to fit side by side.
pub(super) fn layered(rigs: &[Rig], linkages: &[Linkage], jammed: &Stacked) -> Vec<Body> {
    let mut solids = Solids::default();
    let instants: Vec<Instant> = linkages.iter().map(Linkage::straight).collect();
    let mut placed: Vec<Vec<Body>> = Vec::with_capacity(rigs.len());
    for (number, rig) in rigs.iter().enumerate() {
        let flat = bodies(rig, number, 0.0, &mut solids);
        let depth = rig.depth.map_or_else(
            || {
                let under = |other: &usize| {
                    same_anchor(rig, &rigs[*other])
                        || jammed.contains(&(*other, number))
                        || stacked(&flat, &placed[*other], &instants)
                };
                (0..number).filter(under).map(|other| front(&placed[other])).fold(0.0, f64::max)
            },
            Mm::get,
        );
        placed.push(bodies(rig, number, depth, &mut solids));
    }
    placed.into_iter().flatten().collect()
}

/// Whether two rigs hang from one anchor.
pub(super) fn same_anchor(one: &Rig, other: &Rig) -> bool {
    (one.anchor - other.anchor).hypot() < ONE_ANCHOR
}

fn front(bodies: &[Body]) -> f64 {
    bodies.iter().map(|body| body.depth.1).fold(0.0, f64::max)
}

/// Whether a rig that hangs straight covers another so far that it must hang before it.
fn stacked(rig: &[Body], other: &[Body], instants: &[Instant]) -> bool {
    let width = |bodies: &[Body]| {
        let charms = bodies.iter().filter(|body| body.is_charm());
        charms.map(|charm| charm.bounds().width()).fold(f64::INFINITY, f64::min)
    };
    let allowed = PUSHED_ASIDE * width(rig).min(width(other));
    let seat = |body: &Body| Seat::of(&instants[body.rig], body.index);
    rig.iter().any(|a| {
        other
            .iter()
            .any(|b| (a.is_charm() || b.is_charm()) && overlap((a, &seat(a)), (b, &seat(b))) > allowed)
    })
}
