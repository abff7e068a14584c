//! Scopes of figures, and the rows about them.

use super::Tables;
use crate::Words;
use crate::table::{Row, Tone, Value};
use model::figures::{FieldCount, Identifiability, Makeup, Totals};
use model::incident::Status;

/// One scope: all, an insurer, an operator, or an operator at an insurer.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// Id of the insurer; `None` over all insurers.
    pub insurer: Option<&'a str>,
    /// Id of the operator; `None` over all operators.
    pub operator: Option<&'a str>,
    pub status: Option<Status>,
    pub totals: &'a Totals,
    pub makeup: &'a Makeup,
    /// Fields that the operator lost; empty over several operators.
    pub fields: &'a [FieldCount],
    pub identifiability: Option<&'a Identifiability>,
}

impl<'a> Tables<'a> {
    /// All, then the operators, then each insurer followed by its operators.
    pub(super) fn scopes(self) -> Vec<Scope<'a>> {
        let a = self.a;
        let all = Scope {
            insurer: None,
            operator: None,
            status: None,
            totals: &a.totals,
            makeup: &a.makeup,
            fields: &[],
            identifiability: None,
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
                identifiability: insurer.identifiability.as_ref(),
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

    /// A row about an insurer, an operator, both or all: their names, then `cells`.
    pub(super) fn about(
        self,
        insurer: Option<&'a str>,
        operator: Option<&'a str>,
        cells: impl IntoIterator<Item = Value>,
    ) -> Row {
        let names = [
            insurer.map_or(self.w.all_insurers(), |id| self.insurer(id)),
            operator.map_or(self.w.all_operators(), |id| self.operator(id)),
        ];
        Row {
            cells: names.into_iter().map(Value::from).chain(cells).collect(),
            tone: if insurer.is_none() && operator.is_none() { Tone::Total } else { Tone::Plain },
            insurer: insurer.map(str::to_owned),
            operator: operator.map(str::to_owned),
        }
    }

    /// A row about an insurer: its name, then `cells`.
    pub(super) fn about_insurer(self, id: &'a str, cells: impl IntoIterator<Item = Value>) -> Row {
        let cells = [Value::from(self.insurer(id))].into_iter().chain(cells).collect();
        Row { cells, insurer: Some(id.to_owned()), ..Row::default() }
    }

    pub(super) fn insurer(self, id: &'a str) -> &'a str {
        self.a.insurers.iter().find(|insurer| insurer.id == id).map_or(id, |insurer| &insurer.name)
    }

    pub(super) fn operator(self, id: &'a str) -> &'a str {
        self.a.operators.iter().find(|operator| operator.id == id).map_or(id, |operator| &operator.name)
    }
}

/// The figures of a scope, by name: persons, breakdown of the high figure, persons outside the estimate, then the
/// [`counts`].
pub(super) fn figures(totals: &Totals, w: Words) -> Vec<(&'static str, u64)> {
    let persons = [
        (w.low(), totals.persons.low),
        (w.estimate(), totals.persons.estimate),
        (w.high(), totals.persons.high),
        (w.of_high_met(), totals.high_rows.met),
        (w.of_high_doubtful(), totals.high_rows.doubtful),
        (w.of_high_ambiguous(), totals.high_rows.ambiguous),
        (w.of_high_household(), totals.high_rows.household),
        (w.outside_doubtful(), totals.doubtful),
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
