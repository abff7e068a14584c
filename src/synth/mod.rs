//! An invented population, the breach that hits it, and the truth about both.
//!
//! For the demo, for drills before a real breach, and for benchmarks. Everything is a function of a seed and of the
//! number of a [`unit::Unit`] (a household with its contracts and what leaked of it), so that the files do not depend on
//! the machine or on threads. [`truth`] counts what was planted, household by household, without the linking code.
//!
//! Nobody in it exists: surnames are put together from syllables, and NIRs stand in municipality codes that no register
//! uses.

mod case;
mod draw;
mod household;
mod names;
pub mod sample;
pub mod truth;
pub mod unit;
mod write;

use std::path::Path;

use crate::error::Result;
use crate::manifest;
use crate::report::{self, Bundle};

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

/// Member rows a unit has on average, in hundredths (counted over 100,000 units).
const ROWS_A_HUNDRED_UNITS: u64 = 203;

impl Population {
    /// All files of the invented incident, its truth included.
    pub fn bundle(&self) -> Result<Bundle> {
        let units = (self.persons * 100 / ROWS_A_HUNDRED_UNITS).max(unit::CASES);
        let (mut files, truth) = write::files(self.seed, units, self.shape)?;
        files.insert("incident.toml".to_owned(), sample::incident(self.shape).into_bytes());
        files.insert("truth.json".to_owned(), report::json(&truth)?);
        Ok(files)
    }

    /// Writes them to a folder that must not exist yet.
    pub fn write(&self, folder: &Path) -> Result<()> {
        manifest::write(folder, &self.bundle()?)
    }
}
