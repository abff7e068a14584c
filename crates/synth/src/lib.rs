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
mod insurers;
mod names;
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

pub use household::{UNITS_A_BLOCK, UNITS_A_SPACE};
pub use write::Shape;

/// What to invent.
pub struct Population {
    /// Member rows, about.
    pub persons: u64,
    /// Another seed, other persons.
    pub seed: u64,
    /// How many insurers, of [`INSURERS`].
    pub insurers: usize,
    /// How the files look.
    pub shape: Shape,
}

/// From the insurers of the two notices to all that can be invented.
pub const INSURERS: RangeInclusive<u64> = insurers::OF_THE_NOTICES as u64..=insurers::MOST as u64;

/// From so many persons on, a nation is invented if nothing else is asked for: all insurers, in Parquet.
pub const NATION: u64 = 1_000_000;

/// The most member rows that may be asked for: beyond, two units would share a number, and the truth would be none.
pub const MOST_PERSONS: u64 = household::MOST_UNITS / 100 * ROWS_A_HUNDRED_UNITS;

/// Member rows a unit has on average, in hundredths (counted over 100,000 units).
const ROWS_A_HUNDRED_UNITS: u64 = 203;

/// The NIRs of one unit of the largest population that can be invented, the thirteen characters of each. Units are numbered, so many
/// to a block and to a space ([`UNITS_A_BLOCK`], [`UNITS_A_SPACE`]).
pub fn numbers_of_unit(seed: u64, number: u64) -> Vec<String> {
    let world = World { seed, space: Space::of(household::MOST_UNITS), insurers: insurers::OF_THE_NOTICES };
    let persons = household::unit(world, number).members.into_iter().map(|member| member.person);
    persons.flat_map(|person| [Some(person.nir), person.own_nir]).flatten().map(|nir| nir.body).collect()
}

impl Population {
    /// So many persons, with the insurers and the files that fit them.
    pub fn of(persons: u64, seed: u64) -> Population {
        let (insurers, shape) = match persons {
            NATION.. => (insurers::MOST, Shape::Parquet),
            _ => (insurers::OF_THE_NOTICES, Shape::Mixed),
        };
        Population { persons, seed, insurers, shape }
    }

    /// Writes all files of the invented incident, its truth included, to a folder that must not exist yet.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let units = (self.persons * 100 / ROWS_A_HUNDRED_UNITS).max(unit::CASES);
        staging::make(folder, |folder| {
            let world = World { seed: self.seed, space: Space::of(units), insurers: self.insurers };
            let truth = write::files(world, units, self.shape, folder)?;
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
