//! What columns, sheets, entries and types of a file are called, where that may be somebody: outputs may show a name of a column, and
//! nobody's. Told by the lists of words alone; nothing is shared with how the program decides.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::LazyLock;

use calamine::Reader;
use polars::prelude::{DataType, ParquetReader, SerReader};

use super::files::parts;
use super::identifiers::folded;
use super::tables::Table;

/// Lines among which the headers are.
const HEAD: usize = 20;

/// The texts that may be somebody's.
pub fn somebody(bytes: &[u8], tables: &[Table]) -> Vec<String> {
    let headers = tables.iter().filter_map(|table| table.iter().take(HEAD).find(|row| is_of_headers(row))).flatten();
    let mut texts: BTreeSet<String> = headers.map(|header| header.trim().to_owned()).collect();
    match bytes {
        [b'P', b'K', ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => match sheets(bytes) {
            Some(sheets) => texts.extend(sheets),
            None => texts.extend(parts(bytes).into_iter().flatten().map(|(name, _)| stem(&name))),
        },
        [b'P', b'A', b'R', b'1', ..] => texts.extend(zones(bytes)),
        _ => {}
    }
    texts.into_iter().filter(|text| may_be_somebody(text)).collect()
}

/// Whether a cell of a line is known as a header, and none is a number of a person's.
fn is_of_headers(row: &[String]) -> bool {
    let is_number = |cell: &String| cell.chars().filter(char::is_ascii_digit).count() >= 8;
    row.iter().any(|cell| HEADERS.contains(&bare(cell))) && !row.iter().any(is_number)
}

fn sheets(bytes: &[u8]) -> Option<Vec<String>> {
    Some(calamine::open_workbook_auto_from_rs(Cursor::new(bytes.to_vec())).ok()?.sheet_names())
}

/// The name of a file, without the folders above and the kind behind.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap();
    name.split('.').next().unwrap().to_owned()
}

/// What columns of moments are said to be the time of.
fn zones(bytes: &[u8]) -> Vec<String> {
    fn of(kind: &DataType) -> Option<String> {
        match kind {
            DataType::Datetime(_, zone) => zone.as_ref().map(|zone| zone.to_string()),
            DataType::List(inner) => of(inner),
            _ => None,
        }
    }
    let Ok(frame) = ParquetReader::new(Cursor::new(bytes)).finish() else { return Vec::new() };
    let zones = frame.columns().iter().filter_map(|column| of(column.dtype()));
    zones.filter(|zone| zone.contains(|c: char| c == ' ' || c.is_numeric())).collect()
}

/// The lists, as words and as whole headers; words as programs damage them too, without letters that have accents or cut at them.
static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let words = include_str!("../../schemas/words.txt").lines().filter(|line| !line.starts_with('#'));
    let headers = include_str!("../../schemas/headers.toml").lines().filter(|line| !line.starts_with('#'));
    let all = words.chain(headers).flat_map(|line| line.split(|c: char| !c.is_alphabetic()));
    let damaged = |word: &str| {
        let without: String = word.chars().filter(char::is_ascii).collect();
        let parts = word.split(|c: char| !c.is_ascii()).map(str::to_owned);
        parts.chain([without]).collect::<Vec<_>>()
    };
    // What dates are written like.
    let forms = ["aaaa", "yyyy"];
    let all = all.chain(forms);
    all.flat_map(|word| damaged(word).into_iter().chain([word.to_owned()])).map(|word| folded(&word)).collect()
});
static HEADERS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lists: toml::Table = include_str!("../../schemas/headers.toml").parse().unwrap();
    let of = |(name, headers): (&String, &toml::Value)| {
        let headers = headers.as_array().unwrap().iter().map(|header| header.as_str().unwrap());
        headers.chain([name.as_str()]).map(bare).collect::<Vec<_>>()
    };
    lists.iter().flat_map(of).collect()
});

fn bare(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A number of many digits, an address, or a word that nothing is called by. Fewer than four letters are not looked for.
fn may_be_somebody(text: &str) -> bool {
    if text.chars().count() < 4 || !text.is_ascii() || HEADERS.contains(&bare(text)) {
        return false;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 8
        || text.contains('@')
        || words(text).iter().any(|word| word.len() >= 4 && !WORDS.contains(&folded(word)))
}

/// The words of a text: `date de naissance`, `dateNaissance`.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_alphabetic() || before.is_lowercase() && c.is_uppercase() {
            words.push(String::new());
        }
        if c.is_alphabetic() {
            words.last_mut().unwrap().push(c);
        }
        before = c;
    }
    words
}
