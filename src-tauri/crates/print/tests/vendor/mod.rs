//! Proofs as a vendor might send them: the charm on some ground, at some size, with or without faults.
#![allow(dead_code, reason = "each test file uses its part")]

use dangle_design::Job;
use dangle_design::artwork::{Depiction, Picture, Subject, samples};
use dangle_design::id::{BlobHash, CharmId, ProcessId, RecipeId};
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::shape::{self, CharmShape, Quality};
use dangle_print::{PlateKind, Recipe, preview};
use image::codecs::jpeg::JpegEncoder;
use kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};
use resvg::tiny_skia::{
    Color, FillRule, FilterQuality, Paint, PathBuilder, Pixmap, PixmapPaint, Stroke, Transform,
};

/// Pixels a millimetre that layers are drawn at before they are put on the proof.
const FINE: f64 = 16.0;

/// The recipe proofs are made by.
pub(crate) fn recipe() -> Recipe {
    Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap()
}

/// The charm of one of our sample drawings, 50 mm long.
pub(crate) fn sample(id: &str) -> CharmShape {
    let sample = samples().into_iter().find(|sample| sample.id == id).unwrap();
    let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    let blob = BlobHash::of(&sample.bytes);
    let charm = Charm::new(CharmId::derived(&[id]), id.to_owned(), blob, &process);
    let blobs = |_: &BlobHash| Ok(sample.bytes.to_vec());
    let subject = Subject::of(&Depiction::of(&charm), &blobs, &Job::silent()).unwrap();
    shape::derive(&charm, &process, &subject, Quality::Final, &Job::silent()).unwrap()
}

/// How a vendor shows a charm.
#[expect(clippy::struct_excessive_bools, reason = "each is a fault of its own")]
#[derive(Clone)]
pub(crate) struct Vendor {
    /// Pixels a millimetre.
    pub(crate) per_mm: f64,
    /// Room round the charm: left, top, right, bottom, in millimetres.
    pub(crate) margin: [f64; 4],
    pub(crate) ground: [u8; 3],
    /// The whole proof turned, in degrees.
    pub(crate) turn: f64,
    pub(crate) mirrored: bool,
    pub(crate) art: bool,
    pub(crate) white: bool,
    pub(crate) cut: Option<([u8; 3], f64)>,
    pub(crate) holes: bool,
    /// The artwork moved, in millimetres.
    pub(crate) art_by: Vec2,
    pub(crate) art_scale: f64,
    /// A place of the artwork in another colour: what is added to red, green and blue.
    pub(crate) recoloured: Option<(Rect, [i32; 3])>,
    /// A place of the artwork left out.
    pub(crate) erased: Option<Rect>,
    /// A place of the artwork moved.
    pub(crate) part_by: Option<(Rect, Vec2)>,
    pub(crate) gamma: f64,
    /// The artwork in its own colours, not the press's.
    pub(crate) as_drawn: bool,
    /// A frame, lines of text and a measure round the charm.
    pub(crate) decorated: bool,
    /// JPEG's quality; PNG without one.
    pub(crate) quality: Option<u8>,
}

impl Vendor {
    /// A faultless proof on white.
    pub(crate) fn plain() -> Vendor {
        Vendor {
            per_mm: 9.3,
            margin: [14.0, 9.0, 23.0, 17.0],
            ground: [255; 3],
            turn: 0.0,
            mirrored: false,
            art: true,
            white: true,
            cut: Some(([236, 0, 140], 0.25)),
            holes: true,
            art_by: Vec2::ZERO,
            art_scale: 1.0,
            recoloured: None,
            erased: None,
            part_by: None,
            gamma: 1.0,
            as_drawn: false,
            decorated: false,
            quality: Some(85),
        }
    }

