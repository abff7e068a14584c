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

/// The line with the most known headers, or the first of two that have rows of their own; none if there is no credible one.
pub(super) fn find(head: &[Vec<String>], side: Side, given: &BTreeMap<String, At>) -> Option<HeaderLine> {
    let scores: Vec<usize> = head.iter().map(|cells| mapping::recognised(cells, side, given)).collect();
    let (best, _) = scores.iter().enumerate().max_by_key(|(line, score)| (**score, std::cmp::Reverse(*line)))?;
    // A table above is not passed over for one below that has more headers. That these are others is told where rows are read.
    let is_table = |line: &usize| scores[*line] >= 3 && head[line + 1..best].iter().any(|cells| is_row(cells));
    let line = (0..best).find(is_table).unwrap_or(best);
    let (cells, score) = (&head[line], scores[line]);
    // A file without headers has data in the first line, and a cell of it may be a known header by accident.
    let trusted = match score {
        0 => false,
        // Below other lines, a single known word may be part of a title.
        1 => (line == 0 || cells.iter().filter(|c| !c.is_empty()).count() == 1) && !has_number(cells),
        2 => !has_number(cells),
        _ => true,
    };
    trusted.then_some(HeaderLine { line, score })
}

/// Whether a line holds a number, or a date.
fn has_number(cells: &[String]) -> bool {
    cells.iter().any(|cell| cell.bytes().filter(u8::is_ascii_digit).count() >= 6)
}

/// Whether a line may be a row of a table rather than a part of its title.
fn is_row(cells: &[String]) -> bool {
    has_number(cells) && cells.iter().filter(|cell| !cell.is_empty()).count() >= 3
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
