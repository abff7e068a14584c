//! CSV: records by the `csv` crate, checked one by one.
//!
//! Polars' own CSV engine fills a short row with nulls and closes an open quote at the end of the file without a word.
//! Here each is an error that names its row.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ::csv::{ByteRecord, Reader, ReaderBuilder, Terminator};
use polars::prelude::{Column, DataFrame, IntoColumn, StringChunkedBuilder};

use super::{BATCH_ROWS, Col, RawBatch, Side, Source, mapping};
use crate::error::{self, Problem, Result};

/// No row of persons is longer; a quote that is never closed soon is.
const MAX_RECORD: usize = 1 << 20;

/// Read after the end of the file. It comes back as a record of its own, unless an open quote has swallowed it.
const SENTINEL: &str = "\u{1}end of file\u{1}";

/// Settles the delimiter and gives the headers.
pub fn inspect(
    path: &Path,
    shown: &str,
    side: Side,
    given: &BTreeMap<String, String>,
) -> Result<(u8, Vec<String>), Problem> {
    let mut tried = Vec::new();
    for delimiter in [b';', b','] {
        let mut records = Records::open(path, shown, delimiter)?;
        let mut record = ByteRecord::new();
        let Some(row) = records.next(&mut record)? else { return Err(error::empty_file(shown)) };
        let headers = record
            .iter()
            .map(|field| match std::str::from_utf8(field) {
                Ok(header) => Ok(header.trim().to_owned()),
                Err(_) => Err(error::not_utf8(shown, row, None)),
            })
            .collect::<Result<Vec<_>, _>>()?;
        let score = mapping::recognised(&headers, side, given);
        tried.push((score, delimiter, headers));
    }
    tried.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    let widest = tried.iter().map(|(.., headers)| headers.len()).max().unwrap_or(0);
    let [(best, delimiter, headers), (second, ..)] = &tried[..] else { unreachable!("two delimiters are tried") };
    // A file without a header line has a person in its place, and one cell of it may happen to be a word of ours.
    let looks_like_a_row = || headers.iter().any(|h| h.bytes().filter(u8::is_ascii_digit).count() >= 6);
    if *best == 0 || (*best < 3 && looks_like_a_row()) {
        return Err(error::no_known_header(shown, widest));
    }
    if best == second && tried[0].2 != tried[1].2 {
        return Err(error::two_delimiters(shown));
    }
    let mut records = Records::open(path, shown, *delimiter)?;
    let mut record = ByteRecord::new();
    records.next(&mut record)?;
    if records.next(&mut record)?.is_none() {
        return Err(error::header_only(shown));
    }
    Ok((*delimiter, headers.clone()))
}

/// The rows of a CSV file, as batches.
pub struct Batches<'a> {
    source: &'a Source,
    records: Records<'a>,
    record: ByteRecord,
}

impl<'a> Batches<'a> {
    /// Opens the file and passes the header line.
    pub fn open(source: &'a Source, delimiter: u8) -> Result<Self> {
        let mut records = Records::open(&source.path, &source.shown, delimiter)?;
        let mut record = ByteRecord::new();
        records.next(&mut record)?;
        Ok(Batches { source, records, record })
    }

    fn read(&mut self) -> Result<Option<RawBatch>, Problem> {
        let columns = self.source.mapping.columns();
        let mut rows = Vec::new();
        let mut texts: Vec<StringChunkedBuilder> = columns
            .iter()
            .enumerate()
            .map(|(i, _)| StringChunkedBuilder::new(i.to_string().into(), BATCH_ROWS))
            .collect();
        while rows.len() < BATCH_ROWS {
            let Some(row) = self.records.next(&mut self.record)? else { break };
            let (found, expected) = (self.record.len(), self.source.mapping.width());
            if found != expected {
                return Err(error::ragged(&self.source.shown, row, found, expected));
            }
            for (mapped, text) in columns.iter().zip(&mut texts) {
                let value = std::str::from_utf8(&self.record[mapped.index])
                    .map_err(|_| error::not_utf8(&self.source.shown, row, Some(&mapped.header)))?;
                let value = value.strip_suffix('\r').unwrap_or(value);
                text.append_option((!value.is_empty()).then_some(value));
            }
            rows.push(row);
        }
        if rows.is_empty() {
            return Ok(None);
        }
        let frame: Vec<Column> = texts.into_iter().map(|text| text.finish().into_column()).collect();
        let cols: Vec<Col> = columns.iter().map(|m| m.col).collect();
        let frame = DataFrame::new(rows.len(), frame).expect("columns of one height, each with its own name");
        Ok(Some(RawBatch::new(rows, cols, frame)))
    }
}

