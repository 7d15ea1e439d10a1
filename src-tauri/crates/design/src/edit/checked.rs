//! Values from outside, held to their limits before they enter a project.

use std::collections::BTreeSet;

use super::LONGEST_NAME;
use crate::project::{
    Artwork, Back, Background, BrushStroke, HardwareChoice, HolePlace, HoleShape, HoleSpec, OutlineEdit,
    OutlineSpec, OwnLimit, Pattern, Photo, PhotoAnchor, Placement, ProcessOptions, Ruler, Size, Spot, Text,
};
use crate::units::{Degrees, Mm};
use crate::{Error, Result};

/// Most layers of one file that are given a use.
const MOST_LAYERS: usize = 500;
/// Most strokes of the brush on one artwork, and most places of all of them together.
const MOST_STROKES: usize = 500;
const MOST_STROKE_PLACES: usize = 20_000;
/// Most texts on one charm, translations of one text, and characters of one.
const MOST_TEXTS: usize = 20;
const MOST_TRANSLATIONS: usize = 40;
const LONGEST_TEXT: usize = 500;
/// Longest language tag (RFC 5646 asks for at least 35 characters).
const LONGEST_TAG: usize = 35;
/// Most holes of one charm.
const MOST_HOLES: usize = 8;
/// Most corrections of one outline by hand.
const MOST_EDITS: usize = 200;
/// Most limits of a person's own.
const MOST_LIMITS: usize = 500;
/// Most parts beside one charm.
const MOST_BESIDE: usize = 4;
/// Most anchors of one photo.
const MOST_ANCHORS: usize = 60;
/// Shortest ruler on a photo, as a share of its side: a shorter one tells the scale only roughly.
const SHORTEST_RULER: f64 = 0.01;
/// Most colours of a palette.
const MOST_COLOURS: usize = 64;

pub(super) fn checked_name(name: &str) -> Result<String> {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).collect();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::input(
            "this name cannot be used",
            format!("Give a name of 1 to {LONGEST_NAME} characters."),
        ));
    }
    Ok(name)
}

pub(super) fn checked_size(size: Size) -> Result<Size> {
    Mm::within("the size", size.length.get(), Mm::new(5.0), Mm::new(1000.0))?;
    Ok(size)
}

pub(super) fn checked_choke(choke: Mm) -> Result<Mm> {
    Mm::within("the choke", choke.get(), Mm::ZERO, Mm::new(2.0))
}

pub(super) fn checked_artwork(artwork: Artwork) -> Result<Artwork> {
    at_most("layers", artwork.layers.len(), MOST_LAYERS)?;
    let names: BTreeSet<&str> = artwork.layers.iter().map(|used| used.layer.as_str()).collect();
    if names.len() < artwork.layers.len() || names.iter().any(|name| name.len() > 1_000) {
        return Err(Error::input("a layer is named twice, or too long", "Name each layer once."));
    }
    if let Background::Remove { tolerance } = artwork.background {
        within("the tolerance", tolerance, 0.0, 1.0)?;
    }
    check_strokes(&artwork.strokes)?;
    within("the least speck", artwork.least_speck, 0.0, 0.5)?;
    Ok(artwork)
}

fn check_strokes(strokes: &[BrushStroke]) -> Result<()> {
    at_most("strokes of the brush", strokes.len(), MOST_STROKES)?;
    let places: usize = strokes.iter().map(|stroke| stroke.path.len()).sum();
    at_most("places of the brush", places, MOST_STROKE_PLACES)?;
    strokes.iter().try_for_each(check_stroke)
}

fn check_stroke(stroke: &BrushStroke) -> Result<()> {
    within("the brush", stroke.radius, 0.0005, 0.5)?;
    stroke.path.iter().try_for_each(|spot| check_spot(*spot))
}

pub(super) fn checked_back(back: Back) -> Result<Back> {
    Ok(match back {
        Back::Own { artwork } => Back::Own { artwork: checked_artwork(artwork)? },
        Back::Plain | Back::Mirrored => back,
    })
}

pub(super) fn checked_texts(texts: Vec<Text>) -> Result<Vec<Text>> {
    at_most("texts", texts.len(), MOST_TEXTS)?;
    let ids: BTreeSet<_> = texts.iter().map(|text| &text.id).collect();
    if ids.len() < texts.len() {
        return Err(Error::input("two texts have the same id", "Give each text an id of its own."));
    }
    texts.iter().try_for_each(check_text)?;
    Ok(texts)
}

