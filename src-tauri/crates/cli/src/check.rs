//! `dangle check`: whether a charm can be made.

use dangle_design::Job;
use dangle_design::shape::Severity;
use dangle_print::Recipe;

use crate::args::CheckArgs;
use crate::input::Opened;
use crate::output::print_report;
use crate::print::ticket;
use crate::{Outcome, Result};

/// Reports on every charm of the file.
pub(crate) fn run(args: &CheckArgs) -> Result<Outcome> {
    let recipe = args.recipe.as_ref().map(Recipe::load).transpose()?;
    let mut outcome = Outcome::Good;
    let mut opened = Opened::read(&args.file, args.charm.wish())?;
    args.own.apply(&mut opened)?;
    for shaped in opened.shapes()? {
        if let Some(recipe) = &recipe {
            dangle_print::export(&shaped.shape, recipe, &ticket(&shaped.charm.name), &Job::silent())?;
        }
        let report = shaped.report();
        if report.severity() == Severity::Error {
            outcome = Outcome::CheckFailed;
        }
        print_report(&report, args.json)?;
    }
    Ok(outcome)
}
