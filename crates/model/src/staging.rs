//! Folders that appear whole or not at all; and what a killed run leaves of them.
//!
//! Beside its target a run has a folder `.ampleur-…` of its own, which nobody else may open. In it stand what is being
//! written (`new`), for the moment between two renames what is replaced (`old`), and `lock`: the target's name, in a file
//! that the run holds locked. The system lets go of a lock when its process dies, however it dies, so that the next run can
//! tell what is left over from what is under way.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::bundle::Bundle;
use crate::error::{self, Problem, Result};
use crate::interrupt;

const PREFIX: &str = ".ampleur-";
const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";
const GONE: &str = "gone";

/// Writes a bundle to a folder that appears whole or not at all.
pub fn write(target: &Path, bundle: &Bundle) -> Result<()> {
    make(target, |folder| {
        for (path, bytes) in bundle {
            let file = folder.join(path);
            let within = file.parent().unwrap_or(folder);
            fs::create_dir_all(within).map_err(|e| error::cannot_write(within, &e))?;
            fs::write(&file, bytes).map_err(|e| error::cannot_write(&file, &e))?;
        }
        Ok(())
    })
}

/// Makes a folder that appears whole or not at all; one that is there is replaced. `fill` is given a folder beside it.
///
/// This is the last place at which an interrupt ends a run without an output.
pub fn make<T>(target: &Path, fill: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    let aside = Aside::beside(target)?;
    let made = fill(&aside.new)?;
    interrupt::check()?;
    if target.exists() {
        fs::rename(target, aside.folder.join(OLD)).map_err(|e| error::cannot_write(target, &e))?;
    }
    if let Err(e) = fs::rename(&aside.new, target) {
        settle(&aside.folder, &aside.name)?;
        return Err(error::cannot_write(target, &e).into());
    }
    Ok(made)
}

/// Removes what killed runs have left in a folder, and puts back what one of them had only just moved aside.
///
/// A command does this before it looks at its target. What cannot be removed is left; only a former folder that cannot be put
/// back is a problem.
pub fn sweep(parent: &Path) -> Result<(), Problem> {
    // A folder that is not there or cannot be listed is told when it is written to.
    let Ok(entries) = fs::read_dir(here(parent)) else { return Ok(()) };
    let me = rustix::process::geteuid().as_raw();
    for entry in entries.flatten() {
        let named = entry.file_name().as_bytes().starts_with(PREFIX.as_bytes());
        // The entry itself, not what a link points to; and nothing that another account has put there.
        if named && entry.metadata().is_ok_and(|it| it.is_dir() && it.uid() == me) {
            take_over(&entry.path())?;
        }
    }
    Ok(())
}

/// A private folder for what a run writes and reads again, removed when dropped.
pub struct Scratch(Aside);

impl Scratch {
    /// Makes one beside a target, on the disk that is to hold the output; the target itself is not touched.
    pub fn beside(target: &Path) -> Result<Scratch> {
        Aside::beside(target).map(Scratch)
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.0.new
    }
}

/// A run's own folder beside its target.
struct Aside {
    folder: PathBuf,
    /// What is being written, in `folder`.
    new: PathBuf,
    /// The target's, as the lock tells it.
    name: OsString,
    /// Dropped after the folder is settled, as is the lock.
    _way: Way,
    _lock: File,
}

impl Aside {
    fn beside(target: &Path) -> Result<Aside> {
        let parent = here(target.parent().unwrap_or(Path::new("")));
        sweep(parent)?;
        let name = target.file_name().unwrap_or_default().to_owned();
        Aside::create(parent, name).map_err(|e| error::cannot_write(parent, &e).into())
    }

    fn create(parent: &Path, name: OsString) -> io::Result<Aside> {
        let way = Way::to(parent)?;
        loop {
            let mut builder = tempfile::Builder::new();
            let folder = builder.prefix(PREFIX).permissions(Permissions::from_mode(0o700)).tempdir_in(parent)?;
            if let Some(lock) = lock(folder.path(), &name)? {
                let folder = folder.keep();
                let aside = Aside { new: folder.join(NEW), folder, name, _way: way, _lock: lock };
                fs::create_dir(&aside.new)?;
                return Ok(aside);
            }
        }
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // What cannot be put back now stays where it is, for the next run to try again.
        let _ = settle(&self.folder, &self.name);
    }
}

/// The folders made on the way to a target. Those in which nothing stands in the end go again.
struct Way(Vec<PathBuf>);

impl Way {
    fn to(parent: &Path) -> io::Result<Way> {
        let missing = parent.ancestors().take_while(|folder| !here(folder).exists());
        let way = Way(missing.map(Path::to_owned).collect());
        fs::create_dir_all(parent)?;
        Ok(way)
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Makes and takes the lock of a folder that has just been made; none if a sweep came between, and another folder is needed.
///
/// A sweep that finds the folder without a lock removes it, if it is empty: then the lock cannot be made. One that finds the
/// lock not taken yet takes it: then it cannot be taken, or no longer stands there.
fn lock(folder: &Path, name: &OsStr) -> io::Result<Option<File>> {
    let path = folder.join(LOCK);
    let mut lock = match File::create_new(&path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        made => made?,
    };
    // Any other failure is a file system without locks: a sweep cannot take this one either, and leaves the folder alone.
    if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) || !path.exists() {
        return Ok(None);
    }
    lock.write_all(name.as_bytes())?;
    Ok(Some(lock))
}

/// Settles a folder that no run holds.
fn take_over(folder: &Path) -> Result<(), Problem> {
    let path = folder.join(LOCK);
    if !fs::symlink_metadata(&path).is_ok_and(|it| it.is_file()) {
        // It is being made, or is of a build that knew no locks and may be running: only what is empty can hold nothing of a
        // run, and `remove_dir` takes nothing else.
        let _ = fs::remove_dir(folder);
        return Ok(());
    }
    let Ok(lock) = OpenOptions::new().read(true).write(true).open(&path) else { return Ok(()) };
    if lock.try_lock().is_err() {
        return Ok(());
    }
    let mut name = Vec::new();
    // Longer than any file's name is no name.
    let read = (&lock).take(1 << 10).read_to_end(&mut name);
    settle(folder, if read.is_ok() { OsStr::from_bytes(&name) } else { OsStr::new("") })
}

/// Puts back what `old` holds if nothing stands in its place, and removes the folder.
fn settle(folder: &Path, name: &OsStr) -> Result<(), Problem> {
    let old = folder.join(OLD);
    if is_there(&old) {
        // A lock can be cut short, or written by somebody else: its name is one beside the folder, or none.
        let Some(parent) = folder.parent().filter(|_| Path::new(name).file_name() == Some(name)) else { return Ok(()) };
        let target = parent.join(name);
        // Another run may have put its own there meanwhile.
        if !is_there(&target)
            && let Err(e) = fs::rename(&old, &target)
            && !is_there(&target)
        {
            return Err(error::stands_aside(&old, &target, &e));
        }
    }
    // Under its own name, half of it removed, the next sweep could take it for a whole one.
    let gone = folder.join(GONE);
    let _ = fs::rename(&old, &gone);
    // The lock goes last: without it, a folder that is only half removed would stay for good.
    for part in [gone, folder.join(NEW)] {
        let _ = fs::remove_dir_all(part);
    }
    let _ = fs::remove_dir_all(folder);
    Ok(())
}

/// Whether anything stands there, be it a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// A folder that may be written as nothing at all.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
