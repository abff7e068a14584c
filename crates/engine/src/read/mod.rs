//! Reads files into [`RawBatch`]es: all columns as text, each row with its number in the user's file.
//!
//! [`inspect`] determines format, encoding, layout and columns from the bytes and the first lines, before any run.
//! [`Source::batches`] streams the rows. Values are not interpreted here.

mod adaptors;
pub mod archive;
mod batch;
mod column;
mod csv;
mod dialect;
mod dos;
mod ebcdic;
mod encoding;
pub mod exchange;
mod format;
mod further;
mod growth;
mod header;
pub mod label;
mod lexicon;
mod lines;
mod long;
mod magic;
mod mapping;
mod objects;
mod parquet;
mod size;
mod stamp;
mod text;
pub mod trial;
mod workbook;
mod workbook_merged;
mod workbook_repair;
mod workbook_rows;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use polars::prelude::DataFrame;

use crate::fold::fold;
use model::error::{self, Problem, Result};
use model::incident::{At, DateOrder, Encoding, File, Ranks, Records};
use model::said::both;
use stamp::Stamp;

pub use batch::RawBatch;
pub use column::{Col, Side};
pub use format::{Format, SheetName};
pub use lines::Passed;
pub use mapping::{Mapping, Other};
pub use objects::Notation;
pub use size::rows;

/// Rows per batch: enough to share among cores, few enough to limit memory.
const BATCH_ROWS: usize = 1 << 17;

/// Bytes of text after which a batch ends.
const BATCH_BYTES: usize = 1 << 27;

/// Columns above which a batch has fewer rows: each value takes sixteen bytes, whatever is in it.
const BATCH_COLUMNS: usize = 64;

/// Maximum number of rows in a batch of so many columns.
fn batch_rows(columns: usize) -> usize {
    (BATCH_ROWS * BATCH_COLUMNS / columns.max(BATCH_COLUMNS)).max(1 << 10)
}

/// An inspected file: how to read it, and the meaning of its columns.
pub struct Source {
    /// The path as written in the incident file; outputs and messages use no other.
    pub shown: String,
    /// The path to open.
    pub path: PathBuf,
    /// The side of the comparison.
    pub side: Side,
    /// What tells whether the file is still the one that was inspected.
    stamp: Option<Stamp>,
    /// The detected format.
    pub format: Format,
    /// The meaning of the columns.
    pub mapping: Mapping,
    /// The order of day, month and year, if declared in the incident file.
    pub date_order: Option<DateOrder>,
    /// What the column of birth ranks holds, if declared in the incident file.
    pub ranks: Option<Ranks>,
    /// By column and folded code: the word that it stands for, if declared in the incident file.
    pub codes: Codes,
    /// The types of records to read, if declared in the incident file.
    pub records: Option<Records>,
}

/// By column and folded code: the word that it stands for.
pub type Codes = BTreeMap<Col, BTreeMap<String, String>>;

/// Inspects a file; `file` is its entry in the incident file.
pub fn inspect(path: &Path, shown: &str, side: Side, file: &File) -> Result<Source, Vec<Problem>> {
    let one = |problem| vec![problem];
    let stamp = Stamp::of(path);
    let file_type = format::detect(path, shown, file).map_err(one)?;
    let idle = idle(&file_type, file);
    if !idle.is_empty() {
        return Err(idle.into_iter().map(|key| error::no_effect(shown, key, &file_type.said())).collect());
    }
    let codes = codes(shown, file)?;
    check_records(shown, file).map_err(one)?;
    let (format, mapping) = match file_type {
        format::FileType::Parquet if archive::is_entry(path) => return Err(one(error::parquet_in_archive(shown))),
        format::FileType::Parquet => match parquet::inspect(path, shown).map_err(one)? {
            parquet::ParquetContent::Table { headers, with_persons } => {
                let mut mapping = Mapping::resolve(shown, side, &headers, &file.columns)?;
                mapping.hold_persons(&with_persons);
                (Format::Parquet, mapping)
            }
            parquet::ParquetContent::Exchange(header) => {
                if let Some(key) = said_of_a_table(file) {
                    return Err(vec![error::no_effect(shown, key, &both!("un fichier d’échange", "an exchange file"))]);
                }
                let columns = header.cols(shown, side).map_err(one)?;
                (Format::Exchange(header), Mapping::exchanged(&columns))
            }
        },
        format::FileType::Workbook => workbook::inspect(path, shown, side, file)?,
        format::FileType::Json(compression) => {
            let text = format::inspect_text(path, shown, compression, file.encoding, file).map_err(one)?;
            objects::inspect_json(path, shown, side, file, text)?
        }
        format::FileType::Xml(compression) => {
            let declared = file.encoding.or(objects::declared_encoding(path, shown, compression).map_err(one)?);
            let text = format::inspect_text(path, shown, compression, declared, file).map_err(one)?;
            objects::inspect_xml(path, shown, side, file, text)?
        }
        format::FileType::Text(compression) => {
            let mut text = format::inspect_text(path, shown, compression, file.encoding, file).map_err(one)?;
            let mapping = dialect::inspect(path, shown, side, file, &mut text)?;
            (Format::Text(text), mapping)
        }
    };
    let (shown, path, date_order, ranks) = (shown.to_owned(), path.to_owned(), file.date_order, file.ranks);
    Ok(Source { shown, path, side, stamp, format, mapping, date_order, ranks, codes, records: file.records.clone() })
}

