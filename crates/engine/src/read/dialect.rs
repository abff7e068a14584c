//! Determines the layout of a text file: delimiter, headers, columns. A guess is accepted only if it makes known
//! headers appear.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;

use ::csv::ByteRecord;

use super::csv::{self, Records};
use super::format::Text;
use super::{Mapping, Side, header, text};
use model::error::{self, Problem};
use model::incident::{self, At, Delimiter, Encoding, File, Span};

/// The first lines under one delimiter.
struct Candidate {
    delimiter: Delimiter,
    score: usize,
    /// Row number of the headers, and number of lines above the first data row.
    header_row: u64,
    lines_above: usize,
    headers: Vec<String>,
}

/// Determines the delimiter and headers of a text file, and maps its columns.
pub(super) fn inspect(
    path: &Path,
    shown: &str,
    side: Side,
    file: &File,
    text: &mut Text,
) -> Result<Mapping, Vec<Problem>> {
    let one = |problem| vec![problem];
    let mapping = if file.columns.values().any(|at| matches!(at, At::Span(_))) {
        if let Some(delimiter) = file.delimiter {
            return Err(one(error::span_and_delimiter(shown, char::from(delimiter.byte()))));
        }
        let mut mapping = Mapping::fixed(shown, side, &file.columns)?;
        if text.layout.length.is_none() && is_one_line(path, shown, text, &mapping).map_err(one)? {
            return Err(one(match text.encoding.is_ebcdic() {
                true => error::no_record_length(shown),
                false => error::no_line_ends(shown),
            }));
        }
        text.layout.numbers = numbers(shown, file, &mut mapping)?;
        text.filled_up_to = filled_up_to(path, shown, text).map_err(one)?;
        mapping
    } else if file.header {
        let found = with_header(path, shown, side, file, text).map_err(one)?;
        text.delimiter = Some(found.delimiter.byte());
        text.header_row = Some(found.header_row);
        text.lines_above = found.lines_above;
        Mapping::resolve(shown, side, &found.headers, &file.columns)?
    } else {
        let by_position = file.columns.values().all(|at| matches!(at, At::Position(_)));
        let Some(delimiter) = file.delimiter.filter(|_| by_position && !file.columns.is_empty()) else {
            return Err(one(error::headerless(shown)));
        };
        text.delimiter = Some(delimiter.byte());
        let first = match &file.records {
            Some(records) => first_taken(path, shown, text, records).map_err(one)?,
            None => head(path, shown, text, 1).map_err(one)?,
        };
        let width = first.first().map_or(0, |(_, cells)| cells.len());
        let positions = file
            .columns
            .values()
            .filter_map(|at| if let At::Position(at) = at { Some(usize::from(*at)) } else { None });
        if file.records.is_none() && positions.max().is_some_and(|last| last > width) {
            let lines = head(path, shown, text, header::HEAD).map_err(one)?;
            let reached = lines.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
            if reached > width {
                return Err(one(error::first_line_short(shown, width, reached)));
            }
        }
        // Columns are given by position. If there is a header line nevertheless, it must not be read as a row.
        if let Some((_, cells)) = first.first()
            && header::find(std::slice::from_ref(cells), side, &file.columns).is_some_and(|found| found.score > 1)
        {
            return Err(one(error::header_after_all(shown)));
        }
        Mapping::resolve(shown, side, &vec![String::new(); width], &file.columns)?
    };
    let mut records = Records::open(path, shown, text).map_err(one)?;
    let mut record = ByteRecord::new();
    for _ in 0..=text.lines_above {
        if records.next(&mut record).map_err(one)?.is_none() {
            return Err(one(error::header_only(shown)));
        }
    }
    Ok(mapping)
}

