//! Orders: what a maker asks a vendor for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{CharmId, PriceListId};

/// What a maker asks a vendor for, of one charm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct OrderSpec {
    /// Which charm; a charm has one order.
    pub charm: CharmId,
    /// How many, each priced by itself.
    pub quantities: Vec<u32>,
    /// The day they must be in hand; `null` for any.
    #[ts(type = "string | null")]
    pub need_by: Option<Date>,
    /// The price list that was chosen; `null` while none is.
    pub list: Option<PriceListId>,
    /// What one is sold for; `null` where that is not told.
    pub selling: Option<Selling>,
    /// How one is packed.
    pub packing: String,
    /// Why the charm matters, as the factory is told.
    pub story: String,
    /// What else the vendor is asked or told.
    pub remarks: String,
}

/// What one charm is sold for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Selling {
    /// The amount, in hundredths of the currency.
    pub hundredths: u32,
    /// The currency's code by ISO 4217, such as `EUR`.
    pub currency: String,
}

impl OrderSpec {
    /// The quantities that are usually asked for.
    pub const USUAL_QUANTITIES: [u32; 3] = [50, 100, 500];

    /// An order of a charm as it is first offered.
    #[must_use]
    pub fn new(charm: CharmId) -> OrderSpec {
        OrderSpec {
            charm,
            quantities: OrderSpec::USUAL_QUANTITIES.to_vec(),
            need_by: None,
            list: None,
            selling: None,
            packing: String::new(),
            story: String::new(),
            remarks: String::new(),
        }
    }
}
