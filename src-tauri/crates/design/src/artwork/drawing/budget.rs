//! What a parsed drawing would ask of the painter, before it is painted.

use resvg::usvg::{self, ClipPath, Group, ImageKind, Mask, Node, Paint, Tree, filter};

use super::super::limits::DRAWING_SIDE;
use super::markup::too_much;
use crate::Result;

/// Most whole-picture layers held at once: each takes 16 MB at [`DRAWING_SIDE`], 640 MB in all. A drawing
/// program's shadow takes seven.
const MAX_LAYERS: u32 = 40;

/// Most nodes to paint.
const MAX_NODES: u32 = 300_000;

/// Most groups within groups: whoever walks the tree later descends once a level.
const MAX_DEPTH: u32 = 400;

/// Most pixels decoded from embedded pictures in one painting, for each use decodes anew.
const MAX_IMAGE_PIXELS: f64 = 256e6;

/// Most layers of filters and masks painted in all, so that a drawing is done in seconds.
const MAX_LAYERS_PAINTED: u32 = 4_000;

/// Refuses a drawing that would take too much memory or time to paint.
pub(super) fn check(tree: &Tree) -> Result<()> {
    let size = tree.size();
    let scale = DRAWING_SIDE as f32 / size.width().max(size.height());
    let mut spent = Spent { scale, nodes: 0, layers_painted: 0, image_pixels: 0.0 };
    let layers = spent.group(tree.root(), 0)?;
    if layers > MAX_LAYERS {
        return Err(too_much("see-through layers, masks or effects within one another"));
    }
    Ok(())
}

struct Spent {
    scale: f32,
    nodes: u32,
    layers_painted: u32,
    image_pixels: f64,
}

impl Spent {
    /// The most layers held at once while the group is painted.
    fn group(&mut self, group: &Group, depth: u32) -> Result<u32> {
        if depth > MAX_DEPTH {
            return Err(too_much("nesting"));
        }
        let mut within = 0;
        for node in group.children() {
            self.nodes += 1;
            within = within.max(self.node(node, depth + 1)?);
        }
        let own = u32::from(group.should_isolate());
        let clip = group.clip_path().map_or(Ok(0), |clip| self.clip(clip, depth + 1))?;
        let mask = group.mask().map_or(Ok(0), |mask| self.mask(mask, depth + 1))?;
        let mut effects = 0;
        for filter in group.filters() {
            effects = effects.max(self.filter(filter, depth + 1)?);
        }
        self.layers_painted += own + clip + mask + effects;
        self.check()?;
        Ok(own + within.max(clip).max(mask).max(effects))
    }

    fn check(&self) -> Result<()> {
        if self.nodes > MAX_NODES {
            return Err(too_much("shapes"));
        }
        if self.layers_painted > MAX_LAYERS_PAINTED {
            return Err(too_much("masks and effects"));
        }
        if self.image_pixels > MAX_IMAGE_PIXELS {
            return Err(too_much("embedded pictures"));
        }
        Ok(())
    }

    fn node(&mut self, node: &Node, depth: u32) -> Result<u32> {
        match node {
            Node::Group(group) => self.group(group, depth),
            Node::Path(path) => {
                let fill = path.fill().map(usvg::Fill::paint);
                let stroke = path.stroke().map(usvg::Stroke::paint);
                let fill = fill.map_or(Ok(0), |paint| self.paint(paint, path.abs_transform(), depth))?;
                let stroke = stroke.map_or(Ok(0), |paint| self.paint(paint, path.abs_transform(), depth))?;
                Ok(fill.max(stroke))
            }
            Node::Image(image) => {
                let size = image.size();
                self.image_pixels += f64::from(size.width()) * f64::from(size.height());
                match image.kind() {
                    ImageKind::SVG(tree) => Ok(1 + self.group(tree.root(), depth)?),
                    ImageKind::JPEG(_) | ImageKind::PNG(_) | ImageKind::GIF(_) | ImageKind::WEBP(_) => Ok(6),
                }
            }
            Node::Text(text) => self.group(text.flattened(), depth),
        }
    }

    /// A pattern is painted on a tile of its own, however large the drawing makes it.
    fn paint(&mut self, paint: &Paint, place: usvg::Transform, depth: u32) -> Result<u32> {
        let Paint::Pattern(pattern) = paint else { return Ok(0) };
        let (across, down) = place.pre_concat(pattern.transform()).get_scale();
        let width = pattern.rect().width() * across * self.scale;
        let height = pattern.rect().height() * down * self.scale;
        let page = (DRAWING_SIDE as f32) * (DRAWING_SIDE as f32);
        let tiles = (width * height / page).ceil();
        if !tiles.is_finite() || tiles > 4.0 {
            return Err(too_much("pattern, larger than the page"));
        }
        self.layers_painted += 1;
        Ok((tiles as u32).max(1) * (1 + self.group(pattern.root(), depth)?))
    }

    fn clip(&mut self, clip: &ClipPath, depth: u32) -> Result<u32> {
        let content = self.group(clip.root(), depth)?;
        let outer = match clip.clip_path() {
            Some(outer) if depth < MAX_DEPTH => self.clip(outer, depth + 1)?,
            Some(_) => return Err(too_much("nesting")),
            None => 0,
        };
        Ok(2 + content.max(outer))
    }

    fn mask(&mut self, mask: &Mask, depth: u32) -> Result<u32> {
        let content = self.group(mask.root(), depth)?;
        let outer = match mask.mask() {
            Some(outer) if depth < MAX_DEPTH => self.mask(outer, depth + 1)?,
            Some(_) => return Err(too_much("nesting")),
            None => 0,
        };
        Ok(2 + content.max(outer))
    }

    /// Each step of a filter keeps its result until the filter is done.
    fn filter(&mut self, filter: &filter::Filter, depth: u32) -> Result<u32> {
        let mut layers = 2;
        for step in filter.primitives() {
            layers += 1 + match step.kind() {
                filter::Kind::Image(image) => self.group(image.root(), depth)?,
                filter::Kind::Turbulence(noise) if noise.num_octaves() > 12 => {
                    return Err(too_much("octaves of turbulence"));
                }
                filter::Kind::ConvolveMatrix(matrix)
                    if matrix.matrix().columns() * matrix.matrix().rows() > 400 =>
                {
                    return Err(too_much("cells of a convolution"));
                }
                filter::Kind::Morphology(reach)
                    if reach.radius_x().get().max(reach.radius_y().get()) * self.scale > 256.0 =>
                {
                    return Err(too_much("reach of a morphology"));
                }
                filter::Kind::Blend(_)
                | filter::Kind::ColorMatrix(_)
                | filter::Kind::ComponentTransfer(_)
                | filter::Kind::Composite(_)
                | filter::Kind::ConvolveMatrix(_)
                | filter::Kind::DiffuseLighting(_)
                | filter::Kind::DisplacementMap(_)
                | filter::Kind::DropShadow(_)
                | filter::Kind::Flood(_)
                | filter::Kind::GaussianBlur(_)
                | filter::Kind::Merge(_)
                | filter::Kind::Morphology(_)
                | filter::Kind::Offset(_)
                | filter::Kind::SpecularLighting(_)
                | filter::Kind::Tile(_)
                | filter::Kind::Turbulence(_) => 0,
            };
        }
        Ok(layers)
    }
}
