//! E-mail addresses, telephone numbers and IBANs: ways to reach a person, which a household may share.

use compact_str::CompactString;

use super::content::{is_email, is_gap, word_starts};
use super::{iban, number};
use crate::read::Col;

/// An e-mail address, telephone number or IBAN in canonical form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contact {
    /// The column in which it stands: which of the three it is.
    pub col: Col,
    text: CompactString,
}

impl Contact {
    /// The canonical form: an address in small letters, a number as E.164 has it (+33612345678), an IBAN without blanks.
    pub fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }
}

/// Calls `found` with each contact in a cell of a column; a cell may hold several.
pub fn contacts(col: Col, written: &str, mut found: impl FnMut(Contact)) {
    let mut add = |text: CompactString| found(Contact { col, text });
    match col {
        Col::Email => emails(written, &mut add),
        Col::Phone => phones(written, &mut add),
        Col::BankDetails => {
            let named = written.len() - written.trim_start_matches(['\'', '"', ' ']).len();
            let glued = Some(named + IBAN.len()).filter(|_| is_at(written, named, IBAN));
            word_starts(written).chain(glued).filter_map(|at| iban::starting(&written[at..])).for_each(|iban| {
                add(CompactString::from_utf8_lossy(&iban));
            });
        }
        _ => {}
    }
}

/// The word before an account, which may be glued to it.
const IBAN: &str = "IBAN";

fn is_at(text: &str, at: usize, word: &str) -> bool {
    text.get(at..at + word.len()).is_some_and(|there| there.eq_ignore_ascii_case(word))
}

/// An address counts without regard to case: providers do not tell the two apart, and forms change it.
fn emails(written: &str, add: &mut impl FnMut(CompactString)) {
    let whole: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    if is_email(&whole) {
        return add(canonical_email(&whole));
    }
    // Programs put links and marks around: `mailto:a@b.fr`, `a@b.fr#mailto:a@b.fr#`, `[a@b.fr]`.
    let is_around = |c: char| is_gap(c) || matches!(c, '#' | '[' | ']' | '/' | '|' | '{' | '}');
    // A quote within an address is part of it.
    let words = written.split(is_around).map(|word| word.trim_matches(['\'', '’', '‘', '`']));
    words.filter(|word| is_email(word)).for_each(|word| add(canonical_email(word)));
}

fn canonical_email(word: &str) -> CompactString {
    word.trim_end_matches('.').to_lowercase().into()
}

/// Country codes of the French numbering plan (Arcep, decision 2018-0881): a number of nine digits is one number under each of them.
const FRENCH_CODES: [&str; 5] = ["33", "262", "590", "594", "596"];

/// The numbers in a cell. People write what it is before a number, and after it whose: `Port. : 06 …`, `06 … (domicile)`, `06 … ou 01 …`. One
/// with an extension is that of a switchboard.
fn phones(written: &str, add: &mut impl FnMut(CompactString)) {
    if written.contains(char::is_alphabetic) {
        // As Java writes what it took for a number: `6.39981211E8`.
        let in_full = number::parse(written).ok().flatten();
        if let Some(number) = in_full.filter(|number| number.as_bytes().iter().all(u8::is_ascii_digit)) {
            return phone(&String::from_utf8_lossy(number.as_bytes())).into_iter().for_each(add);
        }
        let mut words = written.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        if words.any(|word| matches!(word.as_str(), "poste" | "ext" | "extension")) {
            return;
        }
    }
    let ends = |c: char| matches!(c, ';' | ',' | '/' | '|' | ':') || c.is_alphabetic();
    written.split(ends).filter_map(|part| phone(part.trim_end_matches(['(', ' ']))).for_each(add);
}

/// A telephone number as E.164 has it. A number of ten digits that begins with 0 is French; without its 0, as a spreadsheet leaves it,
/// as well. None for what is no number, and for one whose last eight digits are the same, which fills a form.
fn phone(written: &str) -> Option<CompactString> {
    let written = written.trim();
    // As a spreadsheet writes what it took for a number.
    let written = written.strip_suffix(".0").unwrap_or(written).replace("(0)", "");
    let is_separator = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')' | '+' | '\'' | '\u{2011}');
    if written.chars().any(|c| !c.is_ascii_digit() && !is_separator(c)) {
        return None;
    }
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let abroad = if written.trim_start_matches(['(', '\'']).starts_with('+') {
        Some(&digits[..])
    } else {
        digits.strip_prefix("00")
    };
    let behind_code = |number: &'_ str| -> Option<String> {
        let rest = FRENCH_CODES.into_iter().find_map(|code| number.strip_prefix(code))?;
        national(rest.strip_prefix('0').unwrap_or(rest))
    };
    let international = match abroad {
        Some(number) => behind_code(number).unwrap_or_else(|| number.to_owned()),
        // With the sign of the country code gone, or the 0.
        None => national(digits.strip_prefix('0').unwrap_or(&digits)).or_else(|| behind_code(&digits))?,
    };
    // E.164: fifteen digits at most; no number has fewer than seven behind its country.
    let bytes = international.as_bytes();
    let is_number = (8..=15).contains(&bytes.len()) && bytes[bytes.len() - 8..].windows(2).any(|two| two[0] != two[1]);
    is_number.then(|| format!("+{international}").into())
}

/// A French number of nine digits, behind the code of the mainland.
fn national(digits: &str) -> Option<String> {
    (digits.len() == 9 && !digits.starts_with('0')).then(|| format!("33{digits}"))
}
