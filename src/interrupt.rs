//! A first interrupt ends a run where nothing is lost by it; a second one ends the process.
//!
//! A run looks for it between pieces of work ([`check`]), the last time before its output takes its place, and ends as any
//! failed run does: keys wiped, folders removed, nothing written.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, INTERRUPTED, Result};

/// Of the process, not of a run: what is asked to end begins nothing else.
static ASKED: AtomicBool = AtomicBool::new(false);

/// Has interrupts noted from here on: an interrupt from the keyboard, a request to terminate, a terminal that is gone.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // It fails if one of these signals is ignored already, as `nohup` has it, and this must not undo that. Then, and where
        // it fails otherwise, a signal does what it did before, at worst kills: the next run clears up (`staging::sweep`).
        let _ = ctrlc::try_set_handler(|| {
            if ASKED.swap(true, Ordering::Relaxed) {
                std::process::exit(i32::from(INTERRUPTED));
            }
        });
    });
}

/// Fails once the process has been asked to end.
pub fn check() -> Result<()> {
    if ASKED.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok(()) }
}
