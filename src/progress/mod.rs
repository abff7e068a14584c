//! How far a long run is: bars for a person at a terminal, lines of JSON for a program, or nothing.
//!
//! It stands on standard error only; no output depends on it.

mod bars;
mod events;
mod watch;
mod words;

use std::io::IsTerminal;
use std::time::Duration;

use bars::Bars;
use engine::plan::Effort;
use events::Events;
use model::observer::{Observer, Stage};
use model::options::Lang;

pub use events::Event;
pub use watch::{Watch, most_memory};

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
