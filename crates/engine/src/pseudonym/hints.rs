//! What a row tells beside NIR and birth date: enough to tell twins, spouses and siblings apart, not to name anybody.

use super::Digest;
use crate::identity::{CanonBatch, ParsedNir, Rank, Sex, at};
use crate::read::Side;
use model::rule::Rule;

/// Birth rank, first first-name and sex, as far as a row tells them: each as a token that is equal where they are, and 0
/// where they are not told. They are only ever compared between rows of one NIR and one birth date.
#[derive(Clone, Copy, Default)]
pub struct Hints {
    /// As it takes part in a comparison: a member without one is of rank 1.
    pub rank: u32,
    /// Whether the row itself tells it.
    pub rank_told: bool,
    /// 32 bits: of the few persons under one NIR and birth date, two names have one token once in four thousand million.
    pub first_name: u32,
    /// 16 bits: two sexes have one token once in sixty thousand times.
    pub sex: u16,
}

/// The rank that a row tells, and the one by which it is compared.
pub(super) fn ranks(rank: Rank, side: Side) -> (Option<u8>, Option<u8>) {
    match (rank, side) {
        (Rank::Given(rank), _) => (Some(rank), Some(rank)),
        (Rank::Missing, Side::Members) => (None, Some(1)),
        (Rank::Missing, Side::Leaks) | (Rank::Family, _) => (None, None),
    }
}

/// The sex that row `i` tells. The civility is the person's; so is a number beside the one the row is filed under.
pub(super) fn sex(batch: &CanonBatch, i: usize) -> Option<Sex> {
    at(&batch.sex, i).copied().or_else(|| at(&batch.own_nir, i).and_then(ParsedNir::sex))
}

/// A token of 32 bits; 0 stands for nothing.
pub(super) fn token(digest: Option<Digest>) -> u32 {
    digest.map_or(0, |digest| (digest.prefix(32) as u32).max(1))
}

/// Whether member rows that agree on NIR, birth date and rank are one person's. A rank that is not written cannot tell twins
/// apart, so there the first name does, if there is one.
pub(super) fn person_by_rank(rank: Rank, has_first_name: bool) -> bool {
    match rank {
        Rank::Given(_) => true,
        Rank::Missing => !has_first_name,
        Rank::Family => false,
    }
}

/// Whether member rows that agree on NIR, birth date and first first-name are one person's: those of a second twin need the
/// rank.
pub(super) fn person_by_name(rank: Rank, has_first_name: bool) -> bool {
    has_first_name && !matches!(rank, Rank::Given(2..))
}

impl Hints {
    pub(super) fn of(batch: &CanonBatch, i: usize, side: Side, first_first_name: Option<Digest>) -> Hints {
        let (told, taken) = ranks(batch.birth_rank.get(i).copied().unwrap_or(Rank::Missing), side);
        Hints {
            rank: taken.map_or(0, u32::from),
            rank_told: told.is_some(),
            first_name: token(first_first_name),
            sex: sex(batch, i).map_or(0, |sex| 1 + sex as u16),
        }
    }

    /// The rule by which two rows of one NIR and birth date agree; none if something that both tell is against it.
    pub fn rule(&self, member: &Hints) -> Option<Rule> {
        match () {
            () if self.same_rank(member) => Some(Rule::NirDateRank),
            () if self.same_first_name(member) => Some(Rule::NirDateName),
            () if self.contradicts(member) => None,
            () => Some(Rule::NirDate),
        }
    }

    /// Whether both are of one rank.
    fn same_rank(&self, other: &Hints) -> bool {
        self.rank != 0 && self.rank == other.rank
    }

    /// Whether both have one first first-name.
    fn same_first_name(&self, other: &Hints) -> bool {
        self.first_name != 0 && self.first_name == other.first_name
    }

    /// Whether something that both tell is not the same.
    fn contradicts(&self, other: &Hints) -> bool {
        let differ = |a: u32, b: u32| a != 0 && b != 0 && a != b;
        (self.rank_told && other.rank_told && differ(self.rank, other.rank))
            || differ(self.first_name, other.first_name)
            || differ(self.sex.into(), other.sex.into())
    }
}
