//! The cells in which two workbooks differ: one that was just written, and one from anywhere.
//!
//! A few bytes of a workbook can stand for gigabytes, so the other one is opened on trial first, and only its cells are gone through: none
//! is kept. Where that fails, nothing is said but that the file differs.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};

use super::difference::{Difference, MOST_LISTED};
use engine::read::trial;
use model::guard;

type Cells = BTreeMap<(u32, u32), String>;

/// The first differences, sheet by sheet; none if the other workbook cannot be read within limits.
pub(super) fn differences(expected: &[u8], found: &[u8]) -> Vec<Difference> {
    if !survives(found) {
        return Vec::new();
    }
    guard::quietly(|| compare(expected, found)).ok().and_then(Result::ok).unwrap_or_default()
}

/// Whether a workbook can be opened within the limits of those that are read.
fn survives(bytes: &[u8]) -> bool {
    let Ok(mut aside) = tempfile::Builder::new().prefix("ampleur-verify-").suffix(".xlsx").tempfile() else {
        return false;
    };
    aside.write_all(bytes).is_ok() && trial::survive(aside.path(), "report.xlsx").is_ok()
}

fn compare(expected: &[u8], found: &[u8]) -> Result<Vec<Difference>, XlsxError> {
    let open = |bytes: &[u8]| Xlsx::new(Cursor::new(bytes.to_vec()));
    let (mut expected, mut found) = (open(expected)?, open(found)?);
    let mut differences = Vec::new();
    for sheet in expected.sheet_names() {
        let mut cells = Cells::new();
        each(&mut expected, &sheet, |place, text| {
            cells.insert(place, text.to_owned());
            true
        })?;
        let (mut seen, mut there) = (BTreeSet::new(), Vec::new());
        let told = |place, expected: Option<&String>, found: Option<&str>| Difference {
            place: format!("{sheet}!{}", name(place)),
            expected: expected.cloned(),
            found: found.map(str::to_owned),
        };
        let read = each(&mut found, &sheet, |place, text| {
            let expected = cells.get(&place);
            if expected.is_some() {
                seen.insert(place);
            }
            if expected.is_none_or(|expected| expected != text) {
                there.push((place, told(place, expected, Some(text))));
            }
            there.len() < MOST_LISTED
        });
        if read.is_err() {
            differences.push(Difference { place: sheet, expected: None, found: None });
            continue;
        }
        if there.len() < MOST_LISTED {
            let gone = cells.iter().filter(|(place, _)| !seen.contains(*place));
            there.extend(gone.map(|(place, expected)| (*place, told(*place, Some(expected), None))));
        }
        there.sort_by_key(|(place, _)| *place);
        differences.extend(there.into_iter().map(|(_, difference)| difference));
        if differences.len() >= MOST_LISTED {
            break;
        }
    }
    Ok(differences)
}

/// Goes through the filled cells of a sheet for as long as there is something to look for.
fn each(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &str,
    mut look: impl FnMut((u32, u32), &str) -> bool,
) -> Result<(), XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(sheet)?;
    while let Some(cell) = cells.next_cell()? {
        let goes_on = match cell.get_value() {
            DataRef::Empty => true,
            // As it stands in the table of texts: a long one may be named by a million cells.
            DataRef::SharedString(text) => look(cell.get_position(), text),
            value => look(cell.get_position(), &Data::from(value.clone()).to_string()),
        };
        if !goes_on {
            break;
        }
    }
    Ok(())
}

/// A cell as a spreadsheet names it.
fn name((row, column): (u32, u32)) -> String {
    format!("{}{}", column_name(column), row + 1)
}

fn column_name(column: u32) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", column_name(more - 1)),
    }
}
