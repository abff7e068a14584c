//! The NIR (numéro d'inscription au répertoire), the French social security number.
//!
//! Thirteen characters: sex (1), year (2), month (2), place of birth (5), order (3), followed by an optional key of two
//! check digits (decree 82-103, art. 4). The key is verified if present and then dropped, since files mix both lengths.
//! `tests/vectors/nir.csv` lists which numbers are accepted and why.

use std::borrow::Cow;
use std::ops::Range;

use super::date::{Parts, Year};
use super::number::{whole, without_sign};
use super::{Fault, Sex};

/// The thirteen characters of a NIR: digits, with an A or B in seventh place for Corsica.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nir([u8; 13]);

/// The type of a number in the form of a NIR. Only registered numbers identify a person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NirKind {
    /// A NIR, or a waiting number (NIA), which later becomes the NIR unchanged.
    Registered,
    /// A provisional number: MIG (starts with 5 or 6), NNP (7 or 8), or 555555… of the agricultural scheme. It contains
    /// no birth date and is replaced later.
    Provisional,
    /// `A 55 55 55 CCC zzz`, the number of anonymous billing: one number for many persons.
    Fictitious,
    /// One digit repeated thirteen times, twelve nines after the first digit, or the digits in their order: typed to get past a mandatory
    /// field.
    Filler,
}

impl Nir {
    /// The fifteen characters with the key; none if no key is defined for the number.
    pub fn with_key(&self) -> Option<[u8; 15]> {
        let key = key(&self.0)?;
        let mut text = [0; 15];
        text[..13].copy_from_slice(&self.0);
        text[13..].copy_from_slice(&[b'0' + key / 10, b'0' + key % 10]);
        Some(text)
    }

    /// The thirteen characters, in ASCII.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The sex in the first digit; none for provisional numbers.
    pub fn sex(&self) -> Option<Sex> {
        match self.0[0] {
            b'1' => Some(Sex::Man),
            b'2' => Some(Sex::Woman),
            _ => None,
        }
    }
}

/// A NIR with its type and the state of its key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ParsedNir {
    /// The thirteen characters.
    pub nir: Nir,
    /// The type of the number.
    pub kind: NirKind,
    /// The state of the key.
    pub key: NirKey,
}

/// The state of the key of a written NIR.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NirKey {
    /// Present and correct.
    Right,
    /// Absent.
    Absent,
    /// `00`: a placeholder.
    Placeholder,
    /// Correct after damage by a spreadsheet was repaired.
    Restored,
}

/// The birth according to a registered number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Birth {
    /// Last two digits of the year.
    pub year: u8,
    /// 1 to 12, or 20 and above if the month was unknown.
    pub month: u8,
    /// Whether the number contains a letter for Corsica, issued for births since 1976.
    pub since_1976: bool,
}

impl Birth {
    /// Whether a date has the same year and month.
    pub fn agrees(&self, parts: &Parts) -> bool {
        let year = match parts.year {
            Year::Full(year) => (year % 100) as u8,
            Year::Short(year) => year,
        };
        year == self.year && parts.month == self.month
    }

    /// Whether a date with a month outside the calendar can be this birth: the number has no calendar month either.
    pub fn is_lunar(&self, parts: &Parts) -> bool {
        self.month >= 20 && self.agrees(&Parts { month: self.month, ..*parts })
    }
}

impl ParsedNir {
    /// Whether check digits prove the number right.
    pub fn is_proven(&self) -> bool {
        matches!(self.key, NirKey::Right | NirKey::Restored)
    }

    /// The sex of the holder; none unless the number is registered.
    pub fn sex(&self) -> Option<Sex> {
        self.nir.sex().filter(|_| self.kind == NirKind::Registered)
    }

    /// The birth of the holder; none unless the number is registered.
    pub fn birth(&self) -> Option<Birth> {
        let [year, month] = [two_digits(&self.nir.0[1..3])?, two_digits(&self.nir.0[3..5])?];
        let since_1976 = self.nir.0[6].is_ascii_alphabetic();
        (self.kind == NirKind::Registered).then_some(Birth { year, month, since_1976 })
    }
}

