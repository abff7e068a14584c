//! Folders that are written completely or not at all, and removal of what killed runs leave.
//!
//! A run creates a private folder `.ampleur-…` beside its target. It contains what is being written (`new`), the
//! previous target while it is being replaced (`old`), and a file `lock` with the name of the target, which the run
//! holds locked. The system releases the lock when the process ends for any reason, so the next run can distinguish
//! remains from a run in progress.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::bundle::Bundle;
use crate::error::{self, Problem, Result};
use crate::interrupt;
use crate::system::{self, Readers};

const PREFIX: &str = ".ampleur-";
const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";
const GONE: &str = "gone";

/// Writes a bundle to a folder, completely or not at all.
pub fn write(target: &Path, bundle: &Bundle) -> Result<()> {
    make(target, |folder| fill(folder, bundle))
}

/// The same, for files about single persons: no other account may read them.
pub fn write_private(target: &Path, bundle: &Bundle) -> Result<()> {
    make_private(target, |folder| fill(folder, bundle))
}

fn fill(folder: &Path, bundle: &Bundle) -> Result<()> {
    for (path, bytes) in bundle {
        let file = folder.join(path);
        let within = file.parent().unwrap_or(folder);
        fs::create_dir_all(within).map_err(|e| error::cannot_write(within, &e))?;
        fs::write(&file, bytes).map_err(|e| error::cannot_write(&file, &e))?;
    }
    Ok(())
}

/// Makes a folder of files about single persons, which no other account may read.
pub fn make_private<T>(target: &Path, fill: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    make(target, |folder| {
        let made = fill(folder)?;
        // Until it is renamed, the folder is in one that only its owner may enter.
        system::make_private(folder).map_err(|e| error::cannot_write(target, &e))?;
        Ok(made)
    })
}

/// Writes a new file in one step: if that fails, it is not there.
pub fn write_new(path: &Path, readers: Readers, bytes: &[u8]) -> io::Result<()> {
    let mut file = system::create_new(path, readers)?;
    // A disk may notice that it is full only now.
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    written.inspect_err(|_| drop(fs::remove_file(path)))
}

/// Makes the folders that a path lies in, for as long as something is in them.
pub fn make_parents<T>(path: &Path, write: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let _parents = CreatedParents::make(here(path.parent().unwrap_or(Path::new(""))))?;
    write()
}

/// Makes a folder, completely or not at all, and replaces an existing one. `fill` writes to a folder beside the target.
pub fn make<T>(target: &Path, fill: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    let aside = StagingFolder::beside(target)?;
    let made = fill(&aside.new)?;
    let _commit = interrupt::commit()?;
    if target.exists() {
        system::rename(target, &aside.folder.join(OLD)).map_err(|e| error::cannot_write(target, &e))?;
    }
    if let Err(e) = system::rename(&aside.new, target) {
        settle(&aside.folder, &aside.name, None)?;
        return Err(error::cannot_write(target, &e).into());
    }
    Ok(made)
}

/// Removes what killed runs have left in a folder, and restores a target that such a run had moved aside.
///
/// Commands call this before they look at their target. Fails only if a previous target cannot be restored; anything
/// else that cannot be removed is left.
pub fn sweep(parent: &Path) -> Result<(), Problem> {
    // A folder that is missing or cannot be listed is reported when it is written to.
    let Ok(entries) = fs::read_dir(here(parent)) else { return Ok(()) };
    for entry in entries.flatten() {
        let named = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
        // Symbolic links are not followed, and folders of other accounts are left alone.
        if named && entry.metadata().is_ok_and(|it| it.is_dir() && system::is_own(&it)) {
            take_over(&entry.path())?;
        }
    }
    Ok(())
}

