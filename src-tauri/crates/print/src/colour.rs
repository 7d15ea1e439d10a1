//! Colour on the press: sRGB to CMYK and back, by an embedded ICC profile and LittleCMS.
//!
//! Relative colorimetric with black-point compensation throughout: white stays bare, black stays black,
//! and only what the press cannot print is moved.

use std::borrow::Cow;

use dangle_design::{Error, ErrorCode, Result};
use lcms2::{
    CIELab, CIELabExt, DisallowCache, Flags, GlobalContext, InfoType, Intent, Locale, PixelFormat, Profile,
    Transform,
};
use rayon::prelude::*;
use rust_embed::Embed;

use crate::recipe::{BlackPolicy, ColourRecipe, Recipe};
use crate::shelf::Shelf;

#[derive(Embed)]
#[folder = "../../../assets/icc"]
#[include = "*.icc"]
struct Files;

/// Ink amounts of one pixel: cyan, magenta, yellow, black; 255 is full ink.
pub(crate) type Cmyk = [u8; 4];

/// Pixels that one task separates: large enough to hide the cost of a task, small enough to share out.
const CHUNK: usize = 1 << 15;
/// D50, the white of the profile connection space (ICC.1:2022, 7.2.16).
const D50: lcms2::CIExyY = lcms2::CIExyY { x: 0.3457, y: 0.3585, Y: 1.0 };

/// A printing condition: what colours its inks make.
pub(crate) struct Press {
    icc: Cow<'static, [u8]>,
    name: String,
    profile: Profile,
}

type To<From, Into> = Transform<From, Into, GlobalContext, DisallowCache>;

impl Press {
    /// The press of an embedded profile, named like its file without the ending.
    pub(crate) fn load(profile: &str) -> Result<Press> {
        let file =
            Files::get(&format!("{profile}.icc")).ok_or_else(|| unusable(profile, "it is not there"))?;
        Press::parse(profile, file.data)
    }

    /// The press of a recipe: of its own profile, or of a bundled one.
    pub(crate) fn for_recipe(recipe: &Recipe) -> Result<Press> {
        match &recipe.own_profile {
            Some(icc) => Press::parse(&recipe.colour.profile, icc.to_vec()),
            None => Press::load(&recipe.colour.profile),
        }
    }

    /// The press of a recipe that is about to be kept: its profile may be a person's own.
    pub(crate) fn of(recipe: &Recipe, shelf: &Shelf) -> Result<Press> {
        match shelf.own_profile(&recipe.colour.profile) {
            Some(icc) => Press::parse(&recipe.colour.profile, icc),
            None => Press::load(&recipe.colour.profile),
        }
    }

    /// The names of the profiles that come with Dangle.
    pub(crate) fn bundled() -> Vec<String> {
        let mut names: Vec<String> =
            Files::iter().filter_map(|file| file.strip_suffix(".icc").map(str::to_owned)).collect();
        names.sort();
        names
    }

    /// A profile's bytes as a press.
    pub(crate) fn parse(profile: &str, icc: impl Into<Cow<'static, [u8]>>) -> Result<Press> {
        let icc = icc.into();
        let parsed = Profile::new_icc(&icc).map_err(|error| unusable(profile, &error.to_string()))?;
        if parsed.color_space() != lcms2::ColorSpaceSignature::CmykData {
            return Err(unusable(profile, "it is not for CMYK"));
        }
        let name = parsed.info(InfoType::Description, Locale::none()).unwrap_or_else(|| profile.to_owned());
        Ok(Press { icc, name, profile: parsed })
    }

    /// The profile's bytes.
    pub(crate) fn icc(&self) -> &[u8] {
        &self.icc
    }

    /// The name the profile gives itself.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The inks for straight-alpha sRGB pixels as a recipe wants them, alpha set aside. Pixels that are wholly
    /// transparent get no ink.
    pub(crate) fn separate(&self, rgba: &[[u8; 4]], recipe: &ColourRecipe) -> Result<Vec<Cmyk>> {
        let mut inks = self.inks(rgba, recipe.ink_limit_percent)?;
        if recipe.black == BlackPolicy::BlackInk {
            let key = self.key()?;
            inks.par_iter_mut().zip(rgba).for_each(|(ink, pixel)| {
                if let Some(black) = key.of(*pixel) {
                    *ink = [0, 0, 0, black];
                }
            });
        }
        Ok(inks)
    }

