//! Ways to change a print file, and programs that save one anew.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;
use std::process::Command;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A change to a file.
pub(crate) type Change = Box<dyn Fn(&mut Document)>;

/// The file after a change.
pub(crate) fn changed(pdf: &[u8], change: &Change) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A change of the painting operators: each text by another, which must be there.
pub(crate) fn painted(changes: &'static [(&'static str, &'static str)]) -> Change {
    Box::new(move |document| {
        let page = document.page_iter().next().unwrap();
        let mut content = String::from_utf8(document.get_page_content(page)).unwrap();
        for (from, to) in changes {
            assert!(content.contains(from), "{from:?} is not in {content}");
            content = content.replacen(from, to, 1);
        }
        let id = document.get_page_contents(page)[0];
        let stream = Stream::new(dictionary! {}, content.into_bytes());
        *document.get_object_mut(id).unwrap() = Object::Stream(stream);
    })
}

/// A change of the one dictionary or stream that holds all of the given keys.
pub(crate) fn object(keys: &'static [&'static str], change: impl Fn(&mut Object) + 'static) -> Change {
    Box::new(move |document| {
        let holds = |object: &&mut Object| {
            let dictionary = match &**object {
                Object::Stream(stream) => &stream.dict,
                Object::Dictionary(dictionary) => dictionary,
                _ => return false,
            };
            keys.iter().all(|key| dictionary.has(key.as_bytes()))
        };
        change(document.objects.values_mut().find(holds).unwrap());
    })
}

pub(crate) fn entries(keys: &'static [&'static str], change: impl Fn(&mut Dictionary) + 'static) -> Change {
    object(keys, move |object| match object {
        Object::Stream(stream) => change(&mut stream.dict),
        Object::Dictionary(dictionary) => change(dictionary),
        _ => unreachable!(),
    })
}

pub(crate) const PAGE: &[&str] = &["TrimBox"];
pub(crate) const ART: &[&str] = &["ColorSpace", "Width"];
pub(crate) const WHITE: &[&str] = &["ImageMask"];

pub(crate) fn numbers(values: [f32; 4]) -> Object {
    Object::Array(values.into_iter().map(Object::Real).collect())
}

/// The resources of the page.
pub(crate) fn resources(page: &mut Dictionary) -> &mut Dictionary {
    page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap()
}

/// The samples of a picture by other ones.
pub(crate) fn samples(keys: &'static [&'static str], change: fn(&mut Vec<u8>)) -> Change {
    object(keys, move |object| {
        let stream = object.as_stream_mut().unwrap();
        let mut data = stream.decompressed_content().unwrap();
        change(&mut data);
        stream.dict.remove(b"Filter");
        stream.dict.remove(b"DecodeParms");
        stream.set_content(data);
    })
}

/// A soft mask, or any picture, put beside the artwork.
pub(crate) fn soft_mask(document: &mut Document) {
    let mask = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        },
        vec![255],
    );
    let mask = document.add_object(mask);
    let art = document.objects.values_mut().find_map(|object| match object {
        Object::Stream(stream) if stream.dict.has(b"ColorSpace") && stream.dict.has(b"Width") => Some(stream),
        _ => None,
    });
    art.unwrap().dict.set("SMask", mask);
}

/// The white's layer painted after the colour's.
pub(crate) fn swapped(document: &mut Document) {
    let page = document.page_iter().next().unwrap();
    let content = String::from_utf8(document.get_page_content(page)).unwrap();
    let white = content.find("/OC /White BDC").unwrap();
    let colour = content.find("/OC /Colour BDC").unwrap();
    let end = colour + content[colour..].find("EMC").unwrap() + 4;
    let parts = [&content[..white], &content[colour..end], &content[white..colour], &content[end..]];
    let id = document.get_page_contents(page)[0];
    let stream = Stream::new(dictionary! {}, parts.concat().into_bytes());
    *document.get_object_mut(id).unwrap() = Object::Stream(stream);
}

/// The page's content within a form of its own, painted as a group.
pub(crate) fn grouped(document: &mut Document) {
    let page = document.page_iter().next().unwrap();
    let content = document.get_page_content(page);
    let resources = document.get_dictionary(page).unwrap().get(b"Resources").unwrap().clone();
    let form = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers([0.0, 0.0, 500.0, 500.0]),
            "Resources" => resources, "Group" => dictionary! { "S" => "Transparency" },
        },
        content,
    );
    let form = document.add_object(form);
    let id = document.get_page_contents(page)[0];
    *document.get_object_mut(id).unwrap() = Object::Stream(Stream::new(dictionary! {}, b"/All Do".to_vec()));
    let page = document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
    page.set("Resources", dictionary! { "XObject" => dictionary! { "All" => form } });
}

pub(crate) fn second_page(document: &mut Document) {
    let page = document.page_iter().next().unwrap();
    let copy = document.get_object(page).unwrap().clone();
    let copy = document.add_object(copy);
    let pages = document.objects.values_mut().find_map(|object| match object {
        Object::Dictionary(pages) if pages.has(b"Kids") => Some(pages),
        _ => None,
    });
    let pages = pages.unwrap();
    pages.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(Object::Reference(copy));
    pages.set("Count", 2);
}

pub(crate) fn other_profile(document: &mut Document) {
    let icc = std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/icc/gracol2006-argyll.icc"),
    );
    let stream = document.objects.values_mut().find_map(|object| match object {
        Object::Stream(stream) if stream.dict.has(b"N") && stream.dict.has(b"Alternate") => Some(stream),
        _ => None,
    });
    stream.unwrap().set_plain_content(icc.unwrap());
}

/// Makes what a changed content names: a second spot, pictures under other names.
pub(crate) fn with_names(document: &mut Document) {
    let varnish = document.add_object(Object::Array(vec![
        Object::Name(b"Separation".to_vec()),
        Object::Name(b"Varnish".to_vec()),
        Object::Name(b"DeviceCMYK".to_vec()),
        Object::Dictionary(dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => Object::Array(vec![0.into(), 1.into()]),
            "C0" => numbers([0.0; 4]), "C1" => numbers([0.0, 0.0, 0.2, 0.0]),
        }),
    ]));
    let page = document.page_iter().next().unwrap();
    let page = document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
    let resources = resources(page);
    resources.get_mut(b"ColorSpace").unwrap().as_dict_mut().unwrap().set("Varnish", varnish);
}

pub(crate) fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub(crate) fn run(tool: &str, arguments: &[&str]) {
    let output = Command::new(tool)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{tool} is not installed (run `make setup`): {error}"));
    // qpdf ends with 3 when it only warned.
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || output.status.code() == Some(3), "{tool} {arguments:?}: {said}");
}
