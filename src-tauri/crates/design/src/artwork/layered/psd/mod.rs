//! Photoshop documents (Adobe Photoshop File Formats Specification, 2019): grey, RGB or CMYK, 8 or 16 bits.

mod channels;
mod sections;

use image::RgbaImage;

use self::channels::Plane;
use self::sections::{Layer, Rect};
use super::super::cursor::Cursor;
use super::super::pixels::{Layout, Rows as PixelRows};
use super::super::{limits, refused};
use super::{Record, roles};
use crate::{Error, Result};

/// A document, opened.
pub(super) struct Document<'a> {
    head: Head,
    profile: Option<&'a [u8]>,
    layers: Vec<Layer<'a>>,
    /// Whether the merged picture has its transparency as its first extra channel.
    see_through: bool,
    merged: &'a [u8],
}

/// The head of a document.
#[derive(Clone, Copy, Debug)]
struct Head {
    width: u32,
    height: u32,
    /// Bits a sample: 8 or 16.
    depth: u16,
    /// Channels of colour.
    colours: usize,
    /// Channels of the merged picture.
    channels: usize,
}

impl<'a> Document<'a> {
    /// Reads everything but pixels.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        let mut cursor = Cursor::new(bytes, broken);
        let head = head(&mut cursor)?;
        cursor.block()?; // The colours of indexed documents.
        let profile = sections::profile(cursor.block()?)?;
        let section = sections::layers(cursor.block()?, head.depth)?;
        let see_through = section.see_through || section.layers.is_empty();
        Ok(Document { head, profile, layers: section.layers, see_through, merged: cursor.rest() })
    }

    /// What the document says of its layers, the lowest first.
    pub(super) fn records(&self) -> Vec<Record> {
        let record = |layer: &Layer<'_>| Record {
            name: layer.name.clone(),
            named: roles::role(&layer.name)
                .or_else(|| layer.groups.iter().find_map(|name| roles::role(name))),
            shown: layer.shown,
            opacity: layer.opacity,
            blend: layer.blend,
            clipped: layer.clipped,
            plain: layer.plain,
            area: layer.rect.area(),
        };
        self.layers.iter().map(record).collect()
    }

    /// The colour profile of RGB and grey documents; inks have become sRGB before.
    pub(super) fn profile(&self) -> Option<&[u8]> {
        self.profile.filter(|_| self.head.colours != 4)
    }

    /// One layer on the document's rectangle.
    pub(super) fn layer(&self, at: usize) -> Result<RgbaImage> {
        let layer = &self.layers[at];
        let mut picture = RgbaImage::new(self.head.width, self.head.height);
        if layer.rect.area() == 0 {
            return Ok(picture);
        }
        let mut colours = Vec::new();
        for id in 0..self.head.colours as i16 {
            colours.push(self.plane(layer, id, layer.rect)?.ok_or_else(broken)?);
        }
        let alpha = self.plane(layer, -1, layer.rect)?;
        self.paint(&mut picture, colours, alpha, layer.rect)?;
        if let Some(mask) = &layer.mask {
            self.hide(&mut picture, layer, mask)?;
        }
        Ok(picture)
    }

    /// The picture that is kept for programs that know no layers.
    pub(super) fn merged(&self) -> Result<RgbaImage> {
        let Head { width, height, depth, colours, channels } = self.head;
        let mut picture = RgbaImage::new(width, height);
        let rect = Rect { left: 0, top: 0, width, height };
        let alpha = self.see_through && channels > colours;
        let planes = channels::merged(self.merged, rect, depth, channels)?;
        let mut planes = planes.into_iter();
        let colours = planes.by_ref().take(colours).collect();
        self.paint(&mut picture, colours, planes.next().filter(|_| alpha), rect)?;
        if alpha {
            picture.as_chunks_mut::<4>().0.iter_mut().for_each(off_white);
        }
        Ok(picture)
    }

    fn plane<'b>(&self, layer: &'b Layer<'a>, id: i16, rect: Rect) -> Result<Option<Plane<'b>>> {
        let channel = layer.channels.iter().find(|(known, _)| *known == id);
        channel.map(|(_, data)| Plane::open(data, rect, self.head.depth)).transpose()
    }

    /// Paints planes of samples, row by row.
    fn paint<'b>(
        &self,
        picture: &mut RgbaImage,
        mut colours: Vec<Plane<'b>>,
        mut alpha: Option<Plane<'b>>,
        rect: Rect,
    ) -> Result<()> {
        let layout = Layout {
            channels: self.head.colours,
            alpha: alpha.is_some(),
            premultiplied: false,
            samples: self.head.colours + usize::from(alpha.is_some()),
        };
        let rows = PixelRows::new(layout, self.profile);
        let width = rect.width as usize;
        let mut row = vec![0; width];
        let mut samples = vec![0; width * layout.samples];
        for y in rect.rows() {
            for (at, plane) in colours.iter_mut().chain(alpha.as_mut()).enumerate() {
                plane.next_row(&mut row)?;
                let inked = self.head.colours == 4 && at < 4;
                for (sample, value) in samples[at..].iter_mut().step_by(layout.samples).zip(&row) {
                    // The file keeps what inks leave of the light.
                    *sample = if inked { 255 - value } else { *value };
                }
            }
            let Some(y) = y.filter(|y| *y < self.head.height as usize) else { continue };
            let (skipped, left) =
                if rect.left < 0 { (rect.left.unsigned_abs() as usize, 0) } else { (0, rect.left as usize) };
            if skipped < width {
                rows.place(&samples[skipped * layout.samples..], width - skipped, (left, y), picture);
            }
        }
        Ok(())
    }

    /// Hides what the layer's mask hides.
    fn hide(&self, picture: &mut RgbaImage, layer: &Layer<'_>, mask: &sections::Mask) -> Result<()> {
        let (across, height) = (self.head.width as usize, self.head.height as usize);
        let width = mask.rect.width as usize;
        let Some(mut plane) = self.plane(layer, -2, mask.rect)? else { return Ok(()) };
        let mut shown = vec![mask.elsewhere; across];
        let hide = |y: usize, shown: &[u8], picture: &mut RgbaImage| {
            let pixels = (**picture)[y * across * 4..][..across * 4].as_chunks_mut::<4>().0;
            for (pixel, shown) in pixels.iter_mut().zip(shown) {
                pixel[3] = ((u32::from(pixel[3]) * u32::from(*shown) + 127) / 255) as u8;
            }
        };
        let mut row = vec![0; width];
        let mut done = vec![false; height];
        for y in mask.rect.rows() {
            plane.next_row(&mut row)?;
            let Some(y) = y.filter(|y| *y < height) else { continue };
            for (value, x) in row.iter().zip(i64::from(mask.rect.left)..) {
                if let Some(place) = usize::try_from(x).ok().and_then(|x| shown.get_mut(x)) {
                    *place = *value;
                }
            }
            hide(y, &shown, picture);
            done[y] = true;
        }
        let elsewhere = vec![mask.elsewhere; across];
        (0..height).filter(|y| !done[*y]).for_each(|y| hide(y, &elsewhere, picture));
        Ok(())
    }
}

