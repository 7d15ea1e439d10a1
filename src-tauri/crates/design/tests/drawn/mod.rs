//! Charms drawn with exact measures: for each check one just past its limit and one just within it.

use std::sync::Arc;

use dangle_design::artwork::{Picture, Subject};
use dangle_design::id::{BlobHash, CharmId, FontId, ProcessId, TextId};
use dangle_design::process::{CheckCode, Confidence, Limit, Process, Source};
use dangle_design::project::{
    Charm, Font, HolePlace, HoleShape, HoleSpec, OutlineStyle, OwnLimit, Size, SizeBy, Spot, Text,
};
use dangle_design::shape::{CharmShape, Quality, Severity, derive};
use dangle_design::units::{Degrees, Mm, Rgb};
use dangle_design::{Job, Result, lettering};

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

/// Two charms that are drawn alike, one just past a limit and one just within it.
pub(crate) struct Pair {
    pub(crate) code: CheckCode,
    /// The limit that is meant.
    pub(crate) limit: f64,
    /// How bad the charm past it is; the other is less bad.
    pub(crate) severity: Severity,
    pub(crate) bad: Drawn,
    pub(crate) good: Drawn,
    /// What the check must find in each.
    pub(crate) values: [f64; 2],
    /// How exactly.
    pub(crate) within: f64,
}

impl Drawn {
    /// Everything that follows from the charm.
    pub(crate) fn shape(&self, charm: &Charm) -> Result<Arc<CharmShape>> {
        let mut process = Process::load(&charm.process)?;
        process.limits.extend(self.limits.iter().cloned());
        let process = process.with_own(&self.own);
        let bare = Subject::from_picture(self.picture.clone(), &charm.artwork, &Job::silent())?;
        let (texts, language) = (&charm.texts, charm.language.as_deref());
        let subject = lettering::lettered(bare, texts, language, &|_| unreachable!("bundled fonts only"))?;
        derive(charm, &process, &subject, Quality::Final, &Job::silent()).map(Arc::new)
    }
}

fn process(id: &str) -> Process {
    Process::load(&ProcessId::new(id).unwrap()).unwrap()
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
    bare_by("acrylic-clear", name, art_wide, border, picture)
}

/// The same by another process.
fn bare_by(made_by: &str, name: &str, art_wide: f64, border: f64, picture: Picture) -> Drawn {
    let id = CharmId::new("c").unwrap();
    let mut charm = Charm::new(id, name.to_owned(), BlobHash::of(name.as_bytes()), &process(made_by));
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
    let mut hole = HoleSpec::straight(&process("acrylic-clear"));
    change(&mut hole);
    drawn.charm.outline.holes = vec![hole];
    drawn
}

/// A pair that is drawn for two values, just past the limit at which a finding gets that severity and just
/// within it.
fn pair(
    code: CheckCode,
    (severity, limit): (Severity, f64),
    values: [f64; 2],
    within: f64,
    draw: impl Fn(f64) -> Drawn,
) -> Pair {
    Pair { code, limit, severity, bad: draw(values[0]), good: draw(values[1]), values, within }
}

fn warned(limit: f64) -> (Severity, f64) {
    (Severity::Warning, limit)
}

fn failed(limit: f64) -> (Severity, f64) {
    (Severity::Error, limit)
}

