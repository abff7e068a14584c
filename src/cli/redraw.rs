//! `ampleur redraw`

use std::path::PathBuf;

use clap::Args;

use super::{PROGRAM, PrintOptions};
use crate::compare::FormerReport;
use crate::language::Language;
use crate::redraw::{self, Request};
use crate::signature::SigningKey;
use crate::terminal;
use crate::words::Words;
use model::error::Result;
use model::staging;

/// Write the documents of a report again, after declarations have changed, without counting again
///
/// Takes the figures of the report in DIR/<incident id>/ and what the incident file now declares: names, circumstances, contacts,
/// measures, communication, decisions. The report is then the one that `ampleur assess` would write, byte for byte, in the language
/// and with the options that it was assessed with. No file of persons is read; the key is needed
/// only where perimeters list contract numbers or somebody decided on rows.
///
/// Refused if something changed that may move a figure (files, perimeters, declared fields, the date of the figures), if the report
/// was written by another ampleur, or if files in its folder are not as they were written.
#[derive(Args)]
#[command(after_help = "Example:
  ampleur redraw my-incident.toml --out reports")]
pub(super) struct Redraw {
    /// Incident file
    incident: PathBuf,
    /// Folder of reports; the report is that in DIR/<incident id>/
    #[arg(short, long, value_name = "DIR", default_value = "reports")]
    out: PathBuf,
    /// Folder of the former report that this one builds on, if it builds on one
    #[arg(long, value_name = "REPORT")]
    since: Option<PathBuf>,
    /// Signing key: sign the manifest again. Without it, a signature is lost
    #[arg(long, value_name = "KEYFILE")]
    sign: Option<PathBuf>,
    #[command(flatten)]
    print: PrintOptions,
}

impl Redraw {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        staging::sweep(&self.out)?;
        let signing = self.sign.as_deref().map(SigningKey::read).transpose()?;
        let since = self.since.as_deref().map(FormerReport::open).transpose()?;
        let request =
            Request { incident: &self.incident, out: &self.out, since: since.as_ref(), signing: signing.as_ref() };
        let redrawn = redraw::redraw(&request, PROGRAM)?;
        let assessment = &redrawn.assessment;
        self.print.show(language, assessment, |words: Words| {
            terminal::summary(assessment, words.of_trades(assessment.incident.other_trades), &redrawn.folder)
        })?;
        let failed = redrawn.fail_on.is_met(assessment.findings.iter());
        if failed && !self.print.quiet {
            terminal::tell(Words::of(language.spoken).findings_fail());
        }
        Ok(if failed { 3 } else { 0 })
    }
}
