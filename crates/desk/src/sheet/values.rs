//! What a form shows and sends, and how it is brought into the incident file.

use std::collections::BTreeMap;

use model::incident::Field;
use serde::Serialize;
use toml_edit::{Array, Datetime, Value};

use super::{Sheet, civil, date, is_siren, moment, paris};

/// Groups of fields that a form has at most.
const GROUPS: usize = 64;

/// The fields of a form by name; several values where boxes are ticked.
#[derive(Default, Debug)]
pub(crate) struct Values(BTreeMap<String, Vec<String>>);

/// What is wrong with what was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A field that must be filled in.
    Empty(&'static str),
    /// No id.
    Id(&'static str),
    /// No date.
    Date(&'static str),
    /// No SIREN.
    Siren(&'static str),
    /// No number.
    Number(&'static str),
    /// The file changed in the meantime.
    Changed(&'static str),
}

impl Fault {
    /// The name of the field.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Fault::Empty(field)
            | Fault::Id(field)
            | Fault::Date(field)
            | Fault::Siren(field)
            | Fault::Number(field)
            | Fault::Changed(field) => field,
        }
    }
}

impl From<Vec<(String, String)>> for Values {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut values = Values::default();
        for (name, value) in pairs {
            values.0.entry(name).or_default().push(value);
        }
        values
    }
}

impl Values {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).and_then(|all| all.first()).map_or("", |value| value.trim())
    }

    pub(crate) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|one| one == value)
    }

    /// The highest number before the point in a name, such as 2 of `2.covered_on`.
    pub(crate) fn groups(&self) -> usize {
        self.0
            .keys()
            .filter_map(|name| name.split_once('.')?.0.parse().ok())
            .filter(|n| *n <= GROUPS)
            .max()
            .unwrap_or(0)
    }

    pub(crate) fn put(&mut self, name: &str, value: Option<String>) {
        self.0.insert(name.to_owned(), value.into_iter().collect());
    }

    fn text(&self, name: &str) -> Option<Value> {
        Some(self.get(name)).filter(|text| !text.is_empty()).map(Value::from)
    }
}

/// A day or a moment that a form sent; `None` if it is empty. One that shows as what is written already is taken as it is written, so
/// that its seconds and its offset stay.
fn time(
    values: &Values,
    name: &'static str,
    written: Option<String>,
    read: fn(&str) -> Option<Datetime>,
    show: fn(&str) -> Option<String>,
) -> Result<Option<Value>, Fault> {
    let sent = values.get(name);
    if sent.is_empty() {
        return Ok(None);
    }
    let same = written.filter(|written| show(written).as_deref() == Some(sent));
    let time = same.and_then(|written| written.parse().ok()).or_else(|| read(sent));
    time.map(|time| Some(time.into())).ok_or(Fault::Date(name))
}

/// A list of texts. If it has what is there, in another order, that stays; one that says nothing is not begun.
fn list(sheet: &Sheet, keys: &[&str], sent: Vec<String>) -> Option<Value> {
    let there = sheet.texts(keys);
    if sent.is_empty() && sheet.get(keys).is_none() {
        return None;
    }
    let (mut a, mut b) = (there.clone(), sent.clone());
    a.sort_unstable();
    b.sort_unstable();
    Some(Value::Array(Array::from_iter(if a == b { there } else { sent })))
}

fn must(values: &Values, name: &'static str, faults: &mut Vec<Fault>) {
    if values.get(name).is_empty() {
        faults.push(Fault::Empty(name));
    }
}

/// The top of the file.
pub(crate) mod basics {
    use super::*;

    /// Texts and words of the incident file, under their own keys.
    const TEXTS: [&str; 7] = ["title", "id", "origin", "cause", "legal_basis", "legal_basis_across", "across_insurers"];

    pub(crate) fn show(sheet: &Sheet) -> Values {
        let mut values = Values::default();
        for key in TEXTS {
            values.put(key, sheet.text(&[key]));
        }
        values.put("reference_date", sheet.datetime(&["reference_date"]));
        values.0.insert("nature".into(), sheet.texts(&["nature"]));
        values.put("from", sheet.datetime(&["occurred", "from"]).and_then(|written| civil(&written)));
        values.put("to", sheet.datetime(&["occurred", "to"]).and_then(|written| civil(&written)));
        values
    }

    pub(crate) fn check(values: &Values) -> Vec<Fault> {
        let mut faults = Vec::new();
        must(values, "title", &mut faults);
        let id: Option<model::incident::Id> = serde_json::from_value(values.get("id").into()).ok();
        if !id.is_some_and(|id| id.is_valid()) {
            faults.push(Fault::Id("id"));
        }
        if date(values.get("reference_date")).is_none() {
            faults.push(Fault::Date("reference_date"));
        }
        faults
    }