/// A pair for every check of this crate and every way in which it looks.
pub(crate) fn pairs() -> Vec<Pair> {
    let hole = |wide| holed("hole", |hole| hole.shape = HoleShape::Round { diameter: Mm::new(wide) });
    let wall = |wall| holed("wall", |hole| hole.wall = Mm::new(wall));
    vec![
        pair(CheckCode::Neck, failed(2.0), [1.9, 2.1], 0.05, dumbbell),
        pair(CheckCode::Neck, warned(3.0), [2.85, 3.15], 0.05, dumbbell),
        pair(CheckCode::Gap, failed(0.4), [0.37, 0.43], 0.03, fork),
        pair(CheckCode::Gap, warned(1.0), [0.94, 1.06], 0.05, fork),
        pair(CheckCode::Corner, warned(0.5), [0.46, 0.54], 0.05, elbow),
        pair(CheckCode::HoleWall, failed(2.0), [1.9, 2.1], 0.05, wall),
        pair(CheckCode::HoleWall, warned(2.5), [2.4, 2.6], 0.05, wall),
        pair(CheckCode::Hole, failed(2.0), [1.9, 2.1], 0.01, hole),
        pair(CheckCode::Hang, warned(2.0), [2.15, 1.85], 0.1, crooked),
        pair(CheckCode::Size, failed(15.0), [14.5, 15.5], 0.01, small),
        pair(CheckCode::Size, warned(25.0), [24.0, 26.0], 0.01, small),
        pair(CheckCode::Resolution, failed(100.0), [95.25, 107.95], 1.0, coarse),
        pair(CheckCode::Resolution, warned(300.0), [285.75, 311.15], 3.0, coarse),
        pair(CheckCode::Line, warned(0.25), [0.23, 0.27], 0.015, dark_line),
        pair(CheckCode::Line, warned(0.25), [0.23, 0.27], 0.015, antenna),
        pair(CheckCode::TextHeight, warned(1.3), [1.23, 1.37], 0.02, |high| lettered("MOCHI", 0.714, high)),
        pair(CheckCode::TextHeight, warned(1.3), [1.23, 1.37], 0.02, |high| lettered("Mochi", 0.499, high)),
        pair(CheckCode::Speck, warned(0.5), [0.47, 0.53], 0.02, dotted),
        pair(CheckCode::White, warned(80.0), [75.0, 84.0], 1.5, choked),
        pair(CheckCode::Colours, warned(8.0), [9.0, 8.0], 0.0, striped),
        pair(CheckCode::Colours, warned(8.0), [9.0, 8.0], 0.0, enamelled),
        pair(CheckCode::Bleed, failed(0.5), [0.46, 0.54], 0.03, tight),
        pair(CheckCode::Bleed, warned(1.0), [0.94, 1.06], 0.05, tight),
        pair(CheckCode::Safe, warned(1.5), [1.4, 1.6], 0.03, |border| plate("close", border)),
        pair(CheckCode::Cell, failed(0.35), [10.0 / 30.0, 11.0 / 30.0], 1.01 / 30.0, cell),
        pair(CheckCode::Cell, failed(1.2), [1.1, 1.3], 0.06, stitched),
        pair(CheckCode::Metal, failed(0.25), [0.235, 0.265], 0.01, metal),
        pair(CheckCode::Metal, warned(0.3), [0.28, 0.32], 0.01, metal),
        pair(CheckCode::Cavity, failed(15.0), [14.4, 15.6], 0.1, shaker),
        pair(CheckCode::Cavity, warned(20.0), [19.2, 20.8], 0.1, shaker),
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

/// A disc that hangs so many degrees from straight: its hole, 24.4 mm from its middle, is as far round the rim.
fn crooked(tilt: f64) -> Drawn {
    let place = HolePlace::Hang { angle: Degrees::ZERO, shift: Mm::new(22.0 * tilt.to_radians()) };
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

/// A disc with words whose lowest letters are that high; in Nunito they have `share` of the em.
fn lettered(words: &str, share: f64, high: f64) -> Drawn {
    let mut drawn = plate("lettered", 2.0);
    drawn.charm.texts = vec![Text {
        id: TextId::new("t").unwrap(),
        words: words.to_owned(),
        translations: std::collections::BTreeMap::new(),
        font: Font::Bundled { font: FontId::new("nunito").unwrap() },
        em: high / share / 44.0,
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

/// A plate of so many stripes.
fn stripes(colours: f64) -> Picture {
    picture(40.0, 24.0, 12.0, &|x, y| {
        let stripe = ((x - 2.0) / 36.0 * colours).clamp(0.0, colours - 1.0);
        (rect(x, y, [2.0, 2.0, 38.0, 22.0]), STRIPES[stripe as usize])
    })
}

/// Stripes of so many colours, printed, held to few.
fn striped(colours: f64) -> Drawn {
    let mut drawn = bare("striped", 36.0, 2.0, stripes(colours));
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

/// Stripes of so many colours, poured.
fn enamelled(colours: f64) -> Drawn {
    let mut drawn = bare_by("enamel-hard", "enamelled", 36.0, 1.0, stripes(colours));
    drawn.charm.options.colours = Some(colours as u32);
    drawn
}

/// A plate of two colours with a stripe of a third between, by a process of flat colours.
fn banded(made_by: &str, name: &str, per_mm: f64, stripe: f64) -> Drawn {
    let drawing = picture(24.0, 18.0, per_mm, &|x, y| {
        let colour = match x - 12.0 {
            off if off < 0.0 => PINK,
            off if off < stripe => DARK,
            _ => STRIPES[4],
        };
        (rect(x, y, [2.0, 2.0, 22.0, 16.0]), colour)
    });
    bare_by(made_by, name, 20.0, 1.0, drawing)
}

/// A narrow cell of enamel, whole pixels of the face wide; metal takes half its own width on both sides.
fn cell(width: f64) -> Drawn {
    const LINE: f64 = 8.0 / 30.0;
    let mut drawn = banded("enamel-hard", "cell", 60.0, width + LINE);
    drawn.charm.options.line = Some(Mm::new(LINE));
    drawn.charm.options.detail = Some(Mm::new(0.2));
    drawn
}

/// A narrow column of stitches, kept as narrow as it is.
fn stitched(width: f64) -> Drawn {
    let mut drawn = banded("embroidery", "stitched", 40.0, width);
    drawn.charm.outline.border = Mm::new(4.0);
    drawn.charm.size.length = Mm::new(28.0);
    drawn.charm.options.detail = Some(Mm::new(0.5));
    drawn
}

/// Cells with metal lines of that width.
fn metal(width: f64) -> Drawn {
    let mut drawn = banded("enamel-hard", "metal", 60.0, 4.0);
    drawn.charm.options.line = Some(Mm::new(width));
    drawn
}

/// A disc with so much room inside: its wall is 4 mm.
fn shaker(wide: f64) -> Drawn {
    let drawing = picture(44.0, 44.0, 12.0, &|x, y| (disc(x, y, 22.0, 22.0, 20.0), PINK));
    bare_by("acrylic-shaker", "shaker", wide + 8.0 - 10.0, 5.0, drawing)
}
