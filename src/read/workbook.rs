//! Workbooks by calamine: one sheet, its cells as the text that a person would write.
//!
//! A number is a number: a NIR of fifteen digits in a numeric cell is intact, however the cell shows it. A date is a day.
//! What a cell looked like is gone; a text such as `1,85E+14` has lost its digits before we see it.

use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{Data, Range, Reader, Sheets, open_workbook};
use polars::prelude::{Column, DataFrame, IntoColumn, StringChunkedBuilder};

use super::{BATCH_ROWS, Format, Mapping, RawBatch, Side, Source, float_text, header};
use crate::error::{self, Problem, Result, nearest};
use crate::incident::{At, File};

type Workbook = Sheets<BufReader<std::fs::File>>;

/// A sheet in which known headers were found.
struct Candidate {
    name: String,
    headers: Vec<String>,
    /// From 0, in the sheet.
    row: u32,
}

/// Settles the sheet and its headers, and what each column means.
pub fn inspect(path: &Path, shown: &str, side: Side, file: &File) -> Result<(Format, Mapping), Vec<Problem>> {
    let one = |problem| vec![problem];
    let mut workbook = open(path, shown).map_err(one)?;
    let names = workbook.sheet_names();
    if let Some(sheet) = &file.sheet
        && !names.contains(sheet)
    {
        let near = nearest(sheet, names.iter().map(String::as_str));
        return Err(one(error::no_such_sheet(shown, sheet, near, &names)));
    }
    let names: Vec<String> = names.into_iter().filter(|n| file.sheet.as_ref().is_none_or(|sheet| sheet == n)).collect();
    if !file.header {
        let [name] = &names[..] else { return Err(one(error::which_sheet(shown, &names))) };
        let range = range(&mut workbook, shown, name).map_err(one)?;
        let mapping = Mapping::resolve(shown, side, &vec![String::new(); range.width()], &file.columns)?;
        if file.columns.is_empty() || !file.columns.values().all(|at| matches!(at, At::Position(_))) {
            return Err(one(error::headerless(shown)));
        }
        return Ok((Format::Workbook { sheet: name.clone(), header_row: None }, mapping));
    }
    let mut candidates = Vec::new();
    for name in &names {
        let range = range(&mut workbook, shown, name).map_err(one)?;
        let rows: Vec<Vec<String>> =
            range.rows().take(header::HEAD).map(|row| row.iter().map(text).collect()).collect();
        if let Some(found) = header::find(&rows, side, &file.columns) {
            let row = range.start().map_or(0, |(row, _)| row) + found.line as u32;
            candidates.push(Candidate { name: name.clone(), headers: rows[found.line].clone(), row });
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
        return Err(one(error::merged_header(shown, &found.name, u64::from(found.row) + 1, column)));
    }
    let range = range(&mut workbook, shown, &found.name).map_err(one)?;
    if range.end().is_none_or(|(last, _)| last <= found.row) {
        return Err(one(error::header_only(shown)));
    }
    let mapping = Mapping::resolve(shown, side, &found.headers, &file.columns)?;
    let header_row = Some(u64::from(found.row) + 1);
    Ok((Format::Workbook { sheet: found.name.clone(), header_row }, mapping))
}

/// The rows of a sheet, as batches.
pub struct Batches<'a> {
    source: &'a Source,
    range: Range<Data>,
    /// The next row, from 0 in the range.
    next: usize,
    /// The row after the last person.
    end: usize,
    totals: Vec<u64>,
}

impl<'a> Batches<'a> {
    /// Loads the sheet and passes its headers. The whole sheet is held while it is read.
    pub fn open(source: &'a Source, sheet: &str, header_row: Option<u64>) -> Result<Self> {
        let mut workbook = open(&source.path, &source.shown)?;
        let range = range(&mut workbook, &source.shown, sheet)?;
        let first = range.start().map_or(0, |(row, _)| u64::from(row));
        let next = header_row.map_or(0, |row| (row - first) as usize);
        let mut batches = Batches { source, end: range.height(), range, next, totals: Vec::new() };
        // From the end upwards: blank rows and lines of totals.
        while batches.end > batches.next {
            let cells = batches.row(batches.end - 1);
            if header::is_total(cells.iter().map(String::as_str), batches.source.mapping.width()) {
                batches.totals.insert(0, batches.number(batches.end - 1));
            } else if cells.iter().any(|cell| !cell.trim().is_empty()) {
                break;
            }
            batches.end -= 1;
        }
        Ok(batches)
    }

