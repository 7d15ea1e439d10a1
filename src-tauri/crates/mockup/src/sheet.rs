//! Contact sheets: several pictures on one, with neat margins, each with its caption.

use dangle_design::artwork::Picture;
use dangle_design::units::Rgb;
use dangle_design::{Error, Result};
use kurbo::{Affine, Point, Rect};

use crate::pixels::Tile;
use crate::resample::{Past, resize};
use crate::scene::PictureSize;

/// What the pictures lie on: warm white, as the app's own paper.
const PAPER: [u8; 4] = [250, 248, 245, 255];
/// The captions' colour.
const INK: Rgb = Rgb([31, 29, 43]);
/// The margin round all, as a share of the sheet's shorter side.
const MARGIN: f64 = 0.045;
/// The room between two pictures, likewise.
const GAP: f64 = 0.028;
/// How round a picture's corners are, likewise.
const ROUND: f64 = 0.014;
/// Height of a caption's em, as a share of a picture's width, and the most of the sheet's shorter side.
const EM: (f64, f64) = (0.07, 0.026);
/// From a picture to the next row below, in ems: its caption, with air.
const BELOW: f64 = 2.8;
/// From a picture to the middle of its caption, in ems: nearer to it than to the next row.
const CAPTION: f64 = 1.15;
/// The width over the height that pictures of carriers look best in.
const BEST: f64 = 0.8;

/// A sheet that pictures are laid on, one after another.
pub struct Sheet {
    paper: Tile,
    columns: usize,
    count: usize,
    plan: Plan,
}

/// Lengths of a sheet in pixels.
#[derive(Clone, Copy)]
struct Plan {
    margin: f64,
    gap: f64,
    em: f64,
    cell: [f64; 2],
}

impl Sheet {
    /// The most pictures of a sheet.
    pub const MOST: usize = 24;
    /// The captions' colour.
    pub const INK: Rgb = INK;

    /// An empty sheet for `count` pictures.
    ///
    /// # Errors
    /// `Input` for no picture, more than [`Sheet::MOST`], or a sheet too small for them.
    pub fn new(count: usize, size: PictureSize) -> Result<Sheet> {
        if !(1..=Sheet::MOST).contains(&count) {
            let message = format!("a contact sheet of {count} pictures cannot be made");
            return Err(Error::input(message, format!("Choose 1 to {} pictures.", Sheet::MOST)));
        }
        let of = |columns: usize| (columns, Plan::of(size, columns, count.div_ceil(columns)));
        let fit = |plan: &Plan| (plan.cell[0] / plan.cell[1] / BEST).ln().abs();
        let roomy = (1..=count).map(of).filter(|(_, plan)| plan.cell.iter().all(|side| *side >= 16.0));
        let (columns, plan) = roomy.min_by(|(_, a), (_, b)| fit(a).total_cmp(&fit(b))).ok_or_else(|| {
            let message = format!("{count} pictures do not fit {} × {} px", size.width(), size.height());
            Error::input(message, "Make the sheet larger, or choose fewer pictures.")
        })?;
        let whole = Rect::new(0.0, 0.0, f64::from(size.width()), f64::from(size.height()));
        let mut paper = Tile::covering(whole);
        paper.rgba.fill(PAPER);
        Ok(Sheet { paper, columns, count, plan })
    }

    /// The size that each picture is to have.
    ///
    /// # Errors
    /// `Input` when it is outside what can be rendered.
    pub fn picture_size(&self) -> Result<PictureSize> {
        PictureSize::new(self.plan.cell[0] as u32, self.plan.cell[1] as u32)
    }

    /// Height of a caption's em, in pixels.
    #[must_use]
    pub fn em(&self) -> u32 {
        self.plan.em.round() as u32
    }

    /// Lays the next picture's place: `picture` with rounded corners, its caption below.
    pub fn lay(&mut self, index: usize, picture: &Picture, caption: Option<&Picture>) {
        let at = self.place(index);
        let mut tile = Tile::of(picture, at.x as i32, at.y as i32);
        let shorter = self.paper.width.min(self.paper.height) as f64;
        round(&mut tile, ROUND * shorter);
        self.paper.lay(&tile);
        if let Some(caption) = caption {
            self.write(at, caption);
        }
    }

    /// The finished sheet.
    #[must_use]
    pub fn finish(self) -> Picture {
        self.paper.to_picture()
    }

    /// The top left corner of a picture; a last row that is not full stands in the middle.
    fn place(&self, index: usize) -> Point {
        let Plan { margin, gap, em, cell: [width, height] } = self.plan;
        let (row, column) = (index / self.columns, index % self.columns);
        let in_row = self.columns.min(self.count - row * self.columns);
        let spare = (self.columns - in_row) as f64 * (width + gap) / 2.0;
        let x = margin + spare + column as f64 * (width + gap);
        Point::new(x.round(), (margin + row as f64 * (height + BELOW * em)).round())
    }

    /// A caption under the picture at `at`, in its middle; one that is wider becomes smaller.
    fn write(&mut self, at: Point, caption: &Picture) {
        let [width, height] = self.plan.cell;
        let (across, down) = (f64::from(caption.width()), f64::from(caption.height()));
        let scale = (width / across).min(1.0);
        let middle = Point::new(at.x + width / 2.0, at.y + height + CAPTION * self.plan.em);
        let corner = Point::new(middle.x - across * scale / 2.0, middle.y - down * scale / 2.0).round();
        let place = Affine::translate(corner.to_vec2()) * Affine::scale(scale);
        let tile = Tile::of(caption, 0, 0);
        let area = place.transform_rect_bbox(tile.rect());
        self.paper.lay(&resize(&tile, place, area, Past::Clear));
    }
}

