//! The back: story, care and material in every language of the card, and what can be scanned.

use dangle_design::Result;
use dangle_design::kurbo::Point;
use dangle_design::project::{CardHang, CardHole, CardText};

use super::code::Code;
use super::{Drawn, Words, too_much, words};
use crate::paper::{Frame, Hand, Ink, Place, Stroke};

/// Room left at the sides, in mm.
const MARGIN: f64 = 6.0;
/// Ems of the story and of what is below it, in mm: 7 and 6.4 points.
const STORY: f64 = 2.5;
const BESIDE: f64 = 2.25;
/// Letters are made this much smaller, one after the other, until all words fit: the last are of 5.6 points, below
/// which print on card cannot be read.
const SHARES: [f64; 4] = [1.0, 0.94, 0.88, 0.8];

impl Drawn<'_> {
    /// The back, as it is looked at; holes are where the front's are, mirrored.
    pub(super) fn back(&self, words: &Words<'_>) -> Result<Frame> {
        let code = Code::of(&self.spec.code, self.size.width - 2.0 * 4.0)?;
        let foot = code.as_ref().map_or(9.0, |code| code.size.height + 5.0);
        let floor = self.size.height - foot;
        let mut over = f64::MAX;
        for share in SHARES {
            let mut frame = self.frame(words.first().map_or("en", |(tag, _)| tag));
            frame.rect(self.bled(), 0.0, Ink::Cmyk([0.0; 4]));
            let end = self.told(&mut frame, words, share)?;
            if end <= floor {
                self.bottom(&mut frame, code.as_ref())?;
                return Ok(frame);
            }
            over = end - floor;
        }
        Err(too_much("what is told on the back", over))
    }

    /// The words, from the top; where they end.
    fn told(&self, frame: &mut Frame, words: &Words<'_>, share: f64) -> Result<f64> {
        // Nothing is printed where the charm's ring goes through.
        let top = match (self.spec.hang, self.spec.hole) {
            (CardHang::None, CardHole::None) => MARGIN + 3.0,
            (CardHang::None, _) => 18.5,
            (CardHang::Holes | CardHang::Slits, _) => self.hung_from().y + 6.5,
        };
        let mut y = top;
        for (at, (language, text)) in words.iter().enumerate() {
            (*language).clone_into(&mut frame.language);
            if at > 0 {
                let line = Stroke::new(Ink::grey(0.45), 0.18);
                frame.rule((MARGIN, y - 1.6), (MARGIN + 8.0, y - 1.6), line);
                y += 2.2;
            }
            y = self.one(frame, language, text, y, share)?;
        }
        words.first().map_or("en", |(tag, _)| tag).clone_into(&mut frame.language);
        Ok(y)
    }

    fn one(&self, frame: &mut Frame, language: &str, text: &CardText, y: f64, share: f64) -> Result<f64> {
        let width = self.size.width - 2.0 * MARGIN;
        let mut y = y;
        let title = 4.3 * share;
        if !text.title.trim().is_empty() {
            let at = Point::new(MARGIN, y);
            y = frame.paragraph(&text.title, Hand::Book, title, at, width, 1.1, Place::Start, &Ink::BLACK)?;
        }
        if !text.story.trim().is_empty() {
            let em = STORY * share;
            y = frame.paragraph(
                &text.story,
                Hand::Text,
                em,
                (MARGIN, y),
                width,
                1.42,
                Place::Start,
                &Ink::BLACK,
            )?;
            y += 1.0;
        }
        let named = words::headings(language);
        for (heading, told) in [(named.material, &text.material), (named.care, &text.care)] {
            if told.trim().is_empty() {
                continue;
            }
            let em = BESIDE * share;
            let head = frame.words(heading, Hand::Strong, em, (MARGIN, y), Place::Start, Ink::BLACK)?;
            let indent = head + em * 0.6;
            // The words begin beside their heading and go on below it.
            let first = crate::paper::wrapped(told.trim(), Hand::Text, language, 0.0, (width - indent) / em)?;
            let lines = first.len();
            if lines <= 1 {
                y = frame.paragraph(
                    told.trim(),
                    Hand::Text,
                    em,
                    (MARGIN + indent, y),
                    width - indent,
                    1.4,
                    Place::Start,
                    &Ink::BLACK,
                )?;
            } else {
                y = frame.paragraph(
                    told.trim(),
                    Hand::Text,
                    em,
                    (MARGIN, y + em * 1.4),
                    width,
                    1.4,
                    Place::Start,
                    &Ink::BLACK,
                )?;
            }
            y += 0.7;
        }
        Ok(y + 0.6)
    }

    /// The code on the left, maker and price beside or below it.
    fn bottom(&self, frame: &mut Frame, code: Option<&Code>) -> Result<()> {
        let base = self.size.height - 4.6;
        let end = self.size.width - MARGIN;
        let Some(code) = code else {
            frame.words(&self.spec.maker, Hand::Strong, BESIDE, (MARGIN, base), Place::Start, Ink::BLACK)?;
            frame.words(&self.spec.price, Hand::Strong, BESIDE * 1.2, (end, base), Place::End, Ink::BLACK)?;
            return Ok(());
        };
        let beside = self.size.width - 2.0 * 4.0 - code.size.width;
        let y = self.size.height - 3.6 - code.size.height;
        if beside < 14.0 {
            return code.lay(frame, (self.size.width - code.size.width) / 2.0, y);
        }
        code.lay(frame, 4.0, y)?;
        let room = beside - 3.0;
        let at = Point::new(end, y + code.size.height - 1.2);
        frame.words(&self.spec.price, Hand::Strong, 3.6, at, Place::End, Ink::BLACK)?;
        let above = at.y - if self.spec.price.is_empty() { 0.0 } else { 5.0 };
        let lines = crate::paper::wrapped(&self.spec.maker, Hand::Text, &frame.language, 0.0, room / BESIDE)?;
        let mut up = above - (lines.len().saturating_sub(1)) as f64 * BESIDE * 1.3;
        for line in lines {
            frame.set(line, Point::new(end, up), BESIDE, Place::End, Ink::BLACK);
            up += BESIDE * 1.3;
        }
        Ok(())
    }
}
