//! Counts the persons that parties have in common.

use std::collections::BTreeMap;

use model::figures::{PersonsOf, Union, WRITTEN_OUT};

/// Persons by the exact set of parties, each with two or more: either insurers or operators.
pub(super) type Combinations<I> = BTreeMap<Vec<I>, u64>;

/// Computes the union of parties by inclusion and exclusion. `estimates` are the persons of each party; `shared` are
/// those at two or more.
pub(super) fn union<I>(ids: &[String], estimates: impl Iterator<Item = (I, u64)>, shared: &Combinations<I>) -> Union
where
    I: Copy + Ord,
    usize: From<I>,
{
    let named = |parties: &[I]| parties.iter().map(|i| ids[usize::from(*i)].clone()).collect();
    let mut exactly = shared.clone();
    for (i, estimate) in estimates {
        let elsewhere: u64 =
            shared.iter().filter(|(parties, _)| parties.contains(&i)).map(|(_, persons)| persons).sum();
        exactly.insert(vec![i], estimate - elsewhere);
    }
    exactly.retain(|_, persons| *persons > 0);
    let mut terms = Combinations::new();
    if exactly.keys().all(|parties| parties.len() <= WRITTEN_OUT) {
        for (parties, persons) in &exactly {
            for chosen in 1u32..1 << parties.len() {
                let some: Vec<I> = (0..parties.len()).filter(|i| chosen >> i & 1 == 1).map(|i| parties[i]).collect();
                *terms.entry(some).or_default() += persons;
            }
        }
    }
    let persons = exactly.values().sum();
    // Smaller sets first, then by id.
    let listed = |combinations: Combinations<I>| {
        let mut list: Vec<(Vec<I>, u64)> = combinations.into_iter().collect();
        list.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
        list.into_iter().map(|(parties, persons)| PersonsOf { of: named(&parties), persons }).collect()
    };
    Union { exactly: listed(exactly), terms: listed(terms), persons }
}

/// Persons at both of two parties.
pub(super) fn overlap<I: PartialEq>(shared: &Combinations<I>, a: I, b: I) -> u64 {
    shared.iter().filter(|(parties, _)| parties.contains(&a) && parties.contains(&b)).map(|(_, persons)| persons).sum()
}
