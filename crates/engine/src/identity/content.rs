//! Recognises personal data in free text by its content, for undeclared columns of a leaked file.
//!
//! A cell counts only if it can hardly be anything else: an IBAN or NIR with correct check digits, an e-mail address, a
//! formatted telephone number, a postal code before a town. Ten or five bare digits are a [`likeness`], which counts
//! for a column as a whole but not for a row.

use super::{iban, nir};
use model::incident::Field;

/// Calls `found` for each field that a text exposes.
pub fn recognise(text: &str, mut found: impl FnMut(Field)) {
    // Everything recognised below is longer.
    if text.len() < 6 {
        return;
    }
    if text.contains('@') && text.split(is_gap).any(is_email) {
        found(Field::Email);
    }
    // Everything recognised below has at least five digits.
    if text.bytes().filter(u8::is_ascii_digit).count() < 5 {
        return;
    }
    let starts = || word_starts(text);
    if starts().any(|at| iban::starting(&text[at..]).is_some()) {
        found(Field::BankDetails);
    }
    if starts().any(|at| is_nir(&text[at..])) {
        found(Field::Nir);
    }
    if starts().any(|at| is_phone(&text[at..])) {
        found(Field::Phone);
    }
    if starts().any(|at| is_postal_code_and_town(&text[at..])) {
        found(Field::PostalAddress);
    }
}

/// What a bare number looks like.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Ten digits: a 0, then a digit other than 0.
    Phone,
    /// Five digits that start with a department's code.
    PostalCode,
}

impl Likeness {
    /// The field that the number may be.
    pub fn field(self) -> Field {
        match self {
            Likeness::Phone => Field::Phone,
            Likeness::PostalCode => Field::PostalAddress,
        }
    }
}

/// What a cell as a whole looks like.
pub fn likeness(text: &str) -> Option<Likeness> {
    let digits = text.trim().as_bytes();
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    match digits {
        [b'0', b'1'..=b'9', ..] if digits.len() == 10 => Some(Likeness::Phone),
        [a, b, ..] if digits.len() == 5 && !matches!((a, b), (b'0', b'0') | (b'9', b'9' | b'6')) => {
            Some(Likeness::PostalCode)
        }
        _ => None,
    }
}

pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, ';' | ',' | '<' | '>' | '(' | ')' | '"' | ':')
}

pub(super) fn is_email(word: &str) -> bool {
    let Some((local, domain)) = word.trim_end_matches('.').split_once('@') else { return false };
    let plain =
        |part: &str, more: &[char]| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || more.contains(&c));
    let Some((host, top)) = domain.rsplit_once('.') else { return false };
    plain(local, &['.', '_', '%', '+', '-'])
        && plain(host, &['.', '-'])
        && top.len() >= 2
        && top.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Positions at which a letter, digit or `+` starts a word.
pub(super) fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let before = std::iter::once(' ').chain(text.chars());
    let opens = |c: char| c.is_alphanumeric() || c == '+';
    text.char_indices().zip(before).filter(move |((_, c), before)| opens(*c) && !opens(*before)).map(|((at, _), _)| at)
}

/// The first `N` letters and digits of a text, ignoring blanks and `separators`, and whether the word ends after them.
fn compact<const N: usize>(text: &str, separators: &[char]) -> Option<([u8; N], bool)> {
    let mut taken = [0u8; N];
    let mut length = 0;
    let mut rest = text.chars().peekable();
    while length < N {
        match rest.next()? {
            c if c.is_ascii_alphanumeric() => {
                taken[length] = c.to_ascii_uppercase() as u8;
                length += 1;
            }
            c if c == ' ' || c == '\u{a0}' || c == '\u{202f}' || separators.contains(&c) => {}
            _ => return None,
        }
    }
    Some((taken, rest.peek().is_none_or(|c| !c.is_alphanumeric())))
}

/// Whether a text starts with a NIR of fifteen characters with correct check digits.
fn is_nir(text: &str) -> bool {
    let Some((taken, true)) = compact::<15>(text, &['.', '-']) else { return false };
    let digits = taken.iter().filter(|b| b.is_ascii_digit()).count();
    digits >= 14
        && std::str::from_utf8(&taken).is_ok_and(
            |taken| matches!(nir::parse(taken, None), Ok(Some(parsed)) if parsed.kind == nir::NirKind::Registered),
        )
}

/// Whether a text starts with a formatted French telephone number: in pairs of digits, or with the country code.
fn is_phone(text: &str) -> bool {
    let international = text.strip_prefix("+33").or_else(|| text.strip_prefix("0033"));
    if let Some(rest) = international {
        let rest = rest.trim_start_matches([' ', '\u{a0}', '.', '(']).trim_start_matches("0)");
        return matches!(compact::<9>(rest, &['.', '-']), Some(([b'1'..=b'9', rest @ ..], true)) if rest.iter().all(u8::is_ascii_digit));
    }
    let pairs: Vec<char> = text.chars().take(15).collect();
    let is_pairs = |pairs: &[char]| {
        pairs.len() >= 14
            && pairs[0] == '0'
            && matches!(pairs[1], '1'..='9')
            && matches!(pairs[2], ' ' | '.' | '-' | '\u{a0}')
            && (0..14).all(|i| if i % 3 == 2 { pairs[i] == pairs[2] } else { pairs[i].is_ascii_digit() })
    };
    is_pairs(&pairs) && pairs.get(14).is_none_or(|c| !c.is_alphanumeric())
}

fn is_postal_code_and_town(text: &str) -> bool {
    let Some((code, rest)) = text.split_at_checked(5) else { return false };
    let town = rest.strip_prefix(' ').unwrap_or("");
    likeness(code) == Some(Likeness::PostalCode)
        && town.chars().take(4).filter(|c| c.is_uppercase()).count() >= 3
        && town.chars().take(4).all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | ' '))
}
