//! Charms drawn with exact measures: for each check one that triggers it and one that just passes.

use std::sync::Arc;

use dangle_design::artwork::{Picture, Subject};
use dangle_design::id::{BlobHash, CharmId, FontId, ProcessId, TextId};
use dangle_design::process::{CheckCode, Confidence, Limit, Process, Source};
use dangle_design::project::{
    Charm, Font, HolePlace, HoleShape, HoleSpec, OutlineStyle, OwnLimit, Size, SizeBy, Spot, Text,
};
use dangle_design::shape::{CharmShape, Quality, derive};
use dangle_design::units::{Degrees, Mm, Rgb};
use dangle_design::{Job, Result};

/// A charm with its artwork and what it is held against.
#[derive(Clone)]
pub(crate) struct Drawn {
    pub(crate) name: String,
    pub(crate) charm: Charm,
    pub(crate) own: Vec<OwnLimit>,
    picture: Picture,
    /// Limits the process does not have itself.
    limits: Vec<Limit>,
}

/// A charm that triggers a check, and one that just passes.
pub(crate) struct Pair {
    pub(crate) code: CheckCode,
    pub(crate) bad: Drawn,
    pub(crate) good: Drawn,
    /// What the check must find in each, where the drawing says it exactly.
    pub(crate) values: Option<[f64; 2]>,
    /// How exactly.
    pub(crate) within: f64,
}

impl Drawn {
    /// Everything that follows from the charm.
    pub(crate) fn shape(&self, charm: &Charm) -> Result<Arc<CharmShape>> {
        let mut process = acrylic();
        process.limits.extend(self.limits.iter().cloned());
        let process = process.with_own(&self.own);
        let subject = Subject::from_picture(self.picture.clone(), &charm.artwork, &Job::silent())?;
        derive(charm, &process, &subject, Quality::Final, &Job::silent()).map(Arc::new)
    }
}

fn acrylic() -> Process {
    Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap()
}

/// How deep a place lies in the drawing, and its colour there. Lengths are in mm.
type Ink<'a> = &'a dyn Fn(f64, f64) -> (f64, [u8; 3]);

const PINK: [u8; 3] = [235, 150, 170];
const DARK: [u8; 3] = [30, 20, 40];

/// A drawing of `wide` × `high` mm at that many pixels a millimetre, with edges one pixel soft.
fn picture(wide: f64, high: f64, per_mm: f64, ink: Ink<'_>) -> Picture {
    let (width, height) = ((wide * per_mm).round() as usize, (high * per_mm).round() as usize);
    let pixel = |index: usize| {
        let at = |pixel: usize| (pixel as f64 + 0.5) / per_mm;
        let (depth, [r, g, b]) = ink(at(index % width), at(index / width));
        [r, g, b, ((depth * per_mm + 0.5).clamp(0.0, 1.0) * 255.0).round() as u8]
    };
    Picture::new(width as u32, height as u32, (0..width * height).flat_map(pixel).collect())
}

fn disc(x: f64, y: f64, cx: f64, cy: f64, r: f64) -> f64 {
    r - (x - cx).hypot(y - cy)
}

fn rect(x: f64, y: f64, [x0, y0, x1, y1]: [f64; 4]) -> f64 {
    (x - x0).min(x1 - x).min(y - y0).min(y1 - y)
}

/// A charm of a drawing whose artwork is `art_wide` mm wide, with a border and nothing else.
fn bare(name: &str, art_wide: f64, border: f64, picture: Picture) -> Drawn {
    let id = CharmId::new("c").unwrap();
    let mut charm = Charm::new(id, name.to_owned(), BlobHash::of(name.as_bytes()), &acrylic());
    charm.size = Size { length: Mm::new(art_wide + 2.0 * border), by: SizeBy::Width };
    charm.outline.border = Mm::new(border);
    charm.outline.smoothing = Mm::ZERO;
    charm.outline.least_neck = Mm::ZERO;
    charm.outline.holes.clear();
    Drawn { name: name.to_owned(), charm, own: Vec::new(), picture, limits: Vec::new() }
}

/// A pink disc of 40 mm with a border.
fn plate(name: &str, border: f64) -> Drawn {
    let drawing = picture(44.0, 44.0, 12.0, &|x, y| (disc(x, y, 22.0, 22.0, 20.0), PINK));
    bare(name, 40.0, border, drawing)
}

