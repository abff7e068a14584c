//! How a total comes about from parties that share persons: who counts where, and inclusion–exclusion.

use std::collections::BTreeMap;

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

/// Parties of one person beyond which inclusion–exclusion has too many terms for anybody to read: 2 to that power.
pub const WRITTEN_OUT: usize = 8;

/// Persons at exactly several parties, by their indexes.
pub(super) type Combinations = BTreeMap<Vec<u16>, u64>;

/// Draws the union of parties. `estimates` has each party's own persons, `shared` those at two or more.
pub(super) fn union(ids: &[String], estimates: &[u64], shared: &Combinations) -> Union {
    let named = |of: &[u16]| of.iter().map(|i| ids[usize::from(*i)].clone()).collect();
    let mut exactly: Combinations = shared.clone();
    for (i, estimate) in (0u16..).zip(estimates) {
        let elsewhere: u64 = shared.iter().filter(|(of, _)| of.contains(&i)).map(|(_, persons)| persons).sum();
        exactly.insert(vec![i], estimate - elsewhere);
    }
    exactly.retain(|_, persons| *persons > 0);
    let mut terms = Combinations::new();
    if exactly.keys().all(|of| of.len() <= WRITTEN_OUT) {
        for (of, persons) in &exactly {
            for chosen in 1u32..1 << of.len() {
                let some: Vec<u16> = (0..of.len()).filter(|i| chosen >> i & 1 == 1).map(|i| of[i]).collect();
                *terms.entry(some).or_default() += persons;
            }
        }
    }
    let persons = exactly.values().sum();
    // Fewer parties first, then by id.
    let listed = |combinations: Combinations| {
        let mut list: Vec<(Vec<u16>, u64)> = combinations.into_iter().collect();
        list.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
        list.into_iter().map(|(of, persons)| PersonsOf { of: named(&of), persons }).collect()
    };
    Union { exactly: listed(exactly), terms: listed(terms), persons }
}

/// Persons at both of two parties.
pub(super) fn overlap(shared: &Combinations, a: u16, b: u16) -> u64 {
    shared.iter().filter(|(of, _)| of.contains(&a) && of.contains(&b)).map(|(_, persons)| persons).sum()
}
