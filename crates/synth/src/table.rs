//! Text tables, collected in memory a few thousand rows at a time and then appended to a file.

use std::fmt::{Arguments, Write as _};
use std::io::BufWriter;
use std::path::Path;

use anyhow::Context;
use polars::prelude::{
    BatchedWriter, Column, DataFrame, IntoColumn, NewChunkedArray, ParquetCompression, ParquetWriter, StringChunked,
};

use model::error::{self, Result};
use model::output::{self, Output, Why};

/// Columns of text; the cells of a column are stored end to end.
pub(crate) struct Table(Vec<Cells>);

#[derive(Default)]
struct Cells {
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end])
    }
}

impl Table {
    pub(crate) fn new(columns: usize) -> Table {
        Table((0..columns).map(|_| Cells::default()).collect())
    }

    /// Begins a row, filled from left to right.
    pub(crate) fn row(&mut self) -> Row<'_> {
        Row { cells: self.0.iter_mut() }
    }

    /// Number of rows.
    pub(crate) fn height(&self) -> usize {
        self.0.first().map_or(0, |cells| cells.ends.len())
    }
}

/// A row being filled.
pub(crate) struct Row<'a> {
    cells: std::slice::IterMut<'a, Cells>,
}

impl Row<'_> {
    pub(crate) fn text(&mut self, text: &str) {
        if let Some(cells) = self.cells.next() {
            cells.text.push_str(text);
            cells.ends.push(cells.text.len());
        }
    }

    /// Formats the next cell in place.
    pub(crate) fn cell(&mut self, text: Arguments<'_>) {
        if let Some(cells) = self.cells.next() {
            let _ = cells.text.write_fmt(text);
            cells.ends.push(cells.text.len());
        }
    }
}

/// A file to which tables are appended.
pub(crate) struct Writer {
    headers: &'static [&'static str],
    file: Format,
    why: Why,
}

enum Format {
    Csv(Box<csv::Writer<Output>>),
    Parquet(Box<BatchedWriter<BufWriter<Output>>>),
}

impl Writer {
    /// Creates the file and writes its headers.
    pub(crate) fn create(path: &Path, headers: &'static [&'static str], delimiter: u8, csv: bool) -> Result<Writer> {
        let refuse = |e: std::io::Error| error::cannot_write(path, &e);
        std::fs::create_dir_all(path.parent().unwrap_or(path)).map_err(refuse)?;
        let (file, why) = output::create(path)?;
        let file = if csv {
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(file);
            writer.write_record(headers).map_err(|_| why.told())?;
            Format::Csv(Box::new(writer))
        } else {
            let empty = frame(headers, &[])?;
            let writer = ParquetWriter::new(BufWriter::new(file)).with_compression(ParquetCompression::Zstd(None));
            Format::Parquet(Box::new(writer.batched(empty.schema()).map_err(|_| why.told())?))
        };
        Ok(Writer { headers, file, why })
    }

    /// Appends tables; in Parquet, as one row group.
    pub(crate) fn write(&mut self, tables: &[Table]) -> Result<()> {
        match &mut self.file {
            Format::Csv(writer) => {
                for table in tables {
                    let mut columns: Vec<_> = table.0.iter().map(Cells::iter).collect();
                    for _ in 0..table.height() {
                        let cells = columns.iter_mut().filter_map(Iterator::next);
                        writer.write_record(cells).map_err(|_| self.why.told())?;
                    }
                }
            }
            Format::Parquet(writer) => {
                let frame = frame(self.headers, tables)?;
                if frame.height() > 0 {
                    writer.write_batch(&frame).map_err(|_| self.why.told())?;
                }
            }
        }
        Ok(())
    }

    /// Writes the end of the file.
    pub(crate) fn finish(self) -> Result<()> {
        match self.file {
            Format::Csv(mut writer) => writer.flush().map_err(|_| self.why.told())?,
            Format::Parquet(writer) => {
                writer.finish().map_err(|_| self.why.told())?;
            }
        }
        Ok(())
    }
}

/// Empty cells become nulls.
fn frame(headers: &[&str], tables: &[Table]) -> Result<DataFrame> {
    let column = |(i, header): (usize, &&str)| -> Column {
        let cells = tables.iter().flat_map(|table| table.0[i].iter());
        let cells = cells.map(|cell| (!cell.is_empty()).then_some(cell));
        StringChunked::from_iter_options((*header).into(), cells).into_column()
    };
    let height = tables.iter().map(Table::height).sum();
    Ok(DataFrame::new(height, headers.iter().enumerate().map(column).collect()).context("writing Parquet")?)
}
