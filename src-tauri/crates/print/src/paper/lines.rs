//! Words into lines of glyphs.

use dangle_design::Result;
use dangle_design::kurbo::{Affine, BezPath, Vec2};
use harfrust::{ShapeOptions, UnicodeBuffer};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::faces::{Face, Hand, faces};

/// One glyph of a line; lengths in ems.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Which font.
    pub(super) face: usize,
    /// Which glyph of it.
    pub(super) id: u16,
    /// Where it stands, from the line's start, y down.
    pub(super) at: Vec2,
    /// The letters that it draws; empty where another glyph tells them.
    pub(super) letters: String,
}

/// A line of words, set; lengths in ems.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    /// From its start to its end.
    pub(crate) width: f64,
}

impl Line {
    /// The line as one outline in ems, y down, its start on the baseline the origin.
    pub(super) fn outline(&self, faces: &[Face]) -> BezPath {
        let mut outline = BezPath::new();
        for glyph in &self.glyphs {
            outline.extend(Affine::translate(glyph.at) * faces[glyph.face].outline(glyph.id));
        }
        outline
    }
}

/// Words on one line, `tracking` ems farther apart than the font has them. Letters that no font has are left out.
///
/// # Errors
/// `Store` when Dangle's fonts are damaged.
pub(crate) fn line(words: &str, hand: Hand, language: &str, tracking: f64) -> Result<Line> {
    let faces = faces()?;
    let mut line = Line::default();
    for (face, run) in runs(words, &hand.order(language), faces) {
        shape(&run, face, faces, tracking, &mut line)?;
    }
    // The last letter is followed by nothing it could stand apart from.
    line.width = (line.width - tracking).max(0.0);
    Ok(line)
}

/// Words on as many lines as they need to be no wider than `width` ems. A word that is wider stands by itself.
///
/// # Errors
/// `Store` when Dangle's fonts are damaged.
pub(crate) fn wrapped(
    words: &str,
    hand: Hand,
    language: &str,
    tracking: f64,
    width: f64,
) -> Result<Vec<Line>> {
    let set = |words: &str| line(words.trim_end(), hand, language, tracking);
    let mut lines = Vec::new();
    for paragraph in words.split('\n') {
        let (mut start, mut end) = (0, 0);
        for (at, kind) in linebreaks(paragraph) {
            if end > start && set(&paragraph[start..at])?.width > width {
                lines.push(set(&paragraph[start..end])?);
                start = end;
            }
            end = at;
            if kind == BreakOpportunity::Mandatory {
                lines.push(set(&paragraph[start..end])?);
                start = end;
            }
        }
        if paragraph.is_empty() {
            lines.push(Line::default());
        }
    }
    Ok(lines)
}

/// Stretches of words that one font has all letters of.
fn runs(words: &str, order: &[usize], faces: &[Face]) -> Vec<(usize, String)> {
    let mut runs: Vec<(usize, String)> = Vec::new();
    for cluster in words.graphemes(true) {
        let blank = cluster.chars().all(char::is_whitespace);
        let has = |face: &usize| cluster.chars().all(|letter| faces[*face].has(letter) || is_unseen(letter));
        let last = runs.last().map(|(face, _)| *face).filter(|face| blank && faces[*face].has(' '));
        let face = last.or_else(|| order.iter().copied().find(has));
        match (face, runs.last_mut()) {
            (Some(face), Some((last, run))) if face == *last => run.push_str(cluster),
            (Some(face), _) => runs.push((face, cluster.to_owned())),
            (None, _) => {}
        }
    }
    runs
}

/// Joiners, selectors and controls steer how others look and have no look of their own.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}')
}

fn shape(words: &str, face: usize, faces: &[Face], tracking: f64, line: &mut Line) -> Result<()> {
    let font = faces[face].font()?;
    let em = faces[face].em;
    let mut buffer = UnicodeBuffer::new();
    let words: String = words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    buffer.push_str(&words);
    buffer.guess_segment_properties();
    let shaped = faces[face].shaper().shaper(&font).build().shape(buffer, ShapeOptions::new());
    let (infos, positions) = (shaped.glyph_infos(), shaped.glyph_positions());
    for (at, (info, position)) in infos.iter().zip(positions).enumerate() {
        let from = info.cluster as usize;
        let next = infos[at + 1..].iter().map(|next| next.cluster as usize).find(|next| *next > from);
        let first = at == 0 || infos[at - 1].cluster != info.cluster;
        let letters = if first { &words[from..next.unwrap_or(words.len())] } else { "" };
        let offset = Vec2::new(f64::from(position.x_offset), -f64::from(position.y_offset)) / em;
        line.glyphs.push(Glyph {
            face,
            // Fonts have at most 65535 glyphs.
            id: info.glyph_id as u16,
            at: Vec2::new(line.width, 0.0) + offset,
            letters: letters.to_owned(),
        });
        line.width += f64::from(position.x_advance) / em + tracking;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_all_scripts_are_set_and_none_is_lost() {
        let line = line("Boba 珍珠奶茶 タピオカ 버블티 ¥ ø", Hand::Book, "ja", 0.0).unwrap();
        let told: String = line.glyphs.iter().map(|glyph| glyph.letters.as_str()).collect();
        assert_eq!(told, "Boba 珍珠奶茶 タピオカ 버블티 ¥ ø");
        assert!(line.glyphs.iter().all(|glyph| glyph.id != 0));
        assert!(line.width > 10.0);
    }

    #[test]
    fn lines_are_broken_where_the_language_allows_and_stay_within_their_width() {
        let lines = wrapped(
            "Keep away from heat and from water. 请避免高温和潮湿，请勿弯折。",
            Hand::Text,
            "zh-CN",
            0.0,
            8.0,
        );
        let lines = lines.unwrap();
        assert!(lines.len() > 3);
        assert!(lines.iter().all(|line| line.width <= 8.0));
        let starts = |line: &Line| line.glyphs[0].letters.clone();
        assert!(lines.iter().all(|line| !"，。".contains(&starts(line))), "no line begins with a comma");
        let all: String =
            lines.iter().flat_map(|line| &line.glyphs).map(|glyph| glyph.letters.as_str()).collect();
        assert!(all.contains("heat") && all.contains("请勿弯折。"));
    }

    #[test]
    fn letters_stand_farther_apart_when_tracked() {
        let width = |tracking| line("MUSEUM", Hand::Strong, "en", tracking).unwrap().width;
        assert!((width(0.1) - width(0.0) - 0.5).abs() < 1e-9);
    }
}
