//! Interruption of the process.
//!
//! A run calls [`check`] between pieces of work, for the last time before its output replaces the target, and then ends
//! like any failed run: keys zeroed, temporary folders removed, nothing written.
//! failed run does: keys wiped, folders removed, nothing written.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, Result};

/// Per process: an interrupted process starts no other run.
static ASKED: AtomicBool = AtomicBool::new(false);

/// Requests the end of the process. Returns whether it had already been requested.
pub fn ask() -> bool {
    ASKED.swap(true, Ordering::Relaxed)
}

/// Fails once the end of the process has been requested.
pub fn check() -> Result<()> {
    if ASKED.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok(()) }
}
