//! What the tests of words share.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use dangle_design::artwork::{Picture, Subject, decode, trace};
use dangle_design::id::{FontId, TextId};
use dangle_design::lettering;
use dangle_design::project::{Font, Spot, Text};
use dangle_design::units::{Degrees, Rgb};

/// A picture's mask, row by row.
pub(crate) type Mask = Vec<Vec<bool>>;

/// A square artwork with nothing on it but a black corner.
pub(crate) fn plain(side: u32) -> Subject {
    let dot = (side / 50).max(2);
    let pixel = |at: u32| if at % side < dot && at / side < dot { [0, 0, 0, 255] } else { [0; 4] };
    let picture = Picture::new(side, side, (0..side * side).flat_map(pixel).collect());
    let rings = trace(&picture).unwrap();
    Subject::traced(picture, rings)
}

pub(crate) fn bundled_font(id: &str) -> Font {
    Font::Bundled { font: FontId::new(id).unwrap() }
}

/// A text in the middle, red, a fifth of the artwork high.
pub(crate) fn text(words: &str, font: &str) -> Text {
    Text {
        id: TextId::derived(&[words]),
        words: words.to_owned(),
        translations: BTreeMap::new(),
        font: bundled_font(font),
        em: 0.2,
        colour: Rgb([200, 30, 90]),
        halo: None,
        at: Spot { u: 0.5, v: 0.5 },
        turn: Degrees::ZERO,
        bend: Degrees::ZERO,
    }
}

pub(crate) fn lettered(art: &Subject, texts: &[Text]) -> Subject {
    lettered_in(art, texts, None)
}

pub(crate) fn lettered_in(art: &Subject, texts: &[Text], language: Option<&str>) -> Subject {
    lettering::lettered(art.clone(), texts, language, &|_| unreachable!("no font of one's own")).unwrap()
}

/// Where something other than the black corner is inked.
pub(crate) fn ink(picture: &Picture) -> Mask {
    let inked = |p: &[u8; 4]| p[3] > 127 && p[..3] != [0, 0, 0];
    let rows = picture.rgba().as_chunks::<4>().0.chunks_exact(picture.width() as usize);
    rows.map(|row| row.iter().map(inked).collect()).collect()
}

/// The mask's inked box.
pub(crate) fn framed(mask: &Mask) -> Mask {
    let rows: Vec<usize> = (0..mask.len()).filter(|&y| mask[y].contains(&true)).collect();
    let (top, bottom) = (rows[0], rows[rows.len() - 1]);
    let columns: Vec<usize> = (0..mask[0].len()).filter(|&x| (top..=bottom).any(|y| mask[y][x])).collect();
    let (left, right) = (columns[0], columns[columns.len() - 1]);
    mask[top..=bottom].iter().map(|row| row[left..=right].to_vec()).collect()
}

/// The same words as another program sets them.
pub(crate) fn reference(font: &str) -> Mask {
    let path = format!("{}/tests/lettering_common/words/{font}.png", env!("CARGO_MANIFEST_DIR"));
    let picture = decode(&std::fs::read(path).unwrap()).unwrap();
    let rows = picture.rgba().as_chunks::<4>().0.chunks_exact(picture.width() as usize);
    framed(&rows.map(|row| row.iter().map(|p| p[0] > 127).collect()).collect())
}

/// How much two masks have in common where they match best, within a pixel.
pub(crate) fn iou(a: &Mask, b: &Mask) -> f64 {
    let shifts = (-1..=1).flat_map(|y| (-1..=1).map(move |x| (x, y)));
    shifts.map(|shift| iou_shifted(a, b, shift)).fold(0.0, f64::max)
}

fn iou_shifted(a: &Mask, b: &Mask, (right, down): (i64, i64)) -> f64 {
    let at = |mask: &Mask, x: i64, y: i64| {
        let row = usize::try_from(y).ok().and_then(|y| mask.get(y));
        row.and_then(|row| row.get(usize::try_from(x).ok()?)).copied().unwrap_or(false)
    };
    let (mut both, mut either) = (0u32, 0u32);
    for y in -1..=a.len().max(b.len()) as i64 {
        for x in -1..=a[0].len().max(b[0].len()) as i64 {
            let (one, other) = (at(a, x, y), at(b, x + right, y + down));
            both += u32::from(one && other);
            either += u32::from(one || other);
        }
    }
    f64::from(both) / f64::from(either)
}
