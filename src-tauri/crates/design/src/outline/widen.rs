//! Necks made as wide as the person asks.

use kurbo::Point;

use super::body::{Body, Graft};
use super::hand::Hand;
use super::neck::{Narrow, stretches};

/// Puts discs on every cross-section below `least`, and says how many necks there were.
pub(crate) fn widen(body: &mut Body, least: f64, fillet: f64, hand: &Hand) -> usize {
    /// Between discs, in mm: their scallops are a few micrometres deep.
    const APART: f64 = 0.3;
    /// Necks this close to the limit are as wide as any cutter can tell, in mm.
    const NEARLY: f64 = 0.02;
    /// What fitting curves may take from either side, in mm: the neck is to be as wide as asked after it.
    const FITTED: f64 = 0.01;
    let mut widened = 0;
    for round in 0..3 {
        let mut necks = if least > NEARLY { stretches(&body.rings, least - NEARLY) } else { vec![] };
        necks.retain(|neck| !hand.locks_at(neck.narrowest.middle()));
        if necks.is_empty() {
            break;
        }
        if round == 0 {
            widened = necks.len();
        }
        let mut middles: Vec<Point> = Vec::new();
        let sections =
            necks.iter().flat_map(|neck| [neck.narrowest].into_iter().chain(neck.sections.iter().copied()));
        for middle in sections.map(|section: Narrow| section.middle()) {
            if middles.iter().all(|other| other.distance(middle) > APART) {
                middles.push(middle);
            }
        }
        let discs: Vec<Graft> =
            middles.into_iter().map(|middle| Graft::disc(middle, least / 2.0 + FITTED)).collect();
        body.graft(&discs, fillet);
    }
    widened
}
