//! How far a personal-data breach reaches: who was exposed, to what, by whom, and how sure are we.
//!
//! This page is the architecture document; there is no other. Data moves one way, a stage takes one type and gives the
//! next, and nothing reaches back:
//!
//! ```text
//!  incident.toml ──► Plan            every path, column, key and contradiction settled first     (plan, incident)
//!  files ──────────► RawBatch        all text, each row with its number                          (read)
//!                    CanonBatch      typed, or set aside with a reason                           (identity, intake)
//!                    KeyedBatch      digests and coarse traits: no identifier is left            (pseudonym)
//!                    Comparison      records of both sides, each beside those it can be equal to (link)
//!                    Matches         who meets whom, by which rule; each leaked row in one bin   (link)
//!  perimeters ─────► Exposures       person × insurer × operator × fields × evidence             (exposure)
//!                    Assessment      counts only: every figure of every report                   (assess, severity)
//!                    Shared          of these, what may leave for another organisation           (disclosure)
//!                    Bundle          path → bytes                                                (report, dossier)
//!                    Manifest        what ran, on what, giving what; then one rename             (manifest, staging)
//! ```
//!
//! `ampleur verify` takes a report's folder back to what it was made from ([`verify`]); `ampleur compare` holds two of them, or
//! two operators of one, against each other ([`compare`]).
//! `ampleur notify` takes the links behind the figures back to one insurer's own identifiers ([`notify`]).
//! `ampleur pseudonymise` stops at the digests and writes them down, for another organisation to go on ([`pseudonym::exchange`]).
//! `ampleur check` takes the same road as far as `CanonBatch` and tells what it met ([`check`]).
//! A long run tells how far it is ([`progress`]) and can be asked to end ([`interrupt`]).
//!
//! The laws, each held by a type or a test: **nothing lost** (each row ends in one named bin, and
//! [`assess::conservation::check`] refuses a report whose bins do not re-add); **nothing shown** (after
//! [`pseudonym`] no identifier exists, and every integration test searches what a run leaves for the identifiers it was
//! given); **same in, same out** (no clock, no map order, no thread count in an output); **all or nothing** (written
//! [`staging`], then renamed; what a killed run leaves there is cleared by the next); **no network** (no crate that can speak
//! HTTP or TLS in `Cargo.lock`).

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod check;
mod cli;
mod compare;
mod digest;
pub mod messages;
mod notify;
pub mod progress;
mod rejects;
mod run;
pub mod schema;
mod seal;
mod signals;
mod terminal;
mod verify;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use model::error::Error;
use model::guard;

/// Runs one command to its end and says how it went.
///
/// Prints at most one error, and only here. May be called more than once in a process.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let outcome = guard::quietly(|| cli::run(args))
        .unwrap_or_else(|place| Err(Error::Internal(anyhow::anyhow!("stopped at {place}"))));
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(error.exit_code())
        }
    }
}
