//! A progress bar on a terminal.

use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use crate::words::Words;
use model::observer::Stage;
use model::said::Lang;

/// Interval between two redraws.
const TICK: Duration = Duration::from_millis(125);

pub(super) struct Bars {
    words: Words,
    bar: Mutex<Option<ProgressBar>>,
}

impl Bars {
    pub(super) fn new(lang: Lang) -> Bars {
        Bars { words: Words::of(lang), bar: Mutex::new(None) }
    }

    /// Replaces the bar of the previous stage.
    pub(super) fn begin(&self, stage: Stage, rows: Option<u64>) {
        self.end();
        let bar = match rows {
            Some(rows) => ProgressBar::new(rows),
            None => ProgressBar::no_length(),
        };
        bar.set_style(style(self.words, rows.is_some()));
        bar.set_prefix(self.words.stage(stage));
        bar.enable_steady_tick(TICK);
        *self.bar() = Some(bar);
    }

    /// Only counts: a separate thread redraws the bar.
    pub(super) fn add(&self, rows: u64) {
        if let Some(bar) = self.bar().as_ref() {
            bar.inc(rows);
        }
    }

    /// Removes the bar from the screen.
    pub(super) fn end(&self) {
        if let Some(bar) = self.bar().take() {
            bar.finish_and_clear();
        }
    }

    /// A panic while the lock was held leaves the bar valid.
    fn bar(&self) -> MutexGuard<'_, Option<ProgressBar>> {
        self.bar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stage, bar, rows done, rate and time left. If the total is unknown: spinner, stage, rows done and rate.
fn style(words: Words, total: bool) -> ProgressStyle {
    let template = if total { "{prefix} {wide_bar} {done} {rate} {left}" } else { "{spinner} {prefix} {done} {rate}" };
    // Both templates are valid, so the fallback is never used.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
    style
        .with_key("done", move |state: &ProgressState, line: &mut dyn Write| {
            let _ = line.write_str(&words.rows_done(state.pos(), state.len()));
        })
        .with_key("rate", move |state: &ProgressState, line: &mut dyn Write| {
            let _ = line.write_str(&words.rows_a_second(state.per_sec()));
        })
        .with_key("left", move |state: &ProgressState, line: &mut dyn Write| {
            let _ = line.write_str(&words.time_left(state.eta()));
        })
}
