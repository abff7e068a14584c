//! `ampleur synth`

use std::path::{Path, PathBuf};

use clap::Args;

use super::say;
use super::values::{Errors, Format, Names};
use model::error::{self, Result};
use model::staging;
use synth::INSURERS;
use synth::MOST_PERSONS;
use synth::Population;
use synth::Shape;

/// Generate an invented population, a breach and the true figures
///
/// For drills and benchmarks. Writes incident.toml, members/, leaks/ and truth.json to DIR. The same seed gives the same files
/// on every machine. The defaults give the sample of the demo; from a million persons, there are ten insurers, in Parquet.
///
/// With --names many, persons have names in common by chance, which truth.json knows nothing of.
///
/// With --errors, leaked rows are damaged as typing and other files damage them, and truth.json tells what they would give if they
/// were not: what is missing from a report is what the errors cost.
///
/// Memory: less than 1 GB for any number of persons.
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur synth --persons 20000 -o drill")]
pub(super) struct Synth {
    /// Approximate number of member rows, 300 or more
    #[arg(long, default_value_t = 6_000, value_parser = clap::value_parser!(u64).range(300..=MOST_PERSONS))]
    persons: u64,
    /// Seed of the random generator
    #[arg(long, default_value_t = 2024)]
    seed: u64,
    /// Number of insurers, 5 to 10; beyond 5 they are invented [default: 5, or 10 from a million persons]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(INSURERS))]
    insurers: Option<u64>,
    /// Format of the files [default: mixed, or parquet from a million persons]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// How many different names persons have
    #[arg(long, value_enum, default_value_t = Names::Few)]
    names: Names,
    /// How many values of leaked rows are damaged
    #[arg(long, value_enum, default_value_t = Errors::None)]
    errors: Errors,
    /// Write pairs.csv as well: the member rows of each leaked row's person, at the insurer that the row names
    #[arg(long)]
    pairs: bool,
    /// Folder to create; it must not exist
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
}

impl Synth {
    pub(super) fn run(self) -> Result<u8> {
        staging::sweep(self.out.parent().unwrap_or(Path::new("")))?;
        if self.out.exists() {
            return Err(error::folder_exists(&self.out).into());
        }
        let fitting = Population::of(self.persons, self.seed);
        let insurers = self.insurers.map_or(fitting.insurers, |number| number as usize);
        let shape = self.format.map_or(fitting.shape, Shape::from);
        let (names, errors) = (self.names.into(), self.errors.into());
        let population = Population { insurers, shape, names, errors, pairs: self.pairs, ..fitting };
        population.write(&self.out)?;
        say(format!("{}\n", self.out.join("incident.toml").display()).as_bytes())?;
        Ok(0)
    }
}
