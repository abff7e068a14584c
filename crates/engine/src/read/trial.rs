//! Opens a workbook in a process of its own first, with limits of memory and time.
//!
//! A few bytes of a workbook can announce any number of texts, cells or sectors, and the library that reads it then requests more memory
//! than there is, which no guard can catch. The same program is started on the file, loads its sheets and ends. What it cannot read it
//! says, as a problem in JSON; if it does not live through that, the file is refused.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::{archive, workbook};
use model::error::{self, Problem};
use model::interrupt;
use model::system::{self, Limits};

/// The first argument of the process.
const ARGUMENT: &str = "--open-workbook-on-trial";

/// Bytes of memory that a workbook may take: so much, and so many times its own bytes. A sheet of short cells takes a hundred times
/// what it takes in a file.
const MEMORY: (u64, u64) = (2 << 30, 400);

/// Seconds of processor time: so many, and one for so many bytes more.
const SECONDS: (u64, u64) = (30, 1 << 16);

/// The program, if it has said that it can be started on a workbook.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says that this process is of a program that calls [`asked`] before anything else. Without it, workbooks are opened untried.
pub fn offer() {
    if let Ok(program) = std::env::current_exe() {
        // It is the same program if it is said twice.
        let _ = PROGRAM.set(program);
    }
}

/// Opens the workbook that the arguments name, if they are those of a trial, and returns what is to be printed; none if they are not.
pub fn asked(args: &[OsString]) -> Option<String> {
    let [_, argument, path, shown] = args else { return None };
    if argument != ARGUMENT {
        return None;
    }
    let path = Path::new(path);
    system::limit(Limits { memory: memory(path), seconds: SECONDS.0 + size(path) / SECONDS.1 });
    let problem = workbook::load_all(path, &shown.to_string_lossy()).err();
    Some(problem.and_then(|problem| serde_json::to_string(&problem).ok()).unwrap_or_default())
}

/// Why a workbook cannot be opened within the limits; that it can, if nobody can try it.
pub fn survive(path: &Path, shown: &str) -> Result<(), Problem> {
    let Some(program) = PROGRAM.get() else { return Ok(()) };
    let trial = Command::new(program)
        .args([OsStr::new(ARGUMENT), path.as_os_str(), OsStr::new(shown)])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let Ok(trial) = trial else { return Ok(()) };
    match trial.status.code() {
        // What it cannot read within its limits is not tried again without them.
        Some(_) => serde_json::from_slice(&trial.stdout).map_or(Ok(()), Err),
        // A signal has ended it: that of the user, who may have sent it to both, or one of its limits.
        None if interrupt::check().is_err() || system::is_ended_by_user(trial.status) => Ok(()),
        None => Err(error::workbook_bound(shown, memory(path))),
    }
}

/// The bytes of memory that a workbook of a path may take.
fn memory(path: &Path) -> u64 {
    MEMORY.0 + MEMORY.1 * size(path)
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(archive::real(path)).map_or(0, |file| file.len())
}
