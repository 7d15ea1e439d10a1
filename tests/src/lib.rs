//! Golden cases, journeys, faults and benches of Dangle.

pub mod faults;
