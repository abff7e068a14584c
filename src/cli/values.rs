//! The words that options take, as `--help` lists them, and what each means to the rooms below.

use clap::ValueEnum;
use model::options;
use synth::Shape;

/// The language of what people read.
#[derive(Clone, Copy, ValueEnum)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl From<Lang> for options::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fr => options::Lang::Fr,
            Lang::En => options::Lang::En,
        }
    }
}

/// When a written report still ends with exit 3.
#[derive(Clone, Copy, ValueEnum)]
pub enum FailOn {
    /// A file has more rejected rows than `max_rejects`.
    Rejects,
    /// That, or any grave finding.
    Grave,
    /// That, or any warning.
    Warning,
    /// Never.
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

/// How invented files look.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// As they come: CSV with French headers and dates, some Parquet, names with and without accents.
    Mixed,
    /// CSV with our column names.
    Csv,
    /// Parquet with our column names.
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
