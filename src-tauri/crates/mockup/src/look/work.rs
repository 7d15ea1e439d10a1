//! One charm on a grid of pixels, seen straight on: what every look works from.

use dangle_design::shape::{CharmShape, GuideKind};
use kurbo::{Affine, BezPath, Point, Shape, Vec2};

use super::light::Lamp;
use super::plane::Plane;
use super::pose::{Pose, Side};
use super::print::Print;
use super::vector::{V3, light_of, linear, pixel, straight};
use crate::carrier::Light;
use crate::field::EdgeField;
use crate::pixels::Tile;

/// A charm on a grid: its distance field, its print, the light on it.
pub(super) struct Work<'a> {
    pub(super) shape: &'a CharmShape,
    pub(super) side: Side,
    /// From the charm's millimetres to the grid's pixels.
    pub(super) to_px: Affine,
    /// Pixels of the grid a millimetre.
    pub(super) scale: f32,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) field: EdgeField,
    pub(super) print: Print,
    pub(super) lamp: Lamp,
    pub(super) light: Light,
    /// The material's own light.
    pub(super) body: V3,
    to_mm: [f32; 6],
    corner: [i32; 2],
    middle: [f32; 2],
}

/// One pixel of the grid.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) column: usize,
    pub(super) row: usize,
    /// The pixel's middle.
    pub(super) x: f32,
    pub(super) y: f32,
    /// How far inside the edge, in mm.
    pub(super) inside: f32,
    /// Out of the material across the plate, where the edge is near.
    pub(super) outward: [f32; 2],
    /// The place on the charm, in its own mm.
    pub(super) at: [f32; 2],
    /// To the camera.
    pub(super) eye: V3,
}

/// What a look asks of the grid.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    /// Pixels of the grid in one of the picture's.
    pub(super) fine: f64,
    /// How far the distance field reaches inside, in mm.
    pub(super) reach: f32,
    /// How far the look reaches beyond the outline, in mm.
    pub(super) beyond: f64,
}

impl<'a> Work<'a> {
    /// Where the grid lies among the pixels of the plate seen straight on.
    pub(super) fn rect(&self) -> kurbo::Rect {
        let corner = Point::new(f64::from(self.corner[0]), f64::from(self.corner[1]));
        kurbo::Rect::from_origin_size(corner, (self.width as f64, self.height as f64))
    }

