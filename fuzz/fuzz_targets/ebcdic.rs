//! Any bytes given as EBCDIC: records of one length with packed and zoned numbers, and lines.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let columns = "nir = { at = 1, width = 7, packed = 13 }, birth_date = { at = 8, width = 8, zoned = true }, last_name = { at = 16, width = 4 }";
    let whole = &bytes[..bytes.len() / 20 * 20];
    ampleur_fuzz::read(whole, &format!("encoding = \"cp1147\"\nrecord_length = 20\ncolumns = {{ {columns} }}"));
    let columns = "nir = { at = 1, width = 15 }, last_name = { at = 16, width = 4 }";
    ampleur_fuzz::read(bytes, &format!("encoding = \"cp297\"\ncolumns = {{ {columns} }}"));
});
