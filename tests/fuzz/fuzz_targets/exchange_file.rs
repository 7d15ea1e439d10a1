//! Project files from outside.
#![no_main]

use dangle_store::Store;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut store = Store::memory().expect("a store in memory");
    if let Err(error) = store.import_bytes(bytes, 0) {
        dangle_fuzz::assert_refused(&error);
    }
});
