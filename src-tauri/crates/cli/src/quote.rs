//! `dangle quote`: what an order costs, when to order it, and its footprint.

use std::time::{SystemTime, UNIX_EPOCH};

use dangle_design::{Error, ErrorCode};
use dangle_print::quote::{
    Asked, Calendar, Currency, Footprint, NoPrice, Offer, Offered, PriceList, Turn, Verdict, order,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::args::QuoteArgs;
use crate::input::{Opened, read_at_most};
use crate::order::{facts, only_charm};
use crate::output::{json_text, print_line};
use crate::{Outcome, Result};

/// Largest price list that is read, in bytes.
const LARGEST_LIST: u64 = 1_000_000;

/// What is told of one order.
#[derive(Serialize)]
struct Told<'a> {
    charm: &'a str,
    longest_mm: f64,
    piece_g: f64,
    offers: &'a [Offer],
    /// From how many pieces on which list is the cheapest.
    turns: &'a [Turn],
}

/// Prices an order of one charm by every list that is for its process.
pub(crate) fn run(args: &QuoteArgs) -> Result<Outcome> {
    let opened = Opened::read(&args.file, args.charm.wish())?;
    let shaped = only_charm(&opened)?;
    let facts = facts(&shaped)?;
    let lists = lists(args)?;
    let asked = asked(args)?;
    let (offers, turns) = order(&lists, &facts, &asked)?;
    let told = Told {
        charm: &shaped.charm.name,
        longest_mm: (facts.wanted.longest.get() * 100.0).round() / 100.0,
        piece_g: facts.wanted.piece_mg as f64 / 1000.0,
        offers: &offers,
        turns: &turns,
    };
    if args.json {
        print_line(&json_text(&told, false)?)?;
    } else {
        print_for_people(&told)?;
    }
    if offers.is_empty() {
        crate::output::note(&format!(
            "no price list is for {}: write one of your own and give it with --list.",
            shaped.process.name
        ));
    }
    Ok(Outcome::Good)
}

/// The lists that come with Dangle, and the person's own, which stand before one of the same id.
fn lists(args: &QuoteArgs) -> Result<Vec<PriceList>> {
    let mut lists = PriceList::bundled()?;
    for path in &args.list {
        let bytes = read_at_most(path, LARGEST_LIST)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Error::input(format!("{} is no text", path.display()), "Give a TOML file."))?;
        let own = PriceList::from_toml(&text).map_err(|error| error.about(path.display()))?;
        lists.retain(|list| list.id != own.id);
        lists.push(own);
    }
    Ok(lists)
}

fn asked(args: &QuoteArgs) -> Result<Asked> {
    Ok(Asked {
        quantities: args.quantity.clone(),
        need_by: args.need_by,
        selling: args.sell.map(|amount| (amount, args.currency.unwrap_or(Currency::Usd))),
        by: args.freight.map(Into::into),
        spare_days: args.spare_days,
        today: args.today.map_or_else(today, Ok)?,
    })
}

/// Today by the computer's clock, in the world's time: a day more or less is nothing against the ranges.
pub(crate) fn today() -> Result<Date> {
    let unset = || {
        Error::new(ErrorCode::Input, "the clock of this computer is not set", "Give the day with --today.")
    };
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| unset())?;
    let seconds = i64::try_from(since.as_secs()).map_err(|_| unset())?;
    Ok(Timestamp::from_second(seconds).map_err(|_| unset())?.to_zoned(TimeZone::UTC).date())
}

fn print_for_people(told: &Told<'_>) -> Result<()> {
    print_line(&format!(
        "{}: {} mm, {} g each with its hardware",
        told.charm, told.longest_mm, told.piece_g
    ))?;
    for offer in told.offers {
        let verified = if offer.verified { "verified" } else { "unverified" };
        let from = if offer.from_only { ", lowest prices only" } else { "" };
        print_line(&format!("{} ({verified}{from}): {}", offer.name, offer.summary))?;
        for offered in &offer.by_quantity {
            print_line(&format!("  {}", in_words(offer, offered)))?;
        }
        if let Some(calendar) = &offer.calendar {
            print_line(&format!("  {}", days_in_words(calendar)))?;
        }
        for footprint in &offer.footprints {
            print_line(&format!("  {}", footprint_in_words(footprint)))?;
        }
    }
    for turn in told.turns.iter().skip(1) {
        print_line(&format!("from {} pieces on {} is the cheapest", turn.from, turn.list))?;
    }
    Ok(())
}

fn in_words(offer: &Offer, offered: &Offered) -> String {
    let quote = &offered.quote;
    let price = match &quote.none {
        Some(NoPrice::TooFew { least }) => format!("{}: not made, {least} at least", quote.quantity),
        Some(NoPrice::Untold { from }) => format!("{}: prices are known from {from} on", quote.quantity),
        Some(NoPrice::TooLarge { most_mm }) => format!("{}: priced up to {most_mm}", quote.quantity),
        None => {
            let from = if offer.from_only { "from " } else { "" };
            format!("{}: {from}{} each, {from}{} in all", quote.quantity, quote.each, quote.total)
        }
    };
    let mut words = vec![price];
    words.extend(offered.cheapest.then(|| "cheapest".to_owned()));
    let smaller = quote.smaller.as_ref();
    words.extend(smaller.map(|smaller| format!("{} less saves {}", smaller.less_mm, smaller.saves)));
    words.extend(offered.more.as_ref().map(|more| format!("{} cost no more: {}", more.quantity, more.total)));
    let even = offered.break_even.as_ref();
    words.extend(even.map(|even| format!("paid for after {} to {} sold", even.low, even.high)));
    words.join(" · ")
}

fn days_in_words(calendar: &Calendar) -> String {
    let [soonest, latest] = calendar.ordered_today;
    match calendar.verdict {
        Verdict::InTime => format!(
            "order by {}; after {} it cannot be there by {}",
            calendar.order_safe, calendar.order_last, calendar.need_by
        ),
        Verdict::Tight => format!(
            "tight: {} is met only if all goes quickly; ordered today it is there from {soonest} to {latest}",
            calendar.need_by
        ),
        Verdict::Late => {
            format!("late: ordered today it is there from {soonest} to {latest}, not by {}", calendar.need_by)
        }
    }
}

fn footprint_in_words(footprint: &Footprint) -> String {
    let name = match footprint.variant {
        dangle_print::quote::Variant::AsDesigned => "as designed",
        dangle_print::quote::Variant::Recycled => "of recycled acrylic",
        dangle_print::quote::Variant::Wood => "of birch plywood",
        dangle_print::quote::Variant::HardwareReused => "without hardware",
        dangle_print::quote::Variant::BySea => "sent by ship",
    };
    let sure = format!("{:?}", footprint.confidence).to_lowercase();
    let total = &footprint.total;
    format!("{name}: {} to {} g CO2e each, likely {} (confidence {sure})", total.low, total.high, total.best)
}
