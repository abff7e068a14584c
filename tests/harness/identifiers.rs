//! Who went in: every cell of the files that a run may read, in each spelling that would give a person away.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use super::called;
use super::declared::Declared;
use super::tables::{Table, tables};

/// Columns whose cells name nobody.
const COARSE: [&str; 10] = [
    "insurer",
    "civility",
    "relation",
    "manager",
    "product",
    "birth_rank",
    "guarantees",
    "coverage_start",
    "coverage_end",
    "managed_since",
];

/// Cells that name nobody wherever they stand: a file need not say which column is which.
const WORDS: [&str; 10] = [
    "Assuré",
    "Enfant",
    "Conjoint",
    "Ayant droit",
    "Total",
    "confidentiel",
    // Marks for nothing.
    "NULL",
    "#N/D",
    "Err:502",
    "non renseigné",
];

/// What files are that hold no rows.
const NO_DATA: [&str; 9] = ["toml", "md", "py", "html", "pdf", "docx", "age", "key", "pub"];

/// How an exchange file calls itself.
const EXCHANGED: &[u8] = b"ampleur/exchange/";

/// The texts that a file's persons, or the key in it, must not be seen by.
pub fn of_file(path: &Path, bytes: &[u8]) -> Vec<Vec<u8>> {
    if let Some(key) = key(bytes) {
        return key;
    }
    // Digests, and words of ours.
    let is_exchanged = || bytes.starts_with(b"PAR1") && bytes.windows(EXCHANGED.len()).any(|word| word == EXCHANGED);
    if path.extension().is_some_and(|extension| NO_DATA.iter().any(|other| extension == *other)) || is_exchanged() {
        return Vec::new();
    }
    if is_bomb(path) {
        return Vec::new();
    }
    let mut tables = tables(bytes, &Declared::of(path));
    // The program writes JSON as well, and says so; other JSON is about persons if a name in it is that of a column.
    if is_of_the_program(bytes) {
        return Vec::new();
    }
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    if is_json {
        let is_of_person = |name: &String| column(name).is_some_and(|column| !COARSE.contains(&column));
        tables.retain(|table| table.first().is_some_and(|names| names.iter().any(is_of_person)));
    }
    // The truth about an invented population has parties for names.
    let called = called::somebody(bytes, &tables).into_iter().filter(|text| !is_json || text.contains(' '));
    let called = called.flat_map(|text| spellings(&text));
    tables.iter().flat_map(of_table).chain(called).map(String::into_bytes).collect()
}

/// Whether a JSON file names a schema of the program's.
fn is_of_the_program(bytes: &[u8]) -> bool {
    const SCHEMA: &[u8] = b"\"schema\": \"ampleur/";
    bytes.starts_with(b"{") && bytes.windows(SCHEMA.len()).any(|word| word == SCHEMA)
}

/// Whether a file of `tests/attacks` would take the memory of this very process.
fn is_bomb(path: &Path) -> bool {
    let is_text = path.extension().is_some_and(|extension| extension == "csv");
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    !is_text
        && folder.is_some_and(|name| name.starts_with("dos-"))
        && path.starts_with(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/attacks"))
}

/// The days that an incident file tells, and a report after it.
pub fn days_told(path: &Path, bytes: &[u8]) -> Vec<Vec<u8>> {
    let is_incident = path.extension().is_some_and(|extension| extension == "toml");
    let text = if is_incident { std::str::from_utf8(bytes).unwrap_or_default() } else { "" };
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '-').filter(|word| date(word).is_some());
    words.flat_map(spellings).map(String::into_bytes).collect()
}

pub fn holds_key(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|of| of.is_file() && of.len() < 400) && key(&fs::read(path).unwrap()).is_some()
}

/// Where the seed of a signing key stands in the line of its file. What follows it is the public half.
const SEED: std::ops::Range<usize> = 84..124;

/// The quarters of a secret key as it stands in its file, and its bytes.
fn key(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    if bytes.starts_with(b"untrusted comment: secret key") {
        let line = bytes.split(|byte| *byte == b'\n').nth(1)?;
        return line.get(SEED).map(|seed| seed.chunks(10).map(<[u8]>::to_vec).collect());
    }
    let hex = std::str::from_utf8(bytes).ok()?.trim();
    let digit = |digit: char| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = hex.chars().map(digit).collect::<Option<_>>()?;
    let raw = digits.chunks(2).map(|pair| pair[0] << 4 | pair.last().unwrap()).collect();
    (digits.len() == 64).then(|| hex.as_bytes().chunks(16).map(<[u8]>::to_vec).chain([raw]).collect())
}

