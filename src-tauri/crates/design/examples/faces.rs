//! A sheet of every sample in every process, with what the process adds drawn over it, to be looked at:
//! `cargo run -p dangle-design --example faces -- FOLDER [PROCESS…]`.
#![expect(clippy::unwrap_used, reason = "an example may panic")]

use std::path::Path;

use dangle_design::Job;
use dangle_design::artwork::{Picture, Subject, samples};
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::kurbo::{Affine, Shape};
use dangle_design::process::Process;
use dangle_design::project::{Background, Charm};
use dangle_design::shape::{self, CharmShape, GuideKind, Quality};
use resvg::tiny_skia::{
    FillRule, FilterQuality, Paint, PathBuilder, Pixmap, PixmapPaint, PremultipliedColorU8, Stroke, Transform,
};

/// Side of one charm's place on the sheet, in pixels.
const SIDE: u32 = 640;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".into());
    let asked: Vec<String> = arguments.collect();
    let subjects: Vec<Subject> = samples()
        .iter()
        .map(|sample| Subject::from_bytes(&sample.bytes, Background::Auto, &Job::silent()).unwrap())
        .collect();
    let ids = Process::ids().into_iter().filter(|id| asked.is_empty() || asked.contains(&id.to_string()));
    for id in ids {
        sheet(&id, &subjects).save_png(Path::new(&folder).join(format!("{id}.png"))).unwrap();
    }
}

fn sheet(id: &ProcessId, subjects: &[Subject]) -> Pixmap {
    let process = Process::load(id).unwrap();
    let charm = Charm::new(CharmId::derived(&["c"]), "Charm".into(), BlobHash::of(b"c"), &process);
    let mut sheet = Pixmap::new(SIDE * 3, SIDE * 2).unwrap();
    sheet.fill(resvg::tiny_skia::Color::from_rgba8(222, 224, 228, 255));
    for (place, subject) in subjects.iter().enumerate() {
        let start = std::time::Instant::now();
        let shape = shape::derive(&charm, &process, subject, Quality::Final, &Job::silent()).unwrap();
        let colours: Vec<String> = shape.makeup.colours.iter().map(ToString::to_string).collect();
        println!("{id} {place}: {:?} {:?} {colours:?}", start.elapsed(), shape.makeup);
        let (x, y) = ((place as u32 % 3 * SIDE) as f32, (place as u32 / 3 * SIDE) as f32);
        draw(&mut sheet, &shape, &process, x, y);
    }
    sheet
}

fn draw(sheet: &mut Pixmap, shape: &CharmShape, process: &Process, x: f32, y: f32) {
    let grown = shape.guides.iter().map(|guide| guide.path.bounding_box());
    let whole = grown.fold(shape.outline.size.to_rect(), |a, b| a.union(b));
    let scale = f64::from(SIDE - 40) / whole.width().max(whole.height());
    let to_px = Affine::translate((f64::from(x) + 20.0, f64::from(y) + 20.0))
        * Affine::scale(scale)
        * Affine::translate(-whole.origin().to_vec2());
    let [r, g, b] = process.body.0;
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(r, g, b, 255);
    let mut body = shape.outline.cut.clone();
    body.extend(shape.outline.inner().elements().iter().copied());
    sheet.fill_path(&path(&(to_px * &body)), &paint, FillRule::EvenOdd, Transform::identity(), None);
    let (picture, place) = shape.front();
    let place = to_px.transform_rect_bbox(place);
    let picture = pixmap(picture);
    let zoom = (place.width() / f64::from(picture.width())) as f32;
    let at = Transform::from_row(zoom, 0.0, 0.0, zoom, place.x0 as f32, place.y0 as f32);
    let smooth = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
    sheet.draw_pixmap(0, 0, picture.as_ref(), &smooth, at, None);
    let mut line = |path_mm: &dangle_design::kurbo::BezPath, [r, g, b]: [u8; 3], width: f32| {
        paint.set_color_rgba8(r, g, b, 255);
        let stroke = Stroke { width, ..Stroke::default() };
        sheet.stroke_path(&path(&(to_px * path_mm)), &paint, &stroke, Transform::identity(), None);
    };
    line(&body, [236, 0, 140], 1.6);
    for guide in &shape.guides {
        match guide.kind {
            GuideKind::Metal | GuideKind::Engraved => {}
            GuideKind::Safe | GuideKind::Live => line(&guide.path, [20, 150, 60], 1.2),
            _ => line(&guide.path, [30, 90, 220], 1.2),
        }
    }
}

fn pixmap(picture: &Picture) -> Pixmap {
    let mut pixmap = Pixmap::new(picture.width(), picture.height()).unwrap();
    for (out, p) in pixmap.pixels_mut().iter_mut().zip(picture.rgba().chunks_exact(4)) {
        let by_alpha = |value: u8| (u32::from(value) * u32::from(p[3]) / 255) as u8;
        *out = PremultipliedColorU8::from_rgba(by_alpha(p[0]), by_alpha(p[1]), by_alpha(p[2]), p[3]).unwrap();
    }
    pixmap
}

fn path(path: &dangle_design::kurbo::BezPath) -> resvg::tiny_skia::Path {
    use dangle_design::kurbo::PathEl;
    let mut builder = PathBuilder::new();
    for element in path {
        match element {
            PathEl::MoveTo(p) => builder.move_to(p.x as f32, p.y as f32),
            PathEl::LineTo(p) => builder.line_to(p.x as f32, p.y as f32),
            PathEl::QuadTo(c, p) => builder.quad_to(c.x as f32, c.y as f32, p.x as f32, p.y as f32),
            PathEl::CurveTo(c, d, p) => {
                builder.cubic_to(c.x as f32, c.y as f32, d.x as f32, d.y as f32, p.x as f32, p.y as f32);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish().unwrap()
}
