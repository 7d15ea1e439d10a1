//! Figures of known shape.

use dangle_design::artwork::{Picture, decode, samples};
use image::RgbaImage;

/// A figure alone, of known shape.
pub(crate) struct Figure {
    /// What it is called.
    pub(crate) name: String,
    /// Its pixels, see-through round it.
    pub(crate) picture: RgbaImage,
}

/// All the figures: the bundled samples, and some without outlines.
pub(crate) fn figures() -> Vec<Figure> {
    let samples = samples().into_iter();
    let mut figures: Vec<Figure> = samples
        .map(|sample| Figure { name: sample.id, picture: halved(&decode(&sample.bytes).unwrap()) })
        .collect();
    for (name, svg) in LINELESS {
        figures.push(Figure { name: name.into(), picture: halved(&decode(svg.as_bytes()).unwrap()) });
    }
    figures
}

/// Figures without outlines, the hard case: pastel, and nearly white.
const LINELESS: [(&str, &str); 3] = [
    (
        "lineless-pastel",
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="#ffd6dc" d="M50 85C20 62 12 45 20 30C30 14 46 22 50 34C54 22 70 14 80 30C88 45 80 62 50 85Z"/><circle cx="38" cy="45" r="4" fill="#fff"/><circle cx="62" cy="45" r="4" fill="#fff"/></svg>"##,
    ),
    (
        "lineless-cream",
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#fbf3e4"/><stop offset="1" stop-color="#e9d8bd"/></linearGradient></defs><ellipse cx="50" cy="55" rx="36" ry="30" fill="url(#g)"/><circle cx="30" cy="28" r="12" fill="#f6ead6"/><circle cx="70" cy="28" r="12" fill="#f6ead6"/><circle cx="40" cy="52" r="3" fill="#433"/><circle cx="60" cy="52" r="3" fill="#433"/></svg>"##,
    ),
    (
        "thin-lines",
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><g fill="none" stroke="#335" stroke-width=".5"><circle cx="50" cy="55" r="34"/><path d="M20 40L10 8M80 40L92 8M50 21V6"/></g><circle cx="50" cy="55" r="33.9" fill="#fff"/><circle cx="40" cy="50" r="3" fill="#223"/><circle cx="60" cy="50" r="3" fill="#223"/></svg>"##,
    ),
];

/// White figures, for a ground as white as they are: with a pale line, with gaps in the line, shaded at the
/// edge, and with no edge at all.
pub(crate) fn white_figures() -> Vec<Figure> {
    let figure = |&(name, svg): &(&str, &str)| Figure {
        name: name.into(),
        picture: halved(&decode(svg.as_bytes()).unwrap()),
    };
    WHITE_FIGURES.iter().map(figure).collect()
}

/// What no white ground can be told from: eyes and a mouth, and nothing round them.
pub(crate) const EDGELESS: &str = "white, no edge";

const WHITE_FIGURES: [(&str, &str); 4] = [
    (
        "white, pale line",
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="#fff" stroke="#dcdce2" stroke-width="1" d="M50 88C25 88 14 70 18 48L20 14L36 30Q50 25 64 30L80 14L82 48C86 70 75 88 50 88Z"/><circle cx="38" cy="52" r="4" fill="#223"/><circle cx="62" cy="52" r="4" fill="#223"/></svg>"##,
    ),
    (
        "white, gaps in the line",
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><circle cx="50" cy="52" r="36" fill="#fff"/><g fill="none" stroke="#323" stroke-width="1.6"><path d="M50 16A36 36 0 0 1 86 52"/><path d="M85.9 53.4A36 36 0 0 1 51 88"/><path d="M49.6 88A36 36 0 0 1 14 52A36 36 0 0 1 48.5 16"/></g><circle cx="38" cy="48" r="4" fill="#223"/><circle cx="62" cy="48" r="4" fill="#223"/><path d="M42 64Q50 70 58 64" fill="none" stroke="#323" stroke-width="1.5"/></svg>"##,
    ),
    (
        "white, shaded edge",
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><defs><radialGradient id="s" cx=".5" cy=".45" r=".55"><stop offset=".5" stop-color="#fff"/><stop offset="1" stop-color="#e8ebf4"/></radialGradient></defs><ellipse cx="50" cy="54" rx="36" ry="33" fill="url(#s)"/><circle cx="40" cy="50" r="3" fill="#223"/><circle cx="60" cy="50" r="3" fill="#223"/></svg>"##,
    ),
    (
        EDGELESS,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><ellipse cx="50" cy="54" rx="36" ry="33" fill="#fff"/><circle cx="36" cy="50" r="4" fill="#223"/><circle cx="64" cy="50" r="4" fill="#223"/><path d="M44 64Q50 69 56 64" fill="none" stroke="#323" stroke-width="1.5"/></svg>"##,
    ),
];

/// The picture at half its size, by the mean of each four pixels.
pub(crate) fn halved(picture: &Picture) -> RgbaImage {
    let stride = picture.width() as usize * 4;
    RgbaImage::from_fn(picture.width() / 2, picture.height() / 2, |x, y| {
        let at = y as usize * 2 * stride + x as usize * 8;
        let four = [at, at + 4, at + stride, at + stride + 4].map(|at| &picture.rgba()[at..at + 4]);
        let alpha: u32 = four.iter().map(|pixel| u32::from(pixel[3])).sum();
        let channel = |channel: usize| {
            let sum: u32 = four.iter().map(|pixel| u32::from(pixel[channel]) * u32::from(pixel[3])).sum();
            sum.checked_div(alpha).unwrap_or(0) as u8
        };
        image::Rgba([channel(0), channel(1), channel(2), (alpha / 4) as u8])
    })
}