fn check_text(text: &Text) -> Result<()> {
    at_most("translations", text.translations.len(), MOST_TRANSLATIONS)?;
    for words in std::iter::once(&text.words).chain(text.translations.values()) {
        at_most("characters", words.chars().count(), LONGEST_TEXT)?;
        if words.chars().any(|c| c.is_control() && c != '\n') {
            return Err(Error::input("the words hold a control character", "Type the words anew."));
        }
    }
    text.translations.keys().try_for_each(|tag| check_tag(tag))?;
    within("the letters' height", text.em, 0.002, 2.0)?;
    if let Some(halo) = text.halo {
        within("the letters' edge", halo.width, 0.0, 1.0)?;
    }
    check_spot(text.at)?;
    check_turn(text.turn)?;
    within("the bend", text.bend.get(), -360.0, 360.0)
}

pub(super) fn checked_language(language: Option<String>) -> Result<Option<String>> {
    language.iter().try_for_each(|tag| check_tag(tag))?;
    Ok(language)
}

pub(super) fn check_tag(tag: &str) -> Result<()> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    if !tag.is_empty() && tag.len() <= LONGEST_TAG && tag.bytes().all(allowed) {
        return Ok(());
    }
    Err(Error::input("this is no language tag", "Give one such as en, ja or zh-CN."))
}

pub(super) fn checked_options(options: ProcessOptions) -> Result<ProcessOptions> {
    at_most("colours", options.palette.len(), MOST_COLOURS)?;
    if let Some(colours) = options.colours {
        at_most("colours", colours as usize, MOST_COLOURS)?;
        within("the number of colours", f64::from(colours), 1.0, MOST_COLOURS as f64)?;
    }
    for share in options.shrunk.into_iter().flatten() {
        within("what is left after shrinking", share, 0.2, 1.0)?;
    }
    at_most("bare colours", options.bare.len(), MOST_COLOURS)?;
    for width in [options.detail, options.line].into_iter().flatten() {
        Mm::within("the width", width.get(), Mm::new(0.05), Mm::new(10.0))?;
    }
    Ok(options)
}

pub(super) fn checked_limits(limits: Vec<OwnLimit>) -> Result<Vec<OwnLimit>> {
    at_most("limits", limits.len(), MOST_LIMITS)?;
    for figure in limits.iter().flat_map(|limit| [limit.warn, limit.error]).flatten() {
        within("the limit", figure, 0.0, 10_000.0)?;
    }
    let names: BTreeSet<_> = limits.iter().map(|limit| (&limit.process, limit.check)).collect();
    if names.len() < limits.len() {
        return Err(Error::input("a limit is given twice", "Give each limit once."));
    }
    Ok(limits)
}

pub(super) fn checked_outline(spec: OutlineSpec) -> Result<OutlineSpec> {
    Mm::within("the border", spec.border.get(), Mm::ZERO, Mm::new(20.0))?;
    Mm::within("the bleed", spec.bleed.get(), Mm::ZERO, Mm::new(10.0))?;
    Mm::within("the smoothing", spec.smoothing.get(), Mm::ZERO, Mm::new(10.0))?;
    Mm::within("the join", spec.join.get(), Mm::ZERO, Mm::new(20.0))?;
    Mm::within("the least neck", spec.least_neck.get(), Mm::ZERO, Mm::new(20.0))?;
    at_most("holes", spec.holes.len(), MOST_HOLES)?;
    spec.holes.iter().try_for_each(check_hole)?;
    at_most("corrections of the outline", spec.edits.len(), MOST_EDITS)?;
    spec.edits.iter().try_for_each(check_edit)?;
    Ok(spec)
}

fn check_hole(hole: &HoleSpec) -> Result<()> {
    match hole.shape {
        HoleShape::Round { diameter } => {
            Mm::within("the hole", diameter.get(), Mm::new(1.0), Mm::new(20.0))?;
        }
        HoleShape::Slot { length, width } => {
            Mm::within("the slot's width", width.get(), Mm::new(1.0), Mm::new(20.0))?;
            Mm::within("the slot's length", length.get(), width, Mm::new(100.0))?;
        }
    }
    Mm::within("the hole's wall", hole.wall.get(), Mm::new(0.5), Mm::new(20.0))?;
    Mm::within("the hole's fillet", hole.fillet.get(), Mm::ZERO, Mm::new(10.0))?;
    match hole.place {
        HolePlace::Hang { angle, shift } => {
            check_turn(angle)?;
            Mm::within("the hole's shift", shift.get(), Mm::new(-500.0), Mm::new(500.0))?;
            Ok(())
        }
        HolePlace::Near { at } => check_spot(at),
    }
}

