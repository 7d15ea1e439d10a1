//! The Print room: plates to look at, and files that are proven before they leave.

use std::sync::Arc;

use dangle_design::id::{CharmId, RecipeId};
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::shape::Quality;
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Job, Result};
use dangle_print::{
    DullColour, Hue, Moment, Part, PlateKind, PlatePreview, PrintFile, PrintPreview, Recipe, Shelf, Ticket,
};

use super::{Promise, Workbench, now_ms};
use crate::jobs::Tell;
use crate::pictures::{self, Encoded, content_key};
use crate::view::{DullView, ExportView, InkView, PlateView, PrintView, ProofLine, RecipeView};

/// Longer side of a plate's picture: the stage of a large window, pixel for pixel.
const PLATE_PX: f64 = 1200.0;
/// The recipe whose cut line is exported where the window names none.
const USUAL_RECIPE: &str = "generic-acrylic";

/// Which of a preview's pictures is meant.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Page {
    /// The flat artwork.
    Original,
    /// The artwork as the press will print it.
    Proof,
    /// How much ink lies where.
    InkMap,
    /// Which colours dull.
    GamutMap,
    /// One plate alone, by its place in the printing order.
    Plate(usize),
}

impl Workbench {
    /// A charm's plates under a recipe.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm or recipe; those of the artwork and the plates.
    pub fn print_view(&self, charm: &CharmId, recipe: &RecipeId) -> Result<PrintView> {
        let (charm, recipe) = (self.charm(charm)?, self.shelf.recipe(recipe)?);
        let preview = self.print_preview(&charm, &recipe)?;
        let picture = |page| self.page_picture(&charm, &recipe, page);
        let plates = preview.plates.iter().enumerate();
        let plates = plates.map(|(place, plate)| Ok(plate_view(plate, picture(Page::Plate(place))?)));
        let in_mm = |lengths: [Mm; 2]| lengths.map(Mm::get);
        Ok(PrintView {
            plates: plates.collect::<Result<_>>()?,
            trim_mm: in_mm(preview.trim),
            page_mm: in_mm(preview.page),
            trim_at_mm: in_mm(preview.trim_at),
            cut_path: preview.cut_path.clone(),
            original_picture: picture(Page::Original)?,
            proof_picture: picture(Page::Proof)?,
            ink_map_picture: picture(Page::InkMap)?,
            gamut_map_picture: picture(Page::GamutMap)?,
            dull: preview.dull.iter().map(dull_view).collect(),
            total_ink_percent: preview.total_ink_percent,
            ink_limit_percent: recipe.colour.ink_limit_percent,
            largest_shift: preview.largest_shift,
            profile: preview.profile.clone(),
            choke_mm: charm.choke.get(),
            bleed_mm: recipe.page.bleed_mm.get(),
            dpi: preview.dpi,
            misfit: recipe.misfit(&Process::load(&charm.process)?),
            size_limits_mm: size_limits(&recipe, preview.trim),
            recipe: recipe_view(&recipe),
            charm: charm.id,
        })
    }

    /// Writes a charm's print files, one for each language of its words, into the export folder once each was
    /// read back and found equal. `tell` hears of each step.
    ///
    /// # Errors
    /// `Proof` when the file is not what was meant, `Cancelled`, `File` when the folder cannot be written.
    pub fn export_print(&self, charm: &CharmId, recipe: &RecipeId, tell: Tell<'_>) -> Result<ExportView> {
        let (charm, recipe) = (self.charm(charm)?, self.shelf.recipe(recipe)?);
        let running = self.jobs.begin();
        let may_go_on = |_, _| running.may_go_on();
        let variants = charm.variants();
        let mut proven = Vec::new();
        for (before, variant) in variants.iter().enumerate() {
            let shape = self.shape(variant, Quality::Final, &Job::new(&may_go_on))?;
            let on_step = running.part(before, variants.len(), tell);
            let title = variant.file_name();
            let ticket = Ticket { title: &title, created: Some(Moment::from_unix(now_ms() / 1000)) };
            proven.extend(dangle_print::export(&shape, &recipe, &ticket, &Job::new(&on_step))?);
        }
        // Nothing is written before every variant is proven.
        let proof = proof_lines(&proven);
        let sent = dangle_print::delivered(&proven, &recipe, &charm.file_name())?;
        let written = sent.iter().map(|(name, bytes)| self.write_named(name, bytes));
        Ok(ExportView { proof, ..together(written.collect::<Result<_>>()?)? })
    }

