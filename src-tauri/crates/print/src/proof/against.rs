//! A print file held against the plates it was meant to hold.

use std::collections::BTreeSet;

use dangle_design::Result;
use kurbo::{Affine, BezPath, Circle, Rect, Shape};

use super::cut;
use super::line::{Proof, ProofCode, ProofLine};
use super::rules;
use crate::coverage::{self, times};
use crate::intent::Intent;
use crate::plates::Plates;
use crate::read::{self, Boxes, Drawing, File, Mark, MarkKind, Painted, Space, Window};
use crate::recipe::{CutInk, CutRecipe, FileFormat, WhiteInk, WhiteOrder};

/// How far a box may be off: a tenth of what a cutter's registration varies by.
const BOX_TOLERANCE_MM: f64 = 0.05;
/// How much the white's area may be off.
const WHITE_TOLERANCE: f64 = 0.005;
/// How much the cut line's width may be off, as a share: rounding in the file.
const WIDTH_TOLERANCE: f64 = 0.02;
/// From which difference on a pixel of white is astray: the stencil's four samples of a pixel on the edge
/// may be one and a half off.
const ASTRAY: u8 = 96;
/// How many of 255 steps a pixel of ink may be off: rounding in two places.
const INK_TOLERANCE: u8 = 2;
/// The share of pixels that may be off where shapes stay vector: slivers that an outline's last bits open or close.
const STRAY: f64 = 2e-5;
/// The same on the edge of the clip, where two rasterisations of it meet: a quarter of a pixel.
const EDGE_TOLERANCE: u8 = 64;

/// Reads a PDF and holds it against the intent it was written from.
///
/// # Errors
/// `File` when the bytes are no PDF, `TooLarge` when there is more in it than a print file of one charm has.
pub fn prove(pdf: &[u8], intent: &Intent<'_>) -> Result<Proof> {
    let plates = intent.plates;
    let file = File::open(pdf)?;
    let drawing = read::draw(&file)?;
    let layered = intent.file.format == FileFormat::PdfX4;
    let mut lines = vec![
        rules::pages(&file),
        if layered { rules::pdf_x(&file) } else { rules::old_pdf(&file) },
        output_intent(&file, plates)?,
        boxes(file.boxes(), plates),
        spot_names(&drawing, intent),
        rules::colour_spaces(&drawing),
        rules::fonts(&drawing),
        rules::transparency(&drawing),
        rules::overprint(&drawing),
        layers(&file, &drawing, intent),
        order(&drawing, intent),
    ];
    let to_mm = to_mm(file.boxes());
    lines.extend(cut_lines(&drawing, to_mm, intent));
    let to_pixels = coverage::to_pixels(&plates.grid) * to_mm;
    let window = Window { to_pixels, width: plates.grid.width, height: plates.grid.height };
    let painted = read::paint(&file, &drawing, window)?;
    let clip = plates.clip_plate();
    if !intent.dots().is_empty() {
        lines.push(dots(&drawing, to_mm, intent));
    }
    if let Some(white) = intent.white() {
        let meant = plates.white_plate().unwrap_or_else(|| vec![0; clip.len()]);
        let black;
        let found = match white.ink {
            WhiteInk::Spot => painted.spot(&white.name).map_or(&[][..], |spot| &spot.left),
            WhiteInk::Black => {
                black = painted.process.iter().map(|inks| inks[3]).collect::<Vec<u8>>();
                &black
            }
        };
        lines.extend([white_area(found, &meant, plates), white_place(found, &meant)]);
    }
    if intent.colour().is_some() {
        lines.extend([process_plates(&painted, plates, &clip), ink_limit(&painted, intent)]);
    }
    Ok(Proof { lines })
}

