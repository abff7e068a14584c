//! Any bytes given as a leak are read to their end or refused; each row read is counted once, by a number that grows.
#![no_main]

use engine::identity::CanonBatch;
use engine::intake::{self, Consumer, Place};
use engine::read::{RawBatch, Side, inspect};
use libfuzzer_sys::fuzz_target;

/// The numbers of the rows that are handed out.
struct Numbers(Vec<u64>);

impl Consumer for Numbers {
    type Piece = Vec<u64>;

    fn make(&self, _: Place, raw: &RawBatch, _: &mut CanonBatch) -> Vec<u64> {
        raw.rows().to_vec()
    }

    fn take(&mut self, pieces: Vec<Vec<u64>>) -> model::error::Result<()> {
        self.0.extend(pieces.concat());
        Ok(())
    }
}

fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("ampleur-fuzz-{}.csv", std::process::id()));
    std::fs::write(&path, bytes).expect("a temporary file");
    let file = toml::from_str("path = \"x.csv\"").expect("an entry");
    if let Ok(source) = inspect(&path, "x.csv", Side::Leaks, &file) {
        let mut numbers = Numbers(Vec::new());
        let day = jiff::civil::date(2024, 2, 7);
        if let Ok(record) = intake::stream(&source, day, &mut numbers) {
            let rows = numbers.0;
            assert_eq!(record.rows, rows.len() as u64);
            assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(record.rejected() <= record.rows);
        }
    }
    let _ = std::fs::remove_file(&path);
});
