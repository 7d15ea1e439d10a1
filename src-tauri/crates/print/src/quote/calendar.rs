//! The calendar, backwards from the day the charms must be in hand: pure arithmetic of dates.

use dangle_design::{Error, ErrorCode, Result};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rust_embed::Embed;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::{Origin, PriceList, Shipping, Span};

#[derive(Embed)]
#[folder = "../../../assets/vendors"]
#[include = "holidays.toml"]
struct Files;

/// The maker's own spare days, where they do not say: to unpack, look, and pack on cards.
pub const USUAL_SPARE_DAYS: u32 = 3;

/// When factories of a country stand still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Quote.ts")]
pub struct Closure {
    /// What for.
    pub name: String,
    /// The country, by ISO 3166.
    pub country: String,
    /// The first day.
    #[ts(type = "string")]
    pub from: Date,
    /// The last day.
    #[ts(type = "string")]
    pub to: Date,
    /// Where it comes from.
    pub origin: Origin,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Closures {
    closure: Vec<Closure>,
}

/// The closures that come with Dangle, in the order of their days.
///
/// # Errors
/// `Store` when their file is damaged.
pub fn closures() -> Result<Vec<Closure>> {
    let damaged = |what: String| Error::new(ErrorCode::Store, what, "Install Dangle again.");
    let file = Files::get("holidays.toml").ok_or_else(|| damaged("holidays.toml is missing".into()))?;
    let text = std::str::from_utf8(&file.data).map_err(|error| damaged(error.to_string()))?;
    let Closures { closure } = toml::from_str(text).map_err(|error| damaged(error.to_string()))?;
    Ok(closure)
}

/// What happens between an order and the day it is in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Quote.ts")]
pub enum StageKind {
    /// One piece is made, sent and looked at.
    Sample,
    /// The proof is drawn, looked at and approved.
    Approval,
    /// The order is made.
    Bulk,
    /// It travels.
    Shipping,
    /// The maker's own spare days.
    Spare,
}

/// One stage, with the days it must begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Stage {
    /// What happens.
    pub kind: StageKind,
    /// How many days at least and at most.
    pub days: [u32; 2],
    /// Whether Saturdays and Sundays do not count.
    pub working: bool,
    /// The day it must begin if all goes slowly.
    #[ts(type = "string")]
    pub safe: Date,
    /// The day it must begin at the latest, if all goes quickly.
    #[ts(type = "string")]
    pub last: Date,
    /// Closures that lie in it, by name.
    pub closed: Vec<String>,
    /// Where the figure comes from; `None` for the maker's own.
    pub origin: Option<Origin>,
}

/// Whether there is time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Quote.ts")]
pub enum Verdict {
    /// Even if all goes slowly.
    InTime,
    /// Only if all goes quickly.
    Tight,
    /// Not even then.
    Late,
}

/// The stages of an order, the first one first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Calendar {
    /// The day it must be in hand.
    #[ts(type = "string")]
    pub need_by: Date,
    /// The stages.
    pub stages: Vec<Stage>,
    /// Order by this day and it is there even if all goes slowly.
    #[ts(type = "string")]
    pub order_safe: Date,
    /// Order after this day and it cannot be there.
    #[ts(type = "string")]
    pub order_last: Date,
    /// Whether there is time from today.
    pub verdict: Verdict,
    /// When it is in hand if it is ordered today: at the earliest and at the latest.
    #[ts(type = "[string, string]")]
    pub ordered_today: [Date; 2],
}

/// One stage before its days are known.
struct Leg<'a> {
    kind: StageKind,
    days: [u32; 2],
    working: bool,
    /// The factory's closures count for what the factory does.
    closures: &'a [Closure],
    origin: Option<Origin>,
}

/// The calendar of an order by that list, sent that way; `None` where the list does not tell how long both the
/// making and the way take.
#[must_use]
pub fn calendar(
    list: &PriceList,
    way: Option<&Shipping>,
    spare_days: u32,
    need_by: Date,
    today: Date,
    closures: &[Closure],
) -> Option<Calendar> {
    let (bulk, way) = (list.bulk.as_ref()?, way?);
    let theirs: Vec<Closure> =
        closures.iter().filter(|closure| list.country.as_ref() == Some(&closure.country)).cloned().collect();
    let leg = |kind, span: &Span, closures| Leg {
        kind,
        days: span.days,
        working: span.working,
        closures,
        origin: list.origin(&span.origin).cloned(),
    };
    let sample = list.sample.iter().map(|sample| leg(StageKind::Sample, &sample.span, &theirs[..]));
    let approval = list.approval.iter().map(|span| leg(StageKind::Approval, span, &theirs));
    let made = [leg(StageKind::Bulk, bulk, &theirs[..]), leg(StageKind::Shipping, &way.span, &[])];
    let spare =
        Leg { kind: StageKind::Spare, days: [spare_days; 2], working: false, closures: &[], origin: None };
    let legs: Vec<Leg<'_>> =
        sample.chain(approval).chain(made).chain((spare_days > 0).then_some(spare)).collect();
    Some(backwards(&legs, need_by, today))
}

