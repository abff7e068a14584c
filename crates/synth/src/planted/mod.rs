//! Counts the true figures as units are planted, without digests, indexes or linkage rules.

mod links;
mod scope;

use std::collections::BTreeMap;

use self::links::{ALMERYS, Ground, Link, is_in_perimeter, links};
use self::scope::Scope;
use crate::insurers::INSURERS;
use crate::truth::Truth;
use crate::unit::{OPERATORS, Outcome, Unit};

pub(crate) struct Planted {
    /// By insurer (the last index: all), then by operator (the last index: all).
    scopes: Vec<Scope>,
    members: Vec<[u64; MEMBER_BINS.len()]>,
    leaks: [[u64; LEAK_BINS.len()]; OPERATORS.len()],
    /// Persons by set of operators, and by set of insurers, as bit masks.
    unions: [BTreeMap<u16, u64>; 2],
    perimeter: [u64; 4],
}

const MEMBER_BINS: [&str; 3] = ["duplicate", "exposed", "not_exposed"];
const LEAK_BINS: [&str; 8] =
    ["matched", "doubtful", "ambiguous", "household", "elsewhere", "unmatched", "duplicate", "rejected"];

impl Planted {
    /// No counts yet, for this number of insurers.
    pub(crate) fn new(insurers: usize) -> Planted {
        Planted {
            scopes: scopes(insurers).map(|_| Scope::default()).collect(),
            members: vec![Default::default(); insurers],
            leaks: Default::default(),
            unions: Default::default(),
            perimeter: Default::default(),
        }
    }

    /// Adds the counts of a unit. Persons and contracts never span units.
    pub(crate) fn add(&mut self, unit: &Unit) {
        let links = links(unit);
        for ((insurer, operator), scope) in scopes(self.members.len()).zip(&mut self.scopes) {
            scope.add(unit, &links, insurer, operator);
        }
        for (index, member) in unit.members.iter().enumerate() {
            let bin = match (member.duplicate, links.iter().any(|link| link.member == index)) {
                (true, _) => 0,
                (_, true) => 1,
                _ => 2,
            };
            self.members[member.insurer][bin] += 1;
        }
        for leak in &unit.leaks {
            let bin = match &leak.outcome {
                Outcome::Met(met) if met.strength().certainty().is_in_estimate() => 0,
                Outcome::Met(_) => 1,
                Outcome::Ambiguous(_) => 2,
                Outcome::Household(_) => 3,
                Outcome::Elsewhere => 4,
                Outcome::Unmatched => 5,
                Outcome::Duplicate => 6,
                Outcome::Rejected => 7,
            };
            self.leaks[leak.operator][bin] += 1;
        }
        let met = || links.iter().filter(|link| link.ground == Ground::Met);
        let number = |link: &Link| unit.members[link.member].person.number;
        for person in distinct(met().map(number)) {
            let mine = || met().filter(|link| number(link) == person);
            let operators = mine().fold(0, |set, link| set | 1 << link.operator);
            let insurers = mine().fold(0, |set, link| set | 1 << unit.members[link.member].insurer);
            for (union, parties) in self.unions.iter_mut().zip([operators, insurers]) {
                *union.entry(parties).or_default() += 1;
            }
        }
        let inside: Vec<usize> = (0..unit.members.len()).filter(|i| is_in_perimeter(&unit.members[*i])).collect();
        let by_records =
            |i: &usize| met().any(|link| link.member == *i && link.operator == ALMERYS && link.strength.is_some());
        let leaked: Vec<usize> = inside.iter().copied().filter(by_records).collect();
        let persons = |rows: &[usize]| distinct(rows.iter().map(|i| unit.members[*i].person.number)).len();
        let counted = [inside.len(), persons(&inside), leaked.len(), persons(&leaked)];
        self.perimeter.iter_mut().zip(counted).for_each(|(sum, more)| *sum += more as u64);
    }

    /// Adds the counts of other units.
    pub(crate) fn merge(&mut self, other: Planted) {
        for (scope, more) in self.scopes.iter_mut().zip(other.scopes) {
            scope.merge(more);
        }
        self.members.iter_mut().zip(&other.members).for_each(|(sum, more)| add(sum, more));
        self.leaks.iter_mut().zip(&other.leaks).for_each(|(sum, more)| add(sum, more));
        self.unions.iter_mut().zip(other.unions).for_each(|(sum, more)| add_all(sum, more));
        add(&mut self.perimeter, &other.perimeter);
    }

    /// The true figures, under the names of `truth.json`.
    pub(crate) fn truth(self) -> Truth {
        let mut truth = Truth { perimeter: self.perimeter, ..Truth::default() };
        for ((insurer, operator), scope) in scopes(self.members.len()).zip(self.scopes) {
            let name = match (insurer, operator) {
                (None, None) => "all".to_owned(),
                (Some(i), None) => INSURERS[i].id.to_owned(),
                (None, Some(o)) => OPERATORS[o].to_owned(),
                (Some(i), Some(o)) => format!("{}/{}", INSURERS[i].id, OPERATORS[o]),
            };
            truth.scopes.insert(name, scope.figures());
        }
        for (insurer, bins) in INSURERS.iter().zip(&self.members) {
            truth.bins.insert(insurer.id.to_owned(), named(&MEMBER_BINS, bins));
        }
        for (id, bins) in OPERATORS.iter().zip(&self.leaks) {
            truth.bins.insert((*id).to_owned(), named(&LEAK_BINS, bins));
        }
        let insurers: Vec<&str> = INSURERS.iter().map(|insurer| insurer.id).collect();
        for (ids, union) in [&OPERATORS[..], &insurers].into_iter().zip(self.unions) {
            for (set, persons) in union {
                let mut of: Vec<&str> =
                    ids.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, id)| *id).collect();
                of.sort_unstable();
                truth.unions.insert(of.join("+"), persons);
            }
        }
        truth
    }
}

fn scopes(insurers: usize) -> impl Iterator<Item = (Option<usize>, Option<usize>)> {
    let with_none = |n: usize| (0..n).map(Some).chain([None]);
    with_none(insurers).flat_map(move |i| with_none(OPERATORS.len()).map(move |o| (i, o)))
}

fn distinct(of: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut of: Vec<usize> = of.collect();
    of.sort_unstable();
    of.dedup();
    of
}

fn add(mine: &mut [u64], theirs: &[u64]) {
    mine.iter_mut().zip(theirs).for_each(|(sum, more)| *sum += more);
}

fn add_all<K: Ord>(mine: &mut BTreeMap<K, u64>, theirs: BTreeMap<K, u64>) {
    for (key, more) in theirs {
        *mine.entry(key).or_default() += more;
    }
}

/// The counts above zero, by name.
fn named(names: &[&str], counts: &[u64]) -> BTreeMap<String, u64> {
    names.iter().zip(counts).filter(|(_, n)| **n > 0).map(|(name, n)| ((*name).to_owned(), *n)).collect()
}
