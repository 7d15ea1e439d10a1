//! Drift: what shows when white, colour and cut do not lie on each other as they were drawn.

mod areas;
mod field;
mod picture;
mod risk;

use dangle_design::artwork::Picture;
use dangle_design::shape::CharmShape;
use dangle_design::units::{Mm, dpi};
use dangle_design::{Job, Result};
use kurbo::Vec2;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::plates::Plates;
use crate::recipe::Recipe;
use field::Field;
use risk::Layers;

/// What lies elsewhere than it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "Press.ts")]
#[serde(rename_all = "snake_case")]
pub enum Moves {
    /// The white, against the colour.
    White,
    /// The print, white and colour, against the cut.
    Print,
}

/// What a drift of that length and direction shows.
#[derive(Clone, Debug)]
pub struct Drift {
    /// The figures.
    pub report: DriftReport,
    /// The charm as it would come out, over the bleed box.
    pub picture: Picture,
    /// The picture's pixels a millimetre.
    pub px_per_mm: f64,
    /// Where the picture lies, from the outline's top left: x, y, width, height in millimetres.
    pub frame_mm: [f64; 4],
}

/// The figures of a drift.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Press.ts")]
pub struct DriftReport {
    /// What moved.
    pub moves: Moves,
    /// How far to the right and down, in millimetres.
    pub by_mm: [f64; 2],
    /// White that peeks out past the colour, in mm².
    pub white_peeks_mm2: f64,
    /// Colour with no white behind it, in mm², beyond what the choke leaves bare by intent.
    pub bare_mm2: f64,
    /// Artwork that is cut off, in mm², beyond the bleed that is meant to be.
    pub cut_off_mm2: f64,
    /// Places at the edge that should be printed and are not, in mm².
    pub unprinted_mm2: f64,
    /// How likely a drift of the white is to be seen, 0 to 100.
    pub white_risk: f64,
    /// How likely a drift of the cut is to be seen, 0 to 100.
    pub cut_risk: f64,
    /// How grave the greater of the two is.
    pub level: RiskLevel,
    /// What would lower them.
    pub advice: Vec<DriftAdvice>,
}

/// How grave a risk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[ts(export_to = "Press.ts")]
#[serde(rename_all = "snake_case")]
pub enum RiskLevel {
    /// Below 15: usual drift is not seen.
    Low,
    /// Below 40: usual drift is seen by whoever looks for it.
    Medium,
    /// From 40 on: usual drift is seen by anyone.
    High,
}

impl RiskLevel {
    fn of(risk: f64) -> RiskLevel {
        match risk {
            ..LOW => RiskLevel::Low,
            ..MEDIUM => RiskLevel::Medium,
            _ => RiskLevel::High,
        }
    }
}

/// A change that lowers a risk, worked out by making it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Press.ts")]
pub struct DriftAdvice {
    /// What is changed.
    pub change: DriftChange,
    /// By how many millimetres.
    pub by_mm: f64,
    /// The risk before.
    pub before: f64,
    /// The risk after.
    pub after: f64,
}

/// What can be changed against drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Press.ts")]
#[serde(rename_all = "snake_case")]
pub enum DriftChange {
    /// The white is pulled in more.
    Choke,
    /// The border between artwork and cut is made wider.
    Border,
}

/// Risks below this are low.
const LOW: f64 = 15.0;
/// Risks below this are medium.
const MEDIUM: f64 = 40.0;
/// Farthest drift that is shown: what vendors' cutters are said to stay within.
pub const FARTHEST_DRIFT: Mm = Mm::new(1.0);
/// Pixels a millimetre that distances are measured on.
const PER_MM: f64 = 10.0;
/// Most pixels of the plates that are measured.
const MOST_PIXELS: f64 = 1.5e6;
/// Advice that takes less than this share off a risk is none.
const WORTH_IT: f64 = 0.8;

/// What shows when something lies `by` millimetres, at most 1, to the right and down of where it should.
///
/// # Errors
/// `Input` when the drift is farther; those of [`Plates::derive`]; `Cancelled`.
pub fn drift(shape: &CharmShape, recipe: &Recipe, moves: Moves, by: [Mm; 2], job: &Job<'_>) -> Result<Drift> {
    job.step(0, 2)?;
    for length in by {
        Mm::within("the drift", length.get().abs(), Mm::ZERO, FARTHEST_DRIFT)?;
    }
    let by = Vec2::new(by[0].get(), by[1].get());
    let bleed = crate::geometry::PageBoxes::round(shape.outline.size, &recipe.page).bleed;
    let per_mm = PER_MM.min((MOST_PIXELS / bleed.area()).sqrt());
    let plates = Plates::at_dpi(shape, recipe, dpi(per_mm))?;
    job.step(1, 2)?;
    let stack = areas::Stack::of(&plates);
    let areas = stack.moved(moves, by);
    let layers = Layers {
        art: Field::of(&stack.art, plates.grid),
        white: stack.white.as_ref().map(|white| Field::of(white, plates.grid)),
        body: Field::of(&stack.body, plates.grid),
    };
    let (white_risk, cut_risk) = (layers.white_risk(0.0), layers.cut_risk(0.0));
    let report = DriftReport {
        moves,
        by_mm: [by.x, by.y],
        white_peeks_mm2: rounded(areas.white_peeks),
        bare_mm2: rounded(areas.bare),
        cut_off_mm2: rounded(areas.cut_off),
        unprinted_mm2: rounded(if moves == Moves::Print { layers.unprinted(by) } else { 0.0 }),
        white_risk: rounded(white_risk),
        cut_risk: rounded(cut_risk),
        level: RiskLevel::of(white_risk.max(cut_risk)),
        advice: advice(&layers, white_risk, cut_risk),
    };
    let picture = picture::picture(&plates, &stack, shape.body.colour, moves, by)?;
    job.step(2, 2)?;
    Ok(Drift { report, picture, px_per_mm: plates.grid.per_mm, frame_mm: plates.grid.frame_mm() })
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

/// The least change that makes each risk low, or the best there is.
fn advice(layers: &Layers, white_risk: f64, cut_risk: f64) -> Vec<DriftAdvice> {
    let try_out = |change, before: f64, step: f64, steps: u8, after: &dyn Fn(f64) -> f64| {
        if before < LOW {
            return None;
        }
        let tried: Vec<(f64, f64)> =
            (1..=steps).map(|count| f64::from(count) * step).map(|by| (by, after(by))).collect();
        let enough = tried.iter().find(|(_, risk)| *risk < LOW);
        let best = enough.or_else(|| tried.iter().min_by(|a, b| a.1.total_cmp(&b.1)))?;
        let (by, after) = *best;
        (after < WORTH_IT * before).then(|| DriftAdvice {
            change,
            by_mm: rounded(by),
            before: rounded(before),
            after: rounded(after),
        })
    };
    let choke = try_out(DriftChange::Choke, white_risk, 0.05, 10, &|by| layers.white_risk(by));
    let border = try_out(DriftChange::Border, cut_risk, 0.1, 20, &|by| layers.cut_risk(by));
    choke.into_iter().chain(border).collect()
}
