//! Numbers that one member alone has: a row with such a number is hardly about anybody else, though nothing but a name agrees, or not
//! even that.
//!
//! Whose a number is shows once all members have been read, and whether it is of one person or of a household once all rows have been
//! compared: then these rows are looked at again, by [`Settling::settle`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};

use super::captured::captured;
use super::index::Index;
use super::ladder;
use crate::index::{LeakIx, OperatorIx, PersonIx};
use crate::link::{Captured, FirstPass, Found, Leaks, MatchState, MatchedPair, Members};
use crate::pseudonym::{Agreement, Attributes, DateAgreement, NameAgreement, NumberAgreement};
use model::figures::OwnNumbers;
use model::rule::{Difference, Rule, Strength};

/// No member yet.
const NOBODY: u32 = u32::MAX;
/// Two persons or more.
const SEVERAL: u32 = u32::MAX - 1;

/// The numbers of some leaked rows, without leading zeros, and who has them.
pub(super) struct Numbers {
    index: Index,
    /// By the place of a number in the index.
    holders: Vec<AtomicU32>,
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
        let index = Index::of(attributes, |leads, add| leads.numbers().for_each(add));
        Numbers { holders: (0..index.len()).map(|_| AtomicU32::new(NOBODY)).collect(), index }
    }

    /// Whether any row may have a number.
    pub(super) fn may_hold(&self, number: u64) -> bool {
        self.index.may_hold(number)
    }

    /// The rows with a number that `person` has, with its place, unless somebody else has it too.
    pub(super) fn held(&self, number: u64, person: PersonIx) -> Option<(usize, impl Iterator<Item = u32> + '_)> {
        let (place, rows) = self.index.place_of(number)?;
        let take = |holder| match holder {
            NOBODY => Some(person.0),
            SEVERAL => None,
            holder => (holder != person.0).then_some(SEVERAL),
        };
        let was = self.holders[place].fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        let is_alone = match was {
            Ok(holder) => holder == NOBODY,
            Err(holder) => holder != SEVERAL,
        };
        is_alone.then_some((place, rows))
    }

    /// Numbers of rows that one person alone has, and those that several have.
    pub(super) fn count(&self) -> (u64, u64) {
        let (mut of_one, mut of_several) = (0, 0);
        for (place, rows) in self.index.blocks() {
            match self.holders[place].load(Ordering::Relaxed) {
                NOBODY => {}
                SEVERAL => of_several += rows,
                _ => of_one += rows,
            }
        }
        (of_one, of_several)
    }

    /// Of these pairs, those by a number that one person alone has, once all members have been asked.
    pub(super) fn of_one_person(&self, pairs: Vec<OwnPair>) -> impl Iterator<Item = OwnPair> + '_ {
        pairs.into_iter().filter(|pair| self.holders[pair.number].load(Ordering::Relaxed) == pair.person.0)
    }
}

impl OwnPair {
    /// The pair, if a number agrees and no rule knows better. Where both rows have a NIR, that decides.
    pub(super) fn of(
        number: usize,
        (pair, person): (MatchedPair, PersonIx),
        agreement: &Agreement,
        [leak, member]: [&Attributes; 2],
    ) -> Option<OwnPair> {
        let strength = strength(agreement)?;
        let is_weaker = ladder::strongest(agreement).is_none_or(|other| strength < other);
        (is_weaker && !(leak.has_nir() && member.has_nir())).then(|| OwnPair {
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
    agreement.date == DateAgreement::Other && agreement.first == NameAgreement::Differs
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

/// The strength of a pair if numbers are those of households.
fn of_household(strength: Strength) -> Strength {
    match (strength.rule(), strength.difference()) {
        (Rule::OwnNumberLastName, None) => Strength::full(Rule::OwnNumber),
        (Rule::OwnNumberLastName, Some(difference)) => Strength::but(Rule::OwnNumber, difference),
        _ => strength,
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
    /// The share that may be otherwise, in millionths: of rows that agree in nothing else, of numbers that several have.
    pub bound: u64,
}

impl Settling<'_> {
    /// Adds the pairs that are of one person, if numbers are. Of what agrees in a number, most has to agree in the date or both names as
    /// well: otherwise numbers are a household's, or of two registers that happen to share them.
    pub(super) fn settle(&self, mut own: Vec<OwnPair>, found: &mut Found, captured: &mut [Captured]) {
        // What numbers are shows before any row: beside the last name, a household's is a relative's.
        if !OwnNumbers::are_personal(self.held, self.bound) {
            own.iter_mut().for_each(|own| own.strength = of_household(own.strength));
        }
        own.retain(|own| own.strength < self.first.standing.best(own.pair.leak));
        let others = self.led_to(&own, found);
        let is_anothers = |own: &OwnPair| {
            let led_to = others.get(&(self.operator(own.pair.leak), own.person.0));
            own.is_another && led_to.is_some_and(|rows| rows.iter().any(|row| *row != own.pair.leak.0))
        };
        own.retain(|own| !is_anothers(own));
        if own.is_empty() {
            return;
        }
        let alone = own.iter().map(|own| own.pair.leak).collect::<BTreeSet<LeakIx>>().len() as u64;
        let by_number = |leak: &&LeakIx| is_by_number(self.first.standing.best(**leak));
        let agreeing = self.unsettled.iter().filter(by_number).count() as u64;
        let counted = OwnNumbers::of((agreeing, alone), self.held, self.bound);
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

    /// By operator, and person among those of these pairs: two of its rows that lead there.
    fn led_to(&self, own: &[OwnPair], found: &Found) -> BTreeMap<(OperatorIx, u32), Vec<u32>> {
        let asked = own.iter().filter(|own| own.is_another);
        let mut led_to: BTreeMap<(OperatorIx, u32), Vec<u32>> =
            asked.map(|own| ((self.operator(own.pair.leak), own.person.0), Vec::new())).collect();
        let matched = found.pairs.iter().filter(|(_, strength)| strength.certainty().is_in_estimate());
        let matched = matched.map(|(pair, _)| *pair).chain(self.first.settled());
        let matched = matched.map(|pair| (pair.leak, self.members.person(pair.member)));
        for (leak, person) in matched.chain(own.iter().map(|own| (own.pair.leak, own.person))) {
            if let Some(rows) = led_to.get_mut(&(self.operator(leak), person.0))
                && rows.len() < 2
                && !rows.contains(&leak.0)
            {
                rows.push(leak.0);
            }
        }
        led_to
    }

    fn operator(&self, leak: LeakIx) -> OperatorIx {
        self.leaks.rows()[usize::from(leak)].operator
    }
}
