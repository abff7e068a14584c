//! Finds the headers, and lines of totals at the end.

use std::collections::BTreeMap;

use super::{Side, mapping};
use crate::fold::fold;
use model::incident::At;

/// Number of lines in which headers are looked for.
pub(super) const HEAD: usize = 20;

/// Where the headers are.
pub(super) struct HeaderLine {
    /// Index of the line among those examined.
    pub line: usize,
    /// Number of recognised headers.
    pub score: usize,
}

/// The line with the most known headers; none if there is no credible one.
pub(super) fn find(head: &[Vec<String>], side: Side, given: &BTreeMap<String, At>) -> Option<HeaderLine> {
    let scores = head.iter().map(|cells| mapping::recognised(cells, side, given)).enumerate();
    let (line, score) = scores.max_by_key(|(line, score)| (*score, std::cmp::Reverse(*line)))?;
    let cells = head.get(line)?;
    // A file without headers has data in the first line, and a cell of it may be a known header by accident.
    let looks_like_a_row = || cells.iter().any(|h| h.bytes().filter(u8::is_ascii_digit).count() >= 6);
    let trusted = match score {
        0 => false,
        // Below other lines, a single known word may be part of a title.
        1 => (line == 0 || cells.iter().filter(|c| !c.is_empty()).count() == 1) && !looks_like_a_row(),
        2 => !looks_like_a_row(),
        _ => true,
    };
    trusted.then_some(HeaderLine { line, score })
}

/// Words at the start of a line of totals.
const TOTALS: [&str; 11] = ["total", "totaux", "nombre", "nb", "somme", "count", "sum", "fin", "eof", "end", "moyenne"];

/// Words in a line with a row count: `41 lignes`, `(41 rows affected)`.
const COUNTED: [&str; 8] = ["ligne", "lignes", "row", "rows", "enregistrement", "enregistrements", "record", "records"];

/// Whether a line is a total rather than a row. `width` is the number of columns. Applies to the last lines of a file
/// only.
pub(super) fn is_total<'a>(cells: impl Iterator<Item = &'a str>, width: usize) -> bool {
    let mut filled = cells.map(str::trim).filter(|cell| !cell.is_empty());
    let Some(first) = filled.next() else { return false };
    let more = filled.take(3).count();
    // A total fills few cells of a wide file, and a row fills most of them.
    if more > 2 || (more > 0 && 2 * (more + 1) > width) {
        return false;
    }
    let words = || first.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let opens = words().next().is_some_and(|w| TOTALS.contains(&fold(w).as_str()));
    let counts = || words().any(|w| w.parse::<u64>().is_ok()) && words().any(|w| COUNTED.contains(&fold(w).as_str()));
    opens || (more == 0 && counts())
}