/// Whether the whole file is one line, and that at least twice as long as the columns reach: its records have no ends. Read as one record, all
/// others would be lost.
fn is_one_line(path: &Path, shown: &str, text: &Text, mapping: &Mapping) -> Result<bool, Problem> {
    let spans = mapping.columns().iter().filter_map(|mapped| mapped.span);
    let reach = spans.map(|span| usize::from(span.at) + usize::from(span.width) - 1).max().unwrap_or(0);
    let mut bytes = BufReader::new(text::open(path, shown, text)?);
    let (mut characters, mut is_over) = (0, false);
    loop {
        let chunk = bytes.fill_buf().map_err(|e| text::unreadable(shown, &e))?;
        let (length, end) = (chunk.len(), chunk.iter().position(|byte| *byte == b'\n').filter(|_| !is_over));
        let (line, after) = if is_over { (&chunk[..0], chunk) } else { chunk.split_at(end.unwrap_or(length)) };
        // What continues a character in UTF-8 is none.
        characters += line.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        is_over |= end.is_some();
        if after.iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0x1A) {
            return Ok(false);
        }
        if length == 0 || characters > LONGEST * reach {
            return Ok(characters >= 2 * reach);
        }
        bytes.consume(length);
    }
}

/// Number of lines by which it is told how a file of fixed width is filled up.
const SAMPLE: usize = 1_000;

/// The bytes that each of the first lines has, in a file in UTF-8. Filled up by characters, lines with accents have more bytes than those
/// without. None if lines differ, or if all of them have as many accents as the others.
fn filled_up_to(path: &Path, shown: &str, text: &Text) -> Result<Option<usize>, Problem> {
    if text.encoding != Encoding::Utf8 {
        return Ok(None);
    }
    let mut records = Records::open(path, shown, text)?;
    let (mut record, mut bytes, mut characters) = (ByteRecord::new(), BTreeSet::new(), BTreeSet::new());
    for _ in 0..SAMPLE {
        let Some(row) = records.next(&mut record)? else { break };
        let line = std::str::from_utf8(&record[0]).map_err(|_| error::bad_text(shown, "utf-8", row))?;
        let line = line.trim_end_matches('\r');
        bytes.insert(line.len());
        characters.insert(line.chars().count());
    }
    let is_told = bytes == characters || characters.len() > 1;
    Ok(bytes.first().copied().filter(|_| bytes.len() == 1 && is_told))
}

/// A first line that reaches this many times beyond its columns has no end.
const LONGEST: usize = 1_000;

