//! Who may expose whom, and the best match of each leaked row so far: shared by all threads that compare partitions.

use std::sync::atomic::{AtomicU8, AtomicU16, Ordering};

use super::{Leaks, MatchedPair, Members};
use crate::index::{InsurerIx, LeakIx, MemberIx};
use model::incident::Across;
use model::rule::{Rule, Strength};

/// What comparing one partition gives.
#[derive(Default)]
pub(super) struct PartitionResult {
    /// Pairs of member rows that belong to one person: the edges of person clusters.
    pub same_person: Vec<(MemberIx, MemberIx)>,
    /// Matched pairs; those of one leaked row are adjacent.
    pub pairs: Vec<MatchedPair>,
    /// How strong each pair is.
    pub strengths: Vec<Strength>,
    /// Some of the leaked rows that match by NIR and birth date, with each member that they match.
    pub sample: Vec<MatchedPair>,
    /// Leaked rows whose NIR is a filler.
    pub leak_fillers: Vec<LeakIx>,
    /// Member rows with a NIR that is a filler.
    pub member_fillers: Vec<MemberIx>,
}

/// Both sides while they are compared.
pub struct MatchState<'a> {
    leaks: &'a Leaks,
    members: &'a Members,
    /// By operator, then insurer: whether the operator serves the insurer.
    serves: &'a [Vec<bool>],
    standing: &'a Standing,
    /// Whether one person is recognised at several insurers.
    across: Across,
    /// One of so many birth dates is in the sample.
    one_in: u64,
}

/// How each leaked row stands so far.
pub struct Standing {
    /// The strongest match among members that the row can expose.
    best: Vec<AtomicU16>,
    /// [`ELSEWHERE`] and [`CONTRADICTED`].
    marks: Vec<AtomicU8>,
}

/// The row agrees with a member that it cannot expose.
const ELSEWHERE: u8 = 1;
/// The row has the NIR and birth date of a member with another sex, rank or first name.
const CONTRADICTED: u8 = 2;

/// What all partitions together give for each leaked row, in the order of the rows.
pub(super) struct LeakOutcomes {
    /// The strongest match, or [`Strength::NONE`].
    pub best: Vec<Strength>,
    /// Whether the row agrees with a member that it cannot expose.
    pub elsewhere: Vec<bool>,
    /// Whether a member has the row's NIR and birth date, but another sex, rank or first name.
    pub contradicted: Vec<bool>,
}

impl Standing {
    pub(super) fn new(leaks: &Leaks) -> Standing {
        let none = Strength::NONE.as_u16();
        let rows = || leaks.rows().iter();
        Standing {
            best: rows().map(|_| AtomicU16::new(none)).collect(),
            marks: rows().map(|_| AtomicU8::new(0)).collect(),
        }
    }

    /// Whether the row matches a member by NIR and birth date.
    pub(super) fn is_settled(&self, leak: LeakIx) -> bool {
        let best = self.best(leak);
        best.is_of_nir_and_date()
    }

    /// The strongest match of a leaked row so far.
    pub fn best(&self, leak: LeakIx) -> Strength {
        Strength::from_u16(self.best[usize::from(leak)].load(Ordering::Relaxed))
    }

    pub(super) fn finish(self) -> LeakOutcomes {
        let best = self.best.into_iter().map(|best| Strength::from_u16(best.into_inner())).collect();
        let marks = |mark: u8| move |marks: &AtomicU8| marks.load(Ordering::Relaxed) & mark != 0;
        let elsewhere = self.marks.iter().map(marks(ELSEWHERE)).collect();
        let contradicted = self.marks.iter().map(marks(CONTRADICTED)).collect();
        LeakOutcomes { best, elsewhere, contradicted }
    }
}

/// Rows of the sample, about. The share that is looked up in it is then known to less than a hundredth.
const SAMPLE: usize = 32_768;

