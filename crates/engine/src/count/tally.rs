//! The counting itself: one pass over persons and one over leaked rows. Each adds to every scope that it belongs to.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Evidences;
use super::groups::GroupCounts;
use super::perimeters::{self, Met};
use super::records::{self, Kind};
use super::unions::Combinations;
use crate::exposure::{self, Exposures, Ground, Link};
use crate::index::{InsurerIx, ManagerIx, OperatorIx};
use crate::plan::Plan;
use crate::pseudonym::Managed;
use model::figures::{Evidence, Groups, SetCount, Totals};
use model::incident::{Field, FieldSet};
use model::rule::{Certainty, Strength};
use model::standing::RestsOn;

/// The scope of a figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    All,
    /// An insurer, over all operators.
    Insurer(InsurerIx),
    /// An operator, over all insurers.
    Operator(OperatorIx),
    /// An insurer and an operator.
    Cell(InsurerIx, OperatorIx),
    /// A manager, over all insurers and operators.
    Manager(ManagerIx),
}

/// What was lost of a person at one insurer: the operators that lost it, in order, and the fields.
pub(super) type Lost = (Vec<OperatorIx>, FieldSet);

/// Persons of whom the same was lost: all, those known by a perimeter alone, those in one, those matched by no more than a probable rule.
#[derive(Clone, Copy, Default)]
pub(super) struct LostBy {
    pub persons: u64,
    pub perimeter: u64,
    pub in_perimeter: u64,
    pub probable: u64,
}

pub(super) struct Tally {
    sizes: Sizes,
    counts: Vec<Counts>,
    /// By insurer: the persons of the estimate by what was lost of them.
    losses: Vec<BTreeMap<Lost, LostBy>>,
    /// Persons at several operators, by the exact set of operators.
    pub operators: Combinations<OperatorIx>,
    /// Persons at several insurers, by the exact set of insurers.
    pub insurers: Combinations<InsurerIx>,
}

/// Number of parties of each type.
#[derive(Clone, Copy)]
struct Sizes {
    insurers: usize,
    operators: usize,
    managers: usize,
}

#[derive(Clone, Default)]
struct Counts {
    totals: Totals,
    evidence: Evidence,
    /// By strength: persons, and how many of them are in a perimeter too.
    strengths: BTreeMap<Strength, (u64, u64)>,
    field_records: ByField,
    field_persons: ByField,
    sets: BTreeMap<FieldSet, u64>,
    groups: GroupCounts,
    managers: BTreeMap<Managed, u64>,
}

/// A number by field. Arrays of more than 32 have no default.
#[derive(Clone)]
struct ByField([u64; Field::ALL.len()]);

impl Default for ByField {
    fn default() -> ByField {
        ByField([0; Field::ALL.len()])
    }
}

impl Tally {
    /// Counts persons and leaked rows. Links are derived only once, so that the matches of perimeters are returned as
    /// well.
    pub(super) fn of(plan: &Plan, evidences: &Evidences<'_>, exposures: Exposures) -> (Tally, Vec<Met>) {
        let sizes =
            Sizes { insurers: plan.insurers.len(), operators: plan.operators.len(), managers: plan.managers.len() };
        let (mut tally, contracts, met) = exposures.fold(
            evidences.link_inputs(plan),
            || (Tally::new(sizes), Vec::new(), Vec::new()),
            |(tally, contracts, met), links| {
                tally.add_persons(links);
                contracts.push(distinct_contracts(links));
                met.extend(perimeters::met(plan, links));
            },
            |(tally, mut contracts, mut met), (other, more_contracts, more_met)| {
                contracts.extend(more_contracts);
                met.extend(more_met);
                (tally.merge(other), contracts, met)
            },
        );
        tally.add_contracts(&contracts);
        tally.add_records(evidences);
        (tally, met)
    }

    /// Adds the leaked rows, which have no order: only sums are made of them.
    fn add_records(&mut self, evidences: &Evidences<'_>) {
        for (Kind { operator, insurer, fields }, rows) in records::kinds(evidences) {
            match insurer {
                None => {
                    self.at(Scope::All).totals.records += rows;
                    self.at(Scope::Operator(operator)).add_records(fields, rows);
                }
                Some(insurer) => {
                    self.at(Scope::Insurer(insurer)).totals.records += rows;
                    self.at(Scope::Cell(insurer, operator)).add_records(fields, rows);
                }
            }
        }
    }

    fn new(sizes: Sizes) -> Tally {
        let Sizes { insurers, operators, managers } = sizes;
        let scopes = 1 + insurers + operators + insurers * operators + managers;
        let (operators, insurers) = (Combinations::new(), Combinations::new());
        Tally {
            sizes,
            counts: vec![Counts::default(); scopes],
            losses: vec![BTreeMap::new(); sizes.insurers],
            operators,
            insurers,
        }
    }

