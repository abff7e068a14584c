//! The files of persons that an incident file names.

use std::path::Path;

use toml_edit::{Array, InlineTable, Item, Table, TableLike, Value};

use super::{Sheet, put, says_the_same};

/// Whose rows a file has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Rows that an operator lost.
    Leaks,
    /// Rows of an insurer's persons.
    Members,
}

impl Side {
    /// As addresses, folders and keys call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Side::Leaks => "leaks",
            Side::Members => "members",
        }
    }

    /// The table of its parties.
    pub(crate) fn parties(self) -> &'static str {
        match self {
            Side::Leaks => "operators",
            Side::Members => "insurers",
        }
    }

    /// Both.
    pub(crate) const ALL: [Side; 2] = [Side::Leaks, Side::Members];

    pub(crate) fn of(name: &str) -> Option<Side> {
        Side::ALL.into_iter().find(|side| side.name() == name)
    }
}

impl Sheet {
    /// The paths of a party's files, as they are written.
    pub(crate) fn files(&self, side: Side, party: &str) -> Vec<String> {
        paths(self.get(&[side.parties(), party, side.name()]))
    }

    /// The paths of member files of several insurers.
    pub(crate) fn shared_files(&self) -> Vec<String> {
        paths(self.get(&["members"]))
    }

    /// Names a file of a party, if it is not named yet. An entry of the template whose file is not there becomes this one.
    pub(crate) fn add_file(&mut self, side: Side, party: &str, path: &str, folder: &Path) {
        if self.files(side, party).iter().any(|named| named == path) {
            return;
        }
        let stale = self.files(side, party).iter().position(|path| {
            let is_pattern = path.contains(['*', '?', '[']);
            !is_pattern && !folder.join(path).exists()
        });
        let Some(table) = self.table(&[side.parties(), party], true) else { return };
        let fill = |value: &mut Value| {
            let decor = value.decor().clone();
            *value = path.into();
            *value.decor_mut() = decor;
        };
        match (table.get_mut(side.name()), stale) {
            (Some(Item::ArrayOfTables(tables)), Some(at)) => {
                if let Some(there) =
                    tables.get_mut(at).and_then(|table| table.get_mut("path")).and_then(Item::as_value_mut)
                {
                    fill(there);
                }
            }
            (Some(Item::ArrayOfTables(tables)), None) => tables.push(named(path)),
            (Some(Item::Value(Value::Array(list))), Some(at)) => {
                let entry = list.get_mut(at).and_then(Value::as_inline_table_mut);
                if let Some(there) = entry.and_then(|entry| entry.get_mut("path")) {
                    fill(there);
                }
            }
            (Some(Item::Value(Value::Array(list))), None) => list.push(inline(path)),
            _ => {
                table.insert(side.name(), Item::Value(Value::Array(Array::from_iter([inline(path)]))));
            }
        }
    }

    /// The entry of a file that is named by this very path.
    fn entry(&mut self, side: Side, party: &str, path: &str) -> Option<&mut dyn TableLike> {
        let at = self.files(side, party).iter().position(|named| named == path)?;
        match self.table(&[side.parties(), party], false)?.get_mut(side.name())? {
            Item::ArrayOfTables(tables) => tables.get_mut(at).map(|table| table as &mut dyn TableLike),
            Item::Value(Value::Array(list)) => {
                list.get_mut(at)?.as_inline_table_mut().map(|table| table as &mut dyn TableLike)
            }
            _ => None,
        }
    }

    /// How a file is to be read, as far as it is said: the text under a key of its entry.
    pub(crate) fn reading(&self, side: Side, party: &str, path: &str, key: &str) -> Option<String> {
        let at = self.files(side, party).iter().position(|named| named == path)?;
        let said = match self.get(&[side.parties(), party, side.name()])? {
            Item::ArrayOfTables(tables) => tables.get(at)?.get(key)?.as_str(),
            Item::Value(Value::Array(list)) => list.get(at)?.as_inline_table()?.get(key)?.as_str(),
            _ => None,
        };
        said.map(str::to_owned)
    }

    /// Says how a file is to be read, or takes back what was said.
    pub(crate) fn read_so(&mut self, side: Side, party: &str, path: &str, key: &str, value: Option<Value>) {
        if let Some(entry) = self.entry(side, party, path) {
            put(entry, key, value);
        }
    }

    /// Says where a column is in a file: under a header, or at a place counted from 1. What else was said of this header goes.
    pub(crate) fn map_column(&mut self, side: Side, party: &str, path: &str, column: &str, place: Value) {
        let Some(entry) = self.entry(side, party, path) else { return };
        if !entry.contains_key("columns") {
            entry.insert("columns", Item::Value(Value::InlineTable(InlineTable::new())));
        }
        let Some(columns) = entry.get_mut("columns").and_then(Item::as_table_like_mut) else { return };
        let of_place: Vec<String> = columns
            .iter()
            .filter(|(name, there)| {
                *name != column && there.as_value().is_some_and(|there| says_the_same(there, &place))
            })
            .map(|(name, _)| name.to_owned())
            .collect();
        for name in of_place {
            columns.remove(&name);
        }
        put(columns, column, Some(place));
    }

    /// Takes a file off the list. The file itself stays.
    pub(crate) fn drop_file(&mut self, side: Side, party: &str, path: &str) {
        let at = self.files(side, party).iter().position(|named| named == path);
        let (Some(at), Some(table)) = (at, self.table(&[side.parties(), party], false)) else { return };
        match table.get_mut(side.name()) {
            Some(Item::ArrayOfTables(tables)) => {
                tables.remove(at);
            }
            Some(Item::Value(Value::Array(list))) => {
                list.remove(at);
            }
            _ => return,
        }
        if self.files(side, party).is_empty() {
            self.set(&[side.parties(), party, side.name()], None);
        }
    }
}

/// The paths of a list of files.
fn paths(files: Option<&Item>) -> Vec<String> {
    let path = |table: &dyn TableLike| table.get("path")?.as_str().map(str::to_owned);
    match files {
        Some(Item::ArrayOfTables(tables)) => tables.iter().filter_map(|table| path(table)).collect(),
        Some(Item::Value(Value::Array(list))) => {
            list.iter().filter_map(|value| path(value.as_inline_table()?)).collect()
        }
        _ => Vec::new(),
    }
}

fn named(path: &str) -> Table {
    let mut table = Table::new();
    table.insert("path", toml_edit::value(path));
    table
}

fn inline(path: &str) -> Value {
    let mut table = InlineTable::new();
    table.insert("path", path.into());
    Value::InlineTable(table)
}
