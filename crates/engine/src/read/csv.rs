//! Reads lines of text as rows: delimited records by the `csv` crate, and lines of fixed width by character positions.
//!
//! Polars' CSV reader silently pads short rows with nulls and closes an open quote at the end of the file. Here both
//! are errors that name the row.

use std::collections::VecDeque;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ::csv::{ByteRecord, Reader, ReaderBuilder, Terminator};
use polars::prelude::{Column, DataFrame, IntoColumn, StringChunkedBuilder};

use super::format::Text;
use super::lines::{Judge, Judged, Passed};
use super::{BATCH_BYTES, RawBatch, Source, batch_rows, text};
use model::error::{self, Problem, Result};
use model::incident::{self, Quotes, Span};

/// Maximum record length in bytes. A longer record means that a quote was never closed.
pub(super) const MAX_RECORD: usize = 1 << 20;

/// Appended to the file. It is read as a record of its own, unless an open quote swallows it.
const SENTINEL: &str = "\u{2}end of file\u{2}";

/// The sentinel as it ends up in a quoted value.
const SENTINEL_LINE: &str = "\u{2}end of file\u{2}\n";

/// A delimiter that does not occur in text: lines of fixed width are read as records of one field.
const NO_DELIMITER: u8 = 0x1F;

/// The rows of a text file, in batches.
pub(super) struct Batches<'a> {
    source: &'a Source,
    records: Records<'a>,
    record: ByteRecord,
    judge: Judge<'a>,
    /// See [`Text::filled_up_to`].
    filled_up_to: Option<usize>,
    /// Whether a line was read.
    is_begun: bool,
    /// Number of rows so far.
    above: u64,
    /// Number of fields in each row, settled by the first one.
    width: Option<usize>,
    /// Lines that look like totals. They are rows if more rows follow.
    held: VecDeque<(u64, ByteRecord)>,
    /// Lines that were held and turned out to be rows.
    ready: VecDeque<(u64, ByteRecord)>,
    /// Lines that are no rows, since the last batch.
    passed: Vec<(u64, Passed)>,
}

impl<'a> Batches<'a> {
    /// Opens the file and skips the lines above the rows.
    pub(super) fn open(source: &'a Source, text: &Text) -> Result<Self> {
        let mut records = Records::open(&source.path, &source.shown, text)?;
        let mut record = ByteRecord::new();
        for _ in 0..text.lines_above {
            records.next(&mut record)?;
        }
        let judge = Judge::new(&source.mapping, source.side, text.delimiter.is_none());
        let (held, ready, passed) = (VecDeque::new(), VecDeque::new(), Vec::new());
        let filled_up_to = text.filled_up_to;
        Ok(Batches {
            source,
            records,
            record,
            judge,
            filled_up_to,
            is_begun: false,
            above: 0,
            width: None,
            held,
            ready,
            passed,
        })
    }

    /// Reads the next row into `record` and returns its number.
    fn next_row(&mut self) -> Result<Option<u64>, Problem> {
        loop {
            if let Some((row, record)) = self.ready.pop_front() {
                self.record = record;
                return Ok(Some(row));
            }
            let Some(row) = self.records.next(&mut self.record)? else { return Ok(None) };
            let judged = self.judge();
            self.is_begun = true;
            self.above += u64::from(matches!(judged, Judged::Row));
            match judged {
                Judged::Row if self.held.is_empty() => return Ok(Some(row)),
                Judged::Row => {
                    self.above += self.held.len() as u64;
                    self.ready.append(&mut self.held);
                    self.ready.push_back((row, self.record.clone()));
                }
                Judged::Passed(why) => {
                    // What ended one extract before the next one was appended.
                    if why == Passed::Header {
                        self.above = 0;
                        self.passed.extend(self.held.drain(..).map(|(row, _)| (row, Passed::Total)));
                    }
                    self.passed.push((row, why));
                }
                Judged::AtTheEnd => self.held.push_back((row, self.record.clone())),
                Judged::OtherOrder => return Err(error::headers_in_other_order(&self.source.shown, row)),
            }
        }
    }

    /// What the line is that was read last.
    fn judge(&self) -> Judged {
        if self.is_other_record() {
            return Judged::Passed(Passed::OtherRecord);
        }
        // A shortcut for most rows: several filled cells, and a number where all have one.
        if self.above > 0 && self.judge.is_plain(&self.record) {
            return Judged::Row;
        }
        let cell = |i: usize| self.record.get(i).and_then(|cell| std::str::from_utf8(cell).ok()).map_or("", str::trim);
        let columns = self.source.mapping.columns();
        match columns.first().and_then(|column| column.span) {
            None => self.judge.cells(cell, self.record.len(), self.above),
            Some(_) => {
                let cell_of = |span| cut(line(&self.record), span, self.filled_up_to);
                let above = self.is_begun.then_some(self.above);
                self.judge.line(cell(0), |i| columns[i].span.map_or("", cell_of), above)
            }
        }
    }

    /// Whether the incident file says that lines of this type are not about persons.
    fn is_other_record(&self) -> bool {
        self.source.records.as_ref().is_some_and(|records| !is_taken(records, &self.record))
    }

