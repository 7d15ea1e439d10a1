//! Colour spaces, as far as plates go: which inks a colour is made of.

use lopdf::{Dictionary, Object};

use super::open::File;

/// What a colour's numbers mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// The four process inks.
    Cmyk,
    /// Black alone, 1 being paper.
    Gray,
    /// Red, green, blue: it becomes ink only in the RIP, by its own rules.
    Rgb,
    /// One or more inks by name.
    Inks(Vec<String>),
    /// A pattern or shading.
    Pattern,
    /// Anything else, such as Lab.
    Other(String),
}

impl Space {
    /// The space of a name or array in a file; `resources` are those of the content that uses it.
    pub(super) fn read(file: &File, object: &Object, resources: Option<&Dictionary>) -> Space {
        Space::at_depth(file, object, resources, 0)
    }

    fn at_depth(file: &File, object: &Object, resources: Option<&Dictionary>, depth: usize) -> Space {
        let object = file.follow(object);
        if let Ok(name) = object.as_name() {
            return Space::device(name)
                .or_else(|| {
                    let named = file.get(file.dictionary(resources?, "ColorSpace")?, &text(name))?;
                    (depth < 4).then(|| Space::at_depth(file, named, None, depth + 1))
                })
                .unwrap_or_else(|| Space::Other(text(name)));
        }
        let parts = object.as_array().map(Vec::as_slice).unwrap_or_default();
        let part = |at: usize| parts.get(at).map(|part| file.follow(part));
        let family = part(0).and_then(|name| name.as_name().ok()).unwrap_or_default();
        match family {
            b"ICCBased" => part(1).map_or(Space::Other("ICCBased".into()), |profile| icc(file, profile)),
            b"Separation" => Space::Inks(part(1).and_then(ink_name).into_iter().collect()),
            b"DeviceN" => {
                let names =
                    part(1).and_then(|names| names.as_array().ok()).map(Vec::as_slice).unwrap_or_default();
                Space::Inks(names.iter().filter_map(|name| ink_name(file.follow(name))).collect())
            }
            b"Indexed" if depth < 4 => part(1).map_or(Space::Other("Indexed".into()), |base| {
                Space::at_depth(file, base, resources, depth + 1)
            }),
            b"CalRGB" => Space::Rgb,
            b"CalGray" => Space::Gray,
            other => Space::device(other).unwrap_or_else(|| Space::Other(text(other))),
        }
    }

    fn device(name: &[u8]) -> Option<Space> {
        match name {
            b"DeviceCMYK" | b"CMYK" => Some(Space::Cmyk),
            b"DeviceGray" | b"G" => Some(Space::Gray),
            b"DeviceRGB" | b"RGB" => Some(Space::Rgb),
            b"Pattern" => Some(Space::Pattern),
            _ => None,
        }
    }

    /// How many numbers a colour has.
    pub(crate) fn components(&self) -> usize {
        match self {
            Space::Cmyk => 4,
            Space::Rgb => 3,
            Space::Gray | Space::Pattern | Space::Other(_) => 1,
            Space::Inks(names) => names.len(),
        }
    }

    /// The colour a space starts with: black, or full tint (ISO 32000-1, 8.6.5 and 8.6.6).
    pub(super) fn initial(&self) -> Vec<f32> {
        match self {
            Space::Cmyk => vec![0.0, 0.0, 0.0, 1.0],
            Space::Inks(names) => vec![1.0; names.len()],
            Space::Gray | Space::Rgb | Space::Pattern | Space::Other(_) => vec![0.0; self.components()],
        }
    }

    /// The names of spot inks in it.
    pub(crate) fn spots(&self) -> impl Iterator<Item = &str> {
        let names = if let Space::Inks(names) = self { names.as_slice() } else { &[] };
        names
            .iter()
            .map(String::as_str)
            .filter(|name| process_ink(name).is_none() && *name != "None" && *name != "All")
    }

    /// The amounts of cyan, magenta, yellow and black that tints of this space come to, by the plainest
    /// reading, 255 being full; `None` where it names none of them.
    pub(super) fn process(&self, tints: &[u8]) -> Option<[u8; 4]> {
        let tint = |at: usize| tints.get(at).copied().unwrap_or(0);
        match self {
            Space::Cmyk => Some([tint(0), tint(1), tint(2), tint(3)]),
            Space::Gray => Some([0, 0, 0, 255 - tint(0)]),
            Space::Rgb => Some([255 - tint(0), 255 - tint(1), 255 - tint(2), 0]),
            Space::Pattern | Space::Other(_) => Some([128; 4]),
            Space::Inks(names) => {
                let mut inks = None;
                for (at, name) in names.iter().enumerate() {
                    if let Some(plate) = process_ink(name) {
                        inks.get_or_insert([0; 4])[plate] = tint(at);
                    }
                }
                inks
            }
        }
    }
}

/// Which process plate an ink's name means.
pub(super) fn process_ink(name: &str) -> Option<usize> {
    ["Cyan", "Magenta", "Yellow", "Black"].iter().position(|process| *process == name)
}

fn icc(file: &File, profile: &Object) -> Space {
    let components = profile.as_stream().ok().and_then(|stream| file.number(&stream.dict, "N"));
    match components.map(|n| n as u8) {
        Some(1) => Space::Gray,
        Some(3) => Space::Rgb,
        Some(4) => Space::Cmyk,
        _ => Space::Other("ICCBased".into()),
    }
}

fn ink_name(object: &Object) -> Option<String> {
    object.as_name().ok().map(text)
}

/// Names are bytes; what is no UTF-8 is shown as such.
pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
