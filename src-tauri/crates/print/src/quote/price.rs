//! What an order costs by one price list.

use dangle_design::id::{PriceListId, ProcessId};
use dangle_design::units::Mm;
use serde::Serialize;
use ts_rs::TS;

use super::list::{Origin, PriceList, Shipping, Step, Surcharge, When};
use super::money::Sum;

/// Making a charm smaller by at most this to save money is worth telling; more changes the design.
const WORTH_SHRINKING: Mm = Mm::new(3.0);

/// What is ordered: the facts of a charm that prices hang on.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// What it is made by.
    pub process: ProcessId,
    /// The longest side of the finished charm, tab and all.
    pub longest: Mm,
    /// Whether the back is printed.
    pub back: bool,
    /// How many flat colours it has; 0 where it is printed in as many as there are.
    pub colours: u32,
    /// What one piece weighs with its hardware, in milligrams.
    pub piece_mg: u64,
}

/// One row of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Line {
    /// What kind of row it is.
    pub kind: LineKind,
    /// What for, as the list says.
    pub name: String,
    /// How much, for the whole order.
    pub sum: Sum,
    /// Where the figure comes from.
    pub origin: Origin,
}

/// What kind of row a quote has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Quote.ts")]
pub enum LineKind {
    /// The pieces.
    Pieces,
    /// What is asked for besides, piece by piece.
    Surcharge,
    /// Paid once an order.
    Once,
    /// The sample before the order.
    Sample,
    /// The way to the maker.
    Shipping,
}

/// Why a list has no price for an order.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export_to = "Quote.ts")]
pub enum NoPrice {
    /// Fewer than are made.
    TooFew {
        /// The fewest.
        least: u32,
    },
    /// Its prices begin at more pieces.
    Untold {
        /// From how many on.
        from: u32,
    },
    /// Larger than any size it has a price for.
    TooLarge {
        /// The largest.
        most_mm: Mm,
    },
}

/// A smaller size that costs less.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Smaller {
    /// The longest side that falls to the lower step.
    pub longest_mm: Mm,
    /// How much less that is.
    pub less_mm: Mm,
    /// What the order costs less.
    pub saves: Sum,
}

/// What an order costs by one price list.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Quote {
    /// By which list.
    pub list: PriceListId,
    /// How many.
    pub quantity: u32,
    /// Why there is no price, where there is none; the sums are then zero.
    pub none: Option<NoPrice>,
    /// Its rows.
    pub lines: Vec<Line>,
    /// All of it.
    pub total: Sum,
    /// What one piece costs with its share of everything.
    pub each: Sum,
    /// A smaller size that costs less.
    pub smaller: Option<Smaller>,
}

/// What `quantity` pieces cost by that list, sent the given way.
#[must_use]
pub fn quote(list: &PriceList, wanted: &Wanted, quantity: u32, way: Option<&Shipping>) -> Quote {
    let mut quote = priced(list, wanted, quantity, way);
    quote.smaller = smaller(list, wanted, quantity, way, &quote);
    quote
}

fn priced(list: &PriceList, wanted: &Wanted, quantity: u32, way: Option<&Shipping>) -> Quote {
    let (none, lines) = match lines(list, wanted, quantity, way) {
        Ok(lines) => (None, lines),
        Err(none) => (Some(none), Vec::new()),
    };
    let total = lines.iter().fold(Sum::zero(list.currency), |total, line| total.plus(line.sum));
    let each = total.each_of(quantity);
    Quote { list: list.id.clone(), quantity, none, lines, total, each, smaller: None }
}

