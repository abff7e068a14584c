//! The member side: what is kept of each row once it is keyed, and how rows are clustered into persons.

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
    /// The person's traits according to this row.
    pub traits: Traits,
    /// A tag of the contract number, if known; it is unique to the insurer.
    pub contract: Option<u64>,
    /// Whether the row has too few values for any rule, or names no known insurer.
    pub rejected: bool,
    /// Whether an earlier row of the insurer has the same canonical values.
    pub duplicate: bool,
    /// Whether a NIR of the row is a filler; that NIR matches nothing.
    pub filler: bool,
}

impl MemberRow {
    /// The insurer of rows that name none of the incident file. Such rows are rejected and count nowhere else.
    pub const UNKNOWN_INSURER: InsurerIx = InsurerIx(u16::MAX);

    /// Whether the row counts: neither rejected nor a duplicate.
    pub fn counts(&self) -> bool {
        !self.rejected && !self.duplicate
    }
}

/// A [`MemberRow`] as it is stored: 24 bytes.
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

/// All member rows, clustered into persons.
pub struct Members {
    rows: Vec<Kept>,
    /// By row: the smallest row number of its person.
    persons: Vec<u32>,
    values: Columns,
}

impl Members {
    /// An empty list with capacity for `expected` rows; value tags may use `room`. A damaged file may announce more
    /// rows than memory can hold, so that a refused allocation is ignored here.
    pub fn expecting(expected: u64, room: &Room) -> Members {
        let mut rows = Vec::new();
        let _ = rows.try_reserve_exact(expected as usize);
        Members { rows, persons: Vec::new(), values: Columns::new(room.part(2)) }
    }

    /// Appends rows. `values` holds, by compared field, a tag of each row's value.
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
        let here = |row: &Kept| row.insurer == insurer && row.counts();
        self.rows.par_iter().enumerate().filter(|(_, row)| here(row)).map(|(i, _)| MemberIx::new(i)).collect()
    }

    /// The rows of each of some `insurers` that count, in order.
    pub fn by_insurer(&self, insurers: usize) -> ByInsurer {
        let counting = || self.rows.iter().enumerate().filter(|(_, row)| row.counts());
        let mut starts = vec![0; insurers + 1];
        counting().for_each(|(_, row)| starts[usize::from(row.insurer) + 1] += 1);
        (0..insurers).for_each(|i| starts[i + 1] += starts[i]);
        let (mut next, mut rows) = (starts.clone(), vec![MemberIx(0); starts[insurers]]);
        for (i, row) in counting() {
            let place = &mut next[usize::from(row.insurer)];
            rows[*place] = MemberIx::new(i);
            *place += 1;
        }
        ByInsurer { rows, starts }
    }

    /// Number of rows.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The row with this index.
    pub fn row(&self, row: MemberIx) -> MemberRow {
        self.rows[usize::from(row)].row()
    }

    /// All rows, in the order of files and rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = MemberRow> + '_ {
        self.rows.iter().map(Kept::row)
    }

    /// The range of rows that come from a file.
    pub fn of_file(&self, file: FileIx) -> std::ops::Range<MemberIx> {
        let start = self.rows.partition_point(|row| row.file < file);
        let end = self.rows.partition_point(|row| row.file <= file);
        MemberIx::new(start)..MemberIx::new(end)
    }

    /// The insurer of a row, and whether the row is a duplicate.
    pub(super) fn insurer(&self, row: MemberIx) -> (InsurerIx, bool) {
        let row = &self.rows[usize::from(row)];
        (row.insurer, row.marks & DUPLICATE != 0)
    }

    /// The person of a row. All rows of one person give the same index.
    pub fn person(&self, row: MemberIx) -> PersonIx {
        PersonIx(self.persons[usize::from(row)])
    }

    /// The rows that count and are not the first of their person, by person.
    pub fn further(&self) -> Vec<(PersonIx, MemberIx)> {
        let persons = self.rows.par_iter().zip(&self.persons).enumerate();
        let further = persons.filter(|(i, (row, person))| row.counts() && *i != **person as usize);
        let mut further: Vec<(PersonIx, MemberIx)> =
            further.map(|(i, (_, person))| (PersonIx(*person), MemberIx::new(i))).collect();
        further.par_sort_unstable();
        further
    }

    /// Calls `each` with the position of each row in `rows` and a tag of its value in a field; 0 if it has no value.
    /// `field` is the position among the compared fields; `rows` must be sorted.
    pub fn values(&self, field: usize, rows: &[MemberIx], each: impl FnMut(usize, u64)) -> Result<()> {
        self.values.of_rows(field, rows, each)
    }

    pub(super) fn mark_duplicate(&mut self, row: MemberIx) {
        self.rows[usize::from(row)].marks |= DUPLICATE;
    }

    pub(super) fn mark_filler(&mut self, row: MemberIx) {
        self.rows[usize::from(row)].marks |= FILLER;
    }

    /// Clusters rows into persons: the two rows of a pair belong to one person, and so, transitively, do all rows
    /// connected by pairs (union-find with path halving).
    pub(super) fn cluster(&mut self, pairs: impl Iterator<Item = (MemberIx, MemberIx)>) {
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

/// The member rows that count, by insurer.
pub struct ByInsurer {
    rows: Vec<MemberIx>,
    /// By insurer, where its rows begin; last, how many there are.
    starts: Vec<usize>,
}

impl ByInsurer {
    /// Those of an insurer, in order.
    pub fn of(&self, insurer: InsurerIx) -> &[MemberIx] {
        let insurer = usize::from(insurer);
        &self.rows[self.starts[insurer]..self.starts[insurer + 1]]
    }
}

impl Kept {
    fn counts(&self) -> bool {
        self.marks & (REJECTED | DUPLICATE) == 0
    }

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
