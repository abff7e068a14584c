//! Whether a column of ranks numbers the beneficiaries of a family (1 the policyholder, 2 the spouse, 3 and more the children), and
//! not the children born on one day. Compared as birth ranks, such numbers would part rows of one person.
//!
//! A birth rank is 1 for everybody but the younger of twins: some two rows in a hundred have a 2, and hardly any a 3. What is written
//! is not enough, since a file may be about twins; so the birth dates under one NIR or contract are looked at.

use rustc_hash::FxHashMap;

use super::{CanonBatch, Fault, NirKind, Rank, at};

/// Rows that must show it: fewer may be chance.
const FEWEST: u64 = 5;

/// Rows that must show it where none shows whose family they are: a file may be about a few younger twins.
const FEWEST_ALONE: u64 = 1_000;

/// One row in so many with a rank must show it: many times what twins make.
const SHARE: u64 = 20;

/// For each row of twins there must be so many that show it.
const OVER_TWINS: u64 = 4;

/// The most rows of a family. A number that more rows have is that of an employer or of nobody.
const LARGEST: usize = 16;

/// What the ranks of some rows show.
#[derive(Clone, Copy, Default)]
pub struct RankVotes {
    /// Rows with a rank.
    pub ranked: u64,
    /// Rows of rank 2 or more under whose NIR or contract stands another rank with another birth date, or whose rank is 3 or more.
    family: u64,
    /// Rows of rank 2 under whose NIR and contract stands no other rank.
    alone: u64,
    /// Rows of rank 2 or more under whose NIR or contract stands another rank with the same birth date.
    twins: u64,
}

impl RankVotes {
    /// What the ranks of a batch show, before any of them is taken away.
    pub fn of(batch: &CanonBatch) -> RankVotes {
        let given = |i: &usize| match batch.birth_rank[*i] {
            Rank::Given(rank) => Some(rank),
            Rank::Missing | Rank::Family(_) => None,
        };
        let is_written = |rank: &&Rank| !matches!(rank, Rank::Missing);
        let ranked = batch.birth_rank.iter().filter(is_written).count() as u64;
        let higher = |i: &usize| given(i).is_some_and(|rank| rank > 1);
        let later: Vec<usize> = (0..batch.birth_rank.len()).filter(higher).collect();
        let mut votes = RankVotes { ranked, ..RankVotes::default() };
        // Nearly all files end here.
        if !may_be_family(later.len() as u64, ranked) {
            return votes;
        }
        let mut families: FxHashMap<(u8, &[u8]), Vec<usize>> = FxHashMap::default();
        for i in (0..batch.birth_rank.len()).filter(|i| given(i).is_some()) {
            keys(batch, i).flatten().for_each(|key| families.entry(key).or_default().push(i));
        }
        for i in later {
            let around = keys(batch, i).flatten().map(|key| &families[&key]).filter(|family| family.len() <= LARGEST);
            let (mut is_twin, mut is_other) = (false, false);
            for other in around.flatten().filter(|other| given(other) != given(&i)) {
                match (at(&batch.birth_date, i), at(&batch.birth_date, *other)) {
                    (Some(own), Some(other)) if own.as_bytes() == other.as_bytes() => is_twin = true,
                    (Some(_), Some(_)) => is_other = true,
                    _ => {}
                }
            }
            match is_other || given(&i) > Some(2) {
                _ if is_twin => votes.twins += 1,
                true => votes.family += 1,
                false => votes.alone += 1,
            }
        }
        votes
    }

    /// Adds what other rows show.
    pub fn add(&mut self, other: RankVotes) {
        self.ranked += other.ranked;
        self.family += other.family;
        self.alone += other.alone;
        self.twins += other.twins;
    }

    /// Rows of rank 2 or more that are not seen to be those of twins.
    pub fn later(&self) -> u64 {
        self.family + self.alone
    }

    /// Whether the ranks number families.
    pub fn is_family(&self) -> bool {
        let later = self.later();
        let is_shown = self.family >= FEWEST || self.alone >= FEWEST_ALONE;
        is_shown && SHARE * later >= self.ranked && later >= OVER_TWINS * self.twins
    }
}

/// Whether so many rows of rank 2 or more, of those with a rank, are too many for twins.
pub fn may_be_family(later: u64, ranked: u64) -> bool {
    SHARE * later >= ranked.max(1)
}

/// What the rows of a family have in common.
fn keys(batch: &CanonBatch, i: usize) -> impl Iterator<Item = Option<(u8, &[u8])>> {
    let nir = at(&batch.nir, i).filter(|parsed| parsed.kind == NirKind::Registered);
    let contract = batch.contract_number(i);
    [nir.map(|parsed| (0, parsed.nir.as_bytes())), contract.map(|number| (1, number.as_bytes()))].into_iter()
}

/// Takes away ranks that number families. The file has one finding for all of them.
pub fn without_ranks(batch: &mut CanonBatch) {
    for rank in &mut batch.birth_rank {
        if let Rank::Given(order) = *rank {
            *rank = Rank::Family(order);
        }
    }
    batch.set_aside.retain(|aside| aside.fault != Fault::RankFamily);
}
