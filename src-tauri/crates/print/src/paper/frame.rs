//! A page as it is drawn: what lies where, in millimetres, y down.

use std::borrow::Cow;
use std::sync::Arc;

use dangle_design::Result;
use dangle_design::artwork::Picture;
use dangle_design::kurbo::{Affine, BezPath, Line as Segment, Point, Rect, RoundedRect, Shape, Size};

use super::faces::Hand;
use super::lines::{Line, line, wrapped};

/// How far a circle's cubics may leave the circle, in mm.
const ROUNDNESS: f64 = 0.005;

/// What something is painted with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ink {
    /// Shares of cyan, magenta, yellow and black, 0 to 1.
    Cmyk([f32; 4]),
    /// A colour of the screen.
    Rgb([u8; 3]),
    /// A spot at full tint, in overprint: its name, and how it is shown where there is no such ink.
    Spot(Cow<'static, str>, [f32; 4]),
}

impl Ink {
    /// Black alone: one plate, so that small letters stay sharp.
    pub(crate) const BLACK: Ink = Ink::Cmyk([0.0, 0.0, 0.0, 1.0]);

    /// A grey of black alone.
    pub(crate) fn grey(share: f32) -> Ink {
        Ink::Cmyk([0.0, 0.0, 0.0, share])
    }
}

/// A line that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) ink: Ink,
    /// Its width in mm.
    pub(crate) width: f64,
    /// Lengths of dash and gap in mm.
    pub(crate) dash: Option<[f64; 2]>,
}

impl Stroke {
    /// A whole line.
    pub(crate) fn new(ink: Ink, width: f64) -> Stroke {
        Stroke { ink, width, dash: None }
    }

    /// A dashed line.
    pub(crate) fn dashed(ink: Ink, width: f64, dash: [f64; 2]) -> Stroke {
        Stroke { ink, width, dash: Some(dash) }
    }
}

/// What lies on a page.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A filled or stroked path; filled by the non-zero rule.
    Path { path: BezPath, fill: Option<Ink>, stroke: Option<Stroke> },
    /// A line of words: its ems in millimetres, and where its start on the baseline lies.
    Words { line: Line, place: Affine, ink: Ink },
    /// A picture.
    Picture { picture: Arc<Picture>, rect: Rect },
    /// What follows is seen only inside this path, until the end.
    Clip(BezPath),
    /// The end of the clip that was begun last.
    Unclip,
}

/// Where a line of words stands against its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A page as it is drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    pub(crate) size: Size,
    pub(super) items: Vec<Item>,
    /// The language words are in.
    pub(crate) language: String,
}

impl Frame {
    /// An empty page.
    pub(crate) fn new(size: Size, language: &str) -> Frame {
        Frame { size, items: Vec::new(), language: language.to_owned() }
    }

    /// Fills a path.
    pub(crate) fn fill(&mut self, path: BezPath, ink: Ink) {
        self.items.push(Item::Path { path, fill: Some(ink), stroke: None });
    }

    /// Strokes a path.
    pub(crate) fn stroke(&mut self, path: BezPath, stroke: Stroke) {
        self.items.push(Item::Path { path, fill: None, stroke: Some(stroke) });
    }

    /// Fills a rectangle, its corners round by `radius`.
    pub(crate) fn rect(&mut self, rect: Rect, radius: f64, ink: Ink) {
        self.fill(rounded(rect, radius), ink);
    }

    /// Strokes a straight line.
    pub(crate) fn rule(&mut self, from: impl Into<Point>, to: impl Into<Point>, stroke: Stroke) {
        self.stroke(Segment::new(from, to).to_path(ROUNDNESS), stroke);
    }

    /// Lays a picture.
    pub(crate) fn picture(&mut self, picture: &Arc<Picture>, rect: Rect) {
        self.items.push(Item::Picture { picture: picture.clone(), rect });
    }

