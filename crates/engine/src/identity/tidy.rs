//! Tidies the cells of a piece before anything is made of them: what programs put around values is taken off, and marks for nothing
//! become nothing.
//!
//! `="004201"`, zero-width and directional marks, no-break blanks, control characters, `&eacute;`: a value is the same without.

use std::borrow::Cow;
use std::collections::BTreeMap;

use polars::prelude::StringChunked;

use super::nothing::{self, Holds};
use super::{Fault, SetAside};
use crate::fold::{fold, invisible};
use crate::read::{Codes, Col, RawBatch};

/// Maximum number of row numbers kept per column.
const FIRST_ROWS: usize = 3;

/// What was noticed while cells were tidied.
#[derive(Clone, Default)]
pub struct Tidied {
    /// By column, rows with a mark for nothing.
    pub nothing: BTreeMap<Col, Rows>,
    /// Errors of formulas.
    pub set_aside: Vec<SetAside>,
    /// By column, rows with a value.
    pub filled: BTreeMap<Col, u64>,
}

/// A number of rows, and the first of them.
#[derive(Clone, Default)]
pub struct Rows {
    /// Number of rows.
    pub count: u64,
    /// The first row numbers, three at most.
    pub first: Vec<u64>,
}

impl Rows {
    fn see(&mut self, row: u64) {
        self.count += 1;
        if self.first.len() < FIRST_ROWS {
            self.first.push(row);
        }
    }
}

impl Tidied {
    /// Adds what was noticed in later rows.
    pub fn add(&mut self, later: Tidied) {
        for (col, rows) in later.nothing {
            let sum = self.nothing.entry(col).or_default();
            sum.count += rows.count;
            let room = FIRST_ROWS - sum.first.len();
            sum.first.extend(rows.first.into_iter().take(room));
        }
        for (col, count) in later.filled {
            *self.filled.entry(col).or_default() += count;
        }
        self.set_aside.extend(later.set_aside);
    }
}

/// Tidies all columns of a piece.
pub fn tidy(raw: RawBatch, codes: &Codes) -> (RawBatch, Tidied) {
    let mut tidied = Tidied::default();
    let rows = raw.rows().to_vec();
    let raw = raw.map_columns(|col, column| {
        let holds = col.map_or(Holds::Words, Holds::of);
        let changed = match column.iter().flatten().any(|cell| !matches!(change(cell, holds), Change::None)) {
            true => Some(tidy_column(&rows, col, column, holds, &mut tidied)),
            false => None,
        };
        if let Some(col) = col {
            let column = changed.as_ref().unwrap_or(column);
            *tidied.filled.entry(col).or_default() += (column.len() - column.null_count()) as u64;
            if let Some(words) = codes.get(&col) {
                return Some(in_words(column, words));
            }
        }
        changed
    });
    (raw, tidied)
}

fn tidy_column(
    rows: &[u64],
    col: Option<Col>,
    column: &StringChunked,
    holds: Holds,
    tidied: &mut Tidied,
) -> StringChunked {
    let cells = column.iter().zip(rows).map(|(cell, row)| match change(cell?, holds) {
        Change::None => cell.map(Cow::Borrowed),
        Change::Clean(clean) => Some(clean),
        Change::Blank => None,
        Change::Error => {
            tidied.set_aside.push(SetAside { row: *row, col, fault: Fault::CellError });
            None
        }
        Change::Nothing => {
            if let Some(col) = col {
                tidied.nothing.entry(col).or_default().see(*row);
            }
            None
        }
    });
    let cells: Vec<Option<Cow<'_, str>>> = cells.collect();
    let mut tidy = StringChunked::from_iter(cells.iter().map(|cell| cell.as_deref()));
    tidy.rename(column.name().clone());
    tidy
}

/// A column with the words that its codes stand for.
fn in_words(column: &StringChunked, words: &BTreeMap<String, String>) -> StringChunked {
    let word =
        |cell: Option<&str>| cell.map(|cell| words.get(&fold(cell)).map_or_else(|| cell.to_owned(), Clone::clone));
    let mut coded = StringChunked::from_iter(column.iter().map(word));
    coded.rename(column.name().clone());
    coded
}

/// What becomes of a cell.
enum Change<'a> {
    /// It stays.
    None,
    Clean(Cow<'a, str>),
    Blank,
    Nothing,
    Error,
}

#[inline]
fn change(cell: &str, holds: Holds) -> Change<'_> {
    if !is_suspect(cell, holds) {
        return Change::None;
    }
    let clean = clean(cell);
    match () {
        () if clean.is_empty() => Change::Blank,
        () if holds == Holds::Anything => if_changed(cell, clean),
        () if nothing::is_error(&clean) => Change::Error,
        () if nothing::is_nothing(&clean, holds) => Change::Nothing,
        () => if_changed(cell, clean),
    }
}

