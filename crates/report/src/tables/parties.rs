//! Managers, and perimeters defined by conditions.

use super::{Section, Tables, table};
use crate::table::{Row, Tone, Value};
use model::figures::ManagerCount;
use model::incident::Status;

impl Tables<'_> {
    /// Managers over all, then by insurer and operator.
    pub(super) fn managers(self) -> Section {
        let (a, w) = (self.a, self.w);
        let mut rows: Vec<Row> = Vec::new();
        for manager in &a.managers {
            let persons = manager.persons;
            let counts = [persons.low, persons.estimate, persons.high].map(Value::from);
            rows.push(self.about(None, None, [Value::from(manager.name.clone())].into_iter().chain(counts)));
        }
        for insurer in &a.insurers {
            for cell in &insurer.operators {
                rows.extend(cell.managers.iter().map(|count| {
                    let cells = [self.manager(count), Value::Nothing, count.persons.into(), Value::Nothing];
                    self.about(Some(&insurer.id), Some(&cell.id), cells)
                }));
            }
        }
        let heads = [w.insurer(), w.operator(), w.manager()];
        let figures = [w.low(), w.estimate(), w.high()];
        let table = table("managers", w.managers_by_party(), &heads, &figures, rows);
        Section::new("managers", w.managers(), w.how_managers(), vec![table]).annex()
    }

    fn manager(self, count: &ManagerCount) -> Value {
        let w = self.w;
        match (&count.manager, count.named) {
            (Some(id), _) => {
                let found = self.a.managers.iter().find(|manager| manager.id == *id);
                found.map_or(id.as_str(), |manager| &manager.name).into()
            }
            (None, true) => w.manager_unknown().into(),
            (None, false) => w.manager_unnamed().into(),
        }
    }

    /// Perimeters and their populations.
    pub(super) fn perimeters(self) -> Section {
        let w = self.w;
        let mut rows: Vec<Row> = Vec::new();
        for insurer in &self.a.insurers {
            rows.extend(insurer.perimeters.iter().map(|perimeter| {
                let counts =
                    [perimeter.number, perimeter.rows, perimeter.persons, perimeter.rows_met, perimeter.persons_met];
                let status = Value::from(w.status_word(perimeter.status));
                let cells = [status].into_iter().chain(counts.map(Value::from));
                let row = self.about(Some(&insurer.id), Some(&perimeter.operator), cells);
                let contradicted = perimeter.status == Status::NotConcerned && perimeter.rows_met > 0;
                if contradicted { Row { tone: Tone::Grave, ..row } } else { row }
            }));
        }
        let heads = [w.insurer(), w.operator(), w.status()];
        let figures = [w.perimeter(), w.rows_in_perimeter(), w.persons(), w.rows_met(), w.persons_met()];
        let table = table("perimeters", w.perimeters_in_order(), &heads, &figures, rows);
        Section::new("perimeters", w.perimeters(), w.how_perimeters(), vec![table]).note(w.perimeters_note())
    }
}
