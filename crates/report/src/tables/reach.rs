//! Reach: over all, by party, and by group of persons.

use super::scope::figures;
use super::{Part, Section, Tables, row, table};
use crate::table::{Head, Row, Table, Tone, Value};
use model::figures::{Makeup, Totals};
use model::incident::{Across, Status};

impl Tables<'_> {
    /// Figures over all, one per row.
    pub(super) fn in_short(self) -> Section {
        let w = self.w;
        let rows = figures(&self.a.totals, w).into_iter().map(|(name, n)| row(vec![name.into(), n.into()]));
        let table = table("summary", w.figures_over_all(), &[w.figure()], &[w.value()], rows.collect());
        Section::new("summary", w.in_short(), w.how_in_short(), vec![table])
    }

    /// The same figures by party.
    pub(super) fn reach(self) -> Section {
        let w = self.w;
        let rows = self.scopes().into_iter().map(|scope| {
            let status = scope.status.map_or(Value::Nothing, |status| w.status_word(status).into());
            let counts = figures(scope.totals, w).into_iter().map(|(_, n)| Value::from(n));
            self.about(scope.insurer, scope.operator, [status].into_iter().chain(counts))
        });
        let names: Vec<&str> = figures(&self.a.totals, w).into_iter().map(|(name, _)| name).collect();
        let heads = [w.insurer(), w.operator(), w.status()];
        let all = table("scopes", w.all_figures(), &heads, &names, rows.collect());
        // A status that rests on what nobody declared says so.
        let not_concerned = self.a.insurers.iter().any(|insurer| insurer.status == Status::NotConcerned);
        let why = if not_concerned { format!(" {}", w.not_concerned_note()) } else { String::new() };
        let is_sum = self.a.incident.across_insurers.as_ref().is_some_and(|across| across.persons == Across::Apart);
        let note = format!("{}{why}", if is_sum { w.matrix_note_apart() } else { w.matrix_note() });
        Section::new("reach", w.matrix(), w.how_reach(), vec![Part::Table(self.matrix()), all]).note(&note)
    }

    /// Estimates in wide form: a row per insurer, a column per operator.
    fn matrix(self) -> Table {
        let (a, w) = (self.a, self.w);
        let estimate = |totals: &Totals| Value::from(totals.persons.estimate);
        let head = [Head::text(w.insurer()), Head::text(w.status())]
            .into_iter()
            .chain(a.operators.iter().map(|operator| Head::figures(&operator.name)))
            .chain([Head::figures(w.all_operators())]);
        let mut rows: Vec<Row> = Vec::new();
        for insurer in &a.insurers {
            let at = a.operators.iter().map(|operator| {
                let cell = insurer.operators.iter().find(|cell| cell.id == operator.id);
                cell.map_or(Value::Nothing, |cell| estimate(&cell.totals))
            });
            let status = Value::from(w.status_word(insurer.status));
            let cells = [status].into_iter().chain(at).chain([estimate(&insurer.totals)]);
            rows.push(self.about_insurer(&insurer.id, cells));
        }
        let operators = a.operators.iter().map(|operator| estimate(&operator.totals));
        let whole = [Value::from(w.all_insurers()), Value::Nothing].into_iter().chain(operators);
        let cells = whole.chain([estimate(&a.totals)]).collect();
        rows.push(Row { cells, tone: Tone::Total, ..Row::default() });
        Table { id: "matrix", caption: w.estimates().to_owned(), head: head.collect(), rows }
    }

    /// Groups of persons, in every scope that has persons.
    pub(super) fn groups(self) -> Section {
        let w = self.w;
        let decades: Vec<Option<u16>> = self.a.makeup.groups.birth_decade.iter().map(|decade| decade.from).collect();
        let born = |makeup: &Makeup, from: Option<u16>| {
            makeup.groups.birth_decade.iter().find(|decade| decade.from == from).map_or(0, |decade| decade.persons)
        };
        let concerned = self.scopes().into_iter().filter(|scope| scope.totals.persons.estimate > 0);
        let rows = concerned.map(|scope| {
            let sex = scope.makeup.groups.sex;
            let counts = [scope.totals.persons.estimate, sex.men, sex.women, sex.not_told].into_iter();
            let counts = counts.chain(decades.iter().map(|from| born(scope.makeup, *from)));
            self.about(scope.insurer, scope.operator, counts.map(Value::from))
        });
        let decade_names: Vec<String> = decades.iter().map(|from| w.decade(*from)).collect();
        let mut figures = vec![w.persons(), w.men(), w.women(), w.sex_not_told()];
        figures.extend(decade_names.iter().map(String::as_str));
        let heads = [w.insurer(), w.operator()];
        let table = table("groups", w.groups_by_party(), &heads, &figures, rows.collect());
        Section::new("groups", w.groups(), w.how_groups(), vec![table]).note(w.groups_note())
    }
}
