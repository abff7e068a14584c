//! Tidies the cells of a piece before anything is made of them: what programs put around values is taken off, and marks for nothing
//! become nothing.
//!
//! `="004201"`, zero-width and directional marks, no-break blanks, control characters, `&eacute;`: a value is the same without.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::StringChunked;
use rustc_hash::FxHashSet;

use super::nothing::{self, Holds};
use super::{Fault, SetAside, plain};
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
    /// Columns of which any cell became another one.
    pub changed: BTreeSet<Col>,
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
        self.changed.extend(later.changed);
    }
}

/// Tidies all columns of a piece.
pub fn tidy(raw: RawBatch, codes: &Codes) -> (RawBatch, Tidied) {
    tidy_but(raw, codes, &BTreeSet::new())
}

/// Tidies all columns of a piece but those that are known to be tidy.
pub fn tidy_but(raw: RawBatch, codes: &Codes, known: &BTreeSet<Col>) -> (RawBatch, Tidied) {
    let mut tidied = Tidied::default();
    let rows = raw.rows().to_vec();
    let raw = raw.map_columns(|col, column| {
        let holds = col.map_or(Holds::Words, Holds::of);
        let is_known = col.is_some_and(|col| known.contains(&col));
        let is_untidy = !is_known && is_untidy(column, holds);
        let changed = is_untidy.then(|| tidy_column(&rows, col, column, holds, &mut tidied));
        if let Some(col) = col {
            tidied.changed.extend(is_untidy.then_some(col));
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

/// Number of different texts of a column that are remembered to be tidy.
const REMEMBERED: usize = 1 << 10;

/// Whether a cell of a column becomes another one.
fn is_untidy(column: &StringChunked, holds: Holds) -> bool {
    // A loop for each kind of column, so that the kind is not asked for again at each cell.
    match holds {
        Holds::Anything => any_untidy(column, Holds::Anything),
        Holds::Names => any_untidy(column, Holds::Names),
        Holds::Words => any_untidy(column, Holds::Words),
        Holds::Values => any_untidy(column, Holds::Values),
        Holds::Numbers => any_untidy(column, Holds::Numbers),
        Holds::Contacts => any_untidy(column, Holds::Contacts),
        Holds::Dates => any_untidy(column, Holds::Dates),
        Holds::Ends => any_untidy(column, Holds::Ends),
        Holds::Digits => any_untidy(column, Holds::Digits),
    }
}

#[inline(always)]
fn any_untidy(column: &StringChunked, holds: Holds) -> bool {
    // Cells without a value are empty here: they are counted, which takes less time than to ask for each.
    let (mut empty, mut tidy) = (0, FxHashSet::default());
    for chunk in column.downcast_iter() {
        let mut before = 0;
        for (i, view) in chunk.views().iter().enumerate() {
            empty += usize::from(view.length == 0);
            // Rows of a household have much in common.
            let is_as_before = view.as_u128() == before;
            before = view.as_u128();
            if view.length == 0 || is_as_before || plain::inline(view.as_u128(), holds) == Some(true) {
                continue;
            }
            let cell = chunk.value(i);
            if plain::is_plain(cell, holds) || tidy.contains(cell) {
                continue;
            }
            if !matches!(closely(cell, holds), Change::None) {
                return true;
            }
            if tidy.len() < REMEMBERED {
                tidy.insert(cell);
            }
        }
    }
    empty > column.null_count()
}

fn change(cell: &str, holds: Holds) -> Change<'_> {
    if plain::is_plain(cell, holds) { Change::None } else { closely(cell, holds) }
}

/// What becomes of a cell that is not plain.
fn closely(cell: &str, holds: Holds) -> Change<'_> {
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

/// A cell without what programs put around values.
fn clean(cell: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(cell.trim());
    if text.chars().any(is_wide) {
        text = Cow::Owned(text.chars().map(|c| if is_wide(c) { narrow(c) } else { c }).collect());
    }
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

/// Whether a character is one of ASCII in the width of a Chinese one.
fn is_wide(c: char) -> bool {
    ('\u{ff01}'..='\u{ff5e}').contains(&c)
}

fn narrow(c: char) -> char {
    char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
}

/// Whether a character controls a device. Those above 0x7F are left: in a name they are signs of damage.
fn is_control(c: char) -> bool {
    c < ' ' || c == '\u{7f}'
}
