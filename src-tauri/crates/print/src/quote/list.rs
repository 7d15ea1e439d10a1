//! Price lists: what one vendor, or one kind of vendor, asks for. Data, not code.
//!
//! Every figure names its origin: when it was read, where, and how sure it is. A list that bears a vendor's
//! name is `verified` only where its figures were read on the vendor's own page.

use std::collections::BTreeMap;

use dangle_design::id::{PriceListId, ProcessId};
use dangle_design::process::Confidence;
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Result};
use jiff::civil::Date;
use rust_embed::Embed;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::money::{Amount, Currency, Sum};

#[derive(Embed)]
#[folder = "../../../assets/vendors"]
#[include = "*.toml"]
struct Files;

/// What a vendor asks for: a file under `assets/vendors`, or one of the person's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceList {
    /// Names the list; the file's name without its ending.
    pub id: PriceListId,
    /// What people call it.
    pub name: String,
    /// One line about it.
    pub summary: String,
    /// Whether its figures were read on the vendor's own page.
    pub verified: bool,
    /// What its amounts are written in.
    pub currency: Currency,
    /// The country it is made in, by ISO 3166, where that is known.
    #[serde(default)]
    pub country: Option<String>,
    /// The processes it is for.
    pub processes: Vec<ProcessId>,
    /// Whether its prices are only the lowest ("from"): then it tells no total and is compared with none.
    #[serde(default)]
    pub from_only: bool,
    /// The fewest pieces that are made.
    pub least: Count,
    /// Prices of a piece, by how many are ordered, the fewest first.
    #[serde(rename = "tier")]
    pub tiers: Vec<Tier>,
    /// Shares of the price by the longest side, the shortest first; empty where size is not told.
    #[serde(rename = "step", default)]
    pub steps: Vec<Step>,
    /// What is asked for besides, piece by piece.
    #[serde(rename = "surcharge", default)]
    pub surcharges: Vec<Surcharge>,
    /// What is paid once an order.
    #[serde(rename = "once", default)]
    pub once: Vec<Once>,
    /// The sample before the order.
    #[serde(default)]
    pub sample: Option<Sample>,
    /// From sending the files to an approved proof.
    #[serde(default)]
    pub approval: Option<Span>,
    /// From approval until the goods leave.
    #[serde(default)]
    pub bulk: Option<Span>,
    /// The ways the goods travel, the quickest first.
    #[serde(default)]
    pub shipping: Vec<Shipping>,
    /// Where the figures come from, by the names that they use.
    pub origin: BTreeMap<String, Origin>,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Quote.ts")]
pub struct Origin {
    /// When it was read or estimated.
    #[ts(type = "string")]
    pub date: Date,
    /// The page, survey or person.
    pub text: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A number of pieces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// How many.
    pub pieces: u32,
    /// Where the figure comes from.
    pub origin: String,
}

/// The price of a piece from some quantity on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// From how many pieces on.
    pub from: u32,
    /// The price of one.
    pub each: Amount,
    /// Where the figure comes from.
    pub origin: String,
}

/// The share of the price up to some longest side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The longest side, tab and all.
    pub up_to_mm: Mm,
    /// Per cent of the tier's price, at least and at most.
    pub percent: [i32; 2],
    /// Where the figure comes from.
    pub origin: String,
}

/// What is asked for besides, piece by piece.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Surcharge {
    /// What for.
    pub name: String,
    /// When it is asked for.
    pub when: When,
    /// Per cent of the price of a piece of that size; below 0 it is taken off.
    #[serde(default)]
    pub percent: Option<[i32; 2]>,
    /// An amount a piece.
    #[serde(default)]
    pub each: Option<Amount>,
    /// Where the figure comes from.
    pub origin: String,
}

/// When a surcharge is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum When {
    /// By whether the back is printed.
    Back(bool),
    /// For a process.
    Process(ProcessId),
    /// For each colour above so many.
    ColoursAbove(u32),
}

/// What is paid once an order: a mould, a screen, a die.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Once {
    /// What for.
    pub name: String,
    /// How much.
    pub amount: Amount,
    /// Up to how many pieces it is asked for; on every order where this is not told.
    #[serde(default)]
    pub up_to: Option<u32>,
    /// Where the figure comes from.
    pub origin: String,
}

/// The sample before the order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// What it costs.
    pub amount: Amount,
    /// How long it takes, until it is in hand.
    pub span: Span,
    /// Where the price comes from.
    pub origin: String,
}

