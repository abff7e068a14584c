//! Progress as lines of JSON, for a calling program.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use schemars::JsonSchema;
use serde::Serialize;

use model::observer::Stage;

/// Minimum interval between two events within a stage.
const INTERVAL: Duration = Duration::from_secs(1);

/// One line of progress for a calling program: the estimate, the state of a stage, or the actual figures.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Event {
    /// Estimate for the run; the first line, if the length of every input file is known.
    Expected {
        /// Rows of both sides.
        rows: u64,
        /// Duration of the run, in seconds.
        seconds: u64,
        /// Peak memory, in bytes.
        memory: u64,
    },
    /// Progress of a stage: when it begins, when it ends, and at most once per second in between.
    Stage {
        /// The stage.
        stage: Stage,
        /// Rows done.
        rows: u64,
        /// Total number of rows, approximate for text files; absent if not known.
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<u64>,
        /// Seconds since the stage began.
        seconds: f64,
    },
    /// Actual figures of the run; the last line.
    Taken {
        /// Duration of the run, in seconds.
        seconds: f64,
        /// Peak memory, in bytes; absent where the system does not report it.
        #[serde(skip_serializing_if = "Option::is_none")]
        memory: Option<u64>,
    },
}

impl Event {
    pub(super) fn emit(&self) {
        // The run continues even if nobody reads standard error.
        if let Ok(line) = serde_json::to_string(self) {
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        }
    }
}

/// Seconds, rounded to tenths to keep lines short.
pub(super) fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10.0).round() / 10.0
}

/// The current stage.
#[derive(Default)]
pub(super) struct Events(Mutex<Option<RunningStage>>);

struct RunningStage {
    stage: Stage,
    rows: u64,
    of: Option<u64>,
    began: Instant,
    emitted: Instant,
}

impl Events {
    pub(super) fn begin(&self, stage: Stage, rows: Option<u64>) {
        self.end();
        let now = now();
        let mut running = RunningStage { stage, rows: 0, of: rows, began: now, emitted: now };
        running.emit();
        *self.stage() = Some(running);
    }

    /// Emits an event if at least one second has passed since the last one.
    pub(super) fn add(&self, rows: u64) {
        if let Some(running) = self.stage().as_mut() {
            running.rows += rows;
            if running.emitted.elapsed() >= INTERVAL {
                running.emit();
            }
        }
    }

    /// Emits the last event of the stage.
    pub(super) fn end(&self) {
        if let Some(mut running) = self.stage().take() {
            running.emit();
        }
    }

    /// A panic while the lock was held leaves the stage valid.
    fn stage(&self) -> MutexGuard<'_, Option<RunningStage>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RunningStage {
    fn emit(&mut self) {
        self.emitted = now();
        let seconds = seconds(self.began.elapsed());
        Event::Stage { stage: self.stage, rows: self.rows, of: self.of, seconds }.emit();
    }
}

#[allow(clippy::disallowed_methods, reason = "told on standard error, written nowhere")]
fn now() -> Instant {
    Instant::now()
}