/// Parses a NIR: 13 or 15 characters, with or without separators. `key_cell` is the cell of a separate column for the
/// key.
pub fn parse(written: &str, key_cell: Option<&str>) -> Result<Option<ParsedNir>, Fault> {
    if let Some(usual) = usual(written.as_bytes(), key_cell) {
        return Ok(Some(usual));
    }
    let mut compact = [0u8; 15];
    let mut length = 0;
    let intact = intact_digits(written)?;
    let rest = intact.as_deref().unwrap_or(written);
    let rest = without_word(without_sign(rest));
    for c in rest.chars().filter(|c| !is_separator(*c)) {
        if length == 15 || !c.is_ascii() {
            return Err(Fault::NirShape);
        }
        compact[length] = c.to_ascii_uppercase() as u8;
        length += 1;
    }
    if !(13..=15).contains(&length) {
        return Err(Fault::NirShape);
    }
    let mut body = [0u8; 13];
    body.copy_from_slice(&compact[..13]);
    let kind = match kind(&body) {
        // 2950000000000 remains of 2,95E+12 after a spreadsheet has saved and reopened the file.
        None if body.iter().all(u8::is_ascii_digit) && body.ends_with(b"000000") && body[0] != b'0' => {
            return Err(Fault::Spreadsheet);
        }
        None => return Err(Fault::NirShape),
        Some(kind) => kind,
    };
    let right = key(&body);
    let given = match length {
        15 => given_key(&compact[13..], right)?,
        // A leading zero of the key is lost where number and key were joined as numbers. The key itself confirms the
        // repair.
        14 if right == Some(compact[13].wrapping_sub(b'0')) => NirKey::Restored,
        14 => return Err(Fault::NirShape),
        _ => match key_cell.map(str::trim).filter(|cell| !cell.is_empty()) {
            Some(cell) => given_key(whole(cell).as_bytes(), right)?,
            // Digits restored from scientific notation need the confirmation of a key.
            None if intact.is_some() && written.contains(['e', 'E']) => return Err(Fault::Spreadsheet),
            None => NirKey::Absent,
        },
    };
    let key = if intact.is_some() && given == NirKey::Right { NirKey::Restored } else { given };
    Ok(Some(ParsedNir { nir: Nir(body), kind, key }))
}

/// A shortcut for nearly all numbers: the digits of a registered one, alone or before their key. None leaves it to the rest.
fn usual(written: &[u8], key_cell: Option<&str>) -> Option<ParsedNir> {
    let (body, key) = written.split_first_chunk::<13>()?;
    let number = digits(body)?;
    let key = match key {
        [] if key_cell.is_none() => NirKey::Absent,
        [_, _] if digits(key)? == 97 - number % 97 => NirKey::Right,
        _ => return None,
    };
    let [sex, month] = [number / 1_000_000_000_000, number / 100_000_000 % 100];
    let [department, commune, order] = [number / 1_000_000 % 100, number / 1_000 % 1_000, number % 1_000];
    let is_registered = (1..=4).contains(&sex) && matches!(month, 1..=12 | 20..=99);
    let has_place = department != 0 && commune != 0 && order != 0;
    let is_filler = number % 1_111_111_111_111 == 0 || number % 1_000_000_000_000 == 999_999_999_999;
    let is_nobodys = is_filler || number == 1_234_567_890_123 || number / 1_000_000 % 1_000_000 == 555_555;
    (is_registered && has_place && !is_nobodys).then_some(ParsedNir { nir: Nir(*body), kind: NirKind::Registered, key })
}

fn digits(text: &[u8]) -> Option<u64> {
    text.iter().try_fold(0, |number, b| b.is_ascii_digit().then(|| number * 10 + u64::from(b - b'0')))
}

/// The thirteen characters of a number that is not used as a NIR, since its check digits are wrong or its form is impossible: one
/// character may have been mistyped. None for numbers of another type, and for a number with another count of characters.
pub fn misread(written: &str, key_cell: Option<&str>) -> Option<Nir> {
    if !matches!(parse(written, key_cell), Err(Fault::NirWrongKey | Fault::NirShape)) {
        return None;
    }
    // As a spreadsheet writes a number.
    let characters = whole(without_sign(written).trim()).chars().filter(|c| !is_separator(*c));
    let characters: Vec<u8> = characters.map(|c| if c.is_ascii() { c.to_ascii_uppercase() as u8 } else { 0 }).collect();
    if !matches!(characters.len(), 13 | 15) {
        return None;
    }
    let body: [u8; 13] = characters[..13].try_into().ok()?;
    let is_number = body.iter().enumerate().all(|(i, b)| b.is_ascii_digit() || (i == 6 && matches!(b, b'A' | b'B')));
    (is_number && matches!(kind(&body), None | Some(NirKind::Registered))).then_some(Nir(body))
}

/// A number without the word before its key: `1 85 05 78 006 084 clé 91`.
fn without_word(written: &str) -> Cow<'_, str> {
    if !written.contains(['l', 'L']) {
        return Cow::Borrowed(written);
    }
    let words = ["clef", "clé", "cle", "key"];
    match words.into_iter().find_map(|word| place_of(word, written)) {
        Some(place) => Cow::Owned(format!("{}{}", &written[..place.start], &written[place.end..])),
        None => Cow::Borrowed(written),
    }
}

/// Where a word of small letters stands in a text, whatever its case there.
fn place_of(word: &str, written: &str) -> Option<Range<usize>> {
    written.char_indices().find_map(|(start, _)| {
        let mut rest = written[start..].chars();
        let is_here = word.chars().all(|letter| rest.next().is_some_and(|c| c.to_lowercase().eq([letter])));
        is_here.then(|| start..written.len() - rest.as_str().len())
    })
}