    pub(crate) fn apply(values: &Values, sheet: &mut Sheet) -> Result<(), Vec<Fault>> {
        let mut faults = check(values);
        let from = time(values, "from", sheet.datetime(&["occurred", "from"]), date, civil);
        let to = time(values, "to", sheet.datetime(&["occurred", "to"]), date, civil);
        faults.extend([&from, &to].into_iter().filter_map(|time| time.as_ref().err()));
        if !values.get("to").is_empty() && values.get("from").is_empty() {
            faults.push(Fault::Empty("from"));
        }
        let (Ok(from), Ok(to), true) = (from, to, faults.is_empty()) else { return Err(faults) };
        for key in TEXTS {
            sheet.set(&[key], values.text(key));
        }
        sheet.set(&["reference_date"], date(values.get("reference_date")).map(Value::from));
        let nature = list(sheet, &["nature"], values.all("nature").to_vec());
        sheet.set(&["nature"], nature);
        occurred(sheet, &["occurred"], from, to);
        Ok(())
    }
}

/// A period: a table in one line, if there is none.
fn occurred(sheet: &mut Sheet, keys: &[&str], from: Option<Value>, to: Option<Value>) {
    let under = |key: &'static str| [keys, &[key]].concat();
    match (from, sheet.get(keys).is_some()) {
        (None, _) => sheet.set(keys, None),
        (from, true) => {
            sheet.set(&under("from"), from);
            sheet.set(&under("to"), to);
        }
        (Some(from), false) => {
            let mut table = toml_edit::InlineTable::new();
            table.insert("from", from);
            to.into_iter().for_each(|to| {
                table.insert("to", to);
            });
            sheet.set(keys, Some(Value::InlineTable(table)));
        }
    }
}

/// An operator.
pub(crate) mod operator {
    use super::*;

    /// Every field with its name in the file and in the form.
    pub(crate) fn fields() -> impl Iterator<Item = (Field, String)> {
        Field::ALL.into_iter().map(|field| (field, code(field)))
    }

    pub(crate) fn show(sheet: &Sheet, id: &str) -> Values {
        let at = |key: &'static str| ["operators", id, key];
        let mut values = Values::default();
        for key in ["name", "role", "service"] {
            values.put(key, sheet.text(&at(key)));
        }
        values.put("discovered", sheet.datetime(&at("discovered")).and_then(|written| paris(&written)));
        for key in ["from", "to"] {
            let written = sheet.datetime(&["operators", id, "occurred", key]);
            values.put(key, written.and_then(|written| civil(&written)));
        }
        let lists = ["exposed", "not_exposed"].map(|key| (key, sheet.texts(&at(key))));
        for (_, name) in fields() {
            let declared = lists.iter().find(|(_, list)| list.contains(&name)).map(|(key, _)| (*key).to_owned());
            values.put(&format!("field.{name}"), declared);
        }
        values
    }

    pub(crate) fn apply(values: &Values, sheet: &mut Sheet, id: &str) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        must(values, "name", &mut faults);
        let written = |key: &'static str| sheet.datetime(&["operators", id, "occurred", key]);
        let from = time(values, "from", written("from"), date, civil);
        let to = time(values, "to", written("to"), date, civil);
        let discovered = time(values, "discovered", sheet.datetime(&["operators", id, "discovered"]), moment, paris);
        faults.extend([&from, &to, &discovered].into_iter().filter_map(|time| time.as_ref().err()));
        if !values.get("to").is_empty() && values.get("from").is_empty() {
            faults.push(Fault::Empty("from"));
        }
        let (Ok(from), Ok(to), Ok(discovered), true) = (from, to, discovered, faults.is_empty()) else {
            return Err(faults);
        };
        for key in ["name", "role", "service"] {
            sheet.set(&["operators", id, key], values.text(key));
        }
        sheet.set(&["operators", id, "discovered"], discovered);
        occurred(sheet, &["operators", id, "occurred"], from, to);
        for key in ["exposed", "not_exposed"] {
            let keys = ["operators", id, key];
            let sent = fields().filter(|(_, name)| values.get(&format!("field.{name}")) == key).map(|(_, name)| name);
            let sent = list(sheet, &keys, sent.collect());
            sheet.set(&keys, sent);
        }
        Ok(())
    }
}

/// An insurer.
pub(crate) mod insurer {
    use super::*;

