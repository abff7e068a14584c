//! The incident file, edited in place: what is not touched stays as it is, comments and order too.

mod answers;
mod decisions;
mod files;
mod list;
mod parties;
mod perimeters;
mod times;
mod values;

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use crate::folder::TEMPORARY;

pub(crate) use answers::{Kind, Words as Choice};
pub(crate) use decisions::{Logged, OfRow};
pub(crate) use files::Side;
pub(crate) use parties::{fresh_id, is_siren, manager};
pub(crate) use perimeters::field as condition;
pub(crate) use times::{civil, date, moment, paris};
pub(crate) use values::{Fault, Values, basics, code, insurer, operator};

/// Bytes of the largest incident file that is opened.
const LARGEST: u64 = 8 << 20;

/// An incident file.
pub(crate) struct Sheet {
    path: PathBuf,
    document: DocumentMut,
}

/// Why a file cannot be opened or written, as the system or the parser says it.
pub(crate) type Refusal = String;

/// The text of an incident file.
pub(crate) fn read(path: &Path) -> Result<String, Refusal> {
    let length = fs::metadata(path).map_err(|e| e.to_string())?.len();
    if length > LARGEST {
        return Err(format!("{length} > {LARGEST}"));
    }
    fs::read_to_string(path).map_err(|e| e.to_string())
}

/// A short mark of a text: another text has another one. It is keyed anew in each process, so that nobody can find a text by its mark.
pub(crate) fn mark(text: &str) -> String {
    static KEYED: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    format!("{:016x}", KEYED.hash_one(text))
}

/// Writes an incident file whole, or leaves it as it is.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Refusal> {
    let refused = |e: std::io::Error| e.to_string();
    let folder = path.parent().unwrap_or(Path::new("."));
    let mode = fs::metadata(path).map_err(refused)?.permissions();
    let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).map_err(refused)?;
    file.as_file().lock().map_err(refused)?;
    file.write_all(text.as_bytes()).map_err(refused)?;
    file.as_file().set_permissions(mode).map_err(refused)?;
    file.as_file().sync_all().map_err(refused)?;
    file.persist(path).map_err(|e| refused(e.error))?;
    Ok(())
}

/// Whether a text is TOML; if not, what is wrong with it and where.
pub(crate) fn parse(text: &str) -> Result<DocumentMut, Refusal> {
    text.parse::<DocumentMut>().map_err(|e| e.to_string())
}

impl Sheet {
    /// Opens the file at a path without links.
    pub(crate) fn open(path: &Path) -> Result<Sheet, Refusal> {
        Ok(Sheet { path: path.to_owned(), document: parse(&read(path)?)? })
    }

    /// Writes it, if it changed.
    pub(crate) fn save(&self) -> Result<(), Refusal> {
        let text = self.document.to_string();
        if read(&self.path).is_ok_and(|before| before == text) { Ok(()) } else { write(&self.path, &text) }
    }

    /// What stands under these keys.
    pub(crate) fn get(&self, keys: &[&str]) -> Option<&Item> {
        let mut item = self.document.as_item();
        for key in keys {
            item = item.as_table_like()?.get(key)?;
        }
        Some(item)
    }

    /// A text. One that the template has in place of a text is none.
    pub(crate) fn text(&self, keys: &[&str]) -> Option<String> {
        let text = self.get(keys)?.as_str()?;
        model::incident::written(text).map(str::to_owned)
    }

    /// A date or a moment, as it is written.
    pub(crate) fn datetime(&self, keys: &[&str]) -> Option<String> {
        self.get(keys)?.as_datetime().map(ToString::to_string)
    }

    /// The texts of a list.
    pub(crate) fn texts(&self, keys: &[&str]) -> Vec<String> {
        let list = self.get(keys).and_then(Item::as_array);
        list.into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    /// The keys of a table.
    pub(crate) fn names(&self, keys: &[&str]) -> Vec<String> {
        let table = self.get(keys).and_then(Item::as_table_like);
        table.into_iter().flat_map(|table| table.iter().map(|(name, _)| name.to_owned())).collect()
    }

    /// Puts a value under these keys, or removes what is there. What surrounds a value that is replaced stays: a comment after it,
    /// the space before it. A value that is the same is not touched.
    pub(crate) fn set(&mut self, keys: &[&str], value: Option<Value>) {
        let Some((last, above)) = keys.split_last() else { return };
        if let Some(table) = self.table(above, value.is_some()) {
            put(table, last, value);
        }
    }

    /// Adds a party at the end of the file, so that no comment comes to stand under another table.
    pub(crate) fn add_party(&mut self, table: &str, id: &str, name: &str) -> Result<(), Refusal> {
        let text = self.document.to_string();
        let end = if text.ends_with('\n') || text.is_empty() { "" } else { "\n" };
        let text = format!("{text}{end}\n[{table}.{id}]\nname = {}\n", Value::from(name));
        self.document = parse(&text)?;
        Ok(())
    }

    /// The table under these keys, made if need be.
    pub(super) fn table(&mut self, keys: &[&str], make: bool) -> Option<&mut dyn TableLike> {
        let mut table: &mut dyn TableLike = self.document.as_table_mut();
        for (depth, key) in keys.iter().enumerate() {
            if !table.contains_key(key) {
                if !make {
                    return None;
                }
                let mut made = Table::new();
                // `[operators]` is not written if only `[operators.x]` stands in it; and what is part of a party stays in its table
                // (`dpo.name = …`): comments that follow the table are about the party still.
                made.set_implicit(depth == 0);
                made.set_dotted(depth > 1);
                table.insert(key, Item::Table(made));
            }
            table = table.get_mut(key)?.as_table_like_mut()?;
        }
        Some(table)
    }
}

/// Puts a value into a table, or removes what is there; see [`Sheet::set`].
fn put(table: &mut dyn TableLike, key: &str, value: Option<Value>) {
    match value {
        None => {
            table.remove(key);
        }
        Some(value) => match table.get_mut(key).and_then(Item::as_value_mut) {
            Some(there) if says_the_same(there, &value) => {}
            Some(there) => {
                let decor = there.decor().clone();
                *there = value;
                *there.decor_mut() = decor;
            }
            None => {
                table.insert(key, Item::Value(value));
            }
        },
    }
}

/// Whether two values say the same, however they are written.
fn says_the_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a.value() == b.value(),
        (Value::Integer(a), Value::Integer(b)) => a.value() == b.value(),
        (Value::Boolean(a), Value::Boolean(b)) => a.value() == b.value(),
        (Value::Datetime(a), Value::Datetime(b)) => a.value() == b.value(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| says_the_same(a, b))
        }
        _ => false,
    }
}
