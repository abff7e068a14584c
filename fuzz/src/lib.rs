//! What the targets that read files hold: a file is read to its end or refused; each row read is counted once, by a number that grows.

use std::path::{Path, PathBuf};

use engine::identity::CanonBatch;
use engine::intake::{self, Consumer, Place};
use engine::read::{RawBatch, Side, archive, inspect};

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

/// Reads bytes as a leaked file. `entry` is what its entry in an incident file says beside the path.
pub fn read(bytes: &[u8], entry: &str) {
    let path = std::env::temp_dir().join(format!("ampleur-fuzz-{}.x", std::process::id()));
    std::fs::write(&path, bytes).expect("a temporary file");
    if let Ok(inside) = archive::entries(&path, "x") {
        inside.unwrap_or_else(|| vec![path.clone()]).iter().for_each(|path| read_one(path, entry));
    }
    let _ = std::fs::remove_file(PathBuf::from(&path));
}

fn read_one(path: &Path, entry: &str) {
    let file = toml::from_str(&format!("path = \"x\"\n{entry}")).expect("an entry");
    let Ok(source) = inspect(path, "x", Side::Leaks, &file) else { return };
    let mut numbers = Numbers(Vec::new());
    if let Ok(record) = intake::stream(&source, jiff::civil::date(2024, 2, 7), &mut numbers) {
        let rows = numbers.0;
        assert_eq!(record.rows, rows.len() as u64);
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(record.rejected() <= record.rows);
    }
}
