//! The figures that every scope has.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Persons as an interval: `low` ≤ `estimate` ≤ `high`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Persons {
    /// Distinct persons met unambiguously by a certain rule, or in an exposed perimeter.
    pub low: u64,
    /// Distinct persons met unambiguously by a certain, strong or probable rule, or in an exposed perimeter.
    pub estimate: u64,
    /// Distinct member rows met in any way or in an exposed perimeter, duplicates left out; rows are not merged into persons.
    pub high: u64,
}

/// The figures of one scope: all, an insurer, an operator, or one at the other. Groups are of `persons.estimate`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Persons concerned.
    pub persons: Persons,
    /// The member rows that `persons.high` counts; they add up to it.
    pub high_rows: HighRows,
    /// Persons outside the estimate who are met only by rows that mean others as well.
    pub ambiguous: u64,
    /// Persons outside the estimate of whom only the NIR is met, in rows without a birth date.
    pub household: u64,
    /// Leaked rows, duplicates left out: an operator's own, or those that met somebody at the insurer or name it.
    pub records: u64,
    /// Distinct contract numbers of these persons, where the members' file has them.
    pub contracts: u64,
    /// Persons who hold a contract.
    pub policyholders: u64,
    /// Persons who hold none and are covered by another's.
    pub dependants: u64,
    /// Under 18 on the reference date.
    pub minors: u64,
    /// Whose every cover had ended before it.
    pub former: u64,
    /// Who had died by then.
    pub deceased: u64,
}

impl Totals {
    /// Adds figures of other persons, records and contracts.
    pub fn add(&mut self, other: &Totals) {
        let Totals {
            persons,
            high_rows,
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
        self.high_rows.ambiguous += high_rows.ambiguous;
        self.high_rows.household += high_rows.household;
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

/// Member rows by how they were met; rows of one person are not merged.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HighRows {
    /// Met unambiguously, or in an exposed perimeter: as many as the estimate, and the further rows of the same persons.
    pub met: u64,
    /// Met only by rows that mean other persons as well.
    pub ambiguous: u64,
    /// Met only by their NIR, in rows without a birth date.
    pub household: u64,
}
