//! Determines the format of a file from its first bytes and from the incident file.

use std::io::Read;
use std::path::Path;

use super::ebcdic::Layout;
use super::exchange::Header;
use super::objects::Notation;
use super::{archive, encoding, magic, text};
use model::error::{self, Problem, Role};
use model::incident::{self, Delimiter, Encoding, Quotes};
use model::manifest::{Compression, FormatRecord};
use model::said::{Said, both};

/// The format of a file.
#[derive(Clone, PartialEq, Eq)]
pub enum Format {
    /// Text.
    Text(Text),
    /// A sheet of a workbook: XLSX, ODS, XLS.
    Workbook {
        /// The sheet.
        sheet: SheetName,
        /// Row number of the headers, from 1; none without headers.
        header_row: Option<u64>,
        /// Whether the workbook counts days from 1904.
        has_1904_epoch: bool,
        /// Number of rows of other sheets with the same headers.
        unread: u64,
        /// The sheets with the very headers of this one, itself included, if none is declared: parts of one list.
        parts: Vec<SheetName>,
    },
    /// Objects: JSON or XML.
    Objects {
        /// Compression and encoding.
        text: Text,
        /// How the objects are written.
        notation: Notation,
        /// The names of the columns, as they first occur.
        names: Vec<String>,
        /// Number of objects.
        rows: u64,
    },
    /// Apache Parquet.
    Parquet,
    /// Pseudonyms in Parquet.
    Exchange(Box<Header>),
}

/// The name of a sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct SheetName {
    /// As it is written.
    pub name: String,
    /// As it may be shown.
    pub shown: String,
}

/// The format of a text file.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// Compression of the whole file.
    pub compression: Option<Compression>,
    /// Character encoding.
    pub encoding: Encoding,
    /// EBCDIC: how records are laid out.
    pub layout: Layout,
    /// How lines end.
    pub line_ends: LineEnds,
    /// What stands around values.
    pub quotes: Quotes,
    /// Whether blanks stand between delimiters and quotes.
    pub blank_before_quote: bool,
    /// The delimiter between values; none for fixed width.
    pub delimiter: Option<u8>,
    /// Row number of the headers, from 1; none without headers.
    pub header_row: Option<u64>,
    /// Number of lines above the first data row, without blank lines.
    pub lines_above: usize,
    /// Fixed width in UTF-8: the number of bytes that the lines have. A line of so many bytes is filled up by bytes, and not by characters.
    pub filled_up_to: Option<usize>,
}

/// How the lines of a text end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LineEnds {
    /// With a line feed, after a carriage return or not.
    Modern,
    /// With a carriage return alone.
    Cr,
    /// Some with a line feed, some with a carriage return alone.
    Mixed,
}

impl Format {
    /// The format as recorded in the manifest.
    pub fn record(&self) -> FormatRecord {
        let none = FormatRecord {
            format: "parquet".into(),
            compression: None,
            encoding: None,
            delimiter: None,
            sheet: None,
            header_row: None,
            edition: None,
        };
        match self {
            Format::Parquet => none,
            Format::Exchange(header) => {
                FormatRecord { format: "exchange".into(), edition: Some(header.edition), ..none }
            }
            Format::Workbook { sheet, header_row, .. } => {
                let sheet = Some(sheet.shown.clone());
                FormatRecord { format: "workbook".into(), sheet, header_row: *header_row, ..none }
            }
            Format::Objects { text, notation, .. } => FormatRecord {
                format: notation.name().into(),
                compression: text.compression,
                encoding: Some(text.encoding),
                ..none
            },
            Format::Text(text) => FormatRecord {
                format: if text.delimiter.is_some() { "csv" } else { "fixed-width" }.into(),
                compression: text.compression,
                encoding: Some(text.encoding),
                delimiter: text.delimiter.map(char::from),
                header_row: text.header_row,
                ..none
            },
        }
    }
}

/// The type of a file according to its first bytes. The file name is ignored, because it is unreliable.
pub(super) enum FileType {
    Parquet,
    Workbook,
    Text(Option<Compression>),
    Json(Option<Compression>),
    Xml(Option<Compression>),
}

impl FileType {
    pub(super) fn said(&self) -> Said {
        match self {
            FileType::Parquet => both!("un fichier Parquet", "a Parquet file"),
            FileType::Workbook => both!("un classeur", "a workbook"),
            FileType::Text(_) => both!("un fichier texte", "a text file"),
            FileType::Json(_) => both!("un fichier JSON", "a JSON file"),
            FileType::Xml(_) => both!("un fichier XML", "an XML file"),
        }
    }
}

