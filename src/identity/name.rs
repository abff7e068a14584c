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
    // Nearly all: one word of letters.
    if written.bytes().all(|b| b.is_ascii_alphabetic()) {
        let mut name = CompactString::from(written);
        name.make_ascii_uppercase();
        return Ok((!name.is_empty()).then_some(Name(name)));
    }
    if !written.is_ascii() && is_damaged(written) {
        return Err(Fault::NameDamaged);
    }
    let mut name = Letters::new();
    let latin = &*LATIN;
    for c in written.chars() {
        // Nearly all.
        if c.is_ascii_alphabetic() {
            name.letter(c.to_ascii_uppercase());
            continue;
        }
        match latin.get(c as usize) {
            Some(Latin::Letters(letters)) => letters.chars().for_each(|c| name.letter(c)),
            Some(Latin::Gap) => name.gap = true,
            Some(Latin::Both) | None => std::iter::once(c).nfkd().for_each(|c| name.any(c)),
        }
    }
    let name = name.finish();
    Ok((!name.is_empty()).then_some(Name(name)))
}

/// A replacement character; or UTF-8 read as Latin and written again, `Ã©` for `é`.
fn is_damaged(written: &str) -> bool {
    // Ã and Å begin with these bytes, the replacement character with that one: most names hold none.
    let suspect = |pair: &[u8]| matches!(pair, [0xC3, 0x83 | 0x85] | [0xEF, 0xBF]);
    if !written.as_bytes().windows(2).any(suspect) {
        return false;
    }
    let continues = |c: char| matches!(c, '\u{80}'..='\u{bf}' | '€'..='™' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ' | '˜');
    let mut pairs = written.chars().zip(written.chars().skip(1));
    written.contains('\u{fffd}') || pairs.any(|(lead, next)| matches!(lead, 'Ã' | 'Å') && continues(next))
}

/// What a character is to a name.
enum Latin {
    /// These capitals.
    Letters(String),
    /// None: it parts words.
    Gap,
    /// Letters and something between them.
    Both,
}

/// ASCII and the accented letters of French and its neighbours, worked out once.
static LATIN: LazyLock<Vec<Latin>> = LazyLock::new(|| {
    let of = |c: char| {
        let mut letters = Letters::new();
        let mut gaps = false;
        for part in std::iter::once(c).nfkd() {
            letters.any(part);
            gaps |= std::mem::take(&mut letters.gap);
        }
        match (letters.is_empty(), gaps) {
            (false, false) => Latin::Letters(letters.finish().to_string()),
            (true, true) => Latin::Gap,
            _ => Latin::Both,
        }
    };
    ('\0'..'\u{180}').map(of).collect()
});

/// A name as it grows: capitals, a space where anything but letters stood between them.
struct Letters {
    /// Plain capitals and spaces, while there is nothing else and room: nearly every name ends here.
    plain: [u8; 64],
    length: usize,
    text: CompactString,
    gap: bool,
}

impl Letters {
    fn new() -> Letters {
        Letters { plain: [0; 64], length: 0, text: CompactString::default(), gap: false }
    }

    fn is_empty(&self) -> bool {
        self.length == 0 && self.text.is_empty()
    }

    fn letter(&mut self, capital: char) {
        if self.gap && !self.is_empty() {
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
        self.text.extend(self.plain[..self.length].iter().copied().map(char::from));
        self.length = 0;
    }

    fn finish(mut self) -> CompactString {
        match std::str::from_utf8(&self.plain[..self.length]) {
            Ok(plain) if self.text.is_empty() => CompactString::from(plain),
            _ => {
                self.spill();
                self.text
            }
        }
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
