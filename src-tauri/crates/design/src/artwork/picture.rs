//! A decoded picture.

use std::sync::Arc;

use resvg::usvg;

use super::measured::Measured;

/// A decoded picture: straight-alpha sRGB, 8 bits a channel, upright, row by row from the top left.
#[derive(Clone)]
pub struct Picture {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
    vector: Option<Arc<usvg::Tree>>,
    measured: Measured,
}

impl Picture {
    /// A picture of `width` × `height` pixels; `rgba` holds four bytes each.
    ///
    /// # Panics
    /// When `rgba` has another length.
    #[must_use]
    pub fn new(width: u32, height: u32, rgba: Vec<u8>) -> Self {
        assert_eq!(rgba.len(), width as usize * height as usize * 4, "four bytes a pixel");
        Picture { width, height, rgba, vector: None, measured: Measured::default() }
    }

    /// The same picture with the drawing it was rendered from, whose size is the picture's rectangle.
    #[must_use]
    pub fn with_vector(mut self, tree: Arc<usvg::Tree>) -> Self {
        self.vector = Some(tree);
        self
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Four bytes a pixel: red, green, blue, alpha; straight alpha, sRGB.
    #[must_use]
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// The bytes of [`Picture::rgba`], without a copy.
    #[must_use]
    pub fn into_rgba(self) -> Vec<u8> {
        self.rgba
    }

    /// What was measured of it so far.
    pub(super) fn measured(&self) -> &Measured {
        &self.measured
    }

    /// The drawing the picture was rendered from, for vector art.
    #[must_use]
    pub fn vector(&self) -> Option<&Arc<usvg::Tree>> {
        self.vector.as_ref()
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} × {}, vector: {})", self.width, self.height, self.vector.is_some())
    }
}
