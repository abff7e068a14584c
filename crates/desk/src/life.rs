//! How long the desk lives: until it is told to end, or nobody has used it for a while.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

/// Tells everybody who waits that the desk ends.
pub(crate) struct Life {
    idle: Duration,
    used: Mutex<Instant>,
    over: watch::Sender<bool>,
    /// One copy for each thing that goes on: a child, an upload.
    busy: Arc<()>,
}

/// Something goes on as long as this is kept.
pub(crate) struct Busy(#[expect(dead_code, reason = "counted, never read")] Arc<()>);

impl Life {
    pub(crate) fn new(idle: Duration) -> Life {
        Life { idle, used: Mutex::new(Instant::now()), over: watch::Sender::new(false), busy: Arc::new(()) }
    }

    /// Somebody uses the page.
    pub(crate) fn touch(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// Something goes on: the desk does not end by itself meanwhile.
    pub(crate) fn busy(&self) -> Busy {
        Busy(Arc::clone(&self.busy))
    }

    /// Ends the desk.
    pub(crate) fn end(&self) {
        self.over.send_replace(true);
    }

    /// Until the desk ends.
    pub(crate) async fn over(&self) {
        let mut over = self.over.subscribe();
        // The sender lives as long as `self`.
        let _ = over.wait_for(|over| *over).await;
    }

    /// Ends the desk once nobody has used it for its time and nothing goes on.
    pub(crate) async fn watch(&self) {
        loop {
            let used = *self.used.lock().unwrap_or_else(PoisonError::into_inner);
            if Arc::strong_count(&self.busy) > 1 {
                // The time counts from when it is done.
                self.touch();
            } else if used.elapsed() >= self.idle {
                return self.end();
            }
            let left = self.idle.saturating_sub(used.elapsed());
            tokio::time::sleep(left.clamp(Duration::from_millis(200), Duration::from_secs(5))).await;
        }
    }
}
