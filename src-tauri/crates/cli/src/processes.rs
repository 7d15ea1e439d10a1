//! `dangle processes`: what charms can be made by.

use dangle_design::process::{Limit, Process, Source};
use serde::Serialize;

use crate::args::ProcessesArgs;
use crate::output::{json_text, print_line};
use crate::{Outcome, Result};

/// Lists every process with its limits, each with its source and how sure that is.
pub(crate) fn run(args: &ProcessesArgs) -> Result<Outcome> {
    for id in Process::ids() {
        let process = Process::load(&id)?;
        let listed = Listed::of(&process);
        if args.json {
            print_line(&json_text(&listed, false)?)?;
        } else {
            print_for_people(&listed)?;
        }
    }
    Ok(Outcome::Good)
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    name: &'a str,
    thickness_mm: f64,
    density_g_cm3: f64,
    limits: Vec<ListedLimit<'a>>,
}

#[derive(Serialize)]
struct ListedLimit<'a> {
    check: String,
    unit: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    warn_below: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_below: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warn_above: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_above: Option<f64>,
    source: &'a Source,
}

impl<'a> Listed<'a> {
    fn of(process: &'a Process) -> Self {
        Listed {
            id: process.id.as_str(),
            name: &process.name,
            thickness_mm: process.thickness_mm.get(),
            density_g_cm3: process.density_g_cm3,
            limits: process.limits.iter().map(ListedLimit::of).collect(),
        }
    }
}

impl<'a> ListedLimit<'a> {
    fn of(limit: &'a Limit) -> Self {
        ListedLimit {
            check: limit.check.name(),
            unit: &limit.unit,
            warn_below: limit.warn_below,
            error_below: limit.error_below,
            warn_above: limit.warn_above,
            error_above: limit.error_above,
            source: &limit.source,
        }
    }

    /// The figures in words, such as `warns below 3 mm, error below 2 mm`.
    fn figures(&self) -> String {
        let parts = [
            ("warns below", self.warn_below),
            ("error below", self.error_below),
            ("warns above", self.warn_above),
            ("error above", self.error_above),
        ];
        let said = |(words, figure): (&str, Option<f64>)| {
            figure.map(|figure| format!("{words} {figure} {}", self.unit).trim_end().to_owned())
        };
        parts.into_iter().filter_map(said).collect::<Vec<_>>().join(", ")
    }
}

fn print_for_people(process: &Listed<'_>) -> Result<()> {
    print_line(&format!("{}: {} · {} mm thick", process.id, process.name, process.thickness_mm))?;
    for limit in &process.limits {
        let sure = json_text(&limit.source.confidence, false)?;
        let (sure, figures) = (sure.trim_matches('"'), limit.figures());
        print_line(&format!("  {:<12} {figures} ({}; confidence {sure})", limit.check, limit.source.text))?;
    }
    Ok(())
}
