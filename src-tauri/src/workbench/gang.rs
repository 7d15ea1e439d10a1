//! The Print room's sheets: many charms laid on few, looked at, filled, and written.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use dangle_design::id::{CharmId, RecipeId, SheetId};
use dangle_design::process::Process;
use dangle_design::project::{LaidCharm, SheetSpec};
use dangle_design::shape::{CharmShape, Quality};
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Job, Result};
use dangle_print::nest::{self, Clash, Effort, Laid, Layout, Piece};
use dangle_print::{Design, FileRecipe, Gang, Moment, Recipe, Ticket, prove_gang, write_gang_pdf};

use super::print::together;
use super::{Workbench, now_ms};
use crate::jobs::Tell;
use crate::view::{ClashView, ExportView, GangItemView, GangView, PageView, Progress};

/// Longest time a sheet is laid for.
const LONGEST: Duration = Duration::from_mins(10);
/// How long is looked for room for one more charm.
const FILLING: Duration = Duration::from_secs(4);
/// Time between two words about progress.
const TOLD_EVERY: Duration = Duration::from_millis(100);
/// The chance that the window lays by: what is laid is kept as laid.
const SEED: u64 = 1;

/// The best layouts so far of sheets that are being laid.
#[derive(Debug, Default)]
pub(super) struct SoFar(Mutex<BTreeMap<SheetId, Vec<LaidCharm>>>);

