//! The words on a charm: whether they can be read.

use kurbo::Point;

use super::finding::mm;
use super::{Facts, Way, Words, comfortable, judged};
use crate::edit::Edit;
use crate::process::CheckCode;
use crate::shape::Check;

/// The lowest letters: small letters by their x, capitals by their H, ideographs by their box.
pub(super) fn height(facts: &Facts<'_>) -> Option<Check> {
    let rect = facts.shape.spots_box;
    let longer = rect.width().max(rect.height());
    let texts = facts.charm.texts.iter().zip(&facts.subject.letter_heights);
    let heights = texts.filter_map(|(text, height)| Some((text, height.as_ref()? * text.em * longer)));
    let (lowest, value) = heights.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let check = judged(facts.process, CheckCode::TextHeight, value)?;
    let wanted = comfortable(facts.process, CheckCode::TextHeight).unwrap_or(check.limit);
    let at = Point::new(rect.x0 + lowest.at.u * rect.width(), rect.y0 + lowest.at.v * rect.height());
    // Larger letters may make the picture larger, and so the artwork smaller: the second way has a margin.
    let ways = [1.0, 1.25].map(|margin| raised(facts, margin * wanted / longer, wanted));
    let words = Words {
        passed: format!("The lowest letters are {} high.", mm(value)),
        failed: format!("The lowest letters are {} high (at least {}).", mm(value), check.limit),
        remedy: "Make the letters larger.".to_owned(),
        ways: ways.into(),
    };
    Some(check.placed(Some(at)).said(words))
}

/// Every text so large that its lowest letters have that share of the artwork's longer side.
fn raised(facts: &Facts<'_>, share: f64, wanted: f64) -> Way {
    let mut texts = facts.charm.texts.clone();
    for (text, height) in texts.iter_mut().zip(&facts.subject.letter_heights) {
        if let Some(height) = height {
            text.em = text.em.max(share / height);
        }
    }
    let edit =
        Edit::SetTexts { charm: facts.charm.id.clone(), texts, language: facts.charm.language.clone() };
    Way { remedy: format!("Make the letters larger, so that the lowest are {wanted} mm high."), edit }
}