    /// The proof's file.
    pub(crate) fn file(&self, shape: &CharmShape) -> Vec<u8> {
        let pixmap = self.drawn(shape);
        let rgb: Vec<u8> = pixmap
            .pixels()
            .iter()
            .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
            .map(|byte| ((f64::from(byte) / 255.0).powf(self.gamma) * 255.0).round() as u8)
            .collect();
        let mut file = std::io::Cursor::new(Vec::new());
        let (width, height) = (pixmap.width(), pixmap.height());
        match self.quality {
            Some(quality) => JpegEncoder::new_with_quality(&mut file, quality)
                .encode(&rgb, width, height, image::ExtendedColorType::Rgb8)
                .unwrap(),
            None => image::RgbImage::from_raw(width, height, rgb)
                .unwrap()
                .write_to(&mut file, image::ImageFormat::Png)
                .unwrap(),
        }
        file.into_inner()
    }

    fn drawn(&self, shape: &CharmShape) -> Pixmap {
        let trim = shape.outline.size.to_rect();
        let [left, top, right, bottom] = self.margin;
        let page = Rect::new(trim.x0 - left, trim.y0 - top, trim.x1 + right, trim.y1 + bottom);
        let turned = Affine::rotate_about(self.turn.to_radians(), page.center());
        let flip = if self.mirrored { Affine::FLIP_X } else { Affine::IDENTITY };
        let flipped =
            Affine::translate(page.center().to_vec2()) * flip * Affine::translate(-page.center().to_vec2());
        let placed = turned * flipped;
        let frame = placed.transform_rect_bbox(page);
        let map = Affine::scale(self.per_mm) * Affine::translate(-frame.origin().to_vec2()) * placed;
        let side = |mm: f64| (mm * self.per_mm).round() as u32;
        let mut pixmap = Pixmap::new(side(frame.width()), side(frame.height())).unwrap();
        pixmap.fill(colour(self.ground));
        let shown = preview(shape, &recipe(), FINE, &Job::silent()).unwrap();
        let page_to_mm = Affine::translate(-Vec2::new(shown.trim_at[0].get(), shown.trim_at[1].get()))
            * Affine::scale(1.0 / FINE);
        let white = shown.plates.iter().find(|plate| plate.kind == PlateKind::White).unwrap();
        if self.white {
            let rgba = white.grey.iter().flat_map(|grey| [255, 255, 255, 255 - grey]).collect();
            let white = Picture::new(white.width, white.height, rgba);
            put(&mut pixmap, &white, map * page_to_mm);
        }
        if self.art {
            let art = if self.as_drawn { &shown.original } else { &shown.proof };
            let middle = trim.center().to_vec2();
            let moved = Affine::translate(self.art_by + middle)
                * Affine::scale(self.art_scale)
                * Affine::translate(-middle);
            put(&mut pixmap, &self.without_white(&self.retouched(art, page_to_mm)), map * moved * page_to_mm);
        }
        if let Some((rgb, width)) = self.cut {
            let lines = std::iter::once(shape.outline.cut.clone()).chain(
                shape.outline.holes.iter().map(dangle_design::shape::Hole::path).filter(|_| self.holes),
            );
            for line in lines {
                stroke(&mut pixmap, &line, width, map, rgb);
            }
        }
        if self.decorated {
            decorate(&mut pixmap, page, map);
        }
        pixmap
    }

    /// Inks are clear: without white the ground shines through.
    fn without_white(&self, art: &Picture) -> Picture {
        if self.white {
            return art.clone();
        }
        let through = |pixel: &[u8; 4]| {
            let mix = |i: usize| (u16::from(pixel[i]) * u16::from(self.ground[i]) / 255) as u8;
            [mix(0), mix(1), mix(2), pixel[3]]
        };
        let rgba = art.rgba().as_chunks::<4>().0.iter().flat_map(through).collect();
        Picture::new(art.width(), art.height(), rgba)
    }

