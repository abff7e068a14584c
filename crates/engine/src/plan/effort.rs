//! Estimate of the time and memory that a run takes, printed before it starts.

use super::{Input, Plan};
use crate::read::{self, Format};

/// The estimated effort of a run.
#[derive(Clone, Copy)]
pub struct Effort {
    /// Rows of both sides.
    pub rows: u64,
    /// Peak memory in bytes.
    pub memory: u64,
    /// Duration in seconds.
    pub seconds: u64,
}

/// Core time per row of Parquet, from reading to counting, in nanoseconds. All constants here were measured: see
/// `benches/README.md`. The second pass takes two fifths of it, of which no more than the leaked rows' share can be spared.
const OF_PARQUET: u64 = 5_200;
/// Core time per row of text in nanoseconds. One core splits the lines while the others do the rest.
const OF_TEXT: u64 = 6_000;

/// Bytes per row that stay in memory until all is counted: the kept row, its person, its matched pairs.
const KEPT: u64 = 31;
/// Bytes per row for the comparison, held in memory up to the limit.
const COMPARED: u64 = 110;
/// Bytes independent of the number of rows: pieces of files, tables, the program.
const ALWAYS: u64 = 250_000_000;

impl Plan {
    /// Estimated number of rows; none if it is unknown for a file.
    pub fn rows(&self, inputs: &[Input]) -> Option<u64> {
        inputs.iter().try_fold(0u64, |sum, input| Some(sum.saturating_add(read::rows(&input.source)?)))
    }

    /// Estimates the run on a number of cores, with a memory limit for the comparison in bytes; none if the number of
    /// rows is unknown for a file.
    pub fn effort(&self, cores: u64, memory: u64) -> Option<Effort> {
        let (mut rows, mut work) = (0u64, 0u64);
        for input in self.leaks.iter().chain(&self.members) {
            let of_row = if matches!(input.source.format, Format::Text(_) | Format::Objects { .. }) {
                OF_TEXT
            } else {
                OF_PARQUET
            };
            let here = read::rows(&input.source)?;
            // A damaged file may announce any number of rows.
            rows = rows.saturating_add(here);
            work = work.saturating_add(here.saturating_mul(of_row));
        }
        let compared = rows.saturating_mul(COMPARED).min(memory);
        Some(Effort {
            rows,
            memory: rows.saturating_mul(KEPT).saturating_add(ALWAYS + compared),
            seconds: work / cores.max(1) / 1_000_000_000,
        })
    }
}
