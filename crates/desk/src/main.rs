//! The page of `ampleur desk`: one incident after the other, for who has no terminal.
//!
//! ```text
//!  serve ──► routes ──► guard     nobody gets in without the cookie of the `door`; Host and Origin are checked first
//!                       pages     one file per page: what it shows, and what its forms do
//!                         sheet   the incident file, edited in place: comments and order stay
//!                         folder  the incidents, and paths that cannot leave the folder
//!                         work    the `ampleur` program as a child: what a page does is what the command line does
//! ```
//!
//! It reads no file of persons: what it shows of one is what `ampleur check --json` says, in which there is no value.

#![forbid(unsafe_code)]

mod desk;
mod door;
mod folder;
mod guard;
mod life;
mod opener;
mod options;
mod pages;
mod random;
mod routes;
mod serve;
mod sheet;
mod url;
mod words;
mod work;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use zeroizing_alloc::ZeroAlloc;

use options::Options;

/// Wipes what is given back: no part of an upload outlives its way to the disk.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<MiMalloc> = ZeroAlloc(MiMalloc);

fn main() -> ExitCode {
    let options = Options::parse();
    // No part of an upload in a core dump either.
    model::system::never_dump();
    match serve::run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Nobody is left to tell if standard error is closed.
            let _ = writeln!(std::io::stderr(), "error: {problem}");
            ExitCode::from(1)
        }
    }
}