    /// The inks as the profile has them, none over `limit_percent` in sum.
    pub(crate) fn inks(&self, rgba: &[[u8; 4]], limit_percent: f64) -> Result<Vec<Cmyk>> {
        let transform: To<[u8; 3], Cmyk> =
            self.transform(&Profile::new_srgb(), PixelFormat::RGB_8, &self.profile, PixelFormat::CMYK_8)?;
        let mut inks = vec![[0; 4]; rgba.len()];
        rgba.par_chunks(CHUNK).zip(inks.par_chunks_mut(CHUNK)).for_each(|(from, into)| {
            let colours: Vec<[u8; 3]> = from.iter().map(|&[r, g, b, _]| [r, g, b]).collect();
            transform.transform_pixels(&colours, into);
            for (ink, pixel) in into.iter_mut().zip(from) {
                *ink = if pixel[3] == 0 { [0; 4] } else { within_limit(*ink, limit_percent) };
            }
        });
        Ok(inks)
    }

    /// What the inks look like on a screen, paper taken as white.
    pub(crate) fn proof(&self, inks: &[Cmyk]) -> Result<Vec<[u8; 3]>> {
        let transform: To<Cmyk, [u8; 3]> =
            self.transform(&self.profile, PixelFormat::CMYK_8, &Profile::new_srgb(), PixelFormat::RGB_8)?;
        let mut colours = vec![[0; 3]; inks.len()];
        inks.par_chunks(CHUNK)
            .zip(colours.par_chunks_mut(CHUNK))
            .for_each(|(from, into)| transform.transform_pixels(from, into));
        Ok(colours)
    }

    /// How far each sRGB colour moves when printed, as CIE 1976 ΔE.
    pub(crate) fn shifts(&self, colours: &[[u8; 3]], limit_percent: f64) -> Result<Vec<f64>> {
        let moved = self.seen_and_printed(colours, limit_percent)?;
        Ok(moved.iter().map(|[meant, got]| distance(*meant, *got)).collect())
    }

    /// Each sRGB colour as it is seen on the screen and as it is printed, in CIE L*a*b* of D50.
    pub(crate) fn seen_and_printed(
        &self,
        colours: &[[u8; 3]],
        limit_percent: f64,
    ) -> Result<Vec<[[f64; 3]; 2]>> {
        let lab = self.lab()?;
        let seen: To<[u8; 3], [f64; 3]> =
            self.transform(&Profile::new_srgb(), PixelFormat::RGB_8, &lab, PixelFormat::Lab_DBL)?;
        let printed: To<Cmyk, [f64; 3]> =
            self.transform(&self.profile, PixelFormat::CMYK_8, &lab, PixelFormat::Lab_DBL)?;
        let opaque: Vec<[u8; 4]> = colours.iter().map(|&[r, g, b]| [r, g, b, 255]).collect();
        let inks = self.inks(&opaque, limit_percent)?;
        let (mut meant, mut got) = (vec![[0.0; 3]; colours.len()], vec![[0.0; 3]; colours.len()]);
        seen.transform_pixels(colours, &mut meant);
        printed.transform_pixels(&inks, &mut got);
        Ok(meant.into_iter().zip(got).map(|(meant, got)| [meant, got]).collect())
    }

    /// How much black ink alone makes each grey, as near as it comes.
    fn key(&self) -> Result<Key> {
        let lab = self.lab()?;
        let seen: To<[u8; 3], [f64; 3]> =
            self.transform(&Profile::new_srgb(), PixelFormat::RGB_8, &lab, PixelFormat::Lab_DBL)?;
        let printed: To<Cmyk, [f64; 3]> =
            self.transform(&self.profile, PixelFormat::CMYK_8, &lab, PixelFormat::Lab_DBL)?;
        let greys: Vec<[u8; 3]> = (0..=255).map(|grey| [grey; 3]).collect();
        let blacks: Vec<Cmyk> = (0..=255).map(|black| [0, 0, 0, black]).collect();
        let (mut meant, mut got) = (vec![[0.0; 3]; 256], vec![[0.0; 3]; 256]);
        seen.transform_pixels(&greys, &mut meant);
        printed.transform_pixels(&blacks, &mut got);
        let nearest = |lightness: f64| {
            let off = |black: &usize| (got[*black][0] - lightness).abs();
            (0..256).min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(0) as u8
        };
        let mut black = [0; 256];
        for (black, meant) in black.iter_mut().zip(&meant) {
            *black = nearest(meant[0]);
        }
        Ok(Key { black })
    }

    fn lab(&self) -> Result<Profile> {
        Profile::new_lab4_context(GlobalContext::new(), &D50)
            .map_err(|error| unusable(&self.name, &error.to_string()))
    }

