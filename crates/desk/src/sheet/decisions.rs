//! Decisions of a controller: those that depart from a proposal, and the log of all.

use toml_edit::{Array, Datetime, InlineTable, Item, Table, TableLike, Value};

use super::Sheet;

/// A decision as it is logged.
pub(crate) struct Logged {
    pub on: String,
    pub by: String,
    pub about: String,
    pub decided: String,
}

impl Sheet {
    /// The log of an insurer's decisions, in order.
    pub(crate) fn decisions(&self, insurer: &str) -> Vec<Logged> {
        fn logged(table: &dyn TableLike) -> Logged {
            let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default().to_owned();
            let on = table.get("on").and_then(Item::as_datetime).map(ToString::to_string).unwrap_or_default();
            Logged { on, by: text("by"), about: text("about"), decided: text("decided") }
        }
        match self.get(&["insurers", insurer, "decisions"]) {
            Some(Item::ArrayOfTables(tables)) => tables.iter().map(|table| logged(table)).collect(),
            Some(Item::Value(Value::Array(list))) => {
                list.iter().filter_map(|value| value.as_inline_table().map(|table| logged(table))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Adds a decision to the log, after those that are there.
    pub(crate) fn log_decision(&mut self, insurer: &str, on: Datetime, decision: &Logged) {
        let entries: [(&str, Value); 4] = [
            ("on", on.into()),
            ("by", (&*decision.by).into()),
            ("about", (&*decision.about).into()),
            ("decided", (&*decision.decided).into()),
        ];
        let Some(table) = self.table(&["insurers", insurer], true) else { return };
        let inline = || Value::InlineTable(entries.iter().cloned().collect::<InlineTable>());
        match table.get_mut("decisions") {
            Some(Item::ArrayOfTables(tables)) => {
                let mut logged = Table::new();
                entries.iter().for_each(|(key, value)| drop(logged.insert(key, Item::Value(value.clone()))));
                tables.push(logged);
            }
            Some(Item::Value(Value::Array(list))) => list.push(inline()),
            _ => drop(table.insert("decisions", Item::Value(Value::Array(Array::from_iter([inline()]))))),
        }
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
