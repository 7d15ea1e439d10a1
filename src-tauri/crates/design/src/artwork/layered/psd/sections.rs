//! The sections of a document: its resources, and what it says of its layers.

use super::super::super::cursor::Cursor;
use super::super::blend::Blend;
use super::{broken, limits};
use crate::Result;

/// Where something lies in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Rect {
    fn read(cursor: &mut Cursor<'_>) -> Result<Rect> {
        let (top, left, bottom, right) = (cursor.i32()?, cursor.i32()?, cursor.i32()?, cursor.i32()?);
        let side = |from: i32, to: i32| u32::try_from(i64::from(to) - i64::from(from)).map_err(|_| broken());
        let rect = Rect { left, top, width: side(left, right)?, height: side(top, bottom)? };
        if rect.area() > 0 {
            limits::check_pixels(rect.width, rect.height)?;
        }
        Ok(rect)
    }

    pub(super) fn area(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The rows, those above the document as `None`.
    pub(super) fn rows(self) -> impl Iterator<Item = Option<usize>> {
        let top = i64::from(self.top);
        (top..top + i64::from(self.height)).map(|y| usize::try_from(y).ok())
    }
}

/// A layer with pixels.
pub(super) struct Layer<'a> {
    pub(super) name: String,
    /// The names of the groups it is in, the innermost first.
    pub(super) groups: Vec<String>,
    pub(super) rect: Rect,
    /// Whether it and all its groups are shown.
    pub(super) shown: bool,
    /// Its own opacity times those of its groups.
    pub(super) opacity: f32,
    pub(super) blend: Option<Blend>,
    pub(super) clipped: bool,
    pub(super) plain: bool,
    pub(super) mask: Option<Mask>,
    /// Channels by their number, and their data.
    pub(super) channels: Vec<(i16, &'a [u8])>,
}

/// What hides parts of a layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mask {
    pub(super) rect: Rect,
    /// How much is shown outside the mask's rectangle.
    pub(super) elsewhere: u8,
}

/// The layers of a document.
#[derive(Default)]
pub(super) struct Section<'a> {
    pub(super) layers: Vec<Layer<'a>>,
    pub(super) see_through: bool,
}

/// The colour profile among the resources.
pub(super) fn profile(resources: &[u8]) -> Result<Option<&[u8]>> {
    const PROFILE: u16 = 1039;
    let mut cursor = Cursor::new(resources, broken);
    while !cursor.is_empty() {
        cursor.key()?;
        let id = cursor.u16()?;
        cursor.short_text(2)?;
        let data = cursor.block()?;
        if id == PROFILE {
            return Ok(Some(data));
        }
        if data.len() % 2 == 1 && !cursor.is_empty() {
            cursor.u8()?;
        }
    }
    Ok(None)
}

/// The layers, the lowest first.
pub(super) fn layers(section: &[u8], depth: u16) -> Result<Section<'_>> {
    if section.is_empty() {
        return Ok(Section::default());
    }
    let mut cursor = Cursor::new(section, broken);
    let info = cursor.block()?;
    if !info.is_empty() {
        return read_layers(info);
    }
    if depth == 8 || cursor.is_empty() {
        return Ok(Section::default());
    }
    // Documents of 16 bits keep their layers in a block after the global mask.
    cursor.block()?;
    let info = tagged(cursor.rest(), 4).find(|(key, _)| key == b"Lr16");
    info.map_or_else(|| Ok(Section::default()), |(_, info)| read_layers(info))
}

fn read_layers(info: &[u8]) -> Result<Section<'_>> {
    let mut cursor = Cursor::new(info, broken);
    let count = cursor.i16()?;
    let mut entries = Vec::new();
    for _ in 0..count.unsigned_abs() {
        entries.push(Entry::read(&mut cursor)?);
    }
    for entry in &mut entries {
        for (channel, length) in entry.channels.clone() {
            entry.layer.channels.push((channel, cursor.take(length as usize)?));
        }
    }
    Ok(Section { layers: without_groups(entries), see_through: count < 0 })
}

/// A record as it lies in the file: a layer, or one end of a group.
struct Entry<'a> {
    layer: Layer<'a>,
    channels: Vec<(i16, u32)>,
    divides: Divides,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Divides {
    Nothing,
    /// The group itself: it lies above its layers.
    Group,
    /// What lies below the lowest layer of a group.
    GroupEnd,
}

