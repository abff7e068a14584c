//! Who can expose whom, and what each leaked row has come to so far: shared by all threads that compare.

use std::sync::atomic::{AtomicU8, Ordering};

use super::{Leaks, Meet, Members};
use crate::index::{InsurerIx, LeakIx, MemberIx};
use crate::pseudonym::Named;
use model::rule::Strength;

/// What was found in a partition.
#[derive(Default)]
pub(super) struct Found {
    /// Member rows of one person, two by two.
    pub same: Vec<(MemberIx, MemberIx)>,
    /// Meetings; those of one leaked row side by side.
    pub meets: Vec<Meet>,
    /// As many: how they agree.
    pub strengths: Vec<Strength>,
    /// Rows whose NIR is nobody's.
    pub leak_fillers: Vec<LeakIx>,
    pub member_fillers: Vec<MemberIx>,
}

/// Both sides while they are compared.
pub(super) struct Scene<'a> {
    leaks: &'a Leaks,
    members: &'a Members,
    /// By operator, then insurer: whether the operator serves the insurer.
    serves: &'a [Vec<bool>],
    /// By leaked row: the strongest rule so far under which it meets someone it can expose.
    best: Vec<AtomicU8>,
    /// By leaked row: [`ELSEWHERE`] and [`CONTRADICTED`].
    marks: Vec<AtomicU8>,
}

/// It meets someone it cannot expose.
const ELSEWHERE: u8 = 1;
/// It has the NIR and birth date of somebody of another sex, rank or first name.
const CONTRADICTED: u8 = 2;

impl<'a> Scene<'a> {
    pub(super) fn new(leaks: &'a Leaks, members: &'a Members, serves: &'a [Vec<bool>]) -> Scene<'a> {
        let each = |value: u8| leaks.rows().iter().map(|_| AtomicU8::new(value)).collect();
        Scene { leaks, members, serves, best: each(Strength::NONE.as_u8()), marks: each(0) }
    }

    /// Lets a leaked row meet members, each of which it agrees with in some way; none if it does not after all. Adds the
    /// meetings under the strongest.
    pub(super) fn meet<T>(
        &self,
        leak: LeakIx,
        found: &mut Found,
        members: impl Iterator<Item = (MemberIx, T)>,
        agree: impl Fn(T) -> Option<Strength>,
    ) {
        let row = &self.leaks.rows()[usize::from(leak)];
        if row.duplicate {
            return;
        }
        let first = found.meets.len();
        let mut best = Strength::NONE;
        for (member, with) in members {
            let (insurer, duplicate) = self.members.insurer(member);
            // The row it repeats is met in its place.
            if duplicate {
                continue;
            }
            let Some(strength) = agree(with) else { continue };
            if !self.can_expose(leak, insurer) {
                self.marks[usize::from(leak)].fetch_or(ELSEWHERE, Ordering::Relaxed);
                continue;
            }
            if strength < best {
                found.meets.truncate(first);
                found.strengths.truncate(first);
                best = strength;
            }
            if strength == best {
                found.meets.push(Meet { leak, member });
                found.strengths.push(strength);
            }
        }
        self.best[usize::from(leak)].fetch_min(best.as_u8(), Ordering::Relaxed);
    }

    /// A row that names its insurer exposes that insurer's members only; one that names none, those of every insurer
    /// that its operator serves.
    fn can_expose(&self, leak: LeakIx, insurer: InsurerIx) -> bool {
        let row = &self.leaks.rows()[usize::from(leak)];
        match row.insurer {
            Named::Insurer(named) => named == insurer,
            Named::Nobody => self.serves[usize::from(row.operator)][usize::from(insurer)],
            Named::Unknown => false,
        }
    }

    /// Notes that somebody has the row's NIR and birth date, and that something is against its being that person.
    pub(super) fn contradict(&self, leak: LeakIx) {
        self.marks[usize::from(leak)].fetch_or(CONTRADICTED, Ordering::Relaxed);
    }

    /// Whether the row has met someone by its NIR. Rules without one are tried by other rows only.
    pub(super) fn is_settled(&self, leak: LeakIx) -> bool {
        let best = Strength::from_u8(self.best[usize::from(leak)].load(Ordering::Relaxed));
        best != Strength::NONE && best.rule().compares_nir()
    }

    /// By leaked row: the strongest rule under which it meets someone it can expose; whether it meets someone it cannot expose;
    /// whether somebody of its NIR and birth date is another.
    pub(super) fn finish(self) -> (Vec<Strength>, Vec<bool>, Vec<bool>) {
        let best = self.best.into_iter().map(|best| Strength::from_u8(best.into_inner())).collect();
        let marks = |mark: u8| move |marks: &AtomicU8| marks.load(Ordering::Relaxed) & mark != 0;
        let elsewhere = self.marks.iter().map(marks(ELSEWHERE)).collect();
        let contradicted = self.marks.iter().map(marks(CONTRADICTED)).collect();
        (best, elsewhere, contradicted)
    }
}
