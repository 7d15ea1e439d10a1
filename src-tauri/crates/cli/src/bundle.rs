//! `dangle bundle`: everything a vendor needs in one zip.

use dangle_design::id::CarrierId;
use dangle_design::project::OrderSpec;
use dangle_design::{Error, ErrorCode, Job};
use dangle_mockup::Still;
use dangle_mockup::scene::{PictureSize, Studio};
use dangle_print::quote::PriceList;
use dangle_print::{OrderParts, Recipe};

use crate::args::BundleArgs;
use crate::card::card_of;
use crate::input::{self, Opened};
use crate::order::{hardware, only_charm};
use crate::output::{note, write_file};
use crate::picture::render;
use crate::quote::today;
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// Size of the preview, in pixels.
const PREVIEW: [u32; 2] = [1200, 1500];

/// Writes the bundle of one charm: what the project has stored of card and order, with what was typed.
pub(crate) fn run(args: &BundleArgs) -> Result<Outcome> {
    let recipe = Recipe::load(&args.recipe)?;
    let opened = Opened::read(&args.file, args.charm.wish())?;
    let mut shaped = only_charm(&opened)?;
    if let Some(misfit) = recipe.misfit(&shaped.process) {
        note(&misfit);
    }
    let asked = typed(args, opened.project.order(&shaped.charm.id), &shaped);
    let mut card = card_of(&opened.project, &shaped);
    if let Some(maker) = &args.maker {
        card.maker.clone_from(maker);
    }
    let preview = preview(&mut shaped)?;
    let parts = OrderParts {
        charm: &shaped.charm,
        process: &shaped.process,
        shape: &shaped.shape,
        recipe: &recipe,
        hardware: &hardware(&shaped)?,
        card: &card,
        order: &asked,
        lists: &PriceList::bundled()?,
        today: args.today.map_or_else(today, Ok)?,
    };
    write_file(&args.out, &parts.bundle(preview, project_file(&opened)?, &Job::silent())?)?;
    Ok(Outcome::Good)
}

/// What is asked: what was typed before what the project has stored.
fn typed(args: &BundleArgs, stored: Option<&OrderSpec>, shaped: &Shaped) -> OrderSpec {
    let mut order = stored.cloned().unwrap_or_else(|| OrderSpec::new(shaped.charm.id.clone()));
    if stored.is_none() || args.told.quantity != OrderSpec::USUAL_QUANTITIES {
        order.quantities.clone_from(&args.told.quantity);
    }
    order.need_by = args.told.need_by.or(order.need_by);
    for (typed, to) in [
        (&args.told.packing, &mut order.packing),
        (&args.told.story, &mut order.story),
        (&args.remarks, &mut order.remarks),
    ] {
        if !typed.is_empty() {
            to.clone_from(typed);
        }
    }
    order
}

fn preview(shaped: &mut Shaped) -> Result<Vec<u8>> {
    let scene = input::scene(&CarrierId::new("backpack")?, None, &[&shaped.charm])?;
    let size = PictureSize::new(PREVIEW[0], PREVIEW[1])?;
    render(&Studio::default(), &scene, std::slice::from_ref(shaped), size, Still::Png)
}

/// The project as a `.dangle` file.
fn project_file(opened: &Opened) -> Result<Vec<u8>> {
    let failed = |error: std::io::Error| {
        Error::new(
            ErrorCode::File,
            format!("the project cannot be packed: {error}"),
            "See whether the disk of temporary files is full.",
        )
    };
    let folder = tempfile::tempdir().map_err(failed)?;
    let path = folder.path().join("project.dangle");
    opened.write(&path)?;
    std::fs::read(&path).map_err(failed)
}
