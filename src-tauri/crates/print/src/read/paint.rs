//! Painting marks onto plates, by the worst reading of any RIP we know.
//!
//! Where renderers differ over what happens to a spot below a mark, the spot is taken to suffer:
//! it is gone under a mark without overprint and under RGB whatever its overprint says (Ghostscript), and
//! thinned under anything blended (both Ghostscript and MuPDF). A file whose plates survive this reading
//! survives theirs.

use std::sync::Arc;

use dangle_design::Result;
use kurbo::{Affine, BezPath, Rect, Shape};
use resvg::tiny_skia::{FillRule, Mask, Transform};

use super::marks::{Clip, Drawing, Image, Mark, MarkKind};
use super::open::File;
use super::plate::{Coat, Painted};
use super::samples::{Sample, Sampler};
use super::{limits, too_much};
use crate::coverage::{self, times};

/// The part of the page that is painted, and how finely.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// Maps page points, y up, to pixels, y down.
    pub(crate) to_pixels: Affine,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

struct Painter<'a> {
    file: &'a File,
    window: Window,
    painted: Painted,
    /// The clip last asked for, and how much of each pixel it lets through.
    clip: Option<(Arc<Clip>, Vec<u8>)>,
    /// Pixels touched so far.
    touched: u64,
    scratch: Mask,
}

/// Paints the drawing.
///
/// # Errors
/// `TooLarge` past a limit, `File` when a picture is damaged.
pub(crate) fn paint(file: &File, drawing: &Drawing<'_>, window: Window) -> Result<Painted> {
    let scratch = coverage::mask(window.width, window.height)
        .ok_or_else(|| too_much("a page of no or too great size"))?;
    let painted = Painted::bare(drawing, window.width * window.height);
    let mut painter = Painter { file, window, painted, clip: None, touched: 0, scratch };
    for mark in &drawing.marks {
        painter.mark(mark)?;
    }
    Ok(painter.painted)
}

/// The pixels a mark may touch: from x0, y0 up to but not including x1, y1.
#[derive(Clone, Copy)]
struct Span {
    x0: usize,
    y0: usize,
    x1: usize,
    y1: usize,
}

impl Span {
    fn pixels(self) -> impl Iterator<Item = (usize, usize)> {
        (self.y0..self.y1).flat_map(move |y| (self.x0..self.x1).map(move |x| (x, y)))
    }
}

