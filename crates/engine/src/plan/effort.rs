//! What a run will take: told before it starts, so that nobody waits for what will not come.

use super::{Input, Plan};
use crate::read::{self, Format};

/// What a run takes, about.
#[derive(Clone, Copy)]
pub struct Effort {
    /// Rows of both sides.
    pub rows: u64,
    /// Bytes of memory at the most.
    pub memory: u64,
    /// Seconds from start to end.
    pub seconds: u64,
}

/// Nanoseconds that one core needs for a row, from reading to counting. Measured, as all numbers here: `benches/README.md`.
const OF_PARQUET: u64 = 3_200;
/// Of text, which one core splits while the others do the rest.
const OF_TEXT: u64 = 3_700;

/// Bytes that stay in memory for each row until all is counted: what is kept of it, its person, who meets it.
const KEPT: u64 = 31;
/// Bytes for each row of what is compared, which the room holds as far as it goes.
const COMPARED: u64 = 110;
/// Bytes whatever there is to do: pieces of files, tables, the program.
const ALWAYS: u64 = 250_000_000;

impl Plan {
    /// The rows of files, about; none if one of them does not tell.
    pub fn rows(&self, inputs: &[Input]) -> Option<u64> {
        inputs.iter().try_fold(0u64, |sum, input| Some(sum.saturating_add(read::rows(&input.source)?)))
    }

    /// What the run takes on so many cores, with so many bytes for what is compared; none if a file does not tell how long it is.
    pub fn effort(&self, cores: u64, memory: u64) -> Option<Effort> {
        let (mut rows, mut work) = (0u64, 0u64);
        for input in self.leaks.iter().chain(&self.members) {
            let of_row = if matches!(input.source.format, Format::Text(_)) { OF_TEXT } else { OF_PARQUET };
            let here = read::rows(&input.source)?;
            // A damaged file may tell of any number.
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
