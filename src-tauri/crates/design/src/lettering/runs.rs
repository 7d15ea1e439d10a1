//! Words into runs of letters that one font has each.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::UnicodeEmoji;
use unicode_properties::emoji::EmojiStatus;
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{Faces, Role};

/// Letters of one font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The font's place in the list.
    pub(super) face: usize,
    /// The letters.
    pub(super) words: String,
}

/// The lines of the words, as runs, and the letters that no font has, which are left out.
pub(super) fn lines(
    words: &str,
    chosen: usize,
    language: Option<&str>,
    faces: &Faces,
) -> (Vec<Vec<Run>>, BTreeSet<char>) {
    let composed: String = words.nfc().collect();
    let order = order(&composed, chosen, language, faces);
    let mut missing = BTreeSet::new();
    let line = |line: &str| {
        let mut runs = Vec::new();
        for cluster in line.graphemes(true) {
            place(cluster, &order, faces, &mut runs, &mut missing);
        }
        runs
    };
    let lines = composed.split('\n').map(line).collect();
    (lines, missing)
}

/// The fonts in the order they are asked: the chosen one, then those for letters (of the two for Han, the one
/// that the words are in comes first), then what others lack.
fn order(words: &str, chosen: usize, language: Option<&str>, faces: &Faces) -> Vec<usize> {
    let mut order = vec![chosen];
    let of_role = |role: Role| (0..faces.list.len()).filter(move |&face| faces.list[face].role == role);
    order.extend(of_role(Role::Letters));
    if is_chinese(words, language, faces) {
        let (from, to) = (faces.place("zcool-kuaile"), faces.place("zen-maru-gothic"));
        if let (Some(chinese), Some(japanese)) = (from, to) {
            order.retain(|&face| face == chosen || face != chinese);
            let before = order.iter().skip(1).position(|&face| face == japanese).map_or(1, |at| at + 1);
            order.insert(before, chinese);
        }
    }
    order.extend(of_role(Role::Rest));
    order.extend(of_role(Role::Emoji));
    order
}

/// Han letters look a little different in Chinese and in Japanese. Kana tell Japanese; hanzi that Japanese
/// fonts lack tell Chinese.
fn is_chinese(words: &str, language: Option<&str>, faces: &Faces) -> bool {
    match language.and_then(|tag| tag.split('-').next()) {
        Some("zh") => return true,
        Some("ja") => return false,
        _ => {}
    }
    let han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let kana = |c: char| ('\u{3041}'..='\u{30ff}').contains(&c);
    let Some(japanese) = faces.place("zen-maru-gothic") else { return false };
    !words.chars().any(kana) && words.chars().any(|c| han(c) && !faces.list[japanese].has(c))
}

/// Puts a letter, with all its marks, into the last run or a new one.
fn place(cluster: &str, order: &[usize], faces: &Faces, runs: &mut Vec<Run>, missing: &mut BTreeSet<char>) {
    let letters: Vec<char> = cluster.chars().filter(|&c| needs_glyph(c)).collect();
    let has_all = |face: usize| letters.iter().all(|&letter| faces.list[face].has(letter));
    let last = runs.last().map(|run| run.face);
    let emoji = is_emoji(cluster);
    let coloured = order.iter().copied().filter(|&face| emoji && faces.list[face].role == Role::Emoji);
    let first = order.first().copied().filter(|&face| !emoji || faces.is_emoji_font(face));
    let blank = cluster.chars().all(char::is_whitespace);
    let face = last
        .filter(|_| blank)
        .into_iter()
        .chain(first)
        .chain(coloured)
        .chain(order.iter().copied())
        .find(|&face| has_all(face));
    let (face, words) = match (face, last.or(order.first().copied())) {
        (Some(face), _) => (face, cluster),
        (None, Some(face)) if blank => (face, " "),
        _ => {
            missing.extend(letters.iter().find(|&&letter| order.iter().all(|&f| !faces.list[f].has(letter))));
            return;
        }
    };
    let words: String = words.chars().filter(|c| !c.is_control()).collect();
    match runs.last_mut() {
        Some(run) if run.face == face => run.words.push_str(&words),
        _ => runs.push(Run { face, words }),
    }
}

/// Whether the letter is seen as a picture: by itself, or because what follows asks for one.
fn is_emoji(cluster: &str) -> bool {
    let Some(first) = cluster.chars().next() else { return false };
    let picture = matches!(
        first.emoji_status(),
        EmojiStatus::EmojiPresentation
            | EmojiStatus::EmojiPresentationAndModifierBase
            | EmojiStatus::EmojiPresentationAndEmojiComponent
            | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent
    );
    !cluster.contains('\u{fe0e}') && (picture || cluster.contains('\u{fe0f}'))
}

/// Joiners, selectors and marks of direction steer how others look and have no look of their own.
fn needs_glyph(c: char) -> bool {
    let steers = matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}');
    !steers && !c.is_control()
}
