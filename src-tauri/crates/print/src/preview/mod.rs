//! What the Print room shows: each plate alone, the artwork as drawn and as printed, maps of ink and of colours that
//! dull, and the figures.

mod dull;
mod maps;

use dangle_design::artwork::Picture;
use dangle_design::shape::CharmShape;
use dangle_design::units::{Mm, Rgb, dpi};
use dangle_design::{Error, Job, Result};
use kurbo::{BezPath, Rect, Vec2};

use crate::coverage::{self, times};
use crate::formats::paths::{on_screen, path_data};
use crate::laid::Laid;
use crate::plates::Plates;
use crate::raster::Grid;
use crate::recipe::Recipe;

pub use dull::{DullColour, Hue};

/// What the Print room shows of one charm.
#[derive(Clone, Debug)]
pub struct PrintPreview {
    /// Pixels a millimetre of every picture.
    pub px_per_mm: f64,
    /// The plates: cyan, magenta, yellow, black, then white, where there is such an ink, and cut line.
    pub plates: Vec<PlatePreview>,
    /// The flat artwork on the page, transparent where there is none.
    pub original: Picture,
    /// The artwork as the press will print it, on the same page.
    pub proof: Picture,
    /// How much ink lies where, on the same page: from clear over blue and yellow to red at the recipe's limit.
    pub ink_map: Picture,
    /// Which colours dull and how much, on the same page: clear where nobody sees it, red at ΔE 40 and above.
    pub gamut_map: Picture,
    /// The colours that dull most, the largest areas first.
    pub dull: Vec<DullColour>,
    /// The most ink at any one place, in per cent.
    pub total_ink_percent: f64,
    /// The largest colour shift among the colours used, CIE 1976 ΔE.
    pub largest_shift: f64,
    /// The press profile's name.
    pub profile: String,
    /// The page's width and height.
    pub page: [Mm; 2],
    /// The trim box's width and height: the outline's size.
    pub trim: [Mm; 2],
    /// Where the trim box lies on the page, from its top left.
    pub trim_at: [Mm; 2],
    /// The cut line and the hole as SVG path data in mm, origin at the trim box's top left.
    pub cut_path: String,
    /// Resolution of the plates that are written, in pixels an inch.
    pub dpi: f64,
}

/// One ink of the print file.
#[derive(Clone, Debug)]
pub struct PlatePreview {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PlateKind,
    /// The colour it is shown in.
    pub swatch: Rgb,
    /// How much ink lies on the trim box, in per cent; `None` for a line.
    pub cover_percent: Option<f64>,
    /// Width of the picture, in pixels.
    pub width: u32,
    /// Height of the picture, in pixels.
    pub height: u32,
    /// The page in grey, a byte a pixel, row by row: 0 is full ink, 255 none.
    pub grey: Vec<u8>,
}

/// How much of one ink lies at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct InkAt {
    /// The plate's name.
    pub plate: String,
    /// In per cent of full ink.
    pub percent: f64,
}

impl PrintPreview {
    /// The inks at a place of the page, in mm from its top left; empty outside of it. The cut line is no ink.
    #[must_use]
    pub fn inks_at(&self, x: Mm, y: Mm) -> Vec<InkAt> {
        let pixel = |mm: Mm| (mm.get() * self.px_per_mm).floor();
        let (x, y) = (pixel(x), pixel(y));
        let ink = |plate: &PlatePreview| {
            let inside =
                (0.0..f64::from(plate.width)).contains(&x) && (0.0..f64::from(plate.height)).contains(&y);
            let at = inside.then(|| y as usize * plate.width as usize + x as usize)?;
            let percent = f64::from(255 - plate.grey.get(at)?) / 2.55;
            Some(InkAt { plate: plate.name.clone(), percent })
        };
        self.plates.iter().filter(|plate| plate.kind != PlateKind::Cut).filter_map(ink).collect()
    }
}

/// What a plate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlateKind {
    /// Cyan, magenta, yellow or black.
    Process,
    /// The white underprint.
    White,
    /// The cut line.
    Cut,
}

/// Most pixels a preview has: a 4K window twice over.
const MOST_PIXELS: f64 = 16e6;
/// The thinnest line that is seen, in pixels.
const THINNEST_LINE: f64 = 1.0;

