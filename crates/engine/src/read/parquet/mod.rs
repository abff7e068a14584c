//! Reads Parquet with Polars, a few row groups at a time. Typed columns are rendered as a person would write them,
//! except in exchange files.

mod footer;
mod pages;

use std::collections::{BTreeSet, VecDeque};
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use jiff::tz::{Offset, TimeZone};
use polars::prelude::{
    ArrowDataType, ArrowField, Column, DataFrame, DataType, FileMetadataRef, IntoColumn, NewChunkedArray,
    ParquetReader, PolarsError, PolarsResult, SerReader, StringChunked, TimeUnit,
};

use super::exchange::Header;
use super::{BATCH_ROWS, RawBatch, Source, float_text, further, long};
use model::error::{self, ParquetPart, ParquetType, Problem, Result, Role};
use model::{guard, regular};

use footer::Fault;
use pages::PageFault;

/// The contents of a Parquet file.
pub(super) enum ParquetContent {
    /// An ordinary table: its headers, and the positions of columns that hold persons within rows.
    Table {
        headers: Vec<String>,
        with_persons: Vec<usize>,
    },
    Exchange(Box<Header>),
}

pub(super) fn inspect(path: &Path, shown: &str) -> Result<ParquetContent, Problem> {
    let (mut reader, metadata) = checked(path, shown)?;
    let entries = metadata.key_value_metadata().iter().flatten();
    let texts = entries.filter_map(|entry| Some((entry.key.as_str(), entry.value.as_deref()?)));
    if let Some(header) = Header::find(shown, texts)? {
        return Ok(ParquetContent::Exchange(Box::new(header)));
    }
    let rows = guard(|| reader.num_rows()).map_err(|cause| cause.told(shown, ParquetPart::Footer))?;
    if rows == 0 {
        return Err(error::header_only(shown));
    }
    let schema = guard(|| reader.schema()).map_err(|cause| cause.told(shown, ParquetPart::Schema))?;
    let headers = schema.iter_values().map(|field| field.name.to_string()).collect();
    let holds_persons = |(index, field): (usize, &ArrowField)| holds_persons(field.dtype()).then_some(index);
    let with_persons = schema.iter_values().enumerate().filter_map(holds_persons).collect();
    Ok(ParquetContent::Table { headers, with_persons })
}

/// The number of rows according to the footer; none if it is unreadable.
pub(super) fn rows(path: &Path) -> Option<u64> {
    let (_, metadata) = checked(path, "").ok()?;
    Some(metadata.num_rows as u64)
}

/// A file whose footer holds what it says, and that footer.
fn checked(path: &Path, shown: &str) -> Result<(ParquetReader<File>, FileMetadataRef), Problem> {
    let mut file = open_file(path, shown)?;
    match guard(|| Ok(footer::check(&mut file))) {
        Ok(Ok(())) => {}
        Ok(Err(Fault::Rows { announced, held })) => return Err(error::parquet_rows(shown, announced, held)),
        Ok(Err(Fault::Overlap)) => return Err(error::parquet_overlap(shown)),
        Ok(Err(Fault::Damaged)) => return Err(error::parquet(shown, ParquetPart::Footer)),
        Err(cause) => return Err(cause.told(shown, ParquetPart::Footer)),
    }
    let mut reader = open(path, shown)?;
    let metadata = guard(|| reader.get_metadata().cloned()).map_err(|cause| cause.told(shown, ParquetPart::Footer))?;
    Ok((reader, metadata))
}

/// The rows of a Parquet file, in slices.
pub(super) struct Frames<'a> {
    source: &'a Source,
    metadata: FileMetadataRef,
    /// Slices still to be read: first row and number of rows.
    slices: VecDeque<(usize, usize)>,
}

impl<'a> Frames<'a> {
    /// Reads the footer and plans the slices: row groups, merged if small and split if large.
    pub(super) fn open(source: &'a Source) -> Result<Self> {
        let (_, metadata) = checked(&source.path, &source.shown)?;
        // A damaged footer can announce impossible numbers of rows, and even planning to read them would fail.
        let announced = metadata.row_groups.iter().try_fold(0usize, |sum, group| sum.checked_add(group.num_rows()));
        if announced.is_none_or(|rows| u32::try_from(rows).is_err()) {
            return Err(error::parquet(&source.shown, ParquetPart::Footer).into());
        }
        let file = open_file(&source.path, &source.shown)?;
        match guard(|| Ok(pages::check(file, &metadata))) {
            Ok(Ok(())) => {}
            Ok(Err(PageFault::Expands)) => return Err(error::parquet_expands(&source.shown).into()),
            Ok(Err(PageFault::Damaged)) => return Err(error::parquet(&source.shown, ParquetPart::PageHeader).into()),
            Err(cause) => return Err(cause.told(&source.shown, ParquetPart::PageHeader).into()),
        }
        let mut slices: VecDeque<(usize, usize)> = VecDeque::new();
        let mut first = 0;
        for group in &metadata.row_groups {
            let rows = group.num_rows();
            match slices.back_mut() {
                Some((_, last)) if *last + rows <= BATCH_ROWS => *last += rows,
                _ => {
                    let parts = rows.div_ceil(2 * BATCH_ROWS).max(1);
                    let size = rows.div_ceil(parts).max(1);
                    slices.extend((0..rows).step_by(size).map(|at| (first + at, size.min(rows - at))));
                }
            }
            first += rows;
        }
        Ok(Frames { source, metadata, slices })
    }

