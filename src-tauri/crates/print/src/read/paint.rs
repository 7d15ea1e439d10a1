//! Painting marks onto plates, by the worst reading of any RIP we know.
//!
//! Where renderers differ over what happens to a spot below a mark, the spot is taken to suffer:
//! it is gone under a mark without overprint and under RGB whatever its overprint says (Ghostscript), and
//! thinned under anything blended (both Ghostscript and MuPDF). A file whose plates survive this reading
//! survives theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dangle_design::Result;
use kurbo::{Affine, BezPath, Point, Rect, Shape};
use resvg::tiny_skia::{FillRule, Mask, Transform};

use super::ink::{Space, process_ink};
use super::interpret::{Clip, Drawing, Image, Mark, MarkKind};
use super::open::{File, inflate};
use super::{limits, too_much};
use crate::coverage::{self, times};

/// Spots beyond this many get no plate: no charm has so many, and each takes memory.
const MOST_SPOTS: usize = 8;

/// The part of the page that is painted, and how finely.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// Maps page points, y up, to pixels, y down.
    pub(crate) to_pixels: Affine,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// What lands on each plate.
pub(crate) struct Painted {
    /// Cyan, magenta, yellow, black of each pixel.
    pub(crate) process: Vec<[u8; 4]>,
    /// The spots by name.
    pub(crate) spots: BTreeMap<String, Spot>,
    /// Pictures whose pixels could not be read; they are painted as a mid tone.
    pub(crate) unread_images: usize,
}

/// One spot's plate.
pub(crate) struct Spot {
    /// What is left of it after all that is painted over it.
    pub(crate) left: Vec<u8>,
    /// What its own marks put there.
    pub(crate) laid: Vec<u8>,
}

struct Painter<'a> {
    file: &'a File,
    window: Window,
    painted: Painted,
    /// The clip last asked for, and how much of each pixel it lets through.
    clip: Option<(Arc<Clip>, Vec<u8>)>,
    pixels: u64,
    scratch: Mask,
}