/// A pattern that is neither finer than thread nor larger than the cloth.
pub(super) fn checked_pattern(pattern: Option<Pattern>) -> Result<Option<Pattern>> {
    if let Some(pattern) = pattern {
        Mm::within("the pattern's pitch", pattern.pitch.get(), Mm::new(1.0), Mm::new(200.0))?;
    }
    Ok(pattern)
}

pub(super) fn check_placement(placement: &Placement) -> Result<()> {
    check_turn(placement.turn)?;
    check_turn(placement.yaw)
}

pub(super) fn checked_hardware(hardware: HardwareChoice) -> Result<HardwareChoice> {
    at_most("parts beside the charm", hardware.beside.len(), MOST_BESIDE)?;
    let lengths = hardware.beside.iter().map(|beside| beside.length);
    for length in std::iter::once(hardware.length).chain(lengths).flatten() {
        Mm::within("the hardware's length", length.get(), Mm::new(2.0), Mm::new(400.0))?;
    }
    at_most("letters of a finish", hardware.finish.len(), 64)?;
    Ok(hardware)
}

pub(super) fn checked_photo(photo: Photo) -> Result<Photo> {
    at_most("anchors", photo.anchors.len(), MOST_ANCHORS)?;
    let ids: BTreeSet<_> = photo.anchors.iter().map(|anchor| &anchor.id).collect();
    if ids.len() < photo.anchors.len() {
        return Err(Error::input("two anchors have the same id", "Give each anchor an id of its own."));
    }
    for spot in photo.anchors.iter().map(|anchor| anchor.at).chain([photo.ruler.from, photo.ruler.to]) {
        within("a place on the photo", spot.u, 0.0, 1.0)?;
        within("a place on the photo", spot.v, 0.0, 1.0)?;
    }
    for anchor in &photo.anchors {
        Mm::within("the way to the cloth", anchor.surface_distance.get(), Mm::ZERO, Mm::new(200.0))?;
    }
    let Ruler { from, to, length } = photo.ruler;
    Mm::within("the ruler's length", length.get(), Mm::new(1.0), Mm::new(10_000.0))?;
    if (from.u - to.u).hypot(from.v - to.v) < SHORTEST_RULER {
        return Err(Error::input("the ruler's ends lie on each other", "Drag them apart."));
    }
    let [x, y] = photo.light;
    within("the light's height", x.hypot(y), 0.0, 1.0)?;
    check_strokes(&photo.front)?;
    let anchors = photo.anchors.into_iter();
    let anchors = anchors.map(|anchor| Ok(PhotoAnchor { name: checked_name(&anchor.name)?, ..anchor }));
    Ok(Photo { name: checked_name(&photo.name)?, anchors: anchors.collect::<Result<_>>()?, ..photo })
}

fn check_edit(edit: &OutlineEdit) -> Result<()> {
    let reach_is_fair = |reach: Mm| Mm::within("the reach", reach.get(), Mm::new(0.1), Mm::new(200.0));
    match *edit {
        OutlineEdit::Pull { at, by, reach } => {
            check_spot(at)?;
            Mm::within("the pull", by.get(), Mm::new(-30.0), Mm::new(30.0))?;
            reach_is_fair(reach)?;
        }
        OutlineEdit::Bridge { from, to, width } => {
            check_spot(from)?;
            check_spot(to)?;
            Mm::within("the bridge", width.get(), Mm::new(0.5), Mm::new(50.0))?;
        }
        OutlineEdit::NoBridge { at } => check_spot(at)?,
        OutlineEdit::Smooth { at, reach, radius } => {
            check_spot(at)?;
            reach_is_fair(reach)?;
            Mm::within("the radius", radius.get(), Mm::ZERO, Mm::new(20.0))?;
        }
        OutlineEdit::Lock { at, reach } => {
            check_spot(at)?;
            reach_is_fair(reach)?;
        }
    }
    Ok(())
}

/// Places may lie beside the artwork, but no farther than a few times its size.
fn check_spot(spot: Spot) -> Result<()> {
    within("a place on the artwork", spot.u, -8.0, 9.0)?;
    within("a place on the artwork", spot.v, -8.0, 9.0)
}

fn check_turn(turn: Degrees) -> Result<()> {
    within("the angle", turn.get(), -360.0, 360.0)
}

pub(super) fn within(name: &str, value: f64, low: f64, high: f64) -> Result<()> {
    if value.is_finite() && (low..=high).contains(&value) {
        return Ok(());
    }
    Err(Error::input(format!("{name} is {value}"), format!("Give a figure from {low} to {high}.")))
}

pub(super) fn at_most(things: &str, count: usize, most: usize) -> Result<()> {
    if count <= most {
        return Ok(());
    }
    Err(Error::input(format!("there are {count} {things}"), format!("Keep to at most {most}.")))
}
