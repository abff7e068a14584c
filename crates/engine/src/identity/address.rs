//! Postal addresses, as far as two files write them alike: postal code, number in the street, and the word that names the street.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

/// Postal code, number in the street if there is one, and the last word of the street's name, which carries it (*mot directeur* of the
/// French postal standard NF Z 10-011): AVENUE DU GAL LECLERC and AV GENERAL LECLERC end alike.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(CompactString);

impl Address {
    /// The parts, separated.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// The address that some cells of a row give together; none without a postal code and a street.
pub fn address<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Address> {
    let (mut code, mut number, mut street) = (None, None, None);
    for cell in cells {
        let words: Vec<String> = words(cell).collect();
        let written = match words.iter().rposition(|word| is_code(word)) {
            None => &words[..],
            Some(at) => {
                code = code.or_else(|| Some(words[at].clone()));
                let (before, after) = (&words[..at], &words[at + 1..]);
                // What follows the code is the town, unless nothing precedes the code and a number follows.
                let is_street = before.is_empty() && after.first().is_some_and(|word| begins_with_digit(word));
                if is_street { after } else { before }
            }
        };
        let digits = |word: &String| word.trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned();
        number = number.or_else(|| written.first().filter(|word| begins_with_digit(word)).map(digits));
        street = street.or_else(|| written.iter().rev().find(|word| !begins_with_digit(word)).cloned());
    }
    let (code, street) = (code?, street?);
    Some(Address([&code, "|", number.as_deref().unwrap_or(""), "|", &street].concat().into()))
}

fn is_code(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit())
}

fn begins_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Words in capitals without accents.
fn words(cell: &str) -> impl Iterator<Item = String> + '_ {
    let words = cell.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect())
}
