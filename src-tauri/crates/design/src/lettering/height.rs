//! How high letters are: what a reader sees of them, measured on the outlines of the fonts they are set in.
//!
//! Small letters are as high as their x, capitals and figures as their H, ideographs, kana and syllables of
//! Hangul as the box they fill, and letters of other scripts as the tallest of them that is written.

use super::fonts::{Face, Faces};
use super::runs::Run;

/// Heights of letters from these on count; less is a dot or a stroke.
const LEAST: f64 = 0.05;

/// What a letter's height is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Small,
    Capital,
    Ideograph,
    Other,
}

/// The height of the lowest letters, in ems; `None` where there are no letters.
pub(super) fn lowest(lines: &[Vec<Run>], faces: &Faces) -> Option<f64> {
    let runs = lines.iter().flatten().filter(|run| !faces.is_emoji_font(run.face));
    runs.filter_map(|run| of(run, &faces.list[run.face])).min_by(f64::total_cmp)
}

/// The height of a run's lowest letters.
fn of(run: &Run, face: &Face) -> Option<f64> {
    let kinds = [Kind::Small, Kind::Capital, Kind::Ideograph, Kind::Other];
    let written = |kind: Kind| run.words.chars().filter(move |&letter| Kind::of(letter) == Some(kind));
    let height = |kind: Kind| {
        let mut letters = written(kind).peekable();
        letters.peek()?;
        let shown = kind.shown_by().iter().find_map(|&letter| kind.height(face, letter));
        shown.or_else(|| letters.filter_map(|letter| kind.height(face, letter)).max_by(f64::total_cmp))
    };
    kinds.into_iter().filter_map(height).min_by(f64::total_cmp)
}

impl Kind {
    /// The kind of a letter or figure; `None` for points, spaces and pictures.
    fn of(letter: char) -> Option<Kind> {
        let ideograph = matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{318f}'
            | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
            | '\u{ff10}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}');
        match letter {
            _ if ideograph => Some(Kind::Ideograph),
            _ if letter.is_lowercase() => Some(Kind::Small),
            _ if letter.is_uppercase() || letter.is_numeric() => Some(Kind::Capital),
            _ if letter.is_alphabetic() => Some(Kind::Other),
            _ => None,
        }
    }

    /// Letters that are exactly as high as others of their kind.
    fn shown_by(self) -> &'static [char] {
        match self {
            Kind::Small => &['x', 'z'],
            Kind::Capital => &['H', 'E'],
            Kind::Ideograph => &['\u{56fd}', '\u{570b}', '\u{554f}', '\u{d55c}'],
            Kind::Other => &[],
        }
    }

    /// How high a letter is: small ones and capitals from the baseline up, others from foot to head.
    fn height(self, face: &Face, letter: char) -> Option<f64> {
        let [foot, head] = face.reach(letter)?;
        let foot = if matches!(self, Kind::Small | Kind::Capital) { foot.max(0.0) } else { foot };
        Some(head - foot).filter(|height| *height >= LEAST)
    }
}
