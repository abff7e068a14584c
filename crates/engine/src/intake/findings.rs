//! Findings from reading a file.

use model::code::Code;
use model::finding::{Finding, Level};
use model::incident::{Field, Operator};
use std::collections::{BTreeMap, BTreeSet};

use super::unkeyed::Hashed;
use super::{FIRST_ROWS, Group, InputRecord};
use crate::identity::{Fault, Reading, Rows};
use crate::read::{Col, Format, Passed, Side, Source};

/// The findings of one file. `operator` holds the declarations of the operator that a leaked file comes from;
/// `max_rejects` is the share of rows that may be rejected, from 0 to 1.
pub fn collect(source: &Source, record: &InputRecord, operator: Option<&Operator>, max_rejects: f64) -> Vec<Finding> {
    let mut found = values(source, record);
    let rejected = record.rejected();
    if rejected as f64 > max_rejects * record.rows as f64 {
        found.push(Finding::new(Code::RejectsOverLimit, Level::Grave).rows(rejected));
    }
    found.extend(passed(record));
    found.extend(nothing(source, record));
    found.extend(unreadable(source, record));
    found.extend(emptied(source, record));
    found.extend(readings(source, record));
    found.extend(births(source, record));
    if record.numbers_families && record.ranks.ranked > 0 {
        let column = source.mapping.header(Col::BirthRank).map(str::to_owned);
        found.push(Finding { column, ..Finding::new(Code::RankFamily, Level::Warning).rows(record.ranks.ranked) });
    }
    if record.settled.as_ref().is_some_and(|settled| settled.contradicts_sex) {
        let column = source.mapping.header(Col::Sex).or(source.mapping.header(Col::Civility)).map(str::to_owned);
        let finding = Finding::new(Code::SexNotOfNir, Level::Warning).rows(record.sexes.differ);
        found.push(Finding { column, ..finding });
    }
    for (_, header) in source.mapping.doubtful() {
        let finding = Finding::new(Code::ColumnNotRecognised, Level::Grave).rows(record.rows);
        found.push(Finding { column: Some(header.to_owned()), ..finding });
    }
    if let Some(header) = source.mapping.further_person() {
        let finding = Finding::new(Code::ColumnFurtherPerson, Level::Grave).rows(record.rows);
        found.push(Finding { column: Some(header.to_owned()), ..finding });
    }
    if let Format::Workbook { unread: unread @ 1.., .. } = &source.format {
        found.push(Finding::new(Code::FileOtherSheet, Level::Warning).rows(*unread));
    }
    if let Format::Workbook { parts, .. } = &source.format
        && parts.len() > 1
    {
        found.push(Finding::new(Code::FileSheets, Level::Info).rows(record.rows));
    }
    let lines_above = match &source.format {
        Format::Text(text) => text.lines_above.saturating_sub(usize::from(text.header_row.is_some())) as u64,
        Format::Workbook { .. } | Format::Objects { .. } | Format::Parquet | Format::Exchange(_) => 0,
    };
    if lines_above > 0 {
        found.push(Finding::new(Code::FileLinesAbove, Level::Info).rows(lines_above));
    }
    if source.exchange().is_some() {
        found.push(Finding::new(Code::FileExchange, Level::Info).rows(record.rows));
    }
    if source.side == Side::Leaks {
        found.extend(record.hashed.iter().map(|hashed| self::hashed(source, hashed)));
        found.extend(others(source, record));
    }
    // Content that looks like a field which the operator declares not exposed.
    let denied = |field| operator.is_some_and(|operator| operator.not_exposed.contains(&field));
    let placed = |finding: Finding| Finding {
        level: if finding.field.is_some_and(denied) { Level::Grave } else { finding.level },
        ..finding.file(&source.shown)
    };
    found.into_iter().map(placed).collect()
}

/// Marks for nothing, by column.
fn nothing(source: &Source, record: &InputRecord) -> Vec<Finding> {
    let finding = |(col, rows): (&Col, &Rows)| {
        let column = source.mapping.header(*col).map(str::to_owned);
        let finding = Finding::new(Code::ValueNothing, Level::Info).rows(rows.count);
        Finding { column, first_rows: rows.first.clone(), ..finding }
    };
    record.tidied.nothing.iter().map(finding).collect()
}

