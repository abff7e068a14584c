//! Estimates the number of rows in a file, to announce the effort of a run.

use std::fs::File;
use std::io::Read;

use super::{Format, Source, parquet};

/// Number of bytes sampled from a text.
const SAMPLE: usize = 1 << 18;

/// The number of rows: exact for Parquet; extrapolated from the length of the first lines for text; unknown for
/// workbooks and compressed files.
pub fn rows(source: &Source) -> Option<u64> {
    match &source.format {
        Format::Parquet | Format::Exchange(_) => parquet::rows(&source.path),
        Format::Text(text) if text.compression.is_none() => {
            let mut file = File::open(&source.path).ok()?;
            let whole = file.metadata().ok()?.len();
            let mut sample = Vec::with_capacity(SAMPLE);
            file.by_ref().take(SAMPLE as u64).read_to_end(&mut sample).ok()?;
            let lines = sample.iter().filter(|byte| **byte == b'\n').count() as u64;
            let last = sample.iter().rposition(|byte| *byte == b'\n')? as u64 + 1;
            whole.saturating_mul(lines).checked_div(last)
        }
        Format::Objects { rows, .. } => Some(*rows),
        Format::Text(_) | Format::Workbook { .. } => None,
    }
}
