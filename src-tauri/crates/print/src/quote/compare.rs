//! Price lists beside one another, quantities beside one another, and both beside a selling price.

use dangle_design::id::PriceListId;
use serde::Serialize;
use ts_rs::TS;

use super::list::{PriceList, Shipping};
use super::money::Sum;
use super::price::{Quote, Wanted, quote};

/// Turning points are looked for up to so many pieces: more are ordered by talking to people.
const MOST_LOOKED_AT: u32 = 2_000;
/// More pieces for less money are worth telling up to this share of what was asked for.
const WORTH_MORE_PERCENT: u32 = 150;

/// From some quantity on, another list is the cheapest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Turn {
    /// From how many pieces on.
    pub from: u32,
    /// Which list.
    pub list: PriceListId,
}

/// More pieces that cost less, or no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct More {
    /// How many.
    pub quantity: u32,
    /// What they cost.
    pub total: Sum,
}

/// How many pieces must be sold until an order has paid for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct BreakEven {
    /// If everything costs the least.
    pub low: u32,
    /// If everything costs the most.
    pub high: u32,
    /// Whether selling all pays for the order even at the most.
    pub pays: bool,
    /// What is left when all are sold; below 0 it is lost.
    pub left: Sum,
}

/// The cheapest of some quotes, by the middle of their ranges; those without a price, or only with a lowest
/// one, do not take part.
#[must_use]
pub fn cheapest<'a>(quotes: impl Iterator<Item = (&'a PriceList, &'a Quote)>) -> Option<&'a PriceListId> {
    let priced = quotes.filter(|(list, quote)| quote.none.is_none() && !list.from_only);
    priced.min_by_key(|(_, quote)| quote.total.middle_twice()).map(|(list, _)| &list.id)
}

/// Where the cheapest list changes, from one piece up. Lists must be of one currency.
#[must_use]
pub fn turns(lists: &[(&PriceList, Option<&Shipping>)], wanted: &Wanted) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for quantity in 1..=MOST_LOOKED_AT {
        let quotes: Vec<_> =
            lists.iter().map(|(list, way)| (*list, quote(list, wanted, quantity, *way))).collect();
        let best = cheapest(quotes.iter().map(|(list, quote)| (*list, quote)));
        let Some(best) = best else { continue };
        if turns.last().is_none_or(|turn| turn.list != *best) {
            turns.push(Turn { from: quantity, list: best.clone() });
        }
    }
    turns
}

/// The fewest more pieces that cost no more than those asked for.
#[must_use]
pub fn more(list: &PriceList, wanted: &Wanted, asked: &Quote, way: Option<&Shipping>) -> Option<More> {
    if asked.none.is_some() || list.from_only {
        return None;
    }
    let most = asked.quantity.saturating_mul(WORTH_MORE_PERCENT) / 100;
    let thresholds = list.tiers.iter().map(|tier| tier.from);
    let thresholds = thresholds.chain(list.once.iter().filter_map(|once| once.up_to.map(|most| most + 1)));
    let mut thresholds: Vec<u32> = thresholds.filter(|at| (asked.quantity + 1..=most).contains(at)).collect();
    thresholds.sort_unstable();
    thresholds.into_iter().find_map(|quantity| {
        let then = quote(list, wanted, quantity, way);
        let no_dearer = then.none.is_none() && then.total.middle_twice() <= asked.total.middle_twice();
        no_dearer.then_some(More { quantity, total: then.total })
    })
}

/// How many must be sold at that price; `None` where there is no price on either side, or another currency.
#[must_use]
pub fn break_even(quote: &Quote, selling: Sum) -> Option<BreakEven> {
    let apart = quote.none.is_some() || selling.currency != quote.total.currency;
    if apart || selling.low <= 0 {
        return None;
    }
    let needed =
        |total: i64, price: i64| u32::try_from((total + price - 1).div_euclid(price)).unwrap_or(u32::MAX);
    let (low, high) = (needed(quote.total.low, selling.high), needed(quote.total.high, selling.low));
    let all = selling.times(quote.quantity);
    let left = Sum { low: all.low - quote.total.high, high: all.high - quote.total.low, ..all };
    Some(BreakEven { low, high, pays: high <= quote.quantity, left })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dangle_design::id::ProcessId;
    use dangle_design::units::Mm;

    fn list(id: &str, rows: &str) -> PriceList {
        PriceList::from_toml(&format!(
            "id = \"{id}\"\nname = \"{id}\"\nsummary = \"\"\nverified = false\ncurrency = \"EUR\"\n\
             processes = [\"acrylic-clear\"]\nleast = {{ pieces = 1, origin = \"o\" }}\n{rows}\n\
             [origin.o]\ndate = \"2026-11-22\"\ntext = \"made up for this test\"\nconfidence = \"low\"\n"
        ))
        .unwrap()
    }

    fn wanted() -> Wanted {
        Wanted {
            process: ProcessId::new("acrylic-clear").unwrap(),
            longest: Mm::new(50.0),
            back: false,
            colours: 0,
            piece_mg: 10_000,
        }
    }

    const DEAR: &str = "tier = [{ from = 1, each = \"3\", origin = \"o\" }]";
    const MOULDED: &str = "tier = [{ from = 1, each = \"1\", origin = \"o\" }]\n\
        once = [{ name = \"Mould\", amount = \"100\", origin = \"o\" }]";

    #[test]
    fn a_mould_pays_from_the_quantity_where_the_lists_meet() {
        let (dear, moulded) = (list("dear", DEAR), list("moulded", MOULDED));
        // 3 n = 100 + n at n = 50, where the first still stands.
        let turns = turns(&[(&dear, None), (&moulded, None)], &wanted());
        let told: Vec<(u32, &str)> = turns.iter().map(|turn| (turn.from, turn.list.as_str())).collect();
        assert_eq!(told, [(1, "dear"), (51, "moulded")]);
    }

    #[test]
    fn a_from_price_is_never_the_cheapest() {
        let lures = list("lures", &format!("from_only = true\n{}", DEAR.replace("\"3\"", "\"0.01\"")));
        let dear = list("dear", DEAR);
        let quotes = [quote(&lures, &wanted(), 50, None), quote(&dear, &wanted(), 50, None)];
        let best = cheapest([(&lures, &quotes[0]), (&dear, &quotes[1])].into_iter());
        assert_eq!(best, Some(&dear.id));
    }

    #[test]
    fn a_hundred_may_cost_less_than_ninety() {
        let tiers = "tier = [{ from = 50, each = \"2\", origin = \"o\" }, { from = 100, each = \"1.5\", origin = \"o\" }]";
        let list = list("tiers", tiers);
        let asked = |quantity| quote(&list, &wanted(), quantity, None);
        let hundred = more(&list, &wanted(), &asked(90), None).unwrap();
        assert_eq!((hundred.quantity, hundred.total.low), (100, 15_000));
        assert_eq!(more(&list, &wanted(), &asked(60), None), None, "100 would cost more than 60");
    }

    #[test]
    fn an_order_breaks_even_when_the_last_cent_is_earned() {
        let quote = quote(&list("dear", DEAR), &wanted(), 50, None);
        let at = |text: &str| Sum::of(text.parse().unwrap(), quote.total.currency).unwrap();
        let even = break_even(&quote, at("10")).unwrap();
        assert_eq!((even.low, even.high, even.pays, even.left.low), (15, 15, true, 35_000));
        let never = break_even(&quote, at("2")).unwrap();
        assert_eq!((never.high, never.pays, never.left.high), (75, false, -5_000));
        assert_eq!(break_even(&quote, at("0")), None);
    }
}
