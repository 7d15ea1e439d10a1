//! `dangle diff`: a vendor's proof held against the charm.

use dangle_design::Job;
use dangle_mockup::{Detail, write_png};
use dangle_print::{Comparison, Recipe, Seen};

use crate::args::DiffArgs;
use crate::input::{Opened, read_at_most};
use crate::output::{json_text, print_line, write_file};
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// Largest proof that is read, in bytes.
const LARGEST_PROOF: u64 = 256_000_000;

/// Lays the proof over the charm and tells what differs.
pub(crate) fn run(args: &DiffArgs) -> Result<Outcome> {
    let recipe = Recipe::load(&args.recipe)?;
    let proof = read_at_most(&args.proof, LARGEST_PROOF)?;
    let variants = Opened::read(&args.file, args.charm.wish())?.only_shapes()?;
    let charm = Shaped::named_for(&args.proof, variants);
    let diff = dangle_print::diff(&charm.shape, &recipe, &proof, &Job::silent())
        .map_err(|error| error.about(args.proof.display()))?;
    if let Some(out) = args.out.as_ref().filter(|_| diff.picture.width() > 0) {
        write_file(out, &write_png(&diff.picture, Some(diff.px_per_mm), Detail::Quick)?)?;
    }
    if args.json {
        print_line(&json_text(&diff.comparison, false)?)?;
    } else {
        print_words(&diff.comparison)?;
    }
    Ok(if diff.comparison.same { Outcome::Good } else { Outcome::CheckFailed })
}

fn print_words(comparison: &Comparison) -> Result<()> {
    if let Some(lies) = comparison.lies {
        print_line(&format!("found at {:.1} pixels a millimetre", lies.px_per_mm))?;
    }
    for layer in &comparison.layers {
        let seen = match layer.seen {
            Seen::Seen => "seen",
            Seen::Partly => "seen in part",
            Seen::Missing => "missing",
            Seen::CannotTell => "cannot be told from this proof",
        };
        print_line(&format!("{:?}: {seen}", layer.layer).to_lowercase())?;
    }
    for finding in &comparison.findings {
        let mark = if finding.fault { "FAULT" } else { "note " };
        print_line(&format!("{mark} {}", finding.words))?;
    }
    if comparison.same {
        print_line("the proof shows what was meant")?;
    }
    Ok(())
}
