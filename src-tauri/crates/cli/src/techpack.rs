//! `dangle techpack`: the sheet a factory quotes from.

use dangle_print::{Recipe, TechPack, write_tech_pack};

use crate::args::TechPackArgs;
use crate::input::Opened;
use crate::order::{hardware, only_charm};
use crate::output::write_file;
use crate::{Outcome, Result};

/// Writes the tech pack of one charm.
pub(crate) fn run(args: &TechPackArgs) -> Result<Outcome> {
    let recipe = Recipe::load(&args.recipe)?;
    let shaped = only_charm(&Opened::read(&args.file, args.charm.wish())?)?;
    let pdf = write_tech_pack(
        &TechPack {
            charm: &shaped.charm,
            process: &shaped.process,
            shape: &shaped.shape,
            recipe: &recipe,
            hardware: &hardware(&shaped)?,
            quantities: &args.told.quantity,
            need_by: args.told.need_by,
            packing: &args.told.packing,
            story: &args.told.story,
        },
        args.paper.into(),
    )?;
    write_file(&args.out, &pdf)?;
    Ok(Outcome::Good)
}