fn if_changed<'a>(cell: &str, clean: Cow<'a, str>) -> Change<'a> {
    if clean == cell { Change::None } else { Change::Clean(clean) }
}

/// Whether a text holds a control character, a character outside ASCII, or the beginning of an entity. Eight bytes are looked at at a
/// time, for nearly every cell passes here.
#[inline]
fn is_unusual(bytes: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let is_unusual = |word: u64| {
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let entity = word ^ (ONES * b'&' as u64);
        let entity = entity.wrapping_sub(ONES) & !entity;
        (word | control | entity) & TOPS != 0
    };
    match bytes.last_chunk::<8>() {
        // The last eight overlap those before them.
        Some(last) => {
            let (words, _) = bytes.as_chunks::<8>();
            is_unusual(u64::from_ne_bytes(*last)) || words.iter().any(|word| is_unusual(u64::from_ne_bytes(*word)))
        }
        None => bytes.iter().any(|byte| *byte < 0x20 || *byte >= 0x80 || *byte == b'&'),
    }
}

/// Whether a byte begins a character that is taken off: of no-break blanks, soft hyphens and the marks of Unicode. Accented letters of
/// French begin with others.
fn begins_mark(byte: &u8) -> bool {
    *byte < 0x20 || matches!(byte, 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xE3 | 0xEF | b'&')
}

/// Whether a cell may need tidying: a shortcut for most.
#[inline]
fn is_suspect(cell: &str, holds: Holds) -> bool {
    let bytes = cell.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    if matches!(first, b'=' | b'#' | b' ' | b'\'')
        || bytes.starts_with(b"Err:")
        || *last == b' '
        || (is_unusual(bytes) && bytes.iter().any(begins_mark))
    {
        return true;
    }
    if bytes.len() > nothing::LONGEST {
        return false;
    }
    let second = bytes.get(1).map_or(0, u8::to_ascii_lowercase);
    match holds {
        Holds::Anything => false,
        // A name that begins with a letter is a mark only if it has two words.
        Holds::Names => match (first.to_ascii_lowercase(), second) {
            (b'n', b'o' | b'/' | b'.') | (b's', b'a') | (b'a', b' ') => {
                bytes.iter().any(|b| matches!(b, b' ' | b'/' | b'.'))
            }
            (0xC3, 0xA0) => bytes.contains(&b' '),
            (first, _) => first.is_ascii() && !first.is_ascii_alphabetic(),
        },
        Holds::Digits => !first.is_ascii_digit(),
        // How marks begin that are words.
        Holds::Words => match (first.to_ascii_lowercase(), second) {
            (b'n', b'u' | b'o' | b'e' | b'/' | b'.') | (b'i' | b'u', b'n') | (b'm' | b'v', b'i') | (b'b', b'l') => true,
            (b'e', b'm') | (b'a', b'u' | b'c' | b'r') | (b's' | b'p', b'a') => true,
            (first, _) => !first.is_ascii_alphanumeric(),
        },
        // Zeros and nines, one digit many times, or no digit at all.
        Holds::Values | Holds::Dates => match first {
            first if first.is_ascii_digit() => is_even(bytes, holds),
            _ => !bytes.iter().any(|b| b.is_ascii_digit() || *b == b'@'),
        },
    }
}

/// Whether the digits may be those of a mark: one digit again and again, or the end of time.
fn is_even(bytes: &[u8], holds: Holds) -> bool {
    let same = bytes.iter().filter(|b| b.is_ascii_digit()).all(|b| *b == bytes[0]);
    same || (holds == Holds::Dates && (bytes.len() == 7 || bytes.windows(3).any(|three| three == b"999")))
}

/// A cell without what programs put around values.
fn clean(cell: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(cell.trim());
    if text.contains('&') && text.contains(';') {
        text = Cow::Owned(htmlize::unescape(text.as_ref()).into_owned());
    }
    if text.chars().any(|c| invisible(c) || is_control(c) || (c.is_whitespace() && c != ' ')) {
        let visible = text.chars().filter(|c| !invisible(*c));
        let plain: String = visible.map(|c| if is_control(c) || c.is_whitespace() { ' ' } else { c }).collect();
        text = Cow::Owned(plain.trim().to_owned());
    }
    match formula(&text) {
        Some(value) => Cow::Owned(value.to_owned()),
        None => text,
    }
}

/// The value in `="004201"`, with which a spreadsheet is made to show a number as it is.
fn formula(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('=')?;
    let inner = inner.strip_prefix("T(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(inner);
    let quoted = inner.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    quoted.or_else(|| Some(inner).filter(|inner| inner.bytes().all(|b| b.is_ascii_digit() || b == b'.'))).map(str::trim)
}

/// Whether a character controls a device. Those above 0x7F are left: in a name they are signs of damage.
fn is_control(c: char) -> bool {
    c < ' ' || c == '\u{7f}'
}
