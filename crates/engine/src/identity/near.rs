//! What a value may have become on the way into another file: exchanged, mistyped, cut off, written differently.
//!
//! Only rows that NIR and birth date do not settle are compared by these. Each function lists spellings; none compares.

use super::{BirthDate, Name, Nir, Number};

/// Shortest name in which one wrong letter is tolerated: in shorter ones it makes another name (Léa, Léo).
const LETTERS: usize = 5;

/// Shortest first name in which it is tolerated beside a NIR: a household has few members.
const LETTERS_AT_HOME: usize = 3;

/// Whether a wrong letter is tolerated in a name wherever much else agrees.
pub fn is_long(name: &[u8]) -> bool {
    name.len() >= LETTERS
}

/// Whether a wrong letter is tolerated in a name beside a NIR alone.
pub fn is_short(name: &[u8]) -> bool {
    let letters = name.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
    !is_long(name) && letters >= LETTERS_AT_HOME
}

/// Shortest number in which one wrong digit is tolerated: of shorter ones, too many are taken.
const DIGITS: usize = 6;

/// Lengths at which files cut names off: 25 characters on the Vitale card and in B2, 27 in NOEMIE.
const CUTS: [usize; 2] = [25, 27];

/// Particles that files write, join or leave out.
const PARTICLES: [&[u8]; 8] = [b"D", b"DE", b"DU", b"DES", b"L", b"LA", b"LE", b"LES"];

impl Name {
    /// The words of the name.
    pub fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.as_bytes().split(|byte| *byte == b' ')
    }

    /// Whether the name is one word that no file cuts off, and so has one spelling.
    pub fn is_one_short_word(&self) -> bool {
        self.as_bytes().len() <= CUTS[0] && !self.as_bytes().contains(&b' ')
    }

    /// The name without spaces: DELATOUR for DE LA TOUR.
    pub fn joined(&self) -> Vec<u8> {
        self.as_bytes().iter().copied().filter(|byte| *byte != b' ').collect()
    }

    /// What is left of the name, without spaces, where a file cuts it off: at 25 or 27 characters, spaces counted or not. Empty for a
    /// name that is not longer.
    pub fn cut(&self) -> [Vec<u8>; 2 * CUTS.len()] {
        let (whole, joined) = (self.as_bytes(), self.joined());
        let cut = |text: &[u8], length: usize| {
            let kept = if text.len() > length { &text[..length] } else { &[] };
            kept.iter().copied().filter(|byte| *byte != b' ').collect()
        };
        let [short, long] = CUTS;
        [cut(whole, short), cut(whole, long), cut(&joined, short), cut(&joined, long)]
    }

    /// The name without spaces and without leading particles: TOUR for DE LA TOUR. A name of particles only is left whole.
    pub fn bare(&self) -> Vec<u8> {
        let bare: Vec<u8> = self.words().skip_while(|word| PARTICLES.contains(word)).flatten().copied().collect();
        if bare.is_empty() { self.joined() } else { bare }
    }
}

/// Calls `each` with the name without its first letter, without its second, and so on.
pub fn shortened(name: &[u8], each: impl FnMut(&[u8])) {
    by_letter(name, |before, _, after| [before, after].concat(), each);
}

/// Calls `each` with every spelling of the name in which two neighbours are exchanged.
pub fn exchanged(name: &[u8], each: impl FnMut(&[u8])) {
    let exchange = |before: &[u8], letter: &[u8], after: &[u8]| {
        let next = after.len().min(length(after));
        [before, &after[..next], letter, &after[next..]].concat()
    };
    by_letter(name, exchange, each);
}

fn by_letter(name: &[u8], spelt: impl Fn(&[u8], &[u8], &[u8]) -> Vec<u8>, mut each: impl FnMut(&[u8])) {
    let mut from = 0;
    while from < name.len() {
        let to = from + length(&name[from..]);
        each(&spelt(&name[..from], &name[from..to], &name[to..]));
        from = to;
    }
}

/// Bytes of the first letter, in UTF-8.
fn length(name: &[u8]) -> usize {
    let more = name.iter().skip(1).take_while(|byte| **byte & 0xc0 == 0x80).count();
    (1 + more).min(name.len())
}