fn lines(
    list: &PriceList,
    wanted: &Wanted,
    quantity: u32,
    way: Option<&Shipping>,
) -> Result<Vec<Line>, NoPrice> {
    if quantity < list.least.pieces {
        return Err(NoPrice::TooFew { least: list.least.pieces });
    }
    let tier = list.tiers.iter().rev().find(|tier| tier.from <= quantity);
    let tier = tier.ok_or(NoPrice::Untold { from: list.tiers.first().map_or(1, |tier| tier.from) })?;
    let line = |kind, name: &str, sum: Sum, origin: &str| {
        list.origin(origin).map(|origin| Line { kind, name: name.to_owned(), sum, origin: origin.clone() })
    };
    let each = match step(list, wanted.longest)? {
        Some(step) => list.sum(tier.each).percent(step.percent),
        None => list.sum(tier.each),
    };
    let mut lines = vec![line(LineKind::Pieces, "", each.times(quantity), &tier.origin)];
    for surcharge in &list.surcharges {
        let times = applies(surcharge, wanted);
        if times > 0 {
            let one = match (surcharge.percent, surcharge.each) {
                (Some(percent), _) => each.percent(percent),
                (None, Some(amount)) => list.sum(amount),
                (None, None) => Sum::zero(list.currency),
            };
            let sum = one.times(times).times(quantity);
            lines.push(line(LineKind::Surcharge, &surcharge.name, sum, &surcharge.origin));
        }
    }
    for once in list.once.iter().filter(|once| once.up_to.is_none_or(|most| quantity <= most)) {
        lines.push(line(LineKind::Once, &once.name, list.sum(once.amount), &once.origin));
    }
    if let Some(sample) = &list.sample {
        lines.push(line(LineKind::Sample, "", list.sum(sample.amount), &sample.origin));
    }
    if let Some(way) = way {
        let sum = list.sum(way.order).plus(by_weight(list.sum(way.kg), wanted.piece_mg, quantity));
        lines.push(line(LineKind::Shipping, &way.name, sum, &way.origin));
    }
    Ok(lines.into_iter().flatten().collect())
}

/// The step that a longest side falls to; `None` where the list tells none.
fn step(list: &PriceList, longest: Mm) -> Result<Option<&Step>, NoPrice> {
    /// A side that is longer by less than a blade can follow is not longer.
    const AS_GOOD_AS: Mm = Mm::new(0.05);
    let Some(last) = list.steps.last() else { return Ok(None) };
    let found = list.steps.iter().find(|step| longest <= step.up_to_mm + AS_GOOD_AS);
    found.map(Some).ok_or(NoPrice::TooLarge { most_mm: last.up_to_mm })
}

/// How many times a surcharge is asked for.
fn applies(surcharge: &Surcharge, wanted: &Wanted) -> u32 {
    match &surcharge.when {
        When::Back(back) => u32::from(*back == wanted.back),
        When::Process(process) => u32::from(*process == wanted.process),
        When::ColoursAbove(most) => wanted.colours.saturating_sub(*most),
    }
}

/// What a price a kilogram comes to, rounded up to the smallest unit.
fn by_weight(kg: Sum, piece_mg: u64, quantity: u32) -> Sum {
    let mg = i64::try_from(piece_mg.saturating_mul(u64::from(quantity))).unwrap_or(i64::MAX / 1_000_000_000);
    let cost = |minor: i64| (minor.saturating_mul(mg) + 999_999).div_euclid(1_000_000);
    Sum { low: cost(kg.low), high: cost(kg.high), ..kg }
}

