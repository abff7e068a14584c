//! Whether the process has been asked to end.
//!
//! A run looks for it between pieces of work ([`check`]), the last time before its output takes its place, and ends as any
//! failed run does: keys wiped, folders removed, nothing written.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, Result};

/// Of the process, not of a run: what is asked to end begins nothing else.
static ASKED: AtomicBool = AtomicBool::new(false);

/// Asks the process to end. Whether it had been asked before.
pub fn ask() -> bool {
    ASKED.swap(true, Ordering::Relaxed)
}

/// Fails once the process has been asked to end.
pub fn check() -> Result<()> {
    if ASKED.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok(()) }
}
