//! Archives: `OpenRaster` with its layers, Krita with the picture it keeps for other programs.

use std::io::{Cursor, Read};

use image::{ImageFormat, RgbaImage};
use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use super::super::{Picture, limits, raster, refused};
use super::{Blend, Record, roles};
use crate::{Error, ErrorCode, Result};

/// Longest description of layers, in bytes.
const MAX_DESCRIPTION: u64 = 4 << 20;

/// Most nodes of a description.
const MAX_NODES: u32 = 100_000;

/// Most groups within groups.
const MAX_DEPTH: usize = 100;

/// An archive, opened.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    size: (u32, u32),
    /// The lowest first.
    layers: Vec<Layer>,
}

struct Layer {
    record: Record,
    source: String,
    left: i32,
    top: i32,
}

impl<'a> Archive<'a> {
    /// Reads everything but pixels.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        let mut archive = Archive { zip, size: (0, 0), layers: Vec::new() };
        match archive.text("mimetype")?.trim() {
            "image/openraster" => archive.read_stack()?,
            "application/x-krita" | "application/x-kra" => {}
            _ => return Err(foreign()),
        }
        Ok(archive)
    }

    fn read_stack(&mut self) -> Result<()> {
        let text = self.text("stack.xml")?;
        let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
        let document = Document::parse_with_options(&text, options).map_err(|_| broken())?;
        let image = document.root_element();
        let side = |name| image.attribute(name).and_then(|side| side.parse().ok()).ok_or_else(broken);
        self.size = (side("w")?, side("h")?);
        limits::check_pixels(self.size.0, self.size.1)?;
        let whole = Group { name: None, shown: true, opacity: 1.0, plain: true, left: 0, top: 0 };
        if let Some(stack) = image.children().find(|child| child.has_tag_name("stack")) {
            collect(stack, &whole, 0, &mut self.layers)?;
        }
        self.layers.reverse();
        Ok(())
    }

    /// What the archive says of its layers, the lowest first.
    pub(super) fn records(&self) -> Vec<Record> {
        self.layers.iter().map(|layer| layer.record.clone()).collect()
    }

    /// One layer on the whole picture's rectangle.
    pub(super) fn layer(&self, at: usize) -> Result<RgbaImage> {
        let layer = &self.layers[at];
        let bytes = self.bytes(&layer.source, limits::MAX_BYTES as u64)?;
        let pixels = raster::whole(&bytes, ImageFormat::Png)?;
        let mut picture = RgbaImage::new(self.size.0, self.size.1);
        image::imageops::replace(&mut picture, &pixels, i64::from(layer.left), i64::from(layer.top));
        Ok(picture)
    }

    /// The picture that is kept for programs that know no layers.
    pub(super) fn merged(&self) -> Result<Picture> {
        let bytes = self.bytes("mergedimage.png", limits::MAX_BYTES as u64)?;
        raster::decode(&bytes, ImageFormat::Png)
    }

    fn text(&self, name: &str) -> Result<String> {
        String::from_utf8(self.bytes(name, MAX_DESCRIPTION)?).map_err(|_| broken())
    }

    /// A file of the archive, unpacked to no more than `most` bytes, whatever it says of itself.
    fn bytes(&self, name: &str, most: u64) -> Result<Vec<u8>> {
        let mut zip = self.zip.clone();
        let file = zip.by_name(name).map_err(|_| if name == "mimetype" { foreign() } else { broken() })?;
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        if bytes.len() as u64 > most {
            return Err(Error::new(
                ErrorCode::TooLarge,
                format!("A part of the file unpacks to more than {} MB", most >> 20),
                "Save the picture smaller: 4,096 pixels on the longest side are plenty.",
            ));
        }
        Ok(bytes)
    }
}

/// What a group says of its layers.
#[derive(Clone)]
struct Group {
    name: Option<String>,
    shown: bool,
    opacity: f32,
    plain: bool,
    left: i32,
    top: i32,
}

/// Collects the layers of a stack, the topmost first.
fn collect(stack: Node<'_, '_>, group: &Group, depth: usize, layers: &mut Vec<Layer>) -> Result<()> {
    if depth > MAX_DEPTH {
        return Err(super::too_many("groups within groups"));
    }
    for child in stack.children().filter(Node::is_element) {
        let blend = child.attribute("composite-op").map_or(Some(Blend::Normal), Blend::named);
        let own = within(child, group);
        if child.has_tag_name("stack") {
            collect(
                child,
                &Group { plain: own.plain && blend == Some(Blend::Normal), ..own },
                depth + 1,
                layers,
            )?;
        } else if let Some(source) = child.attribute("src").filter(|_| child.has_tag_name("layer")) {
            let name = child.attribute("name").unwrap_or_default();
            let record = Record {
                name: name.to_owned(),
                named: roles::role(name).or_else(|| group.name.as_deref().and_then(roles::role)),
                shown: own.shown,
                opacity: own.opacity,
                blend,
                clipped: false,
                plain: own.plain,
                area: 0,
            };
            layers.push(Layer { record, source: source.to_owned(), left: own.left, top: own.top });
        }
    }
    Ok(())
}

fn within(node: Node<'_, '_>, group: &Group) -> Group {
    let number = |name| node.attribute(name).and_then(|number| number.trim().parse::<f32>().ok());
    let shift = |name| number(name).unwrap_or(0.0).clamp(-1e6, 1e6) as i32;
    let name = node.attribute("name").filter(|name| roles::role(name).is_some());
    Group {
        name: name.map(str::to_owned).or_else(|| group.name.clone()),
        shown: group.shown && node.attribute("visibility") != Some("hidden"),
        opacity: group.opacity * number("opacity").unwrap_or(1.0).clamp(0.0, 1.0),
        plain: group.plain,
        left: group.left + shift("x"),
        top: group.top + shift("y"),
    }
}

fn broken() -> Error {
    refused(
        "The layered file is damaged or was cut short",
        "Open it in the program it was made with and save it again, or export it as PNG.",
    )
}

fn foreign() -> Error {
    refused(
        "The file is an archive, but not of OpenRaster or Krita",
        "Unpack it and choose a picture in it, or export the artwork as PNG or PSD.",
    )
}
