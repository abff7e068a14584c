//! `ampleur assess`: the main job.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Output, PROGRAM, say};
use crate::progress::{Watch, most_memory};
use crate::run;
use crate::terminal;
use crate::words::Words;
use engine::link::Room;
use model::bundle;
use model::error::Result;
use model::options::Program;
use model::staging;

/// Say who is concerned, by what, at which insurer, through which operator
///
/// Reads the files that the incident file names and writes DIR/<incident id>/: report.html, report.json, rejects/ and
/// manifest.json. A former report of the same incident is replaced whole; any other folder is left alone.
///
/// In memory: some thirty bytes a row of either side, what `--memory` allows, and a few pieces of the files, which are read bit by
/// bit (a sheet of a workbook is held whole while it is read): less than four gigabytes for forty million members and what
/// leaked of them. No identifier is kept. A run of more than a few seconds tells before how long it takes and how much
/// memory, and after how wrong that was.
#[derive(Args)]
#[command(
    after_help = "Example:\n  ampleur assess samples/tiers-payant-2024/incident.toml --lang en --suppress-below 5"
)]
pub struct Assess {
    /// The incident file
    incident: PathBuf,
    #[command(flatten)]
    output: Output,
}

impl Assess {
    pub fn run(self) -> Result<u8> {
        staging::sweep(&self.output.out)?;
        carry_out(&self.incident, &self.output, PROGRAM)
    }
}

/// Seconds from which on a person is told before what a run will take, and after what it took.
const WORTH_TELLING: u64 = 5;

/// Assesses an incident, prints what was asked for, and says how it ended.
pub(super) fn carry_out(incident: &Path, output: &Output, program: Program) -> Result<u8> {
    let (plan, target) = run::prepare(incident, &output.out)?;
    let options = output.options(program);
    let words = Words::of(options.lang);
    let (watch, cores) = (Watch::start(), rayon::current_num_threads() as u64);
    let progress = output.telling.progress();
    let effort = plan.effort(cores, output.memory);
    let in_words = !output.telling.quiet && !output.telling.json;
    let worth_words = effort.filter(|effort| in_words && effort.seconds >= WORTH_TELLING);
    if let Some(effort) = &effort {
        progress.expected(effort);
    }
    if let Some(effort) = &worth_words {
        eprintln!("{}", words.expected(effort, cores));
    }
    let sealed = run::assess(&plan, &target, &options, &Room::beside(&target, output.memory), &progress)?;
    let (time, memory) = (watch.time(), most_memory());
    progress.taken(time, memory);
    if let Some(effort) = &worth_words {
        eprintln!("{}", words.taken(effort, time.as_secs(), memory));
    }
    let assessment = &sealed.assessment;
    if output.telling.json {
        say(&bundle::json(assessment)?)?;
    } else if !output.telling.quiet {
        say(terminal::summary(assessment, words, &target).as_bytes())?;
        say(terminal::reversible(assessment.findings.iter(), words).as_bytes())?;
    }
    let failed = options.fail_on.is_met(assessment.findings.iter());
    if failed {
        eprintln!("the report is written, but has findings at or above --fail-on (exit 3)");
    }
    Ok(if failed { 3 } else { 0 })
}