/// The column that a text is a known header of.
pub fn column_of(header: &str, side: Side) -> Option<Col> {
    lexicon::recognise(header, side)
}

/// The codes that the incident file declares.
fn codes(shown: &str, file: &File) -> Result<Codes, Vec<Problem>> {
    let (mut codes, mut problems) = (Codes::new(), Vec::new());
    for (name, meanings) in &file.codes {
        let words: &[&str] = match name.as_str() {
            "relation" => &["policyholder", "dependant"],
            "civility" | "sex" => &["man", "woman"],
            _ => &[],
        };
        let Some(col) = Col::from_name(name).filter(|_| !words.is_empty()) else {
            problems.push(error::bad_codes(shown, name, None));
            continue;
        };
        for (code, word) in meanings {
            match words.contains(&word.as_str()) {
                true => drop(codes.entry(col).or_default().insert(fold(code), word.clone())),
                false => problems.push(error::bad_codes(shown, name, Some(word))),
            }
        }
    }
    if problems.is_empty() { Ok(codes) } else { Err(problems) }
}

fn check_records(shown: &str, file: &File) -> Result<(), Problem> {
    let Some(records) = &file.records else { return Ok(()) };
    let is_fixed = file.columns.values().any(|at| matches!(at, At::Span(_)));
    let is_placed = records.at > 0 && records.width.map_or(!is_fixed, |width| is_fixed && width > 0);
    if is_placed && !records.take.is_empty() { Ok(()) } else { Err(error::bad_records(shown)) }
}

/// Settings that have no effect on a file of this type. They were probably meant for another file.
fn idle(file_type: &format::FileType, file: &File) -> Vec<&'static str> {
    let (text, workbook) =
        (matches!(file_type, format::FileType::Text(_)), matches!(file_type, format::FileType::Workbook));
    let objects = matches!(file_type, format::FileType::Json(_) | format::FileType::Xml(_));
    let said = [
        ("encoding", file.encoding.is_some(), text || objects),
        ("record_length", file.record_length.is_some(), text && file.encoding.is_some_and(Encoding::is_ebcdic)),
        ("records", file.records.is_some(), text),
        ("delimiter", file.delimiter.is_some(), text),
        ("quotes", file.quotes.is_some(), text),
        ("sheet", file.sheet.is_some(), workbook),
        ("header = false", !file.header, text || workbook),
    ];
    said.into_iter().filter(|(_, said, meant)| *said && !meant).map(|(key, ..)| key).collect()
}

/// Settings of columns and values, which do not apply to exchange files.
fn said_of_a_table(file: &File) -> Option<&'static str> {
    let said = [
        ("columns", !file.columns.is_empty()),
        ("date_order", file.date_order.is_some()),
        ("ranks", file.ranks.is_some()),
        ("codes", !file.codes.is_empty()),
        ("insurer_codes", !file.insurer_codes.is_empty()),
    ];
    said.into_iter().find(|(_, said)| *said).map(|(key, _)| key)
}

impl Source {
    /// The header of an exchange file; none for other files.
    pub fn exchange(&self) -> Option<&exchange::Header> {
        match &self.format {
            Format::Exchange(header) => Some(header),
            _ => None,
        }
    }

    /// Whether the file has not been changed since it was inspected.
    pub fn is_unchanged(&self) -> bool {
        self.stamp == Stamp::of(&self.path)
    }

    /// Whether the file has the values of a column, rather than digests of them.
    pub fn has_values(&self, col: Col) -> bool {
        self.exchange().is_none() && self.mapping.has(col)
    }

    /// Whether the file itself says that it counts days from 1904.
    pub fn has_1904_epoch(&self) -> bool {
        matches!(self.format, Format::Workbook { has_1904_epoch: true, .. })
    }

    /// Streams the columns of an exchange file.
    pub fn frames(&self) -> Result<impl Iterator<Item = Result<DataFrame>> + Send + '_> {
        parquet::Frames::open(self)
    }

    /// Streams the rows.
    pub fn batches(&self) -> Result<Box<dyn Iterator<Item = Result<RawBatch>> + Send + '_>> {
        Ok(match &self.format {
            Format::Text(text) => Box::new(csv::Batches::open(self, text)?),
            Format::Workbook { sheet, header_row, .. } => {
                Box::new(workbook::Batches::open(self, &sheet.name, *header_row)?)
            }
            Format::Objects { text, notation, names, rows } => {
                Box::new(objects::Batches::open(self, text, notation, names, *rows)?)
            }
            Format::Parquet => Box::new(parquet::Batches::open(self)?),
            Format::Exchange(_) => return Err(anyhow::anyhow!("an exchange file has no clear rows").into()),
        })
    }

    /// The unmapped columns that are read nevertheless: those of a leaked file may expose undeclared data.
    pub fn others(&self) -> &[Other] {
        match self.side {
            Side::Leaks => self.mapping.others(),
            Side::Members => &[],
        }
    }
}

/// A number as text. Whole numbers have no `.0`: a NIR stored as a double is exact below 2⁵³.
fn float_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}
