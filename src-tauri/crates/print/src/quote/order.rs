//! Everything a maker wants to know before ordering one charm.

use dangle_design::id::PriceListId;
use dangle_design::process::Process;
use dangle_design::shape::CharmShape;
use dangle_design::units::Mm;
use dangle_design::{Error, Result};
use jiff::civil::Date;
use serde::Serialize;
use ts_rs::TS;

use super::calendar::{Calendar, calendar, closures};
use super::compare::{BreakEven, More, Turn, break_even, cheapest, more, turns};
use super::footprint::{Footprint, HardwarePart, Piece, footprints};
use super::list::{Mode, PriceList, Shipping};
use super::money::{Amount, Currency, Sum};
use super::price::{Quote, Wanted, quote};

/// Most quantities that are asked for at once.
const MOST_QUANTITIES: usize = 12;
/// Most pieces of one order.
const MOST_PIECES: u32 = 1_000_000;

/// What a maker asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// How many, each priced by itself; not empty.
    pub quantities: Vec<u32>,
    /// The day the charms must be in hand, if there is one.
    pub need_by: Option<Date>,
    /// What one is sold for, and in which currency lists are compared.
    pub selling: Option<(Amount, Currency)>,
    /// What the goods shall travel by; the quickest way of each list where this is not told.
    pub by: Option<Mode>,
    /// The maker's own spare days.
    pub spare_days: u32,
    /// The day it is today.
    pub today: Date,
}

impl Asked {
    /// Whether the quantities can be priced.
    ///
    /// # Errors
    /// `Input` when there are none, too many, or one is zero or above a million.
    pub fn check(&self) -> Result<()> {
        let fits = |quantity: &u32| (1..=MOST_PIECES).contains(quantity);
        if self.quantities.is_empty()
            || self.quantities.len() > MOST_QUANTITIES
            || !self.quantities.iter().all(fits)
        {
            return Err(Error::input(
                format!("{:?} are no quantities to order", self.quantities),
                format!(
                    "Give up to {MOST_QUANTITIES} quantities from 1 to {MOST_PIECES}, such as 50,100,500."
                ),
            ));
        }
        Ok(())
    }
}

/// What of a charm its price and footprint hang on.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderFacts {
    /// What its price hangs on.
    pub wanted: Wanted,
    /// What its footprint hangs on.
    pub piece: Piece,
}

impl OrderFacts {
    /// The facts of a charm's shape and of the hardware it hangs from.
    #[must_use]
    pub fn of(shape: &CharmShape, process: &Process, hardware: Vec<HardwarePart>) -> OrderFacts {
        let size = shape.outline.size;
        let hung: f64 = hardware.iter().map(|part| part.mass_g).sum();
        OrderFacts {
            wanted: Wanted {
                process: process.id.clone(),
                longest: Mm::new(size.width.max(size.height)),
                back: shape.back.is_some(),
                colours: u32::try_from(shape.makeup.colours.len()).unwrap_or(u32::MAX),
                piece_mg: ((shape.hang.mass_g + hung) * 1000.0).ceil() as u64,
            },
            piece: Piece {
                process: process.id.clone(),
                body_g: shape.hang.mass_g,
                area_mm2: shape.outline.area_mm2,
                thickness_mm: process.thickness_mm.get(),
                hardware,
            },
        }
    }
}

/// What one list says to one quantity.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Offered {
    /// The quote.
    pub quote: Quote,
    /// Whether it is the cheapest of all lists at this quantity.
    pub cheapest: bool,
    /// More pieces that cost no more.
    pub more: Option<More>,
    /// How many must be sold.
    pub break_even: Option<BreakEven>,
}

