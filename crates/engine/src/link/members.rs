//! The member side: what is kept of each row, and which rows are one person.

use rayon::prelude::*;

use super::partitions::{Columns, Room};
use crate::index::{FileIx, InsurerIx, MemberIx, PersonIx};
use crate::pseudonym::Traits;
use model::error::Result;

/// A member row after keying.
#[derive(Clone, Copy)]
pub struct MemberRow {
    /// The insurer that covers the person; [`MemberRow::UNKNOWN_INSURER`] in rejected rows that name none of the incident file.
    pub insurer: InsurerIx,
    /// The member file that the row is in.
    pub file: FileIx,
    /// The person's traits as this row tells them.
    pub traits: Traits,
    /// A tag of the contract, where its number is known: another at every insurer.
    pub contract: Option<u64>,
    /// No rule can meet it.
    pub rejected: bool,
    /// An earlier row of the insurer has the same canonical values.
    pub duplicate: bool,
    /// A NIR on it stands beside more birth dates than a household has: that number links nobody.
    pub filler: bool,
}

impl MemberRow {
    /// Of a row that names no insurer we know: it is rejected, and counts nowhere else.
    pub const UNKNOWN_INSURER: InsurerIx = InsurerIx(u16::MAX);

    /// Whether it counts: neither rejected nor a duplicate.
    pub fn counts(&self) -> bool {
        !self.rejected && !self.duplicate
    }
}

/// A row as it is kept: 24 bytes.
#[derive(Clone, Copy)]
struct Kept {
    traits: u64,
    contract: u64,
    insurer: InsurerIx,
    file: FileIx,
    marks: u8,
}

const _: () = assert!(size_of::<Kept>() <= 24);

const REJECTED: u8 = 1;
const DUPLICATE: u8 = 2;
const FILLER: u8 = 4;

/// All member rows and the persons they are about.
pub struct Members {
    rows: Vec<Kept>,
    /// By row: the number of its person, the smallest of the person's rows.
    persons: Vec<u32>,
    values: Columns,
}

impl Members {
    /// None yet; `room` is for the tags of their values. `expected` is how many rows a file tells of: a damaged one may tell of
    /// more than any memory holds.
    pub fn expecting(expected: u64, room: &Room) -> Members {
        let mut rows = Vec::new();
        let _ = rows.try_reserve_exact(expected as usize);
        Members { rows, persons: Vec::new(), values: Columns::new(room.part(2)) }
    }

    /// Adds the next rows, and by field that was asked for a tag of what each holds in it.
    pub fn extend(&mut self, rows: Vec<MemberRow>, values: Vec<Vec<u64>>) -> Result<()> {
        self.rows.extend(rows.into_iter().map(|row| Kept {
            traits: row.traits.pack(),
            contract: row.contract.map_or(0, |contract| contract.max(1)),
            insurer: row.insurer,
            file: row.file,
            marks: if row.rejected { REJECTED } else { 0 },
        }));
        self.values.push(values)
    }

    /// The rows of an insurer that count, in order.
    pub fn counting(&self, insurer: InsurerIx) -> Vec<MemberIx> {
        let here = |row: &Kept| row.insurer == insurer && row.marks & (REJECTED | DUPLICATE) == 0;
        self.rows.par_iter().enumerate().filter(|(_, row)| here(row)).map(|(i, _)| MemberIx::new(i)).collect()
    }

    /// The number of rows.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// A row.
    pub fn row(&self, row: MemberIx) -> MemberRow {
        self.rows[usize::from(row)].row()
    }

    /// All rows, in the order of files and rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = MemberRow> + '_ {
        self.rows.iter().map(Kept::row)
    }

    /// The rows of a file.
    pub fn of_file(&self, file: FileIx) -> std::ops::Range<MemberIx> {
        let start = self.rows.partition_point(|row| row.file < file);
        let end = self.rows.partition_point(|row| row.file <= file);
        MemberIx::new(start)..MemberIx::new(end)
    }

    /// The insurer of a row, and whether it is a duplicate.
    pub(super) fn insurer(&self, row: MemberIx) -> (InsurerIx, bool) {
        let row = &self.rows[usize::from(row)];
        (row.insurer, row.marks & DUPLICATE != 0)
    }

    /// The person a row is about: rows of one person have the same number.
    pub fn person(&self, row: MemberIx) -> PersonIx {
        PersonIx(self.persons[usize::from(row)])
    }

    /// Tells of each of these rows, which are in order, a tag of what it holds in a field, by its place among those asked for; 0
    /// for nothing.
    pub fn values(&self, field: usize, rows: &[MemberIx], tell: impl FnMut(usize, u64)) -> Result<()> {
        self.values.of_rows(field, rows, tell)
    }

    pub(super) fn mark_duplicate(&mut self, row: MemberIx) {
        self.rows[usize::from(row)].marks |= DUPLICATE;
    }

    pub(super) fn mark_filler(&mut self, row: MemberIx) {
        self.rows[usize::from(row)].marks |= FILLER;
    }

    /// Tells persons apart: rows of a pair are one person's, directly or through others.
    pub(super) fn join(&mut self, pairs: impl Iterator<Item = (MemberIx, MemberIx)>) {
        fn root(parents: &mut [u32], mut row: u32) -> u32 {
            while parents[row as usize] != row {
                let grandparent = parents[parents[row as usize] as usize];
                parents[row as usize] = grandparent;
                row = grandparent;
            }
            row
        }
        let mut parents: Vec<u32> = MemberIx::all(self.count()).map(|row| row.0).collect();
        for (a, b) in pairs {
            let (a, b) = (root(&mut parents, a.0), root(&mut parents, b.0));
            parents[a.max(b) as usize] = a.min(b);
        }
        for row in MemberIx::all(self.count()) {
            parents[usize::from(row)] = root(&mut parents, row.0);
        }
        self.persons = parents;
    }
}

impl Kept {
    fn row(&self) -> MemberRow {
        MemberRow {
            insurer: self.insurer,
            file: self.file,
            traits: Traits::unpack(self.traits),
            contract: (self.contract != 0).then_some(self.contract),
            rejected: self.marks & REJECTED != 0,
            duplicate: self.marks & DUPLICATE != 0,
            filler: self.marks & FILLER != 0,
        }
    }
}
