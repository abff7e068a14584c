//! Counts the persons whom parties share.

use std::collections::BTreeMap;

use model::figures::{PersonsOf, Union, WRITTEN_OUT};

/// Persons at exactly several parties, by their indices: those of insurers or those of operators.
pub(super) type Combinations<I> = BTreeMap<Vec<I>, u64>;

/// Draws the union of parties. `estimates` has each party's own persons, `shared` those at two or more.
pub(super) fn union<I>(ids: &[String], estimates: impl Iterator<Item = (I, u64)>, shared: &Combinations<I>) -> Union
where
    I: Copy + Ord,
    usize: From<I>,
{
    let named = |of: &[I]| of.iter().map(|i| ids[usize::from(*i)].clone()).collect();
    let mut exactly = shared.clone();
    for (i, estimate) in estimates {
        let elsewhere: u64 = shared.iter().filter(|(of, _)| of.contains(&i)).map(|(_, persons)| persons).sum();
        exactly.insert(vec![i], estimate - elsewhere);
    }
    exactly.retain(|_, persons| *persons > 0);
    let mut terms = Combinations::new();
    if exactly.keys().all(|of| of.len() <= WRITTEN_OUT) {
        for (of, persons) in &exactly {
            for chosen in 1u32..1 << of.len() {
                let some: Vec<I> = (0..of.len()).filter(|i| chosen >> i & 1 == 1).map(|i| of[i]).collect();
                *terms.entry(some).or_default() += persons;
            }
        }
    }
    let persons = exactly.values().sum();
    // Fewer parties first, then by id.
    let listed = |combinations: Combinations<I>| {
        let mut list: Vec<(Vec<I>, u64)> = combinations.into_iter().collect();
        list.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
        list.into_iter().map(|(of, persons)| PersonsOf { of: named(&of), persons }).collect()
    };
    Union { exactly: listed(exactly), terms: listed(terms), persons }
}

/// Persons at both of two parties.
pub(super) fn overlap<I: PartialEq>(shared: &Combinations<I>, a: I, b: I) -> u64 {
    shared.iter().filter(|(of, _)| of.contains(&a) && of.contains(&b)).map(|(_, persons)| persons).sum()
}