/// Detects the type by the first bytes; refuses everything but text, workbooks and Parquet.
pub(super) fn detect(path: &Path, shown: &str, file: &incident::File) -> Result<FileType, Problem> {
    let io = |e: std::io::Error| error::file(Role::File, shown, &e);
    if path.is_dir() {
        return Err(io(std::io::ErrorKind::IsADirectory.into()));
    }
    let first = head(archive::open(path).map_err(io)?).map_err(|e| text::unreadable(shown, &e))?;
    if first.is_empty() {
        return Err(error::empty_file(shown));
    }
    let compression = match first[..] {
        [0x1F, 0x8B, ..] => Some(Compression::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
        // Of such bytes, anything may be the first ones.
        _ if file.encoding.is_some_and(Encoding::is_ebcdic) => return Ok(FileType::Text(None)),
        _ => return magic::file_type(&first, shown),
    };
    let inner = text::bytes(path, shown, compression)?;
    let inner = head(inner).map_err(|e| text::unreadable(shown, &e))?;
    if file.encoding.is_some_and(Encoding::is_ebcdic) && !inner.is_empty() {
        return Ok(FileType::Text(compression));
    }
    match magic::file_type(&inner, shown)? {
        _ if inner.is_empty() => Err(error::empty_file(shown)),
        FileType::Text(_) if !inner.starts_with(&[0x1F, 0x8B]) => Ok(FileType::Text(compression)),
        FileType::Json(_) => Ok(FileType::Json(compression)),
        FileType::Xml(_) => Ok(FileType::Xml(compression)),
        _ => Err(error::compressed_table(shown)),
    }
}

fn head(mut from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut first = Vec::with_capacity(magic::HEAD);
    from.by_ref().take(magic::HEAD as u64).read_to_end(&mut first)?;
    Ok(first)
}

/// Determines compression, encoding and line ends of a text. Its layout is determined later, by its headers.
pub(super) fn inspect_text(
    path: &Path,
    shown: &str,
    compression: Option<Compression>,
    declared: Option<Encoding>,
    file: &incident::File,
) -> Result<Text, Problem> {
    let bytes = text::bytes(path, shown, compression)?;
    let layout = Layout { length: file.record_length, numbers: Vec::new() };
    let (encoding, lone_cr) = match declared.filter(|declared| declared.is_ebcdic()) {
        Some(declared) => encoding::settle_ebcdic(bytes, shown, declared, &layout)?,
        None => encoding::settle(bytes, shown, declared)?,
    };
    let mut text = Text {
        compression,
        encoding,
        layout,
        line_ends: if lone_cr { LineEnds::Mixed } else { LineEnds::Modern },
        quotes: file.quotes.unwrap_or(Quotes::Double),
        blank_before_quote: false,
        delimiter: None,
        header_row: None,
        lines_above: 0,
        filled_up_to: None,
    };
    let head = |text: &Text| {
        let mut head = Vec::new();
        let read = text::open(path, shown, text)?.take(1 << 16).read_to_end(&mut head);
        read.map(|_| head).map_err(|e| text::unreadable(shown, &e))
    };
    let first = head(&Text { line_ends: LineEnds::Modern, ..text.clone() })?;
    if lone_cr && !first.contains(&b'\n') {
        text.line_ends = LineEnds::Cr;
    }
    let first = head(&text)?;
    text.quotes = file.quotes.unwrap_or_else(|| quotes(&first));
    text.blank_before_quote = text.quotes != Quotes::None && has_blanks_before_quotes(&first);
    Ok(text)
}

/// What stands around values, according to the first lines.
fn quotes(head: &[u8]) -> Quotes {
    let pairs = |wanted: fn(&[u8]) -> bool, size: usize| head.windows(size).filter(|bytes| wanted(bytes)).count();
    let between = |quote: u8| head.windows(3).filter(|b| b[0] == quote && b[2] == quote && is_delimiter(b[1])).count();
    // `\"` before another character than a delimiter, and no quote that is doubled.
    let escaped = pairs(|b| b[0] == b'\\' && b[1] == b'"' && !is_delimiter(b[2]) && !matches!(b[2], b'\r' | b'\n'), 3);
    let doubled = pairs(|b| b[0] == b'"' && b[1] == b'"' && !is_delimiter(b[2]) && !matches!(b[2], b'\r' | b'\n'), 3);
    let first_line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    match () {
        () if between(b'"') > 0 && escaped > 0 && doubled == 0 => Quotes::Backslash,
        () if between(b'"') == 0 && between(b'\'') > 0 && first_line.trim_ascii().starts_with(b"'") => Quotes::Single,
        () => Quotes::Double,
    }
}

/// Whether each quoted value of the first line after the first one has a blank before its quote: `"a", "b"`.
fn has_blanks_before_quotes(head: &[u8]) -> bool {
    let lines = head.split(|b| *b == b'\n').take(20);
    let found = |line: &[u8], pattern: fn(&[u8]) -> bool, size: usize| line.windows(size).any(pattern);
    lines.into_iter().any(|line| {
        found(line, |b| b[0] == b'"' && is_delimiter(b[1]) && b[2] == b' ' && b[3] == b'"', 4)
            || found(line, |b| b[0] == b'"' && b[1] == b' ' && is_delimiter(b[2]) && matches!(b[3], b' ' | b'"'), 4)
    })
}

fn is_delimiter(byte: u8) -> bool {
    Delimiter::TRIED.iter().chain(&Delimiter::DECLARED).any(|delimiter| delimiter.byte() == byte)
}
