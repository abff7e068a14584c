//! What a row tells beside NIR and birth date: enough to tell twins, spouses and siblings apart, not to name anybody.

use super::Hasher;
use crate::identity::{CanonBatch, Filed, Name, Rank, Sex, at};
use crate::read::Side;

/// Birth rank, first first-name (as a tag) and sex, as far as a row tells them.
#[derive(Clone, Copy, Default)]
pub struct Hints {
    /// As written; 0 if not told.
    rank: u8,
    /// As it takes part in a comparison: a member without one is of rank 1. 0 if it takes none.
    rank_taken: u8,
    /// 0 if not told.
    first_name: u64,
    sex: Option<Sex>,
}

impl Hints {
    /// What row `i` tells.
    pub(super) fn of(batch: &CanonBatch, i: usize, side: Side, hasher: &Hasher, message: &mut Vec<u8>) -> Hints {
        let rank = batch.birth_rank.get(i).copied().unwrap_or(Rank::Missing);
        let (rank, rank_taken) = match (rank, side) {
            (Rank::Given(rank), _) => (rank, rank),
            (Rank::Missing, Side::Members) => (0, 1),
            (Rank::Missing, Side::Leaks) | (Rank::Family, _) => (0, 0),
        };
        let first_name = at(&batch.first_name, i).map(Name::first);
        Hints {
            rank,
            rank_taken,
            first_name: first_name.map_or(0, |name| hasher.first_name(name, message).max(1)),
            // The civility is the person's; so is a number beside the one the row is filed under.
            sex: at(&batch.sex, i).copied().or_else(|| at(&batch.own_nir, i).and_then(Filed::sex)),
        }
    }

    /// Whether both are of one rank.
    pub fn same_rank(&self, other: &Hints) -> bool {
        self.rank_taken != 0 && self.rank_taken == other.rank_taken
    }

    /// Whether both have one first first-name.
    pub fn same_first_name(&self, other: &Hints) -> bool {
        self.first_name != 0 && self.first_name == other.first_name
    }

    /// Whether something that both tell is not the same.
    pub fn contradicts(&self, other: &Hints) -> bool {
        let ranks = self.rank != 0 && other.rank != 0 && self.rank != other.rank;
        let names = self.first_name != 0 && other.first_name != 0 && self.first_name != other.first_name;
        let sexes = self.sex.zip(other.sex).is_some_and(|(a, b)| a != b);
        ranks || names || sexes
    }
}