    pub(super) fn new(shape: &'a CharmShape, pose: &Pose, light: Light, wish: Wish) -> Work<'a> {
        let flat = Affine::scale(wish.fine) * pose.flat(shape);
        let scale = pose.scale * wish.fine;
        let margin = wish.fine * 2.0 + wish.beyond * scale;
        let tile = Tile::covering((flat * &shape.outline.cut).bounding_box().inflate(margin, margin));
        let (width, height) = (tile.width, tile.height);
        let to_px = flat.then_translate(-Vec2::new(f64::from(tile.x), f64::from(tile.y)));
        let size = shape.outline.size;
        let middle = to_px * Point::new(size.width / 2.0, size.height / 2.0);
        let side = pose.side();
        Work {
            shape,
            side,
            to_px,
            scale: scale as f32,
            width,
            height,
            field: EdgeField::of(shape, to_px, width, height, (wish.reach * scale as f32).max(2.0)),
            print: Print::of(shape, side, to_px, scale, [width, height]),
            lamp: Lamp::new(light, pose.lean()),
            light,
            body: light_of(shape.body.colour),
            to_mm: to_px.inverse().as_coeffs().map(|v| v as f32),
            corner: [tile.x, tile.y],
            middle: [middle.x as f32, middle.y as f32],
        }
    }

    /// A pixel of the grid.
    pub(super) fn spot(&self, column: usize, row: usize) -> Spot {
        let (distance, outward) = self.field.at(column, row);
        let (x, y) = (column as f32 + 0.5, row as f32 + 0.5);
        let from_middle = [(x - self.middle[0]) / self.scale, (y - self.middle[1]) / self.scale];
        Spot {
            column,
            row,
            x,
            y,
            inside: distance / self.scale,
            outward,
            at: self.place(column, row),
            eye: self.lamp.eye(from_middle),
        }
    }

    /// The place of a pixel's middle on the charm, in its own mm.
    pub(super) fn place(&self, column: usize, row: usize) -> [f32; 2] {
        let (x, y) = (column as f32 + 0.5, row as f32 + 0.5);
        let [a, b, c, d, e, f] = self.to_mm;
        [a * x + c * y + e, b * x + d * y + f]
    }

    /// The look's picture from a premultiplied sRGB colour of each pixel, cut off at the outline.
    pub(super) fn cut(&self, colour: impl Fn(&Spot) -> [f32; 4] + Sync) -> Tile {
        self.every(|spot| {
            let cover = (spot.inside * self.scale + 0.5).clamp(0.0, 1.0);
            if cover <= 0.0 { [0.0; 4] } else { colour(spot).map(|value| value * cover) }
        })
    }

    /// The look's picture from the light of each pixel of an opaque body.
    pub(super) fn solid(&self, light: impl Fn(&Spot) -> V3 + Sync) -> Tile {
        self.cut(|spot| pixel(light(spot), 1.0))
    }

    /// The look's picture from a premultiplied sRGB colour of each pixel.
    pub(super) fn every(&self, colour: impl Fn(&Spot) -> [f32; 4] + Sync) -> Tile {
        let [x, y] = self.corner;
        let mut tile = Tile { x, y, width: self.width, height: self.height, rgba: Vec::new() };
        tile.rgba = vec![[0; 4]; self.width * self.height];
        tile.fill(|column, row| colour(&self.spot((column - x) as usize, (row - y) as usize)));
        tile
    }

    /// A value of each pixel.
    pub(super) fn plane(&self, value: impl Fn(&Spot) -> f32 + Sync) -> Plane {
        Plane::filled(self.width, self.height, |column, row| value(&self.spot(column, row)))
    }

    /// The light of the artwork on the body at a point of the grid.
    pub(super) fn ink(&self, x: f32, y: f32) -> V3 {
        let ink = self.print.ink_at(f64::from(x), f64::from(y));
        let body = self.body;
        if ink[3] >= 0.999 {
            return [ink[0], ink[1], ink[2]].map(linear);
        }
        let colour = straight(ink);
        std::array::from_fn(|k| body[k] + (colour[k] - body[k]) * ink[3])
    }

    /// The light of the artwork at a pixel of the grid, as it lies there unmixed; `None` where the body is bare.
    pub(super) fn plain_ink(&self, column: usize, row: usize) -> Option<V3> {
        let ink = self.print.nearest(column as f64 + 0.5, row as f64 + 0.5);
        (ink[3] >= 0.5).then(|| straight(ink))
    }

    /// How much of the body the artwork covers at a point of the grid.
    pub(super) fn inked(&self, x: f32, y: f32) -> f32 {
        self.print.ink_at(f64::from(x), f64::from(y))[3]
    }

    /// The region of a guide on the grid, where the process adds one: distances are positive inside.
    pub(super) fn region(&self, kind: GuideKind, reach: f32) -> Option<EdgeField> {
        let guide = self.shape.guides.iter().find(|guide| guide.kind == kind)?;
        let path = self.to_px * &guide.path;
        Some(EdgeField::new(&path, &BezPath::new(), self.width, self.height, (reach * self.scale).max(2.0)))
    }

    /// From the grid's directions to the charm's own: a direction that turns with it.
    pub(super) fn along(&self, direction: [f32; 2]) -> [f32; 2] {
        let [a, b, c, d, ..] = self.to_mm;
        let [x, y] = direction;
        let (u, v) = (a * x + c * y, b * x + d * y);
        [u * self.scale, v * self.scale]
    }

    /// From the charm's own directions to the grid's.
    pub(super) fn across(&self, direction: [f32; 2]) -> [f32; 2] {
        let [a, b, c, d, ..] = self.to_px.as_coeffs().map(|v| v as f32 / self.scale);
        [a * direction[0] + c * direction[1], b * direction[0] + d * direction[1]]
    }

    /// Whether the side with the artwork is seen.
    pub(super) fn is_front(&self) -> bool {
        self.side == Side::Front
    }
}
