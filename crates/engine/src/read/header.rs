//! What stands around the rows of persons: lines above the headers, the headers, a total at the end.

use std::collections::BTreeMap;

use super::{Side, mapping};
use crate::fold::fold;
use model::incident::At;

/// The headers stand in one of the first lines, or nowhere.
pub(super) const HEAD: usize = 20;

/// Where the headers were found.
pub(super) struct HeaderLine {
    /// Index of the line among those looked at.
    pub line: usize,
    /// How many headers are recognised.
    pub score: usize,
}

/// The line with most known headers; none if no line has one.
pub(super) fn find(head: &[Vec<String>], side: Side, given: &BTreeMap<String, At>) -> Option<HeaderLine> {
    let scores = head.iter().map(|cells| mapping::recognised(cells, side, given)).enumerate();
    let (line, score) = scores.max_by_key(|(line, score)| (*score, std::cmp::Reverse(*line)))?;
    let cells = head.get(line)?;
    // A file without headers has a person in their place, and one cell of it may happen to be a word of ours.
    let looks_like_a_row = || cells.iter().any(|h| h.bytes().filter(u8::is_ascii_digit).count() >= 6);
    let trusted = match score {
        0 => false,
        // Below other lines one word alone may stand in a title.
        1 => (line == 0 || cells.iter().filter(|c| !c.is_empty()).count() == 1) && !looks_like_a_row(),
        2 => !looks_like_a_row(),
        _ => true,
    };
    trusted.then_some(HeaderLine { line, score })
}

/// Words that open a line of totals.
const TOTALS: [&str; 10] = ["total", "totaux", "nombre", "nb", "somme", "count", "sum", "fin", "eof", "end"];

/// Words of a line that only counts: `41 lignes`, `(41 rows affected)`.
const COUNTED: [&str; 8] = ["ligne", "lignes", "row", "rows", "enregistrement", "enregistrements", "record", "records"];

/// Whether a line (of a file so many columns wide) reads as a total and not as a person. Only asked of the last ones.
pub(super) fn is_total<'a>(cells: impl Iterator<Item = &'a str>, width: usize) -> bool {
    let mut filled = cells.map(str::trim).filter(|cell| !cell.is_empty());
    let Some(first) = filled.next() else { return false };
    let more = filled.take(3).count();
    // A few cells in a wide file; a person fills most of them.
    if more > 2 || (more > 0 && 2 * (more + 1) > width) {
        return false;
    }
    let words = || first.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let opens = words().next().is_some_and(|w| TOTALS.contains(&fold(w).as_str()));
    let counts = || words().any(|w| w.parse::<u64>().is_ok()) && words().any(|w| COUNTED.contains(&fold(w).as_str()));
    opens || (more == 0 && counts())
}