    fn row(&self, row: usize) -> Vec<String> {
        self.range.rows().nth(row).unwrap_or(&[]).iter().map(text).collect()
    }

    /// The number a spreadsheet shows beside the row.
    fn number(&self, row: usize) -> u64 {
        self.range.start().map_or(0, |(first, _)| u64::from(first)) + row as u64 + 1
    }
}

impl Iterator for Batches<'_> {
    type Item = Result<RawBatch>;
    fn next(&mut self) -> Option<Self::Item> {
        let last = (self.next + BATCH_ROWS).min(self.end);
        let totals = if last == self.end { std::mem::take(&mut self.totals) } else { Vec::new() };
        if self.next >= self.end && totals.is_empty() {
            return None;
        }
        let wanted: Vec<usize> = self.source.mapping.columns().iter().map(|m| m.index).collect();
        let wanted: Vec<usize> = wanted.into_iter().chain(self.source.others().iter().map(|o| o.index)).collect();
        let mut texts: Vec<StringChunkedBuilder> =
            (0..wanted.len()).map(|i| StringChunkedBuilder::new(i.to_string().into(), last - self.next)).collect();
        let mut rows = Vec::with_capacity(last - self.next);
        for (i, cells) in self.range.rows().enumerate().take(last).skip(self.next) {
            let filled = |cell: &Data| !matches!(cell, Data::Empty) && !text(cell).trim().is_empty();
            if !cells.iter().any(filled) {
                continue;
            }
            rows.push(self.number(i));
            for (index, column) in wanted.iter().zip(&mut texts) {
                let value = cells.get(*index).map(text).filter(|value| !value.is_empty());
                column.append_option(value);
            }
        }
        self.next = last;
        let frame: Vec<Column> = texts.into_iter().map(|text| text.finish().into_column()).collect();
        let frame = DataFrame::new(rows.len(), frame).expect("columns of one height, each with its own name");
        Some(Ok(RawBatch::new(self.source, rows, frame, totals)))
    }
}

/// calamine's errors and panics on a damaged file may carry values: neither is shown.
fn guard<T, E>(read: impl FnOnce() -> Result<T, E>) -> Result<T, ()> {
    crate::quietly(read).map_err(drop)?.map_err(drop)
}

/// By content, not by extension: extracts named `.xls` are often XLSX.
fn open(path: &Path, shown: &str) -> Result<Workbook, Problem> {
    let zip = std::fs::File::open(path).and_then(|mut file| {
        let mut first = [0; 2];
        file.read_exact(&mut first).map(|()| first == *b"PK")
    });
    let opened = match zip.map_err(|e| error::file("the file", shown, &e))? {
        false => guard(|| open_workbook(path)).map(Sheets::Xls),
        true => guard(|| open_workbook(path))
            .map(Sheets::Xlsx)
            .or_else(|()| guard(|| open_workbook(path)).map(Sheets::Ods))
            .or_else(|()| guard(|| open_workbook(path)).map(Sheets::Xlsb)),
    };
    opened.map_err(|()| error::workbook(shown))
}

fn range(workbook: &mut Workbook, shown: &str, sheet: &str) -> Result<Range<Data>, Problem> {
    guard(|| workbook.worksheet_range(sheet)).map_err(|()| error::workbook(shown))
}

/// The column (from 1) of a merged cell in the row of the headers, if there is one. ODS does not tell.
fn merged_header(workbook: &mut Workbook, found: &Candidate) -> Result<Option<u64>, ()> {
    let regions = match workbook {
        Sheets::Xlsx(xlsx) => guard(|| xlsx.merge_cells_by_sheet_name(&found.name))?,
        Sheets::Xls(xls) => guard(|| xls.merge_cells_by_sheet_name(&found.name))?,
        _ => Vec::new(),
    };
    let touching = regions.iter().filter(|region| (region.start.0..=region.end.0).contains(&found.row));
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