impl<'a> Entry<'a> {
    fn read(cursor: &mut Cursor<'a>) -> Result<Self> {
        let rect = Rect::read(cursor)?;
        let count = cursor.u16()?;
        let channels: Vec<(i16, u32)> =
            (0..count).map(|_| Ok((cursor.i16()?, cursor.u32()?))).collect::<Result<_>>()?;
        cursor.key()?;
        let blend = cursor.key()?;
        let (opacity, clipping, flags, _) = (cursor.u8()?, cursor.u8()?, cursor.u8()?, cursor.u8()?);
        let mut extra = Cursor::new(cursor.block()?, broken);
        let mask = mask(extra.block()?)?;
        extra.block()?; // Which levels blend.
        let name = String::from_utf8_lossy(extra.short_text(4)?).into_owned();
        let layer = Layer {
            name,
            groups: Vec::new(),
            rect,
            shown: flags & 2 == 0,
            opacity: f32::from(opacity) / 255.0,
            blend: Blend::keyed(blend),
            clipped: clipping != 0,
            plain: true,
            mask,
            channels: Vec::new(),
        };
        let mut entry = Entry { layer, channels, divides: Divides::Nothing };
        tagged(extra.rest(), 2).for_each(|(key, data)| entry.note(key, data));
        if blend == *b"pass" {
            entry.layer.blend = Some(Blend::Normal);
        }
        Ok(entry)
    }

    /// Notes what a tagged block says of the layer.
    fn note(&mut self, key: [u8; 4], data: &[u8]) {
        /// Blocks of layers whose pixels are not all there is to them: effects, fills, adjustments, vector masks.
        const MORE_THAN_PIXELS: [&[u8; 4]; 24] = [
            b"lfx2", b"lrFX", b"lfxs", b"lmfx", b"SoCo", b"GdFl", b"PtFl", b"levl", b"curv", b"brit",
            b"hue2", b"hue ", b"blnc", b"blwh", b"phfl", b"mixr", b"nvrt", b"post", b"thrs", b"grdm",
            b"selc", b"expA", b"vmsk", b"vsms",
        ];
        match &key {
            b"luni" => {
                if let Some(name) = unicode(data) {
                    self.layer.name = name;
                }
            }
            b"lsct" | b"lsdk" => {
                self.divides = match data.first_chunk::<4>() {
                    Some([0, 0, 0, 1 | 2]) => Divides::Group,
                    Some([0, 0, 0, 3]) => Divides::GroupEnd,
                    _ => Divides::Nothing,
                };
            }
            key if MORE_THAN_PIXELS.contains(&key) => self.layer.plain = false,
            _ => {}
        }
    }
}

/// The layers, each knowing what its groups say of it.
fn without_groups(entries: Vec<Entry<'_>>) -> Vec<Layer<'_>> {
    let mut groups: Vec<Layer<'_>> = Vec::new();
    let mut layers = Vec::new();
    for entry in entries.into_iter().rev() {
        let mut layer = entry.layer;
        match entry.divides {
            Divides::GroupEnd => drop(groups.pop()),
            Divides::Group | Divides::Nothing => {
                if let Some(group) = groups.last() {
                    layer.shown &= group.shown;
                    layer.opacity *= group.opacity;
                    layer.plain &= group.plain && group.mask.is_none() && group.blend == Some(Blend::Normal);
                    layer.groups = std::iter::once(&group.name).chain(&group.groups).cloned().collect();
                }
                if entry.divides == Divides::Group {
                    groups.push(layer);
                } else if layer.rect.area() > 0 || !layer.plain {
                    layers.push(layer);
                }
            }
        }
    }
    layers.reverse();
    layers
}

fn mask(data: &[u8]) -> Result<Option<Mask>> {
    if data.is_empty() {
        return Ok(None);
    }
    let mut cursor = Cursor::new(data, broken);
    let rect = Rect::read(&mut cursor)?;
    let (elsewhere, flags) = (cursor.u8()?, cursor.u8()?);
    Ok((flags & 2 == 0).then_some(Mask { rect, elsewhere }))
}

/// Tagged blocks, each padded; what is damaged ends them.
fn tagged(bytes: &[u8], padding: usize) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut cursor = Cursor::new(bytes, broken);
    std::iter::from_fn(move || {
        let signature = cursor.key().ok()?;
        if !matches!(&signature, b"8BIM" | b"8B64") {
            return None;
        }
        let key = cursor.key().ok()?;
        let data = cursor.block().ok()?;
        let rest = data.len().next_multiple_of(padding) - data.len();
        // The last may lack its padding.
        let _ = cursor.take(rest);
        Some((key, data))
    })
}

fn unicode(data: &[u8]) -> Option<String> {
    let mut cursor = Cursor::new(data, broken);
    let length = cursor.u32().ok()? as usize;
    let units = cursor.take(length.checked_mul(2)?).ok()?;
    let units: Vec<u16> = units.as_chunks::<2>().0.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
    Some(String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned())
}
