//! A figure before and after, and the difference.

use std::ops::Add;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use model::figures::Totals;

/// One figure in two reports.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Change {
    /// Figure in the earlier report; absent if it has no such line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
    /// Figure in the later report; absent if it has no such line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<u64>,
    /// Later figure minus earlier figure; an absent line counts as zero.
    pub change: i64,
}

impl Change {
    /// A line that may be missing on one side.
    pub(crate) fn of(before: Option<u64>, after: Option<u64>) -> Change {
        Change { before, after, change: signed(after) - signed(before) }
    }

    /// A line that both reports have.
    pub(crate) fn between(before: u64, after: u64) -> Change {
        Change::of(Some(before), Some(after))
    }

    /// Whether the two sides differ. A new line differs even if it counts zero.
    pub(crate) fn differs(&self) -> bool {
        self.before != self.after
    }
}

/// A count as a signed number. No count of persons or rows comes near `i64::MAX`.
fn signed(count: Option<u64>) -> i64 {
    count.map_or(0, |count| i64::try_from(count).unwrap_or(i64::MAX))
}

/// The figures compared at every level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Counts {
    /// Persons, low.
    pub low: Change,
    /// Persons, estimate.
    pub estimate: Change,
    /// Persons, high.
    pub high: Change,
    /// Leaked rows, without duplicates.
    pub records: Change,
    /// Contracts.
    pub contracts: Change,
}

impl Counts {
    /// A scope that may be missing on one side.
    pub(crate) fn of(before: Option<&Totals>, after: Option<&Totals>) -> Counts {
        let change = |figure: fn(&Totals) -> u64| Change::of(before.map(figure), after.map(figure));
        Counts {
            low: change(|totals| totals.persons.low),
            estimate: change(|totals| totals.persons.estimate),
            high: change(|totals| totals.persons.high),
            records: change(|totals| totals.records),
            contracts: change(|totals| totals.contracts),
        }
    }

    pub(crate) fn differs(&self) -> bool {
        let Counts { low, estimate, high, records, contracts } = self;
        [low, estimate, high, records, contracts].into_iter().any(Change::differs)
    }

    pub(crate) fn shift(&self) -> Shift {
        let Counts { low, estimate, high, records, contracts } = self;
        Shift {
            low: low.change,
            estimate: estimate.change,
            high: high.change,
            records: records.change,
            contracts: contracts.change,
        }
    }
}

/// Changes of the figures.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Shift {
    /// Persons, low.
    pub low: i64,
    /// Persons, estimate.
    pub estimate: i64,
    /// Persons, high.
    pub high: i64,
    /// Leaked rows, without duplicates.
    pub records: i64,
    /// Contracts.
    pub contracts: i64,
}

impl Add for Shift {
    type Output = Shift;

    fn add(self, other: Shift) -> Shift {
        Shift {
            low: self.low + other.low,
            estimate: self.estimate + other.estimate,
            high: self.high + other.high,
            records: self.records + other.records,
            contracts: self.contracts + other.contracts,
        }
    }
}
