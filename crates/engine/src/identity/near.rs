//! What a value may have become on the way into another file: exchanged, mistyped, cut off, written differently.
//!
//! Only rows that match nobody as they are get compared by these. Each function lists spellings; none compares.

use super::{BirthDate, Name, Nir, Number};

/// Shortest name in which one wrong letter is tolerated: in shorter ones it makes another name (Léa, Léo).
pub const LETTERS: usize = 5;

/// Shortest number in which one wrong digit is tolerated: of shorter ones, too many are taken.
const DIGITS: usize = 6;

/// Lengths at which files cut names off: 25 characters on the Vitale card and in B2, 27 in NOEMIE.
pub const CUTS: [usize; 2] = [25, 27];

/// Particles that files write, join or leave out.
const PARTICLES: [&[u8]; 7] = [b"D", b"DE", b"DU", b"DES", b"L", b"LA", b"LE"];

impl Name {
    /// The words of the name.
    pub fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.as_bytes().split(|byte| *byte == b' ')
    }

    /// The name without spaces: DELATOUR for DE LA TOUR.
    pub fn joined(&self) -> Vec<u8> {
        self.as_bytes().iter().copied().filter(|byte| *byte != b' ').collect()
    }

    /// The name without spaces and without leading particles: TOUR for DE LA TOUR. A name of particles only is left whole.
    pub fn bare(&self) -> Vec<u8> {
        let bare: Vec<u8> = self.words().skip_while(|word| PARTICLES.contains(word)).flatten().copied().collect();
        if bare.is_empty() { self.joined() } else { bare }
    }
}

/// Calls `each` with every spelling of a joined name that has one letter more, less, another one, or two neighbours exchanged.
pub fn letters(name: &[u8], mut each: impl FnMut(&[u8])) {
    let mut buffer = Vec::with_capacity(name.len() + 1);
    for i in 0..name.len() {
        buffer.clear();
        buffer.extend_from_slice(&name[..i]);
        buffer.extend_from_slice(&name[i + 1..]);
        each(&buffer);
        buffer.clear();
        buffer.extend_from_slice(name);
        for letter in (b'A'..=b'Z').filter(|letter| *letter != name[i]) {
            buffer[i] = letter;
            each(&buffer);
        }
        if i + 1 < name.len() && name[i] != name[i + 1] {
            buffer[i] = name[i + 1];
            buffer[i + 1] = name[i];
            each(&buffer);
        }
    }
    for i in 0..=name.len() {
        buffer.clear();
        buffer.extend_from_slice(&name[..i]);
        buffer.push(b'A');
        buffer.extend_from_slice(&name[i..]);
        for letter in b'A'..=b'Z' {
            buffer[i] = letter;
            each(&buffer);
        }
    }
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

impl Nir {
    /// Calls `each` with every number that has one other digit, or two neighbouring digits exchanged.
    pub fn mistyped(&self, each: impl FnMut(&[u8])) {
        digits(self.as_bytes(), &[], each);
    }
}

impl Number {
    /// The number without leading zeros, if it is long enough for a wrong digit to be tolerated.
    pub fn long(&self) -> Option<&[u8]> {
        Some(self.without_zeros().unwrap_or(self.as_bytes())).filter(|number| number.len() >= DIGITS)
    }

    /// Calls `each` with every number without leading zeros that has one other digit, or two neighbouring digits exchanged.
    pub fn mistyped(&self, each: impl FnMut(&[u8])) {
        digits(self.long().unwrap_or_default(), &[], each);
    }
}

impl BirthDate {
    /// Calls `each` with every date of eight digits that has one other digit, or two neighbouring digits of year, month or day
    /// exchanged.
    pub fn mistyped(&self, each: impl FnMut(&[u8])) {
        digits(self.as_bytes(), &[3, 5], each);
    }

    /// The date with day and month exchanged, if these are two months.
    pub fn exchanged(&self) -> Option<[u8; 8]> {
        let (month, day) = (self.month(), self.day());
        let months = |part: &[u8]| matches!(part, [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2']);
        if !months(month) || !months(day) || month == day {
            return None;
        }
        let mut other = self.whole();
        other[4..6].copy_from_slice(day);
        other[6..].copy_from_slice(month);
        Some(other)
    }

    /// Whether day or month may stand for an unknown one: 00, a month above 12, 1 January, 31 December.
    pub fn is_unknown_in_part(&self) -> bool {
        let (month, day) = (self.month(), self.day());
        let is = |m: &[u8], d: &[u8]| month == m && day == d;
        day == b"00" || month == b"00" || month > b"12".as_slice() || is(b"01", b"01") || is(b"12", b"31")
    }
}