    /// Checks that the row has as many fields as the others, and that no quote has swallowed lines.
    fn check(&mut self, row: u64) -> Result<(), Problem> {
        let (shown, mapping) = (&*self.source.shown, &self.source.mapping);
        let (found, width) = (self.record.len(), mapping.width());
        let empty = |i: usize| self.record.get(i).is_none_or(|cell| cell.iter().all(u8::is_ascii_whitespace));
        // A delimiter at the end of the header line alone, or of the rows alone.
        let fits = match found {
            _ if found == width => true,
            _ if found > width => (width..found).all(empty),
            _ => found >= mapping.named_width(),
        };
        if !fits || *self.width.get_or_insert(found) != found {
            return Err(error::ragged(
                shown,
                row,
                found,
                self.width.filter(|_| fits).unwrap_or(width),
                self.looks_quoted(),
            ));
        }
        if self.record.as_slice().contains(&b'\n') && self.records.swallowed(&self.record) {
            return Err(error::swallowed_lines(shown, row));
        }
        Ok(())
    }

    /// Whether a value of the row may have been cut or joined by quotes.
    fn looks_quoted(&self) -> bool {
        let bytes = self.record.as_slice();
        bytes.contains(&b'\n') || bytes.contains(&b'"') || bytes.contains(&b'\\')
    }

    fn read(&mut self) -> Result<Option<RawBatch>, Problem> {
        let source = self.source;
        let (columns, others) = (source.mapping.columns(), source.others());
        let mut rows = Vec::new();
        let width = columns.len() + others.len();
        let most = batch_rows(width);
        let mut texts: Vec<StringChunkedBuilder> =
            (0..width).map(|i| StringChunkedBuilder::new(i.to_string().into(), most)).collect();
        let (mut bytes, mut is_end) = (0, false);
        while rows.len() < most && bytes < BATCH_BYTES {
            let Some(row) = self.next_row()? else {
                is_end = true;
                break;
            };
            self.check(row)?;
            bytes += self.record.as_slice().len();
            // Validating the whole record at once is faster than field by field.
            let line = simdutf8::basic::from_utf8(self.record.as_slice())
                .map_err(|_| error::bad_text(&source.shown, "utf-8", row))?;
            // The reader splits lines at `\n` only, so that a `\r` before it remains in the last cell.
            let line = line.strip_suffix('\r').unwrap_or(line);
            let cell = |index: usize| {
                let range = self.record.range(index).unwrap_or(0..0);
                line.get(range.start..range.end.min(line.len())).unwrap_or("")
            };
            let indices = columns.iter().map(|m| m.index).chain(others.iter().map(|o| o.index));
            for (i, (index, text)) in indices.zip(&mut texts).enumerate() {
                let value = match columns.get(i).and_then(|column| column.span) {
                    Some(span) => cut(cell(0), span, self.filled_up_to),
                    None => cell(index),
                };
                text.append_option((!value.is_empty()).then_some(value));
            }
            rows.push(row);
        }
        let mut passed = std::mem::take(&mut self.passed);
        if is_end {
            // The end of the file: lines still held are totals.
            passed.extend(self.held.drain(..).map(|(row, _)| (row, Passed::Total)));
        }
        passed.sort_unstable();
        if rows.is_empty() && passed.is_empty() {
            return Ok(None);
        }
        let frame: Vec<Column> = texts.into_iter().map(|text| text.finish().into_column()).collect();
        let frame = DataFrame::new(rows.len(), frame).expect("columns of one height, each with its own name");
        RawBatch::new(source, rows, frame, passed).map(Some)
    }
}

/// Whether a record is of a type that is to be read.
pub(super) fn is_taken(records: &incident::Records, record: &ByteRecord) -> bool {
    let kind = match records.width {
        Some(width) => cut(line(record), Span { at: records.at, width, packed: None, zoned: false }, None),
        None => {
            let cell = record.get(usize::from(records.at) - 1).and_then(|cell| std::str::from_utf8(cell).ok());
            cell.map_or("", str::trim)
        }
    };
    records.take.iter().any(|taken| taken.trim() == kind)
}

/// The only field of a line of fixed width.
fn line(record: &ByteRecord) -> &str {
    record.get(0).and_then(|line| std::str::from_utf8(line).ok()).unwrap_or("")
}

/// A range of characters of a line, trimmed; shorter if the line ends before. Of a line that has all the bytes that `filled_up_to` says, a
/// range of bytes.
fn cut(line: &str, span: Span, filled_up_to: Option<usize>) -> &str {
    let (from, to) = (usize::from(span.at) - 1, usize::from(span.at) - 1 + usize::from(span.width));
    if line.is_ascii() || filled_up_to == Some(line.trim_end_matches('\r').len()) {
        // A column that ends within a character has lost a part of it, with which the next one begins.
        let whole = |at: usize| line.ceil_char_boundary(at.min(line.len()));
        return line[whole(from)..whole(to)].trim();
    }
    let at = |n: usize| line.char_indices().nth(n).map_or(line.len(), |(offset, _)| offset);
    line[at(from)..at(to)].trim()
}

