//! A print file looked at with no charm to hold it against: the classic faults of files that printers
//! send back.

use dangle_design::units::px_per_mm;
use dangle_design::{Error, Result};
use kurbo::{Affine, Rect};

use super::classic;
use super::line::{Proof, ProofCode, ProofLine};
use super::rules;
use crate::read::{self, Boxes, Drawing, File, MarkKind, Painted, Window};
use crate::recipe::{CutInk, FileFormat, Part, Recipe, WhiteInk};

/// Pixels the page is painted with: 300 dpi on a page of 120 mm square.
const PIXELS: f64 = 2e6;
/// The finest it is painted, in pixels an inch.
const FINEST_DPI: f64 = 300.0;
/// How much of the white that was laid must be left.
const WHITE_LEFT: f64 = 0.98;

/// The most ink at one place where no recipe says: what offset on coated paper takes (FOGRA39).
const USUAL_INK_LIMIT: f64 = 330.0;

/// Words in the names vendors give the white spot (shared file guides of PLU graphics, Label Express,
/// SignExample, printnet, JGX).
pub(crate) const WHITE_WORDS: [&str; 1] = ["white"];
/// Words in the names vendors give the cut line's spot (VinylFire, Label Express, JGX, PrinTrade, Aztec
/// Labels, Kall Kwik).
const CUT_WORDS: [&str; 5] = ["cut", "die", "kiss", "thru", "contour"];

/// Reads a print file and names what a printer would send it back for.
///
/// # Errors
/// `File` when the bytes are no PDF, `TooLarge` when there is more in it than a print file of one charm has.
pub fn prove_alone(pdf: &[u8]) -> Result<Proof> {
    prove_as(pdf, &Wanted::usual())
}

/// Reads a print file and names what would be wrong with it by a vendor's recipe, whatever charm it shows.
///
/// # Errors
/// As [`prove_alone`]; `Input` when the recipe wants no PDF.
pub fn prove_for(pdf: &[u8], recipe: &Recipe) -> Result<Proof> {
    prove_as(pdf, &Wanted::by(recipe)?)
}

fn prove_as(pdf: &[u8], wanted: &Wanted) -> Result<Proof> {
    let file = File::open(pdf)?;
    let drawing = read::draw(&file)?;
    let cut = wanted.cut.find(&drawing, &CUT_WORDS);
    let white = wanted.white.find(&drawing, &WHITE_WORDS);
    let strokes = cut.as_deref().map(|name| rules::strokes(&drawing, name)).unwrap_or_default();
    let mut lines = vec![
        rules::pages(&file),
        if wanted.old { rules::old_pdf(&file) } else { rules::pdf_x(&file) },
        output_intent(&file)?,
        boxes(file.boxes()),
        classic::size(file.boxes(), &strokes),
        spot_names(&drawing, wanted, white.as_deref(), cut.as_deref()),
        rules::colour_spaces(&drawing),
        classic::resolution(&drawing),
        rules::fonts(&drawing),
        rules::transparency(&drawing),
        rules::overprint(&drawing),
    ];
    if wanted.cut != Ink::None {
        lines.push(cut_spot(&drawing, strokes.len(), cut.as_deref()));
    }
    if !strokes.is_empty() {
        lines.push(rules::cut_closed(&strokes));
    }
    if let Some(window) = window(file.boxes()) {
        let painted = read::paint(&file, &drawing, window)?;
        if wanted.white != Ink::None {
            lines.push(white_left(&painted, white.as_deref(), window));
        }
        lines.extend(classic::bleed(&painted, file.boxes(), window));
        lines.push(classic::ink(&painted, wanted.ink_limit_percent));
    }
    Ok(Proof { lines })
}

/// What a file is to have.
struct Wanted {
    white: Ink,
    cut: Ink,
    /// Whether it is for old RIPs.
    old: bool,
    ink_limit_percent: f64,
}

/// A spot that is looked for.
#[derive(PartialEq, Eq)]
enum Ink {
    /// By the words in vendors' names for it.
    Alike,
    /// By this name.
    Named(String),
    /// None: the vendor wants no such spot in the file.
    None,
}

impl Wanted {
    fn usual() -> Wanted {
        Wanted { white: Ink::Alike, cut: Ink::Alike, old: false, ink_limit_percent: USUAL_INK_LIMIT }
    }

    /// The recipe's first PDF is the one that is printed.
    fn by(recipe: &Recipe) -> Result<Wanted> {
        let file = recipe.files.iter().find(|file| file.format.is_pdf()).ok_or_else(|| {
            Error::input(
                format!("the recipe \"{}\" wants no PDF", recipe.name),
                "Choose a recipe with a PDF, or prove the file without one.",
            )
        })?;
        let white =
            recipe.white.as_ref().filter(|white| file.holds(Part::White) && white.ink == WhiteInk::Spot);
        let cut = file.holds(Part::Cut) && recipe.cut.ink == CutInk::Spot;
        Ok(Wanted {
            white: white.map_or(Ink::None, |white| Ink::Named(white.name.clone())),
            cut: if cut { Ink::Named(recipe.cut.name.clone()) } else { Ink::None },
            old: file.format == FileFormat::Pdf14,
            ink_limit_percent: recipe.colour.ink_limit_percent,
        })
    }

    /// The spots in words.
    fn spots(&self) -> String {
        let word = |ink: &Ink, part: &str| match ink {
            Ink::Alike => Some(format!("a spot for the {part}")),
            Ink::Named(name) => Some(name.clone()),
            Ink::None => None,
        };
        let words: Vec<String> =
            [word(&self.white, "white"), word(&self.cut, "cut line")].into_iter().flatten().collect();
        if words.is_empty() { "none".into() } else { words.join(" and ") }
    }
}

