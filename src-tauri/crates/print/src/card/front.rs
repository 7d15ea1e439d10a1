//! The fronts: five ways to show a charm and its name.

use dangle_design::Result;
use dangle_design::kurbo::{Affine, BezPath, Circle, Point, Rect, Shape, Vec2};
use dangle_design::project::{CardLayout, CardPattern, CardText};

use super::{Drawn, LABEL, Words};
use crate::paper::{Frame, Hand, Ink, Line, Place, Stroke, line, rounded, wrapped};

/// Room left at the sides, in mm.
const MARGIN: f64 = 6.0;
/// Ems of small lines, in mm: 6.2 points.
const SMALL: f64 = 2.2;
/// How far apart small capitals stand, in ems.
const TRACKING: f64 = 0.09;

impl Drawn<'_> {
    /// The front, with its bleed beyond the frame.
    pub(super) fn front(&self, words: &Words<'_>) -> Result<Frame> {
        let nothing = CardText::default();
        let (language, text) = words.first().map_or(("en", &nothing), |(tag, text)| (*tag, *text));
        let mut frame = self.frame(language);
        let second = second_line(words);
        match self.spec.layout {
            CardLayout::Gallery => self.gallery(&mut frame, text, &second)?,
            CardLayout::Niche => self.niche(&mut frame, text, &second)?,
            CardLayout::Window => self.window(&mut frame, text, &second)?,
            CardLayout::Wallpaper => self.wallpaper(&mut frame, text, &second)?,
            CardLayout::Poster => self.poster(&mut frame, text, &second)?,
        }
        Ok(frame)
    }

    /// Much quiet paper; below, a label as beside a picture in a museum.
    fn gallery(&self, frame: &mut Frame, text: &CardText, second: &str) -> Result<()> {
        self.ground(frame, Ink::Cmyk([0.0; 4]), self.palette.tint.clone());
        let foot = Rect::new(-3.0, self.size.height - 6.4, self.size.width + 3.0, self.size.height + 3.0);
        frame.rect(foot, 0.0, self.palette.colour.clone());
        let top = self.label_top();
        frame.rect(Rect::new(MARGIN, top + 0.6, MARGIN + 9.0, top + 1.2), 0.0, self.palette.colour.clone());
        let width = self.size.width - 2.0 * MARGIN;
        let y = title(
            frame,
            &text.title,
            Hand::Book,
            6.6,
            Point::new(MARGIN, top + 7.4),
            width,
            Place::Start,
            &Ink::BLACK,
        )?;
        self.small(frame, second, Point::new(MARGIN, y), Place::Start, Ink::BLACK)?;
        let (base, on) = (self.size.height - 2.4, || self.palette.on_colour.clone());
        frame.words(&self.spec.maker, Hand::Strong, SMALL, (MARGIN, base), Place::Start, on())?;
        let end = (self.size.width - MARGIN, base);
        frame.words(&self.spec.price, Hand::Strong, SMALL * 1.15, end, Place::End, on())?;
        Ok(())
    }

    /// A niche in the card's colour.
    fn niche(&self, frame: &mut Frame, text: &CardText, second: &str) -> Result<()> {
        self.ground(frame, self.palette.tint.clone(), self.palette.soft.clone());
        let half = self.size.width / 2.0 - MARGIN - 0.5;
        let middle = self.size.width / 2.0;
        let (top, bottom) = (self.top() - 0.5, self.label_top() - 0.5);
        frame.fill(arch(middle, half, top, bottom), self.palette.colour.clone());
        frame.stroke(
            arch(middle, half - 1.3, top + 1.3, bottom - 1.3),
            Stroke::new(self.palette.tint.clone(), 0.25),
        );
        let width = self.size.width - 2.0 * MARGIN;
        let at = Point::new(middle, self.label_top() + 7.6);
        let y = title(frame, &text.title, Hand::Book, 6.8, at, width, Place::Middle, &Ink::BLACK)?;
        self.small(frame, second, Point::new(middle, y), Place::Middle, Ink::BLACK)?;
        self.foot(frame, Ink::BLACK)
    }

    /// The card's colour all over, with a light window.
    fn window(&self, frame: &mut Frame, text: &CardText, second: &str) -> Result<()> {
        self.ground(frame, self.palette.colour.clone(), self.palette.shade.clone());
        let pane =
            Rect::new(MARGIN - 1.0, self.top() - 0.5, self.size.width - MARGIN + 1.0, self.label_top() - 1.0);
        frame.rect(pane, 5.0, self.palette.tint.clone());
        let (middle, width) = (self.size.width / 2.0, self.size.width - 2.0 * MARGIN);
        let ink = &self.palette.on_colour;
        let at = Point::new(middle, self.label_top() + 6.6);
        let y = title(frame, &text.title, Hand::Strong, 5.4, at, width, Place::Middle, ink)?;
        self.small(frame, second, Point::new(middle, y), Place::Middle, ink.clone())?;
        self.foot(frame, ink.clone())
    }

    /// The charm's own silhouette again and again; a disc behind the charm and a label below it.
    fn wallpaper(&self, frame: &mut Frame, text: &CardText, second: &str) -> Result<()> {
        self.ground(frame, self.palette.soft.clone(), self.palette.tint.clone());
        self.silhouettes(frame);
        let charm = self.charm();
        let reach = charm.size().width.hypot(charm.size().height) / 2.0 + 1.5;
        let widest = self.size.width / 2.0 - 4.0;
        let room = (self.label_top() - self.top()) / 2.0 + 1.0;
        let centre = Point::new(self.middle(), f64::midpoint(self.top(), self.label_top()) - 0.5);
        frame.fill(
            Circle::new(centre, reach.min(widest).min(room.max(12.0))).to_path(0.005),
            self.palette.tint.clone(),
        );
        let panel =
            Rect::new(MARGIN - 2.0, self.label_top(), self.size.width - MARGIN + 2.0, self.size.height - 4.0);
        frame.rect(panel, 3.0, Ink::Cmyk([0.0; 4]));
        let (middle, width) = (self.size.width / 2.0, panel.width() - 6.0);
        let at = Point::new(middle, self.label_top() + 6.4);
        let y = title(frame, &text.title, Hand::Round, 5.2, at, width, Place::Middle, &Ink::BLACK)?;
        self.small(frame, second, Point::new(middle, y - 0.2), Place::Middle, Ink::BLACK)?;
        let told = self.makers_line();
        frame.words(&told, Hand::Text, SMALL * 0.95, (middle, panel.y1 - 1.9), Place::Middle, Ink::BLACK)?;
        Ok(())
    }

    /// Large letters up the side.
    fn poster(&self, frame: &mut Frame, text: &CardText, second: &str) -> Result<()> {
        self.ground(frame, self.palette.colour.clone(), self.palette.shade.clone());
        let ink = &self.palette.on_colour;
        let set = line(&text.title, Hand::Strong, &frame.language, -0.02)?;
        let length = self.size.height - self.top() - 8.0;
        let em = (length / set.width.max(0.1)).min(self.size.width * 0.3);
        let bottom = self.size.height - MARGIN - 1.0;
        // Set upwards: the baseline stands right of the letters' feet.
        let place =
            Affine::translate((MARGIN + em * 0.74, bottom)) * Affine::rotate(-std::f64::consts::FRAC_PI_2);
        let mut side = self.frame(&frame.language);
        side.set(set, Point::ZERO, em, Place::Start, ink.clone());
        frame.lay(&side, place);
        let end = self.size.width - MARGIN;
        self.small(frame, second, Point::new(end, bottom - 3.4), Place::End, ink.clone())?;
        frame.words(&self.makers_line(), Hand::Strong, SMALL, (end, bottom), Place::End, ink.clone())?;
        Ok(())
    }

    /// The whole card, bled, with its pattern.
    fn ground(&self, frame: &mut Frame, ground: Ink, pattern: Ink) {
        let all = self.bled();
        frame.rect(all, 0.0, ground);
        let steps = |from: f64, to: f64, step: f64| {
            (0..=((to - from) / step) as u32).map(move |n| from + f64::from(n) * step)
        };
        match self.spec.pattern {
            CardPattern::Plain => {}
            CardPattern::Dots => {
                let mut dots = BezPath::new();
                for (row, y) in steps(all.y0, all.y1, 3.2).enumerate() {
                    for x in steps(all.x0 + if row % 2 == 0 { 0.0 } else { 1.85 }, all.x1, 3.7) {
                        dots.extend(Circle::new((x, y), 0.42).to_path(0.01));
                    }
                }
                frame.fill(dots, pattern);
            }
            CardPattern::Stripes => {
                for x in steps(all.x0 - all.height(), all.x1, 5.0) {
                    frame.clip(rounded(all, 0.0));
                    frame.rule((x, all.y1), (x + all.height(), all.y0), Stroke::new(pattern.clone(), 1.4));
                    frame.unclip();
                }
            }
            CardPattern::Grid => {
                for x in steps(all.x0, all.x1, 5.0) {
                    frame.rule((x, all.y0), (x, all.y1), Stroke::new(pattern.clone(), 0.22));
                }
                for y in steps(all.y0, all.y1, 5.0) {
                    frame.rule((all.x0, y), (all.x1, y), Stroke::new(pattern.clone(), 0.22));
                }
            }
        }
    }

    /// The charm's silhouette in staggered rows, turned a little this way and that.
    fn silhouettes(&self, frame: &mut Frame) {
        const PITCH: f64 = 12.5;
        let size = self.shape.outline.size;
        let scale = 7.8 / size.width.max(size.height);
        let all = self.bled();
        // The artwork's own silhouette says more than its border; where it has no white, the cut line must do.
        let white = &self.shape.white;
        let drawn = if white.elements().is_empty() { &self.shape.outline.cut } else { white };
        frame.clip(rounded(all, 0.0));
        let (columns, rows) = ((all.width() / PITCH) as i32 + 2, (all.height() / PITCH) as i32 + 2);
        for row in 0..rows {
            for column in 0..columns {
                let shift = if row % 2 == 0 { 0.0 } else { PITCH / 2.0 };
                let at = all.origin() + Vec2::new(f64::from(column) * PITCH + shift, f64::from(row) * PITCH);
                let turn = if (row + column) % 2 == 0 { 0.22 } else { -0.22 };
                let place = Affine::translate(at.to_vec2())
                    * Affine::rotate(turn)
                    * Affine::scale(scale)
                    * Affine::translate(size.to_vec2() / -2.0);
                frame.fill(place * drawn.clone(), self.palette.tint.clone());
            }
        }
        frame.unclip();
    }

    /// A small line in capitals that stand apart.
    fn small(&self, frame: &mut Frame, words: &str, at: Point, place: Place, ink: Ink) -> Result<()> {
        let set = line(&words.to_uppercase(), Hand::Text, &frame.language, TRACKING)?;
        let em = SMALL.min((self.size.width - 2.0 * MARGIN) / set.width.max(1.0));
        frame.set(set, at, em, place, ink);
        Ok(())
    }

    /// Maker and price below, in the middle.
    fn foot(&self, frame: &mut Frame, ink: Ink) -> Result<()> {
        let at = (self.size.width / 2.0, self.size.height - 3.8);
        frame.words(&self.makers_line(), Hand::Strong, SMALL, at, Place::Middle, ink)?;
        Ok(())
    }

    fn makers_line(&self) -> String {
        let told = [self.spec.maker.trim(), self.spec.price.trim()];
        told.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("  ·  ")
    }
}

