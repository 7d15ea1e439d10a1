//! Pictures in a PDF, each once, with their soft edges.

use std::collections::BTreeMap;
use std::sync::Arc;

use dangle_design::artwork::Picture;
use pdf_writer::{Filter, Finish, Pdf, Ref};

use super::Numbers;
use crate::paper::frame::{Frame, Item};
use crate::pdf::deflate;

/// The pictures of a file, by the hash of what they show.
#[derive(Default)]
pub(super) struct Pictures {
    all: BTreeMap<String, (Arc<Picture>, Ref, Ref)>,
}

impl Pictures {
    /// The pictures that lie on pages.
    pub(super) fn of<'a>(frames: impl Iterator<Item = &'a Frame>, numbers: &mut Numbers) -> Pictures {
        let mut pictures = Pictures::default();
        for picture in frames.flat_map(on) {
            let refs = |numbers: &mut Numbers| (picture.clone(), numbers.next(), numbers.next());
            pictures.all.entry(named(picture)).or_insert_with(|| refs(numbers));
        }
        pictures
    }

    /// Every picture, by what pages call it.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Ref)> {
        self.all.iter().map(|(name, (_, picture, _))| (name.as_str(), *picture))
    }

    /// What a page calls the picture that it lays as that one.
    pub(super) fn name(frame: &Frame, at: usize) -> String {
        on(frame).nth(at).map(named).unwrap_or_default()
    }

    /// Writes every picture.
    pub(super) fn write(&self, pdf: &mut Pdf) {
        for (picture, colours, edges) in self.all.values() {
            let (width, height) = (picture.width() as i32, picture.height() as i32);
            let pixels = picture.rgba().chunks_exact(4);
            let colour: Vec<u8> = pixels.clone().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
            let alpha: Vec<u8> = pixels.map(|pixel| pixel[3]).collect();
            let (colour, alpha) = (deflate(&colour), deflate(&alpha));
            let mut image = pdf.image_xobject(*colours, &colour);
            image.width(width).height(height).bits_per_component(8).filter(Filter::FlateDecode);
            image.color_space().device_rgb();
            image.s_mask(*edges);
            image.finish();
            let mut mask = pdf.image_xobject(*edges, &alpha);
            mask.width(width).height(height).bits_per_component(8).filter(Filter::FlateDecode);
            mask.color_space().device_gray();
        }
    }
}

fn on(frame: &Frame) -> impl Iterator<Item = &Arc<Picture>> {
    frame.items.iter().filter_map(|item| match item {
        Item::Picture { picture, .. } => Some(picture),
        Item::Path { .. } | Item::Words { .. } | Item::Clip(_) | Item::Unclip => None,
    })
}

fn named(picture: &Arc<Picture>) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&picture.width().to_le_bytes()).update(picture.rgba());
    format!("P{}", &hasher.finalize().to_hex()[..12])
}
