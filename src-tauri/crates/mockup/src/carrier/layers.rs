//! A carrier's view, decoded: ground, bag, tint mask, and what lies in front of clasps and charms.

use std::sync::Arc;

use dangle_design::Result;
use dangle_design::artwork::Picture;
use dangle_design::id::AnchorId;
use dangle_design::units::Rgb;
use rayon::prelude::*;

use super::cloth::Cloth;
use super::film::Film;
use super::{Anchor, Carrier, Over, View, check_size};
use crate::files::{Files, damaged, read_named};
use crate::pixels::Tile;

/// A carrier's view, decoded and ready to be tinted. Some 25 MB for a view of 1440 × 1800 px.
pub struct CarrierLayers {
    carrier: Arc<Carrier>,
    view: View,
    bag: image::RgbaImage,
    ground: image::RgbImage,
    /// How much of each pixel is tinted, 0 to 255.
    tint: image::GrayImage,
    overs: Vec<(AnchorId, Tile)>,
    /// What lies in front of everything that hangs, at whatever anchor.
    front: Option<Tile>,
    film: Option<Film>,
}

impl CarrierLayers {
    /// Decodes the layers of `view`.
    ///
    /// # Errors
    /// `Store` when a file is missing, damaged or of another size than the manifest says.
    pub fn decode(files: &dyn Files, carrier: &Arc<Carrier>, view: &View) -> Result<CarrierLayers> {
        let read = |file: &str| decode(files, &carrier.folder(file));
        let (bag, (ground, mask)) =
            rayon::join(|| read(&view.bag), || rayon::join(|| read(&view.ground), || read(&view.tint_mask)));
        let (bag, ground) = (bag?.into_rgba8(), ground?.into_rgb8());
        check_size(&view.bag, bag.dimensions(), view.size_px)?;
        check_size(&view.ground, ground.dimensions(), view.size_px)?;
        let overs = view.anchors.iter().filter_map(|anchor| decode_over(files, carrier, anchor).transpose());
        Ok(CarrierLayers {
            carrier: Arc::clone(carrier),
            view: view.clone(),
            tint: tinted_part(mask?, bag.dimensions()),
            bag,
            ground,
            overs: overs.collect::<Result<_>>()?,
            front: None,
            film: view.film.as_ref().map(|film| decode_piece(files, carrier, film).map(Film)).transpose()?,
        })
    }

    /// A carrier of one view that takes no dye, with what lies in front of all that hangs there. Where the picture is
    /// see-through, white paper lies behind it.
    pub(super) fn undyed(carrier: Arc<Carrier>, picture: Picture, front: Option<Tile>) -> CarrierLayers {
        let (width, height) = (picture.width(), picture.height());
        CarrierLayers {
            view: carrier.views[0].clone(),
            carrier,
            bag: image::RgbaImage::from_raw(width, height, picture.into_rgba()).unwrap_or_default(),
            ground: image::RgbImage::from_pixel(width, height, image::Rgb([255; 3])),
            tint: image::GrayImage::new(width, height),
            overs: Vec::new(),
            front,
            film: None,
        }
    }

    /// The carrier.
    #[must_use]
    pub fn carrier(&self) -> &Carrier {
        &self.carrier
    }

    /// The view.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The carrier on its ground, its cloth in those colours, with its film: opaque, at the view's own size.
    #[must_use]
    pub fn tinted(&self, cloth: Cloth) -> Picture {
        let dye = Dye::new(self, cloth);
        let (width, height) = self.bag.dimensions();
        let mut rgba = vec![0u8; width as usize * height as usize * 4];
        let row = width as usize;
        rgba.par_chunks_mut(row * 4).enumerate().for_each(|(y, out)| {
            let bag = &self.bag.as_raw()[y * row * 4..][..row * 4];
            let ground = &self.ground.as_raw()[y * row * 3..][..row * 3];
            let tint = &self.tint.as_raw()[y * row..][..row];
            for x in 0..row {
                let pixel = [bag[x * 4], bag[x * 4 + 1], bag[x * 4 + 2], bag[x * 4 + 3]];
                let below = [ground[x * 3], ground[x * 3 + 1], ground[x * 3 + 2]];
                out[x * 4..x * 4 + 4].copy_from_slice(&dyed(pixel, below, tint[x], dye.gain(x, y)));
            }
            if let Some(film) = &self.film {
                film.lay_on_row(y, out);
            }
        });
        Picture::new(width, height, rgba)
    }

    /// The carrier alone, its cloth in those colours: transparent beside it, at the view's own size.
    #[must_use]
    pub fn cut_out(&self, cloth: Cloth) -> Picture {
        let dye = Dye::new(self, cloth);
        let row = self.bag.width() as usize;
        let mut rgba = self.bag.as_raw().clone();
        rgba.par_chunks_mut(row * 4).enumerate().for_each(|(y, out)| {
            let tint = &self.tint.as_raw()[y * row..][..row];
            for (x, pixel) in out.chunks_exact_mut(4).enumerate() {
                let alpha = pixel[3];
                let opaque = [pixel[0], pixel[1], pixel[2], 255];
                pixel.copy_from_slice(&dyed(opaque, [0; 3], tint[x], dye.gain(x, y)));
                pixel[3] = alpha;
            }
        });
        Picture::new(self.bag.width(), self.bag.height(), rgba)
    }

