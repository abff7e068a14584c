//! The figures that every scope has.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Number of persons as an interval: `low` ≤ `estimate` ≤ `high`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Persons {
    /// Distinct persons matched unambiguously by a certain rule, or in an exposed perimeter.
    pub low: u64,
    /// Distinct persons matched unambiguously by a certain, strong or probable rule, or in an exposed perimeter.
    pub estimate: u64,
    /// Distinct member rows matched by any rule or in an exposed perimeter, without duplicates; not grouped into
    /// persons.
    pub high: u64,
}

/// Figures of one scope: all, an insurer, an operator, or one operator at one insurer. Groups count `persons.estimate`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Affected persons.
    pub persons: Persons,
    /// Breakdown of the member rows counted in `persons.high`.
    pub high_rows: HighRows,
    /// Persons outside the estimate, matched only by rules whose certainty leaves the decision to a person.
    pub doubtful: u64,
    /// Persons outside the estimate, matched only by rows that also match other persons.
    pub ambiguous: u64,
    /// Persons outside the estimate, matched only by a NIR, number or contact.
    pub household: u64,
    /// Leaked rows without duplicates: an operator's own, or those that match a member of the insurer or name it.
    pub records: u64,
    /// Distinct contract numbers of these persons, where the member files have them.
    pub contracts: u64,
    /// Persons who hold a contract.
    pub policyholders: u64,
    /// Persons who hold none and are covered by another person's contract.
    pub dependants: u64,
    /// Persons under 18 on the reference date.
    pub minors: u64,
    /// Persons whose every cover had ended before the reference date.
    pub former: u64,
    /// Persons who had died by the reference date.
    pub deceased: u64,
}

impl Totals {
    /// Adds the figures of another scope. Correct only if the two share no persons, rows and contracts.
    pub fn add(&mut self, other: &Totals) {
        let Totals {
            persons,
            high_rows,
            doubtful,
            ambiguous,
            household,
            records,
            contracts,
            policyholders,
            dependants,
            minors,
            former,
            deceased,
        } = other;
        self.persons.low += persons.low;
        self.persons.estimate += persons.estimate;
        self.persons.high += persons.high;
        self.high_rows.met += high_rows.met;
        self.high_rows.doubtful += high_rows.doubtful;
        self.high_rows.ambiguous += high_rows.ambiguous;
        self.high_rows.household += high_rows.household;
        self.doubtful += doubtful;
        self.ambiguous += ambiguous;
        self.household += household;
        self.records += records;
        self.contracts += contracts;
        self.policyholders += policyholders;
        self.dependants += dependants;
        self.minors += minors;
        self.former += former;
        self.deceased += deceased;
    }
}

/// What an insurer's member files tell of its persons. What they do not tell is counted as zero, since nothing is known of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Told {
    /// Who holds a contract, and who is covered by another person's.
    pub policyholders: bool,
    /// When a cover ended.
    pub former: bool,
    /// Who has died.
    pub deceased: bool,
}

/// Member rows by how they are matched; rows of one person are counted separately.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HighRows {
    /// Matched unambiguously, or in an exposed perimeter; a person may have several of these rows.
    pub met: u64,
    /// Matched only by rules whose certainty leaves the decision to a person.
    pub doubtful: u64,
    /// Matched only by rows that also match other persons.
    pub ambiguous: u64,
    /// Matched only by a NIR, number or contact.
    pub household: u64,
}
