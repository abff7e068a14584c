//! Where leaked rows are in the user's files, by their numbers there, which linking does not keep: the files are read again.

use std::ops::Range;

use crate::identity::CanonBatch;
use crate::index::{FileIx, LeakIx};
use crate::intake::{self, Consumer, Place, Selection};
use crate::link::Leaks;
use crate::plan::Plan;
use crate::read::RawBatch;
use model::error::{self, Result};

/// Where each of some leaked rows is: its file, and its number there. `asked` are sorted, without repetition; the result is in their
/// order.
pub fn of_leaks(plan: &Plan, leaks: &Leaks, asked: &[LeakIx]) -> Result<Vec<(FileIx, u64)>> {
    let mut found = Vec::with_capacity(asked.len());
    for file in FileIx::all(plan.leaks.len()) {
        let Range { start, end } = leaks.of_file(file);
        let here = &asked[asked.partition_point(|row| *row < start)..asked.partition_point(|row| *row < end)];
        let rows = numbered(plan, leaks, file, !here.is_empty(), |row, _| here.binary_search(&row).is_ok())?;
        found.extend(rows.into_iter().map(|(_, number)| (file, number)));
    }
    Ok(found)
}

/// The leaked rows of a file with these numbers, in order, each with its number; `numbers` are sorted.
pub(crate) fn with_numbers(plan: &Plan, leaks: &Leaks, file: FileIx, numbers: &[u64]) -> Result<Vec<(LeakIx, u64)>> {
    numbered(plan, leaks, file, !numbers.is_empty(), |_, number| numbers.binary_search(&number).is_ok())
}

/// The wanted rows of a file, with their numbers; it is read only if any is.
fn numbered(
    plan: &Plan,
    leaks: &Leaks,
    file: FileIx,
    any: bool,
    wanted: impl Fn(LeakIx, u64) -> bool + Send + Sync,
) -> Result<Vec<(LeakIx, u64)>> {
    if !any {
        return Ok(Vec::new());
    }
    let (source, Range { start, end }) = (&plan.leaks[usize::from(file)].source, leaks.of_file(file));
    let mut reader = Numbers { begin: start, wanted, found: Vec::new() };
    let record = intake::stream(source, plan.incident.reference_date.0, &mut reader)?;
    match record.rows == u64::from(end.0 - start.0) {
        true => Ok(reader.found),
        false => Err(error::changed_while_read(&source.shown).into()),
    }
}

struct Numbers<F> {
    /// The first row of the file.
    begin: LeakIx,
    wanted: F,
    found: Vec<(LeakIx, u64)>,
}

impl<F: Fn(LeakIx, u64) -> bool + Send + Sync> Consumer for Numbers<F> {
    type Piece = Vec<(LeakIx, u64)>;

    fn selection(&self, _: Place) -> Option<Selection> {
        Some(Selection { columns: &[], rows: None })
    }

    fn make(&self, place: Place, raw: &RawBatch, _: &mut CanonBatch) -> Self::Piece {
        // More rows than before are refused once the file is read.
        let first = self.begin.0.wrapping_add(place.first as u32);
        let rows = raw.rows().iter().zip(0u32..).map(|(number, i)| (LeakIx(first.wrapping_add(i)), *number));
        rows.filter(|(row, number)| (self.wanted)(*row, *number)).collect()
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        self.found.extend(pieces.into_iter().flatten());
        Ok(())
    }
}
