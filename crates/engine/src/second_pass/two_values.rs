//! A name and the birth date, where the other name differs: with frequent names and many members this is chance or a twin, but not where
//! one member alone has them and the files show that chance makes hardly any of these.
//!
//! Whom such a row leads to shows once all members have been read, and how often chance makes one once it is known which rows match
//! nobody: then [`Settling::settle`] takes all that are alike, or none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::captured::captured;
use super::holder::Holder;
use super::led_to::{self, LedTo};
use crate::index::{LeakIx, OperatorIx, PersonIx};
use crate::link::{Captured, FirstPass, Found, LeakRow, Leaks, MatchState, MatchedPair, Members};
use crate::pseudonym::Agreement;
use model::figures;
use model::rule::{Near, Rule, Strength};

/// The name beside the date, and the rule by which it leads to a person; the stronger first.
pub(super) const KINDS: [(Near, Rule); 2] =
    [(Near::LastNameAndDate, Rule::LastNameDate), (Near::FirstNameAndDate, Rule::FirstNameDate)];

/// Whom each of some leaked rows leads to by a name and the date, where no rule holds.
pub(super) struct TwoValues([Vec<Holder>; KINDS.len()]);

/// A row that a name and the date lead to a person, who is the only one so far.
pub(super) struct TwoPair {
    /// Which of [`KINDS`].
    kind: usize,
    /// Among the leaked rows.
    place: u32,
    pair: MatchedPair,
    person: PersonIx,
    way: Captured,
}

impl TwoValues {
    pub(super) fn among(rows: usize) -> TwoValues {
        TwoValues(KINDS.map(|_| (0..rows).map(|_| Holder::nobody()).collect()))
    }

    /// Notes that a row resembles a member.
    pub(super) fn note(
        &self,
        near: Near,
        place: u32,
        (pair, person): (MatchedPair, PersonIx),
        agreement: &Agreement,
    ) -> Option<TwoPair> {
        let kind = KINDS.iter().position(|(of, _)| *of == near)?;
        let way = captured(agreement);
        self.0[kind][place as usize].add(person).then_some(TwoPair { kind, place, pair, person, way })
    }

    /// Of these pairs, those of a row that leads to one person, once all members have been asked.
    pub(super) fn of_one_person(&self, pairs: Vec<TwoPair>) -> impl Iterator<Item = TwoPair> + '_ {
        pairs.into_iter().filter(|pair| self.0[pair.kind][pair.place as usize].is(pair.person))
    }
}

/// Both sides, and what was found so far.
pub(super) struct Settling<'a> {
    pub leaks: &'a Leaks,
    pub members: &'a Members,
    pub first: &'a FirstPass,
    pub state: &'a MatchState<'a>,
    /// The rows that look for a member.
    pub unsettled: &'a [LeakIx],
    /// Chance is measured with one member row in so many.
    pub one_in: u64,
    /// The share that chance may make, in millionths.
    pub bound: u64,
}

