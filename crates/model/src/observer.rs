//! How far a long run is: what the stages report, to whoever wants to know.

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
    /// Counting the figures.
    Count,
    /// Writing pages and documents.
    Documents,
}

/// Is kept informed of how far a run is. One stage is under way at a time.
pub trait Observer: Sync {
    /// A stage begins, and with it the one before ends. `rows` is how many there will be, where that is known.
    fn begin(&self, stage: Stage, rows: Option<u64>);
    /// So many more rows are done. From any thread; meant for a piece of a file at a time, not for each row.
    fn add(&self, rows: u64);
    /// The last stage ends.
    fn end(&self);
}

/// Nobody wants to know.
pub struct Unobserved;

impl Observer for Unobserved {
    fn begin(&self, _: Stage, _: Option<u64>) {}
    fn add(&self, _: u64) {}
    fn end(&self) {}
}
