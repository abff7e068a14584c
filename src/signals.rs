//! A first interrupt ends a run where nothing is lost by it; a second one ends the process.

use std::sync::Once;

use model::error::INTERRUPTED;
use model::interrupt;

/// Has interrupts noted from here on: an interrupt from the keyboard, a request to terminate, a terminal that is gone.
pub(crate) fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // It fails if one of these signals is ignored already, as `nohup` has it, and this must not undo that. Then, and where
        // it fails otherwise, a signal does what it did before, at worst kills: the next run clears up (`staging::sweep`).
        let _ = ctrlc::try_set_handler(|| {
            if interrupt::ask() {
                std::process::exit(i32::from(INTERRUPTED));
            }
        });
    });
}
