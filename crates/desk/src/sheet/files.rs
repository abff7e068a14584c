//! The files of persons that an incident file names.

use std::path::Path;

use toml_edit::{InlineTable, Item, TableLike, Value};

use super::{Sheet, list, put, says_the_same};

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
        let stale = stale.and_then(|at| list::tables_mut(table.get_mut(side.name())).into_iter().nth(at));
        match stale {
            Some(entry) => put(entry, "path", Some(path.into())),
            None => list::push(table, side.name(), [("path", Value::from(path))].into_iter().collect()),
        }
    }

    /// The entry of a file that is named by this very path.
    fn entry(&mut self, side: Side, party: &str, path: &str) -> Option<&mut dyn TableLike> {
        let at = self.files(side, party).iter().position(|named| named == path)?;
        let table = self.table(&[side.parties(), party], false)?;
        list::tables_mut(table.get_mut(side.name())).into_iter().nth(at)
    }

    /// How a file is to be read, as far as it is said: what a key of its entry says, as text.
    pub(crate) fn reading(&self, side: Side, party: &str, path: &str, key: &str) -> Option<String> {
        let at = self.files(side, party).iter().position(|named| named == path)?;
        let said = list::tables(self.get(&[side.parties(), party, side.name()])).into_iter().nth(at)?.get(key)?;
        let plain = said.as_bool().map(|it| it.to_string()).or_else(|| said.as_integer().map(|it| it.to_string()));
        said.as_str().map(str::to_owned).or(plain)
    }

    /// The columns of a file whose place is said.
    pub(crate) fn columns(&self, side: Side, party: &str, path: &str) -> Vec<String> {
        let at = self.files(side, party).iter().position(|named| named == path);
        let files = list::tables(self.get(&[side.parties(), party, side.name()]));
        let columns = at.and_then(|at| files.get(at)?.get("columns")?.as_table_like());
        columns.into_iter().flat_map(|columns| columns.iter().map(|(name, _)| name.to_owned())).collect()
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
        if let (Some(at), Some(table)) = (at, self.table(&[side.parties(), party], false)) {
            list::remove(table, side.name(), at);
        }
    }
}

/// The paths of a list of files.
fn paths(files: Option<&Item>) -> Vec<String> {
    list::tables(files).into_iter().filter_map(|table| table.get("path")?.as_str().map(str::to_owned)).collect()
}
