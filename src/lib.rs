//! How far a personal-data breach reaches: who was exposed, to what, by whom, and how sure are we.
//!
//! This page is the architecture document. It names each crate, the way data takes through them, the laws, and where to
//! begin reading.
//!
//! # Crates
//!
//! The crates are cut where the laws are, so that the compiler holds what a reader would otherwise have to check.
//!
//! | crate | holds | cannot use |
//! |---|---|---|
//! | [`model`] | the incident as declared, rules, figures and their consistency checks, severity, findings, errors, staging | rows, keys, digests |
//! | [`engine`] | reading, canonical values, keyed digests, linking, exposure, counting | reports |
//! | [`report`] | words in French and English, tables, documents (HTML, PDF, DOCX, XLSX), the authorities' forms | rows, keys, digests |
//! | [`synth`] | an invented population, its breach, and the true figures | the engine, the reports, any digest |
//! | `ampleur` (this one) | the command line, one module per command (`answer`, `check`, `compare`, `notify`, `pseudonymise`, `redraw`, `sql`, `verify`), the seal and its signature | |
//!
//! `model` is at the bottom, `ampleur` at the top; no crate depends on one above it, and within a crate no module imports
//! one that imports it. `tests/structure.rs` holds both.
//!
//! # Data
//!
//! Data moves one way: a stage takes one type and returns the next.
//!
//! ```text
//!  incident.toml ──► Plan         paths, columns and key resolved, contradictions refused     engine::plan
//!  files ──────────► RawBatch     text cells, each row with its number                        engine::read
//!                    CanonBatch   canonical values; unreadable ones set aside with a reason   engine::{identity, intake}
//!                    KeyedBatch   keyed digests and coarse traits, no identifier              engine::pseudonym
//!                    Comparison   rows of both sides, grouped with their candidates           engine::link
//!                    Matches      matched rows by rule; each leaked row in one bin            engine::link
//!  perimeters ─────► Exposures    person × insurer × operator × fields × evidence             engine::exposure
//!                    Assessment   counts only: every figure of every report                   engine::stages, model::figures
//!                    Shared       the counts that other organisations may see                 model::disclosure
//!                    Bundle       path → bytes                                                report
//!                    Manifest     what ran on which inputs and wrote which files              seal, model::manifest
//! ```
//!
//! `assess` goes all the way. `check` stops at `CanonBatch` and reports what it found; `pseudonymise` stops at the digests and
//! writes them for another organisation, and `sql` for another engine. `notify` and `answer` go back from the links to one insurer's own identifiers. `verify`,
//! `redraw` and `compare` start from reports.
//!
//! # Laws
//!
//! - **Nothing lost.** Each row ends in exactly one bin. [`model::figures::conservation`] adds up all figures again before a
//!   report is written, and refuses it otherwise.
//! - **Nothing shown.** No identifier exists beyond [`engine::pseudonym`]; the second pass hands clear rows to it once more. `model` and `report` are built without the crates
//!   that could read or hash one, and every integration test searches all outputs, messages and temporary files for the
//!   identifiers that went in.
//! - **Same in, same out.** No output depends on the clock, on the order of a hash map or on the number of threads.
//!   `clippy.toml` bans the clock and unordered maps; tests compare bytes.
//! - **All or nothing.** [`model::staging`] writes beside the target and renames; the next run removes what a killed one left.
//! - **Oracles share nothing.** [`synth`] derives the truth from what it planted, without the linking code.
//! - **No network.** Nothing that this is built from speaks HTTP or TLS; `tests/dependencies.rs` holds it. The page of `ampleur desk` is a
//!   program of its own (`crates/desk`), which runs this one.
//!
//! # Where to begin
//!
//! An assessment reads like a table of contents in `src/run.rs`, and its stages in [`engine::stages`]. Each command is one file in
//! `src/cli/`. The figures are the types in [`model::figures`].

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod answer;
mod check;
mod cli;
mod compare;
mod digest;
mod folder;
mod language;
mod notify;
pub mod progress;
mod pseudonymise;
mod redraw;
mod rejects;
mod released;
mod run;
pub mod schema;
mod seal;
mod signals;
mod signature;
mod sql;
mod terminal;
mod verify;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use engine::read::trial;
use language::Language;
use model::error::{self, Error};
use model::{guard, shown, system};

/// Runs the command given by `args` and returns its exit status. The first argument is the name of the program.
///
/// Prints at most one error, to standard error, and only here. Can be called more than once in a process.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(told) = trial::asked(&args) {
        // Who asked has gone if nobody reads it.
        let _ = std::io::stdout().write_all(told.as_bytes());
        return ExitCode::SUCCESS;
    }
    trial::offer();
    let language = Language::of(&args, std::env::var_os(language::VARIABLE).as_deref(), &system::locales());
    let outcome = guard::quietly(|| cli::run(args, language))
        .unwrap_or_else(|place| Err(Error::Internal(anyhow::anyhow!("stopped at {place}"))));
    let outcome = match outcome {
        Err(Error::Internal(_)) if guard::is_memory_scarce() => Err(error::no_memory_left().into()),
        outcome => outcome,
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            signals::last_word(&shown::plain(&error.told(language.spoken)));
            ExitCode::from(error.exit_code())
        }
    }
}
