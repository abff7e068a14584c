//! An invented population, the breach that hits it, and the truth about both.
//!
//! For the demo, for drills before a real breach, and for benchmarks. Everything is a function of a seed and of the
//! number of a [`unit::Unit`] (a household with its contracts and what leaked of it), so that the files do not depend on
//! the machine or on threads. What was planted is counted household by household, without the linking code
//! ([`truth`]). Memory does not grow with the population.
//!
//! Nobody in it exists: surnames are put together from syllables, and NIRs stand in municipality codes that no register
//! uses.

mod case;
mod draw;
mod household;
mod names;
mod planted;
pub mod sample;
mod table;
pub mod truth;
pub mod unit;
mod write;

use std::path::Path;

use crate::aside;
use crate::error::{self, Result};
use crate::report;

pub use write::Shape;

/// What to invent.
pub struct Population {
    /// Member rows, about.
    pub persons: u64,
    /// Another seed, other persons.
    pub seed: u64,
    /// How the files look.
    pub shape: Shape,
}

/// The most member rows that may be asked for: beyond, two units would share a number, and the truth would be none.
pub const MOST_PERSONS: u64 = household::MOST_UNITS / 100 * ROWS_A_HUNDRED_UNITS;

/// Member rows a unit has on average, in hundredths (counted over 100,000 units).
const ROWS_A_HUNDRED_UNITS: u64 = 203;

impl Population {
    /// Writes all files of the invented incident, its truth included, to a folder that must not exist yet.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let units = (self.persons * 100 / ROWS_A_HUNDRED_UNITS).max(unit::CASES);
        aside::make(folder, |folder| {
            let truth = write::files(self.seed, units, self.shape, folder)?;
            let bundle =
                [("incident.toml", sample::incident(self.shape).into_bytes()), ("truth.json", report::json(&truth)?)];
            for (name, bytes) in bundle {
                let path = folder.join(name);
                std::fs::write(&path, bytes).map_err(|e| error::cannot_write(&path, &e))?;
            }
            Ok(())
        })
    }
}
