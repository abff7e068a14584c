//! Which rows of an operator lead to one person: if another row does, this one may be about somebody else.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::filter::Filter;
use crate::index::{LeakIx, OperatorIx, PersonIx};
use crate::link::{FirstPass, Found, Leaks, MatchedPair, Members};

/// By operator and person, two of its rows that lead there.
pub(super) struct LedTo<'a> {
    leaks: &'a Leaks,
    rows: BTreeMap<(OperatorIx, PersonIx), Vec<LeakIx>>,
}

impl<'a> LedTo<'a> {
    /// Of the persons that are `asked` for, by any of the `leading` rows.
    pub(super) fn of(
        leaks: &'a Leaks,
        asked: impl Iterator<Item = (LeakIx, PersonIx)>,
        leading: impl ParallelIterator<Item = (LeakIx, PersonIx)>,
    ) -> LedTo<'a> {
        let operator = |leak: LeakIx| leaks.rows()[usize::from(leak)].operator;
        let mut rows: BTreeMap<(OperatorIx, PersonIx), Vec<LeakIx>> =
            asked.map(|(leak, person)| ((operator(leak), person), Vec::new())).collect();
        if rows.is_empty() {
            return LedTo { leaks, rows };
        }
        // Nearly all rows lead to somebody else.
        let persons = Filter::expecting(2 * rows.len());
        let lot = |person: PersonIx| u64::from(person.0).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        rows.keys().for_each(|(_, person)| persons.add(lot(*person)));
        let leading: Vec<(LeakIx, PersonIx)> = leading.filter(|(_, person)| persons.may_hold(lot(*person))).collect();
        for (leak, person) in leading {
            if let Some(rows) = rows.get_mut(&(operator(leak), person))
                && rows.len() < 2
                && !rows.contains(&leak)
            {
                rows.push(leak);
            }
        }
        LedTo { leaks, rows }
    }

    /// Whether another row of the operator leads to the person.
    pub(super) fn by_another(&self, leak: LeakIx, person: PersonIx) -> bool {
        let operator = self.leaks.rows()[usize::from(leak)].operator;
        self.rows.get(&(operator, person)).is_some_and(|rows| rows.iter().any(|row| *row != leak))
    }
}

/// The rows that match by a rule that counts in the estimate, with the persons whom they match.
pub(super) fn counted<'a>(
    first: &'a FirstPass,
    found: &'a Found,
    members: &'a Members,
) -> impl ParallelIterator<Item = (LeakIx, PersonIx)> + 'a {
    let matched = found.pairs.par_iter().filter(|(pair, strength)| {
        strength.certainty().is_in_estimate() && first.standing.best(pair.leak) == *strength
    });
    let matched = matched.map(|(pair, _)| *pair).chain(first.settled());
    matched.map(|MatchedPair { leak, member }| (leak, members.person(member)))
}
