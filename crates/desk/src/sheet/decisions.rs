//! Decisions of a controller: those that depart from a proposal, the log of all, and those on single rows.

use model::incident::DecidedRow;
use toml_edit::{Datetime, InlineTable, Item, TableLike, Value};

use super::{Sheet, list, mark};

/// A decision as it is logged.
pub(crate) struct Logged {
    pub on: String,
    pub by: String,
    pub about: String,
    pub decided: String,
}

/// A decision on a row, without whom it is about.
pub(crate) struct OfRow {
    /// Changes if what is written changes.
    pub mark: String,
    pub file: String,
    pub row: i64,
    pub same_person: bool,
    pub why: String,
}

impl Sheet {
    /// The log of an insurer's decisions, in order.
    pub(crate) fn decisions(&self, insurer: &str) -> Vec<Logged> {
        fn logged(table: &dyn TableLike) -> Logged {
            let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default().to_owned();
            let on = table.get("on").and_then(Item::as_datetime).map(ToString::to_string).unwrap_or_default();
            Logged { on, by: text("by"), about: text("about"), decided: text("decided") }
        }
        list::tables(self.get(&["insurers", insurer, "decisions"])).into_iter().map(logged).collect()
    }

    /// Adds a decision to the log, after those that are there.
    pub(crate) fn log_decision(&mut self, insurer: &str, on: Datetime, decision: &Logged) {
        let entries: [(&str, Value); 4] = [
            ("on", on.into()),
            ("by", (&*decision.by).into()),
            ("about", (&*decision.about).into()),
            ("decided", (&*decision.decided).into()),
        ];
        if let Some(table) = self.table(&["insurers", insurer], true) {
            list::push(table, "decisions", entries.into_iter().collect());
        }
    }

    /// The decisions on single rows, in order.
    pub(crate) fn decided_rows(&self, insurer: &str) -> Vec<OfRow> {
        let rows = list::tables(self.get(&["insurers", insurer, "decided"])).into_iter();
        rows.map(|table| {
            let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default().to_owned();
            let written: Vec<String> = table.iter().map(|(key, value)| format!("{key} {value}")).collect();
            OfRow {
                mark: mark(&written.join("\n")),
                file: text("file"),
                row: table.get("row").and_then(Item::as_integer).unwrap_or_default(),
                same_person: table.get("same_person").and_then(Item::as_bool).unwrap_or_default(),
                why: text("why"),
            }
        })
        .collect()
    }

    /// Decides on a row. What was decided of the same row and member goes.
    pub(crate) fn decide_row(&mut self, insurer: &str, decided: &DecidedRow) {
        let DecidedRow { file, row, member_id, same_person, why } = decided;
        let Some(table) = self.table(&["insurers", insurer], true) else { return };
        let is_same = |there: &dyn TableLike| is_of_row(there, decided) && member(there) == Some(member_id);
        while let Some(place) = list::tables(table.get("decided")).into_iter().position(is_same) {
            list::remove(table, "decided", place);
        }
        let Ok(row) = i64::try_from(*row) else { return };
        let mut entry: InlineTable = [
            ("file", Value::from(file)),
            ("row", row.into()),
            ("member_id", member_id.into()),
            ("same_person", (*same_person).into()),
        ]
        .into_iter()
        .collect();
        if let Some(why) = why {
            entry.insert("why", why.into());
        }
        list::push(table, "decided", entry);
    }

    /// Whether the row is decided to be about another member.
    pub(crate) fn is_anothers(&self, insurer: &str, decided: &DecidedRow) -> bool {
        let rows = list::tables(self.get(&["insurers", insurer, "decided"]));
        rows.into_iter().any(|there| {
            let same_person = there.get("same_person").and_then(Item::as_bool) == Some(true);
            same_person && is_of_row(there, decided) && member(there) != Some(&decided.member_id)
        })
    }

    /// Takes back a decision on a row, if it is the one that was shown.
    pub(crate) fn undecide_row(&mut self, insurer: &str, place: usize, shown: &str) -> bool {
        let is_there = self.decided_rows(insurer).get(place).is_some_and(|there| there.mark == shown);
        if let Some(table) = self.table(&["insurers", insurer], false).filter(|_| is_there) {
            list::remove(table, "decided", place);
        }
        is_there
    }

    /// The value and the reason of a decision that departs from a proposal, as they are written.
    pub(crate) fn judged(&self, insurer: &str, about: &str) -> Option<(String, String)> {
        let under = |key: &'static str| self.get(&["insurers", insurer, "judgement", about, key]);
        let value = match under("value")? {
            item if item.is_bool() => if item.as_bool()? { "yes" } else { "no" }.to_owned(),
            item => item.as_str()?.to_owned(),
        };
        Some((value, under("reason")?.as_str()?.to_owned()))
    }

    /// Decides against a proposal, with the reason; without a value, takes the decision back.
    pub(crate) fn judge(&mut self, insurer: &str, about: &str, judged: Option<(Value, &str)>) {
        let keys = ["insurers", insurer, "judgement", about];
        let Some((value, reason)) = judged else { return self.set(&keys, None) };
        if self.get(&keys).is_some_and(Item::is_table_like) {
            self.set(&[&keys[..], &["value"]].concat(), Some(value));
            self.set(&[&keys[..], &["reason"]].concat(), Some(reason.into()));
        } else {
            let table = [("value", value), ("reason", reason.into())].into_iter().collect::<InlineTable>();
            self.set(&keys, Some(Value::InlineTable(table)));
        }
    }
}

/// Whether a decision is on the same row.
fn is_of_row(there: &dyn TableLike, decided: &DecidedRow) -> bool {
    let number = there.get("row").and_then(Item::as_integer);
    there.get("file").and_then(Item::as_str) == Some(&decided.file)
        && number.and_then(|number| u64::try_from(number).ok()) == Some(decided.row)
}

fn member(there: &dyn TableLike) -> Option<&str> {
    there.get("member_id").and_then(Item::as_str).map(str::trim)
}