/// Paints the drawing.
///
/// # Errors
/// `TooLarge` past a limit.
pub(crate) fn paint(file: &File, drawing: &Drawing<'_>, window: Window) -> Result<Painted> {
    let count = window.width * window.height;
    let scratch = coverage::mask(window.width, window.height)
        .ok_or_else(|| too_much("a page of no or too great size"))?;
    let spots: BTreeMap<String, Spot> = drawing
        .marks
        .iter()
        .flat_map(|mark| mark.space.spots())
        .collect::<BTreeSet<&str>>()
        .into_iter()
        .take(MOST_SPOTS)
        .map(|name| (name.to_owned(), Spot { left: vec![0; count], laid: vec![0; count] }))
        .collect();
    let painted = Painted { process: vec![[0; 4]; count], spots, unread_images: 0 };
    let mut painter = Painter { file, window, painted, clip: None, pixels: 0, scratch };
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

impl Painter<'_> {
    fn mark(&mut self, mark: &Mark<'_>) -> Result<()> {
        self.set_clip(mark.clip.as_ref())?;
        match &mark.kind {
            MarkKind::Fill { path, even_odd } => {
                let path = self.window.to_pixels * (**path).clone();
                self.area(mark, &path, if *even_odd { FillRule::EvenOdd } else { FillRule::Winding })
            }
            MarkKind::Stroke { path, width } => {
                // PDF's thinnest line is one pixel of the device.
                let width = (width * self.window.to_pixels.determinant().abs().sqrt()).max(1.0);
                let path = self.window.to_pixels * (**path).clone();
                if coverage::to_skia(&path).is_none() {
                    return Ok(());
                }
                self.area(mark, &coverage::line(&path, width), FillRule::Winding)
            }
            MarkKind::Image(image) => self.image(mark, image),
            MarkKind::Shading => {
                let all = Rect::new(0.0, 0.0, self.window.width as f64, self.window.height as f64);
                self.area(mark, &all.to_path(1.0), FillRule::Winding)
            }
        }
    }

    /// Which pixels a box touches, charged to the account.
    fn span(&mut self, bounds: Rect) -> Result<Option<Span>> {
        let low = |value: f64| value.floor().max(0.0) as usize;
        let high = |value: f64, end: usize| (value.ceil().max(0.0) as usize).min(end);
        let span = Span {
            x0: low(bounds.x0),
            y0: low(bounds.y0),
            x1: high(bounds.x1, self.window.width),
            y1: high(bounds.y1, self.window.height),
        };
        let touched = span.x1.saturating_sub(span.x0) as u64 * span.y1.saturating_sub(span.y0) as u64;
        self.pixels += touched + 64;
        if self.pixels > limits::PAINTED_PIXELS {
            return Err(too_much("more painted on one another than can be followed"));
        }
        Ok((touched > 0).then_some(span))
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
            let path = self.window.to_pixels * (*clip.path).clone();
            let rule = if clip.even_odd { FillRule::EvenOdd } else { FillRule::Winding };
            self.pixels += through.len() as u64;
            // A clip that cannot be filled lets nothing through.
            let covered = self
                .cover(&path, rule)?
                .map_or_else(|| vec![0; through.len()], |_| self.scratch.data().to_vec());
            through = coverage::clipped(&through, &covered);
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

    fn area(&mut self, mark: &Mark<'_>, path: &BezPath, rule: FillRule) -> Result<()> {
        let Some(span) = self.cover(path, rule)? else { return Ok(()) };
        let layer = Layer::of(mark, mark.space.process(&mark.tints));
        for y in span.y0..span.y1 {
            for at in y * self.window.width + span.x0..y * self.window.width + span.x1 {
                let covered = self.scratch.data()[at];
                if covered > 0 {
                    let covered = self.through_clip(at, covered);
                    layer.put(&mut self.painted, at, covered);
                }
            }
        }
        Ok(())
    }

    fn through_clip(&self, at: usize, covered: u8) -> u8 {
        self.clip.as_ref().map_or(covered, |(_, through)| times(covered, through[at]))
    }

    fn image(&mut self, mark: &Mark<'_>, image: &Image<'_>) -> Result<()> {
        let place = self.window.to_pixels * image.place;
        let Some(span) = self.span(place.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0)))? else {
            return Ok(());
        };
        if place.determinant().abs() < f64::EPSILON {
            return Ok(());
        }
        let pixels = Samples::read(image, &mark.space)?;
        let mask = image.soft_mask.map(|stream| Samples::of_mask(self.file, stream)).transpose()?.flatten();
        self.painted.unread_images += usize::from(pixels.is_none());
        let back = place.inverse();
        for y in span.y0..span.y1 {
            for x in span.x0..span.x1 {
                let unit = back * Point::new(x as f64 + 0.5, y as f64 + 0.5);
                if (0.0..1.0).contains(&unit.x) && (0.0..1.0).contains(&unit.y) {
                    self.image_pixel(
                        mark,
                        image,
                        pixels.as_ref(),
                        mask.as_ref(),
                        unit,
                        y * self.window.width + x,
                    );
                }
            }
        }
        Ok(())
    }

    fn image_pixel(
        &mut self,
        mark: &Mark<'_>,
        image: &Image<'_>,
        pixels: Option<&Samples>,
        mask: Option<&Samples>,
        unit: Point,
        at: usize,
    ) {
        let mut covered = mask.map_or(255, |mask| mask.at(unit)[0]);
        let mut process = Some([0.5; 4]);
        let mut spots = [1.0; 4];
        if let Some(sample) = pixels.map(|pixels| pixels.at(unit)) {
            let tints =
                sample.map(|value| f32::from(if image.inverted { 255 - value } else { value }) / 255.0);
            if image.stencil {
                // A stencil's zeros are painted, unless it is inverted.
                covered = if tints[0] < 0.5 { covered } else { 0 };
                process = mark.space.process(&mark.tints);
            } else {
                process = mark.space.process(&tints[..mark.space.components().min(4)]);
                spots = tints;
            }
        }
        let covered = self.through_clip(at, covered);
        let layer = Layer { spot_tints: (!image.stencil).then_some(spots), ..Layer::of(mark, process) };
        layer.put(&mut self.painted, at, covered);
    }
}

/// One mark's colour, ready to be put on the plates.
struct Layer<'a> {
    mark: &'a Mark<'a>,
    process: Option<[f32; 4]>,
    /// The tints of its spots where they change from pixel to pixel.
    spot_tints: Option<[f32; 4]>,
}

impl<'a> Layer<'a> {
    fn of(mark: &'a Mark<'a>, process: Option<[f32; 4]>) -> Self {
        Layer { mark, process, spot_tints: None }
    }

    fn put(&self, painted: &mut Painted, at: usize, covered: u8) {
        let share = (f32::from(covered) / 255.0 * self.mark.alpha).clamp(0.0, 1.0);
        if share <= 0.0 {
            return;
        }
        self.put_process(&mut painted.process[at], share);
        for (name, spot) in &mut painted.spots {
            match self.tint_of(name) {
                Some(tint) => {
                    spot.left[at] = mixed(spot.left[at], tint, share);
                    spot.laid[at] = spot.laid[at].max((tint * share * 255.0).round() as u8);
                }
                None if self.harms_spots() => spot.left[at] = mixed(spot.left[at], 0.0, share),
                None => {}
            }
        }
    }

