//! Samples as files hold them become RGBA: grey, RGB or inks, with alpha or without, plain or premultiplied.

use image::RgbaImage;

use super::colour::Inks;

/// How the samples of a pixel lie in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Channels of colour: 1 is grey, 3 are red, green and blue, 4 are inks.
    pub(super) channels: usize,
    /// Whether alpha follows them.
    pub(super) alpha: bool,
    /// Whether the colours are multiplied by it.
    pub(super) premultiplied: bool,
    /// Samples a pixel, those that are not used too.
    pub(super) samples: usize,
}

impl Layout {
    /// Whether the colours are amounts of ink.
    pub(super) fn in_inks(self) -> bool {
        self.channels == 4
    }
}

/// Turns rows of samples into rows of pixels.
pub(super) struct Rows {
    layout: Layout,
    inks: Option<Inks>,
}

impl Rows {
    /// For samples that lie so, inks in the colours of the profile.
    pub(super) fn new(layout: Layout, profile: Option<&[u8]>) -> Self {
        Rows { layout, inks: layout.in_inks().then(|| Inks::new(profile)) }
    }

    /// Places rows of `width` pixels of 8-bit samples at a place of the picture; what does not fit is left out.
    pub(super) fn place(
        &self,
        samples: &[u8],
        width: usize,
        (left, top): (usize, usize),
        picture: &mut RgbaImage,
    ) {
        let (across, down) = (picture.width() as usize, picture.height() as usize);
        let kept = width.min(across.saturating_sub(left));
        let rows = samples.chunks_exact((width * self.layout.samples).max(1)).take(down.saturating_sub(top));
        for (row, y) in rows.zip(top..) {
            let target = &mut (**picture)[(y * across + left) * 4..][..kept * 4];
            self.row(row, target);
        }
    }

    fn row(&self, samples: &[u8], target: &mut [u8]) {
        let Layout { channels, alpha, premultiplied, samples: step } = self.layout;
        let pixels = samples.chunks_exact(step).zip(target.as_chunks_mut::<4>().0);
        for (samples, pixel) in pixels {
            pixel[3] = if alpha { samples[channels] } else { 255 };
            match channels {
                1 => pixel[..3].fill(samples[0]),
                _ => pixel[..3].copy_from_slice(&samples[..3]),
            }
        }
        if let Some(inks) = &self.inks {
            let inked: Vec<u8> =
                samples.chunks_exact(step).flat_map(|samples| &samples[..4]).copied().collect();
            inks.to_srgb(&inked, target);
        }
        if premultiplied {
            target.as_chunks_mut::<4>().0.iter_mut().for_each(straighten);
        }
    }
}

/// The colour of a pixel no longer multiplied by its alpha.
pub(super) fn straighten(pixel: &mut [u8; 4]) {
    let alpha = u32::from(pixel[3]);
    if alpha != 0 && alpha != 255 {
        for channel in &mut pixel[..3] {
            *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
        }
    }
}

/// A 16-bit sample at 8 bits, rounded.
pub(super) fn high_byte(sample: u16) -> u8 {
    ((u32::from(sample) * 255 + 32_767) / 65_535) as u8
}
