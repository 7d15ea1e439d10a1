//! The artworks a first visit can start with.

use std::borrow::Cow;

use rust_embed::Embed;
use serde::Deserialize;

#[derive(Embed)]
#[folder = "../../../assets/samples"]
struct Files;

/// An artwork of our own to start with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Names the sample; its file's stem.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Who made it, and its licence.
    pub credit: String,
    /// The file, an SVG.
    pub bytes: Cow<'static, [u8]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    sample: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    name: String,
    file: String,
    credit: String,
}

/// The samples of `assets/samples`, in the order they are shown in.
///
/// What is embedded is held to be whole by a test; a sample that is not is left out.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let list = Files::get("samples.toml").and_then(|file| {
        let text = std::str::from_utf8(&file.data).ok()?;
        toml::from_str::<List>(text).ok()
    });
    let items = list.map(|list| list.sample).unwrap_or_default();
    items.into_iter().filter_map(sample).collect()
}

fn sample(item: Item) -> Option<Sample> {
    let Item { id, name, file, credit } = item;
    let bytes = Files::get(&file)?.data;
    Some(Sample { id, name, credit, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::decode;

    #[test]
    fn six_samples_decode_as_see_through_drawings() {
        let samples = samples();
        assert_eq!(samples.len(), 6);
        for sample in &samples {
            let picture = decode(&sample.bytes).unwrap();
            assert!(picture.vector().is_some(), "{}", sample.id);
            let [_, _, _, corner] = picture.rgba()[..4] else { unreachable!() };
            assert_eq!(corner, 0, "{}: its ground is see-through", sample.id);
        }
    }

    #[test]
    fn every_drawing_in_the_folder_is_listed() {
        let drawings = Files::iter().filter(|file| file.ends_with(".svg")).count();
        assert_eq!(samples().len(), drawings);
    }

    #[test]
    fn samples_are_plain_opaque_vectors() {
        for sample in samples() {
            let text = String::from_utf8(sample.bytes.into_owned()).unwrap();
            for avoided in
                ["<text", "<filter", "<image", "<mask", "<clipPath", "opacity", "<script", "<style"]
            {
                assert!(!text.contains(avoided), "{}: {avoided}", sample.id);
            }
        }
    }
}
