//! Perimeters of an insurer: populations that an operator lost, or did not lose, by conditions.

use std::collections::BTreeMap;

use toml_edit::{Array, InlineTable, Item, TableLike, Value};

use super::{Fault, Sheet, Values, date, list, mark, put};

/// Conditions that are lists of texts.
const LISTS: [&str; 2] = ["contracts", "products"];
/// Conditions that are days.
const DAYS: [&str; 2] = ["covered_on", "managed_since"];

/// A perimeter as it is written.
pub(crate) struct Declared {
    /// Changes if what is written changes.
    pub mark: String,
    /// As a form shows it: those that must all hold are group 0, of the others one at least.
    pub values: Values,
}

/// The name of a condition's field in a group of a form.
pub(crate) fn field(group: usize, key: &str) -> String {
    format!("{group}.{key}")
}

impl Sheet {
    /// The perimeters of an insurer, in order.
    pub(crate) fn perimeters(&self, insurer: &str) -> Vec<Declared> {
        let entries: Vec<(String, &dyn TableLike)> = match self.get(&["insurers", insurer, "perimeters"]) {
            Some(Item::ArrayOfTables(tables)) => {
                tables.iter().map(|table| (table.to_string(), table as &dyn TableLike)).collect()
            }
            Some(Item::Value(Value::Array(list))) => {
                let tables = list.iter().filter_map(|entry| Some((entry.to_string(), entry.as_inline_table()?)));
                tables.map(|(text, table)| (text, table as &dyn TableLike)).collect()
            }
            _ => Vec::new(),
        };
        entries.into_iter().map(|(text, table)| show(&text, table)).collect()
    }

    /// Writes a perimeter anew, or adds one. A mark that is not that of what stands there is a change in the meantime.
    pub(crate) fn declare_perimeter(
        &mut self,
        insurer: &str,
        place: Option<usize>,
        values: &Values,
    ) -> Result<(), Vec<Fault>> {
        let before = place.map(|place| self.perimeter_at(insurer, place, values)).transpose().map_err(|f| vec![f])?;
        let groups = groups(values)?;
        let head: Vec<(&str, Value)> = ["operator", "status"].map(|key| (key, values.get(key).into())).to_vec();
        let alternatives: Vec<Group> = groups[1..].iter().filter(|group| !group.is_empty()).cloned().collect();
        let any_of = Array::from_iter(alternatives.iter().map(|group| Value::InlineTable(inline(group))));
        // What is the same stays as it is written, however that is.
        let same_any_of = before.is_some_and(|before| before == alternatives);
        let write = |table: &mut dyn TableLike| {
            for (key, value) in &head {
                put(table, key, Some(value.clone()));
            }
            write_conditions(table, &groups[0]);
            if !same_any_of && !rewritten(table, &alternatives) {
                put(table, "any_of", (!any_of.is_empty()).then(|| Value::Array(any_of.clone())));
            }
        };
        let Some(party) = self.table(&["insurers", insurer], false) else {
            return Err(vec![Fault::Changed("perimeter")]);
        };
        match place {
            None => {
                let mut table = InlineTable::new();
                write(&mut table);
                list::push(party, "perimeters", table);
            }
            Some(place) => match list::tables_mut(party.get_mut("perimeters")).into_iter().nth(place) {
                Some(table) => write(table),
                None => return Err(vec![Fault::Changed("perimeter")]),
            },
        }
        Ok(())
    }

    /// Takes a perimeter out.
    pub(crate) fn drop_perimeter(&mut self, insurer: &str, place: usize, values: &Values) -> Result<(), Vec<Fault>> {
        self.perimeter_at(insurer, place, values).map_err(|fault| vec![fault])?;
        if let Some(party) = self.table(&["insurers", insurer], false) {
            list::remove(party, "perimeters", place);
        }
        Ok(())
    }

    /// The alternatives of a perimeter, if it is what the form was made of.
    fn perimeter_at(&self, insurer: &str, place: usize, sent: &Values) -> Result<Vec<Group>, Fault> {
        let there = self.perimeters(insurer).into_iter().nth(place).filter(|there| there.mark == sent.get("mark"));
        let there = there.ok_or(Fault::Changed("perimeter"))?;
        groups(&there.values).map(|groups| groups[1..].to_vec()).map_err(|_| Fault::Changed("perimeter"))
    }
}

/// Conditions that must all hold: key → value.
type Group = BTreeMap<&'static str, Written>;

/// What is written of a condition.
#[derive(Clone, PartialEq)]
enum Written {
    Text(String),
    Day(String),
    Texts(Vec<String>),
    Period(String, Option<String>),
}