    fn retouched(&self, art: &Picture, to_mm: Affine) -> Picture {
        let width = art.width() as usize;
        let source = art.rgba().as_chunks::<4>().0;
        let place = |at: usize| to_mm * Point::new((at % width) as f64 + 0.5, (at / width) as f64 + 0.5);
        let pixel = |at: usize| {
            let mm = place(at);
            let mut pixel = source[at];
            if let Some((part, by)) = self.part_by
                && (part.contains(mm) || part.contains(mm - by))
            {
                let from = to_mm.inverse() * (mm - by);
                pixel = source[from.y as usize * width + from.x as usize];
            }
            if let Some((_, added)) = self.recoloured.filter(|(place, _)| place.contains(mm)) {
                for (value, add) in pixel.iter_mut().zip(added) {
                    *value = (i32::from(*value) + add).clamp(0, 255) as u8;
                }
            }
            if self.erased.is_some_and(|place| place.contains(mm)) {
                pixel[3] = 0;
            }
            pixel
        };
        Picture::new(art.width(), art.height(), (0..source.len()).flat_map(pixel).collect())
    }
}

fn colour([r, g, b]: [u8; 3]) -> Color {
    Color::from_rgba8(r, g, b, 255)
}

fn transform(map: Affine) -> Transform {
    let [a, b, c, d, e, f] = map.as_coeffs().map(|value| value as f32);
    Transform::from_row(a, b, c, d, e, f)
}

fn put(pixmap: &mut Pixmap, picture: &Picture, map: Affine) {
    let mut layer = Pixmap::new(picture.width(), picture.height()).unwrap();
    for (pixel, &[r, g, b, a]) in layer.pixels_mut().iter_mut().zip(picture.rgba().as_chunks::<4>().0) {
        *pixel = resvg::tiny_skia::ColorU8::from_rgba(r, g, b, a).premultiply();
    }
    let paint = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
    pixmap.draw_pixmap(0, 0, layer.as_ref(), &paint, transform(map), None);
}

fn stroke(pixmap: &mut Pixmap, line: &BezPath, width: f64, map: Affine, rgb: [u8; 3]) {
    let mut builder = PathBuilder::new();
    kurbo::flatten(line.elements().iter().copied(), 0.01, |element| match element {
        kurbo::PathEl::MoveTo(p) => builder.move_to(p.x as f32, p.y as f32),
        kurbo::PathEl::LineTo(p) => builder.line_to(p.x as f32, p.y as f32),
        _ => builder.close(),
    });
    let mut paint = Paint::default();
    paint.set_color(colour(rgb));
    let style = Stroke { width: width as f32, ..Stroke::default() };
    pixmap.stroke_path(&builder.finish().unwrap(), &paint, &style, transform(map), None);
}

/// What vendors put round a charm: a frame, a measure with arrows, lines of text, a logo.
fn decorate(pixmap: &mut Pixmap, page: Rect, map: Affine) {
    stroke(pixmap, &page.inset(-1.5).to_path(0.1), 0.5, map, [20, 20, 20]);
    let mut lines = BezPath::new();
    for row in 0..4 {
        let y = page.y1 - 3.0 - 1.6 * f64::from(row);
        for letter in 0..22 {
            let x = page.x0 + 4.0 + 1.1 * f64::from(letter);
            lines.move_to((x, y));
            lines.line_to((x + 0.3 + 0.4 * f64::from((letter * 7 + row) % 3), y - 0.9));
        }
    }
    lines.move_to((page.x1 - 4.0, page.y0 + 9.0));
    lines.line_to((page.x1 - 4.0, page.y1 - 17.0));
    stroke(pixmap, &lines, 0.2, map, [60, 60, 60]);
    let mut paint = Paint::default();
    paint.set_color(colour([0, 90, 200]));
    let mut logo = PathBuilder::new();
    logo.push_circle((page.x0 + 5.0) as f32, (page.y0 + 4.5) as f32, 2.6);
    pixmap.fill_path(&logo.finish().unwrap(), &paint, FillRule::Winding, transform(map), None);
}
