//! What can be typed after `dangle`.

mod art;
mod order;
mod sheet;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use dangle_design::id::{AnchorId, CarrierId, HardwareId, ProcessId, RecipeId, ViewId};
use dangle_design::project::SizeBy;
use dangle_design::units::{Mm, Rgb};

pub(crate) use crate::limit::OwnArgs;
pub(crate) use art::{ArtArgs, WordArgs};
use dangle_design::process::CheckCode;
pub(crate) use order::{BundleArgs, CardArgs, QuoteArgs, TechPackArgs};
pub(crate) use sheet::SheetArgs;

/// Designs charms, hangs them on bags, and writes the files a factory accepts.
#[derive(Debug, Parser)]
#[command(name = "dangle", version, about, propagate_version = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a charm of each picture, with all its files.
    Make(MakeArgs),
    /// Checks whether a charm can be made.
    Check(CheckArgs),
    /// Mends what a check found and an edit can mend.
    Fix(FixArgs),
    /// Lists what charms can be made by, with every limit and its source.
    Processes(ProcessesArgs),
    /// Renders charms hanging on a carrier, still or in motion.
    Picture(PictureArgs),
    /// Lists what charms can hang on, with every view and anchor.
    Carriers(ListArgs),
    /// Lists what charms can hang from, with every measure and its source.
    Hardware(ListArgs),
    /// Writes the files a vendor's recipe wants, and proves each.
    Print(PrintArgs),
    /// Lists the recipes, with every figure and its source.
    Recipes(ListArgs),
    /// Separates a print file and tells whether its plates are sound.
    Prove(ProveArgs),
    /// Holds a vendor's proof (a picture or a PDF) against the charm and tells what differs.
    Diff(DiffArgs),
    /// Lays many charms on few sheets and writes those, proven.
    Sheet(SheetArgs),
    /// Tells what an order costs, when to order it, and its footprint, all as ranges with their origins.
    Quote(QuoteArgs),
    /// Writes the sheet a factory quotes from, with drawings, plates, colours and checks, in English and Chinese.
    #[command(name = "techpack")]
    TechPack(TechPackArgs),
    /// Writes the backing card a charm is sold on, alone or many on a sheet.
    Card(CardArgs),
    /// Writes everything a vendor needs into one zip, with a manifest of hashes and letters ready to send.
    Bundle(BundleArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct MakeArgs {
    /// Pictures (PNG, JPEG, WebP, AVIF, GIF, TIFF, BMP, SVG, PSD, `OpenRaster`, Krita), or folders of them.
    #[arg(required = true, value_name = "ART|FOLDER")]
    pub(crate) art: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    /// The vendor's recipe for the print file.
    #[arg(long, default_value = "generic-acrylic", value_parser = recipe_id)]
    pub(crate) recipe: RecipeId,
    /// What the charm hangs on in the picture.
    #[arg(long, default_value = "backpack", value_parser = carrier_id)]
    pub(crate) carrier: CarrierId,
    /// The folder the files are written to; it is made if need be.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) out: PathBuf,
    /// Stops after a stage: `outline` writes the report alone.
    #[arg(long, value_enum)]
    pub(crate) only: Option<Only>,
    /// Prints the reports as JSON lines.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What a charm made from a picture is like; what is left out follows the process.
#[derive(Debug, ClapArgs)]
pub(crate) struct CharmArgs {
    /// Size of the finished outline, tab and all: 50mm, 5cm or 2in.
    #[arg(long, value_parser = positive)]
    pub(crate) size: Option<Mm>,
    /// Which side the size measures.
    #[arg(long, value_enum, default_value = "longest")]
    pub(crate) by: By,
    #[command(flatten)]
    pub(crate) making: MakingArgs,
}

/// How a charm is made, whatever its size.
#[derive(Debug, ClapArgs)]
pub(crate) struct MakingArgs {
    /// What it is made by.
    #[arg(long, default_value = "acrylic-clear", value_parser = process_id)]
    pub(crate) process: ProcessId,
    /// Distance from artwork to cut line.
    #[arg(long, value_parser = not_negative)]
    pub(crate) border: Option<Mm>,
    /// Radius of the smallest inward corner of the cut line.
    #[arg(long, value_parser = not_negative)]
    pub(crate) smoothing: Option<Mm>,
    /// Loose parts closer than this are joined by closing the gap, others by a bridge.
    #[arg(long, value_parser = not_negative)]
    pub(crate) join: Option<Mm>,
    /// Diameter of the hole.
    #[arg(long, value_parser = positive, conflicts_with = "no_hole")]
    pub(crate) hole: Option<Mm>,
    /// Leaves the hole and its tab out.
    #[arg(long)]
    pub(crate) no_hole: bool,
    /// What it hangs from.
    #[arg(long, value_parser = hardware_id)]
    pub(crate) hardware: Option<HardwareId>,
    #[command(flatten)]
    pub(crate) art: ArtArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CheckArgs {
    /// A .dangle file or a picture.
    #[arg(value_name = "FILE|ART")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    #[command(flatten)]
    pub(crate) own: OwnArgs,
    /// Also checks that the recipe's print file proves.
    #[arg(long, value_parser = recipe_id)]
    pub(crate) recipe: Option<RecipeId>,
    /// Prints the reports as JSON lines.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct FixArgs {
    /// A .dangle file or a picture.
    #[arg(value_name = "FILE|ART")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    #[command(flatten)]
    pub(crate) own: OwnArgs,
    /// Mends this check alone; may be given several times.
    #[arg(long, value_name = "CODE", value_parser = check_code)]
    pub(crate) only: Vec<CheckCode>,
    /// The project to write; a picture's stands beside it if this is left out, a project is written anew.
    #[arg(long, value_name = "FILE.dangle")]
    pub(crate) out: Option<PathBuf>,
    /// Prints what was done as JSON lines.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ProcessesArgs {
    /// Prints the processes as JSON lines.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct PictureArgs {
    /// .dangle files or pictures; they are hung on the carrier's anchors in turn.
    #[arg(required = true, value_name = "FILE|ART")]
    pub(crate) files: Vec<PathBuf>,
    /// Size of charms made from pictures: 50mm, 5cm or 2in.
    #[arg(long, value_parser = positive)]
    pub(crate) charm_size: Option<Mm>,
    #[command(flatten)]
    pub(crate) making: MakingArgs,
    /// What the charms hang on; a .dangle file's own scene is kept if this is left out.
    #[arg(long, value_parser = carrier_id)]
    pub(crate) carrier: Option<CarrierId>,
    /// Size of the picture in pixels.
    #[arg(long, default_value = "1600x2000", value_parser = picture_size)]
    pub(crate) size: [u32; 2],
    /// From where the carrier is seen; its default view if this is left out.
    #[arg(long, value_parser = view_id)]
    pub(crate) view: Option<ViewId>,
    /// The colour of the carrier's cloth, such as '#2F4F4F'.
    #[arg(long, value_parser = colour)]
    pub(crate) tint: Option<Rgb>,
    /// The light it is seen in.
    #[arg(long, default_value = "day")]
    pub(crate) light: LightName,
    /// Hangs one more file at an anchor of the carrier.
    #[arg(long, value_name = "ANCHOR=FILE", value_parser = hung)]
    pub(crate) place: Vec<Hung>,
    /// The picture to write: .png, .webp or .jpg. Words in other languages get pictures of their own, with the
    /// language behind the name.
    #[arg(long, value_name = "FILE", required_unless_present = "animate")]
    pub(crate) out: Option<PathBuf>,
    /// The animated picture to write: .webp, .gif, .png or .mp4.
    #[arg(long, value_name = "FILE")]
    pub(crate) animate: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) moving: MovingArgs,
}

/// How an animated picture moves.
#[derive(Debug, ClapArgs)]
pub(crate) struct MovingArgs {
    /// What moves the charms.
    #[arg(long, default_value = "swing", requires = "animate")]
    pub(crate) motion: MotionName,
    /// How many frames.
    #[arg(long, default_value_t = 48, requires = "animate")]
    pub(crate) frames: u32,
    /// How many frames a second.
    #[arg(long, default_value_t = 24, requires = "animate")]
    pub(crate) fps: u32,
    /// Another seed, another course of chance.
    #[arg(long, default_value_t = 1, requires = "animate")]
    pub(crate) seed: u64,
}

/// The lights that carriers were photographed in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LightName {
    /// A bright room.
    Day,
}

/// What moves charms.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum MotionName {
    /// A push, and they swing out.
    Swing,
    /// A person walks.
    Walk,
    /// A bus brakes and meets bumps.
    Bus,
}

