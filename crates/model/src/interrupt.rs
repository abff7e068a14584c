//! Interruption of the process.
//!
//! A run calls [`check`] between pieces of work, and [`commit`] before its output replaces the target, and then ends like any failed
//! run: keys zeroed, temporary folders removed, nothing written. What does not come to a check in time is ended from outside, but never
//! within a commit.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::error::{Error, Result};

/// Per process: an interrupted process starts no other run.
static ASKED: AtomicBool = AtomicBool::new(false);

/// Commits under way.
static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);

/// Whether one has begun.
static COMMITTED: AtomicBool = AtomicBool::new(false);

/// Requests the end of the process. Returns whether it had already been requested.
pub fn ask() -> bool {
    ASKED.swap(true, Ordering::SeqCst)
}

/// Fails once the end of the process has been requested.
pub fn check() -> Result<()> {
    if ASKED.load(Ordering::SeqCst) { Err(Error::Interrupted) } else { Ok(()) }
}

/// While it lives, an output replaces its target: the process is not ended in between.
pub struct Commit(());

/// The last point at which an interrupt ends a run without output.
pub fn commit() -> Result<Commit> {
    // Counted first: whoever asks from now on sees it, and who has asked is seen here.
    UNDER_WAY.fetch_add(1, Ordering::SeqCst);
    let commit = Commit(());
    check()?;
    COMMITTED.store(true, Ordering::SeqCst);
    Ok(commit)
}

impl Drop for Commit {
    fn drop(&mut self) {
        UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether an output is replacing its target.
pub fn is_committing() -> bool {
    UNDER_WAY.load(Ordering::SeqCst) > 0
}

/// Whether anything has been written.
pub fn has_committed() -> bool {
    COMMITTED.load(Ordering::SeqCst)
}
