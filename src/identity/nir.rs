//! The NIR (numéro d'inscription au répertoire), the French social security number.
//!
//! Thirteen characters: sex, year, month, place of birth (5), order (3), then an optional key of two digits
//! (decree 82-103, art. 4). The key is checked when given and then dropped, since files mix both lengths.
//! Which numbers are accepted, and why, is told row by row in `tests/vectors/nir.csv`.

use super::Fault;

/// The thirteen characters of a NIR: digits, and an A or B in seventh place for Corsica.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nir([u8; 13]);

/// What a number of that shape stands for. Only a registered one can tell persons apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A NIR, or a waiting number (NIA) that becomes one unchanged.
    Registered,
    /// A provisional number: MIG (5, 6), NNP (7, 8), or the agricultural scheme's 555555… It names no birth, and
    /// changes.
    Provisional,
    /// `A 55 55 55 CCC zzz`, the number of anonymous bills: one number, many persons.
    Fictitious,
    /// One digit thirteen times: typed to get past a form.
    Filler,
}

impl Nir {
    /// The thirteen characters.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Reads a NIR as written: 13 or 15 characters, with or without separators.
pub fn parse(written: &str) -> Result<Option<(Nir, Kind)>, Fault> {
    if is_spreadsheet_number(written) {
        return Err(Fault::Spreadsheet);
    }
    let mut compact = [0u8; 15];
    let mut length = 0;
    for c in written.chars().filter(|c| !is_separator(*c)) {
        if length == 15 || !c.is_ascii() {
            return Err(Fault::NirShape);
        }
        compact[length] = c.to_ascii_uppercase() as u8;
        length += 1;
    }
    if length != 13 && length != 15 {
        return Err(Fault::NirShape);
    }
    let mut body = [0u8; 13];
    body.copy_from_slice(&compact[..13]);
    let kind = match kind(&body) {
        // 2950000000000: what is left of 2,95E+12 once it has been opened and saved again.
        None if body.iter().all(u8::is_ascii_digit) && body.ends_with(b"000000") && body[0] != b'0' => {
            return Err(Fault::Spreadsheet);
        }
        None => return Err(Fault::NirShape),
        Some(kind) => kind,
    };
    if length == 15 {
        let given = two_digits(&compact[13..]).ok_or(Fault::NirShape)?;
        if key(&body) != Some(given) {
            return Err(Fault::NirWrongKey);
        }
    }
    Ok(Some((Nir(body), kind)))
}

/// The key of a NIR: 97 less the number modulo 97, with Corsica's 2A and 2B read as 19 and 18
/// (GIE SESAM-Vitale, rule RG_BS603).
fn key(body: &[u8; 13]) -> Option<u8> {
    let mut digits = *body;
    match digits[6] {
        b'A' => digits[5..7].copy_from_slice(b"19"),
        b'B' => digits[5..7].copy_from_slice(b"18"),
        _ => {}
    }
    let mut remainder = 0u32;
    for digit in digits {
        remainder = (remainder * 10 + u32::from(digit.is_ascii_digit().then(|| digit - b'0')?)) % 97;
    }
    u8::try_from(97 - remainder).ok()
}

/// What the thirteen characters stand for, or none if they cannot be a NIR.
fn kind(body: &[u8; 13]) -> Option<Kind> {
    let digits_but_department = body.iter().enumerate().all(|(i, b)| i == 6 || b.is_ascii_digit());
    if !digits_but_department {
        return None;
    }
    let corsica = body[5] == b'2' && matches!(body[6], b'A' | b'B');
    if !corsica && !body[6].is_ascii_digit() {
        return None;
    }
    match body[0] {
        _ if body.iter().all(|b| *b == body[0]) && matches!(body[0], b'1'..=b'8') => Some(Kind::Filler),
        b'5' if body.starts_with(b"555555") => Some(Kind::Provisional),
        // [5-8], then man or woman (a 0 before 2012 in NNP), then fund and order: no birth in it (CNAM, nir-validation).
        b'5' | b'6' if !corsica => matches!(body[1], b'1' | b'2').then_some(Kind::Provisional),
        b'7' | b'8' if !corsica => matches!(body[1], b'0'..=b'2').then_some(Kind::Provisional),
        b'1' | b'2' if body[1..7] == *b"555555" => Some(Kind::Fictitious),
        // 3 and 4 are seen on persons being registered; no primary source, kept as waiting numbers.
        b'1'..=b'4' => {
            let month = two_digits(&body[3..5])?;
            let month_is_legal = matches!(month, 1..=12 | 20..=99);
            let place_is_legal = corsica || two_digits(&body[5..7])? != 0;
            (month_is_legal && place_is_legal && body[7..10] != *b"000" && body[10..] != *b"000")
                .then_some(Kind::Registered)
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

/// Blanks of every kind, dots, hyphens, Excel's leading apostrophe and a stray byte-order mark.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '\u{2019}' | '\u{2010}' | '\u{2011}' | '\u{feff}')
}

/// `1,85040E+14` or `185040190095868.0`: what a spreadsheet shows for a number, its digits lost or doubtful.
pub(super) fn is_spreadsheet_number(written: &str) -> bool {
    // Most numbers hold none of these.
    if !written.bytes().any(|b| matches!(b, b'E' | b'e' | b',' | b'.')) {
        return false;
    }
    let trimmed = written.trim();
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if let Some((mantissa, exponent)) = trimmed.split_once(['E', 'e']) {
        let (whole, part) = mantissa.split_once([',', '.']).unwrap_or((mantissa, "0"));
        return whole.len() == 1 && digits(whole) && digits(part) && exponent.strip_prefix('+').is_some_and(digits);
    }
    match trimmed.split_once([',', '.']) {
        Some((whole, part)) => {
            whole.len() >= 10 && digits(whole) && part.bytes().all(|b| b == b'0') && !part.is_empty()
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example that python-stdnum documents for this number.
    #[test]
    fn the_key_is_97_less_the_number_modulo_97() {
        assert_eq!(key(b"2951099126111"), Some(93));
    }

    #[test]
    fn corsica_is_read_as_19_and_18() {
        assert_eq!(key(b"253072A073004"), Some(43));
        assert_eq!(key(b"253072B073004"), Some(70));
    }

    /// Both follow from the modulus being prime and above 9 × 9; checked here by trying all.
    #[test]
    fn the_key_catches_every_wrong_digit_and_every_swap_of_neighbours() {
        let body = *b"2951099126111";
        for i in 0..13 {
            for digit in b'0'..=b'9' {
                let mut other = body;
                other[i] = digit;
                assert!(other == body || key(&other) != key(&body));
            }
            let mut swapped = body;
            swapped.swap(i, (i + 1).min(12));
            assert!(swapped == body || key(&swapped) != key(&body));
        }
    }
}