/// A file at an anchor.
#[derive(Clone, Debug)]
pub(crate) struct Hung {
    pub(crate) anchor: AnchorId,
    pub(crate) file: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ListArgs {
    /// Prints JSON lines.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct PrintArgs {
    /// A .dangle file with one charm, or a picture.
    #[arg(value_name = "FILE|ART")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    /// The vendor's recipe.
    #[arg(long, default_value = "generic-acrylic", value_parser = recipe_id)]
    pub(crate) recipe: RecipeId,
    /// The folder for all files the recipe names; or one file: .pdf for the plates, .svg for the cut line. Words in
    /// other languages get files of their own, with the language behind the name.
    #[arg(long, value_name = "DIR|FILE.pdf|FILE.svg")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ProveArgs {
    /// The print file; with the project it was made from, any file of a recipe.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The project it was made from: every plate, box, name and length is compared.
    #[arg(long, value_name = "FILE.dangle")]
    pub(crate) against: Option<PathBuf>,
    /// The vendor's recipe it should follow: spots, ink limit, version.
    #[arg(long, value_parser = recipe_id)]
    pub(crate) recipe: Option<RecipeId>,
    /// Prints the proof as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct DiffArgs {
    /// A .dangle file with one charm, or a picture.
    #[arg(value_name = "FILE|ART")]
    pub(crate) file: PathBuf,
    /// The vendor's proof: PNG, JPEG, WebP, TIFF or PDF, of any size and margin, turned or mirrored.
    #[arg(value_name = "PROOF")]
    pub(crate) proof: PathBuf,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    /// The vendor's recipe.
    #[arg(long, default_value = "generic-acrylic", value_parser = recipe_id)]
    pub(crate) recipe: RecipeId,
    /// The picture of the differences to write.
    #[arg(long, value_name = "FILE.png")]
    pub(crate) out: Option<PathBuf>,
    /// Prints what differs as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What is wanted of a charm made from a picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish<'a> {
    pub(crate) size: Option<Mm>,
    pub(crate) by: SizeBy,
    pub(crate) making: &'a MakingArgs,
}

impl CharmArgs {
    pub(crate) fn wish(&self) -> Wish<'_> {
        Wish { size: self.size, by: self.by.into(), making: &self.making }
    }
}

