//! Cards and orders: what is sold on paper, and what a vendor is asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use dangle_design::history::History;
use dangle_design::id::{CharmId, HardwareId, RecipeId};
use dangle_design::process::Process;
use dangle_design::project::{CardSpec, Charm, OrderSpec, Project};
use dangle_design::shape::{CharmShape, Quality};
use dangle_design::{Error, ErrorCode, Job, Result};
use dangle_mockup::hardware::Catalogue;
use dangle_print::quote::HardwarePart;
use dangle_print::{
    Card, OrderParts, Paper, Ticket, card_preview, card_sheet_preview, suggested_card, suggested_words,
    write_card, write_card_sheets,
};
use dangle_store::Contents;
use jiff::civil::Date;

use super::Workbench;
use crate::pictures;
use crate::view::{CardSheetName, CardSheetView, CardView, ExportView, OrderPaper, OrderView};

impl Workbench {
    /// A charm's backing card, of the language that is named where each has its own.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm; `Input` when words or code do not fit on the card.
    pub fn card_view(
        &self,
        charm: &CharmId,
        language: Option<&str>,
        sheet: Option<CardSheetName>,
    ) -> Result<CardView> {
        let (charm, shape) = self.charm_and_shape(charm)?;
        let spec = self.card_of(&charm, &shape);
        let card = Card { spec: &spec, shape: &shape };
        let preview = card_preview(card, language)?;
        let sheet = sheet.map(|sheet| card_sheet_preview(card, sheet.into())).transpose()?;
        let at = preview.charm;
        Ok(CardView {
            charm: charm.id,
            front: preview.front,
            back: preview.back,
            die: preview.die,
            charm_mm: [at.x0, at.y0, at.width(), at.height()],
            colour: preview.colour,
            languages: preview.languages,
            sheet: sheet.map(|(front, count)| CardSheetView { front, count }),
            card: spec,
        })
    }

    /// Writes a charm's backing card into the export folder, alone or many on a sheet.
    ///
    /// # Errors
    /// Those of [`Workbench::card_view`]; `File` when the folder cannot be written.
    pub fn export_card(&self, charm: &CharmId, sheet: Option<CardSheetName>) -> Result<ExportView> {
        let (charm, shape) = self.charm_and_shape(charm)?;
        let spec = self.card_of(&charm, &shape);
        let card = Card { spec: &spec, shape: &shape };
        let title = format!("{}-card", charm.file_name());
        let ticket = Ticket { title: &title, created: None };
        let pdf = match sheet {
            None => write_card(card, ticket)?,
            Some(sheet) => write_card_sheets(card, sheet.into(), ticket)?,
        };
        self.exports.write_bytes(&title, "pdf", &pdf)
    }

    /// What an order of a charm costs, when it must be placed, and what it leaves behind.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm or recipe; `Input` when today is no day.
    pub fn order_view(&self, charm: &CharmId, recipe: &RecipeId, today: &str) -> Result<OrderView> {
        self.with_order(charm, recipe, today, |parts| {
            let (offers, turns) = parts.offers()?;
            let letter = parts.letter();
            Ok(OrderView {
                charm: parts.charm.id.clone(),
                order: parts.order.clone(),
                offers,
                turns,
                letter_en: letter.english(),
                letter_zh: letter.chinese(),
            })
        })
    }

    /// Writes the tech pack or the bundle of an order into the export folder.
    ///
    /// # Errors
    /// `Proof` when a print file is not what was meant; `File` when the folder cannot be written.
    pub fn export_order(
        &self,
        charm: &CharmId,
        recipe: &RecipeId,
        paper: OrderPaper,
        today: &str,
    ) -> Result<ExportView> {
        self.with_order(charm, recipe, today, |parts| {
            let name = parts.charm.file_name();
            let tech_pack = |paper| {
                self.exports.write_bytes(&format!("{name}-tech-pack"), "pdf", &parts.tech_pack(paper)?)
            };
            match paper {
                OrderPaper::TechPackA4 => tech_pack(Paper::A4),
                OrderPaper::TechPackLetter => tech_pack(Paper::Letter),
                OrderPaper::Bundle => {
                    let preview = pictures::png(parts.shape.finished().0)?.bytes.clone();
                    let zip = parts.bundle(preview, self.only(parts.charm)?, &Job::silent())?;
                    self.exports.write_bytes(&format!("{name}-order"), "zip", &zip)
                }
            }
        })
    }

