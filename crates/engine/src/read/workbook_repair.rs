//! Workbooks of other writers, laid out as calamine reads them: ODS with line breaks between cells, XLSB whose cells do not name their
//! column. SheetJS, the library behind most web exports, writes both. No value is touched.

use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The largest part that is laid out anew, in bytes. A damaged archive may announce any size.
const LARGEST: u64 = 1 << 31;

/// The archive with its sheets laid out in the usual way; none if it is no archive.
pub(super) fn repaired(bytes: &Arc<[u8]>) -> Option<Arc<[u8]>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes.clone())).ok()?;
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.by_ref().take(LARGEST).read_to_end(&mut content).ok()?;
        let content = match name.as_str() {
            "content.xml" => without_breaks(&content),
            name if name.starts_with("xl/worksheets/") && name.ends_with(".bin") => with_columns(&content)?,
            _ => content,
        };
        written.start_file(name, options).ok()?;
        written.write_all(&content).ok()?;
    }
    Some(written.finish().ok()?.into_inner().into())
}

/// XML without the blanks and line breaks that only indent its elements.
fn without_breaks(xml: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(xml.len());
    let mut at = 0;
    while at < xml.len() {
        out.push(xml[at]);
        at += 1;
        if xml[at - 1] == b'>' {
            let blanks = xml[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let indents = xml[at..at + blanks].contains(&b'\n') && xml.get(at + blanks) == Some(&b'<');
            at += if indents { blanks } else { 0 };
        }
    }
    out
}

/// First and last record of a cell without its column, and what to take off for the one with it ([MS-XLSB] 2.5.9 and 2.4).
const SHORT: std::ops::RangeInclusive<u16> = 12..=18;
const TO_LONG: u16 = 11;
/// The record that begins a row.
const ROW: u16 = 0;
/// Records of cells that name their column.
const LONG: std::ops::RangeInclusive<u16> = 1..=11;

/// Records of a sheet in which every cell names its column; none if they cannot be told apart.
fn with_columns(sheet: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(sheet.len() + sheet.len() / 2);
    let (mut at, mut next) = (0, 0u32);
    while at < sheet.len() {
        let kind = variable(sheet, &mut at, 2)?;
        let length = variable(sheet, &mut at, 4)? as usize;
        let body = sheet.get(at..at.checked_add(length)?)?;
        at += length;
        let kind = u16::try_from(kind).ok()?;
        match kind {
            ROW => next = 0,
            kind if LONG.contains(&kind) => {
                next = u32::from_le_bytes(body.get(..4)?.try_into().ok()?).checked_add(1)?
            }
            _ => {}
        }
        if SHORT.contains(&kind) {
            out.push((kind - TO_LONG) as u8);
            write_length(body.len() + 4, &mut out);
            out.extend(next.to_le_bytes());
            out.extend(body);
            next += 1;
        } else {
            write_kind(kind, &mut out);
            write_length(body.len(), &mut out);
            out.extend(body);
        }
    }
    Some(out)
}

/// A number in as many bytes as needed, seven bits each; the kinds of records keep the eighth bits.
pub(super) fn variable(bytes: &[u8], at: &mut usize, most: usize) -> Option<u32> {
    let mut number = 0u32;
    for i in 0..most {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u32::from(byte & 0x7F) << (7 * i);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

fn write_kind(kind: u16, out: &mut Vec<u8>) {
    write_length(usize::from(kind), out);
}

fn write_length(length: usize, out: &mut Vec<u8>) {
    let mut rest = length;
    while rest > 0x7F {
        out.push((rest & 0x7F) as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}
