//! Catches panics without printing their messages.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};

/// Whether the system gives no more memory. Libraries fail in many ways then, and their errors speak of the file.
pub fn is_memory_scarce() -> bool {
    const ENOUGH: usize = 1 << 26;
    Vec::<u8>::new().try_reserve_exact(ENOUGH).is_err()
}

thread_local!(static HERE: RefCell<Option<String>> = const { RefCell::new(None) });

/// Where the last panic of any thread was: one of a worker goes on in the thread that waits for it.
static ANYWHERE: Mutex<Option<String>> = Mutex::new(None);

/// Calls of [`quietly`] that have not returned.
static QUIET: AtomicUsize = AtomicUsize::new(0);

/// Runs `work`. If it panics, returns the place (`file.rs:12`) without the message, which could contain a value from a
/// row. Until it returns, no thread prints such a message.
pub fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| match QUIET.load(Ordering::SeqCst) {
            0 => usual(info),
            _ => keep_place(info),
        }));
    });
    QUIET.fetch_add(1, Ordering::SeqCst);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.fetch_sub(1, Ordering::SeqCst);
    outcome.map_err(|_| {
        let anywhere = || ANYWHERE.lock().unwrap_or_else(PoisonError::into_inner).clone();
        HERE.with(|here| here.borrow_mut().take()).or_else(anywhere).unwrap_or_else(|| "an unknown place".to_owned())
    })
}

fn keep_place(info: &PanicHookInfo<'_>) {
    let place = info.location().map(|l| {
        let file = Path::new(l.file()).file_name().unwrap_or_default();
        format!("{}:{}", file.to_string_lossy(), l.line())
    });
    ANYWHERE.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&place);
    HERE.with(|here| *here.borrow_mut() = place);
}
