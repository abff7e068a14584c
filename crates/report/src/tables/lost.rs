//! What was lost, by field and by set of fields.

use super::{Part, Section, Tables, table};
use crate::chart;
use crate::table::{Row, Tone, Value};
use model::figures::{Identifiability, InsurerReport, Loss, Measure, SetCount};
use model::incident::Field;

impl<'a> Tables<'a> {
    /// Fields as declared and as observed: a chart by operator, then the counts.
    pub(super) fn fields(self) -> Section {
        let w = self.w;
        let lost = self.a.operators.iter().flat_map(|operator| &operator.fields);
        let most = lost.map(|count| count.persons).max().unwrap_or(0);
        let drawn = self.a.operators.iter().filter_map(|operator| chart::fields(operator, most, w));
        let mut parts: Vec<Part> = drawn.map(Part::Chart).collect();
        let mut rows: Vec<Row> = Vec::new();
        for scope in self.scopes() {
            rows.extend(scope.fields.iter().map(|count| {
                let words = [w.field_name(count.field), w.declared_word(count.declared)].map(Value::from);
                let figures = [count.observed_records, count.persons].map(Value::from);
                let row = self.about(scope.insurer, scope.operator, words.into_iter().chain(figures));
                if count.is_contradicted() { Row { tone: Tone::Grave, ..row } } else { row }
            }));
        }
        let heads = [w.insurer(), w.operator(), w.field(), w.declared()];
        parts.push(table("fields", w.fields_by_party(), &heads, &[w.observed(), w.persons()], rows));
        Section::new("fields", w.fields(), w.how_fields(), parts).note(w.fields_note())
    }

    /// Sets of fields that persons lost, and how many persons of the insurer are unique by them.
    pub(super) fn sets(self) -> Section {
        let w = self.w;
        let mut rows: Vec<Row> = Vec::new();
        for scope in self.scopes() {
            rows.extend(scope.makeup.sets.iter().map(|set| {
                let measure = scope.identifiability.and_then(|measured| measure(measured, set));
                let cells: [Value; 3] = [
                    w.field_names(&set.fields).into(),
                    set.persons.into(),
                    measure.map_or(Value::Nothing, |measure| Value::Share(measure.alone_ppm)),
                ];
                self.about(scope.insurer, scope.operator, cells)
            }));
        }
        let heads = [w.insurer(), w.operator(), w.set()];
        let by_party = table("sets", w.sets_by_party(), &heads, &[w.persons(), w.alone()], rows);
        Section::new("sets", w.sets(), w.how_sets(), vec![by_party, self.losses()]).note(w.sets_note())
    }

    /// What was lost of each person of an insurer, and by whom: who is in one row reads one letter.
    fn losses(self) -> Part {
        let w = self.w;
        let row = |insurer: &'a InsurerReport, loss: &Loss| {
            let operators: Vec<&str> = loss.operators.iter().map(|id| self.operator_name(id)).collect();
            let cells: [Value; 6] = [
                operators.join(" + ").into(),
                w.field_names(&loss.fields).into(),
                loss.persons.into(),
                loss.in_perimeter.map_or(Value::Nothing, Value::from),
                loss.perimeter.into(),
                loss.probable.into(),
            ];
            self.about_insurer(&insurer.id, cells)
        };
        let all = self.a.insurers.iter();
        let rows = all.flat_map(|insurer| insurer.lost().iter().map(move |loss| row(insurer, loss))).collect();
        let figures = [w.persons(), w.in_perimeter(), w.perimeter_alone(), w.probable_only()];
        table("losses", w.losses(), &[w.insurer(), w.operator(), w.set()], &figures, rows)
    }
}

/// The measure of the comparable fields of a set.
pub(super) fn measure<'a>(measured: &'a Identifiability, set: &SetCount) -> Option<&'a Measure> {
    let compared = |field: &&Field| measured.comparable.contains(field);
    measured.sets.iter().find(|measure| set.fields.iter().filter(compared).eq(&measure.fields))
}
