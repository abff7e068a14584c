//! Linux, macOS and other systems of POSIX.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, mpsc};
use std::thread;

use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, setrlimit};
use signal_hook::consts::{SIGABRT, SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::flag;
use signal_hook::iterator::Signals;

use super::{Limits, Readers};

/// The name of a program's file.
pub fn program(name: &str) -> String {
    name.to_owned()
}

/// A new file to write to; `AlreadyExists` if there is one.
pub fn create_new(path: &Path, readers: Readers) -> io::Result<File> {
    let mode = match readers {
        Readers::Owner => 0o600,
        Readers::AsUsual => 0o666,
    };
    OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
}

/// A new private folder whose name begins so. It is removed on drop.
pub fn private_folder(parent: &Path, prefix: &str) -> io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix(prefix).permissions(Permissions::from_mode(0o700)).tempdir_in(parent)
}

/// A new temporary file that will take its place with [`tempfile::NamedTempFile::persist_noclobber`], readable as new files are.
pub fn public_temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().permissions(Permissions::from_mode(0o666)).tempfile_in(folder)
}

/// Takes a folder and all that is in it from every account but its owner's.
pub fn make_private(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            make_private(&path)?;
        } else {
            fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        }
    }
    fs::set_permissions(folder, Permissions::from_mode(0o700))
}

/// The mode of a file that other accounts may read or write; none if only its owner may.
pub fn open_to_others(file: &Metadata) -> Option<u32> {
    let mode = file.permissions().mode() & 0o7777;
    (mode & 0o077 != 0).then_some(mode)
}

/// Whether this account owns it.
pub fn is_own(file: &Metadata) -> bool {
    file.uid() == rustix::process::geteuid().as_raw()
}

/// Renames a file or a folder.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Fills `bytes` from an offset of a file.
pub fn read_exact_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    file.read_exact_at(bytes, offset)
}

/// Writes all of `bytes` at an offset of a file.
pub fn write_all_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    file.write_all_at(bytes, offset)
}

/// The bytes of a file name, for a file that keeps it.
pub fn bytes_of_name(name: &OsStr) -> Vec<u8> {
    name.as_bytes().to_vec()
}

/// The file name that such bytes are.
pub fn name_of_bytes(bytes: Vec<u8>) -> Option<OsString> {
    Some(OsString::from_vec(bytes))
}

/// Bytes that are free on the disk of a folder.
pub fn free_space(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Whether another program keeps a file to itself.
pub fn is_held_open(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy
}

/// The locales that the user has set, the strongest first (POSIX, "Environment Variables", 8.2).
pub fn locales() -> Vec<OsString> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os).collect()
}

/// Excludes the memory of this process from core dumps, whatever the shell allows. Where that cannot be, nothing changes.
pub fn never_dump() {
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // The limit does not apply to a dump handler (`core_pattern = |…`).
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Limits what this process may take, and ends it with the one that started it. A limit that cannot be set leaves the one there is.
pub fn limit(limits: Limits) {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
    for (resource, most) in [(Resource::As, limits.memory), (Resource::Cpu, limits.seconds), (Resource::Core, 0)] {
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Calls `then` at each request to end: SIGINT (Ctrl-C), SIGTERM (`kill`), SIGHUP (a terminal that closes). One that who started this
/// process made it ignore stays ignored, as SIGHUP under `nohup` and SIGINT in the background of a script. If the system gives no
/// handler, each ends the process at once.
pub fn on_request_to_end(then: impl FnMut() + Send + 'static) {
    let ignored = ignored_signals();
    let heard = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(move |signal| ignored & (1 << (signal - 1)) == 0);
    // Heard by the thread that answers: without it, none is caught.
    let (ready, is_ready) = mpsc::channel();
    let listening = thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let (signals, mut then) = (Signals::new(heard), then);
        let _ = ready.send(());
        signals.into_iter().for_each(|mut signals| signals.forever().for_each(|_| then()));
    });
    if listening.is_ok() {
        let _ = is_ready.recv();
    }
}

/// The signals that this process ignores, a bit each from the lowest. Linux tells them (proc(5), `SigIgn`); elsewhere none is known.
fn ignored_signals() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

/// Whether the user ended a process.
pub fn is_ended_by_user(status: ExitStatus) -> bool {
    status
        .signal()
        .is_some_and(|signal| [Signal::HUP, Signal::INT, Signal::TERM].iter().any(|of| of.as_raw() == signal))
}

/// Makes an error of a write beyond `ulimit -f`, like that of a full disk, and a status of the end of memory, rather than deaths by signal.
pub fn end_orderly(status: i32) {
    // With a handler, whatever it does, the write fails.
    let beyond_limit = Arc::new(AtomicBool::new(false));
    let _ = flag::register(SIGXFSZ, beyond_limit);
    // Where memory ends, the standard library says so and aborts.
    let always = Arc::new(AtomicBool::new(true));
    let _ = flag::register_conditional_shutdown(SIGABRT, status, always);
}

/// Puts another program in the place of this one. Returns only if it cannot be started.
pub fn become_program(command: &mut Command) -> Result<i32, io::Error> {
    Err(command.exec())
}

/// Asks a process of this account to end, as `kill` does: Ctrl-C may be ignored by what was started in the background. Returns whether it
/// could be asked.
pub fn ask_to_end(process: u32) -> bool {
    let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
    pid.is_some_and(|pid| kill_process(pid, Signal::TERM).is_ok())
}

/// The program that opens a page in the user's browser, where there is a screen.
pub fn opener() -> Option<Command> {
    match () {
        () if cfg!(target_os = "macos") => Some(Command::new("open")),
        () if ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some()) => {
            Some(Command::new("xdg-open"))
        }
        () => None,
    }
}