impl Ink {
    fn find(&self, drawing: &Drawing<'_>, words: &[&str]) -> Option<String> {
        match self {
            Ink::Alike => spot_like(drawing, words),
            Ink::Named(name) => rules::spots(drawing).into_iter().find(|spot| spot == name),
            Ink::None => None,
        }
    }
}

/// The spot whose name holds one of the words.
pub(crate) fn spot_like(drawing: &Drawing<'_>, words: &[&str]) -> Option<String> {
    rules::spots(drawing).into_iter().find(|name| {
        let name = name.to_ascii_lowercase();
        words.iter().any(|word| name.contains(word))
    })
}

fn output_intent(file: &File) -> Result<ProofLine> {
    let profile = rules::output_profile(file)?;
    let passed = profile.is_some();
    let found = profile.map_or("none".into(), |icc| rules::profile_name(&icc));
    Ok(ProofLine::new(ProofCode::OutputIntent, passed, found, "a PDF/X output intent with its profile"))
}

fn boxes(boxes: Boxes) -> ProofLine {
    let Boxes { media, bleed, trim, .. } = boxes;
    // A thousandth of a point, for files that round their boxes.
    let within =
        |inner: Rect, outer: Rect| outer.inflate(1e-3, 1e-3).union(inner) == outer.inflate(1e-3, 1e-3);
    let nested = match (trim, bleed.or(trim), media) {
        (Some(trim), Some(bleed), Some(media)) => within(trim, bleed) && within(bleed, media),
        _ => false,
    };
    let otherwise = rules::shown_otherwise(boxes);
    let found = match (trim, nested) {
        (None, _) => "no trim box".into(),
        (Some(trim), true) => format!("trim {}", rules::size(trim)),
        (Some(trim), false) => format!("trim {}, not within bleed and page", rules::size(trim)),
    };
    let passed = nested && otherwise.is_empty();
    let found = [vec![found], otherwise].concat().join(", ");
    ProofLine::new(ProofCode::Boxes, passed, found, "a trim box, within the bleed box, within the page")
}

fn spot_names(drawing: &Drawing<'_>, wanted: &Wanted, white: Option<&str>, cut: Option<&str>) -> ProofLine {
    let there = |ink: &Ink, found: Option<&str>| *ink == Ink::None || found.is_some();
    let passed = there(&wanted.white, white) && there(&wanted.cut, cut);
    ProofLine::new(ProofCode::SpotNames, passed, rules::listed(&rules::spots(drawing)), wanted.spots())
}

fn cut_spot(drawing: &Drawing<'_>, strokes: usize, cut: Option<&str>) -> ProofLine {
    let process = drawing
        .marks
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Stroke { .. }) && mark.space.spots().next().is_none());
    let found = match (cut, strokes, process.count()) {
        (Some(name), 1.., _) => format!("{strokes} strokes in {name}"),
        (Some(name), 0, _) => format!("{name}, but no line drawn in it"),
        (None, _, 0) => "no cut line".into(),
        (None, _, lines) => format!("{lines} lines in process colour, none in a spot"),
    };
    ProofLine::new(ProofCode::CutSpot, strokes > 0, found, "a line in a spot of its own")
}

fn window(boxes: Boxes) -> Option<Window> {
    let frame = boxes.bleed.or(boxes.trim).or(boxes.media)?;
    // As far past the trim as bleed is looked for, as long as the page goes on.
    let room = classic::BLEED_MM / rules::mm(1.0) * 1.5;
    let frame = boxes.trim.map_or(frame, |trim| frame.union(trim.inflate(room, room)));
    let frame = boxes.media.map_or(frame, |media| frame.intersect(media));
    // Between a point and five metres.
    let sane = |length: f64| (1.0..15_000.0).contains(&length);
    if !sane(frame.width()) || !sane(frame.height()) {
        return None;
    }
    let scale = (PIXELS / frame.area()).sqrt().min(px_per_mm(FINEST_DPI) * rules::mm(1.0));
    let to_pixels = Affine::new([scale, 0.0, 0.0, -scale, -frame.x0 * scale, frame.y1 * scale]);
    let count = |length: f64| ((length * scale).ceil() as usize).max(1);
    Some(Window { to_pixels, width: count(frame.width()), height: count(frame.height()) })
}

fn white_left(painted: &Painted, white: Option<&str>, window: Window) -> ProofLine {
    let amount = |plate: &[u8]| plate.iter().map(|&c| f64::from(c)).sum::<f64>() / 255.0;
    let spot = white.and_then(|name| painted.spot(name));
    let (left, laid) = spot.map_or((0.0, 0.0), |spot| (amount(&spot.left), amount(&spot.laid)));
    let to_mm2 = rules::mm(1.0).powi(2) / window.to_pixels.determinant().abs();
    let found = match (laid > 0.0, left > 0.0) {
        (false, _) => "an empty white plate".into(),
        (true, false) => {
            format!("an empty white plate: all of {:.0} mm² is lost below other paint", laid * to_mm2)
        }
        (true, true) => format!("{:.1} % of {:.0} mm² is left", left / laid * 100.0, laid * to_mm2),
    };
    let passed = laid > 0.0 && left >= WHITE_LEFT * laid;
    ProofLine::new(ProofCode::WhiteArea, passed, found, "all the white that was laid")
}