    /// How much of a point of the view's picture the carrier covers, 0 to 1; the rest is ground too far away for
    /// shadows.
    pub(crate) fn cover(&self, x: f64, y: f64) -> f32 {
        if self.view.near_ground {
            return 1.0;
        }
        let (right, bottom) = (f64::from(self.bag.width()) - 1.0, f64::from(self.bag.height()) - 1.0);
        let (x, y) = (x.floor().clamp(0.0, right) as u32, y.floor().clamp(0.0, bottom) as u32);
        f32::from(self.bag.get_pixel(x, y).0[3]) / 255.0
    }

    /// The film that what hangs at an anchor is seen through.
    pub(crate) fn film(&self, anchor: &Anchor) -> Option<&Film> {
        self.film.as_ref().filter(|_| anchor.behind_film)
    }

    /// What lies in front of what hangs at an anchor, in pixels of the view's picture: of its clasp, or of all of it.
    pub(crate) fn over(&self, anchor: &AnchorId) -> Option<&Tile> {
        let over_clasp = || self.overs.iter().find(|(id, _)| id == anchor).map(|(_, tile)| tile);
        self.front.as_ref().or_else(over_clasp)
    }

    /// Whether what lies in front hides a charm too that hangs from nothing.
    pub(crate) fn hides_charms(&self) -> bool {
        self.front.is_some()
    }
}

impl Carrier {
    fn folder(&self, file: &str) -> String {
        format!("carriers/{}/{file}", self.id)
    }
}

/// What cloth of some colours does to each pixel of a view.
struct Dye {
    cloth: Cloth,
    ground: [f32; 3],
    pattern: [f32; 3],
    /// Side of a pixel in mm.
    pixel: f32,
}

impl Dye {
    fn new(layers: &CarrierLayers, cloth: Cloth) -> Dye {
        let gain = |colour: Rgb| colour.0.map(|v| f32::from(v) / 255.0 / layers.carrier.neutral as f32);
        let scale = layers.view.anchors.first().map_or(1.0, |anchor| anchor.px_per_mm);
        Dye {
            ground: gain(cloth.tint),
            pattern: gain(cloth.pattern.map_or(cloth.tint, |pattern| pattern.colour)),
            pixel: (1.0 / scale) as f32,
            cloth,
        }
    }

    fn gain(&self, x: usize, y: usize) -> [f32; 3] {
        let share = self.cloth.share(x as f32 * self.pixel, y as f32 * self.pixel, self.pixel);
        std::array::from_fn(|k| self.ground[k] + (self.pattern[k] - self.ground[k]) * share)
    }
}

/// One pixel of the carrier on its ground: `tint` of 255 parts of it multiplied by `gain`, clipped, in sRGB.
fn dyed(bag: [u8; 4], ground: [u8; 3], tint: u8, gain: [f32; 3]) -> [u8; 4] {
    let (tint, alpha) = (f32::from(tint) / 255.0, f32::from(bag[3]) / 255.0);
    let channel = |k: usize| {
        let dyed = (f32::from(bag[k]) * (1.0 + tint * (gain[k] - 1.0))).min(255.0);
        (dyed * alpha + f32::from(ground[k]) * (1.0 - alpha) + 0.5) as u8
    };
    [channel(0), channel(1), channel(2), 255]
}

/// Main cloth and trim together, at the picture's size.
fn tinted_part(mask: image::DynamicImage, size: (u32, u32)) -> image::GrayImage {
    let mask = mask.into_rgb8();
    let sum = |pixel: &image::Rgb<u8>| pixel.0[0].saturating_add(pixel.0[1]);
    let grey: Vec<u8> = mask.pixels().map(sum).collect();
    let (width, height) = mask.dimensions();
    let grey = image::GrayImage::from_raw(width, height, grey).unwrap_or_default();
    if grey.dimensions() == size {
        return grey;
    }
    image::imageops::resize(&grey, size.0, size.1, image::imageops::FilterType::Triangle)
}

fn decode_over(files: &dyn Files, carrier: &Carrier, anchor: &Anchor) -> Result<Option<(AnchorId, Tile)>> {
    let Some(over) = &anchor.over else { return Ok(None) };
    Ok(Some((anchor.id.clone(), decode_piece(files, carrier, over)?)))
}

/// A part of the carrier's picture, where it lies.
fn decode_piece(files: &dyn Files, carrier: &Carrier, piece: &Over) -> Result<Tile> {
    let pixels = decode(files, &carrier.folder(&piece.file))?.into_rgba8();
    let picture = Picture::new(pixels.width(), pixels.height(), pixels.into_raw());
    Ok(Tile::of(&picture, piece.at_px[0].round() as i32, piece.at_px[1].round() as i32))
}

/// The picture at `path`.
pub(crate) fn decode(files: &dyn Files, path: &str) -> Result<image::DynamicImage> {
    let bytes = read_named(files, path)?;
    image::load_from_memory(&bytes).map_err(|error| damaged(path, &error.to_string()))
}
