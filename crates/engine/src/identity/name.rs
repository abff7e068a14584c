//! Names, without accents, case, hyphens and apostrophes: one side of a comparison often lacks them (INSEE's registers
//! and the carte Vitale use unaccented capitals).

use std::borrow::Cow;
use std::sync::LazyLock;

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Fault;

/// A name in unaccented capitals, with single spaces between words.
#[derive(Clone, PartialEq, Eq)]
pub struct Name(CompactString);

impl Name {
    /// The whole name.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether it has several words. Most names are short, and of one.
    fn is_of_words(&self) -> bool {
        self.0.bytes().any(|b| b == b' ')
    }

    /// The first of several first names: the text before the first space.
    pub fn first(&self) -> &[u8] {
        self.as_bytes().split(|b| *b == b' ').next().unwrap_or(&[])
    }
}

/// Parses a name; none if it contains no letter. A name damaged by another program is restored if its text can be known, and set aside
/// otherwise.
pub fn parse(written: &str) -> Result<Option<Name>, Fault> {
    let name = match usual(written) {
        Some(name) => name,
        None if is_damaged(written) => return parse(&restored(written).ok_or(Fault::NameDamaged)?),
        None => {
            let mut name = Letters::default();
            written.chars().flat_map(|c| std::iter::once(c).nfkd()).for_each(|c| name.any(c));
            name.text
        }
    };
    Ok((!name.is_empty() && !is_nobodys(&name)).then_some(Name(name)))
}

/// Whether a name is none: what a program leaves that has taken names away, and the letter with which people fill a field.
fn is_nobodys(name: &str) -> bool {
    matches!(name, "ANONYME" | "ANONYMISE" | "ANONYMISEE") || (name.len() > 1 && name.bytes().all(|b| b == b'X'))
}

/// Parses a last name: without a title in front of it, and with Saint in full, which cards and old systems shorten.
pub(super) fn last_name(written: &str) -> Result<Option<Name>, Fault> {
    Ok(parse(written)?.map(|name| if name.is_of_words() { in_full(name, written) } else { name }))
}

/// Titles before a last name in one field with it.
const TITLES: [&str; 8] = ["MR", "MME", "MLLE", "MONSIEUR", "MADAME", "MADEMOISELLE", "MRS", "DR"];

fn in_full(name: Name, written: &str) -> Name {
    // M'BAREK, and M BAREK as a system without apostrophes has it, have no title: that has a full stop.
    let is_m = written.trim_start().get(..2).is_some_and(|start| start.eq_ignore_ascii_case("m."));
    let is_titled = is_m || name.0.split(' ').next().is_some_and(|first| TITLES.contains(&first));
    let is_short = |word: &str| matches!(word, "ST" | "STE");
    // Most names are as they should be.
    if !is_titled && !name.0.split(' ').any(is_short) {
        return name;
    }
    let mut words: Vec<&str> = name.0.split(' ').skip(usize::from(is_titled)).collect();
    let last = words.len() - 1;
    for word in &mut words[..last] {
        *word = match *word {
            "ST" => "SAINT",
            "STE" => "SAINTE",
            other => other,
        };
    }
    Name(words.join(" ").into())
}

/// The two names of a person that one field holds.
pub(super) struct Both {
    pub in_use: Name,
    pub at_birth: Name,
}

/// The two names of `DUPONT ép. MARTIN` or `MARTIN née DUPONT`; none if there is one.
pub(super) fn both(name: &Name) -> Option<Both> {
    let is_married = |word: &str| matches!(word, "EP" | "EPSE" | "EPOUSE" | "VVE" | "VEUVE");
    let is_mark = |word: &str| is_married(word) || word == "NEE";
    if !name.is_of_words() {
        return None;
    }
    let mut words = name.0.split(' ').scan(0, |at, word| Some((word, std::mem::replace(at, *at + word.len() + 1))));
    let (word, at) = words.find(|(word, _)| is_mark(word))?;
    let of = |text: &str| (!text.is_empty()).then(|| Name(text.trim_end().into()));
    let after = of(name.0.get(at + word.len() + 1..)?)?;
    let before = of(&name.0[..at]).unwrap_or_else(|| after.clone());
    Some(match is_married(word) {
        true => Both { in_use: after, at_birth: before },
        false => Both { in_use: before, at_birth: after },
    })
}

/// Whether [`parse`] restores the name.
pub(super) fn is_restored(written: &str) -> bool {
    !written.is_ascii() && is_damaged(written) && restored(written).is_some()
}

/// A text as it was before another program damaged it, where that can be known.
pub fn undamaged(written: &str) -> Cow<'_, str> {
    match is_restored(written).then(|| restored(written)).flatten() {
        Some(text) => Cow::Owned(text),
        None => Cow::Borrowed(written),
    }
}

/// The text of a name in UTF-8 that was read as Windows-1252 or ISO-8859-1, once or twice, where it can have been no other. Eight characters
/// are one byte in Windows-1252 and another in ISO-8859-15, and some of them become one another in capitals.
fn restored(written: &str) -> Option<String> {
    if written.contains(['€', 'Š', 'š', 'Ž', 'ž', 'Œ', 'œ', 'Ÿ']) {
        return None;
    }
    let mut text = written.to_owned();
    for _ in 0..2 {
        let bytes: Vec<u8> = text.chars().map(byte).collect::<Option<_>>()?;
        text = String::from_utf8(bytes).ok()?;
        if !is_damaged(&text) {
            return Some(text);
        }
    }
    None
}

