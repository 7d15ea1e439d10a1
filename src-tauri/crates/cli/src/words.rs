//! Words from the command line: their font, their size and their place beside the artwork.

use std::collections::BTreeMap;
use std::path::Path;

use dangle_design::artwork::Subject;
use dangle_design::id::{BlobHash, TextId};
use dangle_design::lettering::{self, MOST_FONT_BYTES, bundled, checked_font, suggested};
use dangle_design::project::{Font, Halo, Spot, Text};
use dangle_design::units::{Degrees, Rgb};
use dangle_design::{Error, ErrorCode};
use dangle_store::Store;

use crate::Result;
use crate::args::WordArgs;
use crate::input::read_at_most;

/// Height of the letters when they fit, as a share of the artwork's longer side; and the least.
const USUAL_EM: f64 = 0.16;
const LEAST_EM: f64 = 0.04;
/// How much wider than the artwork words may be.
const WIDEST: f64 = 1.15;
/// From one line to the next, in ems.
const LEADING: f64 = 1.2;
/// Nearly black on a white edge reads on any artwork.
const COLOUR: Rgb = Rgb([43, 38, 40]);
const HALO: Halo = Halo { colour: Rgb([255, 255, 255]), width: 0.12 };

/// The texts that were asked for, beside the artwork of `subject`.
pub(crate) fn texts(args: &WordArgs, subject: &Subject, store: &mut Store) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    let mut place = Place::beside(subject);
    for (at, words) in args.text.iter().enumerate() {
        let words = lines(words);
        let font = font(args.font.as_deref(), &words, store)?;
        let bend = args.text_bend.unwrap_or(Degrees::ZERO);
        let translations = translations(args, at);
        let longest = translations.values().chain([&words]).max_by(|a, b| length(a).total_cmp(&length(b)));
        let (em, spot) = place.next(longest.unwrap_or(&words), bend);
        let text = Text {
            id: TextId::derived(&[&at.to_string(), &words]),
            translations,
            font,
            em,
            colour: args.text_colour.unwrap_or(COLOUR),
            halo: Some(HALO),
            at: spot,
            turn: Degrees::ZERO,
            bend,
            words,
        };
        check_letters(&text, store)?;
        texts.push(text);
    }
    Ok(texts)
}

/// A `\n` typed in a shell is a new line.
fn lines(words: &str) -> String {
    words.replace("\\n", "\n")
}

fn translations(args: &WordArgs, at: usize) -> BTreeMap<String, String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (tag, words) in &args.text_in {
        let count = seen.entry(tag).or_default();
        if *count == at {
            found.insert(tag.clone(), lines(words));
        }
        *count += 1;
    }
    found
}

fn font(wanted: Option<&str>, words: &str, store: &mut Store) -> Result<Font> {
    let Some(wanted) = wanted else {
        let font = suggested(words).ok_or_else(|| no_such_font(""))?;
        return Ok(Font::Bundled { font: font.id.clone() });
    };
    let alike = |name: &str| name.eq_ignore_ascii_case(wanted);
    if let Some(font) = bundled().iter().find(|font| alike(font.id.as_str()) || alike(&font.name)) {
        return Ok(Font::Bundled { font: font.id.clone() });
    }
    let file = Path::new(wanted);
    if !file.is_file() {
        return Err(no_such_font(wanted));
    }
    let bytes = read_at_most(file, MOST_FONT_BYTES as u64)?;
    checked_font(&bytes).map_err(|error| error.about(file.display()))?;
    Ok(Font::Own { blob: store.put_blob(&bytes)? })
}

fn no_such_font(wanted: &str) -> Error {
    let names: Vec<&str> = bundled().iter().map(|font| font.id.as_str()).collect();
    Error::new(
        ErrorCode::NotFound,
        format!("there is no font \"{wanted}\""),
        format!("Give one of {}, or a TTF or OTF file.", names.join(", ")),
    )
}

/// On the command line a letter that cannot be drawn is an error: nobody looks before the charm is made.
fn check_letters(text: &Text, store: &Store) -> Result<()> {
    let blobs = |hash: &BlobHash| store.blob(hash);
    for words in text.translations.values().chain([&text.words]) {
        let missing = lettering::missing_letters(words, &text.font, &blobs)?;
        if let Some(letter) = missing.chars().next() {
            return Err(Error::input(
                format!("no font has the letter \"{letter}\" (U+{:04X})", u32::from(letter)),
                "Leave it out, or give a font file that has it with --font.",
            ));
        }
    }
    Ok(())
}

/// The next free place beside the artwork: over it for words that arch, under it for others.
struct Place {
    /// Width and height of the artwork's rectangle, in pixels.
    size: [f64; 2],
    /// What is seen of it: left, top, right, bottom.
    seen: [f64; 4],
}

impl Place {
    fn beside(subject: &Subject) -> Place {
        let [x, y, width, height] = subject.artwork;
        let none = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        let points = subject.rings.iter().flatten().map(|p| p.map(f64::from));
        let seen = points.fold(none, |[left, top, right, bottom], [px, py]| {
            [left.min(px - x), top.min(py - y), right.max(px - x), bottom.max(py - y)]
        });
        Place { size: [width, height], seen }
    }

    /// Height of the letters and the middle of the words, in shares of the artwork; the place is taken then.
    fn next(&mut self, words: &str, bend: Degrees) -> (f64, Spot) {
        let [width, height] = self.size;
        let longer = width.max(height);
        let [left, top, right, bottom] = self.seen;
        let fitting = WIDEST * (right - left) / (length(words) * longer);
        let em = fitting.clamp(LEAST_EM, USUAL_EM);
        let letter = em * longer;
        let lines = words.lines().count().max(1) as f64;
        let (block, rise) = (letter * (1.0 + (lines - 1.0) * LEADING), rise(length(words) * letter, bend));
        let middle = if bend.get() > 0.0 {
            self.seen[1] = top - block;
            // The middle of the arch stands on the artwork; its ends come down beside it.
            top - block + f64::midpoint(block, rise)
        } else {
            self.seen[3] = bottom + block;
            bottom + block - f64::midpoint(block, rise)
        };
        (em, Spot { u: f64::midpoint(left, right) / width, v: middle / height })
    }
}

/// How much higher the middle of an arc of that length is than its ends.
fn rise(length: f64, bend: Degrees) -> f64 {
    let bend = bend.radians().abs();
    if bend < 0.01 { 0.0 } else { length / bend * (1.0 - (bend / 2.0).cos()) }
}

/// About how long the longest line is, in ems.
fn length(words: &str) -> f64 {
    let letter = |c: char| if c.is_ascii() { 0.58 } else { 1.0 };
    words.lines().map(|line| line.chars().map(letter).sum()).fold(0.5, f64::max)
}
