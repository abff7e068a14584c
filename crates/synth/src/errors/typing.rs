//! Errors of typing in text and in numbers.

use std::ops::Range;

use crate::draw::Draw;

/// Where digits of a NIR are mistyped: in year and month, and in the order. The place of birth stays one that does not exist, so that
/// the number stays nobody's.
pub(super) const IN_NIR: &[Range<usize>] = &[1..5, 10..13];

/// In numbers of any length.
pub(super) const ANYWHERE: &[Range<usize>] = std::slice::from_ref(&(0..usize::MAX));

/// Two neighbours are exchanged, a letter is more, less, or another one: 8, 21, 35 and 36 %, the mean of two studies of single errors
/// (Peterson, *A note on undetected typing errors*, Communications of the ACM 29(7), 1986).
pub(super) fn letter(text: &str, draw: &mut Draw) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 2 {
        return text.to_owned();
    }
    let place = draw.below(letters.len() as u32) as usize;
    match draw.below(100) {
        0..8 => {
            let place = place.min(letters.len() - 2);
            letters.swap(place, place + 1);
        }
        8..29 => letters.insert(place, any_letter(draw)),
        29..64 => {
            letters.remove(place);
        }
        _ => letters[place] = any_letter(draw),
    }
    letters.into_iter().collect()
}

fn any_letter(draw: &mut Draw) -> char {
    char::from(b'a' + draw.below(26) as u8)
}

/// A hyphen or space is lost, or else a space is typed within a word.
pub(super) fn spaced(text: &str, draw: &mut Draw) -> String {
    if text.contains(['-', ' ']) {
        return text.replace(['-', ' '], "");
    }
    let mut letters: Vec<char> = text.chars().collect();
    letters.insert(draw.below(letters.len() as u32 + 1) as usize, ' ');
    letters.into_iter().collect()
}

/// One digit of those in the ranges is another one, or exchanged with its neighbour, as often as in Febrl's numbers (5 to 4).
pub(super) fn digit(number: &str, ranges: &[Range<usize>], draw: &mut Draw) -> String {
    let places = places(number, ranges);
    let mut digits = number.as_bytes().to_vec();
    let Some(place) = drawn(&places, draw) else { return number.to_owned() };
    if draw.below(9) < 5 || !places.contains(&(place + 1)) {
        digits[place] = other_digit(digits[place], draw);
    } else {
        digits.swap(place, place + 1);
    }
    digits.into_iter().map(char::from).collect()
}

/// All digits in the ranges are others.
pub(super) fn other_digits(number: &mut String, ranges: &[Range<usize>], draw: &mut Draw) {
    let places = places(number, ranges);
    let bytes = number.bytes().enumerate();
    *number = bytes.map(|(i, b)| char::from(if places.contains(&i) { other_digit(b, draw) } else { b })).collect();
}

fn other_digit(digit: u8, draw: &mut Draw) -> u8 {
    b'0' + (digit - b'0' + draw.between(1, 9) as u8) % 10
}

/// The positions of digits in the ranges.
fn places(number: &str, ranges: &[Range<usize>]) -> Vec<usize> {
    let is_digit = |(i, byte): &(usize, u8)| byte.is_ascii_digit() && ranges.iter().any(|range| range.contains(i));
    number.bytes().enumerate().filter(is_digit).map(|(i, _)| i).collect()
}

fn drawn(places: &[usize], draw: &mut Draw) -> Option<usize> {
    (!places.is_empty()).then(|| places[draw.below(places.len() as u32) as usize])
}
