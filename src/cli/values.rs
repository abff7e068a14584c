//! Values of command-line options, converted to the types of the crates below.

use clap::ValueEnum;
use model::options;
use synth::Shape;

/// Language of reports and summaries.
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
