//! The quote desk: what an order costs, how long it takes and what it leaves behind, all as ranges with origins.
//!
//! [`order()`] puts it together for one charm: every list's price at every quantity, which is the cheapest and
//! from how many pieces on, when to order, and the footprint with other ways beside it.

mod calendar;
mod compare;
mod footprint;
mod list;
mod materials;
mod money;
mod order;
mod price;

pub use calendar::{Calendar, Closure, Stage, StageKind, USUAL_SPARE_DAYS, Verdict, calendar, closures};
pub use compare::{BreakEven, More, Turn, break_even, cheapest, more, turns};
pub use footprint::{Co2e, Footprint, HardwarePart, Piece, Share, ShareKind, Variant, footprints};
pub use list::{Count, Mode, Once, Origin, PriceList, Sample, Shipping, Span, Step, Surcharge, Tier, When};
pub use money::{Amount, Currency, Sum};
pub use order::{Asked, Offer, Offered, OrderFacts, order};
pub use price::{Line, LineKind, NoPrice, Quote, Smaller, Wanted, quote};