/// The groups that a form sent, the one of which all must hold first.
fn groups(values: &Values) -> Result<Vec<Group>, Vec<Fault>> {
    let mut faults = Vec::new();
    for key in ["operator", "status"] {
        if values.get(key).is_empty() {
            faults.push(Fault::Empty(key));
        }
    }
    let mut day = |name: &str, key: &'static str| {
        let sent = values.get(name);
        if !sent.is_empty() && date(sent).is_none() {
            faults.push(Fault::Date(key));
        }
        (!sent.is_empty()).then(|| sent.to_owned())
    };
    let mut groups = Vec::new();
    let mut open = false;
    for group in 0..=values.groups() {
        let of = |key: &str| field(group, key);
        let mut conditions = Group::new();
        for key in DAYS {
            conditions.extend(day(&of(key), key).map(|day| (key, Written::Day(day))));
        }
        let (from, to) = (day(&of("from"), "from"), day(&of("to"), "to"));
        open |= from.is_none() && to.is_some();
        conditions.extend(from.map(|from| ("covered_between", Written::Period(from, to))));
        let manager = values.get(&of("managed_by"));
        conditions.extend((!manager.is_empty()).then(|| ("managed_by", Written::Text(manager.to_owned()))));
        for key in LISTS {
            let lines = values.get(&of(key)).lines().map(str::trim).filter(|line| !line.is_empty());
            let lines: Vec<String> = lines.map(str::to_owned).collect();
            conditions.extend((!lines.is_empty()).then_some((key, Written::Texts(lines))));
        }
        groups.push(conditions);
    }
    if open {
        faults.push(Fault::Empty("from"));
    }
    if faults.is_empty() { Ok(groups) } else { Err(faults) }
}

/// Writes alternatives where they stand, so that comments stay; not if there are more of them, or fewer.
fn rewritten(table: &mut dyn TableLike, alternatives: &[Group]) -> bool {
    let mut there = list::tables_mut(table.get_mut("any_of"));
    if there.len() != alternatives.len() {
        return false;
    }
    for (table, group) in there.iter_mut().zip(alternatives) {
        write_conditions(*table, group);
    }
    true
}

fn write_conditions(table: &mut dyn TableLike, group: &Group) {
    for key in DAYS.into_iter().chain(LISTS).chain(["managed_by", "covered_between"]) {
        write_condition(table, key, group.get(key));
    }
}

fn write_condition(table: &mut dyn TableLike, key: &str, condition: Option<&Written>) {
    let period = table.get_mut(key).and_then(Item::as_table_like_mut);
    match (condition, period) {
        // In place, so that comments stay.
        (Some(Written::Period(from, to)), Some(there)) => {
            put(there, "from", date(from).map(Value::from));
            put(there, "to", to.as_deref().and_then(date).map(Value::from));
        }
        (condition, _) => put(table, key, condition.map(value)),
    }
}

fn value(condition: &Written) -> Value {
    let day = |text: &str| date(text).map(Value::from);
    match condition {
        Written::Text(text) => text.into(),
        Written::Day(text) => day(text).unwrap_or_else(|| text.into()),
        Written::Texts(texts) => Value::Array(Array::from_iter(texts)),
        Written::Period(from, to) => {
            let days = [("from", day(from)), ("to", to.as_deref().and_then(day))];
            Value::InlineTable(days.into_iter().filter_map(|(key, day)| Some((key, day?))).collect())
        }
    }
}

fn inline(group: &Group) -> InlineTable {
    group.iter().map(|(key, condition)| (*key, value(condition))).collect()
}

fn show(text: &str, table: &dyn TableLike) -> Declared {
    let mut values = Values::default();
    for key in ["operator", "status"] {
        values.put(key, table.get(key).and_then(Item::as_str).map(str::to_owned));
    }
    show_group(&mut values, 0, table);
    let alternatives = list::tables(table.get("any_of"));
    for (group, table) in (1..).zip(&alternatives) {
        show_group(&mut values, group, *table);
    }
    // The text of a table is without those below it.
    Declared { mark: mark(&format!("{text}{values:?}")), values }
}

fn show_group(values: &mut Values, group: usize, table: &dyn TableLike) {
    let text = |item: Option<&Item>| item.and_then(Item::as_str).map(str::to_owned);
    let day = |item: Option<&Item>| item.and_then(Item::as_datetime).map(ToString::to_string);
    values.put(&field(group, "managed_by"), text(table.get("managed_by")));
    for key in DAYS {
        values.put(&field(group, key), day(table.get(key)));
    }
    let period = table.get("covered_between").and_then(Item::as_table_like);
    for key in ["from", "to"] {
        values.put(&field(group, key), period.and_then(|period| day(period.get(key))));
    }
    for key in LISTS {
        let texts = table.get(key).and_then(Item::as_array).into_iter().flatten().filter_map(Value::as_str);
        values.put(&field(group, key), Some(texts.collect::<Vec<_>>().join("\n")));
    }
}
