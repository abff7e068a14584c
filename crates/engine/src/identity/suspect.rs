//! A shortcut past the tidying of cells: nearly every cell is as it should be, and is known by a few of its bytes.
//!
//! It may suspect a cell that turns out well; it never passes over one that is to be tidied.

use super::nothing::{self, Holds};

/// Whether a cell that may need tidying is `untidy`, or empty. `missing` of the cells have no value, and come as empty ones.
pub(super) fn any_suspect<'a>(
    cells: impl Iterator<Item = &'a str>,
    missing: usize,
    holds: Holds,
    untidy: impl Fn(&str) -> bool,
) -> bool {
    // A loop for each kind of column, so that the kind is not asked for again at each cell.
    match holds {
        Holds::Anything => any(cells, missing, |cell| is_suspect(cell, Holds::Anything), untidy),
        Holds::Names => any(cells, missing, |cell| is_suspect(cell, Holds::Names), untidy),
        Holds::Words => any(cells, missing, |cell| is_suspect(cell, Holds::Words), untidy),
        Holds::Values => any(cells, missing, |cell| is_suspect(cell, Holds::Values), untidy),
        Holds::Dates => any(cells, missing, |cell| is_suspect(cell, Holds::Dates), untidy),
        Holds::Digits => any(cells, missing, |cell| is_suspect(cell, Holds::Digits), untidy),
    }
}

#[inline(always)]
fn any<'a>(
    cells: impl Iterator<Item = &'a str>,
    missing: usize,
    suspect: impl Fn(&str) -> bool,
    untidy: impl Fn(&str) -> bool,
) -> bool {
    // Cells without a value are empty here: they are counted, which takes less time than to ask for each.
    let (mut cells, mut empty) = (cells, 0);
    let found = cells.any(|cell| {
        empty += usize::from(cell.is_empty());
        !cell.is_empty() && suspect(cell) && untidy(cell)
    });
    found || empty > missing
}

/// Whether a cell may need tidying, or may be a mark for nothing.
#[inline(always)]
pub(super) fn is_suspect(cell: &str, holds: Holds) -> bool {
    let bytes = cell.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    matches!(first, b'=' | b'#' | b' ' | b'\'')
        || *last == b' '
        || bytes.starts_with(b"Err:")
        || (is_unusual(bytes) && bytes.iter().any(begins_mark))
        || (bytes.len() <= nothing::LONGEST && may_be_nothing(bytes, holds))
}

/// Whether a text holds a control character, a character outside ASCII, or the beginning of an entity.
#[inline(always)]
fn is_unusual(bytes: &[u8]) -> bool {
    // Eight bytes are looked at at a time. The last eight or four overlap those before them.
    match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>(), bytes) {
        (Some(last), ..) => {
            let (words, _) = bytes.as_chunks::<8>();
            has_unusual(*last) || words.iter().any(|word| has_unusual(*word))
        }
        (_, Some([a, b, c, d]), Some([e, f, g, h]), _) => has_unusual([*a, *b, *c, *d, *e, *f, *g, *h]),
        (.., [a, .., b]) => has_unusual([*a, bytes[1], *b, *a, *a, *a, *a, *a]),
        (.., few) => few.iter().any(|byte| has_unusual([*byte; 8])),
    }
}

/// Whether one of eight bytes is below the blank, above ASCII, or `&`.
#[inline(always)]
fn has_unusual(bytes: [u8; 8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let word = u64::from_le_bytes(bytes);
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let entity = word ^ (ONES * b'&' as u64);
    let entity = entity.wrapping_sub(ONES) & !entity;
    (word | control | entity) & TOPS != 0
}

/// Whether a byte begins a character that is taken off: of no-break blanks, soft hyphens and the marks of Unicode. Accented letters of
/// French begin with others.
fn begins_mark(byte: &u8) -> bool {
    *byte < 0x20 || matches!(byte, 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xE3 | 0xEF | b'&')
}

/// Whether a cell begins like one of [`nothing`]'s marks.
#[inline(always)]
fn may_be_nothing(bytes: &[u8], holds: Holds) -> bool {
    let first = bytes[0].to_ascii_lowercase();
    let next = |at: usize| bytes.get(at).map_or(0, u8::to_ascii_lowercase);
    match holds {
        Holds::Anything => false,
        Holds::Digits => !first.is_ascii_digit(),
        // A name that begins with a letter is a mark only if it has two words.
        Holds::Names => match (first, next(1)) {
            (b'n', b'o' | b'/' | b'.' | b'\\') | (b's', b'a' | b'/') | (b'a', b' ' | 0xCC) => {
                bytes.iter().any(|b| matches!(b, b' ' | b'/' | b'.' | b'\\'))
            }
            (0xC3, second) => begins_with_grave_a(second) && bytes.contains(&b' '),
            (first, _) => first.is_ascii() && !first.is_ascii_alphabetic(),
        },
        Holds::Words => match (first, next(1), next(2)) {
            (b'n', b'u', b'l') | (b'n', b'o', b'n' | b't') | (b'n', b'e', b'a' | 0xCC) | (b'n', 0xC3, _) => true,
            (b'i', b'n', b'c') | (b'u', b'n', b'k' | b'd') | (b'm', b'i', b's') | (b'v', b'i', b'd') => true,
            (b'b', b'l', b'a') | (b'e', b'm', b'p') | (b's', b'a', b'n') | (b'p', b'a', b's') => true,
            (b'a', b'u', b'c') | (b'a', b'c', b'o') | (b'a', b'r', b'e') | (b'a', b' ' | 0xCC, _) => true,
            // Marks of two letters with something between them.
            (b'n' | b's' | b't' | b'x', second, third) if !second.is_ascii_alphanumeric() => third != 0,
            (0xC3, second, _) => begins_with_grave_a(second),
            (first, ..) => !first.is_ascii_alphanumeric(),
        },
        // Zeros and nines, one digit many times, or no digit at all.
        Holds::Values | Holds::Dates if first.is_ascii_digit() => {
            is_one_digit(bytes) || (holds == Holds::Dates && may_be_end_of_time(bytes))
        }
        Holds::Values | Holds::Dates => !bytes.iter().any(|b| b.is_ascii_digit() || *b == b'@'),
    }
}

/// Whether a second byte is that of À or à; or of × or ÷, which are no letters.
fn begins_with_grave_a(second: u8) -> bool {
    matches!(second, 0x80 | 0xA0 | 0x97 | 0xB7)
}

#[inline(always)]
fn is_one_digit(bytes: &[u8]) -> bool {
    bytes.iter().filter(|b| b.is_ascii_digit()).all(|b| *b == bytes[0])
}

/// Whether a date may be the last day that programs know: of the year 2999 or 9999, or a spreadsheet's number of it.
#[inline(always)]
fn may_be_end_of_time(bytes: &[u8]) -> bool {
    match bytes.len() {
        // The year stands at the beginning or at the end.
        8 | 10 if !bytes.starts_with(b"2958") => bytes[1..4] == *b"999" || bytes.ends_with(b"999"),
        _ => bytes.starts_with(b"2958") || bytes.windows(3).any(|three| three == b"999"),
    }
}