    /// The next slice and the number of rows before it: all columns, or those at the given positions.
    fn next(&mut self, projection: Option<&[usize]>) -> Option<Result<(usize, DataFrame), Problem>> {
        let slice = self.slices.pop_front()?;
        Some(self.read(slice, projection).map(|frame| (slice.0, frame)))
    }

    fn read(&self, slice: (usize, usize), projection: Option<&[usize]>) -> Result<DataFrame, Problem> {
        let mut reader = open(&self.source.path, &self.source.shown)?;
        reader.set_metadata(self.metadata.clone());
        let projection = projection.map(<[usize]>::to_vec);
        guard(|| reader.with_slice(Some(slice)).with_projection(projection.clone()).finish())
            .map_err(|cause| cause.told(&self.source.shown, ParquetPart::RowGroup))
    }
}

/// Iterates over all columns, for exchange files.
impl Iterator for Frames<'_> {
    type Item = Result<DataFrame>;
    fn next(&mut self) -> Option<Self::Item> {
        let (_, frame) = match Frames::next(self, None)? {
            Ok(read) => read,
            Err(problem) => return Some(Err(problem.into())),
        };
        Some(Ok(frame))
    }
}

/// The rows of an ordinary table, in batches of text.
pub(super) struct Batches<'a> {
    source: &'a Source,
    frames: Frames<'a>,
    /// Positions of unmapped columns whose values cannot be looked into.
    closed: BTreeSet<usize>,
}

impl<'a> Batches<'a> {
    pub(super) fn open(source: &'a Source) -> Result<Self> {
        let frames = Frames::open(source)?;
        let mut reader = open(&source.path, &source.shown)?;
        reader.set_metadata(frames.metadata.clone());
        let schema = guard(|| reader.schema()).map_err(|cause| cause.told(&source.shown, ParquetPart::Footer))?;
        let types = schema.iter_values().map(ArrowField::dtype).enumerate();
        let closed: BTreeSet<usize> = types.filter(|(_, dtype)| !is_read(dtype)).map(|(index, _)| index).collect();
        let mut mapped = source.mapping.columns().iter().filter(|mapped| closed.contains(&mapped.index));
        let Some(mapped) = mapped.next() else { return Ok(Batches { source, frames, closed }) };
        let held = match schema.get_at_index(mapped.index).map(|(_, field)| field.dtype()) {
            Some(ArrowDataType::Decimal256(..)) => ParquetType::LongNumbers,
            Some(ArrowDataType::FixedSizeList(..) | ArrowDataType::List(_) | ArrowDataType::LargeList(_)) => {
                ParquetType::Lists
            }
            _ => ParquetType::Objects,
        };
        Err(error::parquet_type(&source.shown, &mapped.header, held).into())
    }

    fn read(&mut self) -> Option<Result<RawBatch, Problem>> {
        let (columns, others) = (self.source.mapping.columns(), self.source.others());
        let wanted: Vec<(usize, &str)> =
            columns.iter().map(|m| (m.index, &*m.header)).chain(others.iter().map(|o| (o.index, &*o.header))).collect();
        // Columns are requested in the order of the file, so that the result does not depend on the order that Polars
        // returns.
        let open = wanted.iter().map(|(index, _)| *index).filter(|index| !self.closed.contains(index));
        let mut projection: Vec<usize> = open.collect();
        projection.sort_unstable();
        let read = Frames::next(&mut self.frames, Some(&projection))?;
        Some(read.and_then(|(first, frame)| self.render(&wanted, &projection, first, &frame)))
    }