impl Painter<'_> {
    fn mark(&mut self, mark: &Mark<'_>) -> Result<()> {
        self.set_clip(mark.clip.as_ref())?;
        match &mark.kind {
            MarkKind::Fill { path, even_odd } => self.area(mark, &self.on_plate(path), rule(*even_odd)),
            MarkKind::Stroke { path, width } => self.line(mark, &self.on_plate(path), *width),
            MarkKind::Image(image) => self.image(mark, image),
            MarkKind::Shading => {
                let all = Rect::new(0.0, 0.0, self.window.width as f64, self.window.height as f64);
                self.area(mark, &all.to_path(1.0), FillRule::Winding)
            }
        }
    }

    fn on_plate(&self, path: &BezPath) -> BezPath {
        self.window.to_pixels * path.clone()
    }

    /// Which pixels a box touches, charged to the account.
    fn span(&mut self, bounds: Rect) -> Result<Option<Span>> {
        let low = |value: f64| value.floor().max(0.0) as usize;
        let high = |value: f64, end: usize| (value.ceil().max(0.0) as usize).min(end);
        let (x0, y0) = (low(bounds.x0), low(bounds.y0));
        let (x1, y1) = (high(bounds.x1, self.window.width), high(bounds.y1, self.window.height));
        let touched = x1.saturating_sub(x0) as u64 * y1.saturating_sub(y0) as u64;
        self.charge(touched)?;
        Ok((touched > 0).then_some(Span { x0, y0, x1, y1 }))
    }

    fn charge(&mut self, pixels: u64) -> Result<()> {
        // Even a mark of no pixels is some work.
        self.touched += pixels + 64;
        if self.touched > limits::PAINTED_PIXELS {
            return Err(too_much("more painted on one another than can be followed"));
        }
        Ok(())
    }

    fn set_clip(&mut self, clip: Option<&Arc<Clip>>) -> Result<()> {
        let Some(clip) = clip else {
            self.clip = None;
            return Ok(());
        };
        if self.clip.as_ref().is_some_and(|(current, _)| Arc::ptr_eq(current, clip)) {
            return Ok(());
        }
        let mut through = vec![255; self.window.width * self.window.height];
        let mut next = Some(clip);
        while let Some(clip) = next {
            self.charge(through.len() as u64)?;
            let path = self.on_plate(&clip.path);
            match self.cover(&path, rule(clip.even_odd))? {
                Some(_) => through = coverage::clipped(&through, self.scratch.data()),
                // A clip that cannot be filled lets nothing through.
                None => through.fill(0),
            }
            next = clip.within.as_ref();
        }
        self.clip = Some((clip.clone(), through));
        Ok(())
    }

    /// Fills the path into the scratch mask.
    fn cover(&mut self, path: &BezPath, rule: FillRule) -> Result<Option<Span>> {
        let Some(skia) = coverage::to_skia(path) else { return Ok(None) };
        let Some(span) = self.span(path.bounding_box())? else { return Ok(None) };
        self.scratch.clear();
        self.scratch.fill_path(&skia, rule, true, Transform::identity());
        Ok(Some(span))
    }

    fn line(&mut self, mark: &Mark<'_>, path: &BezPath, width: f64) -> Result<()> {
        if coverage::to_skia(path).is_none() {
            return Ok(());
        }
        // PDF's thinnest line is one pixel of the device.
        let width = (width * self.window.to_pixels.determinant().abs().sqrt()).max(1.0);
        self.area(mark, &coverage::line(path, width), FillRule::Winding)
    }

    fn area(&mut self, mark: &Mark<'_>, path: &BezPath, rule: FillRule) -> Result<()> {
        let Some(span) = self.cover(path, rule)? else { return Ok(()) };
        let coat = Coat::new(mark, &self.painted);
        let tints = coat.tints();
        let process = mark.space.process(&tints);
        for (x, y) in span.pixels() {
            let at = y * self.window.width + x;
            let covered = self.through_clip(at, self.scratch.data()[at]);
            coat.put(&mut self.painted, at, covered, &tints, process);
        }
        Ok(())
    }

    fn through_clip(&self, at: usize, covered: u8) -> u8 {
        self.clip.as_ref().map_or(covered, |(_, through)| times(covered, through[at]))
    }

    fn image(&mut self, mark: &Mark<'_>, image: &Image<'_>) -> Result<()> {
        let place = self.window.to_pixels * image.place;
        let frame = place.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        let Some(span) = self.span(frame)? else { return Ok(()) };
        if place.determinant().abs() < f64::EPSILON {
            return Ok(());
        }
        let sampler = Sampler::read(self.file, image, &mark.space, place)?;
        self.painted.unread_images += usize::from(sampler.is_unread());
        let coat = Coat::new(mark, &self.painted);
        let colour = coat.tints();
        let one_colour = mark.space.process(&colour);
        for (x, y) in span.pixels() {
            let at = y * self.window.width + x;
            let Some(sample) = sampler.at(x as f64, y as f64) else { continue };
            let (tints, process, covered) = match &sample {
                Sample::Stencil(covered) => (&colour[..], one_colour, *covered),
                Sample::Tints(tints, covered) => (&tints[..], mark.space.process(tints), *covered),
                Sample::Unread(covered) => (&[128; 4][..], Some([128; 4]), *covered),
            };
            let covered = self.through_clip(at, covered);
            coat.put(&mut self.painted, at, covered, tints, process);
        }
        Ok(())
    }
}

fn rule(even_odd: bool) -> FillRule {
    if even_odd { FillRule::EvenOdd } else { FillRule::Winding }
}