/// Calls `each` with every number that has one other digit, or two neighbouring digits exchanged. Letters stay, and so do
/// neighbours of which the first is one of `apart`.
fn digits(number: &[u8], apart: &[usize], mut each: impl FnMut(&[u8])) {
    let mut other = number.to_vec();
    for i in 0..number.len() {
        if !number[i].is_ascii_digit() {
            continue;
        }
        for digit in (b'0'..=b'9').filter(|digit| *digit != number[i]) {
            other[i] = digit;
            each(&other);
        }
        other[i] = number[i];
        let joined = i + 1 < number.len() && !apart.contains(&i);
        if joined && number[i + 1].is_ascii_digit() && number[i] != number[i + 1] {
            other.swap(i, i + 1);
            each(&other);
            other.swap(i, i + 1);
        }
    }
}

/// What a number shares with each that has one other digit, or two neighbouring digits exchanged. Both sides of a comparison that have
/// no clear values list it.
pub struct OneDigit {
    /// The number with each of its digits left blank in turn.
    pub blanked: Vec<Vec<u8>>,
    /// The number with each two different neighbouring digits exchanged.
    pub exchanged: Vec<Vec<u8>>,
}

impl OneDigit {
    fn of(number: &[u8], apart: &[usize]) -> OneDigit {
        let is_digit = |i: &usize| number.get(*i).is_some_and(u8::is_ascii_digit);
        let blank = |i: usize| {
            let mut blanked = number.to_vec();
            blanked[i] = b'_';
            blanked
        };
        let differ = |i: &usize| !apart.contains(i) && is_digit(&(i + 1)) && number[*i] != number[i + 1];
        let exchange = |i: usize| {
            let mut exchanged = number.to_vec();
            exchanged.swap(i, i + 1);
            exchanged
        };
        let digits = || (0..number.len()).filter(is_digit);
        OneDigit { blanked: digits().map(blank).collect(), exchanged: digits().filter(differ).map(exchange).collect() }
    }
}

impl Nir {
    /// What it shares with each of [`Nir::mistyped`].
    pub fn one_digit(&self) -> OneDigit {
        OneDigit::of(self.as_bytes(), &[])
    }

    /// Calls `each` with every number that has one other digit, or two neighbouring digits exchanged.
    pub fn mistyped(&self, each: impl FnMut(&[u8])) {
        digits(self.as_bytes(), &[], each);
    }
}

impl Number {
    /// What it shares with each of [`Number::mistyped`].
    pub fn one_digit(&self) -> OneDigit {
        OneDigit::of(self.long().unwrap_or_default(), &[])
    }

    /// The number, if it is long enough for a wrong digit to be tolerated.
    pub fn long(&self) -> Option<&[u8]> {
        Some(self.as_bytes()).filter(|number| number.len() >= DIGITS)
    }

    /// Calls `each` with every number that has one other digit, or two neighbouring digits exchanged.
    pub fn mistyped(&self, each: impl FnMut(&[u8])) {
        digits(self.long().unwrap_or_default(), &[], each);
    }
}

impl BirthDate {
    /// Digits of which the next one is of another part: of the year, of the month.
    const APART: [usize; 2] = [3, 5];

    /// What it shares with each of [`BirthDate::mistyped`].
    pub fn one_digit(&self) -> OneDigit {
        OneDigit::of(self.as_bytes(), &BirthDate::APART)
    }

    /// Calls `each` with every date of eight digits that has one other digit, or two neighbouring digits of year, month or day
    /// exchanged.
    pub fn mistyped(&self, each: impl FnMut(&[u8])) {
        digits(self.as_bytes(), &BirthDate::APART, each);
    }

    /// The date with day and month exchanged.
    pub fn exchanged(&self) -> [u8; 8] {
        let [a, b, c, d, month, of_year, day, of_month] = self.whole();
        [a, b, c, d, day, of_month, month, of_year]
    }

    /// Whether the month, and whether the day, is known. 00, a month above 12 and a day above 31 stand for unknown ones; 1 January and 31
    /// December may stand for a day of which the year alone is known.
    pub fn known_parts(&self) -> [bool; 2] {
        let (month, day) = (self.month(), self.day());
        let whole_year = (month == b"01" && day == b"01") || (month == b"12" && day == b"31");
        let is_month = month != b"00" && month <= b"12".as_slice();
        [is_month && !whole_year, day != b"00" && !self.has_impossible_day() && !whole_year]
    }
}