impl Plan {
    fn of(size: PictureSize, columns: usize, rows: usize) -> Plan {
        let (across, down) = (f64::from(size.width()), f64::from(size.height()));
        let shorter = across.min(down);
        let (margin, gap) = (MARGIN * shorter, GAP * shorter);
        let share = |whole: f64, parts: usize, between: f64| {
            (whole - 2.0 * margin - (parts as f64 - 1.0) * between) / parts as f64
        };
        let width = share(across, columns, gap).floor();
        let em = (EM.0 * width).min(EM.1 * shorter).max(6.0);
        // The air below the last captions is part of the margin.
        let rows_end = down - margin - (margin - (BELOW - CAPTION - 0.5) * em).max(0.0);
        let height = (rows_end / rows as f64 - BELOW * em).floor();
        Plan { margin, gap, em, cell: [width, height] }
    }
}

/// Rounds a block's corners.
fn round(tile: &mut Tile, radius: f64) {
    let (width, height) = (tile.width as f64, tile.height as f64);
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let columns = tile.width;
    for (index, pixel) in tile.rgba.iter_mut().enumerate() {
        let (x, y) = ((index % columns) as f64 + 0.5, (index / columns) as f64 + 0.5);
        let (past_x, past_y) = (radius - x.min(width - x), radius - y.min(height - y));
        if past_x <= 0.0 || past_y <= 0.0 {
            continue;
        }
        let cover = (radius - past_x.hypot(past_y) + 0.5).clamp(0.0, 1.0);
        *pixel = pixel.map(|value| (f64::from(value) * cover + 0.5) as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: u32, height: u32) -> PictureSize {
        PictureSize::new(width, height).unwrap()
    }

    fn grey(size: PictureSize) -> Picture {
        let pixels = size.width() as usize * size.height() as usize;
        Picture::new(size.width(), size.height(), [90, 90, 90, 255].repeat(pixels))
    }

    #[test]
    fn pictures_stand_apart_inside_the_margin_in_every_shape_and_number() {
        for (width, height) in [(1080, 1080), (1080, 1350), (1080, 1920), (1600, 1200)] {
            for count in 1..=Sheet::MOST {
                let sheet = Sheet::new(count, size(width, height)).unwrap();
                let [across, down] = sheet.plan.cell;
                let boxes: Vec<Rect> = (0..count)
                    .map(|index| Rect::from_origin_size(sheet.place(index), (across, down)))
                    .collect();
                let (first, last) = (boxes[0], boxes[count - 1]);
                assert!(first.y0 >= sheet.plan.margin.floor(), "{count} on {width} × {height}");
                assert!(last.y1 + 1.4 * sheet.plan.em <= f64::from(height), "{count}: its caption fits");
                let inside = Rect::new(first.y0, 0.0, f64::from(width) - first.y0, f64::from(height));
                assert!(boxes.iter().all(|one| inside.inflate(1.0, 0.0).contains_rect(*one)), "{boxes:?}");
                for (index, one) in boxes.iter().enumerate() {
                    let clear = |other: &Rect| one.intersect(*other).is_zero_area();
                    assert!(boxes[..index].iter().all(clear), "{count} on {width} × {height}");
                }
            }
        }
    }

    #[test]
    fn a_picture_has_round_corners_on_paper_and_its_caption_below() {
        let mut sheet = Sheet::new(2, size(800, 600)).unwrap();
        let cell = sheet.picture_size().unwrap();
        let black = Picture::new(40, 20, [0, 0, 0, 255].repeat(800));
        sheet.lay(0, &grey(cell), Some(&black));
        let (at, next) = (sheet.place(0), sheet.place(1));
        let picture = sheet.finish();
        let pixel = |x: f64, y: f64| {
            let at = 4 * (y as usize * 800 + x as usize);
            picture.rgba()[at..at + 4].to_vec()
        };
        let (across, down) = (f64::from(cell.width()), f64::from(cell.height()));
        assert_eq!(pixel(0.0, 0.0), PAPER);
        assert_eq!(pixel(at.x, at.y), PAPER, "the corner is round");
        assert_eq!(pixel(at.x + across / 2.0, at.y + 1.0), [90, 90, 90, 255]);
        assert_eq!(pixel(next.x + across / 2.0, next.y + down / 2.0), PAPER, "nothing was laid there yet");
        let below = (0..100).map(|row| pixel(at.x + across / 2.0, at.y + down + f64::from(row)));
        assert!(below.into_iter().any(|pixel| pixel == [0, 0, 0, 255]), "the caption");
    }

    #[test]
    fn a_caption_wider_than_its_picture_is_made_smaller() {
        let mut sheet = Sheet::new(3, size(900, 400)).unwrap();
        let cell = sheet.picture_size().unwrap();
        let wide = Picture::new(2000, 20, [0, 0, 0, 255].repeat(40_000));
        sheet.lay(1, &grey(cell), Some(&wide));
        let at = sheet.place(1);
        let picture = sheet.finish();
        let dark = |x: usize| (0..400).any(|y| picture.rgba()[4 * (y * 900 + x)] < 40);
        let columns: Vec<usize> = (0..900).filter(|x| dark(*x)).collect();
        assert!(columns[0] as f64 >= at.x - 1.0);
        assert!(columns[columns.len() - 1] as f64 <= at.x + f64::from(cell.width()) + 1.0);
    }

    #[test]
    fn no_picture_and_too_many_are_refused_with_the_limit() {
        for count in [0, Sheet::MOST + 1] {
            let error = Sheet::new(count, size(1080, 1080)).err().unwrap();
            assert!(error.hint().unwrap().contains("24"));
        }
        assert!(Sheet::new(24, size(64, 64)).is_err(), "24 pictures have no room on a stamp");
    }
}
