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
const OF_PARQUET: u64 = 3_600;
/// Of text, which one core splits while the others do the rest.
const OF_TEXT: u64 = 4_500;

/// Bytes that stay in memory for each row until all is counted: what is kept of it, its person, who meets it.
const KEPT: u64 = 31;
/// Bytes for each row of what is compared, which the room holds as far as it goes.
const COMPARED: u64 = 150;
/// Bytes whatever there is to do: pieces of files, tables, the program.
const ALWAYS: u64 = 250_000_000;

impl Plan {
    /// The rows of files, about; none if one of them does not tell.
    pub fn rows(&self, inputs: &[Input]) -> Option<u64> {
        inputs.iter().map(|input| read::rows(&input.source)).sum()
    }

    /// What the run takes on so many cores; none if a file does not tell how long it is.
    pub fn effort(&self, cores: u64) -> Option<Effort> {
        let (leaks, members) = (self.rows(&self.leaks)?, self.rows(&self.members)?);
        let inputs = self.leaks.iter().chain(&self.members);
        let work = inputs.map(|input| {
            let of_row = if matches!(input.source.format, Format::Text(_)) { OF_TEXT } else { OF_PARQUET };
            Some(read::rows(&input.source)? * of_row)
        });
        let rows = leaks + members;
        let compared = (rows * COMPARED).min(self.room.bytes as u64);
        Some(Effort {
            rows,
            memory: ALWAYS + rows * KEPT + compared,
            seconds: work.sum::<Option<u64>>()? / cores.max(1) / 1_000_000_000,
        })
    }
}
