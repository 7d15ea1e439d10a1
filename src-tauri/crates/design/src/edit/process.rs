//! Another process: its figures take the place of the old ones that nobody touched.

use crate::Result;
use crate::id::ProcessId;
use crate::process::Process;
use crate::project::{Charm, Cutouts, HoleShape, HoleSpec};
use crate::units::Mm;

/// Makes a charm by another process. Every figure that still is what the old process gave becomes what the new
/// one would give; what the person set stays.
pub(super) fn set(charm: &mut Charm, id: &ProcessId) -> Result<()> {
    let new = Process::load(id)?;
    // A process that is no longer there gave nothing that could be told from what the person set.
    if let Ok(old) = Process::load(&charm.process) {
        take_over(charm, &old, &new);
    }
    if !new.styles.contains(&charm.outline.style) {
        charm.outline.style = new.usual_style();
    }
    if !new.cutouts {
        charm.outline.cutouts = Cutouts::Filled;
    }
    charm.process = new.id;
    Ok(())
}

fn take_over(charm: &mut Charm, old: &Process, new: &Process) {
    let (from, to) = (&old.defaults, &new.defaults);
    let outline = &mut charm.outline;
    let figures = [
        (&mut outline.border, from.border_mm, to.border_mm),
        (&mut outline.bleed, from.bleed_mm, to.bleed_mm),
        (&mut outline.smoothing, from.smoothing_mm, to.smoothing_mm),
        (&mut outline.join, from.join_mm, to.join_mm),
        (&mut outline.least_neck, from.least_neck_mm, to.least_neck_mm),
        (&mut charm.choke, from.choke_mm, to.choke_mm),
        (&mut charm.size.length, from.size_mm, to.size_mm),
    ];
    for (figure, from, to) in figures {
        replace(figure, from, to);
    }
    if outline.style == old.usual_style() {
        outline.style = new.usual_style();
    }
    if charm.hardware == from.hardware {
        charm.hardware = to.hardware.clone();
    }
    if outline.holes == HoleSpec::usual(old) {
        outline.holes = HoleSpec::usual(new);
    } else {
        outline.holes.iter_mut().for_each(|hole| take_over_hole(hole, old, new));
    }
}

fn take_over_hole(hole: &mut HoleSpec, old: &Process, new: &Process) {
    let (from, to) = (&old.defaults, &new.defaults);
    replace(&mut hole.wall, from.hole_wall_mm, to.hole_wall_mm);
    replace(&mut hole.fillet, from.fillet_mm, to.fillet_mm);
    if let HoleShape::Round { diameter } = &mut hole.shape {
        replace(diameter, from.hole_mm, to.hole_mm);
    }
}

fn replace(figure: &mut Mm, from: Mm, to: Mm) {
    if *figure == from {
        *figure = to;
    }
}
