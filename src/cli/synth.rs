//! `ampleur synth`: an invented population and its breach.

use std::path::{Path, PathBuf};

use clap::Args;

use super::say;
use super::values::Format;
use model::error::{self, Result};
use model::staging;
use synth::INSURERS;
use synth::MOST_PERSONS;
use synth::Population;
use synth::Shape;

/// Invent a population, the breach that hits it, and the truth about both
///
/// Writes DIR/incident.toml, members/, leaks/ and truth.json: for a drill before a real breach, and for benchmarks. The
/// same seed gives the same files on every machine. Defaults give the demo's own sample; from a million persons on, a
/// nation: ten insurers, in Parquet.
///
/// In memory: less than a gigabyte, however many persons.
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur synth --persons 20000 -o drill")]
pub struct Synth {
    /// Member rows, about (at least 300)
    #[arg(long, default_value_t = 6_000, value_parser = clap::value_parser!(u64).range(300..=MOST_PERSONS))]
    persons: u64,
    /// Another seed, other persons
    #[arg(long, default_value_t = 2024)]
    seed: u64,
    /// How many insurers, 5 to 10: those of the two public notices, then invented ones [default: 5; 10 from a million persons on]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(INSURERS))]
    insurers: Option<u64>,
    /// How the files look [default: mixed; parquet from a million persons on]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The folder to make; it must not exist
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
}

impl Synth {
    pub fn run(self) -> Result<u8> {
        staging::sweep(self.out.parent().unwrap_or(Path::new("")))?;
        if self.out.exists() {
            return Err(error::folder_exists(&self.out).into());
        }
        let fitting = Population::of(self.persons, self.seed);
        let insurers = self.insurers.map_or(fitting.insurers, |number| number as usize);
        let shape = self.format.map_or(fitting.shape, Shape::from);
        let population = Population { insurers, shape, ..fitting };
        population.write(&self.out)?;
        say(format!("{}\n", self.out.join("incident.toml").display()).as_bytes())?;
        Ok(0)
    }
}
