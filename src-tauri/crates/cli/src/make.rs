//! `dangle make`: every picture becomes a charm with all its files.

use std::path::{Path, PathBuf};

use dangle_design::Job;
use dangle_design::edit::Edit;
use dangle_design::process::Process;
use dangle_design::project::{Charm, Scene};
use dangle_design::report::Report;
use dangle_design::shape::Severity;
use dangle_mockup::Still;
use dangle_mockup::carrier::Carrier;
use dangle_mockup::scene::{PictureSize, Studio};
use dangle_print::Recipe;
use indicatif::ProgressBar;
use rayon::prelude::*;

use crate::args::{MakeArgs, Only};
use crate::input::{self, Opened};
use crate::output::{self, json_text, print_report, write_file};
use crate::picture::render;
use crate::print::ticket;
use crate::stages::{Shaped, timed};
use crate::{Outcome, Result};

/// Size of the picture of each charm, in pixels.
const PICTURE_SIZE: [u32; 2] = [1600, 2000];

/// What every charm of a batch is made with.
struct Batch<'a> {
    args: &'a MakeArgs,
    recipe: Recipe,
    studio: Studio,
    picture_size: PictureSize,
}

/// Makes a charm of each picture; one bad picture does not stop the others.
pub(crate) fn run(args: &MakeArgs) -> Result<Outcome> {
    Carrier::load(&args.carrier)?;
    let batch = Batch {
        args,
        recipe: Recipe::load(&args.recipe)?,
        studio: Studio::default(),
        picture_size: PictureSize::new(PICTURE_SIZE[0], PICTURE_SIZE[1])?,
    };
    let process = Process::load(&args.charm.making.process)?;
    if let Some(misfit) = batch.recipe.misfit(&process) {
        output::note(&misfit);
    }
    output::make_folder(&args.out)?;
    let arts = input::with_folders_opened(&args.art)?;
    let names = output::names(&arts);
    let bar = output::progress(arts.len() as u64);
    let made: Vec<Result<Vec<Report>>> = arts
        .par_iter()
        .zip(&names)
        .map(|(art, name)| watched(&bar, name, || batch.make(art, name)))
        .collect();
    bar.finish_and_clear();
    conclude(made, args.json)
}

fn watched<T>(bar: &ProgressBar, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    bar.set_message(name.to_owned());
    let result = work();
    bar.inc(1);
    result
}

/// Prints what was made, complains of what was not, and ends with the first error if there is one.
fn conclude(made: Vec<Result<Vec<Report>>>, json: bool) -> Result<Outcome> {
    let mut outcome = Outcome::Good;
    let mut failed = None;
    for reports in made {
        match reports {
            Ok(reports) => {
                for report in &reports {
                    print_report(report, json)?;
                }
                if reports.iter().any(|report| report.severity() == Severity::Error) {
                    outcome = Outcome::CheckFailed;
                }
            }
            Err(error) => {
                if let Some(earlier) = failed.replace(error) {
                    output::complain(&earlier);
                }
            }
        }
    }
    failed.map_or(Ok(outcome), Err)
}

impl Batch<'_> {
    /// Makes one charm, in each language of its words, and writes its files.
    fn make(&self, art: &Path, name: &str) -> Result<Vec<Report>> {
        let mut opened = Opened::read_art(art, name, self.args.charm.wish())?;
        self.make_variants(name, &mut opened).map_err(|error| error.about(art.display()))
    }

    /// Renders everything first and writes then, so that a failure leaves no half of a set.
    fn make_variants(&self, name: &str, opened: &mut Opened) -> Result<Vec<Report>> {
        let mut variants = opened.only_shapes()?;
        let mut files = Vec::new();
        if self.args.only != Some(Only::Outline) {
            let charms: Vec<&Charm> = opened.project.charms.iter().collect();
            let scene = input::scene(&self.args.carrier, None, &charms)?;
            for shaped in &mut variants {
                files.extend(self.files(&scene, shaped)?);
            }
            opened.project = Edit::AddScene { scene }.apply(&opened.project)?;
            opened.write(&self.out(name, ".dangle"))?;
        }
        let reports: Vec<Report> = variants.iter().map(Shaped::report).collect();
        for report in &reports {
            files.push((self.out(&report.name, ".json"), (json_text(report, true)? + "\n").into_bytes()));
        }
        files.iter().try_for_each(|(path, bytes)| write_file(path, bytes))?;
        Ok(reports)
    }

    /// What is written of one variant: where, and what.
    fn files(&self, scene: &Scene, shaped: &mut Shaped) -> Result<Vec<(PathBuf, Vec<u8>)>> {
        let name = shaped.charm.file_name();
        let mut timings = shaped.timings;
        let picture = timed(&mut timings.picture, || {
            render(&self.studio, scene, std::slice::from_ref(shaped), self.picture_size, Still::Png)
        })?;
        let print = timed(&mut timings.print, || {
            dangle_print::export(&shaped.shape, &self.recipe, &ticket(&name), &Job::silent())
        })?;
        shaped.timings = timings;
        let mut files = vec![(self.out(&name, "-picture.png"), picture)];
        files.extend(print.into_iter().map(|file| (self.args.out.join(file.name), file.bytes)));
        Ok(files)
    }

    fn out(&self, name: &str, ending: &str) -> PathBuf {
        self.args.out.join(format!("{name}{ending}"))
    }
}
