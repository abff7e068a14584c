//! Values of command-line options, converted to the types of the crates below.

use std::fmt;

use clap::ValueEnum;
use model::options;
use model::said::{Said, both};
use synth::Shape;

/// Language of what is printed and written.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

/// Why a value cannot be taken, in both languages; clap prints the English.
#[derive(Debug)]
pub(super) struct Wrong(Said);

impl Wrong {
    /// The reason in a language.
    pub(super) fn of(&self, lang: model::said::Lang) -> &str {
        self.0.of(lang)
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.of(model::said::Lang::En))
    }
}

impl std::error::Error for Wrong {}

/// Parses a size in bytes, such as `512MiB`.
pub(super) fn size(written: &str) -> Result<u64, Wrong> {
    let wrong = || {
        Wrong(both!(
            "écrivez un nombre et une unité (KiB, MiB, GiB, kB, MB ou GB), p. ex. 512MiB",
            "write a number and a unit (KiB, MiB, GiB, kB, MB or GB), e.g. 512MiB"
        ))
    };
    let digits = written.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit: u64 = match written[digits.len()..].trim() {
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        "kB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => return Err(wrong()),
    };
    let bytes = digits.parse::<u64>().ok().and_then(|n| n.checked_mul(unit)).ok_or_else(wrong)?;
    match bytes < 1 << 20 {
        true => Err(Wrong(both!("le minimum est 1MiB", "the minimum is 1MiB"))),
        false => Ok(bytes),
    }
}

/// Which findings set exit status 3.
#[derive(Clone, Copy, ValueEnum)]
pub enum FailOn {
    /// More rejected rows in a file than `max_rejects`.
    Rejects,
    /// Also grave findings.
    Grave,
    /// Also grave findings and warnings.
    Warning,
    /// None.
    Never,
}

impl From<FailOn> for options::FailOn {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Rejects => options::FailOn::Rejects,
            FailOn::Grave => options::FailOn::Grave,
            FailOn::Warning => options::FailOn::Warning,
            FailOn::Never => options::FailOn::Never,
        }
    }
}

/// Format of the files.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// As found in practice: CSV with French headers and dates, some Parquet, names with and without accents.
    Mixed,
    /// CSV with the column names of ampleur.
    Csv,
    /// Parquet with the column names of ampleur.
    Parquet,
}

impl From<Format> for Shape {
    fn from(format: Format) -> Self {
        match format {
            Format::Mixed => Shape::Mixed,
            Format::Csv => Shape::Csv,
            Format::Parquet => Shape::Parquet,
        }
    }
}

/// Names of invented persons.
#[derive(Clone, Copy, ValueEnum)]
pub enum Names {
    /// A last name for each household, 32 first names of each sex.
    Few,
    /// As in a nation: 50,000 last names and 5,000 first names of each sex, some of them frequent.
    Many,
}

impl From<Names> for synth::Names {
    fn from(names: Names) -> Self {
        match names {
            Names::Few => synth::Names::Few,
            Names::Many => synth::Names::Many,
        }
    }
}

/// Errors in leaked rows.
#[derive(Clone, Copy, ValueEnum)]
pub enum Errors {
    /// None but those of a few special cases, each of which is in truth.json.
    None,
    /// A tenth of heavy: about one row in nine is damaged.
    Moderate,
    /// As many as Febrl's generator of test data makes: three rows in four are damaged, many more than once.
    Heavy,
}

impl From<Errors> for synth::Errors {
    fn from(errors: Errors) -> Self {
        match errors {
            Errors::None => synth::Errors::None,
            Errors::Moderate => synth::Errors::Moderate,
            Errors::Heavy => synth::Errors::Heavy,
        }
    }
}
