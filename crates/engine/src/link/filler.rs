//! Filler numbers: NIRs that occur with more birth dates than a household can have. They were typed to get past a
//! mandatory field, or given to everyone whose own number is unknown. A filler neither matches rows nor clusters them
//! into persons.

use rayon::prelude::*;

/// Maximum number of birth dates under one NIR, number, address or account: grandparents, parents, children, and former spouses. As many
/// member rows may have one contract.
pub const HOUSEHOLD: usize = 12;

/// Whether a number with these birth dates is a filler, and as many more as there are rows that are `undated`. Sorts `dates` and
/// removes duplicates.
pub(super) fn is_filler(dates: &mut Vec<u16>, undated: usize) -> bool {
    if dates.len() + undated <= HOUSEHOLD {
        return false;
    }
    dates.sort_unstable();
    dates.dedup();
    dates.len() + undated > HOUSEHOLD
}

/// Pairs of NIR and birth date, in eight bytes each.
#[derive(Default)]
pub struct NirDates(Vec<u64>);

impl NirDates {
    /// Adds the pair of one row. `nir` is a tag, of which the upper 48 bits are kept; `date` is a birth date as a
    /// number.
    pub fn push(&mut self, nir: u64, date: u16) {
        self.0.push(nir & !0xffff | u64::from(date));
    }

    /// Appends the pairs of other rows.
    pub fn extend(&mut self, others: NirDates) {
        self.0.extend(others.0);
    }

    /// Number of rows whose NIR is a filler.
    pub fn filler_rows(mut self) -> u64 {
        self.0.par_sort_unstable();
        let numbers = self.0.chunk_by(|a, b| a >> 16 == b >> 16);
        let fillers = numbers.filter(|of_one| is_filler(&mut of_one.iter().map(|n| *n as u16).collect(), 0));
        fillers.map(|of_one| of_one.len() as u64).sum()
    }
}
