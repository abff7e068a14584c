//! `ampleur check`

use std::path::PathBuf;

use clap::Args;

use super::{ResultOptions, say};
use crate::check;
use crate::language::Language;
use crate::terminal;
use crate::words::Words;
use engine::plan::Plan;
use model::bundle;
use model::error::Result;
use model::options;

/// Check the input files for problems that would stop or distort an assessment
///
/// For each file: its format, the columns recognised and how far they are filled, the quality of its NIRs, the rejected rows
/// with their reasons, the duplicates and the possible rules. For each perimeter: who is in it, and how many member rows. Each
/// problem comes with the line to add to the incident file. Nothing is assessed and nothing is written. The key is not used; a
/// missing key is reported, since it would stop an assessment.
///
/// Exits with 1 if anything would stop an assessment, with 3 on findings at or above --fail-on.
///
/// Memory: about 30 bytes per row of the largest file, and buffers (a workbook sheet is loaded whole).
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur check samples/tiers-payant-2024/incident.toml --lang en")]
pub(super) struct Check {
    /// Incident file
    incident: PathBuf,
    #[command(flatten)]
    result: ResultOptions,
}

impl Check {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        let ResultOptions { fail_on, quiet, json } = self.result;
        let lang = language.spoken;
        let fail_on = options::FailOn::from(fail_on);
        let (plan, mut problems) = Plan::draft(&self.incident)?;
        problems.extend(plan.missing_sides(&self.incident));
        let checked = check::check(&plan, problems, lang)?;
        if json {
            say(&bundle::json(&checked)?)?;
        } else if !quiet {
            let words = Words::of(lang).of_trades(plan.incident.has_other_trades());
            say(check::view(&checked, words).as_bytes())?;
            say(terminal::reversible(checked.advice.iter().map(|advice| &advice.finding), words).as_bytes())?;
        }
        for problem in &checked.problems {
            terminal::tell(&problem.as_error(lang));
        }
        Ok(match () {
            () if !checked.problems.is_empty() => 1,
            () if fail_on.is_met(checked.advice.iter().map(|advice| &advice.finding)) => 3,
            () => 0,
        })
    }
}
