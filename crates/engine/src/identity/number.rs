//! Contract, member and customer numbers, which are text even if they look like numbers.

use std::borrow::Cow;

use compact_str::CompactString;

use super::Fault;

/// Capitals and digits, with leading zeros.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(CompactString);

impl Number {
    /// The number with leading zeros.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The number without leading zeros, as a spreadsheet leaves it; none if it has no leading zeros or consists of
    /// zeros.
    pub fn without_zeros(&self) -> Option<&[u8]> {
        let short = self.0.trim_start_matches('0');
        (short.len() < self.0.len() && !short.is_empty()).then_some(short.as_bytes())
    }
}

/// Parses a number: removes what is neither a letter nor a digit, and raises case. `1234.0` and `1234,00` are read as 1234; `1.2345678E7`, of Java,
/// as 12345678; in `1,2E+12` a spreadsheet has lost digits.
pub fn parse(written: &str) -> Result<Option<Number>, Fault> {
    let written = match spreadsheet_form(written) {
        Some(Form::Digits(whole)) => whole,
        Some(Form::Lost) => return Err(Fault::Spreadsheet),
        None => Cow::Borrowed(written),
    };
    let written = &*written;
    // A fast path for most numbers: capitals and digits only.
    if written.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return Ok((!written.is_empty()).then(|| Number(written.into())));
    }
    let mut number = CompactString::with_capacity(written.len());
    let written = without_sign(written);
    for c in written.chars().filter(|c| c.is_alphanumeric() || is_mask(*c)) {
        c.to_uppercase().for_each(|c| number.push(c));
    }
    Ok((!number.is_empty()).then_some(Number(number)))
}

/// A number without the sign for one before it: `N° 4201`, `#4201`.
pub(super) fn without_sign(written: &str) -> &str {
    let written = written.trim_start().trim_start_matches('#');
    let rest = written.strip_prefix(['N', 'n']).and_then(|rest| rest.strip_prefix(['°', 'º', '˚']));
    rest.map_or(written, str::trim_start)
}

/// Whether a character stands for one that is hidden: without it, a number would be another one.
pub(super) fn is_mask(c: char) -> bool {
    matches!(c, '*' | '?' | '#' | '•' | '\u{fffd}')
}

/// The form in which a program writes text that it took for a number.
enum Form<'a> {
    Digits(Cow<'a, str>),
    Lost,
}

fn spreadsheet_form(written: &str) -> Option<Form<'_>> {
    // A shortcut: most numbers contain none of these characters.
    if !written.bytes().any(|b| matches!(b, b'E' | b'e' | b',' | b'.')) {
        return None;
    }
    let trimmed = written.trim();
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if let Some((mantissa, exponent)) = trimmed.split_once(['E', 'e']) {
        let (whole, part) = mantissa.split_once([',', '.']).unwrap_or((mantissa, "0"));
        let is_number = whole.len() == 1 && digits(whole) && digits(part);
        if is_number && exponent.strip_prefix('+').is_some_and(digits) {
            return Some(Form::Lost);
        }
        // `Double.toString` has a point and no sign, from ten millions on. Above fifteen digits some may be lost.
        let exponent = exponent.parse::<usize>().ok().filter(|_| is_number && mantissa.contains('.'))?;
        let part = if part == "0" { "" } else { part };
        return match exponent {
            ..7 => None,
            7..16 if part.len() <= exponent => {
                let zeros = "0".repeat(exponent - part.len());
                Some(Form::Digits(Cow::Owned(format!("{whole}{part}{zeros}"))))
            }
            _ => Some(Form::Lost),
        };
    }
    let short = whole(trimmed);
    (short.len() < trimmed.len()).then_some(Form::Digits(Cow::Borrowed(short)))
}

/// A number without the zeros after its point, as databases and spreadsheets write a whole number: `4201.0`, `4201,00`, `4 201,00`.
pub(super) fn whole(written: &str) -> &str {
    let Some(point) = written.rfind([',', '.']) else { return written };
    let (whole, part) = (&written[..point], &written[point + 1..]);
    let is_zeros = !part.is_empty() && part.bytes().all(|b| b == b'0');
    // What parts the thousands is not what is written before the decimals.
    let parts = |c: char| c.is_whitespace() || (matches!(c, ',' | '.') && !written[point..].starts_with(c));
    let mut groups = whole.split(parts);
    let is_first = groups.next().is_some_and(is_digits);
    if is_zeros && is_first && groups.all(|group| group.len() == 3 && is_digits(group)) { whole } else { written }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
