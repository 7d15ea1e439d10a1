//! What can be typed for orders.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use dangle_print::quote::{Amount, Currency, Mode, USUAL_SPARE_DAYS};
use jiff::civil::Date;

use super::{CharmArgs, with_hint};

#[derive(Debug, ClapArgs)]
pub(crate) struct QuoteArgs {
    /// A .dangle file with one charm, or a picture.
    #[arg(value_name = "FILE|ART")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    /// How many, each priced by itself.
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_value = "50,100,500")]
    pub(crate) quantity: Vec<u32>,
    /// The day the charms must be in hand, such as 2027-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) need_by: Option<Date>,
    /// The day it is; the computer's if this is left out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) today: Option<Date>,
    /// What one is sold for, such as 12.50: tells how many must be sold.
    #[arg(long, value_name = "AMOUNT", value_parser = amount)]
    pub(crate) sell: Option<Amount>,
    /// The currency it is sold in; dollars if this is left out.
    #[arg(long, value_name = "CODE", value_parser = currency, requires = "sell")]
    pub(crate) currency: Option<Currency>,
    /// What the goods travel by; the quickest way of each list if this is left out.
    #[arg(long, value_enum)]
    pub(crate) freight: Option<By>,
    /// Your own spare days: to unpack, look, and pack on cards.
    #[arg(long, value_name = "DAYS", default_value_t = USUAL_SPARE_DAYS, value_parser = clap::value_parser!(u32).range(0..=365))]
    pub(crate) spare_days: u32,
    /// A price list of your own; may be given several times.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) list: Vec<PathBuf>,
    /// Prints the quote as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What goods travel by.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum By {
    /// By aeroplane.
    Air,
    /// By ship.
    Sea,
    /// By lorry.
    Road,
}

impl From<By> for Mode {
    fn from(by: By) -> Mode {
        match by {
            By::Air => Mode::Air,
            By::Sea => Mode::Sea,
            By::Road => Mode::Road,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("\"{text}\" is no day. Write it as 2027-03-01."))
}

fn amount(text: &str) -> Result<Amount, String> {
    text.parse().map_err(|error| with_hint(&error))
}

fn currency(text: &str) -> Result<Currency, String> {
    let found = Currency::ALL.into_iter().find(|currency| currency.code() == text);
    found.ok_or_else(|| {
        let known: Vec<&str> = Currency::ALL.into_iter().map(Currency::code).collect();
        format!("there is no currency \"{text}\". Choose one of: {}.", known.join(", "))
    })
}