/// What is found of the cut line, where the file is to hold it.
fn cut_lines(drawing: &Drawing<'_>, to_mm: Affine, intent: &Intent<'_>) -> Vec<ProofLine> {
    let Some(wanted) = intent.cut() else { return Vec::new() };
    let strokes = match wanted.ink {
        CutInk::Spot => rules::strokes(drawing, &wanted.name),
        CutInk::Process => rules::process_strokes(drawing, wanted.alternate_cmyk_percent),
    };
    let found: Vec<BezPath> = strokes.iter().map(|path| to_mm * path.clone()).collect();
    let mut lines = cut::lines(&found, intent.plates, Affine::IDENTITY, &wanted.name);
    lines.insert(1, cut_style(drawing, wanted));
    lines
}

/// The cut line's width, tint and dashes: a cutter's program finds its line by them.
fn cut_style(drawing: &Drawing<'_>, wanted: &CutRecipe) -> ProofLine {
    let meant = format!("{:.2} pt, full tint, unbroken", wanted.line_width_pt);
    let of_cut = |mark: &&Mark<'_>| match wanted.ink {
        CutInk::Spot => mark.space.spots().any(|name| name == wanted.name),
        CutInk::Process => rules::is_process(mark, wanted.alternate_cmyk_percent),
    };
    let mut odd = BTreeSet::new();
    for mark in drawing.marks.iter().filter(of_cut) {
        match mark.kind {
            MarkKind::Stroke { width, .. } => {
                let same = (width - wanted.line_width_pt).abs() <= WIDTH_TOLERANCE * wanted.line_width_pt;
                odd.extend((!same).then(|| format!("{width:.2} pt")));
            }
            MarkKind::Fill { .. } | MarkKind::Image(_) | MarkKind::Shading => {
                odd.extend(["an area filled in its colour".to_owned()]);
            }
        }
        let full = wanted.ink == CutInk::Process || mark.tints.iter().all(|tint| *tint > 0.999);
        odd.extend((!full).then(|| "a tint below 100 %".to_owned()));
        odd.extend(mark.dashed.then(|| "dashes".to_owned()));
    }
    let found = if odd.is_empty() { meant.clone() } else { rules::joined(&odd) };
    ProofLine::new(ProofCode::CutStyle, odd.is_empty(), found, meant)
}

/// Whether white and colour are painted in the order that was meant: plates would come out alike, but a
/// press that prints in the file's order would not.
fn order(drawing: &Drawing<'_>, intent: &Intent<'_>) -> ProofLine {
    let is_white = |mark: &&Mark<'_>| {
        let white = intent.white().filter(|white| white.ink == WhiteInk::Spot);
        white.is_some_and(|white| mark.space.spots().any(|name| name == white.name))
    };
    let is_colour =
        |mark: &&Mark<'_>| matches!(mark.kind, MarkKind::Image(_)) && mark.space.spots().next().is_none();
    let at = |wanted: &dyn Fn(&&Mark<'_>) -> bool| drawing.marks.iter().position(|mark| wanted(&mark));
    let over = |over| if over { "white over colour" } else { "white under colour" };
    let meant = intent.white().map(|white| over(white.order == WhiteOrder::OverColour));
    match (at(&is_white).zip(at(&is_colour)), meant) {
        (Some((white, colour)), Some(meant)) => {
            let found = over(white > colour);
            ProofLine::new(ProofCode::Order, found == meant, found, meant)
        }
        _ => ProofLine::new(ProofCode::Order, true, "one of them alone", "nothing to put in order"),
    }
}

/// The dots in the corners: full black, each where it was meant.
fn dots(drawing: &Drawing<'_>, to_mm: Affine, intent: &Intent<'_>) -> ProofLine {
    let black = |mark: &&Mark<'_>| *mark.space == Space::Cmyk && mark.tints == [0.0, 0.0, 0.0, 1.0];
    let fills = drawing.marks.iter().filter(black).filter_map(|mark| match &mark.kind {
        MarkKind::Fill { path, .. } => Some(rules::subpaths(path)),
        MarkKind::Stroke { .. } | MarkKind::Image(_) | MarkKind::Shading => None,
    });
    let found: Vec<Rect> = fills.flatten().map(|path| (to_mm * path).bounding_box()).collect();
    let there = |dot: &&Circle| {
        let meant = dot.bounding_box();
        let near = |found: &Rect| {
            let apart = [found.x0 - meant.x0, found.y0 - meant.y0, found.x1 - meant.x1, found.y1 - meant.y1];
            apart.iter().all(|mm| mm.abs() <= BOX_TOLERANCE_MM)
        };
        found.iter().any(near)
    };
    let meant = intent.dots();
    let found = meant.iter().filter(there).count();
    let say = |count: usize| format!("{count} dots in the corners");
    ProofLine::new(ProofCode::Marks, found == meant.len(), say(found), say(meant.len()))
}

