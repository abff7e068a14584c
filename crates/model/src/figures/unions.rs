//! Unions of parties that share persons: persons at exactly which parties, and inclusion–exclusion.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the total is made up, by kind of party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unions {
    /// From operators.
    pub operators: Union,
    /// From insurers.
    pub insurers: Union,
}

/// The total of persons in the estimate as a union over parties.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Union {
    /// Persons at exactly these parties; they add up to the total. Combinations without persons are omitted.
    pub exactly: Vec<PersonsOf>,
    /// Inclusion–exclusion: persons at least at all of these parties, added for an odd number of parties, deducted for
    /// an even number. Empty if some persons are at more than eight parties.
    pub terms: Vec<PersonsOf>,
    /// Total number of persons.
    pub persons: u64,
}

/// Persons at a combination of parties.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PersonsOf {
    /// Ids of the parties.
    pub of: Vec<String>,
    /// Number of persons.
    pub persons: u64,
}

/// Maximum number of parties of one person for which inclusion–exclusion is listed; it has up to 2⁸ terms then.
pub const WRITTEN_OUT: usize = 8;
