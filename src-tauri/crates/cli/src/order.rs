//! What a charm is ordered with: its shape, process and hardware, as the quote and the papers need them.

use dangle_design::id::HardwareId;
use dangle_mockup::hardware::Catalogue;
use dangle_print::quote::{HardwarePart, OrderFacts};

use crate::Result;
use crate::input::Opened;
use crate::stages::Shaped;

/// The one charm that is ordered, with its words as they are shown.
pub(crate) fn only_charm(opened: &Opened) -> Result<Shaped> {
    let mut variants = opened.only_shapes()?;
    let shown = opened.project.charms.first().and_then(|charm| charm.language.clone());
    let at = variants.iter().position(|shaped| shaped.charm.language == shown).unwrap_or(0);
    Ok(variants.swap_remove(at))
}

/// What prices and footprint of a charm hang on.
pub(crate) fn facts(shaped: &Shaped) -> Result<OrderFacts> {
    Ok(OrderFacts::of(&shaped.shape, &shaped.process, hardware(shaped)?))
}

/// The parts that a charm hangs from and that hang beside it; none where it has no hole.
pub(crate) fn hardware(shaped: &Shaped) -> Result<Vec<HardwarePart>> {
    if shaped.shape.outline.holes.is_empty() {
        return Ok(Vec::new());
    }
    let catalogue = Catalogue::load()?;
    let chosen = &shaped.charm.hardware;
    let part = |id: &HardwareId| {
        let part = catalogue.part(id)?;
        Ok(HardwarePart { id: part.id.clone(), name: part.name.clone(), mass_g: part.mass_g })
    };
    let kit = catalogue.kit(&chosen.kit)?.parts.iter();
    kit.chain(chosen.beside.iter().map(|beside| &beside.part)).map(part).collect()
}