impl SoFar {
    fn with<T>(&self, act: impl FnOnce(&mut BTreeMap<SheetId, Vec<LaidCharm>>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A sheet with everything that follows from its charms.
struct Ready {
    spec: SheetSpec,
    recipe: Recipe,
    charms: Vec<(String, Arc<CharmShape>, bool)>,
}

impl Ready {
    /// Does something with the sheet as the print crate has it.
    fn with<T>(&self, act: impl FnOnce(&Gang<'_>) -> T) -> T {
        let both = self.charms.iter().zip(&self.spec.items);
        let designs: Vec<Design<'_>> = both
            .map(|((name, shape, grain), item)| Design {
                name,
                shape,
                count: item.count as usize,
                grain: *grain,
            })
            .collect();
        let SheetSpec { size, margin, gap, turning, marks, .. } = self.spec;
        act(&Gang { designs: &designs, recipe: &self.recipe, size, margin, gap, turning, marks })
    }

    fn place_of(&self, charm: &CharmId) -> Option<usize> {
        self.spec.items.iter().position(|item| item.charm == *charm)
    }

    /// The layout as the nester has it.
    fn laid(&self) -> Vec<Laid> {
        let laid = |one: &LaidCharm| {
            let piece = self.place_of(&one.charm)?;
            let at = dangle_design::kurbo::Point::new(one.x.get(), one.y.get());
            Some(Laid { piece, sheet: one.sheet as usize, at, turn: one.turn })
        };
        self.spec.layout.iter().filter_map(laid).collect()
    }

    fn stored(&self, laid: &[Laid]) -> Vec<LaidCharm> {
        let stored = |one: &Laid| LaidCharm {
            charm: self.spec.items[one.piece].charm.clone(),
            sheet: one.sheet as u32,
            x: Mm::new(one.at.x),
            y: Mm::new(one.at.y),
            turn: one.turn,
        };
        laid.iter().map(stored).collect()
    }
}

impl Workbench {
    /// A gang sheet as it is laid, with what lies too near.
    ///
    /// # Errors
    /// `NotFound` when there is no such sheet or recipe; those of the charms' artwork.
    pub fn sheet_view(&self, sheet: &SheetId, recipe: &RecipeId) -> Result<GangView> {
        let ready = self.ready(sheet, recipe)?;
        let laid = ready.laid();
        Ok(ready.with(|gang| {
            let (pieces, bed) = (gang.pieces(), gang.bed());
            let layout = whole(gang, laid);
            let density = if layout.laid.is_empty() { 0.0 } else { nest::density(&pieces, &bed, &layout) };
            GangView {
                sheet: sheet.clone(),
                items: items(&ready, gang, &pieces, density, &layout.laid),
                pages: (0..layout.sheets).map(|page| page_view(&pieces, gang, &layout.laid, page)).collect(),
                density,
                marks_mm: gang.marks_mm(),
                clashes: nest::clashes(&pieces, &bed, &layout.laid).into_iter().map(clash_view).collect(),
            }
        }))
    }

    /// The best layout found until `seconds` are over or the work is stopped. `tell` hears of the time.
    ///
    /// # Errors
    /// `Input` when a charm fits on no sheet or there is none.
    pub fn lay_sheet(
        &self,
        sheet: &SheetId,
        recipe: &RecipeId,
        seconds: f64,
        tell: Tell<'_>,
    ) -> Result<Vec<LaidCharm>> {
        let running = self.jobs.begin();
        let told = |done: u32, total: u32| tell(Progress { job: running.id(), done, total });
        let limit = Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST).min(LONGEST);
        told(0, limit.as_millis() as u32);
        let ready = self.ready(sheet, recipe)?;
        let begun = Instant::now();
        let last = Mutex::new(begun);
        let stop = |_| {
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            if last.elapsed() >= TOLD_EVERY {
                *last = Instant::now();
                told(begun.elapsed().min(limit).as_millis() as u32, limit.as_millis() as u32);
            }
            begun.elapsed() >= limit || !running.may_go_on()
        };
        let effort = Effort { seed: SEED, work: u64::MAX };
        let layout = ready.with(|gang| {
            nest::nest(&gang.pieces(), &gang.bed(), effort, &stop, &mut |better| {
                self.so_far.with(|all| all.insert(sheet.clone(), ready.stored(&better.laid)));
            })
        });
        self.so_far.with(|all| all.remove(sheet));
        Ok(ready.stored(&layout?.laid))
    }

    /// The best layout so far of a sheet that is being laid.
    #[must_use]
    pub fn sheet_so_far(&self, sheet: &SheetId) -> Option<Vec<LaidCharm>> {
        self.so_far.with(|all| all.get(sheet).cloned())
    }

    /// Where more of a charm fit between what is laid.
    ///
    /// # Errors
    /// `NotFound` when the sheet or the charm on its list is not there.
    pub fn fill_sheet(&self, sheet: &SheetId, recipe: &RecipeId, charm: &CharmId) -> Result<Vec<LaidCharm>> {
        let ready = self.ready(sheet, recipe)?;
        let filler = ready.place_of(charm).ok_or_else(not_there)?;
        let begun = Instant::now();
        let stop = |_| begun.elapsed() >= FILLING;
        let more =
            ready.with(|gang| nest::fill(&gang.pieces(), &gang.bed(), &ready.laid(), filler, SEED, &stop))?;
        Ok(ready.stored(&more))
    }

    /// Writes a gang sheet into the export folder as one PDF once it was read back and found equal.
    ///
    /// # Errors
    /// `Input` when nothing is laid or something lies too near, `Proof`, `Cancelled`, `File`.
    pub fn export_sheet(&self, sheet: &SheetId, recipe: &RecipeId, tell: Tell<'_>) -> Result<ExportView> {
        let running = self.jobs.begin();
        let on_step = running.part(0, 1, tell);
        let ready = self.ready(sheet, recipe)?;
        let laid = ready.laid();
        if laid.is_empty() {
            return Err(Error::input("nothing is laid on this sheet", "Lay it out first."));
        }
        let name = ready.spec.name.clone();
        let ticket = Ticket { title: &name, created: Some(Moment::from_unix(now_ms() / 1000)) };
        let written = ready.with(|gang| {
            check_clear(gang, &laid)?;
            let sheets = laid.iter().map(|one| one.sheet + 1).max().unwrap_or(1);
            let pdf = |file: &FileRecipe| {
                let pdf = write_gang_pdf(gang, file, &laid, sheets, &ticket, &Job::new(&on_step))?;
                prove_gang(&pdf, gang, file, &laid, sheets)?;
                Ok((file.named(&name), pdf))
            };
            gang.files().iter().map(pdf).collect::<Result<Vec<_>>>()
        })?;
        // Nothing is written before every file is proven.
        together(written.iter().map(|(file, pdf)| self.write_named(file, pdf)).collect::<Result<_>>()?)
    }

    fn ready(&self, sheet: &SheetId, recipe: &RecipeId) -> Result<Ready> {
        let project = Arc::clone(self.desk().project());
        let spec = project.sheet(sheet).cloned().ok_or_else(not_there)?;
        let shaped = |item: &dangle_design::project::SheetItem| {
            let charm = self.charm(&item.charm)?;
            let shape = self.shape(&charm, Quality::Final, &Job::silent())?;
            let grain = Process::load(&charm.process)?.grain;
            Ok((charm.name, shape, grain))
        };
        let charms = spec.items.iter().map(shaped).collect::<Result<_>>()?;
        Ok(Ready { spec, recipe: self.shelf.recipe(recipe)?, charms })
    }
}

fn not_there() -> Error {
    Error::new(ErrorCode::NotFound, "this sheet is no longer there", "Undo brings it back.")
}

/// What is stored as a layout, with how far its last sheet is used.
fn whole(gang: &Gang<'_>, laid: Vec<Laid>) -> Layout {
    let sheets = laid.iter().map(|one| one.sheet + 1).max().unwrap_or(0);
    let used = nest::used(&gang.pieces(), &gang.bed(), &laid);
    Layout { laid, sheets, used, work: 0 }
}

fn items(ready: &Ready, gang: &Gang<'_>, pieces: &[Piece], density: f64, laid: &[Laid]) -> Vec<GangItemView> {
    let sheet = gang.size.width.get() * gang.size.height.get();
    // Before anything is laid, one more takes what a usual layout lets it take.
    let density = if density > 0.0 { density } else { USUAL_DENSITY };
    let item = |(at, item): (usize, &dangle_design::project::SheetItem)| GangItemView {
        charm: item.charm.clone(),
        missing: item.count.saturating_sub(laid.iter().filter(|one| one.piece == at).count() as u32),
        share: nest::area(&pieces[at].ring) / density / sheet,
        stand: gang.stand(at).as_coeffs(),
        grain: ready.charms[at].2,
    };
    ready.spec.items.iter().enumerate().map(item).collect()
}

/// Share of a sheet that charms usually cover, for the price of one more before there is a layout.
const USUAL_DENSITY: f64 = 0.65;

fn page_view(pieces: &[Piece], gang: &Gang<'_>, laid: &[Laid], page: usize) -> PageView {
    let on_page: Vec<&Laid> = laid.iter().filter(|one| one.sheet == page).collect();
    let covered: f64 = on_page.iter().map(|one| nest::area(&pieces[one.piece].ring)).sum();
    let whole = gang.size.width.get() * gang.size.height.get();
    PageView { count: on_page.len() as u32, covered: covered / whole }
}

fn clash_view(clash: Clash) -> ClashView {
    match clash {
        Clash::Near { one, other, apart_mm } => ClashView { one, other: Some(other), mm: apart_mm },
        Clash::Off { one, by_mm } => ClashView { one, other: None, mm: by_mm },
    }
}

fn check_clear(gang: &Gang<'_>, laid: &[Laid]) -> Result<()> {
    let clashes = nest::clashes(&gang.pieces(), &gang.bed(), laid);
    if clashes.is_empty() {
        return Ok(());
    }
    Err(Error::input(
        format!("{} charms lie nearer than {} or over the margin", clashes.len(), gang.gap),
        "Move what is shown in red, or lay the sheet out anew.",
    ))
}
