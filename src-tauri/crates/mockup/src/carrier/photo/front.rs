//! What lies in front of charms on a photo: the photo itself, where the person painted.

use dangle_design::artwork::Picture;
use dangle_design::project::{BrushStroke, Spot};
use image::GrayImage;
use resvg::tiny_skia::{
    BlendMode, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform,
};

use crate::pixels::Tile;

/// How soft the painted edge is, in pixels (standard deviation): about as soft as a photo's own edges.
const SOFTNESS: f32 = 1.1;

/// The painted part of the photo; `None` where nothing is painted.
pub(super) fn tile(strokes: &[BrushStroke], picture: &Picture) -> Option<Tile> {
    let cover = painted(strokes, picture.width(), picture.height())?;
    let [x, y, width, height] = bounds(&cover)?;
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for row in y..y + height {
        for column in x..x + width {
            let at = (row as usize * picture.width() as usize + column as usize) * 4;
            let [r, g, b, alpha] = [0, 1, 2, 3].map(|channel| picture.rgba()[at + channel]);
            let share = u16::from(cover.get_pixel(column, row).0[0]);
            rgba.extend([r, g, b, ((u16::from(alpha) * share + 127) / 255) as u8]);
        }
    }
    Some(Tile::of(&Picture::new(width, height, rgba), x as i32, y as i32))
}

/// How much of each pixel is painted, its edges soft; `None` without a stroke.
fn painted(strokes: &[BrushStroke], width: u32, height: u32) -> Option<GrayImage> {
    if strokes.is_empty() {
        return None;
    }
    let mut pixmap = Pixmap::new(width, height)?;
    for stroke in strokes {
        paint(&mut pixmap, stroke);
    }
    let cover = pixmap.pixels().iter().map(|pixel| pixel.alpha()).collect();
    let hard = GrayImage::from_raw(width, height, cover)?;
    Some(image::imageops::fast_blur(&hard, SOFTNESS))
}

/// Paints one stroke, or takes it away again where it keeps charms in front.
fn paint(pixmap: &mut Pixmap, stroke: &BrushStroke) {
    let size = [pixmap.width() as f32, pixmap.height() as f32];
    let radius = stroke.radius as f32 * size[0].max(size[1]);
    let blend_mode = if stroke.keep { BlendMode::DestinationOut } else { BlendMode::SourceOver };
    let mut paint = Paint { blend_mode, anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(255, 255, 255, 255);
    let as_drawn = Transform::identity();
    // A line without length has no ends to round.
    if let Some([x, y]) = dab(&stroke.path, size) {
        if let Some(disc) = PathBuilder::from_circle(x, y, radius) {
            pixmap.fill_path(&disc, &paint, FillRule::Winding, as_drawn, None);
        }
    } else if let Some(line) = line(&stroke.path, size) {
        let round = Stroke {
            width: radius * 2.0,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        pixmap.stroke_path(&line, &paint, &round, as_drawn, None);
    }
}

/// The place of a stroke that touches one place only.
fn dab(path: &[Spot], size: [f32; 2]) -> Option<[f32; 2]> {
    let (first, rest) = path.split_first()?;
    rest.iter().all(|spot| spot == first).then(|| pixel(*first, size))
}

fn line(path: &[Spot], size: [f32; 2]) -> Option<Path> {
    let (first, rest) = path.split_first()?;
    let mut line = PathBuilder::new();
    let [x, y] = pixel(*first, size);
    line.move_to(x, y);
    for spot in rest {
        let [x, y] = pixel(*spot, size);
        line.line_to(x, y);
    }
    line.finish()
}

fn pixel(spot: Spot, [width, height]: [f32; 2]) -> [f32; 2] {
    [spot.u as f32 * width, spot.v as f32 * height]
}

/// The least rectangle, left, top, width and height, that holds everything painted.
fn bounds(cover: &GrayImage) -> Option<[u32; 4]> {
    let painted = || cover.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[0] > 0);
    let (left, right) = (painted().map(|(x, ..)| x).min()?, painted().map(|(x, ..)| x).max()?);
    let (top, bottom) = (painted().map(|(_, y, _)| y).min()?, painted().map(|(_, y, _)| y).max()?);
    Some([left, top, right - left + 1, bottom - top + 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(keep: bool, path: &[(f64, f64)]) -> BrushStroke {
        BrushStroke { keep, radius: 0.1, path: path.iter().map(|&(u, v)| Spot { u, v }).collect() }
    }

    #[test]
    fn a_stroke_covers_its_width_with_a_soft_edge_and_a_later_one_takes_it_back() {
        let picture = Picture::new(200, 100, [40, 80, 120, 255].repeat(200 * 100));
        let across = stroke(false, &[(0.2, 0.5), (0.8, 0.5)]);
        let tile = tile(&[across, stroke(true, &[(0.5, 0.5)])], &picture).unwrap();
        let alpha = |x: i32, y: i32| tile.alpha(x, y);
        assert!(alpha(60, 50) > 0.99 && alpha(60, 33) > 0.95, "within the brush's 20 px");
        assert!((0.3..0.7).contains(&alpha(60, 30)), "half on the edge: {}", alpha(60, 30));
        assert!(alpha(60, 26) < 0.02, "nothing beyond it");
        assert!(alpha(100, 50) < 0.01, "taken back in the middle");
        assert!(alpha(24, 50) > 0.99 && alpha(16, 50) < 0.05, "its ends are round");
        let [r, g, b, a] = tile.at(60, 50);
        assert_eq!([r, g, b, a].map(|v| (v * 255.0).round() as u8), [40, 80, 120, 255]);
    }

    #[test]
    fn nothing_painted_or_all_taken_back_is_no_layer() {
        let picture = Picture::new(50, 50, vec![255; 50 * 50 * 4]);
        assert!(tile(&[], &picture).is_none());
        let dab = |keep| BrushStroke { radius: 0.2, ..stroke(keep, &[(0.5, 0.5)]) };
        let wider = BrushStroke { radius: 0.4, ..dab(true) };
        assert!(tile(&[dab(false), wider], &picture).is_none());
    }
}
