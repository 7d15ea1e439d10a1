//! The ground behind the artwork, of whatever kind.

use super::calm::calmed;
use super::oklab::{Lab, ToLab};
use super::palette::Palette;
use super::smooth::{LEAST_BORDER, MOST_GRAIN, Smooth};
use super::strays::Strays;
use super::tiled::Tiled;
use crate::artwork::Picture;

/// Share of the frame that a pattern must explain.
const LEAST_PATTERN: f32 = 0.6;

/// Share of the frame that a palette must explain: it is easily made to fit.
const LEAST_PALETTE: f32 = 0.9;

/// Strays above this are no ground while the ground is still being guessed.
const NEAR: f32 = 0.06;

/// What a ground is.
pub(super) enum Kind {
    /// One colour, or one that changes gently.
    Smooth(Smooth),
    /// A pattern that repeats.
    Tiled(Tiled),
    /// Some colours in no order.
    Palette(Palette),
}

/// A ground, and how far each pixel strays from it.
pub(super) struct Ground {
    pub(super) kind: Kind,
    pub(super) strays: Strays,
    /// Standard deviation of the ground's pixels about its colour.
    pub(super) grain: f32,
    /// The picture without its noise, where it has too much of it.
    pub(super) calm: Option<Picture>,
}

impl Ground {
    /// The grounds that the picture may have, likeliest first, each looked for when it is asked for.
    pub(super) fn candidates(picture: &Picture) -> impl Iterator<Item = Ground> + '_ {
        let kinds: [fn(&Picture) -> Option<Ground>; 4] =
            [Ground::smooth, Ground::tiled, Ground::noisy, Ground::palette];
        kinds.into_iter().filter_map(|of| of(picture))
    }

    /// What comes nearest to a ground in any picture.
    pub(super) fn nearest(picture: &Picture) -> Ground {
        Ground::candidates(picture)
            .next()
            .unwrap_or_else(|| Ground::of_palette(picture, Palette::of(picture)))
    }

    fn smooth(picture: &Picture) -> Option<Ground> {
        let (smooth, share) = Smooth::at_border(picture);
        let is_ground = share >= LEAST_BORDER && smooth.grain <= MOST_GRAIN;
        is_ground.then(|| Ground {
            strays: Strays::of(picture, &smooth),
            grain: smooth.grain,
            kind: Kind::Smooth(smooth),
            calm: None,
        })
    }

    fn noisy(picture: &Picture) -> Option<Ground> {
        let (smooth, share) = Smooth::at_border(picture);
        if share < LEAST_BORDER || smooth.grain <= MOST_GRAIN {
            return None;
        }
        let mut calm = calmed(picture);
        let mut smooth = Smooth::at_border(&calm).0;
        if smooth.grain > MOST_GRAIN / 2.0 {
            calm = calmed(&calm);
            smooth = Smooth::at_border(&calm).0;
        }
        (smooth.grain <= MOST_GRAIN).then(|| Ground {
            strays: Strays::of(&calm, &smooth),
            grain: smooth.grain,
            kind: Kind::Smooth(smooth),
            calm: Some(calm),
        })
    }

    fn tiled(picture: &Picture) -> Option<Ground> {
        let tiled = Tiled::of(picture)?;
        let strays = Strays::of_rows(picture, |y, pixels, strays| {
            let (to_lab, row) = (ToLab::new(), tiled.row(y));
            let columns = tiled.columns(pixels.len());
            for ((stray, &[r, g, b, _]), column) in strays.iter_mut().zip(pixels).zip(columns) {
                *stray = tiled.stray(row + column, to_lab.of([r, g, b]));
            }
        });
        let (grain, share) = strays.in_frame(NEAR);
        (share >= LEAST_PATTERN).then_some(Ground { kind: Kind::Tiled(tiled), strays, grain, calm: None })
    }

    fn palette(picture: &Picture) -> Option<Ground> {
        let palette = Palette::of(picture);
        (palette.share >= LEAST_PALETTE).then(|| Ground::of_palette(picture, palette))
    }

    fn of_palette(picture: &Picture, palette: Palette) -> Ground {
        let strays = Strays::of_rows(picture, |_, pixels, strays| {
            for (stray, &[r, g, b, _]) in strays.iter_mut().zip(pixels) {
                *stray = palette.stray([r, g, b]);
            }
        });
        Ground { strays, grain: 0.0, kind: Kind::Palette(palette), calm: None }
    }

    /// How far ground may stray.
    pub(super) fn usual_tolerance(&self) -> f32 {
        /// `OKLab` distance below which colours pass as one: under the 0.02 that is just seen, so that an
        /// off-white figure stands out from white.
        const JUST_SEEN: f32 = 0.012;
        /// Most tolerance, however coarse the grain: pastel pink is 0.07 from white.
        const MOST: f32 = 0.05;
        /// Least tolerance in a pattern that was stored with loss, and in a palette, whose table has steps.
        const LEAST_IN_PATTERN: f32 = 0.03;
        /// Grain of a pattern that was stored without loss.
        const CLEAN: f32 = 0.001;
        let usual = (JUST_SEEN + 4.0 * self.grain).min(MOST);
        match self.kind {
            Kind::Smooth(_) => usual,
            Kind::Tiled(_) if self.grain < CLEAN => usual,
            Kind::Tiled(_) | Kind::Palette(_) => usual.max(LEAST_IN_PATTERN),
        }
    }

    /// Share of the ground's edge that must be a real step in colour. Where the flood stopped in a slow change
    /// of colour it stopped by chance.
    pub(super) fn least_clear_edge(&self) -> f32 {
        match self.kind {
            Kind::Smooth(_) | Kind::Tiled(_) => 0.5,
            Kind::Palette(_) => 0.7,
        }
    }

    /// Whether it has one colour, or one that changes gently.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.kind, Kind::Smooth(_))
    }

    /// The ground's colour at a pixel, where it is known better than from the pixels beside it.
    pub(super) fn colour(&self, x: usize, y: usize) -> Option<[u8; 3]> {
        match &self.kind {
            Kind::Smooth(_) | Kind::Palette(_) => None,
            Kind::Tiled(tiled) => Some(tiled.colour(x, y)),
        }
    }

    /// Whether bits of a few pixels within the ground are its own: no pattern is without a fault.
    pub(super) fn has_dust(&self) -> bool {
        match self.kind {
            Kind::Smooth(_) => self.calm.is_some(),
            Kind::Tiled(_) | Kind::Palette(_) => true,
        }
    }

    /// Whether anything that the figure encloses may be ground.
    pub(super) fn may_be_enclosed(&self) -> bool {
        match &self.kind {
            Kind::Smooth(smooth) => smooth.is_telling(),
            Kind::Tiled(_) | Kind::Palette(_) => true,
        }
    }

    /// Whether pixels that the figure encloses, all like the ground, are surely ground.
    ///
    /// A pattern shows itself. A plain ground does when figures seldom have its colour: the white of an eye,
    /// a white belly and a black pupil are no ground.
    pub(super) fn is_surely_in(&self, pocket: &[usize], picture: &Picture) -> bool {
        /// Least share of the picture of a pocket of plain ground: a mint eye on mint is smaller.
        const LEAST_PLAIN_POCKET: f32 = 0.0005;
        /// The same for colours in no order, which need room to be told.
        const LEAST_MIXED_POCKET: f32 = 0.002;
        let share = pocket.len() as f32 / (picture.width() * picture.height()) as f32;
        match &self.kind {
            Kind::Smooth(smooth) => share >= LEAST_PLAIN_POCKET && smooth.is_telling(),
            Kind::Tiled(tiled) => {
                let [across, down] = tiled.periods;
                pocket.len() as f32 >= 1.5 * across * down.max(4.0)
                    && spread(pocket, picture) >= 0.5 * tiled.spread()
            }
            Kind::Palette(palette) => share >= LEAST_MIXED_POCKET && palette.is_mixed_in(pocket, picture),
        }
    }
}

/// The standard deviation of the lightness of pixels.
fn spread(pixels: &[usize], picture: &Picture) -> f32 {
    let to_lab = ToLab::new();
    let lightness = |&at: &usize| {
        let [r, g, b] = [0, 1, 2].map(|channel| picture.rgba()[at * 4 + channel]);
        to_lab.of([r, g, b])
    };
    deviation(pixels.iter().map(lightness))
}

/// The standard deviation of colours about their mean.
pub(super) fn deviation(colours: impl Iterator<Item = Lab>) -> f32 {
    let (mut sum, mut squares, mut count) = ([0.0_f64; 3], 0.0_f64, 0.0_f64);
    for colour in colours {
        for channel in 0..3 {
            let value = f64::from(colour[channel]);
            sum[channel] += value;
            squares += value * value;
        }
        count += 1.0;
    }
    let mean2: f64 = sum.iter().map(|sum| (sum / count) * (sum / count)).sum();
    (squares / count - mean2).max(0.0).sqrt() as f32
}
