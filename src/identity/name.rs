//! Names: accents, case, hyphens and apostrophes off, since one side of a comparison often has them and the other not
//! (registers kept by INSEE and the carte Vitale are unaccented capitals).

use std::sync::LazyLock;

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Fault;

/// A name in capitals without marks, its words one space apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Name(CompactString);

impl Name {
    /// The whole name.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The first of several first names: up to the first space.
    pub fn first(&self) -> &[u8] {
        self.as_bytes().split(|b| *b == b' ').next().unwrap_or(&[])
    }
}

/// Reads a name; none if no letter is in it. One that another program has damaged is set aside: what stood there cannot
/// be told.
pub fn parse(written: &str) -> Result<Option<Name>, Fault> {
    let mut name = Letters::new();
    if !written.is_ascii() && is_damaged(written) {
        return Err(Fault::NameDamaged);
    }
    for c in written.chars() {
        match c {
            'A'..='Z' => name.letter(c),
            'a'..='z' => name.letter(c.to_ascii_uppercase()),
            _ if c.is_ascii() => name.gap = true,
            _ => match LATIN.get(c as usize) {
                Some(letters) => letters.chars().for_each(|c| name.any(c)),
                None => std::iter::once(c).nfkd().for_each(|c| name.any(c)),
            },
        }
    }
    let name = name.finish();
    Ok((!name.is_empty()).then_some(Name(name)))
}

/// A replacement character; or UTF-8 read as Latin and written again, `Ã©` for `é`.
fn is_damaged(written: &str) -> bool {
    let continues = |c: char| matches!(c, '\u{80}'..='\u{bf}' | '€'..='™' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ' | '˜');
    let after = |lead: char| written.split(lead).skip(1).any(|rest| rest.chars().next().is_some_and(continues));
    written.contains('\u{fffd}') || after('Ã') || after('Å')
}

/// The accented letters of French and its neighbours, decomposed once.
static LATIN: LazyLock<Vec<String>> =
    LazyLock::new(|| ('\0'..'\u{180}').map(|c| std::iter::once(c).nfkd().collect()).collect());

/// A name as it grows: capitals, a space where anything but letters stood between them.
struct Letters {
    /// Plain letters, while there is nothing else and room: nearly every name ends here.
    plain: [u8; 48],
    length: usize,
    text: CompactString,
    gap: bool,
}

impl Letters {
    fn new() -> Letters {
        Letters { plain: [0; 48], length: 0, text: CompactString::default(), gap: false }
    }

    fn letter(&mut self, capital: char) {
        if self.gap && !(self.length == 0 && self.text.is_empty()) {
            self.push(' ');
        }
        self.gap = false;
        self.push(capital);
    }

    fn push(&mut self, c: char) {
        match self.plain.get_mut(self.length) {
            Some(room) if c.is_ascii() && self.text.is_empty() => {
                *room = c as u8;
                self.length += 1;
            }
            _ => {
                self.spill();
                self.text.push(c);
            }
        }
    }

    fn any(&mut self, c: char) {
        if let Some(letters) = base_letters(c) {
            letters.chars().for_each(|c| self.letter(c));
        } else if c.is_alphabetic() {
            c.to_uppercase().for_each(|c| self.letter(c));
        } else if !is_combining_mark(c) {
            self.gap = true;
        }
    }

    fn spill(&mut self) {
        let plain = std::str::from_utf8(&self.plain[..self.length]).unwrap_or_default();
        self.text.push_str(plain);
        self.length = 0;
    }

    fn finish(mut self) -> CompactString {
        self.spill();
        self.text
    }
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
