//! `ampleur check`: every file read and judged, nothing assessed.

use std::path::PathBuf;

use clap::Args;

use super::{Telling, say};
use crate::check;
use crate::terminal;
use crate::words::Words;
use engine::plan::Plan;
use model::bundle;
use model::error::Result;
use model::options;

/// Read and judge every file; say what would stop or mislead an assessment
///
/// For each file: how it is written, which columns are recognised and how far they are filled, what the NIRs are worth,
/// what is rejected and why, which rules are possible; and for each thing that stops or misleads, the line to write in the
/// incident file. Nothing is assessed and nothing is written. The key is
/// not used; that it is missing is told, since it would stop an assessment.
///
/// Ends with 1 if something would stop an assessment, with 3 for findings at or above --fail-on.
///
/// In memory: about 30 bytes a row of the largest file, and a few pieces of it; a sheet of a workbook is held whole.
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur check samples/tiers-payant-2024/incident.toml --lang en")]
pub struct Check {
    /// The incident file
    incident: PathBuf,
    #[command(flatten)]
    telling: Telling,
}

impl Check {
    pub fn run(self) -> Result<u8> {
        let Telling { lang, fail_on, quiet, json } = self.telling;
        let fail_on = options::FailOn::from(fail_on);
        let (plan, mut problems) = Plan::draft(&self.incident)?;
        problems.extend(plan.missing_sides(&self.incident));
        let checked = check::check(&plan, problems)?;
        if json {
            say(&bundle::json(&checked)?)?;
        } else if !quiet {
            let words = Words::of(lang.into());
            say(check::view(&checked, words).as_bytes())?;
            say(terminal::reversible(checked.advice.iter().map(|advice| &advice.finding), words).as_bytes())?;
        }
        for problem in &checked.problems {
            eprintln!("error: {problem}");
        }
        Ok(match () {
            () if !checked.problems.is_empty() => 1,
            () if fail_on.is_met(checked.advice.iter().map(|advice| &advice.finding)) => 3,
            () => 0,
        })
    }
}
