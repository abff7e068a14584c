//! Windows.
//!
//! Rights are those of access control lists, set by the system's own `icacls`; a list is not read back, so that a key that others may read
//! is not refused here. Processes have no limits of memory and time.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::fs::FileExt;
use std::os::windows::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use super::{Limits, Readers};

/// ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION (Microsoft, "System Error Codes").
const HELD_OPEN: [i32; 2] = [32, 33];
/// The owner of a file, whoever it is: OWNER RIGHTS (Microsoft, "Well-known SIDs").
const OWNER: &str = "*S-1-3-4";
/// CREATE_NO_WINDOW (Microsoft, "Process Creation Flags").
const NO_WINDOW: u32 = 0x0800_0000;
/// Status of a process that Ctrl-C ended: STATUS_CONTROL_C_EXIT (Microsoft, "NTSTATUS Values").
const CONTROL_C: u32 = 0xC000_013A;
/// How often and after what time a renaming is tried again: a scanner or an indexer that looks at new files lets go of them soon.
const AGAIN: (u32, Duration) = (40, Duration::from_millis(50));

/// The name of a program's file.
pub fn program(name: &str) -> String {
    format!("{name}.exe")
}

/// A new file to write to; `AlreadyExists` if there is one.
pub fn create_new(path: &Path, readers: Readers) -> io::Result<File> {
    let file = OpenOptions::new().write(true).create_new(true).open(path)?;
    // Before its first byte is written.
    if readers == Readers::Owner
        && let Err(e) = owner_only(path, "F")
    {
        drop(file);
        let _ = fs::remove_file(path);
        return Err(e);
    }
    Ok(file)
}

/// A new private folder whose name begins so. It is removed on drop.
pub fn private_folder(parent: &Path, prefix: &str) -> io::Result<tempfile::TempDir> {
    let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(parent)?;
    // A disk without access control lists has room for reports all the same.
    let _ = owner_only(folder.path(), "(OI)(CI)F");
    Ok(folder)
}

/// A new temporary file that will take its place with [`tempfile::NamedTempFile::persist_noclobber`], readable as new files are.
pub fn public_temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().tempfile_in(folder)
}

/// Takes a folder and all that is in it from every account but its owner's.
pub fn make_private(folder: &Path) -> io::Result<()> {
    owner_only(folder, "(OI)(CI)F")
}

/// Gives a file or a folder to its owner alone.
fn owner_only(path: &Path, rights: &str) -> io::Result<()> {
    let tool = std::env::var_os("SystemRoot").map(|root| PathBuf::from(root).join("System32").join("icacls.exe"));
    let status = Command::new(tool.ok_or(ErrorKind::NotFound)?)
        .arg(path)
        .args(["/inheritance:r", "/grant:r", &format!("{OWNER}:{rights}"), "/q"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .creation_flags(NO_WINDOW)
        .status()?;
    if status.success() { Ok(()) } else { Err(ErrorKind::PermissionDenied.into()) }
}

/// The mode of a file that other accounts may read or write. Windows has none.
pub fn open_to_others(_file: &Metadata) -> Option<u32> {
    None
}

/// Whether this account owns it: whoever may remove it may.
pub fn is_own(_file: &Metadata) -> bool {
    true
}

/// Renames a file or a folder.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut left = AGAIN.0;
    loop {
        match fs::rename(from, to) {
            Err(e) if left > 0 && (is_held_open(&e) || e.kind() == ErrorKind::PermissionDenied) => {
                left -= 1;
                thread::sleep(AGAIN.1);
            }
            done => return done,
        }
    }
}

/// Fills `bytes` from an offset of a file.
pub fn read_exact_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    let mut done = 0;
    while done < bytes.len() {
        match file.seek_read(&mut bytes[done..], offset + done as u64)? {
            0 => return Err(ErrorKind::UnexpectedEof.into()),
            n => done += n,
        }
    }
    Ok(())
}

/// Writes all of `bytes` at an offset of a file.
pub fn write_all_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    let mut done = 0;
    while done < bytes.len() {
        match file.seek_write(&bytes[done..], offset + done as u64)? {
            0 => return Err(ErrorKind::WriteZero.into()),
            n => done += n,
        }
    }
    Ok(())
}

/// The bytes of a file name, for a file that keeps it; none of a name that is not Unicode.
pub fn bytes_of_name(name: &OsStr) -> Vec<u8> {
    name.to_str().map(|name| name.as_bytes().to_vec()).unwrap_or_default()
}

/// The file name that such bytes are.
pub fn name_of_bytes(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(OsString::from)
}

/// Bytes that are free on the disk of a folder. It cannot be asked here: what does not fit fails as it is written.
pub fn free_space(_folder: &Path) -> Option<u64> {
    None
}

/// Whether another program keeps a file to itself.
pub fn is_held_open(error: &io::Error) -> bool {
    error.kind() == ErrorKind::ResourceBusy || error.raw_os_error().is_some_and(|code| HELD_OPEN.contains(&code))
}

/// The locales that the user has set, the strongest first: variables as elsewhere, then the display language.
pub fn locales() -> Vec<OsString> {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os);
    variables.chain(sys_locale::get_locales().map(OsString::from)).collect()
}

/// Excludes the memory of this process from dumps. Windows writes none that it was not told to write.
pub fn never_dump() {}

/// Limits what this process may take. Windows has no such limits for a process itself.
pub fn limit(_limits: Limits) {}

/// Calls `then` at each request to end: Ctrl-C, Ctrl-Break, a window that closes. If the system gives no handler, each ends the process
/// at once.
pub fn on_request_to_end(then: impl FnMut() + Send + 'static) {
    let _ = ctrlc::set_handler(then);
}

/// Whether the user ended a process.
pub fn is_ended_by_user(status: ExitStatus) -> bool {
    status.code().is_some_and(|code| code.cast_unsigned() == CONTROL_C)
}

/// Makes errors of limits of the system. They are errors here.
pub fn end_orderly(_status: i32) {}

/// Runs another program to its end, and returns its status.
pub fn become_program(command: &mut Command) -> Result<i32, io::Error> {
    command.status().map(|status| status.code().unwrap_or(1))
}

/// Asks a process to end. There is no such request to a process without a window.
pub fn ask_to_end(_process: u32) -> bool {
    false
}

/// The program that opens a page in the user's browser.
pub fn opener() -> Option<Command> {
    Some(Command::new("explorer.exe"))
}