/// A disc that is cut so far inside its edge.
fn tight(bleed: f64) -> Drawn {
    let mut drawn = plate("tight", 0.0);
    drawn.charm.outline.style = OutlineStyle::Tight;
    drawn.charm.outline.bleed = Mm::new(bleed);
    drawn
}

/// The same with a hole.
fn holed(name: &str, change: impl Fn(&mut HoleSpec)) -> Drawn {
    let mut drawn = plate(name, 2.0);
    let mut hole = HoleSpec::straight(&acrylic());
    change(&mut hole);
    drawn.charm.outline.holes = vec![hole];
    drawn
}

fn pair(code: CheckCode, values: [f64; 2], within: f64, draw: impl Fn(f64) -> Drawn) -> Pair {
    Pair { code, bad: draw(values[0]), good: draw(values[1]), values: Some(values), within }
}

/// A pair for every check of this crate.
pub(crate) fn pairs() -> Vec<Pair> {
    vec![
        pair(CheckCode::Neck, [1.9, 3.05], 0.05, dumbbell),
        pair(CheckCode::Neck, [2.1, 3.05], 0.05, dumbbell),
        pair(CheckCode::Gap, [0.8, 1.1], 0.05, fork),
        pair(CheckCode::Corner, [0.35, 0.65], 0.15, elbow),
        pair(CheckCode::HoleWall, [1.9, 2.55], 0.05, |wall| holed("wall", |hole| hole.wall = Mm::new(wall))),
        pair(CheckCode::Hole, [1.9, 2.05], 0.01, |wide| {
            holed("hole", |hole| hole.shape = HoleShape::Round { diameter: Mm::new(wide) })
        }),
        Pair { code: CheckCode::Hang, bad: crooked(2.5), good: crooked(0.5), values: None, within: 0.0 },
        pair(CheckCode::Size, [24.0, 25.1], 0.01, small),
        pair(CheckCode::Resolution, [279.4, 304.8], 3.0, coarse),
        pair(CheckCode::Line, [0.2, 0.3], 0.03, dark_line),
        pair(CheckCode::Line, [0.2, 0.3], 0.03, antenna),
        pair(CheckCode::TextHeight, [1.2, 1.35], 0.01, lettered),
        pair(CheckCode::Speck, [0.4, 0.6], 0.03, dotted),
        pair(CheckCode::White, [70.0, 82.0], 1.5, choked),
        pair(CheckCode::Colours, [9.0, 8.0], 0.0, striped),
        pair(CheckCode::Bleed, [0.9, 1.05], 0.05, tight),
        pair(CheckCode::Safe, [1.4, 1.55], 0.03, |border| plate("close", border)),
    ]
}

/// Two discs on a bar; the neck is the bar and the border on both its sides.
fn dumbbell(neck: f64) -> Drawn {
    let half = neck / 2.0 - 0.5;
    let drawing = picture(48.0, 20.0, 20.0, &|x, y| {
        let discs = disc(x, y, 10.0, 10.0, 8.0).max(disc(x, y, 38.0, 10.0, 8.0));
        (discs.max(rect(x, y, [10.0, 10.0 - half, 38.0, 10.0 + half])), PINK)
    });
    bare("dumbbell", 44.0, 0.5, drawing)
}

/// A block with a slot in its top.
fn fork(gap: f64) -> Drawn {
    let half = gap / 2.0 + 1.6;
    let drawing = picture(34.0, 26.0, 20.0, &|x, y| {
        let block = rect(x, y, [2.0, 2.0, 32.0, 24.0]);
        (block.min(-rect(x, y, [17.0 - half, -9.0, 17.0 + half, 14.0])), PINK)
    });
    bare("fork", 30.0, 1.6, drawing)
}

/// A block with one quarter cut away, the corner rounded.
fn elbow(radius: f64) -> Drawn {
    let round = radius + 1.6;
    let drawing = picture(34.0, 34.0, 20.0, &|x, y| {
        let block = rect(x, y, [2.0, 2.0, 32.0, 32.0]);
        // The quarter, its inner corner at (16, 16) a quarter circle.
        let (dx, dy) = (x - 16.0 - round, y - 16.0 - round);
        let quarter = if dx < 0.0 && dy < 0.0 { round - dx.hypot(dy) } else { (x - 16.0).min(y - 16.0) };
        (block.min(-quarter), PINK)
    });
    bare("elbow", 30.0, 1.6, drawing)
}

fn crooked(shift: f64) -> Drawn {
    let place = HolePlace::Hang { angle: Degrees::ZERO, shift: Mm::new(shift) };
    holed("crooked", |hole| hole.place = place)
}

