//! Reads one sheet of a workbook with calamine; cells are rendered as a person would write them.
//!
//! Cells are read by value, not by display format: a NIR of fifteen digits in a numeric cell is intact, and a date is a
//! date. A text such as `1,85E+14` had lost its digits before the file was saved.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, DataRef, Dimensions, Ods, Reader, SheetType, Sheets, Xls, Xlsb, Xlsx};
use polars::prelude::{Column, DataFrame, IntoColumn, StringChunkedBuilder};

use super::lines::{Judge, Judged, Passed};
use super::{
    BATCH_ROWS, Col, Format, Mapping, RawBatch, SheetName, Side, Source, archive, float_text, header, label,
    text as plain_text, trial, workbook_merged, workbook_repair, workbook_rows,
};
use crate::fold::fold;
use model::error::{self, Problem, Result, nearest};
use model::guard;
use model::incident::{At, File};

type Bytes = Cursor<Arc<[u8]>>;

/// An opened workbook, and the bytes that it is read from.
struct Workbook {
    sheets: Sheets<Bytes>,
    bytes: Arc<[u8]>,
}

impl Workbook {
    /// A sheet, by its name.
    fn sheet(&self, name: &str) -> SheetName {
        SheetName { name: name.to_owned(), shown: label::sheet(&self.sheets.sheet_names(), name) }
    }

    /// Names of sheets as messages may show them.
    fn told(&self, names: &[String]) -> Vec<String> {
        names.iter().map(|name| self.sheet(name).shown).collect()
    }
}

/// The non-empty rows of a sheet, in order. They are stored sparsely, so that a cell at the far end of a sheet costs no
/// more than another.
struct Sheet(Vec<Row>);

struct Row {
    /// Row number as a spreadsheet shows it, from 1.
    number: u64,
    cells: Vec<(u32, Data)>,
}

/// A sheet with known headers.
struct Candidate {
    name: String,
    headers: Vec<String>,
    header_row: u64,
    has_rows: bool,
    /// Number of non-empty rows below the headers.
    rows: u64,
}

