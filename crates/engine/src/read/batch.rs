//! Batches of rows as text.

use anyhow::Context;
use polars::prelude::{Column, DataFrame, IdxCa, IntoColumn, NewChunkedArray, StringChunked};

use super::{Col, Passed, Source, long};
use model::error::{Problem, Result};

/// Some rows of a file as text, with columns in ampleur's terms.
pub struct RawBatch {
    rows: Vec<u64>,
    /// The meaning of the first columns of the frame; the remaining ones are unmapped.
    cols: Vec<Col>,
    frame: DataFrame,
    passed: Vec<(u64, Passed)>,
}

impl RawBatch {
    /// A batch of a file: mapped columns in the order of the mapping, then unmapped ones.
    pub(super) fn new(
        source: &Source,
        rows: Vec<u64>,
        frame: DataFrame,
        passed: Vec<(u64, Passed)>,
    ) -> Result<RawBatch, Problem> {
        let frame = long::bounded(source, &rows, frame)?;
        Ok(RawBatch { rows, cols: source.mapping.columns().iter().map(|m| m.col).collect(), frame, passed })
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Row numbers in the user's file, counted as a spreadsheet shows them: the header line is a row.
    pub fn rows(&self) -> &[u64] {
        &self.rows
    }

    /// Lines that are no rows, by number.
    pub fn passed(&self) -> &[(u64, Passed)] {
        &self.passed
    }

    /// A column; none if the file lacks it.
    pub fn column(&self, col: Col) -> Option<&StringChunked> {
        self.columns().find(|(c, _)| *c == col).map(|(_, column)| column)
    }

    /// All mapped columns. One that may repeat can occur more than once.
    pub fn columns(&self) -> impl Iterator<Item = (Col, &StringChunked)> {
        self.cols.iter().copied().zip(self.texts())
    }

    /// Leaks: the unmapped columns, in the order of [`super::Mapping::others`].
    pub fn others(&self) -> impl Iterator<Item = &StringChunked> {
        self.texts().skip(self.cols.len())
    }

    fn texts(&self) -> impl Iterator<Item = &StringChunked> {
        self.frame.columns().iter().filter_map(|column| column.str().ok())
    }

    /// The batch with the columns that `change` gives in place of others. It gets the meaning of each, none if it is unmapped.
    #[must_use]
    pub fn map_columns(
        mut self,
        mut change: impl FnMut(Option<Col>, &StringChunked) -> Option<StringChunked>,
    ) -> RawBatch {
        let height = self.height();
        let columns = self.frame.columns().iter().enumerate().map(|(place, column)| {
            let changed = column.str().ok().and_then(|text| change(self.cols.get(place).copied(), text));
            changed.map_or_else(|| column.clone(), IntoColumn::into_column)
        });
        let columns: Vec<Column> = columns.collect();
        self.frame = DataFrame::new(height, columns).expect("as many columns of one height, with their names");
        self
    }

    /// The given columns of the given rows; all rows if none are given. `rows` are sorted positions.
    pub fn select(&self, columns: &[Col], rows: Option<&[u32]>) -> Result<RawBatch> {
        let places: Vec<usize> = (0..self.cols.len()).filter(|place| columns.contains(&self.cols[*place])).collect();
        let kept = places.iter().map(|place| self.frame.columns()[*place].clone()).collect();
        let mut frame = DataFrame::new(self.height(), kept).context("columns cannot be selected")?;
        let mut numbers = self.rows.clone();
        if let Some(rows) = rows {
            frame = frame.take(&IdxCa::from_slice("".into(), rows)).context("rows cannot be selected")?;
            numbers = rows.iter().map(|row| self.rows[*row as usize]).collect();
        }
        let cols = places.into_iter().map(|place| self.cols[place]).collect();
        Ok(RawBatch { rows: numbers, cols, frame, passed: Vec::new() })
    }

    /// Splits the batch into pieces of `size` rows, each with the number of rows before it.
    pub fn split(&self, size: usize) -> Vec<(usize, RawBatch)> {
        self.rows
            .chunks(size)
            .enumerate()
            .map(|(i, rows)| {
                let mut frame = self.frame.slice((i * size).cast_signed() as i64, size);
                frame.rechunk_mut();
                (i * size, RawBatch { rows: rows.to_vec(), cols: self.cols.clone(), frame, passed: Vec::new() })
            })
            .collect()
    }
}
