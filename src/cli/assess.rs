//! `ampleur assess`

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Output, PROGRAM, say};
use crate::compare::FormerReport;
use crate::language::Language;
use crate::progress::{Stopwatch, peak_memory};
use crate::released::Released;
use crate::run;
use crate::seal::Target;
use crate::signature::SigningKey;
use crate::terminal;
use crate::words::Words;
use engine::link::Room;
use model::bundle;
use model::error::{Error, Problem, Result};
use model::options::Program;
use model::staging;

/// Count who is affected, by which data, at which insurer, through which operator
///
/// Reads the files named in the incident file and writes the report to DIR/<incident id>/: the figures (report.html, .pdf,
/// .xlsx and .json), the dossiers of each insurer and operator, the register, the rejected rows and manifest.json. An earlier
/// report of the same incident is replaced as long as its files are as they were written; any other folder is left untouched.
///
/// With --since, the forms become complementary notifications: each answer that changed against the former report is marked,
/// with what it was and what changed in files, declarations or the program; since.json records what they build on, and the
/// manifest names the former one by its SHA-256.
///
/// Memory: about 30 bytes per row of either side, the --memory limit, and buffers for the input files (a workbook sheet is
/// loaded whole). 40 million members and as many leaked rows take less than 4 GB. Identifiers are hashed as they are read and
/// are not kept. Long runs print an estimate of time and memory first, and the actual figures at the end.
#[derive(Args)]
#[command(after_help = "Example:
  ampleur assess samples/tiers-payant-2024/incident.toml --lang en --suppress-below 5
  ampleur assess my-incident.toml --out later --since reports/my-incident")]
pub(super) struct Assess {
    /// Incident file
    incident: PathBuf,
    /// Folder of a former report of this incident: write complementary notifications, with what changed since and why
    #[arg(long, value_name = "REPORT", conflicts_with = "figures_only")]
    since: Option<PathBuf>,
    /// Table of counts of this incident that was passed on before (its shared/persons.json), or `none`: counts masked there stay
    /// masked, and those that changed by fewer than N persons since are masked, so that the two do not tell their difference
    #[arg(long, value_name = "TABLE|none", requires = "suppress_below")]
    released: Option<PathBuf>,
    /// Signing key (`ampleur key new --signing`): also write manifest.json.minisig, which `ampleur verify --signed-by` and the
    /// minisign tool check
    #[arg(long, value_name = "KEYFILE")]
    sign: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

impl Assess {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        staging::sweep(&self.output.out)?;
        // Before the run, which may take an hour.
        let signing = self.sign.as_deref().map(SigningKey::read).transpose()?;
        let request =
            Request { since: self.since.as_deref(), released: self.released.as_deref(), signing: signing.as_ref() };
        carry_out(&self.incident, &request, &self.output, PROGRAM, language)
    }
}

/// Runs estimated to last this many seconds or more print the estimate before and the actual figures after.
const WORTH_ESTIMATING: u64 = 5;

/// What a report is besides one of its incident.
#[derive(Default)]
pub(super) struct Request<'a> {
    /// The report that it builds on.
    since: Option<&'a Path>,
    /// The table of counts that was passed on, or `none`.
    released: Option<&'a Path>,
    /// The key that signs it.
    signing: Option<&'a SigningKey>,
}

/// Assesses an incident, prints the result as asked, and gives the exit status.
pub(super) fn carry_out(
    incident: &Path,
    request: &Request<'_>,
    output: &Output,
    program: Program,
    language: Language,
) -> Result<u8> {
    let former = request.since.map(FormerReport::open).transpose()?;
    let released = Released::open(request.released)?;
    let (plan, target) = run::prepare(incident, &output.out)?;
    let problems = former.iter().flat_map(|former| former.refusals(&plan, &target));
    let problems: Vec<Problem> = problems.chain(released.refusal(&plan.incident)).collect();
    if !problems.is_empty() {
        return Err(Error::Refused(problems));
    }
    let options = output.options(program, language);
    let words = Words::of(language.spoken);
    let (stopwatch, cores) = (Stopwatch::start(), rayon::current_num_threads() as u64);
    let progress = output.result.progress(language);
    let effort = plan.effort(cores, output.memory);
    let in_words = !output.result.quiet && !output.result.json;
    let estimate = effort.filter(|effort| in_words && effort.seconds >= WORTH_ESTIMATING);
    if let Some(effort) = &effort {
        progress.expected(effort);
    }
    if let Some(effort) = &estimate {
        terminal::tell(&words.expected(effort, cores));
    }
    let earlier = run::Earlier { since: former.as_ref().map(run::Since::Former), released };
    let whole = Target { folder: &target, options: &options, signing: request.signing };
    let sealed = run::assess(&plan, &whole, earlier, &Room::beside(&target, output.memory), &progress)?;
    let (time, memory) = (stopwatch.time(), peak_memory());
    progress.taken(time, memory);
    if let Some(effort) = &estimate {
        terminal::tell(&words.taken(effort, time.as_secs(), memory));
    }
    let assessment = &sealed.assessment;
    if output.result.json {
        say(&bundle::json(assessment)?)?;
    } else if !output.result.quiet {
        let words = words.of_trades(assessment.incident.other_trades);
        say(terminal::summary(assessment, words, &target).as_bytes())?;
        say(terminal::reversible(assessment.findings.iter(), words).as_bytes())?;
    }
    let failed = options.fail_on.is_met(assessment.findings.iter());
    if failed {
        terminal::tell(words.findings_fail());
    }
    Ok(if failed { 3 } else { 0 })
}