/// What the Print room shows of a charm, at `px_per_mm` pixels a millimetre.
///
/// # Errors
/// `Input` when the resolution makes no picture or one that is too large; those of [`Plates::derive`];
/// `Cancelled`.
pub fn preview(shape: &CharmShape, recipe: &Recipe, px_per_mm: f64, job: &Job<'_>) -> Result<PrintPreview> {
    job.step(0, 3)?;
    check_size(shape, recipe, px_per_mm)?;
    let plates = Plates::at_dpi(shape, recipe, dpi(px_per_mm))?;
    job.step(1, 3)?;
    let page = Page::of(&plates);
    let colours = plates.press.proof(&plates.solid)?;
    let printed = colours.iter().zip(&plates.art).map(|(&[r, g, b], art)| match art[3] {
        0 => [0; 4],
        alpha => [r, g, b, alpha],
    });
    let proof = page.picture(printed);
    job.step(2, 3)?;
    let total = |inks: &[u8; 4]| inks.iter().map(|&ink| u32::from(ink)).sum::<u32>();
    let preview = PrintPreview {
        px_per_mm,
        plates: plate_previews(&plates, recipe, &page),
        ink_map: page.picture(maps::ink(&plates, recipe.colour.ink_limit_percent).into_iter()),
        gamut_map: page.picture(maps::gamut(&plates, recipe)?.into_iter()),
        dull: dull::colours(&plates, recipe)?,
        original: page.picture(plates.art.iter().copied()),
        proof,
        total_ink_percent: f64::from(plates.inks.iter().map(total).max().unwrap_or(0)) / 2.55,
        largest_shift: largest_shift(&plates, recipe)?,
        profile: plates.press.name().to_owned(),
        page: lengths(plates.boxes.media.size().to_vec2()),
        trim: lengths(plates.boxes.trim.size().to_vec2()),
        trim_at: lengths(plates.boxes.trim.origin() - plates.boxes.media.origin()),
        cut_path: cut_path(&plates),
        dpi: crate::plates::resolution(shape, recipe),
    };
    job.step(3, 3)?;
    Ok(preview)
}

fn check_size(shape: &CharmShape, recipe: &Recipe, px_per_mm: f64) -> Result<()> {
    let page = crate::geometry::PageBoxes::round(Laid::of(shape, recipe).size, &recipe.page).media;
    let pixels = page.area() * px_per_mm * px_per_mm;
    if px_per_mm > 0.0 && (1.0..=MOST_PIXELS).contains(&pixels) {
        return Ok(());
    }
    Err(Error::input(
        format!("a preview at {px_per_mm} pixels a millimetre is no picture"),
        format!("Ask for one of at most {MOST_PIXELS} pixels."),
    ))
}

fn lengths(size: Vec2) -> [Mm; 2] {
    [Mm::new(size.x), Mm::new(size.y)]
}

/// The page's own pixel grid, and where the plates' grid lies on it, to the nearest pixel.
struct Page {
    grid: Grid,
    plates: Grid,
    at: [usize; 2],
}

impl Page {
    fn of(plates: &Plates) -> Page {
        let slug = (plates.grid.origin - plates.boxes.media.origin()) * plates.grid.per_mm;
        let at = [slug.x.round() as usize, slug.y.round() as usize];
        let origin = plates.grid.origin - Vec2::new(at[0] as f64, at[1] as f64) / plates.grid.per_mm;
        let frame = Rect::from_points(origin, (plates.boxes.media.x1, plates.boxes.media.y1));
        let grid = Grid::over(frame, dpi(plates.grid.per_mm));
        // The plates' grid is rounded up on its own; it must fit.
        let (width, height) =
            (grid.width.max(at[0] + plates.grid.width), grid.height.max(at[1] + plates.grid.height));
        Page { grid: Grid { width, height, ..grid }, plates: plates.grid, at }
    }

    /// Values of the plates' grid on the page, `outside` around them.
    fn spread<T: Copy>(&self, values: impl Iterator<Item = T>, outside: T) -> Vec<T> {
        let mut page = vec![outside; self.grid.width * self.grid.height];
        for (at, value) in values.enumerate() {
            let (x, y) = (at % self.plates.width + self.at[0], at / self.plates.width + self.at[1]);
            page[y * self.grid.width + x] = value;
        }
        page
    }