/// Selects the sheet, finds its headers and maps its columns.
pub(super) fn inspect(path: &Path, shown: &str, side: Side, file: &File) -> Result<(Format, Mapping), Vec<Problem>> {
    let one = |problem| vec![problem];
    trial::survive(path, shown).map_err(one)?;
    let mut workbook = open(path, shown).map_err(one)?;
    let has_1904_epoch = has_1904_epoch(&workbook);
    let sheets = workbook.sheets.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    if let Some(sheet) = &file.sheet
        && !names.contains(sheet)
    {
        let near = nearest(sheet, names.iter().map(String::as_str).filter(|name| label::may_be_shown(name)));
        return Err(one(error::no_such_sheet(shown, sheet, near, &workbook.told(&names))));
    }
    let chosen = |name: &String| file.sheet.as_ref().is_none_or(|sheet| sheet == name);
    if !file.header {
        let names: Vec<String> = names.into_iter().filter(chosen).collect();
        return without_header(&mut workbook, shown, side, file, &names);
    }
    let (mut candidates, mut without_headers) = (Vec::new(), Vec::new());
    for name in &names {
        let sheet = Sheet::load(&mut workbook, shown, name).map_err(one)?;
        let head: Vec<Vec<String>> = sheet.0.iter().take(header::HEAD).map(|row| row.texts(row.width())).collect();
        if let Some(found) = header::find(&head, side, &file.columns) {
            candidates.push(Candidate {
                name: name.clone(),
                headers: head[found.line].clone(),
                header_row: sheet.0[found.line].number,
                has_rows: sheet.0.len() > found.line + 1,
                rows: (sheet.0.len() - found.line - 1) as u64,
            });
        } else if file.sheet.is_none() && !sheet.0.is_empty() {
            without_headers.push((name, sheet));
        }
    }
    let (candidates, unread): (Vec<Candidate>, Vec<Candidate>) = candidates.into_iter().partition(|c| chosen(&c.name));
    // A sheet of headers alone stands for no list beside one with rows.
    let has_rows = candidates.iter().any(|c| c.has_rows);
    let candidates: Vec<Candidate> = candidates.into_iter().filter(|c| c.has_rows || !has_rows).collect();
    let found = match &candidates[..] {
        [found] => found,
        // One list over several sheets, of which the caller reads each.
        [found, others @ ..] if others.iter().all(|other| is_same(other, found)) => found,
        [] => return Err(one(error::no_sheet_with_headers(shown, &workbook.told(&names)))),
        several => {
            let names = several.iter().map(|c| workbook.sheet(&c.name).shown).collect::<Vec<_>>();
            return Err(one(error::which_sheet(shown, &names)));
        }
    };
    let sheet = workbook.sheet(&found.name);
    if let Some(column) = merged_header(&mut workbook, found).map_err(|()| one(unreadable(shown)))? {
        return Err(one(error::merged_header(shown, &sheet.shown, found.header_row, column)));
    }
    if !found.has_rows {
        return Err(one(error::header_only(shown)));
    }
    let mapping = Mapping::resolve(shown, side, &found.headers, &file.columns)?;
    if let Some((name, _)) = without_headers.iter().find(|(_, other)| other.continues(&mapping)) {
        let other = workbook.sheet(name);
        // Of a list over several sheets, one is not the list.
        let alone = Some(sheet.shown.as_str()).filter(|_| candidates.len() == 1);
        return Err(one(error::sheet_without_headers(shown, &other.shown, &sheet.shown, alone)));
    }
    let formulas = never_computed(&mut workbook, found, &mapping).map_err(|()| one(unreadable(shown)))?;
    if let Some((column, cells)) = formulas {
        return Err(one(error::formulas_not_computed(shown, &sheet.shown, &column, cells)));
    }
    let parts = candidates.iter().filter(|c| c.has_rows).map(|c| workbook.sheet(&c.name)).collect();
    let unread = unread.into_iter().filter(|c| c.has_rows && alike(c, found)).map(|c| c.rows).sum();
    let header_row = Some(found.header_row);
    Ok((Format::Workbook { sheet, header_row, has_1904_epoch, unread, parts }, mapping))
}

/// Loads every sheet, and keeps none: whether a workbook can be read at all.
pub(super) fn load_all(path: &Path, shown: &str) -> Result<(), Problem> {
    let mut workbook = open(path, shown)?;
    let sheets = workbook.sheets.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    names.iter().try_for_each(|name| Sheet::load(&mut workbook, shown, name).map(drop))
}

/// Handles a sheet whose columns are given by position.
fn without_header(
    workbook: &mut Workbook,
    shown: &str,
    side: Side,
    file: &File,
    names: &[String],
) -> Result<(Format, Mapping), Vec<Problem>> {
    let [name] = names else { return Err(vec![error::which_sheet(shown, &workbook.told(names))]) };
    if file.columns.is_empty() || !file.columns.values().all(|at| matches!(at, At::Position(_))) {
        return Err(vec![error::headerless(shown)]);
    }
    let sheet = Sheet::load(workbook, shown, name).map_err(|problem| vec![problem])?;
    let Some(first) = sheet.0.first() else { return Err(vec![error::empty_file(shown)]) };
    if header::find(&[first.texts(first.width())], side, &file.columns).is_some_and(|found| found.score > 1) {
        return Err(vec![error::header_after_all(shown)]);
    }
    let width = sheet.0.iter().map(Row::width).max().unwrap_or(0);
    let mapping = Mapping::resolve(shown, side, &vec![String::new(); width], &file.columns)?;
    let has_1904_epoch = has_1904_epoch(workbook);
    let sheet = workbook.sheet(name);
    Ok((Format::Workbook { sheet, header_row: None, has_1904_epoch, unread: 0, parts: Vec::new() }, mapping))
}

