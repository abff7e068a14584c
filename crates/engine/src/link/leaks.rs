//! The leaked side: what is kept of each row once it is keyed.

use crate::index::{FileIx, InsurerIx, LeakIx, OperatorIx};
use crate::pseudonym::Named;
use model::incident::FieldSet;

/// A leaked row after keying.
#[derive(Clone, Copy)]
pub struct LeakRow {
    /// The operator that lost the row.
    pub operator: OperatorIx,
    /// The leaked file that the row is in.
    pub file: FileIx,
    /// The insurer that the row names.
    pub insurer: Named,
    /// The fields that the row exposes.
    pub fields: FieldSet,
    /// Whether the row has too few values for any rule.
    pub rejected: bool,
    /// Whether an earlier row of the operator has the same canonical values.
    pub duplicate: bool,
    /// Whether the NIR of the row is a filler; no rule compares it then.
    pub filler: bool,
}

impl LeakRow {
    /// A row that names its insurer can expose only the members of that insurer; a row that names none, the members of every
    /// insurer that its operator serves. `serves`: by operator, then insurer.
    pub fn can_expose(&self, insurer: InsurerIx, serves: &[Vec<bool>]) -> bool {
        match self.insurer {
            Named::Insurer(named) => named == insurer,
            Named::Nobody => serves[usize::from(self.operator)][usize::from(insurer)],
            Named::Unknown => false,
        }
    }
}

// A nation has tens of millions of leaked rows, and each is kept to the end of a run.
const _: () = assert!(size_of::<LeakRow>() <= 16);

/// All leaked rows, at sixteen bytes each.
pub struct Leaks {
    pub(super) rows: Vec<LeakRow>,
}

impl Leaks {
    /// All rows, in the order of files and rows.
    pub fn rows(&self) -> &[LeakRow] {
        &self.rows
    }

    /// The range of rows that come from a file.
    pub fn of_file(&self, file: FileIx) -> std::ops::Range<LeakIx> {
        let start = self.rows.partition_point(|row| row.file < file);
        let end = self.rows.partition_point(|row| row.file <= file);
        LeakIx::new(start)..LeakIx::new(end)
    }

    /// An empty list with capacity for `expected` rows. A damaged file may announce more rows than memory can hold, so
    /// that a refused allocation is ignored here.
    pub fn expecting(expected: u64) -> Leaks {
        let mut rows = Vec::new();
        let _ = rows.try_reserve_exact(expected as usize);
        Leaks { rows }
    }

    /// Appends rows.
    pub fn extend(&mut self, rows: Vec<LeakRow>) {
        self.rows.extend(rows);
    }
}
