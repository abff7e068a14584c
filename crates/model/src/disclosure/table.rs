//! The counts that can be shared, and which of them add up to which.

use super::Kind;
use super::suppress::Family;
use crate::figures::{Assessment, Makeup, Totals};
use crate::rule::Certainty;

/// A part of the whole, by places in the assessment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Scope {
    pub insurer: Option<usize>,
    pub operator: Option<usize>,
}

/// Counts by scope and group: every scope has every group.
pub(super) struct Table {
    scopes: Vec<Scope>,
    groups: Vec<(Kind, String)>,
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

    /// All counts, scope after scope.
    pub(super) fn values(&self) -> &[u64] {
        &self.values
    }

    /// The same with what they count.
    pub(super) fn counts(&self) -> impl Iterator<Item = (Scope, &(Kind, String), u64)> {
        let places = self.scopes.iter().flat_map(|scope| self.groups.iter().map(move |group| (*scope, group)));
        places.zip(&self.values).map(|((scope, group), persons)| (scope, group, *persons))
    }

    /// Wholes and their parts: the groups of a kind are all persons of a scope; cells are those of their insurer and of their
    /// operator, and these of all. Parties may share persons, so that their sum is more than the whole; who subtracts finds
    /// out most of it all the same.
    pub(super) fn families(&self) -> Vec<Family> {
        let at = |scope: usize, group: usize| scope * self.groups.len() + group;
        let mut families = Vec::new();
        for scope in 0..self.scopes.len() {
            for kind in self.groups.chunk_by(|a, b| a.0 == b.0).filter(|of_kind| of_kind[0].0 != Kind::All) {
                let of_kind = (0..self.groups.len()).filter(|group| self.groups[*group].0 == kind[0].0);
                families.push(Family { whole: at(scope, 0), parts: of_kind.map(|group| at(scope, group)).collect() });
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
                    families.push(Family { whole: at(whole, group), parts });
                }
            }
        }
        families
    }
}

fn groups_of(totals: &Totals, makeup: &Makeup, decades: &[Option<u16>]) -> impl Iterator<Item = u64> {
    groups(totals, makeup, decades).into_iter().map(|(.., persons)| persons)
}

/// The groups of a scope, all persons first, kind after kind.
fn groups(t: &Totals, m: &Makeup, decades: &[Option<u16>]) -> Vec<(Kind, String, u64)> {
    let all = t.persons.estimate;
    let mut groups = vec![
        (Kind::All, "all".to_owned(), all),
        (Kind::Relation, "policyholders".to_owned(), t.policyholders),
        (Kind::Relation, "dependants".to_owned(), t.dependants),
        (Kind::Relation, "not_told".to_owned(), all - t.policyholders - t.dependants),
        (Kind::Age, "minors".to_owned(), t.minors),
        (Kind::Age, "others".to_owned(), all - t.minors),
        (Kind::Cover, "former".to_owned(), t.former),
        (Kind::Cover, "others".to_owned(), all - t.former),
        (Kind::Life, "deceased".to_owned(), t.deceased),
        (Kind::Life, "others".to_owned(), all - t.deceased),
        (Kind::Sex, "men".to_owned(), m.groups.sex.men),
        (Kind::Sex, "women".to_owned(), m.groups.sex.women),
        (Kind::Sex, "not_told".to_owned(), m.groups.sex.not_told),
    ];
    for from in decades {
        let persons = m.groups.birth_decade.iter().find(|decade| decade.from == *from).map_or(0, |d| d.persons);
        let name = from.map_or("not_told".to_owned(), |from| from.to_string());
        groups.push((Kind::BirthDecade, name, persons));
    }
    for count in m.rules.iter().filter(|count| count.certainty != Certainty::Household) {
        groups.push((Kind::Rule, count.rule.id().to_owned(), count.persons));
    }
    groups.push((Kind::Rule, "perimeter".to_owned(), m.evidence.perimeter));
    groups
}
