//! Money: whole smallest units of a currency, always between two bounds. No floating point anywhere.

use std::fmt;
use std::str::FromStr;

use dangle_design::{Error, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Amounts are read from 0 to this, in hundredths: ten million of any currency.
const MOST_HUNDREDTHS: i64 = 1_000_000_000;

/// A currency that price lists are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export_to = "Quote.ts")]
pub enum Currency {
    /// United States dollar.
    #[serde(rename = "USD")]
    Usd,
    /// Euro.
    #[serde(rename = "EUR")]
    Eur,
    /// Pound sterling.
    #[serde(rename = "GBP")]
    Gbp,
    /// Renminbi.
    #[serde(rename = "CNY")]
    Cny,
    /// Yen: it has no smaller unit.
    #[serde(rename = "JPY")]
    Jpy,
    /// Won: it has no smaller unit.
    #[serde(rename = "KRW")]
    Krw,
    /// Canadian dollar.
    #[serde(rename = "CAD")]
    Cad,
    /// Australian dollar.
    #[serde(rename = "AUD")]
    Aud,
}

impl Currency {
    /// Every currency.
    pub const ALL: [Currency; 8] = [
        Currency::Usd,
        Currency::Eur,
        Currency::Gbp,
        Currency::Cny,
        Currency::Jpy,
        Currency::Krw,
        Currency::Cad,
        Currency::Aud,
    ];

    /// Its code by ISO 4217.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Currency::Usd => "USD",
            Currency::Eur => "EUR",
            Currency::Gbp => "GBP",
            Currency::Cny => "CNY",
            Currency::Jpy => "JPY",
            Currency::Krw => "KRW",
            Currency::Cad => "CAD",
            Currency::Aud => "AUD",
        }
    }

    /// How many digits stand behind its point, by ISO 4217.
    #[must_use]
    pub fn digits(self) -> u32 {
        match self {
            Currency::Jpy | Currency::Krw => 0,
            Currency::Usd | Currency::Eur | Currency::Gbp | Currency::Cny | Currency::Cad | Currency::Aud => {
                2
            }
        }
    }
}

/// What a price list writes: `"1.51"`, or `["3.00", "4.50"]` for a range. Kept in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Amount {
    low: i64,
    high: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    One(String),
    Range([String; 2]),
}

impl Amount {
    /// So many hundredths, no more and no less.
    #[must_use]
    pub fn exactly(hundredths: u32) -> Amount {
        Amount { low: hundredths.into(), high: hundredths.into() }
    }
}

impl TryFrom<Written> for Amount {
    type Error = Error;
    fn try_from(written: Written) -> Result<Self> {
        let (low, high) = match &written {
            Written::One(both) => (hundredths(both)?, hundredths(both)?),
            Written::Range([low, high]) => (hundredths(low)?, hundredths(high)?),
        };
        if low > high {
            return Err(Error::input(
                "an amount's lower bound is above its upper one",
                "Write the lower first.",
            ));
        }
        Ok(Amount { low, high })
    }
}

impl From<Amount> for Written {
    fn from(amount: Amount) -> Written {
        if amount.low == amount.high {
            Written::One(decimal(amount.low))
        } else {
            Written::Range([decimal(amount.low), decimal(amount.high)])
        }
    }
}

/// Reads "12", "12.5" or "12.50" into hundredths.
fn hundredths(text: &str) -> Result<i64> {
    let wrong = || Error::input(format!("\"{text}\" is no amount of money"), "Write it as \"12.50\".");
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 || whole.len() > 9 {
        return Err(wrong());
    }
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    let part: i64 = format!("{part:0<2}").parse().map_err(|_| wrong())?;
    let hundredths = whole * 100 + part;
    if hundredths > MOST_HUNDREDTHS { Err(wrong()) } else { Ok(hundredths) }
}

fn decimal(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

impl FromStr for Amount {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Amount::try_from(Written::One(text.to_owned()))
    }
}

/// An amount of money between two bounds, in the currency's smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Sum {
    /// At least.
    #[ts(type = "number")]
    pub low: i64,
    /// At most.
    #[ts(type = "number")]
    pub high: i64,
    /// Of what.
    pub currency: Currency,
}

