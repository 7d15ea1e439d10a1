//! `dangle sheet`: many charms on few sheets, laid, written and read back.

use std::path::PathBuf;
use std::time::Instant;

use dangle_design::edit::MOST_LAID;
use dangle_design::{Error, Job};
use dangle_print::nest::{self, Effort, Layout};
use dangle_print::{Design, Gang, Recipe, prove_gang, write_gang_dxf, write_gang_pdf, write_gang_svg};
use serde::Serialize;

use crate::args::SheetArgs;
use crate::input::Opened;
use crate::output::{self, json_text, print_line, write_file};
use crate::print::ticket;
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// What is told of a layout.
#[derive(Serialize)]
struct Told<'a> {
    sheets: usize,
    sheet_mm: [f64; 2],
    /// How far the last sheet is used; the rest of it is one rectangle.
    last_used_mm: [f64; 2],
    /// The share of the used sheets that charms cover.
    density: f64,
    seed: u64,
    /// With the seed, what to ask for to get the same layout again.
    work: u64,
    seconds: f64,
    placements: Vec<Placement<'a>>,
}

/// One charm on a sheet: where the middle of its cut line's box lies, and how far it is turned about that, clockwise.
#[derive(Serialize)]
struct Placement<'a> {
    file: &'a str,
    charm: &'a str,
    sheet: usize,
    x: f64,
    y: f64,
    degrees: f64,
}

/// A charm of a file, and how often it is wanted.
struct Taken {
    file: String,
    count: usize,
    shaped: Shaped,
}

/// Lays the charms of all files on sheets and writes those.
pub(crate) fn run(args: &SheetArgs) -> Result<Outcome> {
    let ending = ending(args)?;
    let recipe = Recipe::load(&args.recipe)?;
    let taken = taken(args)?;
    let designs: Vec<Design<'_>> = taken.iter().map(design).collect();
    let gang = Gang {
        designs: &designs,
        recipe: &recipe,
        size: args.sheet,
        margin: args.margin,
        gap: args.gap,
        turning: args.rotations.into(),
        marks: !args.no_marks,
    };
    let begun = Instant::now();
    let layout = lay(args, &gang, begun)?;
    let seconds = begun.elapsed().as_secs_f64();
    for (path, bytes) in files(args, &gang, &layout, ending)? {
        write_file(&path, &bytes)?;
    }
    tell(args, &gang, &layout, &taken, seconds)?;
    Ok(Outcome::Good)
}

fn ending(args: &SheetArgs) -> Result<&'static str> {
    let given =
        args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    ["pdf", "svg", "dxf"].into_iter().find(|known| *known == given).ok_or_else(|| {
        Error::input(
            format!("{} is no file of a sheet", args.out.display()),
            "End its name in .pdf, or in .svg or .dxf for the cut lines.",
        )
    })
}

fn taken(args: &SheetArgs) -> Result<Vec<Taken>> {
    let mut taken = Vec::new();
    for wanted in &args.files {
        let shapes = Opened::read(&wanted.file, args.wish())?.shapes_in(None)?;
        let file = wanted.file.display().to_string();
        taken.extend(shapes.into_iter().map(|shaped| Taken {
            file: file.clone(),
            count: wanted.count,
            shaped,
        }));
    }
    let all: usize = taken.iter().map(|taken| taken.count).sum();
    if all > MOST_LAID {
        return Err(Error::input(
            format!("{all} charms are too many for one job"),
            format!("Lay {MOST_LAID} at most, and the rest in another one."),
        ));
    }
    Ok(taken)
}

fn design(taken: &Taken) -> Design<'_> {
    let Shaped { charm, process, shape, .. } = &taken.shaped;
    Design { name: &charm.name, shape, count: taken.count, grain: process.grain }
}

fn lay(args: &SheetArgs, gang: &Gang<'_>, begun: Instant) -> Result<Layout> {
    let bar = output::progress(args.time.as_millis() as u64);
    let pieces = gang.pieces();
    let effort = Effort { seed: args.seed, work: args.work.unwrap_or(u64::MAX) };
    let stop = |_| {
        bar.set_position(begun.elapsed().as_millis() as u64);
        args.work.is_none() && begun.elapsed() >= args.time
    };
    let bed = gang.bed();
    let layout = nest::nest(&pieces, &bed, effort, &stop, &mut |better| {
        bar.set_message(format!(
            "{} sheets, {:.1} % covered",
            better.sheets,
            nest::density(&pieces, &bed, better) * 100.0
        ));
    });
    bar.finish_and_clear();
    layout
}

/// The files to write, each read back where it can be.
fn files(
    args: &SheetArgs,
    gang: &Gang<'_>,
    layout: &Layout,
    ending: &str,
) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let title = output::stem(&args.out);
    if ending == "pdf" {
        let pdfs = gang.files().into_iter().enumerate().map(|(place, file)| {
            let pdf =
                write_gang_pdf(gang, &file, &layout.laid, layout.sheets, &ticket(&title), &Job::silent())?;
            prove_gang(&pdf, gang, &file, &layout.laid, layout.sheets)?;
            let number = (place > 0).then(|| (place + 1).to_string());
            Ok((output::variant(&args.out, number.as_deref()), pdf))
        });
        return pdfs.collect();
    }
    let one = |sheet: usize| {
        let text = if ending == "svg" {
            write_gang_svg(gang, &layout.laid, sheet, &title)
        } else {
            write_gang_dxf(gang, &layout.laid, sheet)
        };
        let number = (layout.sheets > 1).then(|| (sheet + 1).to_string());
        (output::variant(&args.out, number.as_deref()), text.into_bytes())
    };
    Ok((0..layout.sheets).map(one).collect())
}

fn tell(args: &SheetArgs, gang: &Gang<'_>, layout: &Layout, taken: &[Taken], seconds: f64) -> Result<()> {
    let density = nest::density(&gang.pieces(), &gang.bed(), layout);
    let used = layout.used;
    if !args.json {
        let count = layout.laid.len();
        return print_line(&format!(
            "{count} charms on {} sheets of {} × {}, the last used to {:.0} × {:.0} mm, {:.1} % covered",
            layout.sheets,
            args.sheet.width,
            args.sheet.height,
            used.width,
            used.height,
            density * 100.0
        ));
    }
    let placement = |laid: &nest::Laid| Placement {
        file: &taken[laid.piece].file,
        charm: &taken[laid.piece].shaped.charm.name,
        sheet: laid.sheet + 1,
        x: laid.at.x,
        y: laid.at.y,
        degrees: laid.turn.get(),
    };
    let told = Told {
        sheets: layout.sheets,
        sheet_mm: [args.sheet.width.get(), args.sheet.height.get()],
        last_used_mm: [used.width, used.height],
        density,
        seed: args.seed,
        work: layout.work,
        seconds,
        placements: layout.laid.iter().map(placement).collect(),
    };
    print_line(&json_text(&told, false)?)
}
