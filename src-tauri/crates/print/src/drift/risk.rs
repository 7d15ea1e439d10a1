//! How likely a drift is to be seen, in one figure.
//!
//! A fault is seen where it is wider than a tenth of a millimetre: an arc minute, the eye's own limit, is
//! that wide at arm's length. For each length of drift the worst of sixteen directions is taken, and the
//! share of the outline along which the fault shows there. Lengths are weighted by how likely they are:
//! print to cut is said to vary by 0.5 mm and up to 1, which is taken as one and two standard deviations;
//! white and colour come from one pass of one machine and are taken to vary by 0.2 mm. Both are estimates
//! without a source, so of low confidence. A drift shows on one side of a charm, half of its outline at
//! most, so half of it is 100.

use kurbo::Vec2;

use super::field::{Edge, Field};

/// What is wider than this is seen, in millimetres.
pub(super) const SEEN_MM: f64 = 0.1;
/// Ink without white behind it is still ink: its rim is seen from this width on, in millimetres.
const RIM_SEEN_MM: f64 = 0.5;
/// How much a bare rim counts beside white that peeks out.
const RIM_COUNTS: f64 = 0.25;
/// The drift of white to colour that is usual, in millimetres.
const USUAL_WHITE_MM: f64 = 0.2;
/// The drift of print to cut that is usual, in millimetres.
const USUAL_CUT_MM: f64 = 0.5;
/// The drifts that are tried, in tenths of a millimetre.
const TENTHS: std::ops::RangeInclusive<u8> = 2..=10;
/// As many directions are tried.
const DIRECTIONS: u8 = 16;

/// The plates' edges, as far as drift goes.
pub(super) struct Layers {
    pub(super) art: Field,
    pub(super) white: Option<Field>,
    pub(super) body: Field,
}

impl Layers {
    /// The risk that white peeks out or colour stands bare when the white drifts against the colour, 0 to
    /// 100; the white pulled in by `choke` more millimetres.
    pub(super) fn white_risk(&self, choke: f64) -> f64 {
        let Some(white) = &self.white else { return 0.0 };
        let inside: Vec<&Edge> = self.art.edges.iter().filter(|edge| self.body.at(edge.at) > 0.0).collect();
        let all = length(inside.iter().copied());
        risk(USUAL_WHITE_MM, &|by| {
            let peeks = |edge: &&&Edge| white.at(edge.at + edge.out * SEEN_MM - by) > choke;
            let bare = |edge: &&&Edge| {
                white.at(edge.at - edge.out * RIM_SEEN_MM - by) < choke
                    // Where there is no white by intent, none is missed.
                    && white.at(edge.at - edge.out * RIM_SEEN_MM) > 0.0
            };
            let share = |shown: &dyn Fn(&&&Edge) -> bool| length(inside.iter().filter(shown).copied()) / all;
            share(&peeks) + RIM_COUNTS * share(&bare)
        })
    }

    /// The risk that art is cut off, or that art meant to run to the edge ends before it, when the print
    /// drifts against the cut, 0 to 100; the border `border` millimetres wider.
    pub(super) fn cut_risk(&self, border: f64) -> f64 {
        let whole: Vec<&Edge> = self.art.edges.iter().filter(|edge| self.body.at(edge.at) > 0.0).collect();
        let bled: Vec<&Edge> = self.body.edges.iter().filter(|edge| self.art.at(edge.at) > 0.0).collect();
        let all = length(whole.iter().chain(&bled).copied());
        risk(USUAL_CUT_MM, &|by| {
            let off = |edge: &&&Edge| self.body.at(edge.at + by) + border < -SEEN_MM;
            let short = |edge: &&&Edge| self.art.at(edge.at - by - edge.out * (SEEN_MM - border)) < 0.0;
            (length(whole.iter().filter(off).copied()) + length(bled.iter().filter(short).copied())) / all
        })
    }
}

impl Layers {
    /// The area along the cut that art runs over by intent and ends before when it is moved, in mm².
    pub(super) fn unprinted(&self, by: Vec2) -> f64 {
        let bled = self.body.edges.iter().filter(|edge| self.art.at(edge.at) > SEEN_MM);
        bled.map(|edge| edge.length * (-self.art.at(edge.at - by)).max(0.0)).sum()
    }
}

fn length<'a>(edges: impl Iterator<Item = &'a Edge>) -> f64 {
    edges.map(|edge| edge.length).sum()
}

/// The weighted mean over the lengths, of the worst direction's share.
fn risk(usual: f64, share: &dyn Fn(Vec2) -> f64) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for tenths in TENTHS {
        let mm = f64::from(tenths) / 10.0;
        let turn = std::f64::consts::TAU / f64::from(DIRECTIONS);
        let shares = (0..DIRECTIONS).map(|step| share(Vec2::from_angle(f64::from(step) * turn) * mm));
        let weight = (-0.5 * (mm / usual).powi(2)).exp();
        sum += weight * shares.filter(|share| share.is_finite()).fold(0.0, f64::max);
        weights += weight;
    }
    (200.0 * sum / weights).min(100.0)
}