/// The title on at most two lines, smaller where it would be wider; the next small line's baseline.
#[expect(clippy::too_many_arguments, reason = "each says another thing of the same few words")]
fn title(
    frame: &mut Frame,
    words: &str,
    hand: Hand,
    em: f64,
    at: Point,
    width: f64,
    place: Place,
    ink: &Ink,
) -> Result<f64> {
    let (lines, em) = fitted(words, hand, &frame.language, em, width)?;
    let more = lines.len().saturating_sub(1) as f64;
    let mut base = Point::new(at.x, at.y - more * em * 0.55);
    for line in lines {
        frame.set(line, base, em, place, ink.clone());
        base.y += em * 1.02;
    }
    Ok(base.y - em * 1.02 + 4.0)
}

/// What stands below the title: the series, or the title in the card's other languages.
fn second_line(words: &Words<'_>) -> String {
    let Some((_, first)) = words.first() else { return String::new() };
    if !first.series.trim().is_empty() {
        return first.series.clone();
    }
    let others = words.iter().skip(1).map(|(_, text)| text.title.trim());
    others.filter(|title| !title.is_empty() && *title != first.title).collect::<Vec<_>>().join("  ·  ")
}

/// Words on at most two lines of that width, and their em: as wished, or smaller.
fn fitted(words: &str, hand: Hand, language: &str, em: f64, width: f64) -> Result<(Vec<Line>, f64)> {
    for share in [1.0, 0.9, 0.8, 0.7, 0.6, 0.5] {
        let em = em * share;
        let most = if share > 0.75 { 1 } else { 2 };
        let lines = wrapped(words, hand, language, 0.0, width / em)?;
        if lines.len() <= most && lines.iter().all(|line| line.width * em <= width) {
            return Ok((lines, em));
        }
    }
    let set = line(&words.replace('\n', " "), hand, language, 0.0)?;
    let em = (width / set.width.max(0.1)).min(em);
    Ok((vec![set], em))
}

/// A round arch on straight walls.
fn arch(middle: f64, half: f64, top: f64, bottom: f64) -> BezPath {
    let kappa = half * 0.552_284_75;
    let spring = (top + half).min(bottom - 3.0);
    let mut path = BezPath::new();
    path.move_to((middle - half, bottom));
    path.line_to((middle - half, spring));
    path.curve_to((middle - half, spring - kappa), (middle - kappa, top), (middle, top));
    path.curve_to((middle + kappa, top), (middle + half, spring - kappa), (middle + half, spring));
    path.line_to((middle + half, bottom));
    path.close_path();
    path
}

/// The label is as high as five lines: title, a line below it and the maker's.
const _: () = assert!(LABEL >= 18.0);
