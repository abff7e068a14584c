//! How values that could not be read are written, without the values.

use std::collections::BTreeMap;

use super::SetAside;
use crate::read::{Col, RawBatch};

/// Characters of a shape that are kept.
const LONGEST: usize = 24;

/// By column of dates and numbers, the shape of the first value that could not be read. `set_aside` is in the order of the rows.
pub fn shapes(raw: &RawBatch, set_aside: &[SetAside]) -> BTreeMap<Col, String> {
    let mut shapes = BTreeMap::new();
    for aside in set_aside.iter().filter(|aside| aside.fault.is_unreadable()) {
        let Some(col) = aside.col.filter(|col| has_shape(*col) && !shapes.contains_key(col)) else { continue };
        let place = raw.rows().binary_search(&aside.row).ok();
        if let Some(written) = place.and_then(|place| raw.column(col)?.get(place)) {
            shapes.insert(col, of(written, col));
        }
    }
    shapes
}

/// Columns whose shape says nothing about a person.
fn has_shape(col: Col) -> bool {
    col.is_date() || Col::NUMBERS.contains(&col) || matches!(col, Col::Nir | Col::OwnNir | Col::BirthRank)
}

/// `9999-99-99T99:99:99A` for `1985-12-03T14:12:00Z`. In columns whose lengths may say something, rows of letters and of digits count as
/// one: `Aa-Aa`.
pub fn of(written: &str, col: Col) -> String {
    let mut shape: String = written
        .chars()
        .take(LONGEST)
        .map(|c| match c {
            c if c.is_numeric() => '9',
            c if c.is_uppercase() => 'A',
            c if c.is_alphabetic() => 'a',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '?',
        })
        .collect();
    if written.chars().nth(LONGEST).is_some() {
        shape.push('…');
    }
    if !has_shape(col) {
        let mut last = None;
        shape.retain(|c| c != last.replace(c).unwrap_or_default());
    }
    shape
}