    /// Adds the counts of another thread.
    fn merge(mut self, other: Tally) -> Tally {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.losses.iter_mut().zip(&other.losses) {
            for (lost, by) in theirs {
                mine.entry(lost.clone()).or_default().add(by);
            }
        }
        add_all(&mut self.operators, &other.operators);
        add_all(&mut self.insurers, &other.insurers);
        self
    }

    /// The totals of a scope.
    pub(super) fn totals(&self, scope: Scope) -> Totals {
        self.counts[self.index(scope)].totals
    }

    /// The evidence behind the estimate of a scope.
    pub(super) fn evidence(&self, scope: Scope) -> Evidence {
        self.counts[self.index(scope)].evidence
    }

    /// Persons of a scope by their strongest match, and how many of them are in a perimeter too.
    pub(super) fn by_strength(&self, scope: Scope) -> &BTreeMap<Strength, (u64, u64)> {
        &self.counts[self.index(scope)].strengths
    }

    /// Leaked rows and persons of a scope with a field; kept for operators and cells only.
    pub(super) fn by_field(&self, scope: Scope, field: Field) -> (u64, u64) {
        let counts = &self.counts[self.index(scope)];
        (counts.field_records.0[field as usize], counts.field_persons.0[field as usize])
    }

    /// Persons of a scope by sex and decade of birth.
    pub(super) fn groups(&self, scope: Scope) -> Groups {
        self.counts[self.index(scope)].groups.finish()
    }

    /// The sets of fields that persons of a scope lost, most frequent first.
    pub(super) fn sets(&self, scope: Scope) -> Vec<SetCount> {
        let mut sets: Vec<_> = self.counts[self.index(scope)].sets.iter().collect();
        sets.sort_by_key(|(fields, persons)| (std::cmp::Reverse(**persons), **fields));
        sets.into_iter()
            .map(|(fields, persons)| SetCount { fields: fields.iter().collect(), persons: *persons })
            .collect()
    }

    /// The persons of an insurer's estimate by what was lost of them.
    pub(super) fn losses(&self, insurer: InsurerIx) -> &BTreeMap<Lost, LostBy> {
        &self.losses[usize::from(insurer)]
    }

    /// Persons of a scope by manager.
    pub(super) fn managers(&self, scope: Scope) -> &BTreeMap<Managed, u64> {
        &self.counts[self.index(scope)].managers
    }

    fn index(&self, scope: Scope) -> usize {
        let Sizes { insurers, operators, .. } = self.sizes;
        match scope {
            Scope::All => 0,
            Scope::Insurer(i) => 1 + usize::from(i),
            Scope::Operator(o) => 1 + insurers + usize::from(o),
            Scope::Cell(i, o) => 1 + insurers + operators + usize::from(i) * operators + usize::from(o),
            Scope::Manager(m) => 1 + insurers + operators + insurers * operators + usize::from(m),
        }
    }

    fn at(&mut self, scope: Scope) -> &mut Counts {
        let index = self.index(scope);
        &mut self.counts[index]
    }

    /// Adds persons by their links; links of one person must be adjacent.
    fn add_persons(&mut self, links: &[Link]) {
        // Most persons have one or two links, and many of these are the same in all that is counted. They are grouped
        // and added together; the order of addition does not matter for sums.
        let mut alike: FxHashMap<(CountKey, CountKey, bool), (&[Link], u64)> = FxHashMap::default();
        for person in links.chunk_by(|a, b| a.person == b.person) {
            match person {
                [first] | [first, _] => {
                    // Two links to one member row are from two operators, so that they differ in the key.
                    let last = &person[person.len() - 1];
                    let like = (count_key(first), count_key(last), first.member == last.member);
                    alike.entry(like).or_insert((person, 0)).1 += 1;
                }
                several => self.add_person(several, 1),
            }
        }
        alike.into_values().for_each(|(person, number)| self.add_person(person, number));
    }

    /// Adds `number` persons with equivalent links to each scope of the links, once each.
    fn add_person(&mut self, links: &[Link], number: u64) {
        let scopes = |link: &Link| {
            let (i, o) = (link.insurer, link.operator);
            let manager = match link.traits.manager {
                Managed::By(manager) => Some(Scope::Manager(manager)),
                Managed::Unknown | Managed::Unnamed => None,
            };
            let parties = [Scope::All, Scope::Insurer(i), Scope::Operator(o), Scope::Cell(i, o)];
            parties.into_iter().chain(manager)
        };
        if let [only] = links {
            for scope in scopes(only) {
                self.at(scope).add_person(&[only], number);
            }
            self.add_loss(&[only], number);
            return;
        }
        let mut scoped: Vec<(Scope, &Link)> =
            links.iter().flat_map(|link| scopes(link).map(move |scope| (scope, link))).collect();
        scoped.sort_by_key(|(scope, link)| (*scope, link.member));
        for in_scope in scoped.chunk_by(|a, b| a.0 == b.0) {
            let links: Vec<&Link> = in_scope.iter().map(|(_, link)| *link).collect();
            self.at(in_scope[0].0).add_person(&links, number);
            if matches!(in_scope[0].0, Scope::Insurer(_)) {
                self.add_loss(&links, number);
            }
        }
        let met = || links.iter().filter(|link| link.ground == Ground::Met);
        add_several(&mut self.operators, met().map(|link| link.operator), number);
        add_several(&mut self.insurers, met().map(|link| link.insurer), number);
    }