/// The byte that is read as this character.
fn byte(read: char) -> Option<u8> {
    u8::try_from(read).ok().or_else(|| {
        let mut utf8 = [0; 4];
        let (bytes, _, is_lost) = encoding_rs::WINDOWS_1252.encode(read.encode_utf8(&mut utf8));
        bytes.first().copied().filter(|_| !is_lost)
    })
}

/// Parses first names. An apostrophe does not end one: N'Golo is NGOLO, however a file writes it.
pub(super) fn first_name(written: &str) -> Result<Option<Name>, Fault> {
    let apostrophe = |c: char| matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´');
    let restored = Some(written).filter(|written| is_restored(written)).and_then(restored);
    let text = restored.as_deref().unwrap_or(written);
    match text.contains(apostrophe) {
        // A program may have put a backslash in front of it.
        true => parse(&text.replace("\\'", "'").replace(apostrophe, "")),
        false => parse(text),
    }
}

/// A fast path for names of up to 64 bytes in letters of French and neighbouring languages, which covers nearly all;
/// none for others.
fn usual(written: &str) -> Option<CompactString> {
    let (mut name, mut length, mut gap) = ([0; 64], 0, false);
    let mut push = |letters: &[u8], gap: bool| {
        if gap && length > 0 {
            *name.get_mut(length)? = b' ';
            length += 1;
        }
        name.get_mut(length..length + letters.len())?.copy_from_slice(letters);
        length += letters.len();
        Some(())
    };
    let latin = &*LATIN;
    for c in written.chars() {
        match latin.get(c as usize)? {
            _ if c.is_ascii_alphabetic() => push(&[c.to_ascii_uppercase() as u8], gap)?,
            Latin::Letters(letters) => push(letters.as_bytes(), gap)?,
            Latin::Gap => {
                gap = true;
                continue;
            }
            Latin::Unusual => return None,
        }
        gap = false;
    }
    std::str::from_utf8(&name[..length]).ok().map(CompactString::from)
}

/// Whether the text contains a replacement character, a question mark in place of a letter, UTF-8 decoded as Latin and encoded
/// again, such as `Ã©` for `é` and `â€™` for `’`, or as text of DOS or the Macintosh (`├®`, `√©`), or a letter as programs escape it
/// (`\u00e9`, `<U+00E9>`, `%C3%A9`).
fn is_damaged(written: &str) -> bool {
    let continues = |c: char| {
        matches!(c, '\u{80}'..='\u{bf}' | '\u{2013}'..='\u{203a}' | '€'..='™')
            || matches!(c, 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ' | '˜')
    };
    let mut pairs = written.chars().zip(written.chars().skip(1));
    let is_lost = |(one, next): (char, char)| one == '?' && next.is_alphabetic() || one.is_alphabetic() && next == '?';
    written.contains(['\u{fffd}', '√', '├', '┬'])
        || ["\\u0", "<U+", "%C3%", "%c3%"].iter().any(|escape| written.contains(escape))
        || pairs.clone().any(is_lost)
        || pairs.any(|(lead, next)| match lead {
            'Ã' | 'Å' | 'Â' | 'Ä' => continues(next),
            'â' => matches!(next, '€' | '\u{80}'),
            'ï' => next == '¿',
            _ => false,
        })
}

/// The role of a character in a name.
enum Latin {
    Letters(String),
    Gap,
    /// Letters combined with a gap, or a sign of damage.
    Unusual,
}

/// ASCII and the accented letters of French and neighbouring languages, computed once.
static LATIN: LazyLock<Vec<Latin>> = LazyLock::new(|| {
    let classify = |c: char| {
        let mut letters = Letters::default();
        let mut gaps = false;
        for part in std::iter::once(c).nfkd() {
            letters.any(part);
            gaps |= std::mem::take(&mut letters.gap);
        }
        match (letters.text.is_empty(), gaps) {
            _ if matches!(c, 'Ã' | 'Å' | 'Â' | 'Ä' | '?' | '\\' | '<' | '%' | '¿' | '\u{80}'..='\u{9f}') => {
                Latin::Unusual
            }
            (false, false) => Latin::Letters(letters.text.to_string()),
            (true, true) => Latin::Gap,
            _ => Latin::Unusual,
        }
    };
    ('\0'..'\u{180}').map(classify).collect()
});

/// A name under construction: capitals, with a space wherever other characters separated them.
#[derive(Default)]
struct Letters {
    text: CompactString,
    gap: bool,
}

impl Letters {
    fn letter(&mut self, capital: char) {
        if self.gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.gap = false;
        self.text.push(capital);
    }

    fn any(&mut self, c: char) {
        if let Some(letters) = base_letters(c) {
            letters.chars().for_each(|c| self.letter(c));
        } else if c.is_alphabetic() && !is_modifier(c) {
            c.to_uppercase().for_each(|c| self.letter(c));
        } else if !is_combining_mark(c) {
            self.gap = true;
        }
    }
}

/// Whether a letter only modifies others: apostrophes of some languages are letters.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{2b0}'..='\u{2ff}')
}

/// Letters that Unicode decomposition leaves whole, transliterated as in ICAO Doc 9303-3.
fn base_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'Œ' | 'œ' => "OE",
        'Æ' | 'æ' => "AE",
        'ß' | 'ẞ' => "SS",
        'Ø' | 'ø' => "O",
        'Ł' | 'ł' => "L",
        'Đ' | 'đ' | 'Ð' | 'ð' => "D",
        'Þ' | 'þ' => "TH",
        'ı' => "I",
        'Ħ' | 'ħ' => "H",
        'Ŧ' | 'ŧ' => "T",
        'Ŋ' | 'ŋ' => "N",
        'ĸ' => "K",
        _ => return None,
    })
}
