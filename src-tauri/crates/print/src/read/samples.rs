//! The pixels of a picture on the page.

use dangle_design::Result;
use kurbo::{Affine, Point};
use lopdf::Stream;

use super::ink::Space;
use super::marks::Image;
use super::open::{File, inflate};
use super::{limits, too_much};

/// A picture's samples, up to four a pixel.
struct Samples {
    width: usize,
    height: usize,
    components: usize,
    bits: usize,
    data: Vec<u8>,
}

impl Samples {
    /// The samples, or nothing where the picture is packed in a way we do not read.
    fn unpack(
        stream: &Stream,
        [width, height]: [usize; 2],
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
        // Predictors add a byte to each row; some writers end with a line's end.
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

/// A picture that is asked for its colour pixel by pixel of the plate.
pub(super) struct Sampler {
    stencil: bool,
    inverted: bool,
    pixels: Option<Samples>,
    mask: Option<Samples>,
    /// Maps pixels of the plate to the unit square.
    back: Affine,
}

/// What a picture has at one pixel of the plate.
pub(super) enum Sample {
    /// The colour it is painted in, of which so much is covered.
    Stencil(u8),
    /// Tints of its colour space, of which so much is covered.
    Tints([u8; 4], u8),
    /// Something, in a picture that could not be read.
    Unread(u8),
}

impl Sampler {
    /// Reads the picture and its soft mask; `place` maps the unit square to pixels of the plate.
    ///
    /// # Errors
    /// `TooLarge` past a limit, `File` when the data is damaged.
    pub(super) fn read(file: &File, image: &Image<'_>, space: &Space, place: Affine) -> Result<Sampler> {
        let components = if image.stencil { 1 } else { space.components() };
        let pixels = Samples::unpack(image.stream, [image.width, image.height], components, image.bits)?;
        let mask = match image.soft_mask {
            None => None,
            Some(stream) => {
                let whole = |key: &str| file.number(&stream.dict, key).map_or(0, |value| value as usize);
                Samples::unpack(stream, [whole("Width"), whole("Height")], 1, whole("BitsPerComponent"))?
            }
        };
        let (stencil, inverted) = (image.stencil, image.inverted);
        Ok(Sampler { stencil, inverted, pixels, mask, back: place.inverse() })
    }

    /// Whether its pixels could not be read.
    pub(super) fn is_unread(&self) -> bool {
        self.pixels.is_none()
    }

    /// What it has at the plate's pixel whose top left corner that is; nothing outside its frame.
    pub(super) fn at(&self, x: f64, y: f64) -> Option<Sample> {
        if let (true, Some(pixels)) = (self.stencil, &self.pixels) {
            return Some(Sample::Stencil(self.stencilled(pixels, x, y)));
        }
        let unit = self.unit(x + 0.5, y + 0.5)?;
        let covered = self.mask.as_ref().map_or(255, |mask| mask.at(unit)[0]);
        Some(match &self.pixels {
            Some(pixels) => Sample::Tints(pixels.at(unit).map(|value| self.tint(value)), covered),
            None => Sample::Unread(covered),
        })
    }

    /// How much of the pixel a stencil inks. It may be finer than the plate, so four places are asked.
    fn stencilled(&self, pixels: &Samples, x: f64, y: f64) -> u8 {
        let places = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];
        let inked = places.iter().filter(|(dx, dy)| {
            // A stencil's zeros are painted, unless it is inverted.
            self.unit(x + dx, y + dy).is_some_and(|unit| self.tint(pixels.at(unit)[0]) == 0)
        });
        (inked.count() * 255 / places.len()) as u8
    }

    fn unit(&self, x: f64, y: f64) -> Option<Point> {
        let unit = self.back * Point::new(x, y);
        ((0.0..1.0).contains(&unit.x) && (0.0..1.0).contains(&unit.y)).then_some(unit)
    }

    fn tint(&self, value: u8) -> u8 {
        if self.inverted { 255 - value } else { value }
    }
}