fn of_table(table: &Table) -> Vec<String> {
    let is_number = |cell: &String| cell.chars().filter(char::is_ascii_digit).count() >= 8;
    // Under the lines above it, or no header at all.
    let known = |row: &Vec<String>| row.iter().any(|cell| column(cell).is_some()) && !row.iter().any(is_number);
    let (header, rows) = match table.iter().take(20).position(known) {
        Some(at) => (&table[at][..], &table[at + 1..]),
        None if table.len() < 2 || table[0].iter().any(is_number) => (&[][..], &table[..]),
        None => (&[][..], &table[1..]),
    };
    let is_coarse = |cell: &String| column(cell).is_some_and(|column| COARSE.contains(&column));
    let coarse: Vec<bool> = header.iter().map(is_coarse).collect();
    let cells = rows.iter().flat_map(|row| row.iter().enumerate());
    // Many say the same.
    let named: BTreeSet<&str> =
        cells.filter(|(i, _)| coarse.get(*i) != Some(&true)).map(|(_, cell)| cell.trim()).collect();
    // Among many rows a few digits are as likely a count.
    let is_count = |text: &String| rows.len() > 100 && text.len() < 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    // Headers may stand a second time among the rows.
    let is_header = |cell: &&str| header.iter().any(|header| header.trim() == *cell);
    let named = named.into_iter().filter(|cell| !WORDS.contains(cell) && !is_header(cell));
    named.flat_map(spellings).filter(|text| !is_count(text)).collect()
}

/// As it stands, and in its canonical forms.
pub fn spellings(cell: &str) -> Vec<String> {
    let cell = cell.trim();
    let without = |text: &str, is_out: fn(char) -> bool| text.replace(is_out, "");
    let upper = folded(cell);
    let mut texts = vec![
        without(cell, char::is_whitespace),
        without(&upper, char::is_whitespace),
        without(&upper, |c| !c.is_alphanumeric()),
        upper,
    ];
    let digits = without(cell, |c| !c.is_ascii_digit());
    if digits.len() >= 8 {
        // The number without its key.
        texts.extend(digits.get(..13).map(str::to_owned));
        texts.push(digits);
    }
    if let Some([year, month, day]) = date(cell) {
        texts.extend([format!("{year}-{month}-{day}"), format!("{year}{month}{day}"), format!("{day}/{month}/{year}")]);
    }
    texts.push(cell.to_owned());
    // Zeros alone number nobody; they stand where a seal is not yet written.
    texts.retain(|text| text.chars().count() >= 4 && text.chars().any(|c| c != '0'));
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// Year, month and day, where a cell is a date in digits.
fn date(cell: &str) -> Option<[String; 3]> {
    let parts: Vec<&str> = match cell.len() {
        8 if cell.bytes().all(|byte| byte.is_ascii_digit()) => vec![&cell[..4], &cell[4..6], &cell[6..]],
        _ => cell.split(['-', '/', '.']).collect(),
    };
    let numbers: Vec<u16> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [year, month, day] = match (&parts[..], &numbers[..]) {
        ([first, ..], [year, month, day]) if first.len() == 4 => [year, month, day],
        ([.., last], [month, day, year]) if last.len() == 4 && *day > 12 => [year, month, day],
        ([.., last], [day, month, year]) if last.len() == 4 => [year, month, day],
        _ => return None,
    };
    let is_date = (1850..2100).contains(year) && (1..=12).contains(month) && (1..=31).contains(day);
    is_date.then(|| [format!("{year}"), format!("{month:02}"), format!("{day:02}")])
}

/// Upper case, without accents.
pub fn folded(text: &str) -> String {
    const PLAIN: [(&str, &str); 10] = [
        ("ÀÁÂÃÄÅ", "A"),
        ("Ç", "C"),
        ("ÈÉÊË", "E"),
        ("ÌÍÎÏ", "I"),
        ("Ñ", "N"),
        ("ÒÓÔÕÖ", "O"),
        ("ÙÚÛÜ", "U"),
        ("ÝŸ", "Y"),
        ("Œ", "OE"),
        ("Æ", "AE"),
    ];
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    let mut folded = String::new();
    for letter in text.to_uppercase().chars() {
        match PLAIN.iter().find(|(letters, _)| letters.contains(letter)) {
            Some((_, plain)) => folded.push_str(plain),
            // An accent that stands by itself.
            None if ('\u{300}'..'\u{370}').contains(&letter) => {}
            None => folded.push(letter),
        }
    }
    folded
}

/// The column that a header is known to be.
fn column(header: &str) -> Option<&'static str> {
    static HEADERS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let lexicon: toml::Table = include_str!("../../schemas/headers.toml").parse().unwrap();
        let headers = lexicon.iter().flat_map(|(column, headers)| {
            let headers = headers.as_array().unwrap().iter().map(|header| header.as_str().unwrap());
            headers.chain([column.as_str()]).map(|header| (bare(header), column.clone())).collect::<Vec<_>>()
        });
        headers.collect()
    });
    fn bare(header: &str) -> String {
        folded(header).chars().filter(|c| c.is_alphanumeric()).collect()
    }
    HEADERS.get(&bare(header)).map(String::as_str)
}
