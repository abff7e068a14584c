//! The command line. `ampleur desk` has the same one, and passes it on.

use std::path::PathBuf;

use clap::Parser;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use model::said::Lang;

/// Serve the page of a folder of incidents to a browser on this machine
#[derive(Parser)]
#[command(name = "ampleur-desk", version)]
pub(crate) struct Options {
    /// Folder of the incidents
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// End after so many minutes in which nobody used the page and nothing ran
    #[arg(long, value_name = "MINUTES", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=10_080))]
    pub idle: u64,
    /// Largest upload, in megabytes
    #[arg(long, value_name = "MB", default_value = "20000", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub max_upload: u64,
    /// Print the address only, and open no browser
    #[arg(long)]
    pub no_browser: bool,
    /// Language that the page begins in
    #[arg(long, default_value = "fr", value_parser = PossibleValuesParser::new(["fr", "en"]).try_map(parsed))]
    pub lang: Lang,
}

/// The language that is written so in an address, a cookie and an argument.
pub(crate) fn lang_of(code: &str) -> Option<Lang> {
    [Lang::Fr, Lang::En].into_iter().find(|lang| lang.code() == code)
}

fn parsed(code: String) -> Result<Lang, String> {
    lang_of(&code).ok_or(code)
}
