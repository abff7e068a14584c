//! How a total comes about from parties that share persons: who counts where, and inclusion–exclusion.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The total, seen from each kind of party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unions {
    /// From operators.
    pub operators: Union,
    /// From insurers.
    pub insurers: Union,
}

/// A total of persons (of the estimate) as a union of parties.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Union {
    /// Persons at exactly these parties; they add up to the total. Combinations of nobody are left out.
    pub exactly: Vec<PersonsOf>,
    /// Inclusion–exclusion: persons at all of these parties at least, added if the number of parties is odd, taken off if it
    /// is even. Empty if persons are at more parties than can be written out ([`WRITTEN_OUT`]).
    pub terms: Vec<PersonsOf>,
    /// The total.
    pub persons: u64,
}

/// Persons of some parties.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PersonsOf {
    /// Ids.
    pub of: Vec<String>,
    /// How many.
    pub persons: u64,
}

/// Parties of one person beyond which inclusion–exclusion has too many terms for anybody to read: 2 to that power.
pub const WRITTEN_OUT: usize = 8;
