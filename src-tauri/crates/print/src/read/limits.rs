//! How much of a PDF is read before it is refused. Together they keep a hostile file under 1 GB and some
//! seconds; a real print file of one charm stays a hundredfold below each.

/// Largest file, in bytes.
pub(super) const FILE: usize = 256 << 20;
/// Most streams in a file.
pub(super) const STREAMS: usize = 512;
/// Most bytes outside streams: parsed objects take some fifty times their text.
pub(super) const TEXT: usize = 6 << 20;
/// Most bytes all object streams may inflate to, shared out evenly among the streams, for the same reason.
pub(super) const OBJECTS: usize = 8 << 20;
/// Most bytes one content stream may inflate to.
pub(super) const CONTENT: usize = 16 << 20;
/// Most bytes the content streams of forms may inflate to, counted at each use.
pub(super) const ALL_CONTENT: usize = 64 << 20;
/// Most bytes an image or profile may inflate to: CMYK at 600 dpi, 250 mm square.
pub(super) const IMAGE: usize = 160 << 20;
/// Deepest nesting of forms, and of page tree nodes.
pub(super) const DEPTH: usize = 16;
/// Most saved graphics states: more than twice what PDF readers had to support (ISO 32000-1, annex C).
pub(super) const STATES: usize = 64;
/// Most painting operators run, forms run again each time they are used.
pub(super) const OPERATORS: usize = 1_000_000;
/// Most path segments kept, in marks and clips together.
pub(super) const SEGMENTS: usize = 1_000_000;
/// Most marks.
pub(super) const MARKS: usize = 50_000;
/// Most pixels touched while painting plates, each mark counted by its box.
pub(super) const PAINTED_PIXELS: u64 = 4_000_000_000;