/// The packed and zoned numbers of the columns, whose digits stand after the characters of a record.
fn numbers(shown: &str, file: &File, mapping: &mut Mapping) -> Result<Vec<Span>, Vec<Problem>> {
    let is_ebcdic = file.encoding.is_some_and(Encoding::is_ebcdic);
    let mut problems = Vec::new();
    for mapped in mapping.columns() {
        let Some(span) = mapped.span else { continue };
        let fits = match span.packed {
            Some(digits) => !span.zoned && digits > 0 && span.width == digits / 2 + 1,
            None => true,
        };
        let is_number = span.packed.is_some() || span.zoned;
        if is_number && !(fits && is_ebcdic && file.record_length.is_some()) {
            problems.push(error::bad_number(shown, mapped.col.name()));
        }
        let end = u32::from(span.at) + u32::from(span.width) - 1;
        if let Some(length) = file.record_length.filter(|length| end > u32::from(*length)) {
            problems.push(error::beyond_record(shown, mapped.col.name(), length));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(file.record_length.map_or_else(Vec::new, |length| mapping.numbers_from(length)))
}

/// The first record of a type that is to be read.
fn first_taken(
    path: &Path,
    shown: &str,
    text: &Text,
    records: &incident::Records,
) -> Result<Vec<(u64, Vec<String>)>, Problem> {
    let mut all = Records::open(path, shown, text)?;
    let mut record = ByteRecord::new();
    while let Some(row) = all.next(&mut record)? {
        if csv::is_taken(records, &record) {
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
            return Ok(vec![(row, cells)]);
        }
    }
    Err(error::no_such_records(shown))
}

/// The delimiter under which the most known headers appear.
fn with_header(path: &Path, shown: &str, side: Side, file: &File, text: &Text) -> Result<Candidate, Problem> {
    let mut tried: Vec<Candidate> = Vec::new();
    let (mut widest, mut failed) = (0, None);
    let delimiters = file.delimiter.map_or(Delimiter::TRIED.to_vec(), |given| vec![given]);
    for delimiter in delimiters {
        let text = Text { delimiter: Some(delimiter.byte()), ..text.clone() };
        let (rows, cells): (Vec<u64>, Vec<Vec<String>>) = match head(path, shown, &text, header::HEAD) {
            Ok(head) => head.into_iter().unzip(),
            // Under a wrong delimiter a quote can open and never close.
            Err(problem) => {
                failed.get_or_insert(problem);
                continue;
            }
        };
        widest = cells.iter().map(Vec::len).max().unwrap_or(0).max(widest);
        if let Some(found) = header::find(&cells, side, &file.columns) {
            tried.push(Candidate {
                delimiter,
                score: found.score,
                header_row: rows[found.line],
                lines_above: found.line + 1,
                headers: cells[found.line].clone(),
            });
        }
    }
    tried.sort_by_key(|tried| std::cmp::Reverse(tried.score));
    let mut tried = tried.into_iter();
    match (tried.next(), tried.next(), failed) {
        (Some(best), Some(second), _) if best.score == second.score && best.headers != second.headers => {
            Err(error::two_delimiters(shown, char::from(best.delimiter.byte()), char::from(second.delimiter.byte())))
        }
        (Some(best), ..) => Ok(best),
        (None, _, Some(problem)) => Err(problem),
        (None, ..) => Err(match seen(path, shown, side, file, text)? {
            Some(Seen::Readable(delimiter)) => error::untried_delimiter(shown, delimiter.name()),
            Some(Seen::Unreadable(delimiter)) => error::unread_delimiter(shown, delimiter),
            None => error::no_known_header(shown, widest),
        }),
    }
}

/// A delimiter that makes known headers appear, but is not tried.
enum Seen {
    Readable(Delimiter),
    Unreadable(&'static str),
}

/// Delimiters met in extracts that ampleur does not read.
const UNREAD: [&str; 8] = ["¤", "^", "~", "§", "¬", "¦", "#", "\u{1e}"];

/// The delimiter of a file in which the usual ones show no header.
fn seen(path: &Path, shown: &str, side: Side, file: &File, text: &Text) -> Result<Option<Seen>, Problem> {
    let lines = head(path, shown, &Text { delimiter: None, ..text.clone() }, header::HEAD)?;
    let splits = |delimiter: &str| {
        let cells = |line: &String| line.split(delimiter).map(|cell| cell.trim().to_owned()).collect();
        let lines: Vec<Vec<String>> = lines.iter().filter_map(|(_, cells)| cells.first()).map(cells).collect();
        header::find(&lines, side, &file.columns).is_some_and(|found| found.score > 1)
    };
    let text = |delimiter: &Delimiter| char::from(delimiter.byte()).to_string();
    let declared = Delimiter::DECLARED.into_iter().find(|delimiter| splits(&text(delimiter))).map(Seen::Readable);
    Ok(declared.or_else(|| UNREAD.into_iter().find(|delimiter| splits(delimiter)).map(Seen::Unreadable)))
}

/// The first lines as text, with row numbers.
fn head(path: &Path, shown: &str, text: &Text, lines: usize) -> Result<Vec<(u64, Vec<String>)>, Problem> {
    let mut records = Records::open(path, shown, text)?;
    let mut record = ByteRecord::new();
    let mut head = Vec::new();
    while head.len() < lines {
        let Some(row) = records.next(&mut record)? else { break };
        let cells = record.iter().map(|cell| match std::str::from_utf8(cell) {
            Ok(cell) => Ok(cell.trim().to_owned()),
            Err(_) => Err(error::bad_text(shown, "utf-8", row)),
        });
        head.push((row, cells.collect::<Result<_, _>>()?));
    }
    Ok(head)
}
