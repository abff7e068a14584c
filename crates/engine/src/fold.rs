//! Case- and accent-insensitive comparison of headers, codes and words.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// Folds a text for comparison: removes accents and punctuation, lowers case (NFKD, alphanumeric characters only).
pub fn fold(written: &str) -> String {
    written.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Folds the name of a product, of which `+` and `*` tell two apart: Confort and Confort ++. A spreadsheet takes the zeros in front of a
/// number off, and may put some behind it.
pub fn fold_product(written: &str) -> String {
    let folded = without_decimals(written).nfkd().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '*'));
    let folded: String = folded.flat_map(char::to_lowercase).collect();
    let folded = folded.replace('œ', "oe").replace('æ', "ae");
    number(&folded).unwrap_or(folded)
}

/// A number as a spreadsheet or a database may have made it of a code: `42.0` or `42,00` for 42.
fn without_decimals(written: &str) -> &str {
    let trimmed = written.trim();
    match trimmed.split_once(['.', ',']) {
        Some((whole, part)) if !part.is_empty() && part.bytes().all(|b| b == b'0') && is_number(whole) => whole,
        _ => trimmed,
    }
}

/// Codes of parties, by folded text. A spreadsheet or a database may have made a number of a code (`75009999.0`, no zeros in front), so
/// that it is also found by its number, if no other code has it.
pub fn by_number<T: Copy + PartialEq>(codes: &mut BTreeMap<String, T>) {
    let mut numbers: BTreeMap<String, Option<T>> = BTreeMap::new();
    for (code, party) in &*codes {
        if let Some(number) = number(code) {
            numbers.entry(number).and_modify(|known| *known = known.filter(|k| k == party)).or_insert(Some(*party));
        }
    }
    codes.extend(numbers.into_iter().filter_map(|(number, party)| Some((number, party?))));
}

/// The party with a code, as it is written in a file.
pub fn of_code<T: Copy + PartialEq>(codes: &BTreeMap<String, T>, written: &str) -> Option<T> {
    let trimmed = written.trim();
    let of = |text: &str| {
        let folded = fold(text);
        codes.get(&folded).or_else(|| codes.get(&number(&folded)?)).copied()
    };
    // Code and name may stand in one cell: `0075009999 - Mutuelle Zénith`. Where they are of two parties, it names neither.
    of(without_decimals(trimmed)).or_else(|| {
        let mut parties = [" - ", " – ", " : ", " | "].iter().filter_map(|between| trimmed.split_once(between));
        let (code, name) = parties.next()?;
        match (of(code), of(name)) {
            (Some(code), Some(name)) => (code == name).then_some(code),
            (code, name) => code.or(name),
        }
    })
}

/// The number in a folded code, under a mark that no folded text has.
fn number(folded: &str) -> Option<String> {
    let short = folded.trim_start_matches('0');
    is_number(short).then(|| format!("#{short}"))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a character shows nothing and parts nothing: byte-order marks, zero-width and directional marks, soft hyphens, variation
/// selectors.
pub fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}
