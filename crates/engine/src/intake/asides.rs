//! Values and rows set aside, by column and reason: how many, and which rows.
//!
//! A file may be rejected row by row, so rows are kept as ranges, and no more than so many of these.

use std::collections::BTreeMap;

use super::FIRST_ROWS;
use crate::identity::{Fault, SetAside};
use crate::read::Col;

/// Ranges listed of one column and reason; further rows are counted, with the first and the last of them. Ours: a line each, it is
/// some thirty megabytes of list.
const MOST_RANGES: usize = 1_000_000;

/// What was set aside of a file.
#[derive(Default)]
pub struct Asides(BTreeMap<Group, Rows>);

/// Column and reason, and whether the row was rejected as a whole. Columns before rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    is_row: bool,
    /// The column of the values; none if whole rows are set aside.
    pub col: Option<Col>,
    /// The reason.
    pub fault: Fault,
    /// Whether the rows were rejected, for this or another reason.
    pub rejected: bool,
}

/// The rows of a column and reason, in the order of the file.
#[derive(Default)]
pub struct Rows {
    /// How often it was noticed.
    pub count: u64,
    /// Where.
    pub ranges: Vec<Range>,
}

/// Rows one after another or, as the last of very many, all between two rows that were noticed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Number of the first row.
    pub first: u64,
    /// Number of the last row.
    pub last: u64,
    /// How many of them were noticed.
    pub rows: u64,
}

impl Asides {
    /// Adds what was set aside of the next rows of the file, in the order of the rows.
    pub fn add(&mut self, next: &[SetAside]) {
        for of_row in next.chunk_by(|a, b| a.row == b.row) {
            let rejected = of_row.iter().any(|aside| aside.fault.rejects());
            for SetAside { row, col, fault } in of_row.iter().copied() {
                self.0.entry(Group { is_row: col.is_none(), col, fault, rejected }).or_default().add(row);
            }
        }
    }

    /// Number of rejected rows.
    pub fn rejected(&self) -> u64 {
        self.count(|group| group.fault.rejects())
    }

    /// How often something was noticed.
    pub fn count(&self, is_meant: impl Fn(&Group) -> bool) -> u64 {
        self.0.iter().filter(|(group, _)| is_meant(group)).map(|(_, rows)| rows.count).sum()
    }

    /// How often something was noticed, and the first rows.
    pub fn noticed(&self, is_meant: impl Fn(&Group) -> bool) -> (u64, Vec<u64>) {
        let meant = || self.0.iter().filter(|(group, _)| is_meant(group)).map(|(_, rows)| rows);
        let mut first: Vec<u64> = meant().flat_map(Rows::first).collect();
        first.sort_unstable();
        first.dedup();
        first.truncate(FIRST_ROWS);
        (meant().map(|rows| rows.count).sum(), first)
    }

    /// Columns and reasons with their rows.
    pub fn groups(&self) -> impl Iterator<Item = (&Group, &Rows)> {
        self.0.iter()
    }
}

impl Rows {
    fn add(&mut self, row: u64) {
        self.count += 1;
        let listed = self.ranges.len();
        match self.ranges.last_mut() {
            Some(last) if last.last == row => {}
            Some(last) if last.last + 1 == row || listed > MOST_RANGES => {
                last.last = row;
                last.rows += 1;
            }
            _ => self.ranges.push(Range { first: row, last: row, rows: 1 }),
        }
    }

    fn first(&self) -> impl Iterator<Item = u64> {
        self.ranges.iter().flat_map(|range| range.first..=range.last).take(FIRST_ROWS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aside(row: u64, fault: Fault) -> SetAside {
        SetAside { row, col: (!fault.rejects()).then_some(Col::Nir), fault }
    }

    #[test]
    fn rows_one_after_another_are_one_range_and_very_many_are_counted() {
        let mut asides = Asides::default();
        let (wrong, incomplete) = (Fault::NirWrongKey, Fault::Incomplete);
        asides.add(&[aside(2, wrong), aside(3, wrong), aside(3, incomplete), aside(4, wrong)]);
        asides.add(&[aside(5, wrong), aside(9, wrong)]);
        assert_eq!(asides.rejected(), 1);
        assert_eq!(asides.noticed(|group| group.fault == wrong), (5, vec![2, 3, 4]));
        let kept = asides.groups().find(|(group, _)| !group.rejected).map(|(_, rows)| &rows.ranges);
        let range = |first, last| Range { first, last, rows: last - first + 1 };
        assert!(kept.is_some_and(|ranges| *ranges == [range(2, 2), range(4, 5), range(9, 9)]));
    }

    #[test]
    fn beyond_a_number_of_ranges_rows_are_counted_between_two() {
        let mut rows = Rows::default();
        let most = MOST_RANGES as u64;
        (0..most + 10).for_each(|n| rows.add(2 * n));
        assert_eq!((rows.count, rows.ranges.len() as u64), (most + 10, most + 1));
        let last = Range { first: 2 * most, last: 2 * (most + 9), rows: 10 };
        assert!(rows.ranges.last() == Some(&last));
    }
}
