//! Any bytes given as a leak are read to their end or refused; each row read is counted once, by a number that grows.
#![no_main]

use ampleur::intake;
use ampleur::read::{Side, inspect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("ampleur-fuzz-{}.csv", std::process::id()));
    std::fs::write(&path, bytes).expect("a temporary file");
    let file = toml::from_str("path = \"x.csv\"").expect("an entry");
    if let Ok(source) = inspect(&path, "x.csv", Side::Leaks, &file) {
        let mut rows = Vec::new();
        let day = jiff::civil::date(2024, 2, 7);
        let read = intake::stream(&source, day, |raw, _| raw.rows().to_vec(), |pieces| rows.extend(pieces.concat()));
        if let Ok(record) = read {
            assert_eq!(record.rows, rows.len() as u64);
            assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(record.rejected() <= record.rows);
        }
    }
    let _ = std::fs::remove_file(&path);
});
