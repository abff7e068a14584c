//! Reads one sheet of a workbook with calamine; cells are rendered as a person would write them.
//!
//! Cells are read by value, not by display format: a NIR of fifteen digits in a numeric cell is intact, and a date is a
//! date. A text such as `1,85E+14` had lost its digits before the file was saved.

use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{Data, Reader, SheetType, Sheets, Xlsx, open_workbook};
use polars::prelude::{Column, DataFrame, IntoColumn, StringChunkedBuilder};

use super::{BATCH_ROWS, Format, Mapping, RawBatch, Side, Source, float_text, header};
use model::error::{self, Problem, Result, nearest};
use model::guard;
use model::incident::{At, File};

type Bytes = BufReader<std::fs::File>;
type Workbook = Sheets<Bytes>;

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
}

/// Selects the sheet, finds its headers and maps its columns.
pub(super) fn inspect(path: &Path, shown: &str, side: Side, file: &File) -> Result<(Format, Mapping), Vec<Problem>> {
    let one = |problem| vec![problem];
    let mut workbook = open(path, shown).map_err(one)?;
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    if let Some(sheet) = &file.sheet
        && !names.contains(sheet)
    {
        let near = nearest(sheet, names.iter().map(String::as_str));
        return Err(one(error::no_such_sheet(shown, sheet, near, &names)));
    }
    let names: Vec<String> = names.into_iter().filter(|n| file.sheet.as_ref().is_none_or(|sheet| sheet == n)).collect();
    if !file.header {
        return without_header(&mut workbook, shown, side, file, &names);
    }
    let mut candidates = Vec::new();
    for name in &names {
        let sheet = Sheet::load(&mut workbook, shown, name).map_err(one)?;
        let head: Vec<Vec<String>> = sheet.0.iter().take(header::HEAD).map(|row| row.texts(row.width())).collect();
        if let Some(found) = header::find(&head, side, &file.columns) {
            candidates.push(Candidate {
                name: name.clone(),
                headers: head[found.line].clone(),
                header_row: sheet.0[found.line].number,
                has_rows: sheet.0.len() > found.line + 1,
            });
        }
    }
    let found = match &candidates[..] {
        [found] => found,
        [] => return Err(one(error::no_sheet_with_headers(shown, &names))),
        several => {
            let names: Vec<String> = several.iter().map(|c| c.name.clone()).collect();
            return Err(one(error::which_sheet(shown, &names)));
        }
    };
    if let Some(column) = merged_header(&mut workbook, found).map_err(|()| one(error::workbook(shown)))? {
        return Err(one(error::merged_header(shown, &found.name, found.header_row, column)));
    }
    if !found.has_rows {
        return Err(one(error::header_only(shown)));
    }
    let mapping = Mapping::resolve(shown, side, &found.headers, &file.columns)?;
    Ok((Format::Workbook { sheet: found.name.clone(), header_row: Some(found.header_row) }, mapping))
}

/// Handles a sheet whose columns are given by position.
fn without_header(
    workbook: &mut Workbook,
    shown: &str,
    side: Side,
    file: &File,
    names: &[String],
) -> Result<(Format, Mapping), Vec<Problem>> {
    let [name] = names else { return Err(vec![error::which_sheet(shown, names)]) };
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
    Ok((Format::Workbook { sheet: name.clone(), header_row: None }, mapping))
}

/// The rows of a sheet, in batches.
pub(super) struct Batches<'a> {
    source: &'a Source,
    rows: std::vec::IntoIter<Row>,
    totals: Vec<u64>,
}

impl<'a> Batches<'a> {
    /// Loads the whole sheet into memory and skips its headers.
    pub(super) fn open(source: &'a Source, sheet: &str, header_row: Option<u64>) -> Result<Self> {
        let mut workbook = open(&source.path, &source.shown)?;
        let mut rows = Sheet::load(&mut workbook, &source.shown, sheet)?.0;
        rows.retain(|row| row.number > header_row.unwrap_or(0));
        let width = source.mapping.width();
        let mut totals = Vec::new();
        while let Some(last) = rows.last()
            && header::is_total(last.texts(last.width()).iter().map(String::as_str), width)
        {
            totals.insert(0, last.number);
            rows.pop();
        }
        Ok(Batches { source, rows: rows.into_iter(), totals })
    }
}

impl Iterator for Batches<'_> {
    type Item = Result<RawBatch>;
    fn next(&mut self) -> Option<Self::Item> {
        let rows: Vec<Row> = self.rows.by_ref().take(BATCH_ROWS).collect();
        let totals = if rows.len() < BATCH_ROWS { std::mem::take(&mut self.totals) } else { Vec::new() };
        if rows.is_empty() && totals.is_empty() {
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
        Some(Ok(RawBatch::new(self.source, numbers, frame, totals)))
    }
}

impl Sheet {
    fn load(workbook: &mut Workbook, shown: &str, name: &str) -> Result<Sheet, Problem> {
        let cells = match workbook {
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
        let mut cells: Vec<(u32, u32, Data)> = cells.map_err(|()| error::workbook(shown))?;
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        let mut rows: Vec<Row> = Vec::new();
        for (row, column, cell) in cells {
            let number = u64::from(row) + 1;
            match rows.last_mut() {
                Some(last) if last.number == number => last.cells.push((column, cell)),
                _ => rows.push(Row { number, cells: vec![(column, cell)] }),
            }
        }
        Ok(Sheet(rows))
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

/// Selects the format by content. Extracts named `.xls` are often XLSX.
fn open(path: &Path, shown: &str) -> Result<Workbook, Problem> {
    let zip = std::fs::File::open(path).and_then(|mut file| {
        let mut first = [0; 2];
        file.read_exact(&mut first).map(|()| first == *b"PK")
    });
    let opened = match zip.map_err(|e| error::file("file", shown, &e))? {
        false => guard(|| open_workbook(path)).map(Sheets::Xls),
        true => guard(|| open_workbook(path))
            .map(Sheets::Xlsx)
            .or_else(|()| guard(|| open_workbook(path)).map(Sheets::Ods))
            .or_else(|()| guard(|| open_workbook(path)).map(Sheets::Xlsb)),
    };
    opened.map_err(|()| error::workbook(shown))
}

/// The column (from 1) of a merged cell in the header row, if there is one. Not available for ODS.
fn merged_header(workbook: &mut Workbook, found: &Candidate) -> Result<Option<u64>, ()> {
    let regions = match workbook {
        Sheets::Xlsx(xlsx) => guard(|| xlsx.merge_cells_by_sheet_name(&found.name))?,
        Sheets::Xls(xls) => guard(|| xls.merge_cells_by_sheet_name(&found.name))?,
        _ => Vec::new(),
    };
    let row = found.header_row - 1;
    let touching = regions.iter().filter(|r| (u64::from(r.start.0)..=u64::from(r.end.0)).contains(&row));
    Ok(touching.map(|region| u64::from(region.start.1) + 1).min())
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
