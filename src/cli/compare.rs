//! `ampleur compare`

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::PrintOptions;
use crate::compare::{self, IncidentPaths, ReportFolder, operators};
use crate::language::Language;
use crate::words::Words;
use model::error::{self, Result};
use model::interrupt;
use model::staging::Scratch;
use model::system;

/// Compare two assessments of one incident, or two operators of one report
///
/// Two report folders, the earlier one first: prints persons and leaked rows before and after, by insurer, operator, rule,
/// evidence and file; which input or setting changed; and the text for the complementary notification, in French and English.
/// With --from and --to, the two incident files, the changes are applied one by one and the incident is reassessed after each.
/// This shows how much each change explains; the parts add up to the whole difference. It needs the key and all inputs
/// unchanged, and runs one assessment more than there are changes.
///
/// One report folder and --operators: prints what the two operators lost, side by side, each line with a sentence to quote.
///
/// With --shared, either of them from the counts alone that the reports hold for others (assess --suppress-below): what is
/// printed and the page may be passed on. Refused if two reports tell their difference.
///
/// Exits with 0; with --exact, with 4 if any figure differs.
///
/// Memory: the figures of both reports; with --from and --to, that of an assessment.
#[derive(Args)]
#[command(after_help = "Example:
  ampleur compare --operators almerys viamedis reports/tiers-payant-2024
  ampleur compare before/my-incident after/my-incident --from before.toml --to after.toml")]
pub(super) struct Compare {
    /// Folder of the earlier report; with --operators, of the only report
    #[arg(value_name = "REPORT")]
    before: PathBuf,
    /// Folder of the later report of the same incident
    #[arg(value_name = "LATER", required_unless_present = "operators", conflicts_with = "operators")]
    after: Option<PathBuf>,
    /// Compare these two operators, given by their ids
    #[arg(long, num_args = 2, value_name = "OPERATOR")]
    operators: Option<Vec<String>>,
    /// Incident file of the earlier report: show how much each change explains
    #[arg(long, value_name = "INCIDENT", requires = "to", conflicts_with = "operators")]
    from: Option<PathBuf>,
    /// Incident file of the later report
    #[arg(long, value_name = "INCIDENT", requires = "from", conflicts_with = "operators")]
    to: Option<PathBuf>,
    /// Only what may be passed on: the counts of the reports' shared/persons.json, small ones suppressed
    #[arg(long, conflicts_with_all = ["from", "exact"])]
    shared: bool,
    /// Exit with 4 if any figure differs
    #[arg(long, conflicts_with = "operators")]
    exact: bool,
    /// Also write an HTML page; the file must not exist
    #[arg(short, long, value_name = "FILE.html")]
    out: Option<PathBuf>,
    #[command(flatten)]
    print: PrintOptions,
}

impl Compare {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        if let Some(out) = self.out.as_deref().filter(|out| out.exists()) {
            return Err(error::file_exists(out).into());
        }
        match (&self.operators, &self.after) {
            _ if self.shared => self.shared(language),
            (Some(ids), _) => self.operators(ids, language),
            (None, Some(after)) => self.reports(after, language),
            (None, None) => Err(anyhow::anyhow!("a comparison of nothing").into()),
        }
    }

    fn reports(&self, after: &Path, language: Language) -> Result<u8> {
        let (before, after) = (ReportFolder::open(&self.before)?, ReportFolder::open(after)?);
        let incidents = match (&self.from, &self.to) {
            (Some(before), Some(after)) => Some(IncidentPaths { before, after }),
            _ => None,
        };
        let compared = compare::reports(&before, &after, incidents.as_ref())?;
        self.write(|| compare::view::page(&compared, Words::of(language.written).of_trades(compared.other_trades)))?;
        self.print
            .show(language, &compared, |w| compare::view::terminal(&compared, w.of_trades(compared.other_trades)))?;
        Ok(if self.exact && !compared.same { 4 } else { 0 })
    }

    fn operators(&self, ids: &[String], language: Language) -> Result<u8> {
        let [first, second] = ids else { return Err(anyhow::anyhow!("{} operators", ids.len()).into()) };
        let report = ReportFolder::open(&self.before)?;
        let trades = report.assessment.incident.other_trades;
        let compared = |lang| operators::compare(&report, first, second, lang);
        if self.out.is_some() {
            let compared = compared(language.written)?;
            let words = Words::of(language.written).of_trades(trades);
            self.write(|| compare::view::operators::page(&compared, words))?;
        }
        let compared = compared(language.spoken)?;
        self.print.show(language, &compared, |w| compare::view::operators::terminal(&compared, w.of_trades(trades)))?;
        Ok(0)
    }

    fn shared(&self, language: Language) -> Result<u8> {
        let compared = match (self.operators.as_deref(), &self.after) {
            (Some([first, second]), _) => compare::shared::operators(&self.before, [first, second])?,
            (None, Some(after)) => compare::shared::reports(&self.before, after)?,
            _ => return Err(anyhow::anyhow!("a comparison of nothing").into()),
        };
        let words = |w: Words| w.of_trades(compared.other_trades);
        self.write(|| compare::view::shared::page(&compared, words(Words::of(language.written))))?;
        self.print.show(language, &compared, |w| compare::view::shared::terminal(&compared, words(w)))?;
        Ok(0)
    }

    /// Writes the page, if asked for: completely or not at all, and never over another file.
    fn write(&self, page: impl FnOnce() -> String) -> Result<()> {
        let Some(out) = &self.out else { return Ok(()) };
        let refuse = |e: std::io::Error| match e.kind() {
            std::io::ErrorKind::AlreadyExists => error::file_exists(out),
            _ => error::cannot_write(out, &e),
        };
        let scratch = Scratch::beside(out)?;
        let mut file = system::public_temporary(scratch.path()).map_err(refuse)?;
        file.write_all(page().as_bytes()).map_err(refuse)?;
        let _commit = interrupt::commit()?;
        file.persist_noclobber(out).map_err(|e| refuse(e.error))?;
        Ok(())
    }
}
