//! Counts the rows of an ODS sheet a second way, since calamine passes over those beyond 1,048,576 without a word.

use std::io::{BufReader, Cursor};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::workbook_merged::{attribute, number, part};

/// Attributes of a cell that hold its value.
const VALUES: [&str; 5] =
    ["office:value", "office:date-value", "office:time-value", "office:boolean-value", "office:string-value"];

/// The rows of a sheet in which something is written, by its XML; none if the file cannot be read so.
pub(super) fn of_ods(bytes: &Arc<[u8]>, sheet: &str) -> Option<u64> {
    let content = part(&mut ZipArchive::new(Cursor::new(bytes.clone())).ok()?, "content.xml")?;
    let mut reader = Reader::from_reader(BufReader::new(Cursor::new(content)));
    let mut buffer = Vec::new();
    let (mut is_sheet, mut is_cell, mut notes) = (false, false, 0u32);
    let (mut rows, mut repeated, mut is_filled) = (0u64, 1u32, false);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).ok()?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof => return Some(rows),
            Event::Start(start) | Event::Empty(start) => match start.name().into_inner() {
                "table:table" => is_sheet = attribute(&start, "table:name")? == sheet,
                "table:table-row" => (repeated, is_filled) = (number(&start, "table:number-rows-repeated"), false),
                "table:table-cell" => {
                    is_cell = !is_empty;
                    let holds = |name: &&str| attribute(&start, name).is_some_and(|value| !value.trim().is_empty());
                    is_filled |= VALUES.iter().any(holds);
                }
                "office:annotation" if !is_empty => notes += 1,
                _ => {}
            },
            Event::Text(text) if is_cell && notes == 0 => {
                is_filled |= !text.trim().is_empty();
            }
            Event::End(end) => match end.name().into_inner() {
                "table:table-row" => rows += if is_sheet && is_filled { u64::from(repeated) } else { 0 },
                "table:table-cell" => is_cell = false,
                "office:annotation" => notes = notes.saturating_sub(1),
                _ => {}
            },
            _ => {}
        }
    }
}