/// Whether a sheet has the very headers of another, so that both are parts of one list.
fn is_same(a: &Candidate, b: &Candidate) -> bool {
    let folded = |c: &Candidate| c.headers.iter().map(|h| fold(h)).collect::<Vec<_>>();
    let named = |headers: Vec<String>| {
        headers.iter().rposition(|h| !h.is_empty()).map_or(headers.clone(), |last| headers[..=last].to_vec())
    };
    named(folded(a)) == named(folded(b))
}

/// Whether a sheet has the headers of another: part of the same list, or a copy of it.
fn alike(a: &Candidate, b: &Candidate) -> bool {
    let known = |headers: &[String]| headers.iter().filter(|h| !h.is_empty()).map(|h| fold(h)).collect::<BTreeSet<_>>();
    let (a, b) = (known(&a.headers), known(&b.headers));
    2 * a.intersection(&b).count() > a.len().max(b.len())
}

/// The rows of a sheet, in batches.
pub(super) struct Batches<'a> {
    source: &'a Source,
    rows: std::vec::IntoIter<Row>,
    passed: Vec<(u64, Passed)>,
}

impl<'a> Batches<'a> {
    /// Loads the whole sheet into memory and skips its headers and the lines that are no rows.
    pub(super) fn open(source: &'a Source, sheet: &str, header_row: Option<u64>) -> Result<Self> {
        let mut workbook = open(&source.path, &source.shown)?;
        let mut whole = Sheet::load(&mut workbook, &source.shown, sheet)?;
        let regions = regions(&mut workbook, sheet).map_err(|()| unreadable(&source.shown))?;
        let filled = whole.fill_down(&regions, header_row.unwrap_or(0));
        let mut rows = whole.0;
        rows.retain(|row| row.number > header_row.unwrap_or(0));
        let judge = Judge::new(&source.mapping, source.side, false);
        let mut passed: Vec<(u64, Passed)> = filled.into_iter().map(|row| (row, Passed::MergedCells)).collect();
        let (mut ends, mut closed, mut above, mut moved) = (Vec::new(), Vec::new(), 0, None);
        rows.retain(|row| {
            let texts = row.texts(row.width().max(1));
            match judge.cells(|i| texts[i].as_str(), texts.len(), above) {
                Judged::Row => {
                    above += 1 + ends.len() as u64;
                    ends.clear();
                }
                Judged::AtTheEnd => ends.push(row.number),
                Judged::OtherOrder => moved = moved.or(Some(row.number)),
                Judged::Passed(why) => {
                    // What ended one extract before the next one was appended.
                    if why == Passed::Header {
                        above = 0;
                        closed.append(&mut ends);
                    }
                    passed.push((row.number, why));
                    return false;
                }
            }
            true
        });
        if let Some(row) = moved {
            return Err(error::headers_in_other_order(&source.shown, row).into());
        }
        ends.append(&mut closed);
        rows.retain(|row| !ends.contains(&row.number));
        passed.extend(ends.into_iter().map(|row| (row, Passed::Total)));
        passed.sort_unstable();
        Ok(Batches { source, rows: rows.into_iter(), passed })
    }
}

impl Iterator for Batches<'_> {
    type Item = Result<RawBatch>;
    fn next(&mut self) -> Option<Self::Item> {
        let rows: Vec<Row> = self.rows.by_ref().take(BATCH_ROWS).collect();
        let passed = std::mem::take(&mut self.passed);
        if rows.is_empty() && passed.is_empty() {
            return None;
        }
        let columns = self.source.mapping.columns().iter().map(|m| m.index);
        let columns = columns.chain(self.source.others().iter().map(|other| other.index)).enumerate();
        let texts: Vec<Column> = columns
            .map(|(i, index)| {
                let mut text = StringChunkedBuilder::new(i.to_string().into(), rows.len());
                for row in &rows {
                    text.append_option(row.text(index).filter(|value| !value.is_empty()));
                }
                text.finish().into_column()
            })
            .collect();
        let frame = DataFrame::new(rows.len(), texts).expect("columns of one height, each with its own name");
        let numbers = rows.iter().map(|row| row.number).collect();
        Some(RawBatch::new(self.source, numbers, frame, passed).map_err(error::Error::from))
    }
}

