//! Merged cells of ODS and XLSB sheets, which calamine does not give.

use std::io::{BufReader, Cursor, Read};
use std::sync::Arc;

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::workbook_repair::variable;

/// The largest part that is looked at, in bytes.
const LARGEST: u64 = 1 << 31;

type Archive = ZipArchive<Cursor<Arc<[u8]>>>;

/// The merged cells of an ODS sheet; none if the file cannot be read so.
pub(super) fn of_ods(bytes: &Arc<[u8]>, sheet: &str) -> Option<Vec<Dimensions>> {
    let content = part(&mut ZipArchive::new(Cursor::new(bytes.clone())).ok()?, "content.xml")?;
    let mut reader = Reader::from_reader(BufReader::new(Cursor::new(content)));
    let (mut buffer, mut merged) = (Vec::new(), Vec::new());
    let (mut is_sheet, mut row, mut column, mut rows) = (false, 0u32, 0u32, 1u32);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).ok()?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof => return Some(merged),
            Event::Start(start) | Event::Empty(start) => match start.name().into_inner() {
                "table:table" => (is_sheet, row) = (attribute(&start, "table:name")? == sheet, 0),
                "table:table-row" => {
                    (column, rows) = (0, number(&start, "table:number-rows-repeated"));
                    row = if is_empty { row.saturating_add(rows) } else { row };
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let (down, right) =
                        (number(&start, "table:number-rows-spanned"), number(&start, "table:number-columns-spanned"));
                    if is_sheet && (down > 1 || right > 1) {
                        let end = (row.saturating_add(down - 1), column.saturating_add(right - 1));
                        merged.push(Dimensions { start: (row, column), end });
                    }
                    column = column.saturating_add(number(&start, "table:number-columns-repeated"));
                }
                _ => {}
            },
            Event::End(end) if end.name().into_inner() == "table:table-row" => row = row.saturating_add(rows),
            _ => {}
        }
    }
}

/// An attribute of an element, empty if it has none of that name; none if it is damaged.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    match start.try_get_attribute(name).ok()? {
        Some(found) => Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned()),
        None => Some(String::new()),
    }
}

/// A number of rows or columns; one unless the element says another.
pub(super) fn number(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|text| text.parse().ok()).filter(|n| *n > 0).unwrap_or(1)
}

/// Records of XLSB ([MS-XLSB] 2.3): a sheet of the workbook, and a merged cell.
const BUNDLE_SHEET: u32 = 156;
const MERGE_CELL: u32 = 176;

/// The merged cells of an XLSB sheet; none if the file cannot be read so.
pub(super) fn of_xlsb(bytes: &Arc<[u8]>, sheet: &str) -> Option<Vec<Dimensions>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes.clone())).ok()?;
    let workbook = part(&mut archive, "xl/workbook.bin")?;
    let mut id = None;
    records(&workbook, |kind, body| {
        if kind == BUNDLE_SHEET
            && let Some((relation, rest)) = body.get(8..).and_then(wide)
            && let Some((name, _)) = wide(rest)
            && name == sheet
        {
            id = Some(relation);
        }
    })?;
    let relations = part(&mut archive, "xl/_rels/workbook.bin.rels")?;
    let target = target(&relations, &id?)?;
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let mut merged = Vec::new();
    records(&part(&mut archive, &path)?, |kind, body| {
        let number = |at: usize| Some(u32::from_le_bytes(body.get(at..at + 4)?.try_into().ok()?));
        if kind == MERGE_CELL
            && let (Some(first), Some(last), Some(left), Some(right)) = (number(0), number(4), number(8), number(12))
        {
            merged.push(Dimensions { start: (first, left), end: (last, right) });
        }
    })?;
    Some(merged)
}

pub(super) fn part(archive: &mut Archive, name: &str) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    archive.by_name(name).ok()?.take(LARGEST).read_to_end(&mut content).ok()?;
    Some(content)
}

/// Calls `each` with the kind and the body of each record; none if they cannot be told apart.
fn records(bytes: &[u8], mut each: impl FnMut(u32, &[u8])) -> Option<()> {
    let mut at = 0;
    while at < bytes.len() {
        // The kind keeps the eighth bit of its first byte.
        let first = u32::from(*bytes.get(at)?);
        at += 1;
        let kind = match first & 0x80 {
            0 => first,
            _ => {
                let second = u32::from(*bytes.get(at)?);
                at += 1;
                (first & 0x7F) | (second & 0x7F) << 7
            }
        };
        let length = variable(bytes, &mut at, 4)? as usize;
        each(kind, bytes.get(at..at.checked_add(length)?)?);
        at += length;
    }
    Some(())
}

/// A text of UTF-16 behind its length, and what follows it.
fn wide(bytes: &[u8]) -> Option<(String, &[u8])> {
    let length = u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
    let end = length.checked_mul(2)?.checked_add(4)?;
    let units: Vec<u16> = bytes.get(4..end)?.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    Some((String::from_utf16(&units).ok()?, &bytes[end..]))
}

/// The part that a relation of the workbook names.
fn target(relations: &[u8], id: &str) -> Option<String> {
    let mut reader = Reader::from_reader(relations);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(start) | Event::Empty(start) if attribute(&start, "Id")? == id => {
                return attribute(&start, "Target");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
