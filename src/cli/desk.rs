//! `ampleur desk`

use std::path::PathBuf;
use std::process::Command;

use clap::Args;

use crate::language::Language;
use model::error::{self, Result};
use model::system;

/// The program that serves the page. It stands beside this one, which speaks to no socket.
const PROGRAM: &str = "ampleur-desk";

/// Open a page in the browser that does what these commands do, for one incident after the other
///
/// The page is served by a program of its own (ampleur-desk, beside this one) to this machine alone: on the loopback address, on a
/// random port, and only to the browser that opens the address with its token, which is printed. It lists the incidents of FOLDER,
/// edits their incident files, takes their files in, and runs check, assess, redraw, compare, notify, answer, pseudonymise and verify.
///
/// Ends when the page is told so, on Ctrl-C, or after a time without use.
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur desk incidents")]
pub(super) struct Desk {
    /// Folder of the incidents
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// End after so many minutes in which nobody used the page and nothing ran
    #[arg(long, value_name = "MINUTES", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=10_080))]
    idle: u64,
    /// Largest upload, in megabytes
    #[arg(long, value_name = "MB", default_value = "20000", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    max_upload: u64,
    /// Print the address only, and open no browser
    #[arg(long)]
    no_browser: bool,
}

impl Desk {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        let name = system::program(PROGRAM);
        let path = std::env::current_exe().map_or_else(|_| PathBuf::from(&name), |own| own.with_file_name(&name));
        let mut command = Command::new(&path);
        command.arg(format!("--idle={}", self.idle)).arg(format!("--max-upload={}", self.max_upload));
        if self.no_browser {
            command.arg("--no-browser");
        }
        command.arg(format!("--lang={}", language.written.code()));
        command.arg("--").arg(&self.folder);
        match system::become_program(&mut command) {
            Ok(status) => Ok(u8::try_from(status).unwrap_or(1)),
            Err(e) => Err(error::no_desk(&path, &e).into()),
        }
    }
}
