//! How a file is written, found out from its first bytes and from what the incident file says.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::exchange::Header;
use super::{encoding, text};
use model::error::{self, Problem};
use model::incident::{self, Encoding};
use model::manifest::{Compression, FormatRecord};

/// How a file is written.
#[derive(Clone, PartialEq, Eq)]
pub enum Format {
    /// Lines of text.
    Text(Text),
    /// A sheet of a workbook: XLSX, ODS, XLS.
    Workbook {
        /// The sheet's name.
        sheet: String,
        /// The row of the headers, from 1; none if there are none.
        header_row: Option<u64>,
    },
    /// Apache Parquet.
    Parquet,
    /// Pseudonyms, in Parquet.
    Exchange(Header),
}

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Around the whole file.
    pub compression: Option<Compression>,
    /// Of its characters.
    pub encoding: Encoding,
    /// Lines end in a carriage return alone.
    pub lone_cr: bool,
    /// What stands between two values; none in a file of fixed width.
    pub delimiter: Option<u8>,
    /// The row of the headers, from 1; none if there are none.
    pub header_row: Option<u64>,
    /// Lines before the first row of persons, blank ones not counted.
    pub lines_above: usize,
}

impl Format {
    /// The format in words.
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

/// What a file's first bytes say it is. Its name says nothing that can be relied on.
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

/// Looks at the first bytes; refuses what is neither text, workbook nor Parquet.
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
        // A zip archive, and the older container of XLS (also of workbooks behind a password).
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Ok(FileType::Workbook),
        [b'%', b'P', b'D', b'F', ..] => Err(error::unknown_format(shown, "PDF")),
        [b'{' | b'[', ..] => Err(error::unknown_format(shown, "JSON")),
        [b'<', ..] => Err(error::unknown_format(shown, "XML or HTML")),
        _ => Ok(FileType::Text(None)),
    }
}

/// Compression, encoding and line ends of a text; its layout is settled later, by its headers.
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