    fn picture(&self, rgba: impl Iterator<Item = [u8; 4]>) -> Picture {
        let page = self.spread(rgba, [0; 4]);
        Picture::new(self.grid.width as u32, self.grid.height as u32, page.into_flattened())
    }

    fn pixels(&self, path: &BezPath) -> BezPath {
        coverage::to_pixels(&self.grid) * path.clone()
    }

    fn plate(&self, name: &str, kind: PlateKind, swatch: [u8; 3], ink: &[u8]) -> PlatePreview {
        PlatePreview {
            name: name.to_owned(),
            kind,
            swatch: Rgb(swatch),
            cover_percent: None,
            width: self.grid.width as u32,
            height: self.grid.height as u32,
            grey: ink.iter().map(|ink| 255 - ink).collect(),
        }
    }
}

/// Screen colours of the process inks: full ink on white, softened as ink is.
const PROCESS: [(&str, [u8; 3]); 4] =
    [("Cyan", [0, 158, 224]), ("Magenta", [226, 0, 122]), ("Yellow", [255, 222, 0]), ("Black", [29, 29, 27])];

fn plate_previews(plates: &Plates, recipe: &Recipe, page: &Page) -> Vec<PlatePreview> {
    let clip = plates.clip_plate();
    let mut previews: Vec<PlatePreview> = PROCESS
        .iter()
        .enumerate()
        .map(|(ink, (name, swatch))| {
            let inks = plates.inks.iter().zip(&clip).map(|(inks, clip)| times(inks[ink], *clip));
            with_cover(page.plate(name, PlateKind::Process, *swatch, &page.spread(inks, 0)), plates)
        })
        .collect();
    if let (Some(wanted), Some(white)) = (&recipe.white, plates.white_plate()) {
        let white = page.spread(white.into_iter(), 0);
        let swatch = on_screen(wanted.alternate_cmyk_percent);
        previews.push(with_cover(page.plate(&wanted.name, PlateKind::White, swatch, &white), plates));
    }
    let swatch = on_screen(recipe.cut.alternate_cmyk_percent);
    previews.push(page.plate(&recipe.cut.name, PlateKind::Cut, swatch, &cut_plate(plates, recipe, page)));
    previews
}

fn cut_plate(plates: &Plates, recipe: &Recipe, page: &Page) -> Vec<u8> {
    let points_per_mm = Mm::new(1.0).points();
    let width = (recipe.cut.line_width_pt / points_per_mm * page.grid.per_mm).max(THINNEST_LINE);
    let all: BezPath = plates.lines().flatten().collect();
    coverage::stroke(&page.pixels(&all), width, page.grid.width, page.grid.height)
}

/// Ink outside the trim box is cut away, but it is ink: it is counted against the trim box's area, too.
fn with_cover(mut plate: PlatePreview, plates: &Plates) -> PlatePreview {
    let ink: f64 = plate.grey.iter().map(|grey| f64::from(255 - grey)).sum::<f64>() / 255.0;
    let trim = plates.boxes.trim.area() * plates.grid.per_mm * plates.grid.per_mm;
    plate.cover_percent = Some(ink / trim * 100.0);
    plate
}

fn cut_path(plates: &Plates) -> String {
    plates.lines().map(path_data).collect()
}

