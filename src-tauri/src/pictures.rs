//! Pictures on their way to the window: encoded, handed out by key.

use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::{Error, ErrorCode, Result};
use dangle_mockup::{Detail, write_png};
use image::ImageEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use serde::Serialize;

use crate::cache::Cache;

/// Encoded pictures kept at most, in bytes. The largest view (a print file's plates) needs some 40 MB.
const MOST_BYTES: usize = 256 << 20;
/// Promises kept at most: a window shows some dozens, and a promise is a few kilobytes.
const MOST_PROMISES: usize = 4096;
/// JPEG quality of opaque pictures: at 92 and full chroma the error is below what a screen shows.
const JPEG_QUALITY: u8 = 92;

/// A picture as the web view reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// Its media type.
    pub mime: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The pictures the window may ask for, by key.
///
/// A key is the BLAKE3 hash of what determines the picture. A promised picture is made when it is first
/// asked for, and made again if it was forgotten meanwhile.
pub struct Pictures<P> {
    made: Cache<String, Arc<Encoded>>,
    promises: Cache<String, Arc<P>>,
}

impl<P: Serialize> Pictures<P> {
    /// No pictures yet.
    #[must_use]
    pub fn new() -> Self {
        Pictures { made: Cache::new(MOST_BYTES), promises: Cache::new(MOST_PROMISES) }
    }

    /// Promises a picture that can be made at any time; answers its key.
    ///
    /// # Errors
    /// `Input` when the promise cannot be written down.
    pub fn promise(&self, promise: P) -> Result<String> {
        let key = content_key("picture", &promise)?;
        self.promises.insert(key.clone(), Arc::new(promise), 1);
        Ok(key)
    }

    /// The same for a picture that is there already: it is made only if it was forgotten.
    ///
    /// # Errors
    /// `Input` when the promise cannot be written down.
    pub fn promise_made(&self, promise: P, picture: Encoded) -> Result<String> {
        let key = self.promise(promise)?;
        self.keep_as(key.clone(), picture);
        Ok(key)
    }

    /// Whether that key was handed out and still finds its picture.
    pub fn knows(&self, key: &str) -> bool {
        self.promises.get(&key.to_owned()).is_some()
    }

    /// The picture of that key; `make` makes a promised one. `None` when the key was never handed out.
    pub fn get(&self, key: &str, make: impl FnOnce(&P) -> Result<Encoded>) -> Option<Result<Arc<Encoded>>> {
        let key = key.to_owned();
        if let Some(made) = self.made.get(&key) {
            return Some(Ok(made));
        }
        let promise = self.promises.get(&key)?;
        Some(make(&promise).map(|picture| self.keep_as(key, picture)))
    }

    fn keep_as(&self, key: String, picture: Encoded) -> Arc<Encoded> {
        let (weight, picture) = (picture.bytes.len(), Arc::new(picture));
        self.made.insert(key, picture.clone(), weight);
        picture
    }
}

impl<P: Serialize> Default for Pictures<P> {
    fn default() -> Self {
        Pictures::new()
    }
}

/// The BLAKE3 hash, in hexadecimal digits, of a value and of what it is for.
///
/// # Errors
/// `Input` when the value cannot be written down.
pub fn content_key(purpose: &str, value: &impl Serialize) -> Result<String> {
    let json = serde_json::to_vec(value)
        .map_err(|error| Error::input(format!("this cannot be named: {error}"), "Undo the last change."))?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(purpose.as_bytes()).update(&[0]).update(&json);
    Ok(hasher.finalize().to_hex().to_string())
}

/// The picture as PNG, compressed lightly: it only travels within the machine.
///
/// # Errors
/// `Artwork` when it has no pixels.
pub fn png(picture: &Picture) -> Result<Encoded> {
    let bytes = write_png(picture, None, Detail::Quick)?;
    Ok(Encoded { mime: "image/png", bytes })
}

/// A grey picture, a byte a pixel, as PNG.
///
/// # Errors
/// `Artwork` when it has no pixels.
pub fn grey_png(width: u32, height: u32, grey: &[u8]) -> Result<Encoded> {
    let mut bytes = Vec::with_capacity(grey.len() / 4);
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Up)
        .write_image(grey, width, height, image::ExtendedColorType::L8)
        .map_err(|error| unencodable(&error))?;
    Ok(Encoded { mime: "image/png", bytes })
}

/// An opaque picture as JPEG. Its alpha is not looked at.
///
/// # Errors
/// `Artwork` when it has no pixels, or more than 65,535 on a side.
pub fn jpeg(picture: &Picture) -> Result<Encoded> {
    let rgb: Vec<u8> = picture.rgba().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let mut bytes = Vec::with_capacity(rgb.len() / 8);
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
        .write_image(&rgb, picture.width(), picture.height(), image::ExtendedColorType::Rgb8)
        .map_err(|error| unencodable(&error))?;
    Ok(Encoded { mime: "image/jpeg", bytes })
}

fn unencodable(error: &image::ImageError) -> Error {
    Error::new(ErrorCode::Artwork, format!("the picture cannot be shown: {error}"), "Use a smaller picture.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        let rgba = (0..16 * 9 * 4).map(|i| (i % 251) as u8).collect();
        Picture::new(16, 9, rgba)
    }

    #[test]
    fn png_reads_back_as_it_was() {
        let encoded = png(&picture()).unwrap();
        let read = image::load_from_memory(&encoded.bytes).unwrap().to_rgba8();
        assert_eq!((read.width(), read.height()), (16, 9));
        assert_eq!(read.as_raw(), picture().rgba());
    }

    #[test]
    fn jpeg_keeps_the_size_and_takes_the_type() {
        let encoded = jpeg(&picture()).unwrap();
        assert_eq!(encoded.mime, "image/jpeg");
        let read = image::load_from_memory(&encoded.bytes).unwrap();
        assert_eq!((read.width(), read.height()), (16, 9));
    }

    #[test]
    fn a_key_that_was_never_handed_out_finds_nothing() {
        let pictures = Pictures::<String>::new();
        assert!(pictures.get("0".repeat(64).as_str(), |_| png(&picture())).is_none());
        let key = pictures.promise("sample".to_owned()).unwrap();
        let made = pictures.get(&key, |_| png(&picture())).unwrap().unwrap();
        let again = pictures.get(&key, |_| Err(Error::cancelled())).unwrap().unwrap();
        assert!(Arc::ptr_eq(&made, &again), "a picture is made once");
    }

    #[test]
    fn a_promise_that_failed_is_tried_again() {
        let pictures = Pictures::<String>::new();
        let key = pictures.promise("sample".to_owned()).unwrap();
        assert!(pictures.get(&key, |_| Err(Error::cancelled())).unwrap().is_err());
        assert!(pictures.get(&key, |_| png(&picture())).unwrap().is_ok());
    }

    #[test]
    fn equal_values_for_other_purposes_have_other_keys() {
        assert_ne!(content_key("look", &"a").unwrap(), content_key("plate", &"a").unwrap());
    }
}
