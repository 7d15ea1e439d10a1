//! Words in Dangle's own fonts: many loose parts, some of them small.

use std::collections::BTreeMap;

use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::id::TextId;
use dangle_design::lettering::{bundled, lettered};
use dangle_design::project::{Font, Spot, Text};
use dangle_design::units::{Degrees, Rgb};

/// The longer side of the artwork under the words, in pixels; words enlarge artwork of few pixels.
const SIDE: u32 = 400;

const WORDS: [&str; 8] = ["Dangle", "i!", "Mia & Jo", "はる♡", "永和九年", "주아", "AWAY %8", "🌸⭐🍓"];

/// Each of the words straight and bent, in one font after the other.
pub(crate) fn words() -> impl Iterator<Item = (String, Subject)> {
    let fonts = bundled().iter().cycle();
    let bends = [0.0, 120.0];
    let words = bends.into_iter().flat_map(|bend| WORDS.into_iter().map(move |words| (words, bend)));
    words.zip(fonts).map(|((words, bend), font)| {
        let text = Text {
            id: TextId::derived(&[words]),
            words: words.to_owned(),
            translations: BTreeMap::new(),
            font: Font::Bundled { font: font.id.clone() },
            em: 0.25,
            colour: Rgb([200, 30, 90]),
            halo: None,
            at: Spot { u: 0.5, v: 0.4 },
            turn: Degrees::ZERO,
            bend: Degrees::new(bend),
        };
        let bare = underlined();
        let subject = lettered(bare, &[text], None, &|_| unreachable!("no font of one's own")).unwrap();
        (format!("{words} in {}, bent by {bend}°", font.name), subject)
    })
}

/// A line to write on.
fn underlined() -> Subject {
    let bar = |at: u32| (SIDE * 7 / 10..SIDE * 3 / 4).contains(&(at / SIDE));
    let rgba = (0..SIDE * SIDE).flat_map(|at| [60, 40, 90, if bar(at) { 255 } else { 0 }]).collect();
    let picture = Picture::new(SIDE, SIDE, rgba);
    let rings = trace(&picture).unwrap();
    Subject::traced(picture, rings)
}
