//! Opens a workbook in a process of its own first, with limits of memory and time.
//!
//! A few bytes of a workbook can announce any number of texts, cells or sectors, and the library that reads it then requests more memory
//! than there is, which no guard can catch. The same program is started on the file, loads its sheets, shows nothing and ends; if
//! it does not live through that, the file is refused.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::{archive, workbook};

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

/// Opens the workbook that the arguments name, if they are those of a trial. Returns whether they are.
pub fn asked(args: &[OsString]) -> bool {
    let [_, argument, path] = args else { return false };
    if argument != ARGUMENT {
        return false;
    }
    let path = Path::new(path);
    limit(path);
    // Why it cannot be read is found again, and told, by who asked.
    drop(workbook::load_all(path));
    true
}

/// Whether the workbook can be opened within the limits; true if nobody can try it.
pub(super) fn survives(path: &Path) -> bool {
    let Some(program) = PROGRAM.get() else { return true };
    let trial = Command::new(program)
        .args([OsStr::new(ARGUMENT), path.as_os_str()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    // None: it was ended by a signal.
    trial.is_ok_and(|status| status.code().is_some())
}

/// The bytes of memory that a workbook of a path may take.
pub(super) fn memory(path: &Path) -> u64 {
    MEMORY.0 + MEMORY.1 * size(path)
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(archive::real(path)).map_or(0, |file| file.len())
}

#[cfg(unix)]
fn limit(path: &Path) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |limit: u64| Rlimit { current: Some(limit), maximum: Some(limit) };
    let seconds = SECONDS.0 + size(path) / SECONDS.1;
    for (resource, limit) in [(Resource::As, memory(path)), (Resource::Cpu, seconds), (Resource::Core, 0)] {
        // A limit that cannot be set leaves the one that there is.
        let _ = setrlimit(resource, most(limit));
    }
}

#[cfg(not(unix))]
fn limit(_: &Path) {}
