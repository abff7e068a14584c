//! Any bytes after the first element of an XML file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for last in ["", "</a>"] {
        ampleur_fuzz::read(&[b"<a><b><nir>1</nir></b>".as_slice(), bytes, last.as_bytes()].concat(), "");
    }
});