    /// Adds `number` persons to what was lost of them at one insurer, by their links there, if they are in its estimate.
    fn add_loss(&mut self, links: &[&Link], number: u64) {
        let met = || links.iter().filter(|link| link.ground == Ground::Met);
        let Some(first) = met().next() else { return };
        let mut operators: Vec<OperatorIx> = met().map(|link| link.operator).collect();
        operators.sort_unstable();
        operators.dedup();
        let fields = met().fold(FieldSet::default(), |all, link| all.union(link.fields));
        let rests_on = exposure::rests_on(met().copied());
        let if_so = |holds: bool| if holds { number } else { 0 };
        self.losses[usize::from(first.insurer)].entry((operators, fields)).or_default().add(&LostBy {
            persons: number,
            perimeter: if_so(rests_on == RestsOn::Perimeter),
            in_perimeter: if_so(rests_on.has_perimeter()),
            probable: if_so(rests_on == RestsOn::ProbableRows),
        });
    }

    /// Counts distinct contracts from sorted lists. They are processed in parts, selected by the upper bits of their
    /// tags. The tag includes the insurer, so that a contract belongs to one insurer.
    fn add_contracts(&mut self, lists: &[Vec<Contract>]) {
        for first in 0..1u64 << CONTRACT_BITS {
            let begins = |tag: u64| tag >> (64 - CONTRACT_BITS);
            let these = lists.iter().flat_map(|list| {
                let from = list.partition_point(|contract| begins(contract.0) < first);
                let here = list[from..].partition_point(|contract| begins(contract.0) == first);
                &list[from..from + here]
            });
            let mut contracts: Vec<Contract> = these.copied().collect();
            contracts.par_sort_unstable();
            contracts.dedup();
            for contract in contracts.chunk_by(|a, b| a.0 == b.0) {
                self.at(Scope::All).totals.contracts += 1;
                self.at(Scope::Insurer(contract[0].1)).totals.contracts += 1;
                for (_, insurer, operator) in contract {
                    self.at(Scope::Operator(*operator)).totals.contracts += 1;
                    self.at(Scope::Cell(*insurer, *operator)).totals.contracts += 1;
                }
            }
        }
    }
}

impl LostBy {
    fn add(&mut self, other: &LostBy) {
        self.persons += other.persons;
        self.perimeter += other.perimeter;
        self.in_perimeter += other.in_perimeter;
        self.probable += other.probable;
    }
}

/// Everything about a link that is counted; two persons with equal keys count alike.
type CountKey = (u64, u64, u64);

fn count_key(link: &Link) -> CountKey {
    let parties = u64::from(link.insurer.0) << 16 | u64::from(link.operator.0);
    let strength = link.strength.map_or(0, |strength| 1 + u64::from(strength.as_u16()));
    let ground = link.ground as u64 | u64::from(link.perimeter) << 2 | strength << 3;
    (link.traits.pack(), link.fields.bits(), ground << 32 | parties)
}

/// Tag of a contract, its insurer, and an operator that exposed a person covered by it.
type Contract = (u64, InsurerIx, OperatorIx);

/// Contracts are counted in 2⁴ parts, so that only one part at a time is held twice in memory.
const CONTRACT_BITS: u32 = 4;

/// The distinct contracts of some persons. Few contracts are shared with other persons.
fn distinct_contracts(links: &[Link]) -> Vec<Contract> {
    let met = links.iter().filter(|link| link.ground == Ground::Met);
    let mut contracts: Vec<Contract> = met.filter_map(|l| Some((l.contract?, l.insurer, l.operator))).collect();
    contracts.sort_unstable();
    contracts.dedup();
    contracts.shrink_to_fit();
    contracts
}

/// Adds `number` persons to a combination of parties, if it has at least two.
fn add_several<I: Ord>(combinations: &mut Combinations<I>, parties: impl Iterator<Item = I>, number: u64) {
    let mut parties: Vec<I> = parties.collect();
    parties.sort_unstable();
    parties.dedup();
    if parties.len() > 1 {
        *combinations.entry(parties).or_default() += number;
    }
}