    fn transform<From: lcms2::Pod, Into: lcms2::Pod>(
        &self,
        from: &Profile,
        from_format: PixelFormat,
        into: &Profile,
        into_format: PixelFormat,
    ) -> Result<To<From, Into>> {
        let flags = Flags::NO_CACHE | Flags::BLACKPOINT_COMPENSATION;
        let intent = Intent::RelativeColorimetric;
        Transform::new_flags_context(
            GlobalContext::new(),
            from,
            from_format,
            into,
            into_format,
            intent,
            flags,
        )
        .map_err(|error| unusable(&self.name, &error.to_string()))
    }
}

/// Screen colours as CIE L*a*b*, in which equal distances look about equal.
pub(crate) fn labs(colours: &[[u8; 3]]) -> Result<Vec<[f64; 3]>> {
    let failed = |error: lcms2::Error| unusable("sRGB", &error.to_string());
    let lab = Profile::new_lab4_context(GlobalContext::new(), &D50).map_err(failed)?;
    let srgb = Profile::new_srgb();
    let seen: To<[u8; 3], [f64; 3]> = Transform::new_flags_context(
        GlobalContext::new(),
        &srgb,
        PixelFormat::RGB_8,
        &lab,
        PixelFormat::Lab_DBL,
        Intent::RelativeColorimetric,
        Flags::NO_CACHE,
    )
    .map_err(failed)?;
    let mut labs = vec![[0.0; 3]; colours.len()];
    seen.transform_pixels(colours, &mut labs);
    Ok(labs)
}

/// The black ink of each grey.
struct Key {
    black: [u8; 256],
}

impl Key {
    /// The black ink of a pixel that is grey; `None` for a colour. Two steps of 255 are no colour to anybody, and
    /// scanned or packed greys waver by so much.
    fn of(&self, [r, g, b, a]: [u8; 4]) -> Option<u8> {
        const GREY: u8 = 2;
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        (a > 0 && most - least <= GREY).then(|| self.black[usize::from(g)])
    }
}

fn unusable(profile: &str, why: &str) -> Error {
    Error::new(
        ErrorCode::Store,
        format!("the press profile {profile} cannot be used: {why}"),
        "Choose another profile, or install Dangle again.",
    )
}

/// sRGB colours in L*a*b* under D50.
pub(crate) fn to_lab(colours: &[[u8; 3]]) -> Result<Vec<[f32; 3]>> {
    let failed = |error: lcms2::Error| unusable("sRGB", &error.to_string());
    let lab = Profile::new_lab4_context(GlobalContext::new(), &D50).map_err(failed)?;
    let transform: To<[u8; 3], [f32; 3]> = Transform::new_flags_context(
        GlobalContext::new(),
        &Profile::new_srgb(),
        PixelFormat::RGB_8,
        &lab,
        PixelFormat::Lab_FLT,
        Intent::RelativeColorimetric,
        Flags::NO_CACHE,
    )
    .map_err(failed)?;
    let mut into = vec![[0.0; 3]; colours.len()];
    colours
        .par_chunks(CHUNK)
        .zip(into.par_chunks_mut(CHUNK))
        .for_each(|(from, into)| transform.transform_pixels(from, into));
    Ok(into)
}

/// CIE ΔE 2000: how different two colours look side by side.
pub(crate) fn delta_e_2000(one: [f32; 3], other: [f32; 3]) -> f32 {
    let lab = |[l, a, b]: [f32; 3]| CIELab { L: l.into(), a: a.into(), b: b.into() };
    lab(one).cie2000_delta_e(&lab(other), 1.0, 1.0, 1.0) as f32
}

