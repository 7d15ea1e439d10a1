//! The boxes round the pictures (ISO/IEC 14496-12 and 23008-12): which items there are, and what is said of them.

use super::super::cursor::Cursor;
use super::{broken, rare};
use crate::Result;

/// Most items and properties of one file.
const MAX_ITEMS: usize = 1000;

/// A file's items.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    main: u32,
    kinds: Vec<(u32, [u8; 4])>,
    places: Vec<Place>,
    /// The data that lies in the box of items itself.
    inside: &'a [u8],
    references: Vec<Reference>,
    properties: Vec<([u8; 4], &'a [u8])>,
    /// Items and their properties, counted from one.
    owned: Vec<(u32, usize)>,
}

/// Where an item's data lies.
struct Place {
    item: u32,
    inside: bool,
    extents: Vec<(u64, u64)>,
}

/// One item speaks of others.
struct Reference {
    kind: [u8; 4],
    from: u32,
    to: u32,
}

/// An item that is a picture.
#[derive(Clone, Debug)]
pub(super) struct Item {
    id: u32,
    /// What the decoder is given.
    pub(super) data: Vec<u8>,
    /// Width and height, as the container has them.
    pub(super) size: Option<(u32, u32)>,
    /// Quarter turns against the clock.
    pub(super) quarters: u8,
    /// Whether it is then mirrored from left to right (`true`) or from top to bottom.
    pub(super) mirrored_across: Option<bool>,
    pub(super) colours: Colours,
}

/// What the container says of the colours.
#[derive(Clone, Debug)]
pub(super) enum Colours {
    Profile(Vec<u8>),
    Coded(Coding),
    Unsaid,
}

/// Colours by the numbers of ITU-T H.273.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Coding {
    pub(super) primaries: u8,
    pub(super) matrix: u8,
    pub(super) full: bool,
}

/// Whether the first box names AVIF among its brands.
pub(super) fn is_avif(bytes: &[u8]) -> bool {
    let Some((kind, body)) = boxes(bytes).next() else { return false };
    let brands = body.as_chunks::<4>().0;
    &kind == b"ftyp" && brands.iter().any(|brand| matches!(brand, b"avif" | b"avis"))
}

