//! Any mask and any wish: one valid ring, or a refusal with a remedy.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| dangle_fuzz::outline::hold(bytes));