/// The map from the page's points to the trim box's millimetres, y down. Without a trim box the page's
/// corner is taken, and the boxes' line says why nothing fits.
fn to_mm(boxes: Boxes) -> Affine {
    let trim = boxes.trim.or(boxes.media).unwrap_or(Rect::ZERO);
    let scale = rules::mm(1.0);
    Affine::new([scale, 0.0, 0.0, -scale, -trim.x0 * scale, trim.y1 * scale])
}

fn output_intent(file: &File, plates: &Plates) -> Result<ProofLine> {
    let profile = rules::output_profile(file)?;
    let passed = profile.as_deref() == Some(plates.press.icc());
    let found = profile.map_or("none".into(), |icc| rules::profile_name(&icc));
    Ok(ProofLine::new(ProofCode::OutputIntent, passed, found, plates.press.name()))
}

fn boxes(found: Boxes, plates: &Plates) -> ProofLine {
    let meant = plates.boxes;
    let points = |mm: Rect| meant.to_points().transform_rect_bbox(mm);
    let pairs = [
        ("trim", found.trim, points(meant.trim)),
        ("bleed", found.bleed, points(meant.bleed)),
        ("media", found.media, points(meant.media)),
    ];
    let off = |found: Option<Rect>, meant: Rect| {
        let corners = |r: Rect| [r.x0, r.y0, r.x1, r.y1];
        found.map_or(f64::INFINITY, |found| {
            let pairs = corners(found).into_iter().zip(corners(meant));
            rules::mm(pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max))
        })
    };
    let otherwise = rules::shown_otherwise(found);
    let passed =
        otherwise.is_empty() && pairs.iter().all(|(_, found, meant)| off(*found, *meant) <= BOX_TOLERANCE_MM);
    let say = |size: &dyn Fn(Option<Rect>, Rect) -> String| {
        pairs.iter().map(|(name, f, m)| format!("{name} {}", size(*f, *m))).collect::<Vec<_>>().join(", ")
    };
    ProofLine::new(
        ProofCode::Boxes,
        passed,
        [vec![say(&|found, _| found.map_or("none".into(), rules::size))], otherwise].concat().join(", "),
        say(&|_, meant| rules::size(meant)),
    )
}

fn spot_names(drawing: &Drawing<'_>, intent: &Intent<'_>) -> ProofLine {
    let found = rules::spots(drawing);
    let white = intent.white().filter(|white| white.ink == WhiteInk::Spot).map(|white| white.name.clone());
    let cut = intent.cut().filter(|cut| cut.ink == CutInk::Spot).map(|cut| cut.name.clone());
    let meant: BTreeSet<String> = white.into_iter().chain(cut).collect();
    let passed = found == meant;
    ProofLine::new(ProofCode::SpotNames, passed, rules::listed(&found), rules::listed(&meant))
}