    fn with_order<T>(
        &self,
        charm: &CharmId,
        recipe: &RecipeId,
        today: &str,
        use_them: impl FnOnce(&OrderParts<'_>) -> Result<T>,
    ) -> Result<T> {
        let today: Date = today
            .parse()
            .map_err(|_| Error::input(format!("\"{today}\" is no day"), "Set this computer's clock."))?;
        let (charm, shape) = self.charm_and_shape(charm)?;
        let project = Arc::clone(self.desk().project());
        let stored = project.order(&charm.id).cloned();
        use_them(&OrderParts {
            process: &Process::load(&charm.process)?,
            recipe: &self.shelf.recipe(recipe)?,
            hardware: &hardware(&charm, &shape)?,
            card: &self.card_of(&charm, &shape),
            order: &stored.unwrap_or_else(|| OrderSpec::new(charm.id.clone())),
            lists: &self.shelf.price_lists()?,
            today,
            charm: &charm,
            shape: &shape,
        })
    }

    fn charm_and_shape(&self, charm: &CharmId) -> Result<(Charm, Arc<CharmShape>)> {
        let charm = self.charm(charm)?;
        let shape = self.shape(&charm, Quality::Final, &Job::silent())?;
        Ok((charm, shape))
    }

    /// The card of a charm as it is stored, or as it is first offered.
    fn card_of(&self, charm: &Charm, shape: &CharmShape) -> CardSpec {
        self.desk().project().card(&charm.id).cloned().unwrap_or_else(|| {
            let texts = [("en".to_owned(), suggested_words(&charm.name, &charm.process, "en"))];
            CardSpec::new(charm.id.clone(), suggested_card(shape), BTreeMap::from(texts))
        })
    }

    /// A project of that charm alone, with its card and its order, as a `.dangle` file.
    fn only(&self, charm: &Charm) -> Result<Vec<u8>> {
        let whole = Arc::clone(self.desk().project());
        let alone = Project {
            charms: vec![charm.clone()],
            cards: whole.card(&charm.id).cloned().into_iter().collect(),
            orders: whole.order(&charm.id).cloned().into_iter().collect(),
            limits: whole.limits.clone(),
            ..Project::empty(whole.id.clone(), charm.name.clone())
        };
        let failed = |error: std::io::Error| {
            let message = format!("the project cannot be packed: {error}");
            Error::new(ErrorCode::File, message, "See whether the disk of temporary files is full.")
        };
        let folder = tempfile::tempdir().map_err(failed)?;
        let path = folder.path().join("project.dangle");
        self.keeping.store().export(&History::new(alone), Contents::Present, &path)?;
        std::fs::read(&path).map_err(failed)
    }
}

/// The parts that a charm hangs from; none where it has no hole.
fn hardware(charm: &Charm, shape: &CharmShape) -> Result<Vec<HardwarePart>> {
    if shape.outline.holes.is_empty() {
        return Ok(Vec::new());
    }
    let catalogue = Catalogue::load()?;
    let part = |id: &HardwareId| {
        let part = catalogue.part(id)?;
        Ok(HardwarePart { id: part.id.clone(), name: part.name.clone(), mass_g: part.mass_g })
    };
    let beside = charm.hardware.beside.iter().map(|beside| &beside.part);
    catalogue.kit(&charm.hardware.kit)?.parts.iter().chain(beside).map(part).collect()
}