/// The next lower step, where it is a little smaller only and costs less.
fn smaller(
    list: &PriceList,
    wanted: &Wanted,
    quantity: u32,
    way: Option<&Shipping>,
    now: &Quote,
) -> Option<Smaller> {
    let below = list.steps.iter().rev().find(|step| step.up_to_mm + Mm::new(0.05) < wanted.longest)?;
    let less_mm = wanted.longest - below.up_to_mm;
    if less_mm > WORTH_SHRINKING {
        return None;
    }
    let then = priced(list, &Wanted { longest: below.up_to_mm, ..wanted.clone() }, quantity, way);
    if then.none.is_some() {
        return None;
    }
    // A charm that has no price as it is saves nothing that could be told.
    let (low, high) = match now.none {
        None => (now.total.low - then.total.low, now.total.high - then.total.high),
        Some(_) => (0, 0),
    };
    let saves = Sum { low: low.min(high), high: low.max(high), currency: list.currency };
    (now.none.is_some() || saves.high > 0).then_some(Smaller { longest_mm: below.up_to_mm, less_mm, saves })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::money::Currency;

    const LIST: &str = r#"
        id = "test"
        name = "Test"
        summary = "For tests."
        verified = false
        currency = "EUR"
        processes = ["acrylic-clear"]
        least = { pieces = 10, origin = "o" }
        once = [{ name = "Mould", amount = "50", up_to = 99, origin = "o" }]
        sample = { amount = "20", span = { days = [3, 5], origin = "o" }, origin = "o" }
        shipping = [{ name = "Air", mode = "air", order = "15", kg = ["6", "12"], span = { days = [5, 10], origin = "o" }, km = [9000, 10000], origin = "o" }]
        tier = [{ from = 50, each = ["2.00", "3.00"], origin = "o" }, { from = 100, each = ["1.50", "2.00"], origin = "o" }]
        step = [{ up_to_mm = 50.0, percent = [100, 100], origin = "o" }, { up_to_mm = 60.0, percent = [120, 130], origin = "o" }]
        surcharge = [{ name = "Back", when = { back = true }, percent = [40, 65], origin = "o" }, { name = "Colours", when = { colours_above = 8 }, each = "0.10", origin = "o" }]
        [origin.o]
        date = "2026-11-22"
        text = "made up for this test"
        confidence = "low"
    "#;

    fn wanted(longest: f64) -> Wanted {
        Wanted {
            process: ProcessId::new("acrylic-clear").unwrap(),
            longest: Mm::new(longest),
            back: false,
            colours: 0,
            piece_mg: 10_000,
        }
    }

    fn eur(low: i64, high: i64) -> Sum {
        Sum { low, high, currency: Currency::Eur }
    }

    #[test]
    fn a_quote_is_the_sum_of_its_rows_to_the_cent() {
        let list = PriceList::from_toml(LIST).unwrap();
        let quote = quote(&list, &wanted(50.0), 50, Some(&list.shipping[0]));
        // 50 pieces, mould, sample, and 15 + 0.5 kg at 6 to 12.
        assert_eq!(quote.total, eur(10_000 + 5_000 + 2_000 + 1_800, 15_000 + 5_000 + 2_000 + 2_100));
        assert_eq!(quote.each, eur(376, 482));
        let rows: i64 = quote.lines.iter().map(|line| line.sum.low).sum();
        assert_eq!(rows, quote.total.low);
    }

    #[test]
    fn tiers_set_up_backs_and_colours_are_counted() {
        let list = PriceList::from_toml(LIST).unwrap();
        let total = |wanted: &Wanted, quantity| quote(&list, wanted, quantity, None).total;
        assert_eq!(total(&wanted(50.0), 100), eur(15_000 + 2_000, 20_000 + 2_000), "no mould from 100 on");
        let two_sided = Wanted { back: true, ..wanted(50.0) };
        assert_eq!(total(&two_sided, 100), eur(15_000 + 6_000 + 2_000, 20_000 + 13_000 + 2_000));
        let colourful = Wanted { colours: 11, ..wanted(50.0) };
        assert_eq!(total(&colourful, 100), eur(15_000 + 3_000 + 2_000, 20_000 + 3_000 + 2_000));
    }

    #[test]
    fn two_millimetres_less_fall_to_the_lower_step() {
        let list = PriceList::from_toml(LIST).unwrap();
        let advice = quote(&list, &wanted(52.0), 100, None).smaller.unwrap();
        assert_eq!(advice.longest_mm, Mm::new(50.0));
        assert!((advice.less_mm.get() - 2.0).abs() < 1e-9);
        assert_eq!(advice.saves, eur(3_000, 6_000));
        assert_eq!(quote(&list, &wanted(55.0), 100, None).smaller, None, "5 mm change the design");
        assert_eq!(quote(&list, &wanted(50.04), 100, None).smaller, None, "a blade cannot tell");
        assert!(quote(&list, &wanted(61.0), 100, None).smaller.is_some(), "priced at last");
    }

    #[test]
    fn what_a_list_cannot_price_is_said() {
        let list = PriceList::from_toml(LIST).unwrap();
        let none = |wanted: &Wanted, quantity| quote(&list, wanted, quantity, None).none;
        assert_eq!(none(&wanted(50.0), 9), Some(NoPrice::TooFew { least: 10 }));
        assert_eq!(none(&wanted(50.0), 49), Some(NoPrice::Untold { from: 50 }));
        assert_eq!(none(&wanted(70.0), 50), Some(NoPrice::TooLarge { most_mm: Mm::new(60.0) }));
        assert_eq!(none(&wanted(60.0), 50), None);
    }
}
