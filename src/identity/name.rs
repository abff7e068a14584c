//! Names: accents, case, hyphens and apostrophes off, since one side of a comparison often has them and the other not
//! (registers kept by INSEE and the carte Vitale are unaccented capitals).

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

use super::Fault;

/// A name in capitals without marks, its words one space apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Name(CompactString);

impl Name {
    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first of several first names: up to the first space.
    pub fn first(&self) -> &str {
        self.0.split(' ').next().unwrap_or("")
    }
}

/// Reads a name; none if no letter is in it.
pub fn parse(written: &str) -> Result<Option<Name>, Fault> {
    let mut name = CompactString::default();
    let mut gap = false;
    let mut push = |c: char| {
        if c.is_alphabetic() {
            if gap && !name.is_empty() {
                name.push(' ');
            }
            gap = false;
            c.to_uppercase().for_each(|u| name.push(u));
        } else if !unicode_normalization::char::is_combining_mark(c) {
            gap = true;
        }
    };
    if written.is_ascii() {
        written.chars().for_each(&mut push);
        return Ok((!name.is_empty()).then_some(Name(name)));
    }
    for c in written.nfkd() {
        match base_letters(c) {
            Some(letters) => letters.chars().for_each(&mut push),
            None => push(c),
        }
    }
    Ok((!name.is_empty()).then_some(Name(name)))
}

/// Letters that decomposition leaves whole, by ICAO 9303-3's transliteration.
fn base_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'Œ' | 'œ' => "OE",
        'Æ' | 'æ' => "AE",
        'ß' | 'ẞ' => "SS",
        'Ø' | 'ø' => "O",
        'Ł' | 'ł' => "L",
        _ => return None,
    })
}

/// Lower case, no marks, letters and digits only: how headers, codes and words of ours are compared.
pub fn fold(written: &str) -> String {
    written.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
