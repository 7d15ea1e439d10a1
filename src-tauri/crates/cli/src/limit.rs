//! Limits of a person's own, as typed after `--limit`.

use clap::Args as ClapArgs;
use dangle_design::Error;
use dangle_design::edit::Edit;
use dangle_design::process::{CheckCode, Process};
use dangle_design::project::OwnLimit;

use crate::Result;
use crate::args::with_hint;
use crate::input::Opened;

/// Limits that stand before those of the process, and before a project's own.
#[derive(Debug, ClapArgs)]
pub(crate) struct OwnArgs {
    /// A limit of your own, as `neck=1.5` (beyond it is an error) or `neck=3:2` (beyond the first is a
    /// warning, beyond the second an error); may be given several times.
    #[arg(long = "limit", value_name = "CODE=FIGURE", value_parser = typed)]
    limits: Vec<Typed>,
}

/// A limit as it was typed, for whichever process.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Typed {
    check: CheckCode,
    warn: Option<f64>,
    error: Option<f64>,
}

fn typed(text: &str) -> std::result::Result<Typed, String> {
    let wrong = || format!("\"{text}\" is no limit. Write it as neck=1.5 or neck=3:2.");
    let (check, figures) = text.split_once('=').ok_or_else(wrong)?;
    let check = CheckCode::named(check).map_err(|error| with_hint(&error))?;
    let figure = |text: &str| text.trim().parse::<f64>().ok().filter(|figure| figure.is_finite());
    let (warn, error) = match figures.split_once(':') {
        Some((warn, error)) => (Some(figure(warn).ok_or_else(wrong)?), error),
        None => (None, figures),
    };
    Ok(Typed { check, warn, error: Some(figure(error).ok_or_else(wrong)?) })
}

impl OwnArgs {
    /// Holds the charms of a file against these limits too.
    pub(crate) fn apply(&self, opened: &mut Opened) -> Result<()> {
        if self.limits.is_empty() {
            return Ok(());
        }
        let mut processes: Vec<_> = opened.project.charms.iter().map(|charm| charm.process.clone()).collect();
        processes.sort();
        processes.dedup();
        let mut limits = opened.project.limits.clone();
        for process in processes.iter().map(Process::load) {
            let process = process?;
            for typed in &self.limits {
                take(&mut limits, &process, *typed)?;
            }
        }
        opened.commit(&Edit::SetLimits { limits })
    }
}

fn take(limits: &mut Vec<OwnLimit>, process: &Process, typed: Typed) -> Result<()> {
    let Typed { check, warn, error } = typed;
    if process.limit(check).is_none() {
        let known: Vec<String> = process.limits.iter().map(|limit| limit.check.name()).collect();
        return Err(Error::input(
            format!("{} has no limit for {}", process.name, check.name()),
            format!("It has limits for: {}.", known.join(", ")),
        ));
    }
    limits.retain(|limit| limit.process != process.id || limit.check != check);
    limits.push(OwnLimit { process: process.id.clone(), check, warn, error });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_figure_is_where_errors_begin_and_two_are_a_warning_before() {
        let neck = |warn, error| Typed { check: CheckCode::Neck, warn, error: Some(error) };
        assert_eq!(typed("neck=1.5").unwrap(), neck(None, 1.5));
        assert_eq!(typed("neck=3:2").unwrap(), neck(Some(3.0), 2.0));
        for wrong in ["neck", "neck=", "neck=a", "neck=nan", "neck=3:", "girth=2"] {
            assert!(typed(wrong).is_err(), "{wrong}");
        }
    }
}