/// The largest shift among the colours that make up more than a speck of the artwork.
fn largest_shift(plates: &Plates, recipe: &Recipe) -> Result<f64> {
    let used = dull::used(plates);
    let colours: Vec<[u8; 3]> = used.iter().map(|used| used.rgb).collect();
    let shifts = plates.press.shifts(&colours, recipe.colour.ink_limit_percent)?;
    Ok(shifts.into_iter().fold(0.0, f64::max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use dangle_design::id::RecipeId;

    fn shown() -> PrintPreview {
        let recipe = Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap();
        preview(&fixture::charm(), &recipe, 8.0, &Job::silent()).unwrap()
    }

    #[test]
    fn every_picture_covers_the_page() {
        let shown = shown();
        assert_eq!(shown.page, [Mm::new(50.0), Mm::new(60.0)]);
        assert_eq!(shown.trim, [Mm::new(40.0), Mm::new(50.0)]);
        assert_eq!(shown.trim_at, [Mm::new(5.0), Mm::new(5.0)]);
        for plate in &shown.plates {
            assert_eq!((plate.width, plate.height), (400, 480), "{}", plate.name);
            assert_eq!(plate.grey.len(), 400 * 480);
        }
        assert_eq!((shown.proof.width(), shown.original.height()), (400, 480));
    }

    #[test]
    fn plates_are_named_in_printing_order_and_the_white_covers_its_area() {
        let shown = shown();
        let names: Vec<&str> = shown.plates.iter().map(|plate| plate.name.as_str()).collect();
        assert_eq!(names, ["Cyan", "Magenta", "Yellow", "Black", "White", "CutContour"]);
        let white = shown.plates[4].cover_percent.unwrap();
        assert!((white - fixture::white_area() / 20.0).abs() < 0.3, "{white} %");
        assert_eq!(shown.plates[5].cover_percent, None);
        assert!(shown.plates[5].grey.iter().any(|&grey| grey < 64));
    }

    #[test]
    fn neon_is_named_as_the_largest_shift_and_ink_stays_in_its_limit() {
        let shown = shown();
        assert!(shown.largest_shift > 50.0, "{}", shown.largest_shift);
        assert!((200.0..=300.0).contains(&shown.total_ink_percent), "{}", shown.total_ink_percent);
        assert!(shown.profile.contains("FOGRA39"));
    }

    #[test]
    fn the_proof_dulls_neon_and_leaves_skin_alone() {
        let shown = shown();
        let at = |picture: &Picture, patch: usize| {
            let place = (fixture::patch_center(patch) + Vec2::new(5.0, 5.0)).to_vec2() * 8.0;
            let at = (place.y as usize * 400 + place.x as usize) * 4;
            <[u8; 4]>::try_from(&picture.rgba()[at..at + 4]).unwrap()
        };
        assert_eq!(at(&shown.original, 6), [57, 255, 20, 255]);
        assert!(at(&shown.proof, 6)[1] < 200);
        let (meant, printed) = (at(&shown.original, 8), at(&shown.proof, 8));
        assert!(meant.iter().zip(printed).all(|(a, b)| a.abs_diff(b) < 12), "{meant:?} {printed:?}");
    }

    #[test]
    fn a_preview_of_no_size_or_of_too_much_is_refused() {
        let recipe = Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap();
        for px_per_mm in [0.0, -3.0, f64::NAN, f64::INFINITY, 1e6] {
            assert!(preview(&fixture::charm(), &recipe, px_per_mm, &Job::silent()).is_err());
        }
    }

    #[test]
    fn the_inks_at_a_place_are_those_of_the_plates() {
        let shown = shown();
        let at = fixture::patch_center(2) + Vec2::new(5.0, 5.0);
        let inks = shown.inks_at(Mm::new(at.x), Mm::new(at.y));
        let names: Vec<&str> = inks.iter().map(|ink| ink.plate.as_str()).collect();
        assert_eq!(names, ["Cyan", "Magenta", "Yellow", "Black", "White"]);
        assert!(inks[0].percent < 10.0 && inks[1].percent > 80.0 && inks[2].percent > 80.0, "{inks:?}");
        assert!((inks[4].percent - 100.0).abs() < 0.1);
        assert!(shown.inks_at(Mm::new(-1.0), Mm::new(5.0)).is_empty());
        assert!(shown.inks_at(Mm::new(1e9), Mm::new(1.0)).is_empty());
    }

    #[test]
    fn neon_is_named_first_among_what_dulls_and_marked_on_the_map() {
        let shown = shown();
        let neon = shown.dull.iter().find(|dull| dull.rgb == Rgb([57, 255, 20])).unwrap();
        assert_eq!(neon.hue, Hue::Green);
        assert!(neon.chroma_lost > 0.3 && neon.shift > 40.0, "{neon:?}");
        assert!(!shown.dull.iter().any(|dull| dull.rgb == Rgb([255, 200, 150])));
        let marked = |patch: usize| {
            let place = (fixture::patch_center(patch) + Vec2::new(5.0, 5.0)).to_vec2() * 8.0;
            shown.gamut_map.rgba()[(place.y as usize * 400 + place.x as usize) * 4 + 3]
        };
        assert!(marked(6) > 150 && marked(8) == 0 && marked(5) == 0);
        let inked = shown.ink_map.rgba().chunks_exact(4).filter(|pixel| pixel[3] > 0).count();
        assert!(inked > 50_000, "{inked}");
    }
}
