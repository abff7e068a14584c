//! The headers that are known, by column: those of `schemas/headers.toml`, as they are written and as programs damage them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Col, Side, dos};
use crate::fold::fold;

/// By the name of a column: its headers, as they are written.
static SPELLINGS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../schemas/headers.toml")).expect("schemas/headers.toml is checked by a test")
});

static LEXICON: LazyLock<BTreeMap<String, Vec<Col>>> = LazyLock::new(|| {
    let mut lexicon: BTreeMap<String, Vec<Col>> = BTreeMap::new();
    for (name, headers) in &*SPELLINGS {
        let col = Col::from_name(name).expect("schemas/headers.toml is checked by a test");
        for header in headers.iter().chain([name]) {
            let cols = lexicon.entry(fold(header)).or_default();
            if !cols.contains(&col) {
                cols.push(col);
            }
        }
    }
    for (damaged, cols) in damaged() {
        lexicon.entry(damaged).or_insert(cols);
    }
    lexicon
});

/// The headers as they look if their bytes are read in another encoding: `NÂ° SS`, `N‚ le`. By their bare text.
static MISREAD: LazyLock<BTreeMap<String, Vec<Col>>> = LazyLock::new(|| {
    let mut misread: BTreeMap<String, Vec<Col>> = BTreeMap::new();
    for (name, headers) in &*SPELLINGS {
        let col = Col::from_name(name).expect("schemas/headers.toml is checked by a test");
        for header in headers.iter().filter(|header| !header.is_ascii()) {
            for text in [header.clone(), header.to_uppercase()].iter().flat_map(|written| misreadings(written)) {
                let cols = misread.entry(bare(&text)).or_default();
                if !cols.contains(&col) {
                    cols.push(col);
                }
            }
        }
    }
    misread.retain(|_, cols| cols.len() == 1);
    misread
});

/// A text as it looks in encodings that it is not written in: UTF-8, once and twice, and the encodings of Windows, DOS and the Macintosh.
fn misreadings(written: &str) -> Vec<String> {
    use encoding_rs::{MACINTOSH, WINDOWS_1252};
    let windows = |bytes: &[u8]| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    let macintosh = |bytes: &[u8]| MACINTOSH.decode_without_bom_handling(bytes).0.into_owned();
    let of_windows = WINDOWS_1252.encode(written).0.into_owned();
    let of_macintosh = MACINTOSH.encode(written).0.into_owned();
    let twice = windows(windows(written.as_bytes()).as_bytes());
    let of_utf8 = [windows(written.as_bytes()), macintosh(written.as_bytes()), dos::decode(written.as_bytes()), twice];
    let of_bytes =
        [macintosh(&of_windows), dos::decode(&of_windows), windows(&of_macintosh), dos::decode(&of_macintosh)];
    let of_dos = dos::encode(written).map(|bytes| [windows(&bytes), macintosh(&bytes)]);
    of_utf8.into_iter().chain(of_bytes).chain(of_dos.into_iter().flatten()).collect()
}

/// A text without blanks and punctuation of ASCII, in small letters of ASCII. Other characters say how it was damaged.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii() || c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// The headers without the letters that have accents, or with marks in their place (`Pr?nom`), and what folding leaves of UTF-8 that was read
/// as Windows-1252. None that is too short to be told, or that would be two headers.
fn damaged() -> BTreeMap<String, Vec<Col>> {
    const SHORTEST: usize = 5;
    let mut damaged: BTreeMap<String, Vec<Col>> = BTreeMap::new();
    for (name, headers) in &*SPELLINGS {
        let col = Col::from_name(name).expect("schemas/headers.toml is checked by a test");
        for header in headers.iter().filter(|header| !header.is_ascii()) {
            let (decoded, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(header.as_bytes());
            let without: String = header.chars().filter(char::is_ascii).collect();
            for text in [fold(&decoded), fold(&without)].into_iter().filter(|text| text.len() >= SHORTEST) {
                let cols = damaged.entry(text).or_default();
                if !cols.contains(&col) {
                    cols.push(col);
                }
            }
        }
    }
    damaged.retain(|_, cols| cols.len() == 1);
    damaged
}

/// The column that a header stands for in files of a side.
pub(super) fn recognise(header: &str, side: Side) -> Option<Col> {
    meanings(header).find_map(|cols| cols.iter().copied().find(|col| col.is_on(side)))
}

/// Whether a header stands for a column in files of either side.
pub(super) fn is_known(header: &str) -> bool {
    meanings(header).next().is_some()
}

/// All headers, and the names of the columns.
pub(super) fn headers() -> impl Iterator<Item = &'static str> {
    SPELLINGS.iter().flat_map(|(name, headers)| headers.iter().chain([name])).map(String::as_str)
}

fn meanings(header: &str) -> impl Iterator<Item = &'static [Col]> {
    let known = |header: &str| LEXICON.get(&fold(header)).map(Vec::as_slice);
    let misread = || (!header.is_ascii()).then(|| MISREAD.get(&bare(header))).flatten().map(Vec::as_slice);
    let unescaped = || header.contains('&').then(|| known(&htmlize::unescape(header))).flatten();
    known(header)
        .into_iter()
        .chain(without_form(header).and_then(known))
        .chain(without_table(header).and_then(known))
        .chain(without_number(header).and_then(known))
        .chain(misread())
        .chain(unescaped())
}

/// The header without its number: `1. Nom`, `12) Prénom`.
fn without_number(header: &str) -> Option<&str> {
    let header = header.trim_start();
    let rest = header.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(['.', ')']).filter(|_| rest.len() < header.len())
}

/// The header without the table before it: `Adhérents[Nom]`, as Power BI exports it.
fn without_table(header: &str) -> Option<&str> {
    header.trim_end().strip_suffix(']')?.rsplit_once('[').map(|(_, name)| name)
}

/// Words that say how a value is written, beside numbers.
const FORM: [&str; 18] = [
    "j",
    "jj",
    "m",
    "mm",
    "a",
    "aa",
    "aaaa",
    "dd",
    "yy",
    "yyyy",
    "format",
    "caracteres",
    "chiffres",
    "positions",
    "cle",
    "avec",
    "sans",
    "et",
];

/// The header without a form in brackets at its end: `Date de naissance (JJ/MM/AAAA)`. None if the brackets say something else, as
/// in `Nom (naissance)`.
fn without_form(header: &str) -> Option<&str> {
    let (name, form) = header.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let mut words = form.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty());
    let says_form = |word: String| word.bytes().all(|b| b.is_ascii_digit()) || FORM.contains(&word.as_str());
    words.all(says_form).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_as_programs_write_them() {
        for (header, col) in [
            ("N&deg; SS", Col::Nir),
            ("N&eacute; le", Col::BirthDate),
            ("NÂ° SS", Col::Nir),
            ("NÃ© le", Col::BirthDate),
            ("NÃ‰ LE", Col::BirthDate),
            ("N‚ le", Col::BirthDate),
            ("NŽ le", Col::BirthDate),
            ("3. Nom", Col::LastName),
        ] {
            assert!(recognise(header, Side::Members) == Some(col), "{header}");
        }
        assert!(recognise("3", Side::Members).is_none() && recognise("Nø", Side::Members).is_none());
    }
}
