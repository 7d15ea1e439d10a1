//! The few colours of a GIF, and which of them is nearest to a pixel.

use quantette::deps::palette::Srgb;
use quantette::{PaletteSize, Pipeline};

/// Colours of a palette; one more is kept for what is transparent.
const COLOURS: u16 = 255;
/// One in so many pixels is asked what colours there are.
const ASKED: usize = 3;
/// Levels of each channel in the table of nearest colours.
const LEVELS: usize = 32;
/// How far dithering moves a channel, of 255: the steps between colours vanish, and the pattern is not yet seen.
const DITHERED: f32 = 12.0;
/// How much the eye sees of red, green and blue (ITU-R BT.601, for differences).
const SEEN: [f32; 3] = [0.3, 0.59, 0.11];

/// The colours of a GIF's frame.
#[derive(Clone, Debug)]
pub(super) struct Palette {
    colours: Vec<[u8; 3]>,
    /// The nearest colour of each cell of the colour cube.
    nearest: Vec<u8>,
}

impl Palette {
    /// The best few colours for the pixels of a frame.
    pub(super) fn of(frame: &[u8]) -> Palette {
        let opaque = frame.chunks_exact(4).step_by(ASKED).filter(|pixel| pixel[3] > 127);
        let asked: Vec<Srgb<u8>> = opaque.map(|pixel| Srgb::new(pixel[0], pixel[1], pixel[2])).collect();
        let size = PaletteSize::try_from_u16(COLOURS).unwrap_or(PaletteSize::MAX);
        let found = Pipeline::new().palette_size(size).input_slice(&asked[..]).ok();
        let mut colours: Vec<[u8; 3]> = found
            .map(|pipeline| {
                pipeline.output_srgb8_palette().iter().map(|c| [c.red, c.green, c.blue]).collect()
            })
            .unwrap_or_default();
        if colours.is_empty() {
            colours.push([0; 3]);
        }
        let nearest = (0..LEVELS.pow(3)).map(|cell| nearest(&colours, cell)).collect();
        Palette { colours, nearest }
    }

    /// The colours, three bytes each, and one more for what is transparent.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.colours.iter().flatten().copied().chain([0, 0, 0]).collect()
    }

    /// The index of what is transparent.
    pub(super) fn clear(&self) -> u8 {
        self.colours.len() as u8
    }

    /// The index for a pixel at a place: dithering keeps its pattern where nothing moves.
    pub(super) fn index(&self, pixel: &[u8], x: usize, y: usize) -> u8 {
        let shift = bayer(x, y) * DITHERED;
        let step = 255.0 / (LEVELS - 1) as f32;
        let level = |value: u8| ((f32::from(value) + shift).clamp(0.0, 255.0) / step + 0.5) as usize;
        self.nearest[(level(pixel[0]) * LEVELS + level(pixel[1])) * LEVELS + level(pixel[2])]
    }

    /// The colour of an index.
    pub(super) fn colour(&self, index: u8) -> [u8; 3] {
        self.colours.get(usize::from(index)).copied().unwrap_or_default()
    }
}

/// The colour nearest to the middle of a cell of the colour cube.
fn nearest(colours: &[[u8; 3]], cell: usize) -> u8 {
    let step = 255.0 / (LEVELS - 1) as f32;
    let middle = [cell / (LEVELS * LEVELS), cell / LEVELS % LEVELS, cell % LEVELS].map(|l| l as f32 * step);
    let mut best = (f32::INFINITY, 0);
    for (index, colour) in colours.iter().enumerate() {
        let far: f32 = (0..3).map(|k| (middle[k] - f32::from(colour[k])).powi(2) * SEEN[k]).sum();
        if far < best.0 {
            best = (far, index as u8);
        }
    }
    best.1
}

/// Bayer's ordered pattern of 8 × 8, from -0.5 to 0.5.
fn bayer(x: usize, y: usize) -> f32 {
    let (mix, row) = (x ^ y, y);
    let bits =
        (0..3).map(|bit| ((mix >> bit & 1) << (2 * (2 - bit) + 1)) | ((row >> bit & 1) << (2 * (2 - bit))));
    bits.sum::<usize>() as f32 / 64.0 - 0.5
}
