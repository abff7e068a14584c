//! Tells at first sight that a cell needs no tidying, as nearly every cell does not.
//!
//! A cell that is not plain may still turn out well; a plain one never has anything to be tidied. The marks for nothing stand in
//! [`nothing`]: all that is taken from them here is that each is short, and what of a value no mark ever holds.

use super::nothing::{self, Holds};

/// The longest text that a view of a column holds itself, in bytes.
const INLINE: usize = 12;

/// Each byte of a word.
const ONES: u128 = u128::MAX / 0xFF;
const TOPS: u128 = ONES * 0x80;

/// Whether the text that a view of a column holds itself, given as its bits, is plain; none if it holds only a reference.
#[inline(always)]
pub(super) fn inline(view: u128, holds: Holds) -> Option<bool> {
    let length = view as u32 as usize;
    if length == 0 || length > INLINE {
        return None;
    }
    // Bytes above the text are zeros. A letter there is as good as none.
    let text = (view >> 32) | (ONES * b'a' as u128) << (8 * length);
    let [first, second, last] = [text as u8, (text >> 8) as u8, (text >> (8 * (length - 1))) as u8];
    if is_odd(text) || is_framed(first, last) || text as u32 == u32::from_le_bytes(*b"Err:") {
        return Some(false);
    }
    let may_be_word = matches!(holds, Holds::Names | Holds::Words | Holds::Values) && length > 1;
    Some(holds_value(text, holds) || (may_be_word && nothing::begins_no_mark(first, second)))
}

/// Whether a text of any length is plain.
pub(super) fn is_plain(text: &str, holds: Holds) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    if is_framed(*first, *last) || text.starts_with("Err:") {
        return false;
    }
    if words(bytes).any(is_odd) {
        return bytes.iter().all(is_of_text) && (bytes.len() > nothing::LONGEST || is_no_mark(text, holds));
    }
    match holds {
        _ if bytes.len() > nothing::LONGEST => true,
        Holds::Names => words(bytes).all(|word| holds_value(word, holds)) || is_no_mark(text, holds),
        // A last day may stand across the end of a word.
        Holds::Dates | Holds::Ends => !may_be_last_day(bytes) && words(bytes).any(|word| holds_value(word, holds)),
        _ => words(bytes).any(|word| holds_value(word, holds)) || is_no_mark(text, holds),
    }
}

/// Whether a text of any characters begins as no mark for nothing does. Of numbers, only one with a name in it is sure.
fn is_no_mark(text: &str, holds: Holds) -> bool {
    match holds {
        Holds::Anything => true,
        Holds::Dates | Holds::Ends | Holds::Digits => false,
        Holds::Contacts => nothing::is_of_somebody(text),
        Holds::Numbers => false,
        Holds::Values if text.contains('@') => text.contains(char::is_alphanumeric),
        Holds::Names | Holds::Words | Holds::Values => !nothing::may_begin_mark(text),
    }
}

/// Whether a byte is of a printable character of ASCII that begins no entity, or of a letter with an accent.
fn is_of_text(byte: &u8) -> bool {
    matches!(byte, 0x20..=0x7E | 0x80..=0xBF | 0xC3..=0xC5) && *byte != b'&'
}

/// Sixteen bytes at a time; the last of them overlap those before, and less than sixteen are filled up with a letter. What is asked of
/// all or any of them does not depend on their order.
#[inline(always)]
fn words(bytes: &[u8]) -> impl Iterator<Item = u128> + '_ {
    let (whole, _) = bytes.as_chunks::<16>();
    let last = match (bytes.last_chunk::<16>(), bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(last), ..) => u128::from_le_bytes(*last),
        (_, Some(first), Some(last)) => {
            u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << 64
        }
        _ => u128::from_le_bytes(std::array::from_fn(|i| bytes.get(i).copied().unwrap_or(b'a'))),
    };
    whole.iter().map(|word| u128::from_le_bytes(*word)).chain([last])
}

/// Whether a text begins or ends as one does that a program has put something around, or as an error of a formula.
#[inline(always)]
fn is_framed(first: u8, last: u8) -> bool {
    matches!(first, b'=' | b'#' | b' ') || last == b' '
}

/// Whether a word holds a control character, a character outside ASCII, or the beginning of an entity.
#[inline(always)]
fn is_odd(word: u128) -> bool {
    let control = word.wrapping_sub(ONES * 0x20);
    let entity = (word ^ (ONES * b'&' as u128)).wrapping_sub(ONES);
    let delete = (word ^ (ONES * 0x7F)).wrapping_sub(ONES);
    (word | control | entity | delete) & TOPS != 0
}

/// The bytes of a word of ASCII that lie in a range, by their highest bits.
#[inline(always)]
fn within(word: u128, from: u8, to: u8) -> u128 {
    (word + ONES * (0x80 - from) as u128) & !(word + ONES * (0x7F - to) as u128) & TOPS
}

/// Whether a word of ASCII holds what no mark for nothing holds.
#[inline(always)]
fn holds_value(word: u128, holds: Holds) -> bool {
    match holds {
        Holds::Anything => true,
        // A name of letters alone is one, even if it is Null.
        Holds::Names => within(word | (ONES * 0x20), b'a', b'z') == TOPS,
        Holds::Words | Holds::Digits => within(word, b'0', b'9') != 0,
        Holds::Values => within(word, b'1', b'9') != 0,
        Holds::Numbers => within(word, b'1', b'8') != 0,
        // `+33` and `FR76` are none: only three digits tell a number.
        Holds::Contacts => within(word, b'1', b'9').count_ones() > 2,
        Holds::Dates | Holds::Ends => within(word, b'1', b'8') != 0 && !holds_last_day(word),
    }
}

/// Whether a word of ASCII may hold one of [`nothing::LAST_DAYS`].
#[inline(always)]
fn holds_last_day(word: u128) -> bool {
    let nines = within(word, b'9', b'9');
    nines & (nines >> 8) & (nines >> 16) != 0 || word as u32 == u32::from_le_bytes(*b"2958")
}

fn may_be_last_day(bytes: &[u8]) -> bool {
    bytes.starts_with(b"2958") || bytes.windows(3).any(|three| three == b"999")
}

// What is taken for granted above of the last days of programs. Written with other separators, a year still is one.
const _: () = {
    let mut i = 0;
    while i < nothing::LAST_DAYS.len() {
        let day = nothing::LAST_DAYS[i].as_bytes();
        let has_year = matches!(day, [_, b'9', b'9', b'9', ..] | [.., b'9', b'9', b'9']);
        assert!(has_year || matches!(day, [b'2', b'9', b'5', b'8', ..]));
        i += 1;
    }
};
