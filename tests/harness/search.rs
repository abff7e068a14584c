//! Many texts looked for at once, in one pass.

use std::collections::BTreeSet;

/// Words of ours that begin like somebody's name.
const OURS: [&str; 1] = ["March"];

/// What must not be found.
#[derive(Default)]
pub struct Search {
    /// Of fewer than eight digits: within a longer number they are another one.
    numbers: BTreeSet<Vec<u8>>,
    /// Others of fewer than eight bytes: a name is written with a capital, and a word of ours may be the same without.
    short: Texts,
    /// Longer ones, in any case.
    long: Texts,
}

/// Sorted, none the beginning of another: of all that could stand at a place, only the last one before it in order can.
#[derive(Default)]
struct Texts {
    sorted: Vec<Vec<u8>>,
    /// Whether any begins with four such bytes.
    heads: Vec<bool>,
}

fn head(text: &[u8]) -> usize {
    let four = u32::from_le_bytes([text[0], text[1], text[2], text[3]]);
    (four.wrapping_mul(0x9e37_79b1) >> 16) as usize
}

impl Texts {
    fn new(mut texts: Vec<Vec<u8>>) -> Texts {
        texts.sort_unstable();
        texts.dedup_by(|later, kept| later.starts_with(kept));
        let mut heads = vec![false; 1 << 16];
        texts.iter().for_each(|text| heads[head(text)] = true);
        Texts { sorted: texts, heads }
    }

    /// The one that stands at the beginning of a text.
    fn at<'a>(&'a self, text: &[u8]) -> Option<&'a [u8]> {
        if self.sorted.is_empty() || text.len() < 4 || !self.heads[head(text)] {
            return None;
        }
        let before = self.sorted.partition_point(|known| known.as_slice() <= text);
        let known = self.sorted.get(before.checked_sub(1)?)?;
        text.starts_with(known).then_some(known)
    }
}

impl Search {
    pub fn new(texts: Vec<Vec<u8>>) -> Search {
        assert!(texts.iter().all(|text| text.len() >= 4), "too short to be looked for");
        let (long, short): (Vec<_>, Vec<_>) = texts.into_iter().partition(|text| text.len() >= 8);
        let long = long.iter().map(|text| text.to_ascii_lowercase()).collect();
        let (numbers, short): (Vec<_>, Vec<_>) =
            short.into_iter().partition(|text| text.iter().all(u8::is_ascii_digit));
        Search { numbers: numbers.into_iter().collect(), short: Texts::new(short), long: Texts::new(long) }
    }

    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.short.sorted.is_empty() && self.long.sorted.is_empty()
    }

    /// The first place where one stands, with a little of what is around.
    pub fn find(&self, text: &[u8]) -> Option<String> {
        if self.is_empty() {
            return None;
        }
        let lower = text.to_ascii_lowercase();
        let is_text = std::str::from_utf8(text).is_ok();
        (0..text.len()).find_map(|at| {
            let short = [self.number_at(text, at), self.short.at(&text[at..]).map(<[u8]>::len)];
            let short = short.into_iter().flatten().filter(|_| is_text || is_in_words(text, at));
            let mut found = short.chain(self.long.at(&lower[at..]).map(<[u8]>::len));
            let length = found.find(|length| !is_ours(&text[at..], *length) && !is_by_chance(text, at, *length))?;
            let around = &text[at.saturating_sub(40)..text.len().min(at + length + 20)];
            Some(format!("byte {at}: …{}…", String::from_utf8_lossy(around)))
        })
    }

    fn number_at(&self, text: &[u8], at: usize) -> Option<usize> {
        let begins =
            text[at].is_ascii_digit() && !at.checked_sub(1).is_some_and(|before| text[before].is_ascii_digit());
        let number =
            || text[at..].split(|byte| !byte.is_ascii_digit()).next().filter(|run| (4..8).contains(&run.len()));
        begins.then(number)?.filter(|number| self.numbers.contains(*number)).map(<[u8]>::len)
    }
}

fn is_ours(text: &[u8], length: usize) -> bool {
    OURS.iter().any(|word| text.starts_with(word.as_bytes()) && length < word.len())
}

/// In what is compressed or encrypted every few bytes occur: they mean something where a reader would see words.
fn is_in_words(text: &[u8], at: usize) -> bool {
    let is_word = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
    let before = text[..at].iter().rev().take_while(|byte| is_word(byte)).count();
    before + text[at..].iter().take_while(|byte| is_word(byte)).count() >= 16
}

/// A few digits within a digest.
fn is_by_chance(text: &[u8], at: usize, length: usize) -> bool {
    let is_hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let before = text[..at].iter().rev().take_while(|byte| is_hex(byte)).count();
    let after = text[at..].iter().take_while(|byte| is_hex(byte)).count();
    let word = &text[at - before..at + after];
    length < 12 && after >= length && word.len() >= 12 && word.iter().any(u8::is_ascii_lowercase)
}
