//! `ampleur verify`

use std::path::PathBuf;

use clap::Args;

use super::{PROGRAM, PrintOptions};
use crate::verify::{self, Request};
use model::error::Result;

/// Verify a report against its manifest, its inputs, or a new assessment
///
/// The folder alone: checks every file against its SHA-256, report.json against its schema, the figures against each other, and
/// the documents against the figures by generating them again. With --inputs, also checks the input files against their
/// SHA-256. With --rerun, also repeats the assessment and compares it byte by byte; a difference is located by figure, cell
/// or text. This needs the key.
///
/// Exits with 0 if every check that could be made holds, with 4 otherwise.
///
/// Memory: the files of the report twice; with --rerun, that of an assessment.
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur verify reports/tiers-payant-2024")]
pub(super) struct Verify {
    /// Folder of the report
    folder: PathBuf,
    /// Incident file: also check the input files, found relative to it. Needs no key
    #[arg(long, value_name = "INCIDENT")]
    inputs: Option<PathBuf>,
    /// Incident file: also check the input files and repeat the assessment. Needs the key
    #[arg(long, value_name = "INCIDENT", conflicts_with = "inputs")]
    rerun: Option<PathBuf>,
    #[command(flatten)]
    print: PrintOptions,
}

impl Verify {
    pub(super) fn run(self) -> Result<u8> {
        let request = Request { inputs: self.rerun.as_deref().or(self.inputs.as_deref()), rerun: self.rerun.is_some() };
        let verified = verify::verify(&self.folder, &request, PROGRAM)?;
        self.print.show(&verified, |w| verify::view(&verified, w))?;
        Ok(if verified.holds { 0 } else { 4 })
    }
}
