//! A file in, [`RawBatch`]es out: all columns text, each row with the number it has in the user's file.
//!
//! [`inspect`] settles format, dialect and columns from the first lines, before any run; [`Source::batches`] streams
//! the rows. Nothing is guessed about a value here.

mod column;
mod csv;
mod mapping;
mod parquet;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use polars::prelude::{DataFrame, StringChunked};
use serde::Serialize;

use crate::error::{self, Problem, Result};

pub use column::{Col, Side};
pub use mapping::Mapping;

/// Rows handed on at a time: enough to share among cores, few enough to stay small in memory.
const BATCH_ROWS: usize = 1 << 17;

/// A file that has been looked at: how to read it and what its columns mean.
pub struct Source {
    /// As the incident file writes it; the only name that outputs and messages use.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
    /// How it is written.
    pub format: Format,
    /// Their header → our column.
    pub mapping: Mapping,
}

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text with a delimiter, UTF-8.
    Csv {
        /// `;` or `,`.
        delimiter: char,
    },
    /// Apache Parquet.
    Parquet,
}

/// Looks at the beginning of a file. `columns` is what the incident file says of its headers.
pub fn inspect(
    path: &Path,
    shown: &str,
    side: Side,
    columns: &BTreeMap<String, String>,
) -> Result<Source, Vec<Problem>> {
    let one = |problem| vec![problem];
    let metadata = std::fs::metadata(path).map_err(|e| one(error::file("the file", shown, &e)))?;
    if metadata.is_dir() {
        let folder = std::io::Error::from(std::io::ErrorKind::IsADirectory);
        return Err(one(error::file("the file", shown, &folder)));
    }
    let extension = path.extension().and_then(|e| e.to_str()).map(str::to_lowercase);
    let is_csv = match extension.as_deref() {
        Some("csv" | "txt") => true,
        Some("parquet" | "pq") => false,
        _ => return Err(one(error::unknown_format(shown))),
    };
    if metadata.len() == 0 {
        return Err(one(error::empty_file(shown)));
    }
    let (format, headers) = if is_csv {
        let (delimiter, headers) = csv::inspect(path, shown, side, columns).map_err(one)?;
        (Format::Csv { delimiter: char::from(delimiter) }, headers)
    } else {
        (Format::Parquet, parquet::inspect(path, shown).map_err(one)?)
    };
    let mapping = Mapping::resolve(shown, side, &headers, columns)?;
    Ok(Source { shown: shown.to_owned(), path: path.to_owned(), format, mapping })
}

impl Source {
    /// Streams the rows.
    pub fn batches(&self) -> Result<Box<dyn Iterator<Item = Result<RawBatch>> + Send + '_>> {
        Ok(match self.format {
            Format::Csv { delimiter } => Box::new(csv::Batches::open(self, delimiter as u8)?),
            Format::Parquet => Box::new(parquet::Batches::open(self)?),
        })
    }
}

/// Some rows of a file as text, columns by our names.
pub struct RawBatch {
    rows: Vec<u64>,
    cols: Vec<Col>,
    frame: DataFrame,
}

impl RawBatch {
    /// Number of rows.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The row numbers in the user's file: a header line counts, as a spreadsheet shows it.
    pub fn rows(&self) -> &[u64] {
        &self.rows
    }

    /// A batch from the mapped columns of a file, in the order of the mapping.
    fn new(rows: Vec<u64>, cols: Vec<Col>, frame: DataFrame) -> RawBatch {
        RawBatch { rows, cols, frame }
    }

    /// A column, if the file has it.
    pub fn column(&self, col: Col) -> Option<&StringChunked> {
        self.columns().find(|(c, _)| *c == col).map(|(_, column)| column)
    }

    /// All columns; one that only counts as filled may come more than once.
    pub fn columns(&self) -> impl Iterator<Item = (Col, &StringChunked)> {
        let texts = self.frame.columns().iter().filter_map(|column| column.str().ok());
        self.cols.iter().copied().zip(texts)
    }

    /// Cuts the batch into pieces for the cores.
    pub fn split(self, pieces: usize) -> Vec<RawBatch> {
        let size = self.height().div_ceil(pieces).max(1);
        self.rows
            .chunks(size)
            .enumerate()
            .map(|(i, rows)| {
                let mut frame = self.frame.slice((i * size).cast_signed() as i64, size);
                frame.rechunk_mut();
                RawBatch { rows: rows.to_vec(), cols: self.cols.clone(), frame }
            })
            .collect()
    }
}
