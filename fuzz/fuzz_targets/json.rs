//! Any bytes after the first object of a JSON file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for first in ["{\"nir\":1}\n", "[{\"nir\":1}"] {
        ampleur_fuzz::read(&[first.as_bytes(), bytes].concat(), "");
    }
});
