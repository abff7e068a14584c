//! Numbers that one member alone has: a row with such a number is hardly about anybody else, though nothing but a name agrees, or not
//! even that.
//!
//! Whose a number is shows once all members have been read, and whether it is of one person or of a household once all rows have been
//! compared: then these rows are looked at again, by [`Settling::settle`].

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU8, Ordering};

use rayon::prelude::*;

use super::captured::captured;
use super::holder::Holder;
use super::index::Index;
use super::ladder;
use super::led_to::{self, LedTo};
use crate::index::{LeakIx, PersonIx};
use crate::link::{Captured, FirstPass, Found, HOUSEHOLD, Leaks, MatchState, MatchedPair, Members};
use crate::pseudonym::{Agreement, Attributes, DateAgreement, NameAgreement, NumberAgreement};
use model::figures::OwnNumbers;
use model::rule::{Difference, Rule, Strength};

/// The numbers of some leaked rows, without leading zeros, and who has them.
pub(super) struct Numbers {
    index: Index,
    /// By the place of a number in the index.
    holders: Vec<Holder>,
    /// By the place of a number in the index: member rows that have it, up to one more than a household's.
    rows: Vec<AtomicU8>,
    /// By the place of a number and a row in the index: see [`Beside`].
    beside: Vec<AtomicU8>,
}

/// From so many member rows on, a number is no household's.
const MANY: u8 = HOUSEHOLD as u8 + 1;

/// Who has a number, so far.
#[derive(Clone, Copy)]
pub(super) struct Held {
    /// The place of the number.
    pub number: usize,
    /// Whether one person alone has it.
    pub is_alone: bool,
    /// Whether no more rows have it than a household's.
    pub has_few_rows: bool,
}

/// What agrees of birth date and first names in a row beside the number. What is missing or nearly agrees is none of these.
#[derive(Clone, Copy)]
pub(super) enum Beside {
    Both,
    /// The date is another one.
    FirstName,
    /// The first names are others.
    Date,
    Neither,
}

impl Beside {
    const KINDS: usize = 4;

    /// Of a row and a member of these attributes.
    pub(super) fn of(agreement: &Agreement, [leak, member]: [&Attributes; 2]) -> Option<Beside> {
        if agreement.contradicted || !leak.is_dated() || !member.is_dated() {
            return None;
        }
        match (agreement.first, leak.is_born_with(member)) {
            (NameAgreement::Same, true) => Some(Beside::Both),
            (NameAgreement::Same, false) => Some(Beside::FirstName),
            (NameAgreement::Differs, true) => Some(Beside::Date),
            (NameAgreement::Differs, false) => Some(Beside::Neither),
            _ => None,
        }
    }
}

/// A row and a member that have a number in common, and little else.
pub(super) struct OwnPair {
    number: usize,
    pair: MatchedPair,
    person: PersonIx,
    strength: Strength,
    /// Whether birth date and first names are known of both and differ.
    is_another: bool,
    way: Captured,
}

impl Numbers {
    pub(super) fn of(attributes: &[Attributes]) -> Numbers {
        let index = Index::of(attributes, |leads, add| leads.numbers().for_each(add), |_, _| {});
        let holders = (0..index.len()).map(|_| Holder::nobody()).collect();
        let all = |n: u8| (0..index.len()).map(|_| AtomicU8::new(n)).collect();
        Numbers { holders, rows: all(0), beside: all(u8::MAX), index }
    }

    /// Whether any row may have a number.
    pub(super) fn may_hold(&self, number: u64) -> bool {
        self.index.may_hold(number)
    }

    /// The rows with a number that a row of `person` has, each with a place of its own; none if too many have it to say anything.
    pub(super) fn held(
        &self,
        number: u64,
        person: PersonIx,
    ) -> Option<(Held, impl Iterator<Item = (usize, u32)> + '_)> {
        let (place, rows) = self.index.place_of(number)?;
        let one_more = |rows| (rows < MANY).then_some(rows + 1);
        let before = self.rows[place].fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more);
        let has_few_rows = before.is_ok_and(|before| before + 1 < MANY);
        let held = Held { number: place, is_alone: self.holders[place].add(person), has_few_rows };
        (held.is_alone || has_few_rows).then_some((held, (place..).zip(rows)))
    }

    /// Whether no more rows have a number than a household's, once all members have been asked.
    pub(super) fn has_few_rows(&self, number: usize) -> bool {
        self.rows[number].load(Ordering::Relaxed) < MANY
    }

    /// Notes what agrees beside a number: of several rows of one member, that which agrees best.
    pub(super) fn note(&self, place: usize, beside: Beside) {
        self.beside[place].fetch_min(beside as u8, Ordering::Relaxed);
    }

    /// Rows by what agrees beside a number that one person alone has, in the order of [`Beside`]; `rows` of them.
    pub(super) fn count_beside(&self, rows: usize) -> [u64; Beside::KINDS] {
        let mut best = vec![u8::MAX; rows];
        for (place, of_number) in self.index.blocks() {
            if self.holders[place].is_one() == Some(true) {
                for (beside, row) in
                    self.beside[place..].iter().zip(self.index.entries_from(place)).take(of_number as usize)
                {
                    let best = &mut best[row as usize];
                    *best = beside.load(Ordering::Relaxed).min(*best);
                }
            }
        }
        let mut counts = [0; Beside::KINDS];
        best.into_iter().filter_map(|kind| counts.get_mut(usize::from(kind)).map(|count| *count += 1)).for_each(drop);
        counts
    }

    /// Numbers of rows that one person alone has, and those that several have.
    pub(super) fn count(&self) -> (u64, u64) {
        let (mut of_one, mut of_several) = (0, 0);
        for (place, rows) in self.index.blocks() {
            match self.holders[place].is_one() {
                None => {}
                Some(true) => of_one += rows,
                Some(false) => of_several += rows,
            }
        }
        (of_one, of_several)
    }

    /// Of these pairs, those by a number that one person alone has, once all members have been asked.
    pub(super) fn of_one_person(&self, pairs: Vec<OwnPair>) -> impl Iterator<Item = OwnPair> + '_ {
        pairs.into_iter().filter(|pair| self.holders[pair.number].is(pair.person))
    }
}