impl Sheet {
    fn load(workbook: &mut Workbook, shown: &str, name: &str) -> Result<Sheet, Problem> {
        let cells = match &mut workbook.sheets {
            Sheets::Xlsx(xlsx) => guard(|| xlsx_cells(xlsx, name)),
            other => guard(|| {
                let range = other.worksheet_range(name)?;
                let (first_row, first_column) = range.start().unwrap_or((0, 0));
                let cells = range.used_cells();
                let placed = |(row, column, cell): (usize, usize, &Data)| {
                    (first_row + row as u32, first_column + column as u32, cell.clone())
                };
                Ok::<_, calamine::Error>(cells.map(placed).collect())
            }),
        };
        let mut cells: Vec<(u32, u32, Data)> = cells.map_err(|()| unreadable(shown))?;
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        // Two rows of one number: one of them would be lost.
        if let Some(pair) = cells.windows(2).find(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1)) {
            return Err(error::cell_twice(shown, &workbook.sheet(name).shown, u64::from(pair[0].0) + 1));
        }
        let mut rows: Vec<Row> = Vec::new();
        let is_ods = matches!(workbook.sheets, Sheets::Ods(_));
        for (row, column, cell) in cells {
            let number = u64::from(row) + 1;
            match rows.last_mut() {
                Some(last) if last.number == number => last.cells.push((column, cell)),
                _ => rows.push(Row { number, cells: vec![(column, cell)] }),
            }
        }
        if is_ods {
            let there = workbook_rows::of_ods(&workbook.bytes, name).ok_or_else(|| unreadable(shown))?;
            let read =
                rows.iter().filter(|row| row.cells.iter().any(|(_, cell)| !text(cell).trim().is_empty())).count();
            if there > read as u64 {
                return Err(error::sheet_cut(shown, &workbook.sheet(name).shown, there, read as u64));
            }
        }
        Ok(Sheet(rows))
    }

    /// Whether rows as those of another sheet stand here: most of them have as many digits as a NIR where it has NIRs, or agree with it in
    /// three of its columns that show what they hold: digits where it has birth dates, numbers or telephone numbers, letters where it has
    /// names, an address where it has these. Where it has dates, contacts or NIRs, one of the three is among these.
    fn continues(&self, other: &Mapping) -> bool {
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let is_strong = |col: Col| matches!(col, Col::Nir | Col::OwnNir | Col::BirthDate | Col::Email | Col::Phone);
        let is_alike = |col: Col, text: &str| match col {
            _ if text.len() > 60 => false,
            Col::Nir | Col::OwnNir => digits(text) >= 12,
            Col::BirthDate => (5..=14).contains(&digits(text)),
            Col::Phone => digits(text) >= 9,
            Col::Email => text.contains('@'),
            Col::LastName | Col::BirthName | Col::FirstName => !text.is_empty() && digits(text) == 0,
            col => Col::NUMBERS.contains(&col) && digits(text) >= 3,
        };
        let needs_strong = other.columns().iter().any(|mapped| is_strong(mapped.col));
        let is_row = |row: &&Row| {
            let alike = other
                .columns()
                .iter()
                .filter(|mapped| row.text(mapped.index).is_some_and(|text| is_alike(mapped.col, text.trim())));
            let alike: Vec<Col> = alike.map(|mapped| mapped.col).collect();
            let has_nir = alike.iter().any(|col| matches!(col, Col::Nir | Col::OwnNir));
            has_nir || alike.len() >= 3 && (!needs_strong || alike.iter().any(|col| is_strong(*col)))
        };
        2 * self.0.iter().filter(is_row).count() > self.0.len()
    }

    /// Writes the value of each cell that is merged over several rows into all of them, below the headers. Returns the rows that got
    /// a value.
    fn fill_down(&mut self, regions: &[Dimensions], header_row: u64) -> Vec<u64> {
        let mut filled = BTreeSet::new();
        for region in regions.iter().filter(|r| r.start.0 < r.end.0 && u64::from(r.start.0) >= header_row) {
            let (first, last, column) = (u64::from(region.start.0) + 1, u64::from(region.end.0) + 1, region.start.1);
            let from = self.0.partition_point(|row| row.number < first);
            let of_column = |row: &Row| row.cells.iter().find(|(c, _)| *c == column).map(|(_, cell)| cell.clone());
            let Some(value) = self.0.get(from).filter(|row| row.number == first).and_then(of_column) else { continue };
            for row in self.0[from + 1..].iter_mut().take_while(|row| row.number <= last) {
                if let Err(place) = row.cells.binary_search_by_key(&column, |(c, _)| *c) {
                    row.cells.insert(place, (column, value.clone()));
                    filled.insert(row.number);
                }
            }
        }
        filled.into_iter().collect()
    }
}