/// A time between two bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// At least and at most.
    pub days: [u32; 2],
    /// Whether Saturdays and Sundays do not count.
    #[serde(default)]
    pub working: bool,
    /// Where the figure comes from.
    pub origin: String,
}

/// How goods travel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shipping {
    /// What it is called.
    pub name: String,
    /// By what.
    pub mode: Mode,
    /// Paid an order.
    pub order: Amount,
    /// Paid a kilogram.
    pub kg: Amount,
    /// How long it takes.
    pub span: Span,
    /// How far the goods travel.
    pub km: [u32; 2],
    /// Where price and way come from.
    pub origin: String,
}

/// What goods travel by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Quote.ts")]
pub enum Mode {
    /// By aeroplane.
    Air,
    /// By ship.
    Sea,
    /// By lorry.
    Road,
}

/// Longest that any stage is read, in days: two years.
const LONGEST_SPAN: u32 = 730;
/// Per cents are read from minus all to twenty times.
const PERCENTS: std::ops::RangeInclusive<i32> = -100..=2000;
/// Most rows of each kind that are read.
const MOST_ROWS: usize = 64;

impl PriceList {
    /// The lists that come with Dangle, in alphabetical order of their ids.
    ///
    /// # Errors
    /// `Store` when one is damaged.
    pub fn bundled() -> Result<Vec<PriceList>> {
        let mut names: Vec<String> = Files::iter().map(std::borrow::Cow::into_owned).collect();
        names.sort();
        names.iter().filter(|name| *name != "holidays.toml").map(|name| PriceList::read(name)).collect()
    }

    fn read(name: &str) -> Result<PriceList> {
        let file = Files::get(name).ok_or_else(|| damaged("it is missing").about(name))?;
        let text = std::str::from_utf8(&file.data).map_err(|error| damaged(error).about(name))?;
        let list = PriceList::from_toml(text).map_err(|error| damaged(error).about(name))?;
        if format!("{}.toml", list.id) == name {
            Ok(list)
        } else {
            Err(damaged("its id is another").about(name))
        }
    }

    /// Reads a list from TOML: unknown fields, missing fields and values out of range are refused.
    ///
    /// # Errors
    /// `Input` naming the field.
    pub fn from_toml(text: &str) -> Result<PriceList> {
        let list: PriceList =
            toml::from_str(text).map_err(|error| unusable(error.to_string().trim().to_owned()))?;
        match list.fault() {
            Some(fault) => Err(unusable(fault)),
            None => Ok(list),
        }
    }

