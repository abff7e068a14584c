//! The command line: one file per command. Paths, columns and keys are resolved by [`engine::plan`], not here.

// The help is text for a terminal, in which <id> stands for an id.
#![allow(rustdoc::invalid_html_tags)]

mod answer;
mod assess;
mod check;
mod compare;
mod completions;
mod demo;
mod desk;
mod help;
mod init;
mod key;
mod man;
mod notify;
mod pseudonymise;
mod redraw;
mod schema;
mod sql;
mod synth;
mod values;
mod verify;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use clap::{Args, FromArgMatches, Parser, Subcommand};
use serde::Serialize;

use crate::language::Language;
use crate::progress::Progress;
use crate::signals;
use crate::words::Words;
use model::bundle;
use model::error::{self, Error, Result};
use model::options::{Options, Program};
use model::shown;
use values::{FailOn, Lang, size};

/// `0.1.0 (commit 0123456789ab)`; the build script provides the commit.
const VERSION: &str = env!("AMPLEUR_VERSION");

/// Measure how far a personal data breach reaches: who is affected, by which data, how certainly
#[derive(Parser)]
#[command(
    name = "ampleur",
    version = VERSION,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Exit status:
  0   success
  1   error in the data or the incident file, nothing was written; or standard output is full
  2   error on the command line
  3   findings at or above --fail-on; the report is written
  4   verify: a check failed, or could not be made; compare --exact: a figure differs
  70  bug in ampleur
  130 interrupted; nothing was written

Start with: ampleur demo"
)]
struct Cli {
    /// Language of what is printed and written. Without it that of AMPLEUR_LANG; without that, what is printed is in the language
    /// of the system, and files are in French
    #[arg(long, value_enum, global = true)]
    // Read before the command line is, for what is wrong with it is said in this language too: `crate::language`.
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Desk(desk::Desk),
    Init(init::Init),
    Check(check::Check),
    Assess(assess::Assess),
    Redraw(redraw::Redraw),
    #[command(subcommand)]
    Key(key::Key),
    Verify(verify::Verify),
    Compare(compare::Compare),
    Pseudonymise(pseudonymise::Pseudonymise),
    Sql(sql::Sql),
    Notify(notify::Notify),
    Answer(answer::AnswerRequests),
    Synth(synth::Synth),
    Schema(schema::SchemaOf),
    Completions(completions::Completions),
    Man(man::Manual),
}

/// What is printed, and which findings set exit status 3.
#[derive(Args)]
struct ResultOptions {
    /// Findings that make the run exit with 3; the output is written in any case
    #[arg(long, value_enum, default_value = "rejects")]
    fail_on: FailOn,
    /// Print errors only
    #[arg(long, conflicts_with = "json")]
    quiet: bool,
    /// Print JSON instead of the summary. An assessment also reports its progress on standard error, one JSON object per line
    /// (`ampleur schema progress`)
    #[arg(long)]
    json: bool,
}

impl ResultOptions {
    fn progress(&self, language: Language) -> Progress {
        match self {
            ResultOptions { quiet: true, .. } => Progress::silent(),
            ResultOptions { json: true, .. } => Progress::events(),
            ResultOptions { .. } => Progress::bars(language.spoken),
        }
    }
}

/// What is printed, for commands without exit status 3.
#[derive(Args)]
struct PrintOptions {
    /// Print errors only
    #[arg(long, conflicts_with = "json")]
    quiet: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl PrintOptions {
    /// Prints a result as JSON, as text, or (with `--quiet`) not at all.
    fn show(&self, language: Language, result: &impl Serialize, text: impl FnOnce(Words) -> String) -> Result<()> {
        match self {
            PrintOptions { json: true, .. } => say(&bundle::json(result)?),
            PrintOptions { quiet: true, .. } => Ok(()),
            PrintOptions { .. } => say(text(Words::of(language.spoken)).as_bytes()),
        }
    }
}

/// Where and how reports are written.
#[derive(Args)]
struct Output {
    /// Folder for reports; the report is written to DIR/<incident id>/
    #[arg(short, long, value_name = "DIR", default_value = "reports")]
    out: PathBuf,
    /// Also write shared/, counts to share with other organisations: those below N persons are suppressed, and as many others as it
    /// takes that each of these could be larger by N. The report itself keeps every count
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..=1_000))]
    suppress_below: Option<u64>,
    /// Write only report.json, report.html, rejects/ and manifest.json: no dossiers, letters, workbook or PDFs
    #[arg(long)]
    figures_only: bool,
    /// Memory limit for the comparison stage (e.g. 256MiB, 4GiB). Beyond it, keyed digests and row numbers spill to an anonymous
    /// temporary file next to the report. Does not affect results
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "1GiB")]
    memory: u64,
    #[command(flatten)]
    result: ResultOptions,
}

impl Output {
    fn options(&self, program: Program, language: Language) -> Options {
        Options {
            program,
            lang: language.written,
            fail_on: self.result.fail_on.into(),
            suppress_below: self.suppress_below,
            documents: !self.figures_only,
        }
    }
}

/// Parses the arguments and runs the command. Returns the exit status.
pub(crate) fn run(args: Vec<OsString>, language: Language) -> Result<u8> {
    let cli = match parsed(args, language) {
        Ok(cli) => cli,
        Err(answer) => {
            // clap reports `--help` and `--version` as errors too.
            let text = help::answer(&answer, language.spoken);
            return match answer.use_stderr() {
                true => {
                    crate::terminal::tell(text.trim_end());
                    Ok(2)
                }
                false => say(format!("{}\n", text.trim_end()).as_bytes()).map(|()| 0),
            };
        }
    };
    signals::watch(language.spoken);
    match cli.command {
        Command::Demo(demo) => demo.run(language),
        Command::Desk(desk) => desk.run(language),
        Command::Init(init) => init.run(language),
        Command::Check(check) => check.run(language),
        Command::Assess(assess) => assess.run(language),
        Command::Redraw(redraw) => redraw.run(language),
        Command::Key(key) => key.run(),
        Command::Verify(verify) => verify.run(language),
        Command::Compare(compare) => compare.run(language),
        Command::Pseudonymise(pseudonymise) => pseudonymise.run(language),
        Command::Sql(sql) => sql.run(language),
        Command::Notify(notify) => notify.run(language),
        Command::Answer(answer) => answer.run(language),
        Command::Synth(synth) => synth.run(),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(language),
        Command::Man(manual) => manual.run(language),
    }
}

fn parsed(args: Vec<OsString>, language: Language) -> Result<Cli, clap::Error> {
    let mut matches = help::command(language.spoken).try_get_matches_from(args)?;
    Cli::from_arg_matches_mut(&mut matches)
}

/// The program, as manifests record it.
const PROGRAM: Program = Program { version: env!("CARGO_PKG_VERSION"), commit: option_env!("AMPLEUR_COMMIT") };

/// Writes to standard output, where texts of the user's files act on no terminal.
fn say(text: &[u8]) -> Result<()> {
    let shown = std::str::from_utf8(text).map(shown::plain);
    let text = shown.as_ref().map_or(text, |shown| shown.as_bytes());
    let mut stdout = std::io::stdout().lock();
    told(stdout.write_all(text).and_then(|()| stdout.flush()))
}

/// A closed pipe (`| head`) is not an error.
fn told(printed: std::io::Result<()>) -> Result<()> {
    match printed {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::Unprinted(error::cannot_print(&e))),
        _ => Ok(()),
    }
}
