//! Lines of JSON, for a program that runs this one.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use schemars::JsonSchema;
use serde::Serialize;

use super::Stage;

/// How long nothing is told between the beginning of a stage and its end.
const PAUSE: Duration = Duration::from_secs(1);

/// How far a stage is: told when it begins, when it ends, and at most once a second between.
#[derive(Serialize, JsonSchema)]
pub struct Event {
    /// Always `stage`.
    pub event: &'static str,
    /// Which one.
    pub stage: Stage,
    /// Rows done.
    pub rows: u64,
    /// How many there are, of text about; absent where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Since it began.
    pub seconds: f64,
}

/// The stage that is under way.
#[derive(Default)]
pub struct Events(Mutex<Option<UnderWay>>);

struct UnderWay {
    stage: Stage,
    rows: u64,
    of: Option<u64>,
    began: Instant,
    told: Instant,
}

impl Events {
    /// Ends the stage before.
    pub fn begin(&self, stage: Stage, rows: Option<u64>) {
        self.end();
        let now = now();
        let mut under_way = UnderWay { stage, rows: 0, of: rows, began: now, told: now };
        under_way.tell();
        *self.stage() = Some(under_way);
    }

    /// Tells of it if a second has gone by.
    pub fn add(&self, rows: u64) {
        if let Some(under_way) = self.stage().as_mut() {
            under_way.rows += rows;
            if under_way.told.elapsed() >= PAUSE {
                under_way.tell();
            }
        }
    }

    /// Tells of the stage for the last time.
    pub fn end(&self) {
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
        // Tenths, so that a line is short.
        let seconds = (self.began.elapsed().as_secs_f64() * 10.0).round() / 10.0;
        let event = Event { event: "stage", stage: self.stage, rows: self.rows, of: self.of, seconds };
        // That nobody reads it any more is no failure of the run.
        if let Ok(line) = serde_json::to_string(&event) {
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "told on standard error, written nowhere")]
fn now() -> Instant {
    Instant::now()
}
