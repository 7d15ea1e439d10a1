//! What a page paints, thing by thing.

use std::collections::BTreeSet;
use std::sync::Arc;

use kurbo::{Affine, BezPath};
use lopdf::Stream;

use super::ink::Space;

/// Everything a page paints, in order.
pub(crate) struct Drawing<'a> {
    pub(crate) marks: Vec<Mark<'a>>,
    /// Whether letters are painted, by a font in the file or not.
    pub(crate) text: bool,
    /// Names of the layers marks lie on.
    pub(crate) layers: BTreeSet<String>,
}

/// One painted thing.
#[derive(Clone)]
pub(crate) struct Mark<'a> {
    pub(crate) kind: MarkKind<'a>,
    pub(crate) space: Arc<Space>,
    pub(crate) tints: Vec<f32>,
    /// Whether inks this mark does not name are to be left alone.
    pub(crate) overprint: bool,
    /// Whether zero tints of process inks are to be left alone too.
    pub(crate) skip_zeros: bool,
    /// How opaque it is, groups around it counted in.
    pub(crate) alpha: f32,
    /// Why it is blended and not simply painted, if it is.
    pub(crate) blended: Option<Blended>,
    pub(crate) clip: Option<Arc<Clip>>,
    /// The layer it lies on.
    pub(crate) layer: Option<Arc<str>>,
    /// Whether its line is broken into dashes.
    pub(crate) dashed: bool,
}

/// What makes a mark transparent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blended {
    /// A soft mask of the image or the graphics state.
    SoftMask,
    /// An opacity below one.
    Opacity,
    /// A blend mode other than normal.
    Mode,
    /// A form that is blended as a group.
    Group,
    /// A curve that changes ink on its way to the plate.
    Transfer,
}

/// What a mark is. Paths are in page points, y up.
#[derive(Clone)]
pub(crate) enum MarkKind<'a> {
    Fill {
        path: Arc<BezPath>,
        even_odd: bool,
    },
    Stroke {
        path: Arc<BezPath>,
        width: f64,
    },
    Image(Image<'a>),
    /// A shading, over the whole clip.
    Shading,
}

/// A picture on the page.
#[derive(Clone)]
pub(crate) struct Image<'a> {
    pub(crate) stream: &'a Stream,
    /// Maps the unit square onto the page.
    pub(crate) place: Affine,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) bits: usize,
    /// A stencil is painted in the current colour where its bits say so.
    pub(crate) stencil: bool,
    /// Whether its values run the other way round.
    pub(crate) inverted: bool,
    pub(crate) soft_mask: Option<&'a Stream>,
}

/// A clip path, within the clips before it.
pub(crate) struct Clip {
    pub(crate) path: Arc<BezPath>,
    pub(crate) even_odd: bool,
    pub(crate) within: Option<Arc<Clip>>,
}
