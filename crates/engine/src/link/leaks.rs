//! The leaked side: what is kept of each row of each operator.

use crate::index::{FileIx, OperatorIx};
use crate::pseudonym::Named;
use model::incident::FieldSet;

/// A leaked row after keying.
#[derive(Clone, Copy)]
pub struct LeakRow {
    /// The operator that lost the row.
    pub operator: OperatorIx,
    /// The leaked file that the row is in.
    pub file: FileIx,
    /// The insurer it names.
    pub insurer: Named,
    /// What it gives away.
    pub fields: FieldSet,
    /// No rule can meet it.
    pub rejected: bool,
    /// An earlier row of the operator has the same canonical values.
    pub duplicate: bool,
    /// Its NIR stands beside more birth dates than a household has: no rule compares it.
    pub filler: bool,
}

// One is kept for each leaked row to the end of a run.
const _: () = assert!(size_of::<LeakRow>() <= 16);

/// The leaked rows: sixteen bytes each.
pub struct Leaks {
    pub(super) rows: Vec<LeakRow>,
}

impl Leaks {
    /// All rows, in the order of files and rows.
    pub fn rows(&self) -> &[LeakRow] {
        &self.rows
    }

    /// None yet. `expected` is how many a file tells of: a damaged one may tell of more than any memory holds.
    pub fn expecting(expected: u64) -> Leaks {
        let mut rows = Vec::new();
        let _ = rows.try_reserve_exact(expected as usize);
        Leaks { rows }
    }

    /// Adds the next rows.
    pub fn extend(&mut self, rows: Vec<LeakRow>) {
        self.rows.extend(rows);
    }
}
