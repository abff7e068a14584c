//! An invented population, a breach, and the true figures.
//!
//! For the demo, drills and benchmarks. Everything is derived from a seed and the number of a [`unit::Unit`] (a
//! household with its contracts and leaked rows), so the files depend neither on the machine nor on threads. The true
//! figures are counted unit by unit from what was planted, without the linking code ([`truth`]). Memory use does not
//! grow with the population. Leaked rows may be damaged ([`Errors`]); then the figures are those of the rows without errors, and
//! `pairs.csv` tells which member rows each leaked row is about.
//!
//! No real person is in it: surnames are made of syllables, and NIRs use commune codes that do not exist.

mod case;
mod draw;
mod errors;
mod household;
mod insurers;
mod names;
mod pairs;
mod planted;
pub mod sample;
mod table;
pub mod truth;
pub mod unit;
mod write;

use std::ops::RangeInclusive;
use std::path::Path;

use self::household::{Space, World};
use model::bundle;
use model::error::{self, Result};
use model::staging;

pub use errors::Errors;
pub use household::{UNITS_A_BLOCK, UNITS_A_SPACE};
pub use names::Names;
pub use write::Shape;

/// A population to generate.
pub struct Population {
    /// Approximate number of member rows.
    pub persons: u64,
    /// Seed of the random generator.
    pub seed: u64,
    /// Number of insurers, within [`INSURERS`].
    pub insurers: usize,
    /// Format of the files.
    pub shape: Shape,
    /// How many names there are. With many, the true figures are those without namesakes.
    pub names: Names,
    /// Errors of leaked rows. With any, the true figures are those that the rows would give without.
    pub errors: Errors,
    /// Whether `pairs.csv` is written as well: which member rows each leaked row is about.
    pub pairs: bool,
}

/// Allowed number of insurers: from those of the two notices to all that are defined.
pub const INSURERS: RangeInclusive<u64> = insurers::OF_THE_NOTICES as u64..=insurers::MOST as u64;

/// Number of persons from which the defaults are ten insurers and Parquet files.
pub const NATION: u64 = 1_000_000;

/// Maximum number of member rows. Beyond it two units would share a NIR, and the true figures would be wrong.
pub const MOST_PERSONS: u64 = household::MOST_UNITS / 100 * ROWS_A_HUNDRED_UNITS;

/// Member rows per hundred units, measured over 100,000 units.
const ROWS_A_HUNDRED_UNITS: u64 = 203;

/// The NIRs of one unit in the largest possible population, thirteen characters each. For tests that NIRs are distinct
/// within a block and a space of units ([`UNITS_A_BLOCK`], [`UNITS_A_SPACE`]).
pub fn numbers_of_unit(seed: u64, number: u64) -> Vec<String> {
    let world = World {
        seed,
        space: Space::of(household::MOST_UNITS),
        insurers: insurers::OF_THE_NOTICES,
        names: Names::Few,
        errors: Errors::None,
    };
    let persons = household::unit(world, number).members.into_iter().map(|member| member.person);
    persons.flat_map(|person| [Some(person.nir), person.own_nir]).flatten().map(|nir| nir.body).collect()
}

impl Population {
    /// A population of about `persons` member rows, with the default insurers and format for that number.
    pub fn of(persons: u64, seed: u64) -> Population {
        let (insurers, shape) = match persons {
            NATION.. => (insurers::MOST, Shape::Parquet),
            _ => (insurers::OF_THE_NOTICES, Shape::Mixed),
        };
        Population { persons, seed, insurers, shape, names: Names::Few, errors: Errors::None, pairs: false }
    }

    /// Writes the files, including the true figures, to a folder that must not exist yet.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let units = (self.persons * 100 / ROWS_A_HUNDRED_UNITS).max(unit::CASES);
        staging::make(folder, |folder| {
            let world = World {
                seed: self.seed,
                space: Space::of(units),
                insurers: self.insurers,
                names: self.names,
                errors: self.errors,
            };
            let truth = write::files(world, units, (self.shape, self.pairs), folder)?;
            let incident = sample::incident(self.insurers, self.shape).into_bytes();
            let bundle = [("incident.toml", incident), ("truth.json", bundle::json(&truth)?)];
            for (name, bytes) in bundle {
                let path = folder.join(name);
                std::fs::write(&path, bytes).map_err(|e| error::cannot_write(&path, &e))?;
            }
            Ok(())
        })
    }
}