fn layers(file: &File, drawing: &Drawing<'_>, intent: &Intent<'_>) -> ProofLine {
    if intent.file.format != FileFormat::PdfX4 {
        let passed = drawing.layers.is_empty();
        return ProofLine::new(ProofCode::Layers, passed, rules::listed(&drawing.layers), "none");
    }
    let meant: BTreeSet<String> = intent.layers().into_iter().map(str::to_owned).collect();
    let loose = drawing.marks.iter().filter(|mark| mark.layer.is_none()).count();
    let hidden = file.hidden_layers();
    let passed = drawing.layers == meant && loose == 0 && hidden.is_empty();
    let found = match (drawing.layers.is_empty(), loose) {
        (true, _) => "none".into(),
        (false, _) if !hidden.is_empty() => {
            format!("{}, of which hidden: {}", rules::joined(&drawing.layers), hidden.join(", "))
        }
        (false, 0) => rules::joined(&drawing.layers),
        (false, loose) => format!("{}, and {loose} marks on none", rules::joined(&drawing.layers)),
    };
    ProofLine::new(ProofCode::Layers, passed, found, rules::joined(&meant))
}

fn white_area(found: &[u8], meant: &[u8], plates: &Plates) -> ProofLine {
    let pixel = 1.0 / (plates.grid.per_mm * plates.grid.per_mm);
    let area = |plate: &[u8]| plate.iter().map(|&c| f64::from(c)).sum::<f64>() / 255.0 * pixel;
    let (found, meant) = (area(found), area(meant));
    let passed = (found - meant).abs() <= WHITE_TOLERANCE * meant;
    let say = |mm2: f64| format!("{mm2:.2} mm²");
    ProofLine::new(ProofCode::WhiteArea, passed, say(found), say(meant))
}

/// The share of the white's pixels that are white where none was meant, or the other way round.
fn white_place(found: &[u8], meant: &[u8]) -> ProofLine {
    let pairs = meant.iter().zip(found.iter().chain(std::iter::repeat(&0)));
    let astray = pairs.filter(|(meant, found)| meant.abs_diff(**found) > ASTRAY).count();
    let total = meant.iter().filter(|&&white| white > 0).count().max(1);
    let share = astray as f64 / total as f64;
    ProofLine::new(
        ProofCode::WhitePlace,
        share <= WHITE_TOLERANCE,
        format!("{:.3} % astray", share * 100.0),
        format!("at most {:.1} %", WHITE_TOLERANCE * 100.0),
    )
}

fn process_plates(painted: &Painted, plates: &Plates, clip: &[u8]) -> ProofLine {
    let drawn = plates.drawn.as_ref().map(|drawn| drawn.printed(&plates.grid));
    let (least, most) = drawn.as_ref().map_or((&plates.inks, &plates.inks), |both| (&both.least, &both.most));
    let mut worst = [0u8; 4];
    let mut wrong = 0usize;
    for (((found, least), most), &clip) in painted.process.iter().zip(least).zip(most).zip(clip) {
        let tolerance = if (1..255).contains(&clip) { EDGE_TOLERANCE } else { INK_TOLERANCE };
        for plate in 0..4 {
            let [least, most] = [least[plate], most[plate]].map(|ink| times(ink, clip));
            let off = least.saturating_sub(found[plate]).max(found[plate].saturating_sub(most));
            if off > tolerance {
                worst[plate] = worst[plate].max(off);
                wrong += 1;
            }
        }
    }
    let stray = drawn.map_or(0.0, |_| STRAY * clip.len() as f64) as usize;
    if wrong <= stray {
        wrong = 0;
    }
    let [c, m, y, k] = worst;
    let found = match wrong {
        0 => "as meant".into(),
        wrong => format!("{wrong} pixels off, by up to C {c} M {m} Y {y} K {k} of 255"),
    };
    let passed = wrong == 0 && painted.unread_images == 0;
    ProofLine::new(ProofCode::ProcessPlates, passed, found, "as meant")
}

fn ink_limit(painted: &Painted, intent: &Intent<'_>) -> ProofLine {
    let total = |inks: &[u8; 4]| inks.iter().map(|&ink| u32::from(ink)).sum::<u32>();
    let most = f64::from(painted.process.iter().map(total).max().unwrap_or(0)) / 2.55;
    let limit = intent.recipe.colour.ink_limit_percent;
    ProofLine::new(
        ProofCode::InkLimit,
        most <= limit + 1e-6,
        format!("{most:.0} %"),
        format!("at most {limit:.0} %"),
    )
}