fn small(length: f64) -> Drawn {
    let mut drawn = plate("small", 1.6);
    drawn.charm.size = Size { length: Mm::new(length), by: SizeBy::Longest };
    drawn
}

fn coarse(dpi: f64) -> Drawn {
    let drawing = picture(44.0, 44.0, dpi / 25.4, &|x, y| (disc(x, y, 22.0, 22.0, 20.0), PINK));
    bare("coarse", 40.0, 2.0, drawing)
}

/// A dark line on a pale disc.
fn dark_line(width: f64) -> Drawn {
    let drawing = picture(34.0, 34.0, 25.0, &|x, y| {
        let line = rect(x, y, [9.0, 17.0 - width / 2.0, 25.0, 17.0 + width / 2.0]);
        let dark = (line * 25.0 + 0.5).clamp(0.0, 1.0);
        let mixed = |channel: usize| {
            (f64::from(PINK[channel]) + (f64::from(DARK[channel]) - f64::from(PINK[channel])) * dark) as u8
        };
        (disc(x, y, 17.0, 17.0, 15.0), [mixed(0), mixed(1), mixed(2)])
    });
    bare("dark line", 30.0, 2.0, drawing)
}

/// A disc with a thin rod.
fn antenna(width: f64) -> Drawn {
    let drawing = picture(34.0, 40.0, 25.0, &|x, y| {
        let rod = rect(x, y, [17.0 - width / 2.0, 2.0, 17.0 + width / 2.0, 20.0]);
        (disc(x, y, 17.0, 23.0, 15.0).max(rod), PINK)
    });
    bare("antenna", 30.0, 2.0, drawing)
}

/// A disc with words whose capitals are that high.
fn lettered(capitals: f64) -> Drawn {
    let mut drawn = plate("lettered", 2.0);
    drawn.charm.texts = vec![Text {
        id: TextId::new("t").unwrap(),
        words: "MOCHI".to_owned(),
        translations: std::collections::BTreeMap::new(),
        font: Font::Bundled { font: FontId::new("figtree").unwrap() },
        em: capitals / 0.7 / 44.0,
        colour: Rgb(DARK),
        halo: None,
        at: Spot { u: 0.5, v: 0.5 },
        turn: Degrees::ZERO,
        bend: Degrees::ZERO,
    }];
    drawn
}

/// A disc and a dot of that diameter below it.
fn dotted(diameter: f64) -> Drawn {
    let drawing = picture(34.0, 40.0, 25.0, &|x, y| {
        (disc(x, y, 17.0, 17.0, 15.0).max(disc(x, y, 17.0, 35.0, diameter / 2.0)), PINK)
    });
    bare("dotted", 30.0, 2.0, drawing)
}

/// A ring of 1 mm, with a choke that leaves so many per cent of it white.
fn choked(percent: f64) -> Drawn {
    let drawing = picture(44.0, 44.0, 20.0, &|x, y| {
        (disc(x, y, 22.0, 22.0, 20.0).min(-disc(x, y, 22.0, 22.0, 19.0)), PINK)
    });
    let mut drawn = bare("choked", 40.0, 2.0, drawing);
    drawn.charm.choke = Mm::new((100.0 - percent) / 200.0);
    drawn
}

/// Stripes of so many colours, for a process that has few.
fn striped(colours: f64) -> Drawn {
    const STRIPES: [[u8; 3]; 9] = [
        [220, 40, 50],
        [240, 150, 40],
        [250, 230, 80],
        [70, 160, 70],
        [60, 180, 220],
        [40, 60, 160],
        [130, 50, 140],
        [240, 240, 240],
        [20, 20, 20],
    ];
    let drawing = picture(40.0, 24.0, 12.0, &|x, y| {
        let stripe = ((x - 2.0) / 36.0 * colours).clamp(0.0, colours - 1.0);
        (rect(x, y, [2.0, 2.0, 38.0, 22.0]), STRIPES[stripe as usize])
    });
    let mut drawn = bare("striped", 36.0, 2.0, drawing);
    drawn.limits.push(Limit {
        check: CheckCode::Colours,
        unit: CheckCode::Colours.unit().to_owned(),
        warn_below: None,
        error_below: None,
        warn_above: Some(8.0),
        error_above: None,
        source: Source { text: "test".to_owned(), confidence: Confidence::Low },
    });
    drawn
}
