//! The words on a charm: whether they can be read.

use kurbo::Point;

use super::finding::mm;
use super::{Facts, Way, Words, comfortable, judged};
use crate::edit::Edit;
use crate::process::CheckCode;
use crate::project::Text;
use crate::shape::Check;

/// A capital's height, as a share of the em: 0.66 to 0.73 in the fonts that people set charms in.
const CAPITAL: f64 = 0.7;

/// The lowest capitals.
pub(super) fn height(facts: &Facts<'_>) -> Option<Check> {
    let rect = facts.shape.spots_box;
    let longer = rect.width().max(rect.height());
    let capital = |text: &Text| CAPITAL * text.em * longer;
    let lowest = shown(facts).min_by(|a, b| a.em.total_cmp(&b.em))?;
    let value = capital(lowest);
    let check = judged(facts.process, CheckCode::TextHeight, value)?;
    let wanted = comfortable(facts.process, CheckCode::TextHeight).unwrap_or(check.limit);
    let at = Point::new(rect.x0 + lowest.at.u * rect.width(), rect.y0 + lowest.at.v * rect.height());
    // Larger letters may make the picture larger, and so the artwork smaller: the second way has a margin.
    let ways = [1.0, 1.25].map(|margin| raised(facts, margin * wanted / (CAPITAL * longer), wanted));
    let words = Words {
        passed: format!("The lowest capitals are {} high.", mm(value)),
        failed: format!("The lowest capitals are {} high (at least {}).", mm(value), check.limit),
        remedy: "Make the letters larger.".to_owned(),
        ways: ways.into(),
    };
    Some(check.placed(Some(at)).said(words))
}

/// The texts that show something in the language shown.
fn shown<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Text> {
    let language = facts.charm.language.as_deref();
    facts.charm.texts.iter().filter(move |text| !text.words_in(language).trim().is_empty())
}

fn raised(facts: &Facts<'_>, em: f64, wanted: f64) -> Way {
    let mut texts = facts.charm.texts.clone();
    for text in &mut texts {
        text.em = text.em.max(em);
    }
    let edit =
        Edit::SetTexts { charm: facts.charm.id.clone(), texts, language: facts.charm.language.clone() };
    Way { remedy: format!("Make the letters larger, so that capitals are {wanted} mm high."), edit }
}
