//! `ampleur demo`

use clap::Args;

use super::{Output, PROGRAM, assess};
use crate::language::Language;
use model::error::Result;
use model::options::Program;
use model::staging::{self, Scratch};
use synth::sample;

/// Assess the sample incident embedded in the program: the first command to run
///
/// The sample is the February 2024 breach of two third-party-payment operators, with invented persons and a published key.
/// The report is byte for byte the same on every machine.
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur demo -o reports")]
pub(super) struct Demo {
    #[command(flatten)]
    output: Output,
}

impl Demo {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        staging::sweep(&self.output.out)?;
        let folder = Scratch::beside(&std::env::temp_dir().join(sample::ID))?;
        let target = folder.path().join(sample::ID);
        staging::write(&target, &sample::bundle())?;
        // The demo's report is checked in, so it must not change with each commit: its manifest records the version
        // only.
        let program = Program { commit: None, ..PROGRAM };
        assess::carry_out(&target.join("incident.toml"), &assess::Request::default(), &self.output, program, language)
    }
}