fn add_all<K: Ord + Clone>(mine: &mut BTreeMap<K, u64>, theirs: &BTreeMap<K, u64>) {
    for (key, more) in theirs {
        match mine.get_mut(key) {
            Some(sum) => *sum += more,
            None => _ = mine.insert(key.clone(), *more),
        }
    }
}

impl Counts {
    fn merge(&mut self, other: &Counts) {
        self.totals.add(&other.totals);
        self.evidence.records += other.evidence.records;
        self.evidence.perimeter += other.evidence.perimeter;
        self.evidence.both += other.evidence.both;
        let sums = [
            (&mut self.field_records.0[..], &other.field_records.0[..]),
            (&mut self.field_persons.0[..], &other.field_persons.0[..]),
        ];
        for (mine, theirs) in sums {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        self.groups.merge(&other.groups);
        for (strength, (persons, in_perimeter)) in &other.strengths {
            self.add_strength(*strength, *persons, *in_perimeter);
        }
        add_all(&mut self.sets, &other.sets);
        add_all(&mut self.managers, &other.managers);
    }

    /// Adds `number` persons by their links in one scope; links of one member row must be adjacent.
    fn add_person(&mut self, links: &[&Link], number: u64) {
        let rows = &mut self.totals.high_rows;
        for of_row in links.chunk_by(|a, b| a.member == b.member) {
            *match of_row.iter().map(|link| link.ground).min() {
                Some(Ground::Met) => &mut rows.met,
                Some(Ground::Doubtful) => &mut rows.doubtful,
                Some(Ground::Ambiguous) => &mut rows.ambiguous,
                Some(Ground::Household) | None => &mut rows.household,
            } += number;
            self.totals.persons.high += number;
        }
        match links.iter().map(|link| link.ground).min() {
            Some(Ground::Met) => {
                self.add_met(links.iter().copied().filter(|link| link.ground == Ground::Met), number);
            }
            Some(Ground::Doubtful) => {
                self.totals.doubtful += number;
                self.add_strongest(links, number);
            }
            Some(Ground::Ambiguous) => self.totals.ambiguous += number,
            Some(Ground::Household) | None => {
                self.totals.household += number;
                self.add_strongest(links, number);
            }
        }
    }

    fn add_strongest(&mut self, links: &[&Link], number: u64) {
        let strongest = links.iter().filter_map(|link| link.strength).min();
        strongest.into_iter().for_each(|strength| self.add_strength(strength, number, 0));
    }

    fn add_strength(&mut self, strength: Strength, persons: u64, in_perimeter: u64) {
        let counts = self.strengths.entry(strength).or_default();
        counts.0 += persons;
        counts.1 += in_perimeter;
    }

    /// Adds `number` persons to the estimate.
    fn add_met<'a>(&mut self, links: impl Iterator<Item = &'a Link> + Clone, number: u64) {
        let any = |holds: fn(&Link) -> bool| links.clone().any(holds);
        let strength = links.clone().filter_map(|l| l.strength).min();
        let in_perimeter = any(|l| l.perimeter);
        self.totals.persons.estimate += number;
        let certain = strength.is_some_and(|strength| strength.certainty() == Certainty::Certain);
        let if_so = |holds: bool| if holds { number } else { 0 };
        self.totals.persons.low += if_so(certain || in_perimeter);
        match strength {
            Some(strength) => {
                self.add_strength(strength, number, if_so(in_perimeter));
                *if in_perimeter { &mut self.evidence.both } else { &mut self.evidence.records } += number;
            }
            None => self.evidence.perimeter += number,
        }
        let totals = &mut self.totals;
        let policyholder = any(|l| l.traits.policyholder == Some(true));
        totals.policyholders += if_so(policyholder);
        totals.dependants += if_so(!policyholder && any(|l| l.traits.policyholder == Some(false)));
        totals.minors += if_so(any(|l| l.traits.minor == Some(true)));
        totals.former += if_so(!any(|l| !l.traits.former));
        totals.deceased += if_so(any(|l| l.traits.deceased));
        self.groups.add(links.clone(), number);
        let fields = links.clone().fold(FieldSet::default(), |all, l| all.union(l.fields));
        fields.iter().for_each(|field| self.field_persons.0[field as usize] += number);
        *self.sets.entry(fields).or_default() += number;
        let mut managers: Vec<Managed> = links.map(|l| l.traits.manager).collect();
        managers.sort_unstable();
        managers.dedup();
        for manager in managers {
            *self.managers.entry(manager).or_default() += number;
        }
    }

    fn add_records(&mut self, fields: FieldSet, rows: u64) {
        self.totals.records += rows;
        fields.iter().for_each(|field| self.field_records.0[field as usize] += rows);
    }
}
