//! GIF: one palette while it serves, and only the pixels that change.

use dangle_design::Result;

use super::change::Window;
use super::palette::Palette;
use super::{AnimationSpec, Writer, failed};

/// A pixel that moved by no more in any channel since it was drawn stays as it is drawn: less would be seen of it
/// than of the dithering.
const UNSEEN: u8 = 5;
/// When the pixels that change are on average this far from their colours, of 255, a frame gets a palette of
/// its own.
const UNFIT: f64 = 14.0;

/// Writes an animated GIF.
pub(super) struct Gif {
    spec: AnimationSpec,
    state: Option<State>,
    done: u32,
}

/// What is known once the first frame is there.
struct State {
    encoder: gif::Encoder<Vec<u8>>,
    palette: Palette,
    /// Each pixel as it was when it was last drawn, and the colour it was drawn in.
    drawn: Vec<u8>,
    shown: Vec<[u8; 3]>,
}

impl Gif {
    pub(super) fn new(spec: AnimationSpec) -> Gif {
        Gif { spec, state: None, done: 0 }
    }

    /// How long the next frame is shown, in hundredths of a second.
    fn delay(&self) -> u16 {
        (self.spec.begins(self.done + 1, 100) - self.spec.begins(self.done, 100)) as u16
    }

    fn begin(&self, frame: &[u8]) -> Result<State> {
        let palette = Palette::of(frame);
        let (width, height) = (self.spec.width as u16, self.spec.height as u16);
        let mut encoder = gif::Encoder::new(Vec::new(), width, height, &palette.bytes()).map_err(failed)?;
        let plays = match self.spec.plays {
            None => Some(gif::Repeat::Infinite),
            Some(1) => None,
            // A GIF counts how often it is shown again.
            Some(plays) => Some(gif::Repeat::Finite(plays - 1)),
        };
        if let Some(plays) = plays {
            encoder.set_repeat(plays).map_err(failed)?;
        }
        let pixels = self.spec.pixels();
        Ok(State { encoder, palette, drawn: vec![0; 4 * pixels], shown: vec![[0; 3]; pixels] })
    }
}

impl Writer for Gif {
    fn write(&mut self, frame: &[u8]) -> Result<()> {
        let delay = self.delay();
        let across = self.spec.width as usize;
        let first = self.state.is_none();
        let mut state = match self.state.take() {
            Some(state) => state,
            None => self.begin(frame)?,
        };
        let mut picture = if self.spec.transparent {
            state.whole(frame, across)
        } else {
            state.changed(frame, across, first)
        };
        picture.delay = delay;
        state.encoder.write_frame(&picture).map_err(failed)?;
        self.state = Some(state);
        self.done += 1;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<u8>> {
        match self.state {
            Some(state) => state.encoder.into_inner().map_err(failed),
            None => Err(failed("it has no frame")),
        }
    }
}

impl State {
    /// A frame without a ground: all that is not clear, and the frame before it vanishes.
    fn whole(&mut self, frame: &[u8], across: usize) -> gif::Frame<'static> {
        let solid = |index: usize| frame[4 * index + 3] > 127;
        let window = Window::round(across, frame.len() / 4 / across, solid);
        let index = |at: usize| {
            let pixel = &frame[4 * at..4 * at + 4];
            if solid(at) { self.palette.index(pixel, at % across, at / across) } else { self.palette.clear() }
        };
        let pixels = window.pixels(across).map(index).collect();
        self.frame(window, pixels, gif::DisposalMethod::Background)
    }

    /// A frame on a ground: the pixels that changed, over the frame before it.
    fn changed(&mut self, frame: &[u8], across: usize, first: bool) -> gif::Frame<'static> {
        let moved = |index: usize| first || differs(frame, &self.drawn, index);
        let window = Window::round(across, frame.len() / 4 / across, moved);
        let marked: Vec<bool> = window.pixels(across).map(moved).collect();
        let own =
            self.unfit(frame, across, window, &marked).then(|| Palette::of(&cut(frame, across, window)));
        let palette = own.as_ref().unwrap_or(&self.palette);
        let mut pixels = Vec::with_capacity(marked.len());
        for (at, moved) in window.pixels(across).zip(marked) {
            let pixel = &frame[4 * at..4 * at + 4];
            let index = palette.index(pixel, at % across, at / across);
            let colour = palette.colour(index);
            if moved {
                self.drawn[4 * at..4 * at + 4].copy_from_slice(pixel);
            }
            if moved && (first || colour != self.shown[at]) {
                self.shown[at] = colour;
                pixels.push(index);
            } else {
                pixels.push(palette.clear());
            }
        }
        let (clear, bytes) = (palette.clear(), own.as_ref().map(Palette::bytes));
        let frame = self.frame(window, pixels, gif::DisposalMethod::Keep);
        gif::Frame { palette: bytes, transparent: Some(clear), ..frame }
    }

    /// Whether the pixels that change are far from all colours there are.
    fn unfit(&self, frame: &[u8], across: usize, window: Window, marked: &[bool]) -> bool {
        let (mut far, mut count) = (0.0, 0.0);
        for (at, _) in window.pixels(across).zip(marked).filter(|(_, moved)| **moved).step_by(7) {
            let pixel = &frame[4 * at..4 * at + 4];
            let colour = self.palette.colour(self.palette.index(pixel, at % across, at / across));
            far += (0..3).map(|k| f64::from(pixel[k].abs_diff(colour[k]))).sum::<f64>() / 3.0;
            count += 1.0;
        }
        far > UNFIT * count
    }

    fn frame(&self, window: Window, pixels: Vec<u8>, dispose: gif::DisposalMethod) -> gif::Frame<'static> {
        gif::Frame {
            left: window.left as u16,
            top: window.top as u16,
            width: window.width as u16,
            height: window.height as u16,
            buffer: pixels.into(),
            transparent: Some(self.palette.clear()),
            dispose,
            ..gif::Frame::default()
        }
    }
}

fn differs(frame: &[u8], drawn: &[u8], index: usize) -> bool {
    (4 * index..4 * index + 3).any(|at| frame[at].abs_diff(drawn[at]) > UNSEEN)
}

/// The pixels of a window.
fn cut(frame: &[u8], across: usize, window: Window) -> Vec<u8> {
    window.pixels(across).flat_map(|at| &frame[4 * at..4 * at + 4]).copied().collect()
}
