//! Determines the format of a file from its first bytes and from the incident file.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::exchange::Header;
use super::{encoding, text};
use model::error::{self, Problem};
use model::incident::{self, Encoding};
use model::manifest::{Compression, FormatRecord};

/// The format of a file.
#[derive(Clone, PartialEq, Eq)]
pub enum Format {
    /// Text.
    Text(Text),
    /// A sheet of a workbook: XLSX, ODS, XLS.
    Workbook {
        /// Name of the sheet.
        sheet: String,
        /// Row number of the headers, from 1; none without headers.
        header_row: Option<u64>,
    },
    /// Apache Parquet.
    Parquet,
    /// Pseudonyms in Parquet.
    Exchange(Header),
}

/// The format of a text file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Compression of the whole file.
    pub compression: Option<Compression>,
    /// Character encoding.
    pub encoding: Encoding,
    /// Whether lines end with a carriage return alone.
    pub lone_cr: bool,
    /// The delimiter between values; none for fixed width.
    pub delimiter: Option<u8>,
    /// Row number of the headers, from 1; none without headers.
    pub header_row: Option<u64>,
    /// Number of lines above the first data row, without blank lines.
    pub lines_above: usize,
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
        };
        match self {
            Format::Parquet => none,
            Format::Exchange(_) => FormatRecord { format: "exchange".into(), ..none },
            Format::Workbook { sheet, header_row } => {
                FormatRecord { format: "workbook".into(), sheet: Some(sheet.clone()), header_row: *header_row, ..none }
            }
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
}

impl FileType {
    pub(super) fn name(&self) -> &'static str {
        match self {
            FileType::Parquet => "a Parquet file",
            FileType::Workbook => "a workbook",
            FileType::Text(_) => "a text file",
        }
    }
}

/// Detects the type by the first bytes; refuses everything but text, workbooks and Parquet.
pub(super) fn detect(path: &Path, shown: &str) -> Result<FileType, Problem> {
    let io = |e: std::io::Error| error::file("file", shown, &e);
    let metadata = std::fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Err(io(std::io::ErrorKind::IsADirectory.into()));
    }
    if metadata.len() == 0 {
        return Err(error::empty_file(shown));
    }
    let first = head(File::open(path).map_err(io)?).map_err(io)?;
    let compression = match first[..] {
        [0x1F, 0x8B, ..] => Some(Compression::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
        _ => return from_magic(&first, shown),
    };
    let inner = text::bytes(path, shown, compression)?;
    let inner = head(inner).map_err(|e| text::unreadable(shown, &e))?;
    match from_magic(&inner, shown)? {
        _ if inner.is_empty() => Err(error::empty_file(shown)),
        FileType::Text(_) if !inner.starts_with(&[0x1F, 0x8B]) => Ok(FileType::Text(compression)),
        _ => Err(error::compressed_table(shown)),
    }
}

fn head(mut from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut first = Vec::with_capacity(8);
    from.by_ref().take(8).read_to_end(&mut first)?;
    Ok(first)
}

fn from_magic(first: &[u8], shown: &str) -> Result<FileType, Problem> {
    match first {
        [b'P', b'A', b'R', b'1', ..] => Ok(FileType::Parquet),
        // A zip archive, and the older container of XLS (which also wraps password-protected workbooks).
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Ok(FileType::Workbook),
        [b'%', b'P', b'D', b'F', ..] => Err(error::unknown_format(shown, "PDF")),
        [b'{' | b'[', ..] => Err(error::unknown_format(shown, "JSON")),
        [b'<', ..] => Err(error::unknown_format(shown, "XML or HTML")),
        _ => Ok(FileType::Text(None)),
    }
}

/// Determines compression, encoding and line ends of a text. Its layout is determined later, by its headers.
pub(super) fn inspect_text(
    path: &Path,
    shown: &str,
    compression: Option<Compression>,
    file: &incident::File,
) -> Result<Text, Problem> {
    let encoding = encoding::settle(text::bytes(path, shown, compression)?, shown, file.encoding)?;
    let mut text = Text { compression, encoding, lone_cr: false, delimiter: None, header_row: None, lines_above: 0 };
    let mut head = Vec::new();
    let limit = 1 << 16;
    text::open(path, shown, &text)?.take(limit).read_to_end(&mut head).map_err(|e| text::unreadable(shown, &e))?;
    text.lone_cr = head.contains(&b'\r') && !head.contains(&b'\n');
    Ok(text)
}