/// Removes the folders of this process, which is about to end whatever its threads do.
pub fn abandon() {
    // Until nobody writes to them any more; what is left nevertheless, the next run removes.
    const TRIES: usize = 20;
    for _ in 0..TRIES {
        let live = live();
        for of in live.iter() {
            let _ = settle(&of.folder, &of.name, None);
            remove_empty(&of.parents);
        }
        if !live.iter().any(|of| is_there(&of.folder)) {
            return;
        }
        drop(live);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

/// What a folder of this process stands in, and is for.
struct Live {
    folder: PathBuf,
    name: OsString,
    parents: Vec<PathBuf>,
}

/// The folders of this process.
fn live() -> MutexGuard<'static, Vec<Live>> {
    static LIVE: Mutex<Vec<Live>> = Mutex::new(Vec::new());
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A private folder for temporary files, removed on drop.
pub struct Scratch(StagingFolder);

impl Scratch {
    /// Makes a folder beside the target, so on the same disk. The target itself is not touched.
    pub fn beside(target: &Path) -> Result<Scratch> {
        StagingFolder::beside(target).map(Scratch)
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        &self.0.new
    }
}

/// The private folder of a run, beside its target.
struct StagingFolder {
    folder: PathBuf,
    /// The folder being written, in `folder`.
    new: PathBuf,
    /// Name of the target, as written to the lock.
    name: OsString,
    /// Dropped after the folder is settled.
    _way: CreatedParents,
    lock: Option<File>,
}

impl StagingFolder {
    fn beside(target: &Path) -> Result<StagingFolder> {
        interrupt::check()?;
        let parent = here(target.parent().unwrap_or(Path::new("")));
        sweep(parent)?;
        let name = target.file_name().unwrap_or_default().to_owned();
        StagingFolder::create(parent, name).map_err(|e| error::cannot_write(parent, &e).into())
    }

    fn create(parent: &Path, name: OsString) -> io::Result<StagingFolder> {
        let parents = CreatedParents::make(parent)?;
        loop {
            let folder = system::private_folder(parent, PREFIX)?;
            if let Some(lock) = lock(folder.path(), &name)? {
                let folder = folder.keep();
                live().push(Live { folder: folder.clone(), name: name.clone(), parents: parents.0.clone() });
                let aside = StagingFolder { new: folder.join(NEW), folder, name, _way: parents, lock: Some(lock) };
                fs::create_dir(&aside.new)?;
                return Ok(aside);
            }
        }
    }
}

impl Drop for StagingFolder {
    fn drop(&mut self) {
        // A previous target that cannot be restored stays for the next run.
        let _ = settle(&self.folder, &self.name, self.lock.take());
        live().retain(|of| of.folder != self.folder);
    }
}

/// Folders created on the parents to a target. Those still empty at the end are removed.
struct CreatedParents(Vec<PathBuf>);

impl CreatedParents {
    fn make(parent: &Path) -> io::Result<CreatedParents> {
        let missing = parent.ancestors().take_while(|folder| !here(folder).exists());
        let parents = CreatedParents(missing.map(Path::to_owned).collect());
        fs::create_dir_all(parent)?;
        Ok(parents)
    }
}

impl Drop for CreatedParents {
    fn drop(&mut self) {
        remove_empty(&self.0);
    }
}

/// Removes those that are empty, each before the one that it is in.
fn remove_empty(folders: &[PathBuf]) {
    for folder in folders {
        let _ = fs::remove_dir(folder);
    }
}

/// Creates and takes the lock of a new folder; `None` if a concurrent sweep interfered and another folder is needed.
///
/// A sweep removes an empty folder without a lock: then the lock cannot be created. A sweep that finds an untaken lock
/// takes it: then the lock cannot be taken, or has been removed.
fn lock(folder: &Path, name: &OsStr) -> io::Result<Option<File>> {
    let path = folder.join(LOCK);
    let mut lock = match File::create_new(&path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        made => made?,
    };
    // Any other error means a file system without locks. No sweep can take the lock either, so the folder is safe.
    if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) || !path.exists() {
        return Ok(None);
    }
    lock.write_all(&system::bytes_of_name(name))?;
    Ok(Some(lock))
}

/// Removes a folder that no run has locked.
fn take_over(folder: &Path) -> Result<(), Problem> {
    let path = folder.join(LOCK);
    if !fs::symlink_metadata(&path).is_ok_and(|it| it.is_file()) {
        // Without a lock, the folder is being created, or belongs to an older build that may be running. Only an empty
        // one can be removed safely; `remove_dir` refuses any other.
        let _ = fs::remove_dir(folder);
        return Ok(());
    }
    let Ok(lock) = OpenOptions::new().read(true).write(true).open(&path) else { return Ok(()) };
    if lock.try_lock().is_err() {
        return Ok(());
    }
    let mut name = Vec::new();
    // No file name is longer than this.
    let read = (&lock).take(1 << 10).read_to_end(&mut name);
    let name = if read.is_ok() { system::name_of_bytes(name).unwrap_or_default() } else { OsString::new() };
    settle(folder, &name, Some(lock))
}

/// Restores `old` if the target is missing, then removes the folder.
fn settle(folder: &Path, name: &OsStr, lock: Option<File>) -> Result<(), Problem> {
    let old = folder.join(OLD);
    if is_there(&old) {
        // The lock may be truncated or written by another program: accept a plain file name only.
        let Some(parent) = folder.parent().filter(|_| Path::new(name).file_name() == Some(name)) else { return Ok(()) };
        let target = parent.join(name);
        // Another run may have written the target in the meantime.
        if !is_there(&target)
            && let Err(e) = system::rename(&old, &target)
            && !is_there(&target)
        {
            return Err(error::previous_report_moved_aside(&old, &target, &e));
        }
    }
    // Renamed first: after a partial removal, the next sweep could take `old` for a complete target.
    let gone = folder.join(GONE);
    let _ = fs::rename(&old, &gone);
    // The lock is removed last: a sweep leaves a non-empty folder without a lock alone for good.
    for part in [gone, folder.join(NEW)] {
        let _ = fs::remove_dir_all(part);
    }
    // Not every system removes a file that is open. A sweep that takes the lock now does what is done here.
    drop(lock);
    let _ = fs::remove_dir_all(folder);
    Ok(())
}

/// Whether the path exists; a dangling symbolic link does.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The folder, or `.` for an empty path.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
