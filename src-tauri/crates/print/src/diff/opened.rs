//! A proof as it arrives: a picture, or a PDF that is turned into one.

use std::sync::mpsc;
use std::time::Duration;

use dangle_design::artwork::{Picture, decode};
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Result};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::TRANSPARENT;
use hayro::vello_cpu::peniko::ImageAlphaType;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use super::spots::{self, WhitePlate};
use crate::read;
use crate::recipe::{Part, Recipe};

/// Longest side a page is drawn at, in pixels.
const LONGEST: f32 = 2400.0;
/// The finest a page is drawn, in pixels an inch.
const FINEST_DPI: f32 = 400.0;
/// Stack of the thread a page is drawn on: pages nest.
const STACK_BYTES: usize = 64 << 20;
/// Most pixels of all pictures on a page, each counted as often as it is shown.
const MOST_PIXELS: u64 = 200_000_000;
/// How long a page may take to draw; proofs of one charm take a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(30);
/// Pages of any size between a point and five metres are drawn.
const SIDES: std::ops::Range<f32> = 1.0..15_000.0;

/// A proof as pixels.
pub(super) struct Opened {
    pub(super) picture: Picture,
    /// Pixels a millimetre, where the file is bound to say: a PDF is.
    pub(super) per_mm: Option<f64>,
    /// What a PDF's spots tell of the white.
    pub(super) white: Option<WhitePlate>,
}

impl Opened {
    /// What shows where the proof is transparent: a page is paper; a picture without a ground gets one on
    /// which white is seen.
    pub(super) fn ground(&self) -> [u8; 3] {
        if self.per_mm.is_some() { [255; 3] } else { super::meant::GREY }
    }

    /// Reads a picture or the first page of a PDF, within limits.
    ///
    /// # Errors
    /// `Artwork`, `File` or `TooLarge` when it is neither or is more than a proof of one charm may be.
    pub(super) fn read(bytes: &[u8], recipe: &Recipe) -> Result<Opened> {
        // Some programs write a line before the PDF's own first line.
        let is_pdf =
            bytes.get(..1024.min(bytes.len())).is_some_and(|head| head.windows(5).any(|w| w == b"%PDF-"));
        if !is_pdf {
            return Ok(Opened { picture: decode(bytes)?, per_mm: None, white: None });
        }
        let page = page(bytes)?;
        // Where the white has a file of its own, the print file is right to have none.
        let together = recipe.file_with(Part::Colour).is_none_or(|file| file.holds(Part::White));
        Ok(Opened { white: if together { spots::white_plate(bytes)? } else { None }, ..page })
    }
}

/// The page as drawn by a renderer that is not ours. What it may cost is bounded by reading the file with
/// our own reader first, which counts what there is to draw, and by a clock: a page that takes longer is
/// left to itself.
fn page(bytes: &[u8]) -> Result<Opened> {
    check_pictures(bytes)?;
    let (done, drawn_page) = mpsc::channel();
    let bytes = bytes.to_vec();
    std::thread::Builder::new()
        .name(dangle_design::artwork::CONTAINED.into())
        .stack_size(STACK_BYTES)
        // Nobody may be listening any more.
        .spawn(move || drop(done.send(drawn(bytes))))
        .map_err(|error| unreadable(&format!("no thread to draw it: {error}")))?;
    drawn_page.recv_timeout(PATIENCE).unwrap_or_else(|error| {
        Err(unreadable(match error {
            mpsc::RecvTimeoutError::Timeout => "it takes too long to draw",
            mpsc::RecvTimeoutError::Disconnected => "it has a construct that cannot be drawn",
        }))
    })
}

/// Refuses pages whose pictures unpack to more than a proof has.
fn check_pictures(bytes: &[u8]) -> Result<()> {
    let file = read::File::open(bytes)?;
    let drawing = read::draw(&file)?;
    let pixels = |mark: &read::Mark<'_>| match &mark.kind {
        read::MarkKind::Image(image) => image.width as u64 * image.height as u64,
        _ => 0,
    };
    let all: u64 = drawing.marks.iter().map(pixels).sum();
    if all > MOST_PIXELS {
        return Err(Error::new(
            ErrorCode::TooLarge,
            format!("the proof's pictures have {} million pixels", all / 1_000_000),
            "Save the vendor's proof as a picture of at most 4,096 pixels a side.",
        ));
    }
    Ok(())
}

fn drawn(bytes: Vec<u8>) -> Result<Opened> {
    let pdf = Pdf::new(bytes).map_err(|_| unreadable("its structure is damaged"))?;
    let page = pdf.pages().first().ok_or_else(|| unreadable("it has no page"))?;
    let (width, height) = page.render_dimensions();
    if !SIDES.contains(&width) || !SIDES.contains(&height) {
        return Err(unreadable("its page has no size, or one beyond sense"));
    }
    let scale = (LONGEST / width.max(height)).min(FINEST_DPI / 72.0);
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: TRANSPARENT };
    let pixmap = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    if width == 0 || height == 0 {
        return Err(unreadable("its page is too narrow"));
    }
    let rgba = pixmap.take_rgba8(ImageAlphaType::Alpha);
    let per_mm = f64::from(scale) * Mm::new(1.0).points();
    Ok(Opened { picture: Picture::new(width, height, rgba), per_mm: Some(per_mm), white: None })
}

fn unreadable(why: &str) -> Error {
    Error::new(
        ErrorCode::File,
        format!("the proof cannot be read: {why}"),
        "Save the vendor's proof as a picture (PNG or JPEG), or take a screenshot of it.",
    )
}
