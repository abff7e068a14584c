//! The counts that can be shared: a box of insurers × operators × groups, with all of each.

use std::ops::Range;

use super::Breakdown;
use super::ages::Ages;
use crate::figures::{Assessment, Makeup, Totals};
use crate::rule::Rule;

/// An insurer and an operator, by index from 1; [`ALL`] over all of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Scope {
    pub insurer: usize,
    pub operator: usize,
}

/// Index of the whole: all insurers, all operators, or all persons of a scope.
pub(super) const ALL: usize = 0;

/// Place of a count within the table.
pub(super) type Count = usize;

/// Counts by scope and group. Every scope has every group.
pub(super) struct Table {
    /// Number of insurers and of operators, each with the whole.
    pub insurers: usize,
    pub operators: usize,
    /// All persons first, then the groups, breakdown by breakdown.
    pub groups: Vec<(Breakdown, String)>,
    /// What two of the breakdowns tell of each other.
    pub ages: Option<Ages>,
    scopes: Vec<Scope>,
    /// Scope by insurer and operator; none where the two have nothing in common.
    at: Vec<Option<usize>>,
    values: Vec<u64>,
}

impl Table {
    pub(super) fn of(a: &Assessment) -> Table {
        let decades: Vec<Option<u16>> = a.makeup.groups.birth_decade.iter().map(|decade| decade.from).collect();
        let named: Vec<(Breakdown, String)> =
            groups(&a.totals, &a.makeup, &decades).into_iter().map(|(kind, group, _)| (kind, group)).collect();
        let (insurers, operators) = (a.insurers.len() + 1, a.operators.len() + 1);
        let at = vec![None; insurers * operators];
        let ages = Ages::of(a, &named);
        let mut table = Table { insurers, operators, groups: named, ages, scopes: Vec::new(), at, values: Vec::new() };
        let mut add = |insurer, operator, totals: &Totals, makeup: &Makeup| {
            table.at[insurer * operators + operator] = Some(table.scopes.len());
            table.scopes.push(Scope { insurer, operator });
            table.values.extend(groups(totals, makeup, &decades).into_iter().map(|(.., persons)| persons));
        };
        add(ALL, ALL, &a.totals, &a.makeup);
        for (insurer, i) in a.insurers.iter().zip(1..) {
            add(i, ALL, &insurer.totals, &insurer.makeup);
            for cell in &insurer.operators {
                if let Some(o) = a.operators.iter().position(|operator| operator.id == cell.id) {
                    add(i, o + 1, &cell.totals, &cell.makeup);
                }
            }
        }
        for (operator, o) in a.operators.iter().zip(1..) {
            add(ALL, o, &operator.totals, &operator.makeup);
        }
        table
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// The count of a group at an insurer and an operator, if these have anything in common.
    pub(super) fn at(&self, scope: Scope, group: usize) -> Option<Count> {
        self.at[scope.insurer * self.operators + scope.operator].map(|scope| scope * self.groups.len() + group)
    }

    /// Where a count stands.
    pub(super) fn place(&self, count: Count) -> (Scope, usize) {
        (self.scopes[count / self.groups.len()], count % self.groups.len())
    }

    pub(super) fn persons(&self, count: Count) -> u64 {
        self.values[count]
    }

    /// The groups of each breakdown, which add up to all persons of their scope.
    pub(super) fn breakdowns(&self) -> Vec<Range<usize>> {
        let mut breakdowns: Vec<Range<usize>> = Vec::new();
        for (group, (kind, _)) in self.groups.iter().enumerate().filter(|(group, _)| *group != ALL) {
            match breakdowns.last_mut().filter(|last| self.groups[last.start].0 == *kind) {
                Some(last) => last.end = group + 1,
                None => breakdowns.push(group..group + 1),
            }
        }
        breakdowns
    }
}

/// Counts of a scope by breakdown and group, all persons first.
fn groups(t: &Totals, m: &Makeup, decades: &[Option<u16>]) -> Vec<(Breakdown, String, u64)> {
    let all = t.persons.estimate;
    let mut groups = vec![
        (Breakdown::All, "all".to_owned(), all),
        (Breakdown::Relation, "policyholders".to_owned(), t.policyholders),
        (Breakdown::Relation, "dependants".to_owned(), t.dependants),
        (Breakdown::Relation, "not_told".to_owned(), all - t.policyholders - t.dependants),
        (Breakdown::Age, "minors".to_owned(), t.minors),
        (Breakdown::Age, "others".to_owned(), all - t.minors),
        (Breakdown::Cover, "former".to_owned(), t.former),
        (Breakdown::Cover, "others".to_owned(), all - t.former),
        (Breakdown::Life, "deceased".to_owned(), t.deceased),
        (Breakdown::Life, "others".to_owned(), all - t.deceased),
        (Breakdown::Sex, "men".to_owned(), m.groups.sex.men),
        (Breakdown::Sex, "women".to_owned(), m.groups.sex.women),
        (Breakdown::Sex, "not_told".to_owned(), m.groups.sex.not_told),
    ];
    for from in decades {
        let persons = m.groups.birth_decade.iter().find(|decade| decade.from == *from).map_or(0, |d| d.persons);
        let name = from.map_or("not_told".to_owned(), |from| from.to_string());
        groups.push((Breakdown::BirthDecade, name, persons));
    }
    for rule in Rule::ALL.into_iter().filter(|rule| rule.certainty().is_in_estimate()) {
        let of_rule = m.rules.iter().filter(|count| count.rule == rule && count.certainty.is_in_estimate());
        groups.push((Breakdown::Rule, rule.id().to_owned(), of_rule.map(|count| count.persons).sum()));
    }
    groups.push((Breakdown::Rule, "perimeter".to_owned(), m.evidence.perimeter));
    groups
}