impl Iterator for Batches<'_> {
    type Item = Result<RawBatch>;
    fn next(&mut self) -> Option<Self::Item> {
        self.read().map_err(error::Error::from).transpose()
    }
}

/// The records of a file with the row numbers that a spreadsheet would show.
struct Records<'a> {
    shown: &'a str,
    reader: Reader<Bounded<io::Chain<File, Cursor<Vec<u8>>>>>,
    since_last: Arc<AtomicUsize>,
    /// Line ends inside quoted values so far: they are lines of the file but not rows.
    inner_lines: u64,
    /// The row of the last record.
    row: u64,
    /// The sentinel has come back.
    ended: bool,
}

impl<'a> Records<'a> {
    fn open(path: &Path, shown: &'a str, delimiter: u8) -> Result<Self, Problem> {
        let file = File::open(path).map_err(|e| error::file("the file", shown, &e))?;
        let since_last = Arc::new(AtomicUsize::new(0));
        let ending = Cursor::new(format!("\n{SENTINEL}\n").into_bytes());
        let bounded = Bounded { inner: file.chain(ending), since_last: since_last.clone() };
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            // Not CRLF: there the line feed is only counted with the next record, and row numbers slip.
            .terminator(Terminator::Any(b'\n'))
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(bounded);
        Ok(Records { shown, reader, since_last, inner_lines: 0, row: 0, ended: false })
    }

    /// Reads the next record; its row, or none at the end of the file.
    fn next(&mut self, record: &mut ByteRecord) -> Result<Option<u64>, Problem> {
        if self.ended {
            return Ok(None);
        }
        self.since_last.store(0, Ordering::Relaxed);
        let next_row = self.row + 1;
        match self.reader.read_byte_record(record) {
            Ok(true) => {}
            Ok(false) => return Err(error::unclosed_quote(self.shown, next_row)),
            Err(e) => {
                return Err(match e.kind() {
                    ::csv::ErrorKind::Io(cause) if cause.get_ref().is_some_and(|c| c.is::<TooLong>()) => {
                        error::record_too_long(self.shown, next_row, MAX_RECORD)
                    }
                    ::csv::ErrorKind::Io(cause) => error::file("the file", self.shown, cause),
                    _ => error::record_too_long(self.shown, next_row, MAX_RECORD),
                });
            }
        }
        let bytes = record.as_slice();
        if record.len() == 1 && bytes == SENTINEL.as_bytes() {
            self.ended = true;
            return Ok(None);
        }
        if bytes.len() > MAX_RECORD {
            return Err(error::record_too_long(self.shown, next_row, MAX_RECORD));
        }
        if bytes.ends_with(format!("{SENTINEL}\n").as_bytes()) {
            return Err(error::unclosed_quote(self.shown, next_row));
        }
        if record.len() == 1 && bytes == b"\r" {
            return self.next(record);
        }
        self.inner_lines += bytes.iter().filter(|b| **b == b'\n').count() as u64;
        // The reader is past the end of this record; blank lines before it are rows of the file too.
        self.row = self.reader.position().line() - 1 - self.inner_lines;
        if bytes.contains(&0) {
            return Err(error::nul_bytes(self.shown, self.row));
        }
        Ok(Some(self.row))
    }
}

/// A reader that gives up when one record asks for more than any record holds.
struct Bounded<R> {
    inner: R,
    since_last: Arc<AtomicUsize>,
}

#[derive(Debug)]
struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("record too long")
    }
}

impl std::error::Error for TooLong {}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        if self.since_last.fetch_add(n, Ordering::Relaxed) > MAX_RECORD + (1 << 16) {
            return Err(io::Error::other(TooLong));
        }
        Ok(n)
    }
}
