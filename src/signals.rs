//! Interrupts: the first one ends a run cleanly, the second one ends the process at once.

use std::sync::Once;

use model::error::INTERRUPTED;
use model::interrupt;

/// Handles SIGINT, SIGTERM and SIGHUP from here on.
pub(crate) fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // This fails if one of these signals is already ignored, as under `nohup`, which must stay so. Signals then
        // keep their previous effect. If that kills the process, the next run removes what is left (`staging::sweep`).
        let _ = ctrlc::try_set_handler(|| {
            if interrupt::ask() {
                std::process::exit(i32::from(INTERRUPTED));
            }
        });
    });
}