impl PictureArgs {
    pub(crate) fn wish(&self) -> Wish<'_> {
        Wish { size: self.charm_size, by: SizeBy::Longest, making: &self.making }
    }
}

/// Which side a size measures.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum By {
    /// The longer side.
    Longest,
    /// From left to right.
    Width,
    /// From top to bottom.
    Height,
}

impl From<By> for SizeBy {
    fn from(by: By) -> SizeBy {
        match by {
            By::Longest => SizeBy::Longest,
            By::Width => SizeBy::Width,
            By::Height => SizeBy::Height,
        }
    }
}

/// The stage to stop after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    /// The cut line and its checks.
    Outline,
}

fn positive(text: &str) -> Result<Mm, String> {
    let length: Mm = text.parse().map_err(|error| with_hint(&error))?;
    Mm::positive("the length", length.get()).map_err(|error| with_hint(&error))
}

fn not_negative(text: &str) -> Result<Mm, String> {
    let length: Mm = text.parse().map_err(|error| with_hint(&error))?;
    Mm::within("the length", length.get(), Mm::ZERO, Mm::new(1000.0)).map_err(|error| with_hint(&error))
}

fn check_code(text: &str) -> Result<CheckCode, String> {
    CheckCode::named(text).map_err(|error| with_hint(&error))
}

fn picture_size(text: &str) -> Result<[u32; 2], String> {
    let wrong = || format!("\"{text}\" is not a size in pixels. Write it as 1600x2000.");
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let side = |side: &str| side.parse::<u32>().map_err(|_| wrong());
    Ok([side(width)?, side(height)?])
}

macro_rules! id_parser {
    ($name:ident, $id:ident) => {
        fn $name(text: &str) -> Result<$id, String> {
            $id::new(text).map_err(|error| with_hint(&error))
        }
    };
}
id_parser!(process_id, ProcessId);
id_parser!(recipe_id, RecipeId);
id_parser!(carrier_id, CarrierId);
id_parser!(hardware_id, HardwareId);
id_parser!(view_id, ViewId);

fn colour(text: &str) -> Result<Rgb, String> {
    text.parse().map_err(|error| with_hint(&error))
}

fn hung(text: &str) -> Result<Hung, String> {
    let wrong = || format!("\"{text}\" names no anchor and file. Write it as d-ring=fox.png.");
    let (anchor, file) = text.split_once('=').ok_or_else(wrong)?;
    let anchor = AnchorId::new(anchor).map_err(|error| with_hint(&error))?;
    Ok(Hung { anchor, file: file.into() })
}

pub(crate) fn with_hint(error: &dangle_design::Error) -> String {
    match error.hint() {
        Some(hint) => format!("{error}. {hint}"),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn every_command_has_arguments_that_can_be_told_apart() {
        super::Args::command().debug_assert();
    }
}