/// What one list says.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Offer {
    /// Which list.
    pub list: PriceListId,
    /// What people call it.
    pub name: String,
    /// One line about it.
    pub summary: String,
    /// Whether its figures were read on the vendor's own page.
    pub verified: bool,
    /// Whether its prices are only the lowest.
    pub from_only: bool,
    /// How the goods travel, as the list calls it.
    pub way: Option<String>,
    /// By quantity, in the order asked.
    pub by_quantity: Vec<Offered>,
    /// When to order, where a day was given and the list tells how long it takes.
    pub calendar: Option<Calendar>,
    /// The footprint of one charm as designed, then every other way; empty where the list tells no way.
    pub footprints: Vec<Footprint>,
}

/// Everything a maker wants to know before ordering: one offer a list that is for the process.
///
/// # Errors
/// `Input` when the quantities cannot be priced, `Store` when data of Dangle is damaged.
pub fn order(lists: &[PriceList], facts: &OrderFacts, asked: &Asked) -> Result<(Vec<Offer>, Vec<Turn>)> {
    asked.check()?;
    let closures = closures()?;
    let fitting: Vec<(&PriceList, Option<&Shipping>)> = lists
        .iter()
        .filter(|list| list.processes.contains(&facts.wanted.process))
        .map(|list| (list, way(list, asked.by)))
        .collect();
    let best = best_by_quantity(&fitting, &facts.wanted, &asked.quantities);
    let offers = fitting.iter().map(|(list, way)| {
        let by_quantity = asked.quantities.iter().zip(&best);
        Ok(Offer {
            list: list.id.clone(),
            name: list.name.clone(),
            summary: list.summary.clone(),
            verified: list.verified,
            from_only: list.from_only,
            way: way.map(|way| way.name.clone()),
            by_quantity: by_quantity
                .map(|(&quantity, best)| {
                    offered(list, *way, facts, asked, quantity, best.as_ref() == Some(&list.id))
                })
                .collect(),
            calendar: asked
                .need_by
                .and_then(|need_by| calendar(list, *way, asked.spare_days, need_by, asked.today, &closures)),
            footprints: if way.is_some() {
                footprints(&facts.piece, *way, &list.shipping)?
            } else {
                Vec::new()
            },
        })
    });
    let offers = offers.collect::<Result<Vec<Offer>>>()?;
    Ok((offers, turns(&comparable(&fitting), &facts.wanted)))
}

/// The way a list's goods travel: by what was asked, or the first it names.
fn way(list: &PriceList, by: Option<Mode>) -> Option<&Shipping> {
    let asked = list.shipping.iter().find(|way| by.is_some_and(|mode| way.mode == mode));
    asked.or(list.shipping.first())
}

/// Lists of one currency, that of the first with whole prices, can be held beside one another.
fn comparable<'a>(
    fitting: &[(&'a PriceList, Option<&'a Shipping>)],
) -> Vec<(&'a PriceList, Option<&'a Shipping>)> {
    let whole = fitting.iter().filter(|(list, _)| !list.from_only);
    let currency = whole.clone().map(|(list, _)| list.currency).next();
    whole.filter(|(list, _)| Some(list.currency) == currency).copied().collect()
}

fn best_by_quantity(
    fitting: &[(&PriceList, Option<&Shipping>)],
    wanted: &Wanted,
    quantities: &[u32],
) -> Vec<Option<PriceListId>> {
    let beside = comparable(fitting);
    let best = |quantity: &u32| {
        let quotes: Vec<_> =
            beside.iter().map(|(list, way)| (*list, quote(list, wanted, *quantity, *way))).collect();
        cheapest(quotes.iter().map(|(list, quote)| (*list, quote))).cloned()
    };
    quantities.iter().map(best).collect()
}

fn offered(
    list: &PriceList,
    way: Option<&Shipping>,
    facts: &OrderFacts,
    asked: &Asked,
    quantity: u32,
    cheapest: bool,
) -> Offered {
    let quote = quote(list, &facts.wanted, quantity, way);
    let selling = asked.selling.and_then(|(amount, currency)| Sum::of(amount, currency).ok());
    Offered {
        more: more(list, &facts.wanted, &quote, way),
        break_even: selling.filter(|_| !list.from_only).and_then(|selling| break_even(&quote, selling)),
        cheapest,
        quote,
    }
}
