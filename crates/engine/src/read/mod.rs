//! A file in, [`RawBatch`]es out: all columns text, each row with the number it has in the user's file.
//!
//! [`inspect`] settles format, encoding, layout and columns from the bytes and the first lines, before any run;
//! [`Source::batches`] streams the rows. Nothing is guessed about a value here.

mod batch;
mod column;
mod csv;
mod dialect;
mod encoding;
pub mod exchange;
mod format;
mod header;
mod mapping;
mod parquet;
mod size;
mod text;
mod workbook;

use std::path::{Path, PathBuf};

use polars::prelude::DataFrame;

use model::error::{self, Problem, Result};
use model::incident::{DateOrder, File};

pub use batch::RawBatch;
pub use column::{Col, Side};
pub use format::Format;
pub use mapping::{Mapping, Other};
pub use size::rows;

/// Rows handed on at a time: enough to share among cores, few enough to stay small in memory.
const BATCH_ROWS: usize = 1 << 17;

/// A file that has been looked at: how to read it and what its columns mean.
pub struct Source {
    /// As the incident file writes it; the only name that outputs and messages use.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
    /// Persons or leaked records.
    pub side: Side,
    /// How it is written.
    pub format: Format,
    /// Their header → our column.
    pub mapping: Mapping,
    /// The order of day, month and year, if the incident file says it.
    pub date_order: Option<DateOrder>,
}

/// Looks at a file; `file` is what the incident says of it.
pub fn inspect(path: &Path, shown: &str, side: Side, file: &File) -> Result<Source, Vec<Problem>> {
    let one = |problem| vec![problem];
    let file_type = format::detect(path, shown).map_err(one)?;
    let idle = idle(&file_type, file);
    if !idle.is_empty() {
        return Err(idle.into_iter().map(|key| error::no_effect(shown, key, file_type.name())).collect());
    }
    let (format, mapping) = match file_type {
        format::FileType::Parquet => match parquet::inspect(path, shown).map_err(one)? {
            parquet::ParquetContent::Table(headers) => {
                (Format::Parquet, Mapping::resolve(shown, side, &headers, &file.columns)?)
            }
            parquet::ParquetContent::Exchange(header) => {
                if let Some(key) = said_of_a_table(file) {
                    return Err(vec![error::no_effect(shown, key, "an exchange file")]);
                }
                let columns = header.cols(shown, side).map_err(one)?;
                (Format::Exchange(header), Mapping::exchanged(&columns))
            }
        },
        format::FileType::Workbook => workbook::inspect(path, shown, side, file)?,
        format::FileType::Text(compression) => {
            let mut text = format::inspect_text(path, shown, compression, file).map_err(one)?;
            let mapping = dialect::inspect(path, shown, side, file, &mut text)?;
            (Format::Text(text), mapping)
        }
    };
    let (shown, path, date_order) = (shown.to_owned(), path.to_owned(), file.date_order);
    Ok(Source { shown, path, side, format, mapping, date_order })
}

/// What is said of a file and means nothing for one of its kind: probably said of another file.
fn idle(file_type: &format::FileType, file: &File) -> Vec<&'static str> {
    let (text, workbook) =
        (matches!(file_type, format::FileType::Text(_)), matches!(file_type, format::FileType::Workbook));
    let said = [
        ("encoding", file.encoding.is_some(), text),
        ("delimiter", file.delimiter.is_some(), text),
        ("sheet", file.sheet.is_some(), workbook),
        ("header = false", !file.header, text || workbook),
    ];
    said.into_iter().filter(|(_, said, meant)| *said && !meant).map(|(key, ..)| key).collect()
}

/// What is said of a file's columns and values, which an exchange file has settled.
fn said_of_a_table(file: &File) -> Option<&'static str> {
    let said = [
        ("columns", !file.columns.is_empty()),
        ("date_order", file.date_order.is_some()),
        ("insurer_codes", !file.insurer_codes.is_empty()),
    ];
    said.into_iter().find(|(_, said)| *said).map(|(key, _)| key)
}

impl Source {
    /// What it says of itself, if it is an exchange file.
    pub fn exchange(&self) -> Option<&exchange::Header> {
        match &self.format {
            Format::Exchange(header) => Some(header),
            _ => None,
        }
    }

    /// Whether it holds what stands in a column, not only digests of it.
    pub fn has_values(&self, col: Col) -> bool {
        self.exchange().is_none() && self.mapping.has(col)
    }

    /// Streams the columns of an exchange file.
    pub fn frames(&self) -> Result<impl Iterator<Item = Result<DataFrame>> + Send + '_> {
        parquet::Frames::open(self)
    }

    /// Streams the rows.
    pub fn batches(&self) -> Result<Box<dyn Iterator<Item = Result<RawBatch>> + Send + '_>> {
        Ok(match &self.format {
            Format::Text(text) => Box::new(csv::Batches::open(self, text)?),
            Format::Workbook { sheet, header_row } => Box::new(workbook::Batches::open(self, sheet, *header_row)?),
            Format::Parquet => Box::new(parquet::Batches::open(self)?),
            Format::Exchange(_) => return Err(anyhow::anyhow!("an exchange file has no clear rows").into()),
        })
    }

    /// The columns that mean nothing and are read all the same: those of a leak may give away what nobody declared.
    pub fn others(&self) -> &[Other] {
        match self.side {
            Side::Leaks => self.mapping.others(),
            Side::Members => &[],
        }
    }
}

/// A whole number without its `.0`: a NIR kept as a double is intact below 2^53.
fn float_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}
