//! Numbers that stand beside too many birth dates to be a household's: typed to get past a form, or given to everybody
//! whose own is not known. They link nobody and make nobody one person.

use rayon::prelude::*;

use crate::pseudonym::NirTag;

/// Birth dates under one NIR that a household has at most: grandparents, parents, children, and their former spouses.
const HOUSEHOLD: usize = 12;

/// NIRs and the birth dates beside them: eight bytes a row.
#[derive(Default)]
pub struct NirDates(Vec<u64>);

impl NirDates {
    /// Adds a row's. `date` tells birth dates apart.
    pub fn push(&mut self, nir: NirTag, date: u16) {
        self.0.push(nir.bits() << 16 | u64::from(date));
    }

    /// Adds those of other rows.
    pub fn extend(&mut self, others: NirDates) {
        self.0.extend(others.0);
    }

    /// The numbers beside more birth dates than a household has, and on how many of these rows they stand.
    pub fn fillers(mut self) -> (Fillers, u64) {
        self.0.par_sort_unstable();
        let (mut fillers, mut rows) = (Fillers::default(), 0);
        for of_one in self.0.chunk_by(|a, b| a >> 16 == b >> 16) {
            let dates = 1 + of_one.windows(2).filter(|pair| pair[0] != pair[1]).count();
            if dates > HOUSEHOLD {
                fillers.nirs.push(of_one[0] >> 16);
                rows += of_one.len() as u64;
            }
        }
        (fillers, rows)
    }
}

/// Numbers that are nobody's.
#[derive(Clone, Default)]
pub struct Fillers {
    /// In order.
    nirs: Vec<u64>,
}

impl Fillers {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nirs.is_empty()
    }

    /// These and others.
    #[must_use]
    pub fn and(&self, others: &Fillers) -> Fillers {
        let mut nirs = [&self.nirs[..], &others.nirs[..]].concat();
        nirs.sort_unstable();
        nirs.dedup();
        Fillers { nirs }
    }

    /// Whether the number is one.
    pub fn contains(&self, nir: NirTag) -> bool {
        self.nirs.binary_search(&nir.bits()).is_ok()
    }
}
