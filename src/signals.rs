//! Interrupts: the first one ends a run cleanly and soon, the second one ends the process at once. Files that would grow beyond a limit of
//! the system, and memory that ends.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use model::error::{self, Error, INTERRUPTED};
use model::said::Lang;
use model::{interrupt, staging};

/// How long a run may take to end by itself.
const PATIENCE: Duration = Duration::from_millis(700);

/// The exit status of a run that could not be carried out.
const REFUSED: i32 = 1;

/// Interval at which it is looked whether an output is in place.
const LOOK: Duration = Duration::from_millis(5);

/// Handles SIGINT, SIGTERM and SIGHUP from here on, and SIGXFSZ.
pub(crate) fn watch(lang: Lang) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // This fails if one of these signals is already ignored, as under `nohup`, which must stay so. Signals then
        // keep their previous effect. If that kills the process, the next run removes what is left (`staging::sweep`).
        let _ = ctrlc::try_set_handler(move || {
            if interrupt::ask() {
                end();
            }
            let _ = thread::Builder::new().spawn(move || insist(lang));
        });
        // With a handler, whatever it does, a write beyond `ulimit -f` is an error like that of a full disk.
        let beyond_limit = std::sync::Arc::new(AtomicBool::new(false));
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, beyond_limit);
        // Where memory ends, the standard library says so and aborts: a status of ours, not a death by signal.
        let always = std::sync::Arc::new(AtomicBool::new(true));
        let _ = signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGABRT, REFUSED, always);
    });
}

/// Ends a run that is within something that cannot be interrupted, such as the reading of a workbook.
fn insist(lang: Lang) {
    thread::sleep(PATIENCE);
    while interrupt::is_committing() {
        thread::sleep(LOOK);
    }
    staging::abandon();
    let last = match interrupt::has_committed() {
        true => error::interrupted(lang).to_owned(),
        false => Error::Interrupted.told(lang),
    };
    last_word(&last);
    end();
}

/// Says how a run ended, unless it has been said.
pub(crate) fn last_word(text: &str) {
    static SAID: AtomicBool = AtomicBool::new(false);
    if !SAID.swap(true, Ordering::SeqCst) {
        crate::terminal::tell(text);
    }
}

fn end() -> ! {
    std::process::exit(i32::from(INTERRUPTED))
}