    /// Draws what follows inside a path only, until [`Frame::unclip`].
    pub(crate) fn clip(&mut self, path: BezPath) {
        self.items.push(Item::Clip(path));
    }

    /// Ends the clip that was begun last.
    pub(crate) fn unclip(&mut self) {
        self.items.push(Item::Unclip);
    }

    /// Lays a line that is set already, `em` mm high.
    pub(crate) fn set(&mut self, line: Line, at: Point, em: f64, place: Place, ink: Ink) {
        let back = match place {
            Place::Start => 0.0,
            Place::Middle => line.width / 2.0,
            Place::End => line.width,
        };
        let place = Affine::translate(at.to_vec2() - dangle_design::kurbo::Vec2::new(back * em, 0.0))
            * Affine::scale(em);
        self.items.push(Item::Words { line, place, ink });
    }

    /// Lays words on one line; its width in mm.
    pub(crate) fn words(
        &mut self,
        words: &str,
        hand: Hand,
        em: f64,
        at: impl Into<Point>,
        place: Place,
        ink: Ink,
    ) -> Result<f64> {
        let line = line(words, hand, &self.language, 0.0)?;
        let width = line.width * em;
        self.set(line, at.into(), em, place, ink);
        Ok(width)
    }

    /// Lays words turned about the point, in radians clockwise, their middle on it.
    pub(crate) fn turned(
        &mut self,
        words: &str,
        hand: Hand,
        em: f64,
        at: impl Into<Point>,
        turn: f64,
        ink: Ink,
    ) -> Result<()> {
        let line = line(words, hand, &self.language, 0.0)?;
        let place = Affine::translate(at.into().to_vec2())
            * Affine::rotate(turn)
            * Affine::translate((-line.width / 2.0 * em, 0.0))
            * Affine::scale(em);
        self.items.push(Item::Words { line, place, ink });
        Ok(())
    }

    /// Lays words on as many lines as `width` asks for, each `leading` ems below the one before; the baseline of
    /// the line that would come next.
    #[expect(clippy::too_many_arguments, reason = "each says another thing of the same few words")]
    pub(crate) fn paragraph(
        &mut self,
        words: &str,
        hand: Hand,
        em: f64,
        at: impl Into<Point>,
        width: f64,
        leading: f64,
        place: Place,
        ink: &Ink,
    ) -> Result<f64> {
        let mut at = at.into();
        for line in wrapped(words, hand, &self.language, 0.0, width / em)? {
            self.set(line, at, em, place, ink.clone());
            at.y += em * leading;
        }
        Ok(at.y)
    }

    /// Lays another page on this one.
    pub(crate) fn lay(&mut self, other: &Frame, place: Affine) {
        for item in &other.items {
            self.items.push(match item {
                Item::Path { path, fill, stroke } => {
                    Item::Path { path: place * path.clone(), fill: fill.clone(), stroke: stroke.clone() }
                }
                Item::Words { line, place: at, ink } => {
                    Item::Words { line: line.clone(), place: place * *at, ink: ink.clone() }
                }
                Item::Picture { picture, rect } => {
                    Item::Picture { picture: picture.clone(), rect: place.transform_rect_bbox(*rect) }
                }
                Item::Clip(path) => Item::Clip(place * path.clone()),
                Item::Unclip => Item::Unclip,
            });
        }
    }
}

/// A rectangle with round corners.
pub(crate) fn rounded(rect: Rect, radius: f64) -> BezPath {
    if radius > 0.0 {
        RoundedRect::from_rect(rect, radius).to_path(ROUNDNESS)
    } else {
        rect.to_path(ROUNDNESS)
    }
}

/// Places something of that size in the middle of a room, as large as it can be.
pub(crate) fn fitted(size: Size, room: Rect) -> Affine {
    let scale = (room.width() / size.width).min(room.height() / size.height);
    let origin = room.center() - (size.to_vec2() * scale) / 2.0;
    Affine::translate(origin.to_vec2()) * Affine::scale(scale)
}
