//! Lines of JSON, for a program that runs this one.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use schemars::JsonSchema;
use serde::Serialize;

use model::observer::Stage;

/// How long nothing is told between the beginning of a stage and its end.
const PAUSE: Duration = Duration::from_secs(1);

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
    pub(super) fn tell(&self) {
        // That nobody reads it any more is no failure of the run.
        if let Ok(line) = serde_json::to_string(self) {
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        }
    }
}

/// Seconds in tenths, so that a line is short.
pub(super) fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10.0).round() / 10.0
}

/// The stage that is under way.
#[derive(Default)]
pub(super) struct Events(Mutex<Option<UnderWay>>);

struct UnderWay {
    stage: Stage,
    rows: u64,
    of: Option<u64>,
    began: Instant,
    told: Instant,
}

impl Events {
    pub(super) fn begin(&self, stage: Stage, rows: Option<u64>) {
        self.end();
        let now = now();
        let mut under_way = UnderWay { stage, rows: 0, of: rows, began: now, told: now };
        under_way.tell();
        *self.stage() = Some(under_way);
    }

    /// Tells of it if a second has gone by.
    pub(super) fn add(&self, rows: u64) {
        if let Some(under_way) = self.stage().as_mut() {
            under_way.rows += rows;
            if under_way.told.elapsed() >= PAUSE {
                under_way.tell();
            }
        }
    }

    /// Tells of the stage for the last time.
    pub(super) fn end(&self) {
        if let Some(mut under_way) = self.stage().take() {
            under_way.tell();
        }
    }

    /// A thread that stopped while it held the stage has done it no harm.
    fn stage(&self) -> MutexGuard<'_, Option<UnderWay>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay {
    fn tell(&mut self) {
        self.told = now();
        let seconds = seconds(self.began.elapsed());
        Event::Stage { stage: self.stage, rows: self.rows, of: self.of, seconds }.tell();
    }
}

#[allow(clippy::disallowed_methods, reason = "told on standard error, written nowhere")]
fn now() -> Instant {
    Instant::now()
}
