//! `ampleur assess`: the main job.

use std::path::PathBuf;

use clap::Args;

use super::{Output, PROGRAM, say};
use crate::aside;
use crate::error::Result;
use crate::plan::Plan;
use crate::progress::{Watch, most_memory};
use crate::report::{self, Words};
use crate::run;

/// Count who is affected, by which data, at which insurer, through which operator
///
/// Reads the files named in the incident file and writes the report to DIR/<incident id>/: the figures (report.html, .pdf,
/// .xlsx and .json), the dossiers of each insurer and operator, the register, the rejected rows and manifest.json. An earlier
/// report of the same incident is replaced; any other folder is left untouched.
///
/// Memory: about 30 bytes per row of either side, the --memory limit, and buffers for the input files (a workbook sheet is
/// loaded whole). 40 million members and as many leaked rows take less than 4 GB. Identifiers are hashed as they are read and
/// are not kept. Long runs print an estimate of time and memory first, and the actual figures at the end.
#[derive(Args)]
#[command(
    after_help = "Example:\n  ampleur assess samples/tiers-payant-2024/incident.toml --lang en --suppress-below 5"
)]
pub struct Assess {
    /// Incident file
    incident: PathBuf,
    #[command(flatten)]
    output: Output,
}

impl Assess {
    pub fn run(self) -> Result<u8> {
        aside::sweep(&self.output.out)?;
        let plan = Plan::new(&self.incident, PROGRAM, self.output.options())?;
        carry_out(&plan, &self.output)
    }
}

/// Runs estimated to last this many seconds or more print the estimate before and the actual figures after.
const WORTH_TELLING: u64 = 5;

/// Assesses a plan, prints the result as asked, and gives the exit status.
pub(super) fn carry_out(plan: &Plan, output: &Output) -> Result<u8> {
    let (watch, cores) = (Watch::start(), rayon::current_num_threads() as u64);
    let progress = output.telling.progress();
    let effort = plan.effort(cores);
    let in_words = !output.telling.quiet && !output.telling.json;
    let worth_words = effort.filter(|effort| in_words && effort.seconds >= WORTH_TELLING);
    if let Some(effort) = &effort {
        progress.expected(effort);
    }
    if let Some(effort) = &worth_words {
        eprintln!("{}", Words::of(plan.lang).expected(effort, cores));
    }
    let sealed = run::assess(plan, &progress)?;
    let (time, memory) = (watch.time(), most_memory());
    progress.taken(time, memory);
    if let Some(effort) = &worth_words {
        eprintln!("{}", Words::of(plan.lang).taken(effort, time.as_secs(), memory));
    }
    let assessment = &sealed.assessment;
    if output.telling.json {
        say(&report::json(assessment)?)?;
    } else if !output.telling.quiet {
        let words = Words::of(plan.lang);
        say(report::summary(assessment, words, &plan.target).as_bytes())?;
        say(report::reversible(assessment.findings.iter(), words).as_bytes())?;
    }
    let failed = plan.fail_on.is_met(assessment.findings.iter());
    if failed {
        eprintln!("the report is written, but it has findings at or above --fail-on (exit 3)");
    }
    Ok(if failed { 3 } else { 0 })
}
