//! The counting itself: one pass over persons, one over rows, one over records, each adding to every scope it is in.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Evidences, Persons, Totals};
use crate::exposure::Link;
use crate::incident::{Field, FieldSet};
use crate::link::{Certainty, Rule};

/// What a figure is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Everything.
    All,
    /// An insurer, over all operators.
    Insurer(u16),
    /// An operator, over all insurers.
    Operator(u16),
    /// An insurer and an operator.
    Cell(u16, u16),
}

/// Counts by scope.
pub struct Tally {
    insurers: usize,
    operators: usize,
    counts: Vec<Counts>,
    overlaps: BTreeMap<(u16, u16), u64>,
}

#[derive(Clone, Default)]
struct Counts {
    totals: Totals,
    rules: [u64; Rule::ALL.len()],
    field_records: [u64; Field::ALL.len()],
    field_persons: [u64; Field::ALL.len()],
}

impl Tally {
    /// Counts what the earlier stages found.
    pub fn of(insurers: usize, operators: usize, evidences: &Evidences<'_>) -> Tally {
        let exposures = evidences.exposures;
        let mut tally = exposures
            .links
            .par_chunk_by(|a, b| a.person == b.person)
            .fold(
                || Tally::new(insurers, operators),
                |mut tally, person| {
                    tally.add_person(person);
                    tally
                },
            )
            .reduce(|| Tally::new(insurers, operators), Tally::merge);
        tally.add_contracts(&exposures.links);
        for member in exposures.rows.chunk_by(|a, b| a.member == b.member) {
            tally.at(Scope::All).totals.persons.high += 1;
            tally.at(Scope::Insurer(member[0].insurer)).totals.persons.high += 1;
            for row in member {
                tally.at(Scope::Operator(row.operator)).totals.persons.high += 1;
                tally.at(Scope::Cell(row.insurer, row.operator)).totals.persons.high += 1;
            }
        }
        for record in &exposures.records {
            tally.at(Scope::Insurer(record.insurer)).totals.records += 1;
            tally.at(Scope::Cell(record.insurer, record.operator)).add_record(record.fields);
        }
        for leak in evidences.leaks.rows().iter().filter(|leak| !leak.duplicate) {
            tally.at(Scope::All).totals.records += 1;
            tally.at(Scope::Operator(leak.operator)).add_record(leak.fields);
        }
        tally
    }

    fn new(insurers: usize, operators: usize) -> Tally {
        let cells = 1 + insurers + operators + insurers * operators;
        Tally { insurers, operators, counts: vec![Counts::default(); cells], overlaps: BTreeMap::new() }
    }

    /// Adds the persons that another thread has counted.
    fn merge(mut self, other: Tally) -> Tally {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            mine.merge(&theirs);
        }
        for (pair, persons) in other.overlaps {
            *self.overlaps.entry(pair).or_default() += persons;
        }
        self
    }

    /// The figures of a scope.
    pub fn totals(&self, scope: Scope) -> Totals {
        self.counts[self.index(scope)].totals
    }

    /// Persons of a scope by the strongest rule that met them there.
    pub fn by_rule(&self, scope: Scope, rule: Rule) -> u64 {
        self.counts[self.index(scope)].rules[rule as usize]
    }

    /// Records and persons of a scope with a field. Kept for operators and cells.
    pub fn by_field(&self, scope: Scope, field: Field) -> (u64, u64) {
        let counts = &self.counts[self.index(scope)];
        (counts.field_records[field as usize], counts.field_persons[field as usize])
    }

    /// Persons whom both operators exposed, `a` before `b`.
    pub fn overlap(&self, a: u16, b: u16) -> u64 {
        self.overlaps.get(&(a, b)).copied().unwrap_or(0)
    }

    fn index(&self, scope: Scope) -> usize {
        match scope {
            Scope::All => 0,
            Scope::Insurer(i) => 1 + usize::from(i),
            Scope::Operator(o) => 1 + self.insurers + usize::from(o),
            Scope::Cell(i, o) => 1 + self.insurers + self.operators + usize::from(i) * self.operators + usize::from(o),
        }
    }

    fn at(&mut self, scope: Scope) -> &mut Counts {
        let index = self.index(scope);
        &mut self.counts[index]
    }

    /// Adds one person to each scope that its links are in, once each.
    fn add_person(&mut self, links: &[Link]) {
        let scopes = |link: &Link| {
            let (i, o) = (link.insurer, link.operator);
            [Scope::All, Scope::Insurer(i), Scope::Operator(o), Scope::Cell(i, o)]
        };
        if let [only] = links {
            for scope in scopes(only) {
                self.at(scope).add_person([only].into_iter());
            }
            return;
        }
        let mut scoped: Vec<(Scope, &Link)> =
            links.iter().flat_map(|link| scopes(link).map(|scope| (scope, link))).collect();
        scoped.sort_by_key(|(scope, _)| *scope);
        for in_scope in scoped.chunk_by(|a, b| a.0 == b.0) {
            self.at(in_scope[0].0).add_person(in_scope.iter().map(|(_, link)| *link));
        }
        let mut operators: Vec<u16> = links.iter().map(|link| link.operator).collect();
        operators.sort_unstable();
        operators.dedup();
        for (n, a) in operators.iter().enumerate() {
            for b in &operators[n + 1..] {
                *self.overlaps.entry((*a, *b)).or_default() += 1;
            }
        }
    }

    /// Counts distinct contracts. A contract belongs to one insurer: its digest includes it.
    fn add_contracts(&mut self, links: &[Link]) {
        let mut contracts: Vec<_> = links.iter().filter_map(|l| Some((l.contract?, l.insurer, l.operator))).collect();
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

impl Counts {
    fn merge(&mut self, other: &Counts) {
        self.totals.add(&other.totals);
        let sums = [
            (&mut self.rules[..], &other.rules[..]),
            (&mut self.field_records[..], &other.field_records[..]),
            (&mut self.field_persons[..], &other.field_persons[..]),
        ];
        for (mine, theirs) in sums {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
    }

    fn add_person<'a>(&mut self, links: impl Iterator<Item = &'a Link> + Clone) {
        let Some(rule) = links.clone().map(|l| l.rule).min() else { return };
        let any = |holds: fn(&Link) -> bool| links.clone().any(holds);
        let Persons { low, estimate, .. } = &mut self.totals.persons;
        *estimate += 1;
        *low += u64::from(rule.certainty() == Certainty::Certain);
        self.rules[rule as usize] += 1;
        let policyholder = any(|l| l.traits.policyholder == Some(true));
        self.totals.policyholders += u64::from(policyholder);
        self.totals.dependants += u64::from(!policyholder && any(|l| l.traits.policyholder == Some(false)));
        self.totals.minors += u64::from(any(|l| l.traits.minor == Some(true)));
        self.totals.former += u64::from(!any(|l| !l.traits.former));
        self.totals.deceased += u64::from(any(|l| l.traits.deceased));
        let fields = links.fold(FieldSet::default(), |all, l| all.union(l.fields));
        fields.iter().for_each(|field| self.field_persons[field as usize] += 1);
    }

    fn add_record(&mut self, fields: FieldSet) {
        self.totals.records += 1;
        fields.iter().for_each(|field| self.field_records[field as usize] += 1);
    }
}
