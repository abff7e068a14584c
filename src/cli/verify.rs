//! `ampleur verify`: an auditor's question.

use std::path::PathBuf;

use clap::Args;

use super::{PROGRAM, Printed};
use crate::verify::{self, With};
use model::error::Result;

/// Say whether a report is what its manifest says, and what its inputs give
///
/// From the folder alone: every file against its SHA-256, report.json against its form, its figures against each other, and the
/// documents against the figures, by making them again. With --inputs, the files that were read against their SHA-256. With
/// --rerun, the whole assessment again, compared byte by byte, a difference named by figure; that needs the key.
///
/// Ends with 0 if all that could be checked holds, with 4 if something does not.
///
/// In memory: the report's files twice; with --rerun what assess takes.
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur verify reports/tiers-payant-2024")]
pub struct Verify {
    /// The report's folder
    folder: PathBuf,
    /// The incident file: compare the files it stands beside with what was read. No key is needed
    #[arg(long, value_name = "INCIDENT")]
    inputs: Option<PathBuf>,
    /// The incident file: run the assessment again from there and compare
    #[arg(long, value_name = "INCIDENT", conflicts_with = "inputs")]
    rerun: Option<PathBuf>,
    #[command(flatten)]
    printed: Printed,
}

impl Verify {
    pub fn run(self) -> Result<u8> {
        let with = With { inputs: self.rerun.as_deref().or(self.inputs.as_deref()), rerun: self.rerun.is_some() };
        let verified = verify::verify(&self.folder, &with, PROGRAM)?;
        self.printed.tell(&verified, |w| verify::view(&verified, w))?;
        Ok(if verified.holds { 0 } else { 4 })
    }
}
