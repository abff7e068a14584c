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

/// Nanoseconds that one core needs for a row, from reading to counting. Measured: `benches/README.md`.
const OF_PARQUET: u64 = 3_800;
/// Of text, which one core splits while the others do the rest.
const OF_TEXT: u64 = 5_500;

/// Bytes that stay in memory for each row until all is counted: what is kept of a leaked row, who it meets, why it is exposed.
const OF_LEAK: u64 = 40;
/// And of a member row, with its person and the work of counting.
const OF_MEMBER: u64 = 44;
/// Bytes for each row of what is compared, which the room holds as far as it goes.
const COMPARED: u64 = 120;
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
            memory: ALWAYS + leaks * OF_LEAK + members * OF_MEMBER + compared,
            seconds: work.sum::<Option<u64>>()? / cores.max(1) / 1_000_000_000,
        })
    }
}
