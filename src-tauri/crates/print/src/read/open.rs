//! Opening a PDF within limits, and finding one's way in it.

use dangle_design::Result;
use kurbo::Rect;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::{limits, too_much, unreadable};

/// A parsed PDF.
pub(crate) struct File {
    document: Document,
    page: ObjectId,
    pages: usize,
}

/// The boxes of a page, in PDF points; y runs up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Boxes {
    pub(crate) media: Option<Rect>,
    pub(crate) bleed: Option<Rect>,
    pub(crate) trim: Option<Rect>,
    /// What viewers show, where it is not all of the page.
    pub(crate) crop: Option<Rect>,
    /// How far the page is turned when it is shown, in degrees.
    pub(crate) turned: i64,
    /// How many points a unit of the page is.
    pub(crate) unit: f64,
}

impl File {
    /// Parses the bytes and finds the first page.
    ///
    /// # Errors
    /// `TooLarge` past a limit, `File` when it is no PDF or an encrypted one.
    pub(crate) fn open(bytes: &[u8]) -> Result<File> {
        let options =
            LoadOptions { max_decompressed_size: Some(inflation(bytes)?), ..LoadOptions::default() };
        let document =
            Document::load_mem_with_options(bytes, options).map_err(|e| unreadable(&e.to_string()))?;
        if document.is_encrypted() || document.was_encrypted() {
            return Err(unreadable("it is encrypted, which PDF/X forbids"));
        }
        let mut pages = document.page_iter();
        let page = pages.next().ok_or_else(|| unreadable("it has no page"))?;
        let more = pages.take(limits::STREAMS).count();
        Ok(File { document, page, pages: 1 + more })
    }

    /// Reads another page from now on; 0 is the first.
    ///
    /// # Errors
    /// `File` when there is no such page.
    pub(crate) fn turn_to(&mut self, page: usize) -> Result<()> {
        let found = self.document.page_iter().nth(page).ok_or_else(|| unreadable("it lacks a page"))?;
        self.page = found;
        Ok(())
    }

    /// How many pages there are, as far as anyone counts.
    pub(crate) fn pages(&self) -> usize {
        self.pages
    }

    /// The version in the file's first line.
    pub(crate) fn version(&self) -> &str {
        &self.document.version
    }