/// Filled values below which a column proves nothing.
const FEW: u64 = 5;

/// A column that says who somebody is says it of too few, if one value in so many cannot be read: some rows may be shifted, or of another
/// layout.
const SHARE: u64 = 5;

/// Columns of which nothing, or nearly nothing, can be read: the figures are those of a file without them. Of numbers and birth dates, also
/// those of which a good part cannot be read.
fn unreadable(source: &Source, record: &InputRecord) -> Vec<Finding> {
    let is_lost = |group: &Group, col: Col| {
        // A first day of programs is a death or an end that there is not; a birth there always is.
        let is_sentinel = group.fault == Fault::DateSentinel && col == Col::BirthDate;
        // A contact that a formula did not find is none.
        let is_missing = group.fault == Fault::CellError && is_contact(col);
        group.col == Some(col) && !is_missing && (group.fault.is_unreadable() || is_sentinel)
    };
    let cols: BTreeSet<Col> = record.set_aside.groups().filter_map(|(group, _)| group.col).collect();
    let mut found = Vec::new();
    for col in cols.into_iter().filter(|col| col.is_canonical()) {
        // Hashes in place of NIRs have a finding of their own.
        if col == Col::Nir && !record.hashed.is_empty() {
            continue;
        }
        let (rows, first_rows) = record.set_aside.noticed(|group| is_lost(group, col));
        let errors = record.set_aside.count(|group| group.col == Some(col) && group.fault == Fault::CellError);
        let filled = record.tidied.filled.get(&col).copied().unwrap_or(0) + errors;
        let says_who = matches!(col, Col::Nir | Col::OwnNir | Col::BirthDate);
        // A first day of programs stands for an unknown one, and says nothing about the other columns of its row.
        let unknown = record.set_aside.count(|group| is_lost(group, col) && group.fault == Fault::DateSentinel);
        let shifted = rows.saturating_sub(unknown);
        let code = match () {
            () if filled >= FEW && 10 * rows >= 9 * filled => Some(Code::ColumnUnreadable),
            () if says_who && shifted >= FEW && SHARE * shifted >= filled => Some(Code::ColumnPartlyUnreadable),
            () => None,
        };
        if let Some(code) = code {
            let column = source.mapping.header(col).map(str::to_owned);
            let finding = Finding::new(code, Level::Grave).rows(rows);
            found.push(Finding { column, first_rows, shape: record.shapes.get(&col).cloned(), ..finding });
        }
    }
    found
}

/// Columns that say who somebody is and hold a mark for nothing in nearly every row, such as the zero of a formula that was never computed.
fn emptied(source: &Source, record: &InputRecord) -> Vec<Finding> {
    let marks = |col: &Col| {
        record.tidied.nothing.get(col).filter(|rows| rows.count >= FEW && 10 * rows.count >= 9 * record.rows)
    };
    let emptied = [Col::Nir, Col::BirthDate].into_iter().filter_map(|col| Some((col, marks(&col)?)));
    let finding = |(col, rows): (Col, &Rows)| {
        let column = source.mapping.header(col).map(str::to_owned);
        let finding = Finding::new(Code::ColumnEmpty, Level::Grave).rows(rows.count);
        Finding { column, first_rows: rows.first.clone(), ..finding }
    };
    emptied.map(finding).collect()
}

fn is_contact(col: Col) -> bool {
    matches!(col, Col::Email | Col::Phone | Col::BankDetails | Col::PostalAddress)
}

/// Dates that the file itself, or its NIRs, show to be read in an unusual way.
fn readings(source: &Source, record: &InputRecord) -> Vec<Finding> {
    let finding = |(col, reading, dates): &(Col, Reading, u64)| {
        let column = source.mapping.header(*col).map(str::to_owned);
        let finding = Finding::new(Code::DateReading, Level::Warning).rows(*dates);
        Finding { column, shape: Some(reading.name().to_owned()), ..finding }
    };
    record.readings.iter().map(finding).collect()
}

