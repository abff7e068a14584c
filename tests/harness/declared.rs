//! What the incident file beside a file says of how it is written: spans of its records, EBCDIC, a delimiter. Without it such a
//! file shows no cells. Nothing is shared with how the program reads.

use std::fs;
use std::path::Path;

use super::tables::{Table, decoded};

/// The characters of EBCDIC in France with the euro sign (code page 1147, after glibc), from byte 0x40 on; 297 differs in that sign.
const CP1147: [&str; 12] = [
    "  âä@áãå\\ñ°.<(+!",
    "&{êë}íîïìß§$*);^",
    "-/ÂÄÀÁÃÅÇÑù,%_>?",
    "øÉÊËÈÍÎÏÌµ:£à'=\"",
    "Øabcdefghi«»ðýþ±",
    "[jklmnopqrªºæ¸Æ€",
    "`¨stuvwxyz¡¿ÐÝÞ®",
    "¢#¥·©]¶¼½¾¬|¯~´×",
    "éABCDEFGHI ôöòóõ",
    "èJKLMNOPQR¹ûü¦úÿ",
    "ç÷STUVWXYZ²ÔÖÒÓÕ",
    "0123456789³ÛÜÙÚ ",
];

/// One column of a record.
struct Span {
    name: String,
    at: usize,
    width: usize,
    /// Digits of a packed decimal.
    packed: Option<usize>,
    zoned: bool,
}

/// How a file is written, as far as somebody had to say it.
#[derive(Default)]
pub struct Declared {
    is_ebcdic: bool,
    record_length: Option<usize>,
    delimiter: Option<String>,
    spans: Vec<Span>,
}

impl Declared {
    /// What is said of a file in the incident file in a folder above it, if it says something.
    pub fn of(path: &Path) -> Declared {
        let folder = path.ancestors().skip(1).take(4).find(|folder| folder.join("incident.toml").is_file());
        let incident = folder.and_then(|folder| fs::read_to_string(folder.join("incident.toml")).ok()?.parse().ok());
        let (Some(folder), Some(incident)) = (folder, incident) else { return Declared::default() };
        let incident = toml::Value::Table(incident);
        let mut entries = Vec::new();
        collect(&incident, &mut entries);
        // Of a folder or a pattern, whatever stands there.
        let is_of = |entry: &str| match entry.split_once(['*', '?', '[']) {
            Some((plain, _)) => path.starts_with(folder.join(Path::new(&format!("{plain}x")).parent().unwrap())),
            None => path.starts_with(folder.join(entry)),
        };
        let entry = entries.iter().find(|entry| entry["path"].as_str().is_some_and(is_of));
        entry.map(|entry| Declared::from_entry(entry)).unwrap_or_default()
    }

    fn from_entry(entry: &toml::Table) -> Declared {
        let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
        let columns = entry.get("columns").and_then(toml::Value::as_table).into_iter().flatten();
        let span = |(name, place): (&String, &toml::Value)| {
            let number = |key: &str| usize::try_from(place.get(key)?.as_integer()?).ok();
            let zoned = place.get("zoned").and_then(toml::Value::as_bool) == Some(true);
            let (at, width) = (number("at")?.checked_sub(1)?, number("width")?);
            Some(Span { name: name.clone(), at, width, packed: number("packed"), zoned })
        };
        Declared {
            is_ebcdic: text("encoding").is_some_and(|encoding| ["cp1147", "cp297"].contains(&encoding)),
            record_length: entry.get("record_length").and_then(|n| usize::try_from(n.as_integer()?).ok()),
            delimiter: text("delimiter").map(str::to_owned),
            spans: columns.filter_map(span).collect(),
        }
    }

    /// The rows of a text, where a cell is what was said.
    pub fn rows(&self, bytes: &[u8]) -> Option<Table> {
        let rows: Table = match (&self.delimiter, &self.spans[..]) {
            (Some(delimiter), []) if delimiter.len() == 1 => {
                let text = decoded(bytes);
                return Some(text.lines().map(|line| line.split(&**delimiter).map(str::to_owned).collect()).collect());
            }
            (_, []) => return None,
            (_, spans) if self.is_ebcdic => {
                let records: Vec<&[u8]> = match self.record_length.filter(|length| *length > 0) {
                    Some(length) => bytes.chunks(length).collect(),
                    None => bytes.split(|byte| matches!(byte, 0x15 | 0x25)).collect(),
                };
                records.iter().map(|record| spans.iter().map(|span| span.of_record(record)).collect()).collect()
            }
            (_, spans) => {
                let of_line = |line: &str, span: &Span| line.chars().skip(span.at).take(span.width).collect();
                decoded(bytes).lines().map(|line| spans.iter().map(|span| of_line(line, span)).collect()).collect()
            }
        };
        let names = self.spans.iter().map(|span| span.name.clone()).collect();
        Some([names].into_iter().chain(rows).collect())
    }
}

impl Span {
    /// Its value in a record of a mainframe; of a number, the digits.
    fn of_record(&self, record: &[u8]) -> String {
        let bytes: Vec<u8> = record.iter().copied().skip(self.at).take(self.width).collect();
        let digit = |nibble: u8| char::from_digit(nibble.into(), 10).unwrap_or('?');
        match self.packed {
            Some(digits) => {
                let mut nibbles: Vec<u8> = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]).collect();
                // The last one is the sign.
                nibbles.pop();
                nibbles.into_iter().rev().take(digits).collect::<Vec<_>>().into_iter().rev().map(digit).collect()
            }
            None if self.zoned => bytes.iter().map(|byte| digit(byte & 0xf)).collect(),
            None => bytes.iter().map(|byte| character(*byte)).collect(),
        }
    }
}

fn character(byte: u8) -> char {
    byte.checked_sub(0x40).map_or(' ', |at| CP1147[usize::from(at) / 16].chars().nth(usize::from(at) % 16).unwrap())
}

/// Every table that names a file.
fn collect<'a>(value: &'a toml::Value, entries: &mut Vec<&'a toml::Table>) {
    match value {
        toml::Value::Table(table) => {
            if table.get("path").is_some_and(toml::Value::is_str) {
                entries.push(table);
            }
            table.values().for_each(|value| collect(value, entries));
        }
        toml::Value::Array(values) => values.iter().for_each(|value| collect(value, entries)),
        _ => {}
    }
}