/// Compares a written key with the computed one.
fn given_key(written: &[u8], right: Option<u8>) -> Result<NirKey, Fault> {
    let (given, key) = match written {
        b"0" | b"00" => return Ok(NirKey::Placeholder),
        [digit] if digit.is_ascii_digit() => (digit - b'0', NirKey::Restored),
        _ => (two_digits(written).ok_or(Fault::NirShape)?, NirKey::Right),
    };
    if right == Some(given) { Ok(key) } else { Err(Fault::NirWrongKey) }
}

/// The digits of a number in decimal or scientific notation, if none is lost: `185040190095868.0`,
/// `1.85040190095868E+14`. In `1,85E+14` digits are lost.
fn intact_digits(written: &str) -> Result<Option<String>, Fault> {
    // A shortcut: most numbers contain none of these characters.
    if !written.bytes().any(|b| matches!(b, b'E' | b'e' | b',' | b'.')) {
        return Ok(None);
    }
    let trimmed = written.trim();
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if let Some((mantissa, exponent)) = trimmed.split_once(['E', 'e']) {
        let (whole, part) = mantissa.split_once([',', '.']).unwrap_or((mantissa, ""));
        let power: Option<usize> = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok();
        return match power {
            Some(power) if whole.len() == 1 && digits(whole) && part.len() == power && digits(part) => {
                Ok(Some(format!("{whole}{part}")))
            }
            Some(_) if digits(whole) && (part.is_empty() || digits(part)) => Err(Fault::Spreadsheet),
            _ => Ok(None),
        };
    }
    let short = whole(trimmed);
    Ok((short.len() < trimmed.len() && short.len() >= 13).then(|| short.to_owned()))
}

/// The key of a NIR: 97 minus the number modulo 97, with 2A and 2B of Corsica read as 19 and 18 (GIE SESAM-Vitale, rule
/// RG_BS603).
fn key(body: &[u8; 13]) -> Option<u8> {
    let mut digits = *body;
    match digits[6] {
        b'A' => digits[5..7].copy_from_slice(b"19"),
        b'B' => digits[5..7].copy_from_slice(b"18"),
        _ => {}
    }
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = digits.iter().fold(0u64, |number, digit| number * 10 + u64::from(digit - b'0'));
    u8::try_from(97 - number % 97).ok()
}

/// The type of a number; none if it cannot be a NIR.
fn kind(body: &[u8; 13]) -> Option<NirKind> {
    let digits_but_department = body.iter().enumerate().all(|(i, b)| i == 6 || b.is_ascii_digit());
    if !digits_but_department {
        return None;
    }
    let corsica = body[5] == b'2' && matches!(body[6], b'A' | b'B');
    if !corsica && !body[6].is_ascii_digit() {
        return None;
    }
    match body[0] {
        _ if body.iter().all(|b| *b == body[0]) && matches!(body[0], b'1'..=b'8') => Some(NirKind::Filler),
        b'1'..=b'4' if body[1..] == *b"999999999999" || body == b"1234567890123" => Some(NirKind::Filler),
        b'5' if body.starts_with(b"555555") => Some(NirKind::Provisional),
        // A digit from 5 to 8, then the sex (0 in NNPs issued before 2012), then fund and order; no birth date (CNAM,
        // nir-validation).
        b'5' | b'6' if !corsica => matches!(body[1], b'1' | b'2').then_some(NirKind::Provisional),
        b'7' | b'8' if !corsica => matches!(body[1], b'0'..=b'2').then_some(NirKind::Provisional),
        b'1' | b'2' if body[1..7] == *b"555555" => Some(NirKind::Fictitious),
        // Numbers that start with 3 or 4 occur for persons in registration. No primary source defines them; they are
        // treated as waiting numbers.
        b'1'..=b'4' => {
            let month = two_digits(&body[3..5])?;
            let month_is_legal = matches!(month, 1..=12 | 20..=99);
            let place_is_legal = corsica || two_digits(&body[5..7])? != 0;
            (month_is_legal && place_is_legal && body[7..10] != *b"000" && body[10..] != *b"000")
                .then_some(NirKind::Registered)
        }
        _ => None,
    }
}

fn two_digits(two: &[u8]) -> Option<u8> {
    match two {
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => Some((a - b'0') * 10 + (b - b'0')),
        _ => None,
    }
}

/// What stands between the parts of a number or around it: blanks, dots, hyphens, brackets, quotes. Not what hides a digit (`*`, `?`, `#`):
/// without it, others would move into its place.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201f}' | '«' | '»' | '´' | '−' | '\u{feff}')
        || (c.is_ascii_punctuation() && !matches!(c, '*' | '?' | '#'))
}