impl<'a> MatchState<'a> {
    /// Both sides, with what earlier comparisons gave.
    pub fn new(
        leaks: &'a Leaks,
        members: &'a Members,
        serves: &'a [Vec<bool>],
        standing: &'a Standing,
        across: Across,
    ) -> MatchState<'a> {
        let one_in = leaks.rows().len().div_ceil(SAMPLE).max(1) as u64;
        MatchState { leaks, members, serves, standing, across, one_in }
    }

    /// Within what a member's rows are joined into one person: everything, or the insurer of the row.
    pub(super) fn realm(&self, member: MemberIx) -> u16 {
        match self.across {
            Across::Together => 0,
            Across::Apart => self.members.insurer(member).0.0,
        }
    }

    /// Notes that two rows match, and returns whether the pair may count: no stronger match of the leaked row is known, and the
    /// member is one that it can expose.
    pub fn admit(&self, leak: LeakIx, member: MemberIx, strength: Strength) -> bool {
        if !self.can_expose(leak, self.members.insurer(member).0) {
            self.mark_elsewhere(leak, strength);
            return false;
        }
        strength.as_u16() <= self.standing.best[usize::from(leak)].fetch_min(strength.as_u16(), Ordering::Relaxed)
    }

    /// Compares a leaked row with its candidate members and adds the pairs of the strongest match to `result`. `level`
    /// gives the strength of a candidate, or none if the pair is rejected after all.
    pub(super) fn match_leak<T>(
        &self,
        leak: LeakIx,
        result: &mut PartitionResult,
        candidates: impl Iterator<Item = (MemberIx, T)>,
        level: impl Fn(T) -> Option<Strength>,
    ) {
        let row = &self.leaks.rows()[usize::from(leak)];
        if row.duplicate {
            return;
        }
        let first = result.pairs.len();
        let mut best = Strength::NONE;
        for (member, candidate) in candidates {
            let (insurer, duplicate) = self.members.insurer(member);
            // The row that it repeats is a candidate too.
            if duplicate {
                continue;
            }
            let Some(strength) = level(candidate) else { continue };
            if !self.can_expose(leak, insurer) {
                self.mark_elsewhere(leak, strength);
                continue;
            }
            if strength < best {
                result.pairs.truncate(first);
                result.strengths.truncate(first);
                best = strength;
            }
            if strength == best {
                result.pairs.push(MatchedPair { leak, member });
                result.strengths.push(strength);
            }
        }
        self.standing.best[usize::from(leak)].fetch_min(best.as_u16(), Ordering::Relaxed);
    }

    /// Whether a leaked row can be about members of an insurer.
    pub fn can_expose(&self, leak: LeakIx, insurer: InsurerIx) -> bool {
        self.leaks.rows()[usize::from(leak)].can_expose(insurer, self.serves)
    }

    /// Notes that the row agrees with a member that it cannot expose. A number that two insurers have given, alone or beside a
    /// frequent name, says nothing about where a person is insured.
    fn mark_elsewhere(&self, leak: LeakIx, strength: Strength) {
        if strength.certainty().is_in_estimate() || strength.rule() == Rule::NirOnly {
            self.standing.marks[usize::from(leak)].fetch_or(ELSEWHERE, Ordering::Relaxed);
        }
    }

    /// Notes that a member has the row's NIR and birth date, but contradicts it in another value.
    pub(super) fn mark_contradicted(&self, leak: LeakIx) {
        self.standing.marks[usize::from(leak)].fetch_or(CONTRADICTED, Ordering::Relaxed);
    }

    /// Whether rows with the birth date are in the sample: by the date alone, so that key, order and threads make no difference. Dates
    /// are mixed, since each day of a month, and each first of January, has a remainder of its own.
    pub(super) fn is_in_sample(&self, date: u16) -> bool {
        (u64::from(date).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32).is_multiple_of(self.one_in)
    }

    /// Whether the row matches any member that it can expose.
    pub(super) fn is_matched(&self, leak: LeakIx) -> bool {
        self.standing.best(leak) != Strength::NONE
    }
}
