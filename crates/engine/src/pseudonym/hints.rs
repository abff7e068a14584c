//! Values that distinguish persons with the same NIR and birth date: twins, spouses, siblings. They identify nobody by
//! themselves.

use super::Digest;
use crate::identity::{CanonBatch, ParsedNir, Rank, Sex, at};
use crate::read::Side;
use model::rule::Rule;

/// Birth rank, the first two of the first names, and sex, each as a token: equal tokens for equal values, 0 for no value. They
/// are compared only between rows of one NIR and birth date.
#[derive(Clone, Copy, Default)]
pub struct Hints {
    /// The rank used for comparison; a member without a rank counts as rank 1.
    pub rank: u32,
    /// Whether the row itself has a rank.
    pub rank_told: bool,
    /// 32 bits. Few persons share a NIR and birth date; two of their names collide with a probability of 2⁻³².
    pub first_name: u32,
    /// 16 bits of the second of the first names.
    pub second_name: u16,
    /// 16 bits. Two sexes collide with a probability of 2⁻¹⁶.
    pub sex: u16,
}

/// The rank in the row, and the rank used for comparison.
pub(super) fn ranks(rank: Rank, side: Side) -> (Option<u8>, Option<u8>) {
    match (rank, side) {
        (Rank::Given(rank), _) => (Some(rank), Some(rank)),
        (Rank::Missing, Side::Members) => (None, Some(1)),
        (Rank::Missing, Side::Leaks) | (Rank::Family(_), _) => (None, None),
    }
}

/// The sex of the person in row `i`, by the title, otherwise by the person's own NIR. The NIR under which the row is
/// listed may be another person's.
pub(super) fn sex(batch: &CanonBatch, i: usize) -> Option<Sex> {
    at(&batch.sex, i).copied().or_else(|| at(&batch.own_nir, i).and_then(ParsedNir::sex))
}

/// A token of 32 bits; 0 for no value.
pub(super) fn token(digest: Option<Digest>) -> u32 {
    digest.map_or(0, |digest| (digest.prefix(32) as u32).max(1))
}

/// A token of 16 bits; 0 for no value.
pub(super) fn short_token(digest: Option<Digest>) -> u16 {
    digest.map_or(0, |digest| (digest.prefix(16) as u16).max(1))
}

/// Whether member rows with the same NIR, birth date and rank belong to one person. Without a written rank, twins are
/// distinguished by first name, if there is one.
pub(super) fn person_by_rank(rank: Rank, has_first_name: bool) -> bool {
    match rank {
        Rank::Given(_) => true,
        Rank::Missing => !has_first_name,
        Rank::Family(_) => false,
    }
}

/// Whether member rows with the same NIR, birth date and first name belong to one person. A second twin must agree in
/// rank.
pub(super) fn person_by_name(rank: Rank, has_first_name: bool) -> bool {
    has_first_name && !matches!(rank, Rank::Given(2..))
}

impl Hints {
    pub(super) fn of(batch: &CanonBatch, i: usize, side: Side, [first, second]: [Option<Digest>; 2]) -> Hints {
        let (written, compared) = ranks(batch.birth_rank.get(i).copied().unwrap_or(Rank::Missing), side);
        Hints {
            rank: compared.map_or(0, u32::from),
            rank_told: written.is_some(),
            first_name: token(first),
            second_name: short_token(second),
            sex: sex(batch, i).map_or(0, |sex| 1 + sex as u16),
        }
    }

    /// The strongest rule under which two rows of one NIR and birth date match; none if a value that both have
    /// contradicts the match.
    pub fn rule(&self, member: &Hints) -> Option<Rule> {
        match () {
            () if self.same_rank(member) => Some(Rule::NirDateRank),
            () if self.same_first_name(member) => Some(Rule::NirDateName),
            () if self.contradicts(member) => None,
            () => Some(Rule::NirDate),
        }
    }

    /// Whether both have the same rank.
    fn same_rank(&self, other: &Hints) -> bool {
        self.rank != 0 && self.rank == other.rank
    }

    /// Whether the first names of one are the beginning of those of the other: JEAN and JEAN PIERRE agree, MARIE ANNE and MARIE
    /// CLAIRE do not. The first two names count.
    fn same_first_name(&self, other: &Hints) -> bool {
        let second = self.second_name == other.second_name || self.second_name == 0 || other.second_name == 0;
        self.first_name != 0 && self.first_name == other.first_name && second
    }

    /// Whether a value that both have differs.
    fn contradicts(&self, other: &Hints) -> bool {
        let differ = |a: u32, b: u32| a != 0 && b != 0 && a != b;
        (self.rank_told && other.rank_told && differ(self.rank, other.rank))
            || (self.first_name != 0 && other.first_name != 0 && !self.same_first_name(other))
            || differ(self.sex.into(), other.sex.into())
    }
}