/// Rows of dependants carry the policyholder's NIR with their own birth date, so that some disagreement is normal. Fewer than one row in
/// ten agreeing means that the dates are not those of the persons.
fn births(source: &Source, record: &InputRecord) -> Option<Finding> {
    let [agree, differ] = record.births;
    let comparable = agree + differ;
    (comparable >= 4 * FEW && 10 * agree < comparable).then(|| {
        let column = source.mapping.header(Col::BirthDate).map(str::to_owned);
        Finding { column, ..Finding::new(Code::NirNotOfBirthDate, Level::Grave).rows(differ) }
    })
}

/// Lines that are no rows, and rows that got the value of a merged cell.
fn passed(record: &InputRecord) -> Vec<Finding> {
    let mut by_reason: BTreeMap<Passed, Vec<u64>> = BTreeMap::new();
    for (row, why) in &record.passed {
        by_reason.entry(*why).or_default().push(*row);
    }
    let finding = |(why, rows): (Passed, Vec<u64>)| {
        let code = match why {
            Passed::Total => Code::FileTotalLines,
            Passed::Header => Code::FileRepeatedHeaders,
            Passed::Rule => Code::FileRules,
            Passed::OtherRecord => Code::FileOtherRecords,
            Passed::MergedCells => Code::FileMergedCells,
        };
        let finding = Finding::new(code, Level::Info).rows(rows.len() as u64);
        Finding { first_rows: rows.into_iter().take(FIRST_ROWS).collect(), ..finding }
    };
    by_reason.into_iter().map(finding).collect()
}

/// Values set aside, by column and reason.
fn values(source: &Source, record: &InputRecord) -> Vec<Finding> {
    let kinds: BTreeSet<(Fault, Option<Col>)> =
        record.set_aside.groups().map(|(group, _)| (group.fault, group.col)).collect();
    let finding = |(fault, col): (Fault, Option<Col>)| {
        let (rows, first_rows) = record.set_aside.noticed(|group| (group.fault, group.col) == (fault, col));
        let level = match fault {
            Fault::RankFamily | Fault::NirProvisional | Fault::NirFictitious => Level::Info,
            fault if fault.is_repair() => Level::Info,
            _ => Level::Warning,
        };
        let column = col.and_then(|col| source.mapping.header(col)).map(str::to_owned);
        Finding { column, first_rows, ..Finding::new(fault.code(), level).rows(rows) }
    };
    kinds.into_iter().map(finding).collect()
}

/// Hashes in place of NIRs. They are unkeyed if hashing a member's NIR reproduces one; otherwise their origin is
/// unknown.
fn hashed(source: &Source, hashed: &Hashed) -> Finding {
    let finding = match hashed.reversed {
        0 => Finding::new(Code::NirHashed, Level::Warning).rows(hashed.rows),
        reversed => Finding::new(hashed.algorithm.finding(), Level::Grave).rows(reversed),
    };
    let first_rows = if hashed.reversed == 0 { &hashed.first_rows } else { &hashed.first_reversed };
    let column = source.mapping.header(Col::Nir).map(str::to_owned);
    Finding { column, field: Some(Field::Nir), first_rows: first_rows.clone(), ..finding }
}

/// Unmapped columns of a leaked file that hold values.
fn others(source: &Source, record: &InputRecord) -> Vec<Finding> {
    let mut found = Vec::new();
    for (other, content) in source.others().iter().zip(&record.others).filter(|(_, content)| content.filled > 0) {
        let (column, first_rows) = (Some(other.header.clone()), content.first_rows.clone());
        let finding = Finding::new(Code::LeakUnknownColumn, Level::Warning).rows(content.filled);
        found.push(Finding { column: column.clone(), first_rows: first_rows.clone(), ..finding });
        if let Some(likeness) = content.likeness() {
            let finding = Finding::new(Code::LeakLooksLike, Level::Warning).rows(content.filled);
            found.push(Finding { column, first_rows, field: Some(likeness.field()), ..finding });
        }
    }
    found
}
