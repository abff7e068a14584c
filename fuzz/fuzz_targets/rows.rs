//! Any bytes given as a leak are read to their end or refused; each row read is counted once, by a number that grows.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| ampleur_fuzz::read(bytes, ""));
