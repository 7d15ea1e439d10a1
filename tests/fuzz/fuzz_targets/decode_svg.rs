//! Drawings.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| dangle_fuzz::read_artwork(bytes));
