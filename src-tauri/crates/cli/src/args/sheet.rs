//! What can be typed for gang sheets.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args as ClapArgs, ValueEnum};
use dangle_design::id::RecipeId;
use dangle_design::project::{SheetSize, Turning};
use dangle_design::units::Mm;

use super::{By, MakingArgs, Wish, not_negative, positive, recipe_id, with_hint};

#[derive(Debug, ClapArgs)]
pub(crate) struct SheetArgs {
    /// .dangle files or pictures, each with how often its charms are wanted: fox.png:12.
    #[arg(required = true, value_name = "FILE[:N]", value_parser = wanted)]
    pub(crate) files: Vec<Wanted>,
    /// Size of charms made from pictures: 50mm, 5cm or 2in.
    #[arg(long, value_parser = positive)]
    pub(crate) charm_size: Option<Mm>,
    #[command(flatten)]
    pub(crate) making: MakingArgs,
    /// Size of one sheet: 600x400mm, or a3, a4.
    #[arg(long, default_value = "600x400mm", value_parser = sheet_size)]
    pub(crate) sheet: SheetSize,
    /// Least distance between two cut lines.
    #[arg(long, default_value = "2mm", value_parser = not_negative)]
    pub(crate) gap: Mm,
    /// What stays free along every edge of the sheet.
    #[arg(long, default_value = "5mm", value_parser = not_negative)]
    pub(crate) margin: Mm,
    /// How charms may be turned: by any angle, by quarters, or not at all. Where the material has a grain, a half at most.
    #[arg(long, value_enum, default_value = "free")]
    pub(crate) rotations: Rotations,
    /// How long is searched at most.
    #[arg(long, default_value = "10s", value_parser = duration)]
    pub(crate) time: Duration,
    /// Another seed, another course of chance.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How much is searched at most: the `work` of a layout, with the same seed, gives the same layout on any machine.
    #[arg(long)]
    pub(crate) work: Option<u64>,
    /// Leaves the registration marks out.
    #[arg(long)]
    pub(crate) no_marks: bool,
    /// The vendor's recipe.
    #[arg(long, default_value = "generic-acrylic", value_parser = recipe_id)]
    pub(crate) recipe: RecipeId,
    /// The file to write: .pdf with a page for each sheet; .svg or .dxf for the cut lines, one file for each sheet.
    #[arg(long, value_name = "FILE.pdf|FILE.svg|FILE.dxf")]
    pub(crate) out: PathBuf,
    /// Prints the layout as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

impl SheetArgs {
    pub(crate) fn wish(&self) -> Wish<'_> {
        Wish { size: self.charm_size, by: By::Longest.into(), making: &self.making }
    }
}

/// A file, and how often its charms are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) file: PathBuf,
    pub(crate) count: usize,
}

/// How charms may be turned.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Rotations {
    /// By any angle.
    Free,
    /// By quarters.
    #[value(name = "4")]
    Four,
    /// Not at all.
    #[value(name = "1")]
    One,
}

impl From<Rotations> for Turning {
    fn from(rotations: Rotations) -> Turning {
        match rotations {
            Rotations::Free => Turning::Free,
            Rotations::Four => Turning::Four,
            Rotations::One => Turning::One,
        }
    }
}

/// The name up to the last colon, if a number follows it.
fn wanted(text: &str) -> Result<Wanted, String> {
    let once = || Wanted { file: text.into(), count: 1 };
    let Some((file, count)) = text.rsplit_once(':') else { return Ok(once()) };
    if !count.bytes().all(|byte| byte.is_ascii_digit()) || count.is_empty() {
        return Ok(once());
    }
    match count.parse() {
        Ok(count @ 1..=2_000) => Ok(Wanted { file: file.into(), count }),
        _ => Err(format!("{count} of one charm cannot be laid. Give a number from 1 to 2000.")),
    }
}

fn sheet_size(text: &str) -> Result<SheetSize, String> {
    match text.to_ascii_lowercase().as_str() {
        "a4" => return Ok(SheetSize::A4),
        "a3" => return Ok(SheetSize::A3),
        _ => {}
    }
    let wrong = || format!("\"{text}\" is not a size of a sheet. Write it as 600x400mm, or a3.");
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let unit = height.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let side = |text: &str, unit: &str| {
        let length: Mm = format!("{text}{unit}").parse().map_err(|error| with_hint(&error))?;
        Mm::within("the sheet's side", length.get(), Mm::new(50.0), Mm::new(3000.0))
            .map_err(|error| with_hint(&error))
    };
    Ok(SheetSize { width: side(width, unit).or_else(|_| side(width, ""))?, height: side(height, "")? })
}

fn duration(text: &str) -> Result<Duration, String> {
    let seconds = text.trim_end_matches('s').parse::<f64>().ok().filter(|time| (0.0..=3600.0).contains(time));
    let wrong = || format!("\"{text}\" is no time to search for. Write it as 10s, at most 3600s.");
    seconds.map(Duration::from_secs_f64).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_the_last_colon_tells_how_often() {
        let read = |text: &str| wanted(text).map(|wanted| (wanted.file, wanted.count));
        assert_eq!(read("fox.png:12"), Ok(("fox.png".into(), 12)));
        assert_eq!(read("fox.png"), Ok(("fox.png".into(), 1)));
        assert_eq!(read("C:fox.png"), Ok(("C:fox.png".into(), 1)));
        assert!(read("fox.png:0").is_err() && read("fox.png:99999999999999999999").is_err());
    }

    #[test]
    fn a_sheet_has_one_unit_for_both_sides_or_a_name() {
        let size = |text: &str| sheet_size(text).map(|size| [size.width.get(), size.height.get()]);
        assert_eq!(size("600x400mm"), Ok([600.0, 400.0]));
        assert_eq!(size("60x40cm"), Ok([600.0, 400.0]));
        assert_eq!(size("600x400"), Ok([600.0, 400.0]));
        assert_eq!(size("A3"), Ok([297.0, 420.0]));
        for wrong in ["600", "600x", "x", "1x1mm", "600x400parsec"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