    /// Texts under `organisation`, as they are sent.
    pub(crate) const ORGANISATION: [&str; 5] = ["sector", "address", "postal_code", "city", "country"];
    /// Texts under `dpo`.
    pub(crate) const DPO: [&str; 4] = ["name", "function", "email", "phone"];
    /// What is sent where no operator processes its data; no id begins so.
    pub(crate) const NONE: &str = "-";

    pub(crate) fn show(sheet: &Sheet, id: &str) -> Values {
        let mut values = Values::default();
        for key in ["name", "siren", "trade"] {
            values.put(key, sheet.text(&["insurers", id, key]));
        }
        let keys = ["insurers", id, "operators"];
        let told = sheet.texts(&keys);
        let is_none = told.is_empty() && sheet.get(&keys).is_some();
        values.0.insert("operators".into(), if is_none { vec![NONE.to_owned()] } else { told });
        for key in ORGANISATION {
            values.put(&format!("organisation.{key}"), sheet.text(&["insurers", id, "organisation", key]));
        }
        for key in DPO {
            values.put(&format!("dpo.{key}"), sheet.text(&["insurers", id, "dpo", key]));
        }
        for operator in sheet.names(&["operators"]) {
            let aware = ["insurers", id, "aware", &operator];
            let on = sheet.datetime(&[&aware[..], &["on"]].concat());
            values.put(&format!("aware.{operator}"), on.and_then(|written| paris(&written)));
            values.put(&format!("how.{operator}"), sheet.text(&[&aware[..], &["how"]].concat()));
        }
        values
    }

    pub(crate) fn apply(values: &Values, sheet: &mut Sheet, id: &str) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        must(values, "name", &mut faults);
        let siren: String = values.get("siren").split_whitespace().collect();
        if !siren.is_empty() && !is_siren(&siren) {
            faults.push(Fault::Siren("siren"));
        }
        let mut known = Vec::new();
        for operator in sheet.names(&["operators"]) {
            let sent = values.get(&format!("aware.{operator}")).to_owned();
            let written = sheet.datetime(&["insurers", id, "aware", &operator, "on"]);
            let same = written.filter(|written| paris(written).as_deref() == Some(&*sent));
            let on = same.and_then(|written| written.parse().ok()).or_else(|| moment(&sent));
            if on.is_none() && !sent.is_empty() {
                faults.push(Fault::Date("aware"));
            }
            known.push((operator, on));
        }
        if DPO[1..].iter().any(|key| !values.get(&format!("dpo.{key}")).is_empty()) && values.get("dpo.name").is_empty()
        {
            faults.push(Fault::Empty("dpo.name"));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        sheet.set(&["insurers", id, "name"], values.text("name"));
        sheet.set(&["insurers", id, "siren"], Some(siren).filter(|siren| !siren.is_empty()).map(Value::from));
        sheet.set(&["insurers", id, "trade"], values.text("trade"));
        let keys = ["insurers", id, "operators"];
        let named: Vec<String> = values.all("operators").iter().filter(|told| *told != NONE).cloned().collect();
        let operators = match named.is_empty() {
            true => values.has("operators", NONE).then(|| Value::Array(Array::new())),
            false => list(sheet, &keys, named),
        };
        sheet.set(&keys, operators);
        for (operator, on) in known {
            aware(sheet, &["insurers", id, "aware", &operator], on, values.text(&format!("how.{operator}")));
        }
        for (table, keys) in [("organisation", &ORGANISATION[..]), ("dpo", &DPO[..])] {
            for key in keys {
                let sent = values.text(&format!("{table}.{key}"));
                let there = sheet.text(&["insurers", id, table, key]);
                if sent.as_ref().and_then(Value::as_str) != there.as_deref() {
                    sheet.set(&["insurers", id, table, key], sent);
                }
            }
        }
        Ok(())
    }

    /// When it became aware at one operator: a table in one line, if there is none.
    fn aware(sheet: &mut Sheet, keys: &[&str], on: Option<Datetime>, how: Option<Value>) {
        let under = |key: &'static str| [keys, &[key]].concat();
        match (on, sheet.get(keys).is_some()) {
            (None, _) => sheet.set(keys, None),
            (Some(on), true) => {
                sheet.set(&under("on"), Some(on.into()));
                sheet.set(&under("how"), how);
            }
            (Some(on), false) => {
                let mut table = toml_edit::InlineTable::new();
                table.insert("on", on.into());
                how.into_iter().for_each(|how| {
                    table.insert("how", how);
                });
                sheet.set(keys, Some(Value::InlineTable(table)));
            }
        }
    }
}

/// A closed word as the incident file writes it.
pub(crate) fn code(word: impl Serialize) -> String {
    serde_json::to_value(word).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
