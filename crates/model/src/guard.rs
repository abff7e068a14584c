//! Catches panics without printing their messages.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

/// Whether the system gives no more memory. Libraries fail in many ways then, and their errors speak of the file.
pub fn is_memory_scarce() -> bool {
    const ENOUGH: usize = 1 << 26;
    Vec::<u8>::new().try_reserve_exact(ENOUGH).is_err()
}

/// Runs `work`. If it panics, returns the place (`file.rs:12`) without the message, which could contain a value from a
/// row.
pub fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    thread_local!(static PLACE: RefCell<Option<String>> = const { RefCell::new(None) });
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        panic::set_hook(Box::new(|info| {
            let place = info.location().map(|l| {
                let file = Path::new(l.file()).file_name().unwrap_or_default();
                format!("{}:{}", file.to_string_lossy(), l.line())
            });
            PLACE.with(|p| *p.borrow_mut() = place);
        }));
    });
    panic::catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| PLACE.with(|p| p.borrow_mut().take()).unwrap_or_else(|| "another thread".to_owned()))
}
