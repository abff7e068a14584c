//! How far a long run is: bars for a person at a terminal, lines of JSON for a program, or nothing.
//!
//! It stands on standard error only; no output depends on it.

mod bars;
mod events;
mod watch;

use std::io::IsTerminal;
use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{Effort, Lang};
use bars::Bars;
use events::Events;

pub use events::Event;
pub use watch::{Watch, most_memory};

/// A stage of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Reading and keying leaked rows.
    Leaks,
    /// Reading and keying member rows.
    Members,
    /// Linking rows to persons.
    Link,
    /// Counting the figures.
    Count,
    /// Writing pages and documents.
    Documents,
}

/// Tells how far a run is. One stage is under way at a time.
pub struct Progress(Shown);

enum Shown {
    Nothing,
    Bars(Bars),
    Events(Events),
}

impl Progress {
    /// Tells nothing.
    pub fn silent() -> Progress {
        Progress(Shown::Nothing)
    }

    /// A line on standard error that is gone when the stage ends; nothing if that is no terminal.
    pub fn bars(lang: Lang) -> Progress {
        let seen = std::io::stderr().is_terminal();
        Progress(if seen { Shown::Bars(Bars::new(lang)) } else { Shown::Nothing })
    }

    /// One JSON object a line on standard error: an [`Event`].
    pub fn events() -> Progress {
        Progress(Shown::Events(Events::default()))
    }

    /// What the run will take: to a program. A person is told in words, whether or not there is a terminal.
    pub fn expected(&self, effort: &Effort) {
        if let Shown::Events(_) = self.0 {
            Event::Expected { rows: effort.rows, seconds: effort.seconds, memory: effort.memory }.tell();
        }
    }

    /// What the run took: to a program.
    pub fn taken(&self, time: Duration, memory: Option<u64>) {
        if let Shown::Events(_) = self.0 {
            Event::Taken { seconds: events::seconds(time), memory }.tell();
        }
    }

    /// A stage begins, and with it the one before ends. `rows` is how many there will be, where that is known.
    pub fn begin(&self, stage: Stage, rows: Option<u64>) {
        match &self.0 {
            Shown::Nothing => {}
            Shown::Bars(bars) => bars.begin(stage, rows),
            Shown::Events(events) => events.begin(stage, rows),
        }
    }

    /// So many more rows are done. From any thread; meant for a piece of a file at a time, not for each row.
    pub fn add(&self, rows: u64) {
        match &self.0 {
            Shown::Nothing => {}
            Shown::Bars(bars) => bars.add(rows),
            Shown::Events(events) => events.add(rows),
        }
    }

    /// The last stage ends.
    pub fn end(&self) {
        match &self.0 {
            Shown::Nothing => {}
            Shown::Bars(bars) => bars.end(),
            Shown::Events(events) => events.end(),
        }
    }
}