impl<'a> File<'a> {
    /// Reads what the file says of its items.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        let (_, meta) = boxes(bytes).find(|(kind, _)| kind == b"meta").ok_or_else(broken)?;
        let meta = meta.get(4..).ok_or_else(broken)?;
        let mut file = File {
            bytes,
            main: 0,
            kinds: Vec::new(),
            places: Vec::new(),
            inside: &[],
            references: Vec::new(),
            properties: Vec::new(),
            owned: Vec::new(),
        };
        for (kind, body) in boxes(meta) {
            match &kind {
                b"pitm" => file.main = main_item(body)?,
                b"iinf" => file.kinds = kinds(body)?,
                b"iloc" => file.places = places(body)?,
                b"idat" => file.inside = body,
                b"iref" => file.references = references(body)?,
                b"iprp" => file.read_properties(body)?,
                _ => {}
            }
        }
        Ok(file)
    }

    /// The main picture.
    pub(super) fn main(&self) -> Result<Item> {
        self.item(self.main)
    }

    /// The picture whose light is the alpha of `item`.
    pub(super) fn alpha(&self, item: &Item) -> Result<Option<Item>> {
        let speaks = |reference: &&Reference| &reference.kind == b"auxl" && reference.to == item.id;
        let alpha = self.references.iter().filter(speaks).map(|reference| reference.from);
        alpha.filter(|id| self.is_alpha(*id)).map(|id| self.item(id)).next().transpose()
    }

    /// Whether the colours of `item` are multiplied by its alpha.
    pub(super) fn is_premultiplied(&self, item: &Item, alpha: &Item) -> bool {
        self.references.iter().any(|reference| {
            &reference.kind == b"prem" && reference.from == item.id && reference.to == alpha.id
        })
    }

    fn is_alpha(&self, id: u32) -> bool {
        const ALPHA: [&[u8]; 2] =
            [b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0", b"urn:mpeg:hevc:2015:auxid:1\0"];
        let mut named = self.properties_of(id).filter(|(kind, _)| kind == b"auxC");
        named.any(|(_, body)| {
            body.get(4..).is_some_and(|name| ALPHA.iter().any(|alpha| name.starts_with(alpha)))
        })
    }

    fn properties_of(&self, id: u32) -> impl Iterator<Item = ([u8; 4], &'a [u8])> {
        let owned = self.owned.iter().filter(move |(item, _)| *item == id);
        owned.filter_map(|(_, at)| self.properties.get(at.checked_sub(1)?).copied())
    }

    fn item(&self, id: u32) -> Result<Item> {
        match self.kinds.iter().find(|(item, _)| *item == id).map(|(_, kind)| kind) {
            Some(b"av01") => {}
            Some(b"grid") => return Err(rare("put together from tiles")),
            _ => return Err(rare("without a picture of its own")),
        }
        let mut item = Item {
            id,
            data: self.data(id)?,
            size: None,
            quarters: 0,
            mirrored_across: None,
            colours: Colours::Unsaid,
        };
        for (kind, body) in self.properties_of(id) {
            let mut cursor = Cursor::new(body, broken);
            match &kind {
                b"ispe" => {
                    cursor.u32()?;
                    item.size = Some((cursor.u32()?, cursor.u32()?));
                }
                b"irot" => item.quarters = cursor.u8()? & 3,
                b"imir" => item.mirrored_across = Some(cursor.u8()? & 1 == 1),
                b"colr" => item.note_colours(cursor)?,
                _ => {}
            }
        }
        Ok(item)
    }

    fn data(&self, id: u32) -> Result<Vec<u8>> {
        let place = self.places.iter().find(|place| place.item == id).ok_or_else(broken)?;
        let source = if place.inside { self.inside } else { self.bytes };
        let mut data = Vec::new();
        for (offset, length) in &place.extents {
            let from = usize::try_from(*offset).map_err(|_| broken())?;
            let rest = source.get(from..).ok_or_else(broken)?;
            // A length of zero means all there is.
            let length =
                if *length == 0 { rest.len() } else { usize::try_from(*length).map_err(|_| broken())? };
            data.extend_from_slice(rest.get(..length).ok_or_else(broken)?);
            if data.len() > self.bytes.len() {
                return Err(broken());
            }
        }
        Ok(data)
    }

    fn read_properties(&mut self, body: &'a [u8]) -> Result<()> {
        for (kind, body) in boxes(body) {
            match &kind {
                b"ipco" => self.properties = boxes(body).take(MAX_ITEMS).collect(),
                b"ipma" => self.owned.extend(owned(body)?),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Item {
    /// A profile is worth more than numbers, whichever comes first.
    fn note_colours(&mut self, mut cursor: Cursor<'_>) -> Result<()> {
        match &cursor.key()? {
            b"prof" | b"rICC" => self.colours = Colours::Profile(cursor.rest().to_vec()),
            b"nclx" if matches!(self.colours, Colours::Unsaid) => {
                let mut next = || cursor.u16().map(|number| number as u8);
                let (primaries, _, matrix) = (next()?, next()?, next()?);
                let full = cursor.u8()? & 0x80 != 0;
                self.colours = Colours::Coded(Coding { primaries, matrix, full });
            }
            _ => {}
        }
        Ok(())
    }
}

/// The boxes that lie one after the other; what is damaged ends them.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut cursor = Cursor::new(bytes, broken);
    std::iter::from_fn(move || {
        let length = u64::from(cursor.u32().ok()?);
        let kind = cursor.key().ok()?;
        let length = match length {
            0 => return Some((kind, cursor.take(cursor.rest().len()).ok()?)),
            1 => cursor.number(8).ok()?.checked_sub(16)?,
            _ => length.checked_sub(8)?,
        };
        Some((kind, cursor.take(usize::try_from(length).ok()?).ok()?))
    })
}

/// A cursor behind the version and flags of a box, and its version.
fn versioned(body: &[u8]) -> Result<(u8, Cursor<'_>)> {
    let mut cursor = Cursor::new(body, broken);
    let version = cursor.u8()?;
    cursor.take(3)?;
    Ok((version, cursor))
}

fn id(cursor: &mut Cursor<'_>, long: bool) -> Result<u32> {
    if long { cursor.u32() } else { cursor.u16().map(u32::from) }
}

fn main_item(body: &[u8]) -> Result<u32> {
    let (version, mut cursor) = versioned(body)?;
    id(&mut cursor, version > 0)
}

fn kinds(body: &[u8]) -> Result<Vec<(u32, [u8; 4])>> {
    let (version, mut cursor) = versioned(body)?;
    id(&mut cursor, version > 0)?;
    let entries = boxes(cursor.rest()).filter(|(kind, _)| kind == b"infe").take(MAX_ITEMS);
    let kind = |(_, body)| {
        let (version, mut cursor) = versioned(body)?;
        if version < 2 {
            return Err(rare("of an early edition"));
        }
        let item = id(&mut cursor, version > 2)?;
        cursor.u16()?;
        Ok((item, cursor.key()?))
    };
    entries.map(kind).collect()
}

fn places(body: &[u8]) -> Result<Vec<Place>> {
    let (version, mut cursor) = versioned(body)?;
    let sizes = cursor.u16()?;
    let nibble = |shift: u16| usize::from((sizes >> shift) & 15);
    let (of_offset, of_length, of_base) = (nibble(12), nibble(8), nibble(4));
    let of_index = if version > 0 { nibble(0) } else { 0 };
    if [of_offset, of_length, of_base, of_index].iter().any(|size| *size > 8) {
        return Err(broken());
    }
    let count = id(&mut cursor, version > 1)? as usize;
    let mut places = Vec::new();
    for _ in 0..count.min(MAX_ITEMS) {
        let item = id(&mut cursor, version > 1)?;
        let inside = version > 0 && cursor.u16()? & 15 == 1;
        cursor.u16()?;
        let base = cursor.number(of_base)?;
        let extents = cursor.u16()?;
        let mut read = || {
            cursor.number(of_index)?;
            let offset = cursor.number(of_offset)?;
            Ok((base.checked_add(offset).ok_or_else(broken)?, cursor.number(of_length)?))
        };
        let extents = (0..extents).map(|_| read()).collect::<Result<_>>()?;
        places.push(Place { item, inside, extents });
    }
    Ok(places)
}

fn references(body: &[u8]) -> Result<Vec<Reference>> {
    let (version, cursor) = versioned(body)?;
    let mut references = Vec::new();
    for (kind, body) in boxes(cursor.rest()).take(MAX_ITEMS) {
        let mut cursor = Cursor::new(body, broken);
        let from = id(&mut cursor, version > 0)?;
        for _ in 0..usize::from(cursor.u16()?).min(MAX_ITEMS) {
            references.push(Reference { kind, from, to: id(&mut cursor, version > 0)? });
        }
    }
    Ok(references)
}

fn owned(body: &[u8]) -> Result<Vec<(u32, usize)>> {
    let mut flags = Cursor::new(body.get(3..).ok_or_else(broken)?, broken);
    let long = flags.u8()? & 1 == 1;
    let (version, mut cursor) = versioned(body)?;
    let mut owned = Vec::new();
    for _ in 0..(cursor.u32()? as usize).min(MAX_ITEMS) {
        let item = id(&mut cursor, version > 0)?;
        for _ in 0..cursor.u8()? {
            let at = if long { cursor.u16()? & 0x7fff } else { u16::from(cursor.u8()? & 0x7f) };
            owned.push((item, usize::from(at)));
        }
    }
    Ok(owned)
}
