//! `ampleur verify`

use std::path::PathBuf;

use clap::Args;

use super::{PROGRAM, PrintOptions};
use crate::language::Language;
use crate::signature::PublicKey;
use crate::verify::{self, Request};
use model::error::Result;

/// Verify a report against its manifest, its inputs, its signature, or a new assessment
///
/// The folder alone: checks every file against its SHA-256, report.json against its schema, the figures against each other, the
/// manifest against what report.json and the incident say of the input files, and the documents against the figures by generating
/// them again. With --inputs, also checks the input files against their SHA-256, and that the incident file names no others now.
/// With --rerun, also repeats the assessment and compares it byte by byte; a difference is located by figure, cell or text. This
/// needs the key.
///
/// Without --signed-by, whoever can change the folder can write another report and its manifest. With it, the manifest must be
/// signed with the key, by `ampleur assess --sign` or the minisign tool.
///
/// Exits with 0 if every check holds, with 4 otherwise. A check of the folder, or one that was asked for, that cannot be made
/// (documents that differ and are said to be of another version, PDFs in a build without) does not hold either, unless
/// --allow-unchecked is given.
///
/// Memory: the files of the report twice; with --rerun, that of an assessment.
#[derive(Args)]
#[command(after_help = "Example:
  ampleur verify reports/tiers-payant-2024
  ampleur verify reports/my-incident --inputs my-incident.toml --signed-by signing.key.pub")]
pub(super) struct Verify {
    /// Folder of the report
    folder: PathBuf,
    /// Incident file: also check the input files, found relative to it. Needs no key
    #[arg(long, value_name = "INCIDENT")]
    inputs: Option<PathBuf>,
    /// Incident file: also check the input files and repeat the assessment. Needs the key
    #[arg(long, value_name = "INCIDENT", conflicts_with = "inputs")]
    rerun: Option<PathBuf>,
    /// Public key, or a file with it: also demand that the manifest is signed with it
    #[arg(long, value_name = "KEY")]
    signed_by: Option<String>,
    /// Folder of a former report: also demand that this report builds on it (`ampleur assess --since`)
    #[arg(long, value_name = "REPORT")]
    since: Option<PathBuf>,
    /// Exit with 0 also if a check could not be made, as long as none fails
    #[arg(long)]
    allow_unchecked: bool,
    #[command(flatten)]
    print: PrintOptions,
}

impl Verify {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        let signed_by = self.signed_by.as_deref().map(PublicKey::of).transpose()?;
        let request = Request {
            inputs: self.rerun.as_deref().or(self.inputs.as_deref()),
            rerun: self.rerun.is_some(),
            signed_by: signed_by.as_ref(),
            since: self.since.as_deref(),
            lang: language.spoken,
        };
        let verified = verify::verify(&self.folder, &request, PROGRAM)?;
        self.print.show(language, &verified, |w| verify::view(&verified, w))?;
        Ok(if verified.holds && (verified.complete || self.allow_unchecked) { 0 } else { 4 })
    }
}
