//! The numbers of leaked rows in the user's files, which linking does not keep: the files are read again.

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
    for (file, input) in FileIx::all(plan.leaks.len()).zip(&plan.leaks) {
        let std::ops::Range { start, end } = leaks.of_file(file);
        let of_file = asked.partition_point(|row| *row < start)..asked.partition_point(|row| *row < end);
        let places: Vec<u64> = asked[of_file].iter().map(|row| u64::from(row.0 - start.0)).collect();
        if places.is_empty() {
            continue;
        }
        let mut reader = Numbers { asked: &places, found: Vec::new() };
        let record = intake::stream(&input.source, plan.incident.reference_date.0, &mut reader)?;
        if record.rows != u64::from(end.0 - start.0) {
            return Err(error::changed_while_read(&input.source.shown).into());
        }
        found.extend(reader.found.into_iter().map(|number| (file, number)));
    }
    Ok(found)
}

struct Numbers<'a> {
    /// Sorted positions in the file.
    asked: &'a [u64],
    found: Vec<u64>,
}

impl Consumer for Numbers<'_> {
    type Piece = Vec<u64>;

    fn selection(&self, _: Place) -> Option<Selection> {
        Some(Selection { columns: &[], rows: None })
    }

    fn make(&self, place: Place, raw: &RawBatch, _: &mut CanonBatch) -> Vec<u64> {
        let end = place.first + place.rows as u64;
        let begin = self.asked.partition_point(|row| *row < place.first);
        let here = self.asked[begin..].iter().take_while(|row| **row < end);
        here.map(|row| raw.rows()[(row - place.first) as usize]).collect()
    }

    fn take(&mut self, pieces: Vec<Vec<u64>>) -> Result<()> {
        self.found.extend(pieces.into_iter().flatten());
        Ok(())
    }
}
