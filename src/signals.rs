//! Interrupts: the first one ends a run cleanly and soon, the second one ends the process at once. Files that would grow beyond a limit of
//! the system, and memory that ends.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use model::error::{self, Error, INTERRUPTED};
use model::said::Lang;
use model::{interrupt, staging, system};

/// How long a run may take to end by itself.
const PATIENCE: Duration = Duration::from_millis(700);

/// The exit status of a run that could not be carried out.
const REFUSED: i32 = 1;

/// Interval at which it is looked whether an output is in place.
const LOOK: Duration = Duration::from_millis(5);

/// Handles requests to end, and limits of the system. Where a request cannot be handled, it kills the process, and the next run removes
/// what is left (`staging::sweep`).
pub(crate) fn watch(lang: Lang) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        system::on_request_to_end(move || {
            if interrupt::ask() {
                end();
            }
            let _ = thread::Builder::new().spawn(move || insist(lang));
        });
        system::end_orderly(REFUSED);
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
