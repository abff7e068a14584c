//! Progress of a long run, as reported by its stages.

use schemars::JsonSchema;
use serde::Serialize;

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
    /// Reading the member rows again for what is not linked yet.
    Search,
    /// Counting the figures.
    Count,
    /// Writing pages and documents.
    Documents,
}

/// Receives the progress of a run, one stage at a time.
pub trait Observer: Sync {
    /// A stage begins and the previous one ends. `rows` is the total number of rows, if known.
    fn begin(&self, stage: Stage, rows: Option<u64>);
    /// `rows` more rows are done. Called from any thread, once per batch rather than per row.
    fn add(&self, rows: u64);
    /// The last stage ends.
    fn end(&self);
}

/// Ignores all progress.
pub struct Unobserved;

impl Observer for Unobserved {
    fn begin(&self, _: Stage, _: Option<u64>) {}
    fn add(&self, _: u64) {}
    fn end(&self) {}
}
