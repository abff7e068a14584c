//! Which member rows each leaked row is about, as `pairs.csv`.

use std::path::Path;

use crate::unit::{Leak, Outcome, Unit};
use model::error::Result;
use model::output::{self, Output, Why};

/// The columns of the file: ids of parties, and rows as a spreadsheet shows them, headers being row 1.
const COLUMNS: [&str; 4] = ["operator", "leak_row", "insurer", "member_row"];

/// A row of a party: the parties in the order of the files, the row by its place in a part of the file.
#[derive(Clone, Copy)]
pub(crate) struct At {
    pub party: usize,
    pub row: usize,
}

/// A leaked row and a member row of the same person.
pub(crate) struct Pair {
    pub leak: At,
    pub member: At,
}

/// The member rows of the person whom a leaked row is about, at the insurer that it names; by index in the unit. A row that repeats
/// another one is about nobody, and nobody is about a member row that does.
pub(crate) fn of<'a>(leak: &'a Leak, unit: &'a Unit) -> impl Iterator<Item = usize> + 'a {
    let is_about = |member: &crate::unit::Member| {
        let here = member.insurer == leak.insurer && member.person.number == leak.person.number;
        here && !member.duplicate && leak.outcome != Outcome::Duplicate
    };
    unit.members.iter().enumerate().filter(move |(_, member)| is_about(member)).map(|(i, _)| i)
}

/// The file being written.
pub(crate) struct Writer {
    file: csv::Writer<Output>,
    why: Why,
    parties: Vec<&'static str>,
    /// Rows that each party's file has so far.
    heights: Vec<usize>,
}

impl Writer {
    pub(crate) fn create(path: &Path, parties: Vec<&'static str>) -> Result<Writer> {
        let (file, why) = output::create(path)?;
        let mut file = csv::Writer::from_writer(file);
        file.write_record(COLUMNS).map_err(|_| why.told())?;
        Ok(Writer { file, why, heights: vec![0; parties.len()], parties })
    }

    /// Appends the pairs of a part of the files. `heights`: its rows, by party.
    pub(crate) fn write(&mut self, pairs: &[Pair], heights: impl Iterator<Item = usize>) -> Result<()> {
        for Pair { leak, member } in pairs {
            let row = |at: &At| (self.heights[at.party] + at.row + 2).to_string();
            let cells = [self.parties[leak.party], &row(leak), self.parties[member.party], &row(member)];
            self.file.write_record(cells).map_err(|_| self.why.told())?;
        }
        self.heights.iter_mut().zip(heights).for_each(|(sum, more)| *sum += more);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<()> {
        Ok(self.file.flush().map_err(|_| self.why.told())?)
    }
}
