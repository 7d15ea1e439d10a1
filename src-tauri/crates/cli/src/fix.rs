//! `dangle fix`: mends what a check found and an edit can mend, and says what it did.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dangle_design::Job;
use dangle_design::artwork::{Depiction, Subject};
use dangle_design::fix::{self, Mended};
use dangle_design::id::BlobHash;
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::report::CheckReport;
use dangle_design::shape::{self, CharmShape, Quality, Severity};
use serde::Serialize;

use crate::args::FixArgs;
use crate::input::Opened;
use crate::output::{json_text, print_line};
use crate::{Outcome, Result};

/// Mends every charm of the file, writes the project and reports.
pub(crate) fn run(args: &FixArgs) -> Result<Outcome> {
    let mut opened = Opened::read(&args.file, args.charm.wish())?;
    args.own.apply(&mut opened)?;
    let only = Some(args.only.as_slice()).filter(|only| !only.is_empty());
    let mut reports = Vec::new();
    for charm in opened.project.charms.clone() {
        let looks = Looks { opened: &opened, last: RefCell::default() };
        let mended = fix::mend(&charm, only, &|charm: &Charm| looks.shape(charm))?;
        if let Some(edit) = mended.edit() {
            opened.commit(&edit)?;
        }
        reports.push(FixReport::of(&charm.name, &mended));
    }
    let out = out(args, &opened);
    opened.write_with_history(&out)?;
    for report in &reports {
        report.print(&out, args.json)?;
    }
    let good = reports.iter().all(FixReport::is_good);
    Ok(if good { Outcome::Good } else { Outcome::CheckFailed })
}

/// Where the mended project goes.
fn out(args: &FixArgs, opened: &Opened) -> PathBuf {
    let beside = if opened.is_from_art() { args.file.with_extension("dangle") } else { args.file.clone() };
    args.out.clone().unwrap_or(beside)
}

/// Looks at a charm again and again; its artwork is read anew only when an edit changed it.
struct Looks<'a> {
    opened: &'a Opened,
    last: RefCell<Option<(Depiction, Arc<Subject>)>>,
}

impl Looks<'_> {
    fn shape(&self, charm: &Charm) -> Result<Arc<CharmShape>> {
        let process = Process::load(&charm.process)?.with_own(&self.opened.project.limits);
        let subject = self.subject(Depiction::of(charm))?;
        let mut shape = shape::derive(charm, &process, &subject, Quality::Final, &Job::silent())?;
        dangle_print::add_checks(&mut shape, &process)?;
        Ok(Arc::new(shape))
    }

    fn subject(&self, depiction: Depiction) -> Result<Arc<Subject>> {
        let kept = self.last.borrow().as_ref().filter(|(last, _)| *last == depiction).cloned();
        if let Some((_, subject)) = kept {
            return Ok(subject);
        }
        let blobs = |hash: &BlobHash| self.opened.blob(hash);
        let subject = Arc::new(Subject::of(&depiction, &blobs, &Job::silent())?);
        *self.last.borrow_mut() = Some((depiction, Arc::clone(&subject)));
        Ok(subject)
    }
}

/// What was done to one charm.
#[derive(Serialize)]
struct FixReport {
    name: String,
    fixed: Vec<Fixed>,
    /// The checks that still fail.
    left: Vec<CheckReport>,
}

#[derive(Serialize)]
struct Fixed {
    code: String,
    message: String,
    remedy: String,
}

impl FixReport {
    fn of(name: &str, mended: &Mended) -> Self {
        let fixed = mended.steps.iter().map(|step| Fixed {
            code: step.check.code.name(),
            message: step.check.message.clone(),
            remedy: step.remedy.clone(),
        });
        FixReport {
            name: name.to_owned(),
            fixed: fixed.collect(),
            left: mended.left().map(CheckReport::new).collect(),
        }
    }

    fn is_good(&self) -> bool {
        self.left.iter().all(|check| check.severity != Severity::Error)
    }

    fn print(&self, out: &Path, json: bool) -> Result<()> {
        if json {
            return print_line(&json_text(self, false)?);
        }
        let count = self.fixed.len();
        print_line(&format!("{}: {count} fixed, written to {}", self.name, out.display()))?;
        for fixed in &self.fixed {
            print_line(&format!("  fixed: {} {}", fixed.message, fixed.remedy))?;
        }
        for check in &self.left {
            let word = if check.severity == Severity::Error { "error" } else { "warning" };
            print_line(&format!("  {word}: {} {}", check.message, check.remedy))?;
        }
        Ok(())
    }
}