/// CIE 1976 ΔE: the straight distance in L*a*b*.
pub(crate) fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(&b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

/// The same inks, the colours thinned until all four together stay within `limit_percent`.
///
/// Black is kept: thinning it would lighten the picture most and change hue least for the ink saved.
fn within_limit(inks: Cmyk, limit_percent: f64) -> Cmyk {
    let limit = limit_percent * 255.0 / 100.0;
    let [c, m, y, k] = inks.map(f64::from);
    let colours = c + m + y;
    if colours + k <= limit {
        return inks;
    }
    // Rounding down, so that three roundings never add up to more than the limit.
    let thin = |ink: f64| (ink * (limit - k) / colours).floor() as u8;
    [thin(c), thin(m), thin(y), inks[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fogra39() -> Press {
        Press::load("fogra39-argyll").unwrap()
    }

    fn opaque(rgb: [u8; 3]) -> [u8; 4] {
        [rgb[0], rgb[1], rgb[2], 255]
    }

    #[test]
    fn white_stays_bare_and_black_is_dark() {
        let inks = fogra39().inks(&[[255; 4], [0, 0, 0, 255]], 300.0).unwrap();
        assert_eq!(inks[0], [0; 4]);
        assert!(inks[1].iter().map(|&ink| u32::from(ink)).sum::<u32>() > 500, "{inks:?}");
    }

    #[test]
    fn transparent_pixels_get_no_ink_whatever_their_colour() {
        assert_eq!(fogra39().inks(&[[10, 20, 30, 0]], 300.0).unwrap(), [[0; 4]]);
    }

    #[test]
    fn no_colour_goes_over_the_ink_limit() {
        let cube: Vec<[u8; 4]> = (0..4096u32)
            .map(|i| [(i >> 8) * 17, (i >> 4 & 15) * 17, (i & 15) * 17, 255].map(|v| v as u8))
            .collect();
        for limit in [200.0, 260.0, 300.0] {
            for ink in fogra39().inks(&cube, limit).unwrap() {
                let sum: u32 = ink.iter().map(|&ink| u32::from(ink)).sum();
                assert!(f64::from(sum) <= limit * 2.55 + 1e-9, "{ink:?} at {limit} %");
            }
        }
    }

    #[test]
    fn neon_green_is_shown_dull_before_it_is_printed_dull() {
        let press = fogra39();
        let neon = [57, 255, 20];
        let [r, g, b] = press.proof(&press.inks(&[opaque(neon)], 300.0).unwrap()).unwrap()[0];
        assert!(g < 200 && r > 90 && b > 40, "{r} {g} {b}");
        let shifts = press.shifts(&[neon, [128, 128, 128]], 300.0).unwrap();
        assert!(shifts[0] > 40.0 && shifts[1] < 3.0, "{shifts:?}");
    }

    #[test]
    fn colours_the_press_can_print_come_back() {
        let press = fogra39();
        for rgb in [[200, 150, 120], [120, 140, 160], [90, 60, 50], [240, 230, 200]] {
            let back = press.proof(&press.inks(&[opaque(rgb)], 300.0).unwrap()).unwrap()[0];
            let off = rgb.iter().zip(&back).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
            assert!(off <= 4, "{rgb:?} came back as {back:?}");
        }
    }

    #[test]
    fn colour_differences_are_those_of_the_published_test_data() {
        // Sharma, Wu and Dalal (2005), pairs 1, 7, 17 and 25.
        for (one, other, meant) in [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
            ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ] {
            assert!((delta_e_2000(one, other) - meant).abs() < 1e-3, "{one:?}");
        }
        let [white, black] = to_lab(&[[255; 3], [0; 3]]).unwrap()[..] else { panic!() };
        assert!((white[0] - 100.0).abs() < 0.01 && black[0].abs() < 0.01);
    }

    #[test]
    fn many_pixels_separate_like_one() {
        let press = fogra39();
        let row: Vec<[u8; 4]> = (0..CHUNK as u32 + 7).map(|i| [i as u8, (i >> 3) as u8, 80, 255]).collect();
        let all = press.inks(&row, 300.0).unwrap();
        for at in [0, 1, CHUNK - 1, CHUNK, CHUNK + 6] {
            assert_eq!(press.inks(&row[at..=at], 300.0).unwrap()[0], all[at]);
        }
    }

    #[test]
    fn greys_in_black_ink_alone_are_as_dark_as_the_profile_would_have_them() {
        let press = fogra39();
        let recipe = ColourRecipe {
            layer: "Artwork".into(),
            profile: "fogra39-argyll".into(),
            ink_limit_percent: 300.0,
            dpi: 600.0,
            black: BlackPolicy::BlackInk,
        };
        let greys: Vec<[u8; 4]> = [40, 90, 128, 200, 250].map(|grey| [grey, grey, grey, 255]).to_vec();
        let inks = press.separate(&greys, &recipe).unwrap();
        for (grey, ink) in greys.iter().zip(&inks) {
            assert_eq!(ink[..3], [0; 3], "{grey:?}");
            let shown = press.proof(&[*ink]).unwrap()[0];
            assert!(shown[1].abs_diff(grey[1]) <= 12, "{grey:?} is shown as {shown:?}");
        }
        let colour = press.separate(&[[200, 40, 40, 255]], &recipe).unwrap();
        assert!(colour[0][1] > 100, "{colour:?}");
    }
}