fn backwards(legs: &[Leg<'_>], need_by: Date, today: Date) -> Calendar {
    let (mut safe, mut last) = (need_by, need_by);
    let mut stages: Vec<Stage> = legs
        .iter()
        .rev()
        .map(|leg| {
            let end = last;
            safe = walk(safe, leg.days[1], leg, Direction::Back);
            last = walk(last, leg.days[0], leg, Direction::Back);
            let meets = |closure: &&Closure| closure.from < end && closure.to >= safe;
            let closed = leg.closures.iter().filter(meets).map(|closure| closure.name.clone()).collect();
            let Leg { kind, days, working, origin, .. } = leg;
            Stage { kind: *kind, days: *days, working: *working, safe, last, closed, origin: origin.clone() }
        })
        .collect();
    stages.reverse();
    let verdict = match today {
        today if today <= safe => Verdict::InTime,
        today if today <= last => Verdict::Tight,
        _ => Verdict::Late,
    };
    let arrives =
        |slow: usize| legs.iter().fold(today, |day, leg| walk(day, leg.days[slow], leg, Direction::Forward));
    let ordered_today = [arrives(0), arrives(1)];
    Calendar { need_by, stages, order_safe: safe, order_last: last, verdict, ordered_today }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forward,
}

/// The day that lies so many days of work away.
fn walk(from: Date, days: u32, leg: &Leg<'_>, direction: Direction) -> Date {
    let step = if direction == Direction::Back { -1 } else { 1 };
    let (mut day, mut left) = (from, days);
    while left > 0 {
        // Work of a day ends on the next morning: going back, the day reached is the day worked.
        let next = day.saturating_add(step.days());
        if next == day {
            break;
        }
        let worked = if direction == Direction::Back { next } else { day };
        day = next;
        left -= u32::from(is_worked(worked, leg));
    }
    day
}

fn is_worked(day: Date, leg: &Leg<'_>) -> bool {
    let rests = leg.working && matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !rests && !leg.closures.iter().any(|closure| (closure.from..=closure.to).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dangle_design::process::Confidence;
    use jiff::civil::date;

    fn leg(kind: StageKind, days: [u32; 2], closures: &[Closure]) -> Leg<'_> {
        Leg { kind, days, working: false, closures, origin: None }
    }

    fn closure(from: Date, to: Date) -> Closure {
        let origin = Origin { date: date(2026, 11, 22), text: "made up".into(), confidence: Confidence::Low };
        Closure { name: "Feast".into(), country: "CN".into(), from, to, origin }
    }

    #[test]
    fn quick_and_slow_days_are_taken_off_the_day_it_must_be_in_hand() {
        let legs = [leg(StageKind::Bulk, [15, 20], &[]), leg(StageKind::Shipping, [5, 10], &[])];
        let plan = backwards(&legs, date(2027, 3, 1), date(2027, 1, 1));
        assert_eq!((plan.order_safe, plan.order_last), (date(2027, 1, 30), date(2027, 2, 9)));
        assert_eq!(plan.stages[1].safe, date(2027, 2, 19));
        assert_eq!(plan.verdict, Verdict::InTime);
        assert_eq!(plan.ordered_today, [date(2027, 1, 21), date(2027, 1, 31)]);
    }

    #[test]
    fn today_past_the_last_day_is_late_and_between_is_tight() {
        let legs = [leg(StageKind::Bulk, [10, 20], &[])];
        let verdict = |today| backwards(&legs, date(2027, 3, 1), today).verdict;
        assert_eq!(verdict(date(2027, 2, 9)), Verdict::InTime);
        assert_eq!(verdict(date(2027, 2, 10)), Verdict::Tight);
        assert_eq!(verdict(date(2027, 2, 19)), Verdict::Tight);
        assert_eq!(verdict(date(2027, 2, 20)), Verdict::Late);
    }

    #[test]
    fn no_charm_is_made_while_the_factory_stands_still() {
        let feast = [closure(date(2027, 2, 5), date(2027, 2, 14))];
        let legs = [leg(StageKind::Bulk, [10, 10], &feast)];
        let plan = backwards(&legs, date(2027, 2, 20), date(2027, 1, 1));
        // 19 to 15 February are five days, ten more are closed, five before them.
        assert_eq!(plan.order_last, date(2027, 1, 31));
        assert_eq!(plan.stages[0].closed, ["Feast"]);
        let forward = backwards(&legs, date(2027, 2, 20), date(2027, 1, 31)).ordered_today;
        assert_eq!(forward, [date(2027, 2, 20); 2], "there and back again");
    }

    #[test]
    fn working_days_leave_out_the_week_end() {
        let legs = [Leg { working: true, ..leg(StageKind::Bulk, [5, 5], &[]) }];
        // 1 March 2027 is a Monday: five working days before it is the Monday before.
        assert_eq!(backwards(&legs, date(2027, 3, 1), date(2027, 1, 1)).order_last, date(2027, 2, 22));
    }

    #[test]
    fn the_closures_that_come_with_dangle_are_whole_and_in_order() {
        let all = closures().unwrap();
        assert!(all.iter().any(|closure| closure.name.contains("New Year") && closure.from.year() == 2027));
        assert!(all.iter().all(|closure| closure.from <= closure.to));
        assert!(all.windows(2).all(|pair| pair[0].from < pair[1].from));
    }
}
