//! Some rows of a file as text.

use polars::prelude::{DataFrame, StringChunked};

use super::{Col, Source};

/// Some rows of a file as text, columns by our names.
pub struct RawBatch {
    rows: Vec<u64>,
    /// What the first columns of the frame mean; the others mean nothing to ampleur.
    cols: Vec<Col>,
    frame: DataFrame,
    totals: Vec<u64>,
}

impl RawBatch {
    /// A batch from a file: its mapped columns in the order of the mapping, then the others.
    pub(super) fn new(source: &Source, rows: Vec<u64>, frame: DataFrame, totals: Vec<u64>) -> RawBatch {
        RawBatch { rows, cols: source.mapping.columns().iter().map(|m| m.col).collect(), frame, totals }
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The row numbers in the user's file: a header line counts, as a spreadsheet shows it.
    pub fn rows(&self) -> &[u64] {
        &self.rows
    }

    /// Lines at the end of the file that are totals and no persons, by row number.
    pub fn totals(&self) -> &[u64] {
        &self.totals
    }

    /// A column, if the file has it.
    pub fn column(&self, col: Col) -> Option<&StringChunked> {
        self.columns().find(|(c, _)| *c == col).map(|(_, column)| column)
    }

    /// All columns that mean something; one that only counts as filled may come more than once.
    pub fn columns(&self) -> impl Iterator<Item = (Col, &StringChunked)> {
        self.cols.iter().copied().zip(self.texts())
    }

    /// In a leak: the columns that mean nothing to ampleur, in the order of [`super::Mapping::others`].
    pub fn others(&self) -> impl Iterator<Item = &StringChunked> {
        self.texts().skip(self.cols.len())
    }

    fn texts(&self) -> impl Iterator<Item = &StringChunked> {
        self.frame.columns().iter().filter_map(|column| column.str().ok())
    }

    /// Cuts the batch into pieces of so many rows, each with the number of rows before it.
    pub fn split(&self, size: usize) -> Vec<(usize, RawBatch)> {
        self.rows
            .chunks(size)
            .enumerate()
            .map(|(i, rows)| {
                let mut frame = self.frame.slice((i * size).cast_signed() as i64, size);
                frame.rechunk_mut();
                (i * size, RawBatch { rows: rows.to_vec(), cols: self.cols.clone(), frame, totals: Vec::new() })
            })
            .collect()
    }
}
