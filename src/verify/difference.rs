//! Locates differences between two files: a figure by its parties, a cell by its sheet, a text by its line.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::workbook;

/// Maximum number of differences listed per file.
pub(super) const MOST_LISTED: usize = 12;

/// Number of characters shown before and after the start of a difference.
const BEFORE: usize = 16;
const AFTER: usize = 40;

/// Maximum number of characters of a place or value: an altered file can have any.
const LONGEST: usize = 120;

/// Keys that identify an item of a list.
const NAMES: [&str; 10] =
    ["id", "insurer", "operator", "operators", "path", "rule", "field", "subject", "code", "number"];

/// A difference between the expected and the actual content of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Difference {
    /// Place, such as `insurer aesio-mutuelle, operator almerys, persons estimate`.
    pub place: String,
    /// Expected value; absent if nothing is expected there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// Actual value; absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
}

/// The differences between two versions of a file. Empty if they are the same, or if the file is of a type that cannot
/// be located in.
pub(super) fn between(path: &str, expected: &[u8], found: &[u8]) -> Vec<Difference> {
    let mut differences = Vec::new();
    match path.rsplit('.').next() {
        Some("json") => {
            if let (Ok(expected), Ok(found)) = (serde_json::from_slice(expected), serde_json::from_slice(found)) {
                compare_values("", Some(&expected), Some(&found), &mut differences);
            }
        }
        Some("xlsx") => differences = workbook::differences(expected, found),
        Some("html" | "md" | "csv" | "txt") => compare_lines(expected, found, &mut differences),
        _ => {}
    }
    differences.truncate(MOST_LISTED);
    differences.into_iter().map(Difference::clipped).collect()
}

impl Difference {
    fn clipped(self) -> Difference {
        let clip = |text: String| match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        };
        let Difference { place, expected, found } = self;
        Difference { place: clip(place), expected: expected.map(clip), found: found.map(clip) }
    }
}

fn compare_values(place: &str, expected: Option<&Value>, found: Option<&Value>, differences: &mut Vec<Difference>) {
    if differences.len() >= MOST_LISTED {
        return;
    }
    let join = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}, {name}") };
    match (expected, found) {
        (Some(expected), Some(found)) if expected == found => {}
        (Some(Value::Object(expected)), Some(Value::Object(found))) => {
            let mut keys: Vec<&String> = expected.keys().chain(found.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                compare_values(&join(key), expected.get(key), found.get(key), differences);
            }
        }
        (Some(Value::Array(expected)), Some(Value::Array(found))) => {
            let (were, are) = (by_name(expected), by_name(found));
            let names = expected.iter().zip(1..).map(|(item, i)| name(item, i));
            let mut known = BTreeSet::new();
            for name in names.chain(found.iter().zip(1..).map(|(item, i)| name(item, i))) {
                if known.insert(name.clone()) {
                    let (expected, found) = (were.get(&name).copied(), are.get(&name).copied());
                    compare_values(&format!("{place} {name}"), expected, found, differences);
                }
            }
        }
        (expected, found) => {
            let shown = |value: Option<&Value>| {
                value.map(|value| match value {
                    Value::String(text) => text.clone(),
                    Value::Object(_) | Value::Array(_) => "…".to_owned(),
                    other => other.to_string(),
                })
            };
            differences.push(Difference { place: place.to_owned(), expected: shown(expected), found: shown(found) });
        }
    }
}

/// The items of a list by their names: the first, if several have one.
fn by_name(items: &[Value]) -> BTreeMap<String, &Value> {
    items.iter().enumerate().rev().map(|(i, item)| (name(item, i + 1), item)).collect()
}

/// The values that identify an item of a list, joined; its position if it has none.
fn name(item: &Value, position: usize) -> String {
    let names: Vec<String> = NAMES
        .iter()
        .filter_map(|key| match item.get(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(n) => Some(n.to_string()),
            Value::Array(of) => Some(of.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" + ")),
            _ => None,
        })
        .collect();
    if names.is_empty() { position.to_string() } else { names.join(" ") }
}

/// The text around the first difference of two lines. A whole HTML page may be one line.
fn around(was: &str, is: &str) -> (Option<String>, Option<String>) {
    let same = was.chars().zip(is.chars()).take_while(|(was, is)| was == is).count();
    let window = |text: &str| {
        let piece: String = text.chars().skip(same.saturating_sub(BEFORE)).take(BEFORE + AFTER).collect();
        (!piece.is_empty()).then_some(piece)
    };
    (window(was), window(is))
}

fn compare_lines(expected: &[u8], found: &[u8], differences: &mut Vec<Difference>) {
    let (expected, found) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(found));
    let (mut were, mut are) = (expected.lines(), found.lines());
    for number in 1u64.. {
        match (were.next(), are.next()) {
            (None, None) => break,
            (was, is) if was == is => {}
            _ if differences.len() >= MOST_LISTED => break,
            (was, is) => {
                let (expected, found) = around(was.unwrap_or_default(), is.unwrap_or_default());
                differences.push(Difference { place: number.to_string(), expected, found });
            }
        }
    }
}
