//! `dangle print`: the print file or the cut line, proven.

use dangle_design::{Error, Job};
use dangle_print::{Recipe, Ticket, write_cut_svg};

use crate::args::PrintArgs;
use crate::input::Opened;
use crate::output::{self, write_file};
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// Writes the plates or the cut line of one charm, in each language of its words.
pub(crate) fn run(args: &PrintArgs) -> Result<Outcome> {
    let recipe = Recipe::load(&args.recipe)?;
    let write: fn(&Shaped, &Recipe) -> Result<Vec<u8>> = match ending(args).as_str() {
        "pdf" => |shaped, recipe| {
            let title = shaped.charm.file_name();
            Ok(dangle_print::export(&shaped.shape, recipe, &ticket(&title), &Job::silent())?.pdf)
        },
        "svg" => |shaped, recipe| Ok(write_cut_svg(&shaped.shape, recipe).into_bytes()),
        _ => {
            return Err(Error::input(
                format!("{} ends in neither .pdf nor .svg", args.out.display()),
                "Name the plates something.pdf, or the cut line something.svg.",
            ));
        }
    };
    let variants = Opened::read(&args.file, args.charm.wish())?.only_shapes()?;
    let file = |shaped: &Shaped| {
        Ok((output::variant(&args.out, shaped.charm.language.as_deref()), write(shaped, &recipe)?))
    };
    let files: Vec<_> = variants.iter().map(file).collect::<Result<_>>()?;
    files.iter().try_for_each(|(path, bytes)| write_file(path, bytes))?;
    Ok(Outcome::Good)
}

fn ending(args: &PrintArgs) -> String {
    args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// What stands on a print file: the charm's name and no time, so that the same charm gives the same bytes.
pub(crate) fn ticket(name: &str) -> Ticket<'_> {
    Ticket { title: name, created: None }
}
