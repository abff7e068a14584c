//! What was planted, counted as it is planted: no digest, no index, no rule is tried.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::unit::{Day, Fate, INSURERS, OPERATORS, REFERENCE, Unit};
use crate::link::Rule;

/// The figures that a right assessment comes to.
#[derive(Default, Serialize, Deserialize)]
pub struct Truth {
    /// By scope: `all`, an insurer, an operator, or `insurer/operator`.
    pub scopes: BTreeMap<String, Figures>,
    /// By file's party: bin → rows.
    pub bins: BTreeMap<String, BTreeMap<String, u64>>,
    /// Persons whom both operators exposed.
    pub overlap: u64,
}

/// The figures of one scope.
#[derive(Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Figures {
    pub low: u64,
    pub estimate: u64,
    pub high: u64,
    pub records: u64,
    pub contracts: u64,
    pub policyholders: u64,
    pub dependants: u64,
    pub minors: u64,
    pub former: u64,
    pub deceased: u64,
    /// Persons by strongest rule.
    pub rules: BTreeMap<String, u64>,
    /// Field → rows, persons.
    pub fields: BTreeMap<String, (u64, u64)>,
}

impl Truth {
    /// Adds what a unit planted. Persons and contracts never span units.
    pub fn add(&mut self, unit: &Unit) {
        for (insurer, operator) in scopes() {
            self.add_scope(unit, insurer, operator);
        }
        let exposed: BTreeSet<usize> = unit.leaks.iter().flat_map(|l| met(&l.fate).to_vec()).collect();
        for (index, member) in unit.members.iter().enumerate() {
            let bin = match (member.duplicate, exposed.contains(&index)) {
                (true, _) => "duplicate",
                (_, true) => "exposed",
                _ => "not_exposed",
            };
            self.bin(INSURERS[member.insurer].0, bin);
        }
        for leak in &unit.leaks {
            let bin = match leak.fate {
                Fate::Matched(..) => "matched",
                Fate::Ambiguous(_) => "ambiguous",
                Fate::Elsewhere => "elsewhere",
                Fate::Unmatched => "unmatched",
                Fate::Duplicate => "duplicate",
                Fate::Rejected => "rejected",
            };
            self.bin(OPERATORS[leak.operator], bin);
        }
        let by = |operator: usize| -> BTreeSet<usize> {
            let matched = unit.leaks.iter().filter(|l| l.operator == operator && matches!(l.fate, Fate::Matched(..)));
            matched.map(|l| l.person.number).collect()
        };
        self.overlap += by(0).intersection(&by(1)).count() as u64;
    }

    /// Adds another truth, of other units.
    pub fn merge(&mut self, other: Truth) {
        for (scope, figures) in other.scopes {
            self.scopes.entry(scope).or_default().merge(figures);
        }
        for (party, bins) in other.bins {
            for (bin, rows) in bins {
                *self.bins.entry(party.clone()).or_default().entry(bin).or_default() += rows;
            }
        }
        self.overlap += other.overlap;
    }

    fn bin(&mut self, party: &str, bin: &str) {
        *self.bins.entry(party.to_owned()).or_default().entry(bin.to_owned()).or_default() += 1;
    }