/// The non-empty cells of an XLSX sheet, one by one. calamine's range would allocate all cells between them.
fn xlsx_cells(xlsx: &mut Xlsx<Bytes>, name: &str) -> Result<Vec<(u32, u32, Data)>, calamine::XlsxError> {
    let mut reader = xlsx.worksheet_cells_reader(name)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let cell = Data::from(cell.get_value().clone());
        if !text(&cell).is_empty() {
            cells.push((row, column, cell));
        }
    }
    Ok(cells)
}

impl Row {
    /// Number of columns up to the last non-empty cell.
    fn width(&self) -> usize {
        self.cells.last().map_or(0, |(column, _)| *column as usize + 1)
    }

    fn text(&self, column: usize) -> Option<String> {
        let found = self.cells.binary_search_by_key(&column, |(column, _)| *column as usize).ok()?;
        Some(text(&self.cells[found].1))
    }

    fn texts(&self, width: usize) -> Vec<String> {
        (0..width).map(|column| self.text(column).unwrap_or_default()).collect()
    }
}

/// Hides calamine's errors and panics on a damaged file, because they may contain values.
fn guard<T, E>(read: impl FnOnce() -> Result<T, E>) -> Result<T, ()> {
    guard::quietly(read).map_err(drop)?.map_err(drop)
}

/// Why a workbook cannot be read: it is damaged, unless there is no memory to read it.
fn unreadable(shown: &str) -> Problem {
    if guard::is_memory_scarce() { error::out_of_memory(shown) } else { error::workbook(shown) }
}

/// Selects the format by content. Extracts named `.xls` are often XLSX.
fn open(path: &Path, shown: &str) -> Result<Workbook, Problem> {
    let bytes: Arc<[u8]> = archive::read(path).map_err(|e| plain_text::unreadable(shown, &e))?.into();
    let cursor = || Cursor::new(bytes.clone());
    let opened = match bytes.starts_with(b"PK") {
        false => guard(|| Xls::new(cursor())).map(Sheets::Xls),
        true => guard(|| Xlsx::new(cursor()))
            .map(Sheets::Xlsx)
            .or_else(|()| guard(|| Ods::new(cursor())).map(Sheets::Ods))
            .or_else(|()| open_repaired(&bytes))
            .or_else(|()| guard(|| Xlsb::new(cursor())).map(Sheets::Xlsb)),
    };
    let sheets = opened.map_err(|()| unreadable(shown))?;
    Ok(Workbook { sheets, bytes })
}