impl Iterator for Batches<'_> {
    type Item = Result<RawBatch>;
    fn next(&mut self) -> Option<Self::Item> {
        self.read().map_err(error::Error::from).transpose()
    }
}

/// A text followed by the sentinel.
type Ended = io::Chain<Box<dyn Read + Send>, Cursor<Vec<u8>>>;

/// The records of a file, with row numbers as a spreadsheet shows them.
pub(super) struct Records<'a> {
    shown: &'a str,
    delimiter: Option<u8>,
    reader: Reader<Bounded<Ended>>,
    since_last: Arc<AtomicUsize>,
    /// Number of line ends inside quoted values so far; they do not start a row.
    inner_lines: u64,
    /// Row number of the last record.
    row: u64,
    /// Whether the sentinel has been read.
    ended: bool,
}

impl<'a> Records<'a> {
    pub(super) fn open(path: &Path, shown: &'a str, text: &Text) -> Result<Self, Problem> {
        let file = text::open(path, shown, text)?;
        let since_last = Arc::new(AtomicUsize::new(0));
        let ending = Cursor::new(format!("\n{SENTINEL_LINE}").into_bytes());
        let bounded = Bounded::new(file.chain(ending), since_last.clone());
        let reader = ReaderBuilder::new()
            .delimiter(text.delimiter.unwrap_or(NO_DELIMITER))
            .quoting(text.delimiter.is_some() && text.quotes != Quotes::None)
            .quote(if text.quotes == Quotes::Single { b'\'' } else { b'"' })
            .escape((text.quotes == Quotes::Backslash).then_some(b'\\'))
            .has_headers(false)
            // With CRLF the reader counts the line feed only with the next record, which shifts row numbers.
            .terminator(Terminator::Any(b'\n'))
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(bounded);
        Ok(Records { shown, delimiter: text.delimiter, reader, since_last, inner_lines: 0, row: 0, ended: false })
    }

    /// Whether a value holds whole lines: as many delimiters as the lines in it would have. A quote that opened by accident ended at
    /// another one.
    fn swallowed(&self, record: &ByteRecord) -> bool {
        let Some(delimiter) = self.delimiter.filter(|_| record.len() > 1) else { return false };
        if record.len() == 2 {
            // A line of an address may hold one delimiter too: a row of two columns begins as this one does.
            let begins_alike = |line: &[u8]| {
                let first = line.split(|b| *b == delimiter).next().filter(|first| first.len() < line.len());
                first.is_some_and(|first| is_of_one_shape(unquoted(first), &record[0]))
            };
            return record[1].split(|b| *b == b'\n').skip(1).any(begins_alike);
        }
        let count = |cell: &[u8], byte: u8| cell.iter().filter(|b| **b == byte).count();
        record.iter().any(|cell| {
            let lines = count(cell, b'\n');
            lines > 0 && count(cell, delimiter) >= lines * (record.len() - 1)
        })
    }

    /// Reads the next record that is not blank. Returns its row number; none at the end of the file.
    pub(super) fn next(&mut self, record: &mut ByteRecord) -> Result<Option<u64>, Problem> {
        loop {
            let row = self.next_line(record)?;
            // Spreadsheets export lines that consist of delimiters below the last row.
            if row.is_none() || !record.iter().all(|cell| cell.iter().all(is_blank)) {
                return Ok(row);
            }
        }
    }

    fn next_line(&mut self, record: &mut ByteRecord) -> Result<Option<u64>, Problem> {
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
                    ::csv::ErrorKind::Io(cause) => text::unreadable(self.shown, cause),
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
        if bytes.ends_with(SENTINEL_LINE.as_bytes()) {
            return Err(error::unclosed_quote(self.shown, next_row));
        }
        self.inner_lines += bytes.iter().filter(|b| **b == b'\n').count() as u64;
        // The reader's position is after this record. Blank lines before it count as rows too.
        self.row = self.reader.position().line() - 1 - self.inner_lines;
        if bytes.contains(&0) {
            return Err(error::nul_bytes(self.shown, self.row));
        }
        Ok(Some(self.row))
    }
}

/// Whether a byte is a blank, or the mark at which DOS programs end a file.
fn is_blank(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || *byte == 0x1A
}

/// A reader that fails once a single record exceeds the maximum length.
pub(super) struct Bounded<R> {
    inner: R,
    since_last: Arc<AtomicUsize>,
}

impl<R> Bounded<R> {
    /// Bounds a reader; who reads sets `since_last` to zero at each record.
    pub(super) fn new(inner: R, since_last: Arc<AtomicUsize>) -> Self {
        Bounded { inner, since_last }
    }
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

/// A cell without blanks and quotes around it.
fn unquoted(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    let inner = cell.strip_prefix(b"\"").unwrap_or(cell);
    inner.strip_suffix(b"\"").unwrap_or(inner)
}

/// Whether two cells have digits in the same places, five or more, and as many characters.
fn is_of_one_shape(a: &[u8], b: &[u8]) -> bool {
    let digits = a.iter().filter(|byte| byte.is_ascii_digit()).count();
    digits >= 5 && a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_ascii_digit() == b.is_ascii_digit())
}