    /// Writes a charm's cut line as SVG, in millimetres, into the export folder; one for each language of its
    /// words, for the line follows them.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm, `File` when the folder cannot be written.
    pub fn export_cut(&self, charm: &CharmId) -> Result<ExportView> {
        let (charm, mut recipe) = (self.charm(charm)?, Recipe::load(&RecipeId::new(USUAL_RECIPE)?)?);
        recipe.files.retain(|file| !file.holds(Part::Colour));
        let mut written = Vec::new();
        for variant in charm.variants() {
            let shape = self.shape(&variant, Quality::Final, &Job::silent())?;
            let title = variant.file_name();
            let ticket = Ticket { title: &title, created: None };
            for file in dangle_print::export(&shape, &recipe, &ticket, &Job::silent())? {
                written.push(self.write_named(&file.name, &file.bytes)?);
            }
        }
        together(written)
    }

    /// One picture of a charm's preview.
    pub(super) fn make_page(&self, charm: &Charm, recipe: &RecipeId, page: &Page) -> Result<Encoded> {
        let preview = self.print_preview(charm, &self.shelf.recipe(recipe)?)?;
        match page {
            Page::Original => pictures::png(&preview.original),
            Page::Proof => pictures::png(&preview.proof),
            Page::InkMap => pictures::png(&preview.ink_map),
            Page::GamutMap => pictures::png(&preview.gamut_map),
            Page::Plate(place) => {
                let plate = preview.plates.get(*place).ok_or_else(no_such_plate)?;
                pictures::grey_png(plate.width, plate.height, &plate.grey)
            }
        }
    }

    /// The recipes that can be chosen.
    ///
    /// # Errors
    /// `Store` when a bundled recipe is damaged.
    pub fn recipes(&self) -> Result<Vec<RecipeView>> {
        Ok(self.shelf.recipes()?.iter().map(recipe_view).collect())
    }

    /// The inks at a place of the page, in mm from its top left; empty outside of it.
    ///
    /// # Errors
    /// Those of [`Workbench::print_view`]; `Input` when the place is no number.
    pub fn inks_at(&self, charm: &CharmId, recipe: &RecipeId, at_mm: [f64; 2]) -> Result<Vec<InkView>> {
        let place = |mm: f64| Mm::within("the place", mm, Mm::new(-10_000.0), Mm::new(10_000.0));
        let (x, y) = (place(at_mm[0])?, place(at_mm[1])?);
        let preview = self.print_preview(&self.charm(charm)?, &self.shelf.recipe(recipe)?)?;
        let view = |ink: dangle_print::InkAt| InkView { plate: ink.plate, percent: ink.percent };
        Ok(preview.inks_at(x, y).into_iter().map(view).collect())
    }

    fn print_preview(&self, charm: &Charm, recipe: &Recipe) -> Result<Arc<PrintPreview>> {
        let nameless = Charm { name: String::new(), ..charm.clone() };
        let key = content_key("plates", &(&nameless, recipe))?;
        if let Some(preview) = self.previews.get(&key) {
            return Ok(preview);
        }
        let shape = self.shape(charm, Quality::Final, &Job::silent())?;
        let margin = 2.0 * (recipe.page.bleed_mm + recipe.page.slug_mm).get();
        let longer_mm = shape.outline.size.width.max(shape.outline.size.height) + margin;
        let preview = dangle_print::preview(&shape, recipe, PLATE_PX / longer_mm, &Job::silent())?;
        let preview = Arc::new(preview);
        self.previews.insert(key, Arc::clone(&preview), weight(&preview));
        Ok(preview)
    }