/// Opens a workbook whose writer lays it out in a way that calamine does not read.
fn open_repaired(bytes: &Arc<[u8]>) -> Result<Sheets<Bytes>, ()> {
    let repaired = guard(|| workbook_repair::repaired(bytes).ok_or(()))?;
    let cursor = || Cursor::new(repaired.clone());
    guard(|| Xlsb::new(cursor())).map(Sheets::Xlsb).or_else(|()| guard(|| Ods::new(cursor())).map(Sheets::Ods))
}

/// The merged cells of a sheet.
fn regions(workbook: &mut Workbook, sheet: &str) -> Result<Vec<Dimensions>, ()> {
    match &mut workbook.sheets {
        Sheets::Xlsx(xlsx) => guard(|| xlsx.merge_cells_by_sheet_name(sheet)),
        Sheets::Xls(xls) => guard(|| xls.merge_cells_by_sheet_name(sheet)),
        Sheets::Ods(_) => guard(|| workbook_merged::of_ods(&workbook.bytes, sheet).ok_or(())),
        Sheets::Xlsb(_) => guard(|| workbook_merged::of_xlsb(&workbook.bytes, sheet).ok_or(())),
    }
}

/// The column (from 1) of a merged cell in the header row, if there is one.
fn merged_header(workbook: &mut Workbook, found: &Candidate) -> Result<Option<u64>, ()> {
    let row = found.header_row - 1;
    let regions = regions(workbook, &found.name)?;
    let touching = regions.iter().filter(|r| (u64::from(r.start.0)..=u64::from(r.end.0)).contains(&row));
    Ok(touching.map(|region| u64::from(region.start.1) + 1).min())
}

/// A mapped column in which formulas stand whose values were never computed, as a library writes them; with their number. Only XLSX.
fn never_computed(workbook: &mut Workbook, found: &Candidate, mapping: &Mapping) -> Result<Option<(String, u64)>, ()> {
    let Sheets::Xlsx(xlsx) = &mut workbook.sheets else { return Ok(None) };
    let formulas = guard(|| xlsx.worksheet_formula(&found.name))?;
    if formulas.is_empty() {
        return Ok(None);
    }
    let values = guard(|| {
        let mut reader = xlsx.worksheet_cells_reader(&found.name)?;
        let mut places = BTreeSet::new();
        while let Some(cell) = reader.next_cell()? {
            if !matches!(cell.get_value(), DataRef::Empty) {
                places.insert(cell.get_position());
            }
        }
        Ok::<_, calamine::XlsxError>(places)
    })?;
    let (first_row, first_column) = formulas.start().unwrap_or((0, 0));
    let mut by_column: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    for (row, column, _) in formulas.used_cells() {
        let place = (first_row + row as u32, first_column + column as u32);
        if u64::from(place.0) >= found.header_row {
            let (all, computed) = by_column.entry(place.1).or_default();
            *all += 1;
            *computed += u64::from(values.contains(&place));
        }
    }
    let columns = mapping.columns().iter();
    let mut empty = columns.filter_map(|mapped| match by_column.get(&(mapped.index as u32)) {
        Some((all, 0)) => Some((mapped.header.clone(), *all)),
        _ => None,
    });
    Ok(empty.next())
}

/// Whether days are counted from 1904, as in workbooks of older Macintosh programs.
fn has_1904_epoch(workbook: &Workbook) -> bool {
    match &workbook.sheets {
        Sheets::Xlsx(xlsx) => xlsx.has_1904_epoch(),
        Sheets::Xlsb(xlsb) => xlsb.has_1904_epoch(),
        Sheets::Xls(xls) => xls.has_1904_epoch(),
        Sheets::Ods(_) => false,
    }
}

/// A cell as a person would write it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.trim().to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => float_text(*number),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
            }
        }
        Data::DateTime(duration) => float_text(duration.as_f64()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
    }
}
