//! Persons at several parties, and how totals are made up.

use super::{Part, Section, Tables, row, table};
use crate::chart;
use crate::table::{Row, Tone, Value};
use model::figures::{PersonsOf, Union};

impl<'a> Tables<'a> {
    pub(super) fn overlap(self) -> Section {
        let (a, w) = (self.a, self.w);
        let mut parts = Vec::new();
        if a.operators.len() > 1 {
            let drawn = chart::combinations(&a.unions.operators, |id| self.operator(id), w.union_operators(), w);
            parts.extend(drawn.map(Part::Chart));
        }
        if a.unions.insurers.exactly.iter().any(|part| part.of.len() > 1) {
            let drawn = chart::combinations(&a.unions.insurers, |id| self.insurer(id), w.union_insurers(), w);
            parts.extend(drawn.map(Part::Chart));
        }
        let mut rows = self.union(&a.unions.operators, w.by_operators(), |id| self.operator(id));
        rows.extend(self.union(&a.unions.insurers, w.by_insurers(), |id| self.insurer(id)));
        let heads = [w.union_from(), w.union_part(), w.parties()];
        parts.push(table("unions", w.union_rows(), &heads, &[w.persons()], rows));
        let pairs = a.overlaps.iter().map(|overlap| {
            let [one, other] = &overlap.operators;
            row(vec![self.operator(one).into(), self.operator(other).into(), overlap.persons.into()])
        });
        let heads = [w.operator(), w.other_operator()];
        parts.push(table("overlaps", w.overlaps(), &heads, &[w.persons()], pairs.collect()));
        Section::new("overlap", w.overlap(), w.how_overlap(), parts)
    }

    /// Persons at exactly each combination of parties, the terms of inclusion–exclusion, and the total.
    fn union(self, union: &'a Union, from: &str, name: impl Fn(&'a str) -> &'a str) -> Vec<Row> {
        let w = self.w;
        let line = |part: &str, of: &'a PersonsOf| {
            let parties: Vec<&str> = of.of.iter().map(|id| name(id)).collect();
            row(vec![from.into(), part.into(), parties.join(" + ").into(), of.persons.into()])
        };
        let term = |term: &'a PersonsOf| {
            let part = if term.of.len().is_multiple_of(2) { w.term_taken_off() } else { w.term_added() };
            line(part, term)
        };
        let whole: Vec<Value> = vec![from.into(), w.sum().into(), Value::Nothing, union.persons.into()];
        let mut rows: Vec<Row> = union.exactly.iter().map(|part| line(w.exactly(), part)).collect();
        rows.extend(union.terms.iter().map(term));
        rows.push(Row { cells: whole, tone: Tone::Total, ..Row::default() });
        rows
    }
}
