//! Counts of one scope: everything, an insurer, an operator, or an insurer at an operator.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{Ground, Link};
use super::{add, add_all, distinct, named};
use crate::truth::Figures;
use crate::unit::{Day, MANAGERS, Member, Outcome, REFERENCE, Unit};
use model::incident::{Field, FieldSet};
use model::rule::{Certainty, Rule, Strength};

/// Counts of a scope, named as in `truth.json`.
#[derive(Clone, Copy)]
enum Count {
    Records,
    High,
    RowsMet,
    RowsDoubtful,
    RowsAmbiguous,
    RowsHousehold,
    Doubtful,
    Ambiguous,
    Household,
    Contracts,
    Estimate,
    Low,
    Policyholders,
    Dependants,
    Minors,
    Former,
    Deceased,
}

const COUNTS: [&str; 17] = [
    "records",
    "high",
    "rows_met",
    "rows_doubtful",
    "rows_ambiguous",
    "rows_household",
    "doubtful",
    "ambiguous",
    "household",
    "contracts",
    "estimate",
    "low",
    "policyholders",
    "dependants",
    "minors",
    "former",
    "deceased",
];

/// Counts of one scope.
#[derive(Default)]
pub(super) struct Scope {
    counts: [u64; COUNTS.len()],
    evidence: [u64; 3],
    /// By rule and difference.
    rules: BTreeMap<String, u64>,
    men_and_women: [u64; 2],
    decades: BTreeMap<u16, u64>,
    /// Leaked rows and persons.
    fields: BTreeMap<Field, (u64, u64)>,
    sets: BTreeMap<FieldSet, u64>,
    /// By manager; the last one counts persons without a manager.
    managers: [u64; MANAGERS.len() + 1],
}

impl Scope {
    fn count(&mut self, count: Count, more: u64) {
        self.counts[count as usize] += more;
    }

    pub(super) fn add(&mut self, unit: &Unit, links: &[Link], insurer: Option<usize>, operator: Option<usize>) {
        let at_operator = |o: usize| operator.is_none_or(|scope| scope == o);
        let at_insurer = |i: usize| insurer.is_none_or(|scope| scope == i);
        for leak in unit.leaks.iter().filter(|l| at_operator(l.operator) && l.outcome != Outcome::Duplicate) {
            if at_insurer(leak.insurer) {
                self.count(Count::Records, 1);
                leak.fields().iter().for_each(|field| self.fields.entry(field).or_default().0 += 1);
            }
        }
        let here =
            || links.iter().filter(|link| at_operator(link.operator) && at_insurer(unit.members[link.member].insurer));
        for row in distinct(here().map(|link| link.member)) {
            self.count(Count::High, 1);
            match here().filter(|link| link.member == row).map(|link| link.ground).min() {
                Some(Ground::Met) => self.count(Count::RowsMet, 1),
                Some(Ground::Doubtful) => self.count(Count::RowsDoubtful, 1),
                Some(Ground::Ambiguous) => self.count(Count::RowsAmbiguous, 1),
                _ => self.count(Count::RowsHousehold, 1),
            }
        }
        let number = |link: &Link| unit.members[link.member].person.number;
        let mut contracts = BTreeSet::new();
        for person in distinct(here().map(number)) {
            match here().filter(|link| number(link) == person).map(|link| link.ground).min() {
                Some(Ground::Met) => {
                    let links: Vec<&Link> =
                        here().filter(|link| number(link) == person && link.ground == Ground::Met).collect();
                    contracts.extend(
                        links
                            .iter()
                            .map(|link| (unit.members[link.member].insurer, &unit.members[link.member].contract)),
                    );
                    self.add_person(unit, &links);
                }
                Some(Ground::Doubtful) => {
                    self.count(Count::Doubtful, 1);
                    let mine = here().filter(|link| number(link) == person);
                    self.count_strength(mine.filter_map(|link| link.strength).min());
                }
                Some(Ground::Ambiguous) => self.count(Count::Ambiguous, 1),
                _ => {
                    self.count(Count::Household, 1);
                    self.count_strength(Some(Strength::full(Rule::NirOnly)));
                }
            }
        }
        self.count(Count::Contracts, contracts.len() as u64);
    }

