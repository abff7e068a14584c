//! Any bytes given as a ZIP archive: they begin as one does.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut archive = bytes.to_vec();
    archive.iter_mut().zip(b"PK\x03\x04").for_each(|(byte, first)| *byte = *first);
    ampleur_fuzz::read(&archive, "");
});