impl Sum {
    /// Nothing.
    #[must_use]
    pub fn zero(currency: Currency) -> Sum {
        Sum { low: 0, high: 0, currency }
    }

    /// What a price list writes, in its currency's smallest unit.
    ///
    /// # Errors
    /// `Input` when the currency has no unit as small as that.
    pub fn of(amount: Amount, currency: Currency) -> Result<Sum> {
        let divisor = 10_i64.pow(2 - currency.digits().min(2));
        if amount.low % divisor != 0 || amount.high % divisor != 0 {
            let message = format!("{} has no hundredths", currency.code());
            return Err(Error::input(message, "Write whole amounts."));
        }
        Ok(Sum { low: amount.low / divisor, high: amount.high / divisor, currency })
    }

    /// Both together. Sums of one quote are of one currency.
    #[must_use]
    pub fn plus(self, other: Sum) -> Sum {
        debug_assert_eq!(self.currency, other.currency);
        Sum { low: self.low + other.low, high: self.high + other.high, ..self }
    }

    /// So many of it.
    #[must_use]
    pub fn times(self, count: u32) -> Sum {
        Sum { low: self.low * i64::from(count), high: self.high * i64::from(count), ..self }
    }

    /// The lower bound's share `percent[0]` to the upper bound's share `percent[1]`, rounded half up.
    #[must_use]
    pub fn percent(self, percent: [i32; 2]) -> Sum {
        let share = |minor: i64, percent: i32| rounded(minor * i64::from(percent), 100);
        Sum { low: share(self.low, percent[0]), high: share(self.high, percent[1]), ..self }
    }

    /// What one of `count` pieces costs, rounded half up.
    #[must_use]
    pub fn each_of(self, count: u32) -> Sum {
        let count = i64::from(count.max(1));
        Sum { low: rounded(self.low, count), high: rounded(self.high, count), ..self }
    }

    /// The middle, for ranking alone.
    #[must_use]
    pub fn middle_twice(self) -> i64 {
        self.low + self.high
    }
}

/// A quotient rounded half up, whatever the sign.
fn rounded(value: i64, by: i64) -> i64 {
    (2 * value + by).div_euclid(2 * by)
}

impl fmt::Display for Sum {
    /// Such as `USD 120.00 to 180.50`, or `JPY 300`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let unit = 10_i64.pow(digits);
        let written = |minor: i64| {
            let (sign, minor) = (if minor < 0 { "-" } else { "" }, minor.abs());
            match digits {
                0 => format!("{sign}{minor}"),
                _ => format!("{sign}{}.{:0width$}", minor / unit, minor % unit, width = digits as usize),
            }
        };
        write!(f, "{} {}", self.currency.code(), written(self.low))?;
        if self.low == self.high { Ok(()) } else { write!(f, " to {}", written(self.high)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(low: i64, high: i64) -> Sum {
        Sum { low, high, currency: Currency::Usd }
    }

    #[test]
    fn an_amount_is_read_and_written_to_the_cent() {
        for (text, minor) in [("0.71", 71), ("3", 300), ("3.5", 350), ("12.50", 1250)] {
            assert_eq!(Sum::of(text.parse().unwrap(), Currency::Usd).unwrap(), usd(minor, minor), "{text}");
        }
        for wrong in ["", "1,50", "-1", "1.505", "1e3", ".5", "99999999999", "1.5.0", "nan"] {
            assert!(wrong.parse::<Amount>().is_err(), "{wrong}");
        }
        assert_eq!(usd(150, 1050).to_string(), "USD 1.50 to 10.50");
    }

    #[test]
    fn yen_have_no_hundredths() {
        let yen = |text: &str| Sum::of(text.parse().unwrap(), Currency::Jpy);
        assert_eq!(yen("300").unwrap().to_string(), "JPY 300");
        assert!(yen("300.50").is_err());
    }

    #[test]
    fn shares_and_pieces_are_rounded_half_up() {
        assert_eq!(usd(101, 103).percent([50, 50]), usd(51, 52));
        assert_eq!(usd(100, 100).each_of(3), usd(33, 33));
        assert_eq!(usd(5, 5).each_of(2), usd(3, 3));
        assert_eq!(usd(100, 200).percent([-39, -29]), usd(-39, -58));
    }
}