fn head(cursor: &mut Cursor<'_>) -> Result<Head> {
    cursor.take(4)?;
    if cursor.u16()? != 1 {
        return Err(rare("a large document (PSB)"));
    }
    cursor.take(6)?;
    let channels = usize::from(cursor.u16()?);
    let (height, width) = (cursor.u32()?, cursor.u32()?);
    limits::check_pixels(width, height)?;
    let (depth, mode) = (cursor.u16()?, cursor.u16()?);
    if !matches!(depth, 8 | 16) {
        return Err(rare(&format!("{depth} bits a channel")));
    }
    let colours = match mode {
        1 | 8 => 1,
        3 => 3,
        4 => 4,
        0 => return Err(rare("in black and white only")),
        2 => return Err(rare("in indexed colours")),
        9 => return Err(rare("in Lab colours")),
        _ => return Err(rare("in many channels")),
    };
    if channels < colours || channels > 56 {
        return Err(broken());
    }
    Ok(Head { width, height, depth, colours, channels })
}

/// Merged pictures are laid on white where they are see-through: takes the white off again.
fn off_white(pixel: &mut [u8; 4]) {
    let alpha = i32::from(pixel[3]);
    if alpha == 0 || alpha == 255 {
        return;
    }
    for channel in &mut pixel[..3] {
        let laid = i32::from(*channel);
        *channel = (((laid - 255 + alpha) * 255 + alpha / 2) / alpha).clamp(0, 255) as u8;
    }
}

fn broken() -> Error {
    refused(
        "The Photoshop document is damaged or was cut short",
        "Open it in the program it was made with and save it again, or copy it again from where it came.",
    )
}

fn rare(what: &str) -> Error {
    refused(
        format!("The Photoshop document is of a rare kind: {what}"),
        "Convert it to RGB with 8 or 16 bits a channel and save it as PSD, or export it as PNG.",
    )
}
