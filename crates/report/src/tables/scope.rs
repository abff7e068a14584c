//! Whom figures are of, and the rows that say so.

use super::Tables;
use crate::Words;
use crate::table::{Row, Tone, Value};
use model::figures::{FieldCount, Identifiability, Makeup, Totals};
use model::incident::Status;

/// All, an insurer, an operator, or one at the other.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The insurer's id; none if all insurers.
    pub insurer: Option<&'a str>,
    /// The operator's id; none if all operators.
    pub operator: Option<&'a str>,
    pub status: Option<Status>,
    pub totals: &'a Totals,
    pub makeup: &'a Makeup,
    /// What the operator lost, field by field; nothing where there are several operators.
    pub fields: &'a [FieldCount],
    pub told: Option<&'a Identifiability>,
}

impl<'a> Tables<'a> {
    /// All, then each operator, then each insurer followed by its operators.
    pub(super) fn scopes(self) -> Vec<Scope<'a>> {
        let a = self.a;
        let all = Scope {
            insurer: None,
            operator: None,
            status: None,
            totals: &a.totals,
            makeup: &a.makeup,
            fields: &[],
            told: None,
        };
        let mut scopes = vec![all];
        scopes.extend(a.operators.iter().map(|operator| Scope {
            operator: Some(operator.id.as_str()),
            totals: &operator.totals,
            makeup: &operator.makeup,
            fields: &operator.fields,
            ..all
        }));
        for insurer in &a.insurers {
            let whole = Scope {
                insurer: Some(insurer.id.as_str()),
                status: Some(insurer.status),
                totals: &insurer.totals,
                makeup: &insurer.makeup,
                told: insurer.identifiability.as_ref(),
                ..all
            };
            scopes.push(whole);
            scopes.extend(insurer.operators.iter().map(|cell| Scope {
                operator: Some(cell.id.as_str()),
                status: Some(cell.status),
                totals: &cell.totals,
                makeup: &cell.makeup,
                fields: &cell.fields,
                ..whole
            }));
        }
        scopes
    }

    /// A row about an insurer, an operator, both or all: who it is, then what is told of it.
    pub(super) fn about(
        self,
        insurer: Option<&'a str>,
        operator: Option<&'a str>,
        told: impl IntoIterator<Item = Value>,
    ) -> Row {
        let names = [
            insurer.map_or(self.w.all_insurers(), |id| self.insurer(id)),
            operator.map_or(self.w.all_operators(), |id| self.operator(id)),
        ];
        Row {
            cells: names.into_iter().map(Value::from).chain(told).collect(),
            tone: if insurer.is_none() && operator.is_none() { Tone::Total } else { Tone::Plain },
            insurer: insurer.map(str::to_owned),
            operator: operator.map(str::to_owned),
        }
    }

    /// A row about an insurer: its name, then what is told of it.
    pub(super) fn about_insurer(self, id: &'a str, told: impl IntoIterator<Item = Value>) -> Row {
        let cells = [Value::from(self.insurer(id))].into_iter().chain(told).collect();
        Row { cells, insurer: Some(id.to_owned()), ..Row::default() }
    }

    pub(super) fn insurer(self, id: &'a str) -> &'a str {
        self.a.insurers.iter().find(|insurer| insurer.id == id).map_or(id, |insurer| &insurer.name)
    }

    pub(super) fn operator(self, id: &'a str) -> &'a str {
        self.a.operators.iter().find(|operator| operator.id == id).map_or(id, |operator| &operator.name)
    }
}

/// Every figure of a scope, by name: its three counts of persons, what makes up the highest, who stands outside the estimate,
/// then the [`counts`].
pub(super) fn figures(totals: &Totals, w: Words) -> Vec<(&'static str, u64)> {
    let persons = [
        (w.low(), totals.persons.low),
        (w.estimate(), totals.persons.estimate),
        (w.high(), totals.persons.high),
        (w.of_high_met(), totals.high_rows.met),
        (w.of_high_ambiguous(), totals.high_rows.ambiguous),
        (w.of_high_household(), totals.high_rows.household),
        (w.outside_ambiguous(), totals.ambiguous),
        (w.outside_household(), totals.household),
    ];
    persons.into_iter().chain(counts(totals, w)).collect()
}

/// Records, contracts and groups of a scope, by name.
pub(crate) fn counts(totals: &Totals, w: Words) -> [(&'static str, u64); 7] {
    [
        (w.records(), totals.records),
        (w.contracts(), totals.contracts),
        (w.policyholders(), totals.policyholders),
        (w.dependants(), totals.dependants),
        (w.minors(), totals.minors),
        (w.former(), totals.former),
        (w.deceased(), totals.deceased),
    ]
}
