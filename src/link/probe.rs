//! Members stream past the index of leaks; each leaked row keeps the strongest rule under which it meets someone.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use rayon::prelude::*;

use super::{Leaks, Members, Rule, Strength};
use crate::pseudonym::{KeyedBatch, Named};

/// A leaked row and a member row that agree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meet {
    /// Index of the leaked row.
    pub leak: u32,
    /// Index of the member row.
    pub member: u32,
    /// How they agree.
    pub strength: Strength,
}

/// Where a leaked row ends: exactly one bin each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LeakBin {
    /// Meets one person at each insurer where it meets any.
    Matched,
    /// Meets two persons or more at one insurer.
    Ambiguous,
    /// Has a NIR and no birth date, and meets those under that NIR.
    Household,
    /// Meets somebody only where it cannot expose them.
    Elsewhere,
    /// Meets nobody.
    Unmatched,
    /// Has the same canonical values as an earlier row of its operator.
    Duplicate,
    /// No rule can meet it.
    Rejected,
}

/// What linking gives: each leaked row's bin, and the meetings that count.
pub struct Matches {
    /// By leaked row, then member row; members that are duplicates are left out.
    pub meets: Vec<Meet>,
    /// One entry a leaked row.
    pub bins: Vec<LeakBin>,
    /// Leaked rows that meet nobody, though somebody has their NIR and birth date: sex, rank or first name is against it.
    pub contradicted: Vec<u32>,
}

/// The probing of one incident. Shared by the threads that stream members.
pub struct Probe<'a> {
    leaks: &'a Leaks,
    /// By operator, then insurer: whether the operator serves the insurer.
    serves: &'a [Vec<bool>],
    /// By leaked row: the strongest rule so far under which it meets someone it can expose.
    best: Vec<AtomicU8>,
    /// By leaked row: whether it meets someone it cannot expose.
    elsewhere: Vec<AtomicBool>,
    /// By leaked row: whether it has the NIR and birth date of somebody of another sex, rank or first name.
    contradicted: Vec<AtomicBool>,
}

impl<'a> Probe<'a> {
    /// Prepares to probe; `serves` is by operator, then insurer.
    pub fn new(leaks: &'a Leaks, serves: &'a [Vec<bool>]) -> Self {
        let rows = leaks.rows().len();
        Probe {
            leaks,
            serves,
            best: (0..rows).map(|_| AtomicU8::new(Strength::NONE.as_u8())).collect(),
            elsewhere: (0..rows).map(|_| AtomicBool::new(false)).collect(),
            contradicted: (0..rows).map(|_| AtomicBool::new(false)).collect(),
        }
    }

    /// The meetings of one batch of members, the first of which has the index `first`.
    pub fn meet(&self, first: u32, batch: &KeyedBatch) -> Vec<Meet> {
        let mut meets = Vec::new();
        for key in batch.rule_keys() {
            // A row without an insurer has no keys.
            let member = &batch.rows()[key.row as usize];
            let Named::Insurer(insurer) = member.insurer else { continue };
            for entry in self.leaks.get(key.digest) {
                let leak = entry.leak as usize;
                let row = &self.leaks.rows()[leak];
                let strength = match entry.strength.weaker(key.strength) {
                    strength if !row.goes_by(strength.rule()) => continue,
                    strength if strength.rule() != Rule::NirDate => strength,
                    _ => {
                        match Rule::of_nir_and_date(&row.hints, if key.own { &member.own_hints } else { &member.hints })
                        {
                            Some(rule) => Strength::full(rule),
                            None => {
                                self.contradicted[leak].store(true, Ordering::Relaxed);
                                continue;
                            }
                        }
                    }
                };
                if !self.can_expose(leak, insurer) {
                    self.elsewhere[leak].store(true, Ordering::Relaxed);
                    continue;
                }
                let best = self.best[leak].fetch_min(strength.as_u8(), Ordering::Relaxed);
                if strength.as_u8() <= best {
                    meets.push(Meet { leak: entry.leak, member: first + key.row, strength });
                }
            }
        }
        meets
    }

    /// A row that names its insurer exposes that insurer's members only; one that names none, those of every insurer
    /// that its operator serves.
    fn can_expose(&self, leak: usize, insurer: u16) -> bool {
        let row = &self.leaks.rows()[leak];
        match row.insurer {
            Named::Insurer(named) => named == insurer,
            Named::Nobody => self.serves[usize::from(row.operator)][usize::from(insurer)],
            Named::Unknown => false,
        }
    }

    /// Keeps of each leaked row the meetings under its strongest rule, and settles its bin.
    pub fn finish(self, mut meets: Vec<Meet>, members: &Members) -> Matches {
        let best = |leak: u32| Strength::from_u8(self.best[leak as usize].load(Ordering::Relaxed));
        meets.retain(|meet| meet.strength == best(meet.leak) && !members.rows()[meet.member as usize].duplicate);
        meets.par_sort_unstable();
        meets.dedup();
        let mut bins: Vec<LeakBin> = self
            .leaks
            .rows()
            .iter()
            .zip(&self.elsewhere)
            .map(|(row, elsewhere)| match row {
                row if row.rejected => LeakBin::Rejected,
                row if row.duplicate => LeakBin::Duplicate,
                _ if elsewhere.load(Ordering::Relaxed) => LeakBin::Elsewhere,
                _ => LeakBin::Unmatched,
            })
            .collect();
        for of_one_leak in meets.chunk_by(|a, b| a.leak == b.leak) {
            if of_one_leak[0].strength.rule() == Rule::NirOnly {
                bins[of_one_leak[0].leak as usize] = LeakBin::Household;
                continue;
            }
            if of_one_leak.len() == 1 {
                bins[of_one_leak[0].leak as usize] = LeakBin::Matched;
                continue;
            }
            let mut persons: Vec<(u16, u32)> = of_one_leak
                .iter()
                .map(|meet| (members.rows()[meet.member as usize].insurer, members.person(meet.member)))
                .collect();
            persons.sort_unstable();
            persons.dedup();
            let ambiguous = persons.windows(2).any(|pair| pair[0].0 == pair[1].0);
            bins[of_one_leak[0].leak as usize] = if ambiguous { LeakBin::Ambiguous } else { LeakBin::Matched };
        }
        let met = |bin: LeakBin| matches!(bin, LeakBin::Matched | LeakBin::Ambiguous | LeakBin::Household);
        let contradicted = self.contradicted.iter().zip(&bins).enumerate();
        let contradicted = contradicted
            .filter(|(_, (contradicted, bin))| contradicted.load(Ordering::Relaxed) && !met(**bin))
            .map(|(leak, _)| leak as u32)
            .collect();
        Matches { meets, bins, contradicted }
    }
}