impl Settling<'_> {
    /// Adds the pairs of the rows that match nobody, if chance makes hardly any, and errors as many. `by_chance`: rows that
    /// resemble somebody who does not exist, by [`KINDS`].
    pub(super) fn settle(
        &self,
        mut pairs: Vec<TwoPair>,
        by_chance: [u64; KINDS.len()],
        found: &mut Found,
        ways: &mut [Captured],
    ) {
        pairs.retain(|two| self.is_open(two.pair.leak));
        if pairs.is_empty() {
            return;
        }
        let leading = |two: &TwoPair| (two.pair.leak, two.person);
        let counted = led_to::counted(self.first, found, self.members).chain(pairs.par_iter().map(leading));
        let led_to = LedTo::of(self.leaks, pairs.iter().map(leading), counted);
        let repeating = self.repeating(&pairs, found);
        pairs.retain(|two| {
            let leak = two.pair.leak;
            repeating.contains(&self.operator(leak)) || !led_to.by_another(leak, two.person)
        });
        // By the last name, a row needs no first name.
        let by_last: BTreeSet<LeakIx> = pairs.iter().filter(|two| two.kind == 0).map(|two| two.pair.leak).collect();
        pairs.retain(|two| two.kind == 0 || !by_last.contains(&two.pair.leak));
        if pairs.is_empty() {
            return;
        }
        let mut rows = [0; KINDS.len()];
        let by_row = pairs.iter().map(|two| (two.pair.leak, two.kind)).collect::<BTreeSet<(LeakIx, usize)>>();
        by_row.into_iter().for_each(|(_, kind)| rows[kind] += 1);
        let beside = [Captured::ByBoth, Captured::NamesDiffer, Captured::ByNames]
            .map(|way| self.unsettled.iter().filter(|leak| ways[usize::from(**leak)] == way).count() as u64);
        let led = KINDS.iter().zip(rows.into_iter().zip(by_chance));
        let led = led.map(|((_, rule), (rows, met))| (*rule, rows, met * self.one_in));
        // Among all rows that are compared chance is known better than among those that match nobody, of which there are few.
        let unmatched = self.unsettled.iter().filter(|leak| self.is_open(**leak)).count() as u64;
        let counted = figures::TwoValues::of(beside, (self.unsettled.len() as u64, unmatched), led, self.bound);
        for (kind, name) in counted.by_name.iter().enumerate().filter(|(_, name)| name.counted) {
            let strength = Strength::full(name.rule);
            for TwoPair { pair, way, .. } in pairs.iter().filter(|two| two.kind == kind) {
                if self.state.admit(pair.leak, pair.member, strength) {
                    found.pairs.push((*pair, strength));
                    let known = &mut ways[usize::from(pair.leak)];
                    *known = (*way).min(*known);
                }
            }
            let met = counted.chance(by_chance[kind]);
            if met > 0 {
                found.chance.meetings.insert(strength, met);
            }
        }
        found.two_values = Some(counted);
    }

    /// The operators of these pairs whose files have three rows or more for two persons: there another row of a person tells nothing.
    fn repeating(&self, pairs: &[TwoPair], found: &Found) -> BTreeSet<OperatorIx> {
        let operators: BTreeSet<OperatorIx> = pairs.iter().map(|two| self.operator(two.pair.leak)).collect();
        // A bit a person, once for each operator: there may be as many pairs as rows.
        let bits = || (0..self.members.count().div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        let persons: BTreeMap<OperatorIx, Vec<AtomicU64>> = operators.into_iter().map(|of| (of, bits())).collect();
        led_to::counted(self.first, found, self.members).for_each(|(leak, PersonIx(person))| {
            if let Some(persons) = persons.get(&self.operator(leak)) {
                persons[person as usize / 64].fetch_or(1 << (person % 64), Ordering::Relaxed);
            }
        });
        let is_repeating = |(operator, persons): (OperatorIx, Vec<AtomicU64>)| {
            let persons: u64 = persons.into_iter().map(|bits| u64::from(bits.into_inner().count_ones())).sum();
            let rows = self.counted_rows(operator);
            (2 * rows >= 3 * persons && rows > 0).then_some(operator)
        };
        persons.into_iter().filter_map(is_repeating).collect()
    }

    /// Number of an operator's rows that match by a rule that counts in the estimate.
    fn counted_rows(&self, operator: OperatorIx) -> u64 {
        let counts = |(place, row): &(usize, &LeakRow)| {
            let best = self.first.standing.best(LeakIx::new(*place));
            row.operator == operator && best != Strength::NONE && best.certainty().is_in_estimate()
        };
        self.leaks.rows().par_iter().enumerate().filter(counts).count() as u64
    }

    fn is_open(&self, leak: LeakIx) -> bool {
        self.first.standing.best(leak) == Strength::NONE
    }

    fn operator(&self, leak: LeakIx) -> OperatorIx {
        self.leaks.rows()[usize::from(leak)].operator
    }
}
