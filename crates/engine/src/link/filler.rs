//! Numbers that stand beside too many birth dates to be a household's: typed to get past a form, or given to everybody
//! whose own is not known. They link nobody and make nobody one person.

use rayon::prelude::*;

/// Birth dates under one NIR that a household has at most: grandparents, parents, children, and their former spouses.
const HOUSEHOLD: usize = 12;

/// Whether a NIR beside these dates is nobody's. Sorts them.
pub(super) fn is_filler(dates: &mut Vec<u16>) -> bool {
    if dates.len() <= HOUSEHOLD {
        return false;
    }
    dates.sort_unstable();
    dates.dedup();
    dates.len() > HOUSEHOLD
}

/// NIRs and the birth dates beside them: eight bytes a row.
#[derive(Default)]
pub struct NirDates(Vec<u64>);

impl NirDates {
    /// Adds a row's: a tag of the NIR, of which 48 bits are kept, and a date as a number.
    pub fn push(&mut self, nir: u64, date: u16) {
        self.0.push(nir & !0xffff | u64::from(date));
    }

    /// Adds those of other rows.
    pub fn extend(&mut self, others: NirDates) {
        self.0.extend(others.0);
    }

    /// On how many of these rows a number stands that is nobody's.
    pub fn filler_rows(mut self) -> u64 {
        self.0.par_sort_unstable();
        let numbers = self.0.chunk_by(|a, b| a >> 16 == b >> 16);
        let fillers = numbers.filter(|of_one| is_filler(&mut of_one.iter().map(|n| *n as u16).collect()));
        fillers.map(|of_one| of_one.len() as u64).sum()
    }
}