    fn render(
        &self,
        wanted: &[(usize, &str)],
        projection: &[usize],
        first: usize,
        frame: &DataFrame,
    ) -> Result<RawBatch, Problem> {
        let mapped = self.source.mapping.columns().len();
        let mut texts = Vec::with_capacity(wanted.len());
        for (i, (index, header)) in wanted.iter().enumerate() {
            if self.closed.contains(index) {
                // Any row may hold something.
                let marks = std::iter::repeat_n(Some(HELD), frame.height());
                texts.push(StringChunked::from_iter_options(i.to_string().into(), marks).into_column());
                continue;
            }
            let place = projection.iter().position(|wanted| wanted == index);
            let column = place.and_then(|place| frame.columns().get(place));
            let column = column.ok_or_else(|| error::parquet(&self.source.shown, ParquetPart::Column))?;
            // A damaged page may surface only when a column is rendered.
            let damaged = |cause: Cause| cause.told(&self.source.shown, ParquetPart::RowGroup);
            let text = match guard(|| Ok(as_text(column))).map_err(damaged)? {
                Some(text) => text,
                // Lists and other nested types of an unmapped column: only the presence of a value is kept.
                None if i >= mapped => guard(|| Ok(as_filled(column))).map_err(damaged)?,
                None => return Err(error::parquet_type(&self.source.shown, header, kind(column.dtype()))),
            };
            texts.push(text.with_name(i.to_string().into()).into_column());
        }
        let numbers = (first..first + frame.height()).map(|row| row as u64 + 1).collect();
        // Columns of a damaged row group can differ in height.
        let frame = guard(|| DataFrame::new(frame.height(), texts))
            .map_err(|cause| cause.told(&self.source.shown, ParquetPart::RowGroup))?;
        RawBatch::new(self.source, numbers, frame, Vec::new())
    }
}

impl Iterator for Batches<'_> {
    type Item = Result<RawBatch>;
    fn next(&mut self) -> Option<Self::Item> {
        Some(self.read()?.map_err(error::Error::from))
    }
}

fn open(path: &Path, shown: &str) -> Result<ParquetReader<File>, Problem> {
    open_file(path, shown).map(ParquetReader::new)
}

fn open_file(path: &Path, shown: &str) -> Result<File, Problem> {
    regular::open(path).map_err(|e| error::file(Role::File, shown, &e))
}

/// Why Polars does not read.
enum Cause {
    /// The system gave no more memory.
    Memory,
    /// Anything else: the file is damaged.
    Damage,
}

impl Cause {
    fn told(&self, shown: &str, part: ParquetPart) -> Problem {
        match self {
            Cause::Memory => error::out_of_memory(shown),
            Cause::Damage => error::parquet(shown, part),
        }
    }
}

/// Hides Polars' errors and panics on a damaged file, because they may contain values.
fn guard<T>(read: impl FnOnce() -> PolarsResult<T>) -> Result<T, Cause> {
    match guard::quietly(read) {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(PolarsError::IO { error, .. })) if error.kind() == ErrorKind::OutOfMemory => Err(Cause::Memory),
        Ok(Err(_)) | Err(_) if guard::is_memory_scarce() => Err(Cause::Memory),
        Ok(Err(_)) | Err(_) => Err(Cause::Damage),
    }
}

/// Renders a column as a person would write it; none for types without a single text.
fn as_text(column: &Column) -> Option<StringChunked> {
    let name = column.name().clone();
    match column.dtype() {
        DataType::String => column.str().ok().cloned(),
        DataType::Null => Some(StringChunked::from_iter_options(name, std::iter::repeat_n(None::<&str>, column.len()))),
        // Hive and Impala write texts as bytes, and UTF-8.
        DataType::Binary => {
            let bytes = column.binary().ok()?;
            let texts: Option<Vec<Option<&str>>> =
                bytes.iter().map(|b| b.map_or(Some(None), |b| std::str::from_utf8(b).ok().map(Some))).collect();
            Some(StringChunked::from_iter_options(name, texts?.into_iter()))
        }
        DataType::Boolean => column.cast(&DataType::String).ok()?.str().ok().cloned(),
        DataType::Categorical(..) | DataType::Enum(..) => {
            let mapping = column.dtype().cat_mapping().ok()?;
            let codes = column.to_physical_repr().cast(&DataType::UInt32).ok()?;
            // A text is repeated as often as it is referred to: of one that is too long, as much as shows that it is.
            let texts =
                codes.u32().ok()?.iter().map(|code| code.and_then(|code| mapping.cat_to_str(code)).map(long::head));
            Some(StringChunked::from_iter_options(name, texts))
        }
        dtype if dtype.is_integer() || dtype.is_decimal() => column.cast(&DataType::String).ok()?.str().ok().cloned(),
        DataType::Float32 | DataType::Float64 => {
            let numbers = column.cast(&DataType::Float64).ok()?;
            let numbers = numbers.f64().ok()?;
            Some(StringChunked::from_iter_options(name, numbers.iter().map(|n| n.map(float_text))))
        }
        DataType::Date => {
            let days = column.to_physical_repr();
            let days = days.i32().ok()?;
            Some(StringChunked::from_iter_options(name, days.iter().map(|d| d.map(|d| day_text(i64::from(d))))))
        }
        DataType::Datetime(unit, zone) => {
            let zone = zone.as_ref().map(|zone| zone.to_string());
            let utc = zone.as_deref().is_some_and(|zone| matches!(zone, "UTC" | "Etc/UTC" | "+00:00" | "Z" | "GMT"));
            let named = match zone.filter(|_| !utc) {
                Some(zone) => Some(time_zone(&zone)?),
                None => None,
            };
            let per_second = match unit {
                TimeUnit::Nanoseconds => 1_000_000_000,
                TimeUnit::Microseconds => 1_000_000,
                TimeUnit::Milliseconds => 1_000,
            };
            let moments = column.to_physical_repr();
            let moments = moments.i64().ok()?;
            let text = |m: i64| {
                let m = m + named.as_ref().map_or(0, |zone| offset(zone, m.div_euclid(per_second))) * per_second;
                let day = day_text(m.div_euclid(86_400 * per_second));
                match m.rem_euclid(86_400 * per_second) / per_second {
                    0 => day,
                    s => {
                        format!("{day}T{:02}:{:02}:{:02}{}", s / 3600, s / 60 % 60, s % 60, if utc { "Z" } else { "" })
                    }
                }
            };
            Some(StringChunked::from_iter_options(name, moments.iter().map(|m| m.map(text))))
        }
        _ => None,
    }
}

