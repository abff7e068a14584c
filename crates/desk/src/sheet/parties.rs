//! Names and numbers of parties.

use unicode_normalization::UnicodeNormalization;

/// Bytes of the longest id.
const LONGEST: usize = 48;

/// An id made of a name: lower-case letters, digits and hyphens; another one than those that are taken.
pub(crate) fn fresh_id(name: &str, taken: &[String]) -> Option<String> {
    let mut id = String::new();
    for c in name.nfkd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            'œ' => id.push_str("oe"),
            'æ' => id.push_str("ae"),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id.truncate(LONGEST);
    let id = id.trim_matches('-').to_owned();
    if id.is_empty() {
        return None;
    }
    let numbered = (2_u32..1000).map(|n| format!("{id}-{n}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id))
}

/// Whether nine digits are a SIREN: doubled from the right, every second one, they add up to a multiple of ten.
pub(crate) fn is_siren(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let weighed = digits.iter().rev().enumerate().map(|(place, digit)| match place % 2 {
        0 => *digit,
        _ => digit * 2 / 10 + digit * 2 % 10,
    });
    digits.len() == 9 && text.len() == 9 && weighed.sum::<u32>().is_multiple_of(10)
}
