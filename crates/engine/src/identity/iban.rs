//! IBANs, by their check digits (ISO 13616; ISO 7064, MOD 97-10).

/// Length of an IBAN by country, for France and its neighbours (ISO 13616 registry).
const LENGTHS: [(&[u8; 2], usize); 11] = [
    (b"FR", 27),
    (b"BE", 16),
    (b"CH", 21),
    (b"DE", 22),
    (b"ES", 24),
    (b"GB", 22),
    (b"IT", 27),
    (b"LU", 20),
    (b"MC", 27),
    (b"NL", 18),
    (b"PT", 25),
];

/// The IBAN with which a text starts, in capitals and without blanks; none without correct check digits.
pub(super) fn starting(text: &str) -> Option<Vec<u8>> {
    let (country, digits) = match text.as_bytes() {
        [a, b, b' ', digits @ ..] | [a, b, digits @ ..] => ([a.to_ascii_uppercase(), b.to_ascii_uppercase()], digits),
        _ => return None,
    };
    if !digits.iter().take(2).all(u8::is_ascii_digit) {
        return None;
    }
    let (_, length) = LENGTHS.iter().find(|(code, _)| **code == country)?;
    let mut taken = Vec::with_capacity(*length);
    let mut rest = text.chars();
    while taken.len() < *length {
        match rest.next()? {
            c if c.is_ascii_alphanumeric() => taken.push(c.to_ascii_uppercase() as u8),
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '.' => {}
            _ => return None,
        }
    }
    if rest.next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let (head, tail) = taken.split_at(4);
    let remainder = tail.iter().chain(head).fold(0u32, |r, c| match c {
        b'0'..=b'9' => (r * 10 + u32::from(c - b'0')) % 97,
        letter => (r * 100 + u32::from(letter - b'A') + 10) % 97,
    });
    (remainder == 1).then_some(taken)
}