    fn page_picture(&self, charm: &Charm, recipe: &Recipe, page: Page) -> Result<String> {
        let charm = Box::new(Charm { name: String::new(), ..charm.clone() });
        self.pictures.promise(Promise::Page { charm, recipe: recipe.id.clone(), page })
    }

    /// Writes a file under a recipe's name for it.
    pub(super) fn write_named(&self, file: &str, bytes: &[u8]) -> Result<ExportView> {
        let (name, ending) = file.rsplit_once('.').unwrap_or((file, "pdf"));
        self.exports.write_bytes(name, ending, bytes)
    }
}

/// Files for several languages as one export: the first, and where the others are.
pub(super) fn together(files: Vec<ExportView>) -> Result<ExportView> {
    let mut files = files.into_iter();
    let first = files.next().ok_or_else(|| Error::input("nothing was exported", "Export it again."))?;
    Ok(ExportView { also: files.map(|file| file.path).collect(), ..first })
}

/// Bytes of a preview's pictures.
fn weight(preview: &PrintPreview) -> usize {
    let plates: usize = preview.plates.iter().map(|plate| plate.grey.len()).sum();
    let pages = [&preview.original, &preview.proof, &preview.ink_map, &preview.gamut_map];
    plates + pages.iter().map(|page| page.rgba().len()).sum::<usize>()
}

fn plate_view(plate: &PlatePreview, picture: String) -> PlateView {
    let kind = match plate.kind {
        PlateKind::Process => "process",
        PlateKind::White => "white",
        PlateKind::Cut => "cut",
    };
    PlateView {
        name: plate.name.clone(),
        kind: kind.to_owned(),
        swatch: plate.swatch.to_string(),
        cover_percent: plate.cover_percent,
        picture,
    }
}

fn recipe_view(recipe: &Recipe) -> RecipeView {
    RecipeView {
        id: recipe.id.clone(),
        name: recipe.name.clone(),
        summary: recipe.summary.clone(),
        verified: recipe.verified,
        source: recipe.source.clone(),
        processes: recipe.processes.clone(),
        own: Shelf::is_own(&recipe.id),
        notes: recipe.notes.clone(),
        files: recipe.files.iter().map(|file| file.name.clone()).collect(),
        zip: recipe.zip.clone(),
    }
}

/// What was found in all files; a file is named where there are several.
fn proof_lines(files: &[PrintFile]) -> Vec<ProofLine> {
    let name = |file: &PrintFile| if files.len() > 1 { file.name.clone() } else { String::new() };
    let lines = files
        .iter()
        .flat_map(|file| file.proof.lines.iter().map(|line| proof_line(line.clone(), name(file))));
    lines.collect()
}

fn dull_view(dull: &DullColour) -> DullView {
    let hue = match dull.hue {
        Hue::Grey => "grey",
        Hue::Red => "red",
        Hue::Orange => "orange",
        Hue::Yellow => "yellow",
        Hue::Green => "green",
        Hue::Turquoise => "turquoise",
        Hue::Blue => "blue",
        Hue::Violet => "violet",
        Hue::Pink => "pink",
    };
    DullView {
        rgb: dull.rgb.to_string(),
        printed: dull.printed.to_string(),
        hue: hue.to_owned(),
        share_percent: dull.share * 100.0,
        shift: dull.shift,
        chroma_lost_percent: dull.chroma_lost * 100.0,
    }
}

/// What the vendor makes, where a charm of that size is not within.
fn size_limits(recipe: &Recipe, trim: [Mm; 2]) -> Option<[f64; 2]> {
    let longer = if trim[0] > trim[1] { trim[0] } else { trim[1] };
    let size = recipe.size.as_ref().filter(|_| recipe.size_misfit(longer).is_some())?;
    Some([size.least_mm.get(), size.most_mm.get()])
}

fn proof_line(line: dangle_print::ProofLine, file: String) -> ProofLine {
    ProofLine {
        file,
        code: line.code.as_str().to_owned(),
        passed: line.passed,
        found: line.found,
        meant: line.meant,
    }
}

fn no_such_plate() -> Error {
    Error::new(ErrorCode::NotFound, "the recipe has no such plate", "Open the Print room again.")
}