/// What a type without a single text holds.
fn kind(dtype: &DataType) -> ParquetType {
    match dtype {
        DataType::List(_) => ParquetType::Lists,
        DataType::Time => ParquetType::Times,
        DataType::Duration(_) => ParquetType::Durations,
        DataType::Binary | DataType::BinaryOffset => ParquetType::Bytes,
        DataType::Datetime(..) => ParquetType::Zone,
        _ => ParquetType::Objects,
    }
}

/// Whether values of a type are persons, or lists of them.
fn holds_persons(dtype: &ArrowDataType) -> bool {
    match dtype {
        ArrowDataType::List(of) | ArrowDataType::LargeList(of) | ArrowDataType::FixedSizeList(of, _) => {
            holds_persons(of.dtype())
        }
        ArrowDataType::Map(of, _) => holds_persons(of.dtype()),
        ArrowDataType::Struct(fields) => {
            further::is_person_by(fields.iter().map(|field| field.name.as_str()))
                || fields.iter().any(|field| holds_persons(field.dtype()))
        }
        _ => false,
    }
}

/// Stands for a value that is no text, and is no mark for nothing.
const HELD: &str = "held";

/// Whether Polars, as it is built here, reads values of a type: not objects and maps, lists of one length, numbers of more than 38 digits,
/// and types that a program has made up.
fn is_read(dtype: &ArrowDataType) -> bool {
    match dtype {
        ArrowDataType::List(of) | ArrowDataType::LargeList(of) => is_read(of.dtype()),
        ArrowDataType::Dictionary(_, of, _) => is_read(of),
        ArrowDataType::Struct(_)
        | ArrowDataType::Map(..)
        | ArrowDataType::FixedSizeList(..)
        | ArrowDataType::Union(_)
        | ArrowDataType::Extension(_)
        | ArrowDataType::Decimal256(..)
        | ArrowDataType::Float16
        | ArrowDataType::Interval(_)
        | ArrowDataType::Unknown => false,
        _ => true,
    }
}

/// A zone by its name in the database, or by how far it is from universal time: `+02:00`, `-0330`. None for any other: a birth date
/// read in the wrong zone is that of the day before.
fn time_zone(name: &str) -> Option<TimeZone> {
    let by_distance = || {
        let sign = match name.as_bytes().first()? {
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let digits: String = name[1..].chars().filter(|c| *c != ':').collect();
        let is_distance = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let number: i32 = digits.parse().ok().filter(|_| is_distance)?;
        Offset::from_seconds(sign * (number / 100 * 60 + number % 100) * 60).ok().map(TimeZone::fixed)
    };
    TimeZone::get(name).ok().or_else(by_distance)
}

/// Seconds between universal time and a zone at a moment, given in seconds since 1970.
fn offset(zone: &TimeZone, seconds: i64) -> i64 {
    jiff::Timestamp::from_second(seconds).map_or(0, |moment| i64::from(zone.to_offset(moment).seconds()))
}

/// A column with a mark for each value that is present.
fn as_filled(column: &Column) -> StringChunked {
    let marks = column.is_not_null();
    StringChunked::from_iter_options(column.name().clone(), marks.iter().map(|m| (m == Some(true)).then_some(HELD)))
}

/// The date `days` after 1 January 1970; `?` outside the calendar.
fn day_text(days: i64) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    jiff::Span::new()
        .try_days(days)
        .and_then(|span| epoch.checked_add(span))
        .map_or_else(|_| "?".into(), |d| d.to_string())
}