    fn put_process(&self, inks: &mut [u8; 4], share: f32) {
        match self.process {
            Some(amounts) => {
                for (ink, amount) in inks.iter_mut().zip(amounts) {
                    if !(self.mark.skip_zeros && amount == 0.0) {
                        *ink = mixed(*ink, amount, share);
                    }
                }
            }
            None if self.mark.overprint => {}
            None => *inks = inks.map(|ink| mixed(ink, 0.0, share)),
        }
    }

    /// Whether spots below do not survive this mark whole.
    fn harms_spots(&self) -> bool {
        let by_colour = match *self.mark.space {
            Space::Rgb | Space::Pattern | Space::Other(_) => true,
            Space::Cmyk | Space::Gray | Space::Inks(_) => false,
        };
        !self.mark.overprint || by_colour || self.mark.blended.is_some()
    }

    fn tint_of(&self, spot: &str) -> Option<f32> {
        let Space::Inks(names) = &*self.mark.space else { return None };
        let at = names.iter().position(|name| name == spot || name == "All")?;
        let tint = match &self.spot_tints {
            Some(tints) => tints.get(at),
            None => self.mark.tints.get(at),
        };
        tint.map(|tint| tint.clamp(0.0, 1.0)).filter(|_| process_ink(spot).is_none())
    }
}

fn mixed(below: u8, tint: f32, share: f32) -> u8 {
    let below = f32::from(below);
    (below + (tint * 255.0 - below) * share).round() as u8
}

/// A picture's samples, eight bits each, up to four a pixel.
struct Samples {
    width: usize,
    height: usize,
    components: usize,
    bits: usize,
    data: Vec<u8>,
}

impl Samples {
    /// The samples, or nothing where the picture is packed in a way we do not read.
    fn read(image: &Image<'_>, space: &Space) -> Result<Option<Samples>> {
        let components = if image.stencil { 1 } else { space.components() };
        Samples::unpack(image.stream, image.width, image.height, components, image.bits)
    }

    fn of_mask(file: &File, stream: &lopdf::Stream) -> Result<Option<Samples>> {
        let whole = |key: &str| file.number(&stream.dict, key).map_or(0, |value| value as usize);
        Samples::unpack(stream, whole("Width"), whole("Height"), 1, whole("BitsPerComponent"))
    }

    fn unpack(
        stream: &lopdf::Stream,
        width: usize,
        height: usize,
        components: usize,
        bits: usize,
    ) -> Result<Option<Samples>> {
        let row = width.saturating_mul(components).saturating_mul(bits).div_ceil(8);
        let size = row.saturating_mul(height);
        if size > limits::IMAGE {
            return Err(too_much(&format!("a picture of {width} × {height} pixels")));
        }
        let readable = (bits == 8 || bits == 1) && (1..=4).contains(&components) && size > 0;
        let packed = stream.filters().is_ok_and(|filters| filters.iter().any(|f| is_picture_filter(f)));
        if !readable || packed {
            return Ok(None);
        }
        // Predictors add a byte to each row.
        let data = inflate(stream, size + height + 1024)?;
        Ok((data.len() >= size).then_some(Samples { width, height, components, bits, data }))
    }

    /// The pixel at a point of the unit square, whose y runs up.
    fn at(&self, unit: Point) -> [u8; 4] {
        let x = ((unit.x * self.width as f64) as usize).min(self.width - 1);
        let y = (((1.0 - unit.y) * self.height as f64) as usize).min(self.height - 1);
        let mut sample = [0; 4];
        if self.bits == 1 {
            let row = (self.width * self.components).div_ceil(8);
            for (at, value) in sample.iter_mut().enumerate().take(self.components) {
                let bit = x * self.components + at;
                *value = if self.data[y * row + bit / 8] >> (7 - bit % 8) & 1 == 1 { 255 } else { 0 };
            }
        } else {
            let from = (y * self.width + x) * self.components;
            sample[..self.components].copy_from_slice(&self.data[from..from + self.components]);
        }
        sample
    }
}

fn is_picture_filter(filter: &[u8]) -> bool {
    matches!(filter, b"DCTDecode" | b"JPXDecode" | b"CCITTFaxDecode" | b"JBIG2Decode" | b"DCT" | b"CCF")
}