    /// Adds a person under a rule: `nir-date-name`, or `nir-date-name/date-exchanged`.
    fn count_strength(&mut self, strength: Option<Strength>) {
        let Some(strength) = strength else { return };
        let name = match strength.difference() {
            None => strength.rule().id().to_owned(),
            Some(difference) => format!("{}/{}", strength.rule().id(), difference.id()),
        };
        *self.rules.entry(name).or_default() += 1;
    }

    /// Adds a person in the estimate, given the rows that exposed it.
    fn add_person(&mut self, unit: &Unit, links: &[&Link]) {
        let members: Vec<&Member> = links.iter().map(|link| &unit.members[link.member]).collect();
        let any = |holds: fn(&Member) -> bool| u64::from(members.iter().any(|member| holds(member)));
        let strength = links.iter().filter_map(|link| link.strength).min();
        let in_perimeter = links.iter().any(|link| link.strength.is_none());
        let is_certain = in_perimeter || strength.is_some_and(|met| met.certainty() == Certainty::Certain);
        self.evidence[match (strength.is_some(), in_perimeter) {
            (true, false) => 0,
            (false, _) => 1,
            (true, true) => 2,
        }] += 1;
        self.count_strength(strength);
        let policyholder = any(|m| m.person.policyholder);
        self.count(Count::Estimate, 1);
        self.count(Count::Low, u64::from(is_certain));
        self.count(Count::Policyholders, policyholder);
        self.count(Count::Dependants, 1 - policyholder);
        self.count(Count::Minors, any(|m| is_minor(m.person.born)));
        self.count(Count::Former, 1 - any(|m| m.cover.1.is_none_or(|end| end >= REFERENCE)));
        self.count(Count::Deceased, any(|m| m.person.died.is_some()));
        self.men_and_women[members[0].person.sex] += 1;
        *self.decades.entry(members[0].person.born.0 / 10 * 10).or_default() += 1;
        let fields = links.iter().fold(FieldSet::default(), |all, link| all.union(link.fields));
        fields.iter().for_each(|field| self.fields.entry(field).or_default().1 += 1);
        *self.sets.entry(fields).or_default() += 1;
        let manager = |m: &&Member| m.managed.map_or(MANAGERS.len(), |(manager, _)| manager);
        for manager in distinct(members.iter().map(manager)) {
            self.managers[manager] += 1;
        }
    }

    pub(super) fn merge(&mut self, other: Scope) {
        add(&mut self.counts, &other.counts);
        add(&mut self.evidence, &other.evidence);
        add(&mut self.men_and_women, &other.men_and_women);
        add(&mut self.managers, &other.managers);
        add_all(&mut self.rules, other.rules);
        add_all(&mut self.decades, other.decades);
        add_all(&mut self.sets, other.sets);
        for (field, (rows, persons)) in other.fields {
            let sum = self.fields.entry(field).or_default();
            *sum = (sum.0 + rows, sum.1 + persons);
        }
    }

    pub(super) fn figures(self) -> Figures {
        let mut groups = named(&["men", "women"], &self.men_and_women);
        groups.extend(self.decades.into_iter().map(|(decade, persons)| (decade.to_string(), persons)));
        let joined = |set: FieldSet| set.iter().map(field_name).collect::<Vec<_>>().join("+");
        let [interim, vivinter] = MANAGERS;
        let fields = self.fields.into_iter().filter(|(_, count)| *count != (0, 0));
        // In a scope with persons, counts of zero are listed too.
        let has_persons = self.counts[Count::Estimate as usize] > 0;
        let is_listed = |i: usize| i == Count::Contracts as usize || has_persons && i > Count::Estimate as usize;
        let counts = COUNTS.iter().zip(self.counts).enumerate().filter(|(i, (_, n))| *n > 0 || is_listed(*i));
        let counts = counts.map(|(_, (name, n))| ((*name).to_owned(), n)).collect();
        Figures {
            counts,
            evidence: named(&["records", "perimeter", "both"], &self.evidence),
            rules: self.rules,
            groups,
            fields: fields.map(|(field, count)| (field_name(field), count)).collect(),
            sets: self.sets.into_iter().map(|(set, persons)| (joined(set), persons)).collect(),
            managers: named(&[interim, vivinter, ""], &self.managers),
        }
    }
}

fn is_minor((year, month, day): Day) -> bool {
    (year + 18, month, day) > REFERENCE
}

fn field_name(field: Field) -> String {
    serde_json::to_value(field).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