    /// The object itself, references followed.
    pub(crate) fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(object, |(_, object)| object)
    }

    /// An entry of a dictionary, references followed.
    pub(crate) fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dictionary.get(key.as_bytes()).ok().map(|object| self.follow(object))
    }

    /// A dictionary in a dictionary; a stream's own one if the entry is a stream.
    pub(crate) fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        match self.get(dictionary, key)? {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// A stream in a dictionary.
    pub(crate) fn stream<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Stream> {
        self.get(dictionary, key)?.as_stream().ok()
    }

    /// An array in a dictionary.
    pub(crate) fn array<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a [Object]> {
        self.get(dictionary, key)?.as_array().ok().map(Vec::as_slice)
    }

    /// A name in a dictionary.
    pub(crate) fn name<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a [u8]> {
        self.get(dictionary, key)?.as_name().ok()
    }

    /// A number in a dictionary.
    pub(crate) fn number(&self, dictionary: &Dictionary, key: &str) -> Option<f64> {
        number(self.get(dictionary, key)?)
    }

    /// The catalog.
    pub(crate) fn catalog(&self) -> Option<&Dictionary> {
        self.document.catalog().ok()
    }

    /// The information dictionary.
    pub(crate) fn info(&self) -> Option<&Dictionary> {
        self.dictionary(&self.document.trailer, "Info")
    }

    /// The first page's dictionary.
    pub(crate) fn page(&self) -> Result<&Dictionary> {
        self.document.get_dictionary(self.page).map_err(|error| unreadable(&error.to_string()))
    }

    /// An entry of the page, or of the nodes above it in the page tree.
    pub(crate) fn inherited(&self, key: &str) -> Option<&Object> {
        let mut node = self.page().ok()?;
        for _ in 0..limits::DEPTH {
            if let Some(object) = self.get(node, key) {
                return Some(object);
            }
            node = self.dictionary(node, "Parent")?;
        }
        None
    }

    /// The boxes of the page.
    pub(crate) fn boxes(&self) -> Boxes {
        let read = |key: &str| self.inherited(key).and_then(|object| self.rectangle(object));
        let value = |key: &str| self.inherited(key).and_then(number);
        Boxes {
            media: read("MediaBox"),
            bleed: read("BleedBox"),
            trim: read("TrimBox"),
            crop: read("CropBox"),
            turned: value("Rotate").map_or(0, |degrees| (degrees as i64).rem_euclid(360)),
            unit: value("UserUnit").unwrap_or(1.0),
        }
    }

    /// How many notes, links and form fields lie on the page.
    pub(crate) fn notes(&self) -> usize {
        self.page().ok().and_then(|page| self.array(page, "Annots")).map_or(0, <[Object]>::len)
    }

    /// The names of layers that are not shown, and so not printed, unless a person turns them on.
    pub(crate) fn hidden_layers(&self) -> Vec<String> {
        let shown = self.catalog().and_then(|catalog| self.dictionary(catalog, "OCProperties"));
        let Some(shown) = shown else { return Vec::new() };
        let usual = self.dictionary(shown, "D");
        let off = usual.and_then(|usual| self.array(usual, "OFF")).unwrap_or_default();
        let all_off = usual.and_then(|usual| self.name(usual, "BaseState")) == Some(b"OFF");
        let on = usual.and_then(|usual| self.array(usual, "ON")).unwrap_or_default();
        let all = self.array(shown, "OCGs").unwrap_or_default();
        let hidden = |group: &&Object| off.contains(group) || all_off && !on.contains(group);
        let name = |group: &Object| {
            let name = self.get(self.follow(group).as_dict().ok()?, "Name")?;
            lopdf::decode_text_string(name).ok()
        };
        all.iter().filter(hidden).filter_map(name).collect()
    }

    fn rectangle(&self, object: &Object) -> Option<Rect> {
        let corners: Vec<f64> =
            object.as_array().ok()?.iter().filter_map(|object| number(self.follow(object))).collect();
        let [x0, y0, x1, y1] = corners.try_into().ok()?;
        Some(Rect::new(x0, y0, x1, y1).abs())
    }

    /// The page's painting operators.
    ///
    /// # Errors
    /// `TooLarge` past the limit, `File` when a stream is damaged.
    pub(crate) fn content(&self) -> Result<Vec<u8>> {
        let page = self.page()?;
        let parts: Vec<&Object> = match self.get(page, "Contents") {
            Some(Object::Array(parts)) => parts.iter().map(|part| self.follow(part)).collect(),
            Some(part) => vec![part],
            None => Vec::new(),
        };
        let mut content = Vec::new();
        for stream in parts.into_iter().filter_map(|part| part.as_stream().ok()) {
            content.extend(inflate(stream, limits::CONTENT.saturating_sub(content.len()))?);
            // Operators may not run on from one stream into the next.
            content.push(b'\n');
        }
        Ok(content)
    }
}

/// What a stream holds, its filters undone.
///
/// # Errors
/// `TooLarge` when it is more than `limit` bytes, `File` when a filter is unknown or the data damaged.
pub(crate) fn inflate(stream: &Stream, limit: usize) -> Result<Vec<u8>> {
    stream.decompressed_content_with_limit(limit).map_err(|error| match error {
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            too_much(&format!("a stream that inflates to more than {limit} bytes"))
        }
        other => unreadable(&other.to_string()),
    })
}

/// A number, whole or not; `None` for anything else, and for numbers that are none.
pub(super) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(whole) => Some(*whole as f64),
        Object::Real(real) => Some(f64::from(*real)).filter(|real| real.is_finite()),
        _ => None,
    }
}

/// How many bytes each object stream may inflate to, after a look at the file from outside.
fn inflation(bytes: &[u8]) -> Result<usize> {
    if bytes.len() > limits::FILE {
        return Err(too_much(&format!("{} bytes (at most {})", bytes.len(), limits::FILE)));
    }
    let (streams, inside) = streams(bytes);
    if streams > limits::STREAMS {
        return Err(too_much(&format!("more than {} streams", limits::STREAMS)));
    }
    if bytes.len() - inside > limits::TEXT {
        return Err(too_much(&format!("more than {} bytes outside its streams", limits::TEXT)));
    }
    Ok(limits::OBJECTS / streams.max(1))
}

/// How many streams there seem to be, and how many bytes lie inside them.
fn streams(bytes: &[u8]) -> (usize, usize) {
    let (mut count, mut inside, mut at) = (0, 0, 0);
    while let Some(start) = find(&bytes[at..], b"stream") {
        let start = at + start + b"stream".len();
        let Some(end) = find(&bytes[start..], b"endstream") else { break };
        count += 1;
        inside += end;
        at = start + end + b"endstream".len();
        if count > limits::STREAMS {
            break;
        }
    }
    (count, inside)
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == needle[0]) {
        if bytes[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}
