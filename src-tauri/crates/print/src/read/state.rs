//! The graphics state: what the painting operators paint with.

use std::sync::Arc;

use kurbo::Affine;
use lopdf::{Dictionary, Object};

use super::ink::Space;
use super::marks::{Blended, Clip};
use super::open::File;

/// A colour in its space.
#[derive(Clone)]
pub(super) struct Colour {
    pub(super) space: Arc<Space>,
    pub(super) tints: Vec<f32>,
}

/// What is painted with (ISO 32000-1, table 52).
#[derive(Clone)]
pub(super) struct State {
    pub(super) to_page: Affine,
    pub(super) fill: Colour,
    pub(super) stroke: Colour,
    pub(super) line_width: f64,
    pub(super) dashed: bool,
    pub(super) overprint_fill: bool,
    pub(super) overprint_stroke: bool,
    pub(super) mode: i64,
    pub(super) fill_alpha: f32,
    pub(super) stroke_alpha: f32,
    pub(super) blended: Option<Blended>,
    /// Opacity and blending of the forms around, which nothing inside can undo.
    pub(super) around: (f32, Option<Blended>),
    pub(super) clip: Option<Arc<Clip>>,
}

impl State {
    /// The state a page begins with.
    pub(super) fn initial() -> State {
        let black = Colour { space: Arc::new(Space::Gray), tints: vec![0.0] };
        State {
            to_page: Affine::IDENTITY,
            fill: black.clone(),
            stroke: black,
            line_width: 1.0,
            dashed: false,
            overprint_fill: false,
            overprint_stroke: false,
            mode: 0,
            fill_alpha: 1.0,
            stroke_alpha: 1.0,
            blended: None,
            around: (1.0, None),
            clip: None,
        }
    }

    /// Takes over the parameters of a graphics state dictionary (ISO 32000-1, table 58).
    pub(super) fn apply(&mut self, file: &File, dictionary: &Dictionary) {
        let flag = |key: &str| file.get(dictionary, key).and_then(|object| object.as_bool().ok());
        let share = |key: &str| file.number(dictionary, key).map(|value| value.clamp(0.0, 1.0) as f32);
        if let Some(on) = flag("OP") {
            self.overprint_stroke = on;
            // Without an entry of its own, filling follows.
            self.overprint_fill = flag("op").unwrap_or(on);
        } else if let Some(on) = flag("op") {
            self.overprint_fill = on;
        }
        if let Some(mode) = file.number(dictionary, "OPM") {
            self.mode = mode as i64;
        }
        if let Some(width) = file.number(dictionary, "LW") {
            self.line_width = width;
        }
        if ["TR", "TR2"].iter().any(|key| changes_ink(file.get(dictionary, key))) {
            self.blended = Some(Blended::Transfer);
        }
        self.fill_alpha = share("ca").unwrap_or(self.fill_alpha);
        self.stroke_alpha = share("CA").unwrap_or(self.stroke_alpha);
        match file.get(dictionary, "SMask") {
            Some(Object::Dictionary(_)) => self.blended = Some(Blended::SoftMask),
            Some(_) if self.blended == Some(Blended::SoftMask) => self.blended = None,
            Some(_) | None => {}
        }
        match file.get(dictionary, "BM") {
            Some(Object::Name(mode)) if mode == b"Normal" || mode == b"Compatible" => {
                self.blended = self.blended.filter(|blended| *blended != Blended::Mode);
            }
            Some(_) => self.blended = self.blended.or(Some(Blended::Mode)),
            None => {}
        }
    }
}

/// Whether a transfer function is more than a name for none.
fn changes_ink(function: Option<&Object>) -> bool {
    match function {
        None | Some(Object::Null) => false,
        Some(Object::Name(name)) => name != b"Identity" && name != b"Default",
        Some(_) => true,
    }
}
