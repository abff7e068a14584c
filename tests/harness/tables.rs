//! The rows of a file that a run may be given, whatever its format, as cells of text. Nothing is shared with how the program
//! reads: where the two differ, more is looked for.

use std::io::{Cursor, Read};

use calamine::{Data, Reader};
use polars::prelude::{AnyValue, DataType, ParquetReader, SerReader};

use super::declared::Declared;
use super::files::parts;
use super::objects;

pub type Table = Vec<Vec<String>>;

/// Every table of a file; none if it is damaged.
pub fn tables(bytes: &[u8], declared: &Declared) -> Vec<Table> {
    let unpacked = |packed: &mut dyn Read| {
        let mut bytes = Vec::new();
        packed.read_to_end(&mut bytes).map(|_| tables(&bytes, declared)).unwrap_or_default()
    };
    match bytes {
        [0x1f, 0x8b, ..] => unpacked(&mut flate2::read::MultiGzDecoder::new(bytes)),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            zstd::Decoder::new(bytes).map(|mut plain| unpacked(&mut plain)).unwrap_or_default()
        }
        [b'P', b'A', b'R', b'1', ..] => parquet(bytes).into_iter().collect(),
        [b'O', b'R', b'C', ..] => Vec::new(),
        // Behind the header of an archive's first file stand its rows.
        _ if bytes.get(257..262) == Some(b"ustar") => tables(&bytes[512..], declared),
        [b'P', b'K', ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => match workbook(bytes) {
            Some(sheets) => sheets,
            // Each file in an archive.
            None => parts(bytes).into_iter().flatten().flat_map(|(_, bytes)| tables(&bytes, declared)).collect(),
        },
        text => vec![declared.rows(text).unwrap_or_else(|| of_text(&decoded(text)))],
    }
}

fn of_text(text: &str) -> Table {
    match text.trim_start().as_bytes() {
        [b'{', ..] | [b'[', b'{' | b'[' | b' ' | b'\n' | b'\r', ..] => objects::json(text),
        [b'<', ..] => objects::xml(text),
        _ => lines(text),
    }
}

pub fn decoded(bytes: &[u8]) -> String {
    let units = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// Quotes and what they enclose are not told apart: of a cell with a delimiter in it, each part is looked for.
fn lines(text: &str) -> Table {
    let lines = || text.split(['\r', '\n']).filter(|line| !line.trim().is_empty());
    let count = |delimiter: &str| lines().take(10).map(|line| line.matches(delimiter).count()).sum::<usize>();
    let most = [";", ",", "\t", "|"].into_iter().rev().max_by_key(|delimiter| count(delimiter)).unwrap();
    // Columns of a fixed width are blanks apart, where they are apart.
    let delimiter = if count(most) > 0 { most } else { "  " };
    lines().map(|line| line.split(delimiter).map(|cell| cell.trim_matches(['"', ' ']).to_owned()).collect()).collect()
}

fn parquet(bytes: &[u8]) -> Option<Table> {
    let frame = ParquetReader::new(Cursor::new(bytes)).finish().ok()?;
    let mut rows = vec![frame.columns().iter().map(|column| column.name().to_string()).collect::<Vec<_>>()];
    let cell = |value: AnyValue| match value {
        AnyValue::Null | AnyValue::Boolean(_) | AnyValue::Binary(_) | AnyValue::BinaryOwned(_) => String::new(),
        // A moment of a zone has no text here; the same days stand in `clean`.
        AnyValue::Datetime(..) | AnyValue::DatetimeOwned(..) => String::new(),
        AnyValue::List(of) if matches!(of.dtype(), DataType::Datetime(..)) => String::new(),
        AnyValue::String(text) => text.to_owned(),
        other => other.to_string(),
    };
    rows.extend((0..frame.height()).map(|row| frame.columns().iter().map(|of| cell(of.get(row).unwrap())).collect()));
    Some(rows)
}

fn workbook(bytes: &[u8]) -> Option<Vec<Table>> {
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(bytes.to_vec())).ok()?;
    let cell = |cell: &Data| match cell {
        // A day is a number since the last days of 1899.
        Data::DateTime(day) => {
            let since = jiff::civil::date(1899, 12, 30);
            since.checked_add(jiff::Span::new().days(day.as_f64() as i64)).map_or(String::new(), |day| day.to_string())
        }
        other => other.to_string(),
    };
    let sheets = workbook.sheet_names();
    let sheets = sheets.iter().filter_map(|name| workbook.worksheet_range(name).ok());
    Some(sheets.map(|sheet| sheet.rows().map(|row| row.iter().map(cell).collect()).collect()).collect())
}
