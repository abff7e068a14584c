//! Progress of a long run: a bar for a person, lines of JSON for a program, or nothing.
//!
//! Written to standard error only; no output depends on it.

mod bars;
mod events;
mod stopwatch;
mod words;

use std::io::IsTerminal;
use std::time::Duration;

use bars::Bars;
use engine::plan::Effort;
use events::Events;
use model::observer::{Observer, Stage};
use model::said::Lang;

pub use events::Event;
pub use stopwatch::{Stopwatch, peak_memory};

/// Reports the progress of a run, one stage at a time.
pub struct Progress(Shown);

enum Shown {
    Nothing,
    Bars(Bars),
    Events(Events),
}

impl Progress {
    /// Reports nothing.
    pub fn silent() -> Progress {
        Progress(Shown::Nothing)
    }

    /// A progress bar on standard error, removed at the end of each stage. Nothing if standard error is not a terminal.
    pub fn bars(lang: Lang) -> Progress {
        let seen = std::io::stderr().is_terminal();
        Progress(if seen { Shown::Bars(Bars::new(lang)) } else { Shown::Nothing })
    }

    /// One JSON object per line on standard error; see [`Event`].
    pub fn events() -> Progress {
        Progress(Shown::Events(Events::default()))
    }

    /// Reports the estimate for the run, in JSON only. The summary on the terminal prints its own line.
    pub fn expected(&self, effort: &Effort) {
        if let Shown::Events(_) = self.0 {
            Event::Expected { rows: effort.rows, seconds: effort.seconds, memory: effort.memory }.emit();
        }
    }

    /// Reports the actual figures of the run, in JSON only.
    pub fn taken(&self, time: Duration, memory: Option<u64>) {
        if let Shown::Events(_) = self.0 {
            Event::Taken { seconds: events::seconds(time), memory }.emit();
        }
    }
}

impl Observer for Progress {
    fn begin(&self, stage: Stage, rows: Option<u64>) {
        match &self.0 {
            Shown::Nothing => {}
            Shown::Bars(bars) => bars.begin(stage, rows),
            Shown::Events(events) => events.begin(stage, rows),
        }
    }

    fn add(&self, rows: u64) {
        match &self.0 {
            Shown::Nothing => {}
            Shown::Bars(bars) => bars.add(rows),
            Shown::Events(events) => events.add(rows),
        }
    }

    fn end(&self) {
        match &self.0 {
            Shown::Nothing => {}
            Shown::Bars(bars) => bars.end(),
            Shown::Events(events) => events.end(),
        }
    }
}