    /// The list as TOML, to be edited.
    ///
    /// # Errors
    /// `Store` when it cannot be written.
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string_pretty(self).map_err(damaged)
    }

    /// Where a figure of this list comes from.
    #[must_use]
    pub fn origin(&self, name: &str) -> Option<&Origin> {
        self.origin.get(name)
    }

    /// An amount of this list as money.
    pub(super) fn sum(&self, amount: Amount) -> Sum {
        // Every amount was converted once when the list was read.
        Sum::of(amount, self.currency).unwrap_or(Sum::zero(self.currency))
    }

    fn amounts(&self) -> impl Iterator<Item = Amount> + '_ {
        let each = self.tiers.iter().map(|tier| tier.each);
        let each = each.chain(self.surcharges.iter().filter_map(|surcharge| surcharge.each));
        let once = self.once.iter().map(|once| once.amount).chain(self.sample.iter().map(|s| s.amount));
        each.chain(once).chain(self.shipping.iter().flat_map(|way| [way.order, way.kg]))
    }

    fn spans(&self) -> impl Iterator<Item = &Span> {
        let ways = self.shipping.iter().map(|way| &way.span);
        ways.chain(self.sample.iter().map(|sample| &sample.span)).chain(&self.approval).chain(&self.bulk)
    }

    fn origins(&self) -> impl Iterator<Item = &String> {
        let rows = self.tiers.iter().map(|tier| &tier.origin);
        let rows = rows.chain(self.steps.iter().map(|step| &step.origin));
        let rows = rows.chain(self.surcharges.iter().map(|surcharge| &surcharge.origin));
        let rows = rows.chain(self.once.iter().map(|once| &once.origin));
        let rows = rows.chain(self.sample.iter().map(|sample| &sample.origin));
        let rows = rows.chain(self.shipping.iter().map(|way| &way.origin));
        rows.chain(self.spans().map(|span| &span.origin)).chain(std::iter::once(&self.least.origin))
    }

    /// What is wrong with it, if anything is.
    fn fault(&self) -> Option<String> {
        let rising = |mut values: Box<dyn Iterator<Item = f64> + '_>| {
            let mut last = 0.0;
            values.all(|value| value > std::mem::replace(&mut last, value))
        };
        let percents = self.steps.iter().map(|step| step.percent);
        let mut percents = percents.chain(self.surcharges.iter().filter_map(|surcharge| surcharge.percent));
        let rows = [self.tiers.len(), self.steps.len(), self.surcharges.len(), self.once.len()];
        let wrong = [
            ("name", self.name.trim().is_empty() || self.name.len() > 200),
            ("processes", self.processes.is_empty()),
            ("tier", self.tiers.is_empty()),
            (
                "the number of rows",
                rows.into_iter().chain([self.shipping.len()]).any(|rows| rows > MOST_ROWS),
            ),
            ("tier.from", !rising(Box::new(self.tiers.iter().map(|tier| f64::from(tier.from))))),
            ("step.up_to_mm", !rising(Box::new(self.steps.iter().map(|step| step.up_to_mm.get())))),
            (
                "percent",
                percents.any(|[low, high]| low > high || [low, high].iter().any(|p| !PERCENTS.contains(p))),
            ),
            ("surcharge", self.surcharges.iter().any(|s| s.percent.is_some() == s.each.is_some())),
            ("days", self.spans().any(|span| span.days[0] > span.days[1] || span.days[1] > LONGEST_SPAN)),
            ("km", self.shipping.iter().any(|way| way.km[0] > way.km[1] || way.km[1] > 40_000)),
            ("least.pieces", !(1..=1_000_000).contains(&self.least.pieces)),
        ];
        if let Some((field, _)) = wrong.iter().find(|(_, wrong)| *wrong) {
            return Some(format!("{field} is out of range"));
        }
        if let Some(error) = self.amounts().find_map(|amount| Sum::of(amount, self.currency).err()) {
            return Some(error.to_string());
        }
        let unknown = self.origins().find(|name| !self.origin.contains_key(*name));
        unknown.map(|name| format!("a figure's origin \"{name}\" is not under [origin]"))
    }
}

fn unusable(what: impl std::fmt::Display) -> Error {
    Error::input(format!("this price list cannot be used: {what}"), "Compare it with one that Dangle wrote.")
}

fn damaged(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::Store, what.to_string(), "Install Dangle again.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use dangle_design::process::Process;

    const GENERIC: &str = include_str!("../../../../../assets/vendors/generic-acrylic.toml");

    #[test]
    fn every_price_list_loads_and_names_processes_that_there_are() {
        let lists = PriceList::bundled().unwrap();
        assert!(lists.len() >= 8, "{}", lists.len());
        for list in &lists {
            list.processes.iter().for_each(|process| drop(Process::load(process).unwrap()));
            assert!(list.origin.values().all(|origin| origin.text.len() > 8), "{}", list.id);
        }
    }

    #[test]
    fn no_list_claims_to_be_read_from_its_vendor_as_no_vendors_prices_were() {
        for list in PriceList::bundled().unwrap() {
            assert!(!list.verified, "{}", list.id);
            if list.id.as_str().starts_with("generic") {
                let estimate =
                    list.tiers.iter().all(|tier| list.origin[&tier.origin].confidence != Confidence::High);
                assert!(estimate, "{}", list.id);
            }
        }
    }

    #[test]
    fn a_list_survives_being_written_for_editing() {
        for list in PriceList::bundled().unwrap() {
            assert_eq!(PriceList::from_toml(&list.to_toml().unwrap()).unwrap(), list);
        }
    }

    #[test]
    fn a_misspelt_field_or_a_value_out_of_range_is_refused() {
        for (from, to) in [
            ("from = 50\n", "from = 5\n"),
            ("up_to_mm = 50.0", "up_to_mm = 500.0"),
            ("pieces = 1,", "pieces = 0,"),
            ("currency = \"USD\"", "currency = \"JPY\""),
            ("currency = \"USD\"", "currency = \"XAU\""),
            ("[\"2.00\", \"3.00\"]", "[\"3.00\", \"2.00\"]"),
            ("[\"2.00\", \"3.00\"]", "2.5"),
            ("origin = \"tiers\"", "origin = \"hearsay\""),
            ("verified = false", "verifed = false"),
        ] {
            let text = GENERIC.replacen(from, to, 1);
            assert_ne!(text, GENERIC, "{from}");
            assert!(PriceList::from_toml(&text).is_err(), "{to}");
        }
    }
}