impl OwnPair {
    /// The pair, if a number agrees and no rule knows better.
    pub(super) fn of(number: usize, (pair, person): (MatchedPair, PersonIx), agreement: &Agreement) -> Option<OwnPair> {
        let strength = strength(agreement)?;
        let is_weaker = ladder::strongest(agreement).is_none_or(|other| strength < other);
        is_weaker.then(|| OwnPair {
            number,
            pair,
            person,
            strength,
            is_another: is_another(agreement),
            way: captured(agreement),
        })
    }
}

/// Whether birth date and first names tell somebody else: with the same last name, a relative.
fn is_another(agreement: &Agreement) -> bool {
    let is_same_or_absent = matches!(agreement.date, DateAgreement::Same | DateAgreement::Absent);
    !is_same_or_absent && agreement.first == NameAgreement::Differs
}

fn strength(agreement: &Agreement) -> Option<Strength> {
    let rule = match () {
        () if agreement.contradicted => return None,
        () if agreement.first == NameAgreement::Same => Rule::OwnNumberFirstName,
        () if agreement.last == NameAgreement::Same && !is_another(agreement) => Rule::OwnNumberLastName,
        () => Rule::OwnNumber,
    };
    match agreement.number {
        NumberAgreement::Same => Some(Strength::full(rule)),
        NumberAgreement::Zeros => Some(Strength::but(rule, Difference::NumberZeros)),
        NumberAgreement::Digit | NumberAgreement::Other => None,
    }
}

/// The strength of a pair by another rule, if it is one by `rule`.
fn instead(strength: Strength, rule: Rule, other: Rule) -> Strength {
    match strength.difference() {
        _ if strength.rule() != rule => strength,
        None => Strength::full(other),
        Some(difference) => Strength::but(other, difference),
    }
}

/// Whether a row matches by a number together with the date, or with both names.
fn is_by_number(strength: Strength) -> bool {
    matches!(
        strength.rule(),
        Rule::ContractDateName
            | Rule::ContractName
            | Rule::ContractDateLastName
            | Rule::ContractDate
            | Rule::ContractDateOnly
    )
}

/// Both sides, and what was found so far.
pub(super) struct Settling<'a> {
    pub leaks: &'a Leaks,
    pub members: &'a Members,
    pub first: &'a FirstPass,
    pub state: &'a MatchState<'a>,
    /// The rows that look for a member.
    pub unsettled: &'a [LeakIx],
    /// Numbers of these that one person alone has, and those that several have.
    pub held: (u64, u64),
    /// Rows by what agrees beside a number of one person, in the order of [`Beside`].
    pub beside: [u64; Beside::KINDS],
    /// The share that may be otherwise, in millionths: of rows that agree in nothing else, of numbers that several have.
    pub bound: u64,
}

impl Settling<'_> {
    /// Adds the pairs that are of one person, if numbers are. Of what agrees in a number, most has to agree in the date or both names as
    /// well: otherwise numbers are a household's, or of two registers that happen to share them.
    pub(super) fn settle(&self, mut own: Vec<OwnPair>, found: &mut Found, captured: &mut [Captured]) {
        // What numbers are shows before any row: beside the last name, a household's is a relative's.
        let is_personal = OwnNumbers::are_personal(self.held, self.bound);
        let is_of_errors = is_personal && OwnNumbers::are_of_errors(self.beside);
        for own in &mut own {
            own.strength = match () {
                () if is_of_errors => instead(own.strength, Rule::OwnNumber, Rule::OwnNumberErrors),
                () if is_personal => own.strength,
                () => instead(own.strength, Rule::OwnNumberLastName, Rule::OwnNumber),
            };
        }
        own.retain(|own| own.strength < self.first.standing.best(own.pair.leak));
        let leading = || own.par_iter().map(|own| (own.pair.leak, own.person));
        let asked = own.iter().filter(|own| own.is_another).map(|own| (own.pair.leak, own.person));
        let led_to = LedTo::of(self.leaks, asked, led_to::counted(self.first, found, self.members).chain(leading()));
        own.retain(|own| !own.is_another || is_of_errors || !led_to.by_another(own.pair.leak, own.person));
        if own.is_empty() {
            return;
        }
        let alone = own.iter().map(|own| own.pair.leak).collect::<BTreeSet<LeakIx>>().len() as u64;
        let by_number = |leak: &&LeakIx| is_by_number(self.first.standing.best(**leak));
        let agreeing = self.unsettled.iter().filter(by_number).count() as u64;
        let counted = OwnNumbers::of((agreeing, alone), self.held, self.beside, self.bound);
        if counted.counted {
            for own in &own {
                if self.state.admit(own.pair.leak, own.pair.member, own.strength) {
                    found.pairs.push((own.pair, own.strength));
                }
            }
            // What was known of weaker pairs no longer matters.
            own.iter().for_each(|own| captured[usize::from(own.pair.leak)] = Captured::Unknown);
            for own in own.iter().filter(|own| self.first.standing.best(own.pair.leak) == own.strength) {
                let way = &mut captured[usize::from(own.pair.leak)];
                *way = own.way.min(*way);
            }
        }
        found.own_numbers = Some(counted);
    }
}
