//! Golden cases, journeys, faults and benches of Dangle.