    fn add_scope(&mut self, unit: &Unit, insurer: Option<usize>, operator: Option<usize>) {
        let name = match (insurer, operator) {
            (None, None) => "all".to_owned(),
            (Some(i), None) => INSURERS[i].0.to_owned(),
            (None, Some(o)) => OPERATORS[o].to_owned(),
            (Some(i), Some(o)) => format!("{}/{}", INSURERS[i].0, OPERATORS[o]),
        };
        let figures = self.scopes.entry(name).or_default();
        let in_scope = |o: usize| operator.is_none_or(|scope| scope == o);
        let mut persons: BTreeMap<usize, PersonTruth> = BTreeMap::new();
        let (mut high, mut contracts) = (BTreeSet::new(), BTreeSet::new());
        for leak in unit.leaks.iter().filter(|l| in_scope(l.operator) && l.fate != Fate::Duplicate) {
            let here: Vec<usize> = met(&leak.fate)
                .iter()
                .copied()
                .filter(|m| insurer.is_none_or(|i| unit.members[*m].insurer == i))
                .collect();
            if insurer.is_none_or(|i| leak.insurer == i) {
                figures.records += 1;
                for field in leak.fields() {
                    figures.fields.entry(field_name(field)).or_default().0 += 1;
                }
            }
            high.extend(here.iter().copied());
            let (Fate::Matched(rule, _), false) = (&leak.fate, here.is_empty()) else { continue };
            let person = persons.entry(leak.person.number).or_insert_with(|| PersonTruth::new(*rule));
            person.rule = person.rule.min(*rule);
            person.fields.extend(leak.fields());
            for member in here.iter().map(|m| &unit.members[*m]) {
                contracts.insert((member.insurer, member.contract.clone()));
                person.policyholder |= member.person.policyholder;
                person.still_covered |= member.cover.1.is_none_or(|end| end >= REFERENCE);
                person.minor |= is_minor(member.person.born);
                person.deceased |= member.person.died.is_some();
            }
        }
        figures.high += high.len() as u64;
        figures.contracts += contracts.len() as u64;
        for person in persons.values() {
            figures.estimate += 1;
            figures.low += u64::from(person.rule != Rule::ContractDateName);
            figures.policyholders += u64::from(person.policyholder);
            figures.dependants += u64::from(!person.policyholder);
            figures.minors += u64::from(person.minor);
            figures.former += u64::from(!person.still_covered);
            figures.deceased += u64::from(person.deceased);
            *figures.rules.entry(person.rule.id().to_owned()).or_default() += 1;
            for field in &person.fields {
                figures.fields.entry(field_name(*field)).or_default().1 += 1;
            }
        }
    }
}

impl Figures {
    fn merge(&mut self, other: Figures) {
        self.low += other.low;
        self.estimate += other.estimate;
        self.high += other.high;
        self.records += other.records;
        self.contracts += other.contracts;
        self.policyholders += other.policyholders;
        self.dependants += other.dependants;
        self.minors += other.minors;
        self.former += other.former;
        self.deceased += other.deceased;
        for (rule, persons) in other.rules {
            *self.rules.entry(rule).or_default() += persons;
        }
        for (field, (rows, persons)) in other.fields {
            let sum = self.fields.entry(field).or_default();
            *sum = (sum.0 + rows, sum.1 + persons);
        }
    }
}

struct PersonTruth {
    rule: Rule,
    fields: BTreeSet<crate::incident::Field>,
    policyholder: bool,
    still_covered: bool,
    minor: bool,
    deceased: bool,
}

impl PersonTruth {
    fn new(rule: Rule) -> Self {
        let fields = BTreeSet::new();
        PersonTruth { rule, fields, policyholder: false, still_covered: false, minor: false, deceased: false }
    }
}

fn scopes() -> impl Iterator<Item = (Option<usize>, Option<usize>)> {
    let with_none = |n: usize| (0..n).map(Some).chain([None]);
    with_none(INSURERS.len()).flat_map(move |i| with_none(OPERATORS.len()).map(move |o| (i, o)))
}

/// The member rows that a leaked row meets.
fn met(fate: &Fate) -> &[usize] {
    match fate {
        Fate::Matched(_, rows) | Fate::Ambiguous(rows) => rows,
        Fate::Elsewhere | Fate::Unmatched | Fate::Duplicate | Fate::Rejected => &[],
    }
}

fn is_minor((year, month, day): Day) -> bool {
    (year + 18, month, day) > REFERENCE
}

fn field_name(field: crate::incident::Field) -> String {
    serde_json::to_value(field).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
