//! Lists of tables: `[[…]]`, or tables in one value. TOML has both, and whoever wrote the file chose.

use toml_edit::{Array, InlineTable, Item, TableLike, Value};

/// The tables of a list, in order.
pub(super) fn tables(list: Option<&Item>) -> Vec<&dyn TableLike> {
    match list {
        Some(Item::ArrayOfTables(tables)) => tables.iter().map(|table| table as &dyn TableLike).collect(),
        Some(Item::Value(Value::Array(list))) => {
            list.iter().filter_map(|entry| Some(entry.as_inline_table()? as &dyn TableLike)).collect()
        }
        _ => Vec::new(),
    }
}

/// The same, to be changed in place.
pub(super) fn tables_mut(list: Option<&mut Item>) -> Vec<&mut dyn TableLike> {
    match list {
        Some(Item::ArrayOfTables(tables)) => tables.iter_mut().map(|table| table as &mut dyn TableLike).collect(),
        Some(Item::Value(Value::Array(list))) => {
            list.iter_mut().filter_map(|entry| Some(entry.as_inline_table_mut()? as &mut dyn TableLike)).collect()
        }
        _ => Vec::new(),
    }
}

/// Adds a table at the end of a list, as the others are written.
pub(super) fn push(party: &mut dyn TableLike, key: &str, entry: InlineTable) {
    match party.get_mut(key) {
        Some(Item::ArrayOfTables(tables)) => tables.push(entry.into_table()),
        Some(Item::Value(Value::Array(list))) => {
            // On a line of its own, if they are; what is said before the last one is about that one.
            let before = list.iter().last().and_then(|last| last.decor().prefix()?.as_str());
            match before.filter(|before| before.contains('\n') && before.trim().is_empty()).map(str::to_owned) {
                Some(before) => list.push_formatted(Value::InlineTable(entry).decorated(before, "")),
                None => list.push(entry),
            }
        }
        _ => drop(party.insert(key, Item::Value(Value::Array(Array::from_iter([entry]))))),
    }
}

/// Takes a table out of a list, and the list with its last one.
pub(super) fn remove(party: &mut dyn TableLike, key: &str, place: usize) {
    let is_left = match party.get_mut(key) {
        Some(Item::ArrayOfTables(tables)) if place < tables.len() => {
            tables.remove(place);
            !tables.is_empty()
        }
        Some(Item::Value(Value::Array(list))) if place < list.len() => {
            list.remove(place);
            !list.is_empty()
        }
        _ => return,
    };
    if !is_left {
        party.remove(key);
    }
}
