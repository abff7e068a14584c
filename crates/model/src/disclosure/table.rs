//! The counts that can be shared, and the equations between them.

use super::Breakdown;
use super::suppress::Equation;
use crate::figures::{Assessment, Makeup, Totals};
use crate::rule::Rule;

/// An insurer and an operator, by index; `None` over all of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Scope {
    pub insurer: Option<usize>,
    pub operator: Option<usize>,
}

/// Counts by scope and group. Every scope has every group.
pub(super) struct Table {
    scopes: Vec<Scope>,
    groups: Vec<(Breakdown, String)>,
    values: Vec<u64>,
}

impl Table {
    pub(super) fn of(a: &Assessment) -> Table {
        let decades: Vec<Option<u16>> = a.makeup.groups.birth_decade.iter().map(|decade| decade.from).collect();
        let groups = groups(&a.totals, &a.makeup, &decades).into_iter().map(|(kind, group, _)| (kind, group)).collect();
        let mut table = Table { scopes: Vec::new(), groups, values: Vec::new() };
        let mut add = |insurer, operator, totals: &Totals, makeup: &Makeup| {
            table.scopes.push(Scope { insurer, operator });
            table.values.extend(groups_of(totals, makeup, &decades));
        };
        add(None, None, &a.totals, &a.makeup);
        for (i, insurer) in a.insurers.iter().enumerate() {
            add(Some(i), None, &insurer.totals, &insurer.makeup);
            for cell in &insurer.operators {
                let operator = a.operators.iter().position(|operator| operator.id == cell.id);
                add(Some(i), operator, &cell.totals, &cell.makeup);
            }
        }
        for (o, operator) in a.operators.iter().enumerate() {
            add(None, Some(o), &operator.totals, &operator.makeup);
        }
        table
    }

    /// All counts, scope by scope.
    pub(super) fn values(&self) -> &[u64] {
        &self.values
    }

    /// All counts with their scope, breakdown and group.
    pub(super) fn counts(&self) -> impl Iterator<Item = (Scope, &(Breakdown, String), u64)> {
        let places = self.scopes.iter().flat_map(|scope| self.groups.iter().map(move |group| (*scope, group)));
        places.zip(&self.values).map(|((scope, group), persons)| (scope, group, *persons))
    }

    /// Equations between counts. The groups of a breakdown add up to all persons of their scope. Cells add up to their
    /// insurer and to their operator, and both of these to the whole. Since parties may share persons, the sum of
    /// parties may exceed the whole, but subtraction would still give a close estimate.
    pub(super) fn equations(&self) -> Vec<Equation> {
        let at = |scope: usize, group: usize| scope * self.groups.len() + group;
        let mut equations = Vec::new();
        for scope in 0..self.scopes.len() {
            for kind in self.groups.chunk_by(|a, b| a.0 == b.0).filter(|of_kind| of_kind[0].0 != Breakdown::All) {
                let of_kind = (0..self.groups.len()).filter(|group| self.groups[*group].0 == kind[0].0);
                equations
                    .push(Equation { whole: at(scope, 0), parts: of_kind.map(|group| at(scope, group)).collect() });
            }
        }
        for (whole, scope) in self.scopes.iter().enumerate() {
            let of_insurer =
                |part: &Scope| scope.operator.is_none() && part.operator.is_some() && part.insurer == scope.insurer;
            let of_operator =
                |part: &Scope| scope.insurer.is_none() && part.insurer.is_some() && part.operator == scope.operator;
            for is_part in [&of_insurer as &dyn Fn(&Scope) -> bool, &of_operator] {
                let parts: Vec<usize> = (0..self.scopes.len()).filter(|part| is_part(&self.scopes[*part])).collect();
                for group in (0..self.groups.len()).filter(|_| !parts.is_empty()) {
                    let parts = parts.iter().map(|part| at(*part, group)).collect();
                    equations.push(Equation { whole: at(whole, group), parts });
                }
            }
        }
        equations
    }
}

fn groups_of(totals: &Totals, makeup: &Makeup, decades: &[Option<u16>]) -> impl Iterator<Item = u64> {
    groups(totals, makeup, decades).into_iter().map(|(.., persons)| persons)
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
