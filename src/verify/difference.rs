//! Locates differences between two files: a figure by its parties, a cell by its sheet, a text by its line.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Maximum number of differences listed per file.
const MOST_LISTED: usize = 12;

/// Number of characters shown before and after the start of a difference.
const BEFORE: usize = 16;
const AFTER: usize = 40;

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
        Some("xlsx") => compare_workbooks(expected, found, &mut differences),
        Some("html" | "md" | "csv" | "txt") => compare_lines(expected, found, &mut differences),
        _ => {}
    }
    differences.truncate(MOST_LISTED);
    differences
}

fn compare_values(place: &str, expected: Option<&Value>, found: Option<&Value>, differences: &mut Vec<Difference>) {
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
            let mut names: Vec<String> = Vec::new();
            let named = |items: &[Value]| -> Vec<String> {
                items.iter().enumerate().map(|(i, item)| name(item).unwrap_or_else(|| (i + 1).to_string())).collect()
            };
            let (were, are) = (named(expected), named(found));
            for name in were.iter().chain(&are) {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
            for name in names {
                let at = |names: &[String]| names.iter().position(|other| *other == name);
                let expected = at(&were).and_then(|i| expected.get(i));
                let found = at(&are).and_then(|i| found.get(i));
                compare_values(&format!("{place} {name}"), expected, found, differences);
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

/// The values that identify an item of a list, joined; `None` if it has none.
fn name(item: &Value) -> Option<String> {
    let names: Vec<String> = NAMES
        .iter()
        .filter_map(|key| match item.get(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(n) => Some(n.to_string()),
            Value::Array(of) => Some(of.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" + ")),
            _ => None,
        })
        .collect();
    (!names.is_empty()).then(|| names.join(" "))
}

fn compare_workbooks(expected: &[u8], found: &[u8], differences: &mut Vec<Difference>) {
    let open = |bytes: &[u8]| Xlsx::new(Cursor::new(bytes.to_vec())).ok();
    let (Some(mut expected), Some(mut found)) = (open(expected), open(found)) else { return };
    for sheet in expected.sheet_names() {
        let (Ok(expected), Ok(found)) = (expected.worksheet_range(&sheet), found.worksheet_range(&sheet)) else {
            differences.push(Difference { place: sheet, expected: None, found: None });
            continue;
        };
        let end = |range: &calamine::Range<Data>| range.end().unwrap_or((0, 0));
        let (rows, columns) = (end(&expected).0.max(end(&found).0), end(&expected).1.max(end(&found).1));
        for (row, column) in (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column))) {
            let at = |range: &calamine::Range<Data>| range.get_value((row, column)).cloned().unwrap_or_default();
            let (expected, found) = (at(&expected), at(&found));
            if expected != found {
                let place = format!("{sheet}!{}{}", column_name(column), row + 1);
                let shown = |data: &Data| (*data != Data::Empty).then(|| data.to_string());
                differences.push(Difference { place, expected: shown(&expected), found: shown(&found) });
            }
        }
    }
}

fn column_name(column: u32) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", column_name(more - 1)),
    }
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
            (was, is) => {
                let (expected, found) = around(was.unwrap_or_default(), is.unwrap_or_default());
                differences.push(Difference { place: number.to_string(), expected, found });
            }
        }
    }
}
