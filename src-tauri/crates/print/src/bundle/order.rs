//! An order put together: every file of it, made from the charm, its card and what is asked.

use dangle_design::process::Process;
use dangle_design::project::{CardSpec, Charm, OrderSpec, Selling};
use dangle_design::shape::CharmShape;
use dangle_design::{Error, ErrorCode, Job, Result};
use jiff::civil::Date;

use super::{Bundle, Letter, quote_csv, write_bundle};
use crate::card::{Card, write_card};
use crate::export::export;
use crate::pdf::Ticket;
use crate::quote::{
    Amount, Asked, Currency, HardwarePart, Offer, OrderFacts, PriceList, Turn, USUAL_SPARE_DAYS, order,
};
use crate::recipe::Recipe;
use crate::techpack::{Paper, TechPack, write_tech_pack};

/// Everything an order is made from.
pub struct OrderParts<'a> {
    /// The charm.
    pub charm: &'a Charm,
    /// What it is made by.
    pub process: &'a Process,
    /// What follows from it.
    pub shape: &'a CharmShape,
    /// How its print files are made.
    pub recipe: &'a Recipe,
    /// What it hangs from.
    pub hardware: &'a [HardwarePart],
    /// The card it is sold on.
    pub card: &'a CardSpec,
    /// What is asked for.
    pub order: &'a OrderSpec,
    /// The price lists there are.
    pub lists: &'a [PriceList],
    /// The day it is.
    pub today: Date,
}

impl OrderParts<'_> {
    /// What every list says, and from how many pieces on which is the cheapest.
    ///
    /// # Errors
    /// `Input` when the quantities cannot be priced, `Store` when data of Dangle is damaged.
    pub fn offers(&self) -> Result<(Vec<Offer>, Vec<Turn>)> {
        let asked = Asked {
            quantities: self.order.quantities.clone(),
            need_by: self.order.need_by,
            selling: self.order.selling.as_ref().map(selling).transpose()?,
            by: None,
            spare_days: USUAL_SPARE_DAYS,
            today: self.today,
        };
        order(self.lists, &OrderFacts::of(self.shape, self.process, self.hardware.to_vec()), &asked)
    }

    /// The tech pack.
    ///
    /// # Errors
    /// Those of [`write_tech_pack`].
    pub fn tech_pack(&self, paper: Paper) -> Result<Vec<u8>> {
        let pack = TechPack {
            charm: self.charm,
            process: self.process,
            shape: self.shape,
            recipe: self.recipe,
            hardware: self.hardware,
            quantities: &self.order.quantities,
            need_by: self.order.need_by,
            packing: &self.order.packing,
            story: &self.order.story,
        };
        write_tech_pack(&pack, paper)
    }

    /// The letter to the vendor.
    #[must_use]
    pub fn letter(&self) -> Letter<'_> {
        Letter {
            charm: self.charm,
            process: self.process,
            shape: self.shape,
            recipe: self.recipe,
            hardware: self.hardware,
            quantities: &self.order.quantities,
            need_by: self.order.need_by,
            packing: &self.order.packing,
            remarks: &self.order.remarks,
            maker: &self.card.maker,
        }
    }

    /// The bundle: print files, preview, tech pack, card, quotes, the project itself, letters and manifest. The
    /// preview is a PNG, the project a `.dangle` file.
    ///
    /// # Errors
    /// `Proof` when a print file is not what was meant; those of its parts.
    pub fn bundle(&self, preview: Vec<u8>, project: Vec<u8>, job: &Job<'_>) -> Result<Vec<u8>> {
        let name = self.charm.file_name();
        let ticket = |title| Ticket { title, created: None };
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for file in export(self.shape, self.recipe, &ticket(&name), job)? {
            files.push((format!("print/{}", file.name), file.bytes));
        }
        files.push(("preview.png".to_owned(), preview));
        files.push(("tech-pack.pdf".to_owned(), self.tech_pack(Paper::A4)?));
        let card = Card { spec: self.card, shape: self.shape };
        files.push(("card.pdf".to_owned(), write_card(card, ticket(&format!("{name} card")))?));
        let (offers, _) = self.offers()?;
        let json = serde_json::to_string_pretty(&offers).map_err(|error| {
            Error::new(ErrorCode::Store, error.to_string(), "Report this fault of Dangle.")
        })?;
        files.push(("quote.json".to_owned(), (json + "\n").into_bytes()));
        files.push(("quote.csv".to_owned(), quote_csv(&offers).into_bytes()));
        files.push((format!("{name}.dangle"), project));
        let recipe = (self.recipe.name.as_str(), self.recipe.verified);
        let letter = self.letter();
        write_bundle(&Bundle { charm: &self.charm.name, recipe, files: &files, letter: &letter })
    }
}

fn selling(selling: &Selling) -> Result<(Amount, Currency)> {
    let known = Currency::ALL.into_iter().find(|currency| currency.code() == selling.currency);
    let currency = known.ok_or_else(|| {
        Error::input(format!("there is no currency \"{}\"", selling.currency), "Choose another currency.")
    })?;
    Ok((Amount::exactly(selling.hundredths), currency))
}
