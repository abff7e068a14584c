//! Decoys: members born on another day, who are nobody.
//!
//! Each member row is also compared as it would be if the person were born eleven days later. No leaked row can be about that person;
//! whatever meets it under a rule that compares the birth date meets it by chance: namesakes, frequent names, numbers that strangers
//! share. As many rows as that would have been matched wrongly if their own person is in no file. The method is that of target and
//! decoy (Elias and Gygi, *Nature Methods* 4, 2007), for record linkage see arXiv 2503.20627.
//!
//! Which members are taken depends on their own values alone, so that key, order and threads make no difference; and not on their
//! birth dates alone, since thousands share a first of January.

use std::sync::atomic::{AtomicU16, Ordering};

use crate::identity::BirthDate;
use crate::index::LeakIx;
use crate::link::{Chance, Standing};
use model::rule::Strength;

/// Member rows above which not all are taken: the count of meetings is as exact as it needs to be, and takes less time.
const MEMBERS: usize = 1_000_000;

/// One member row in so many has a decoy.
pub(super) fn one_in(members: usize) -> u64 {
    members.div_ceil(MEMBERS).max(1) as u64
}

/// What decoys meet among some leaked rows.
pub(super) struct Decoys {
    one_in: u64,
    /// By leaked row: the strongest match with a decoy.
    best: Vec<AtomicU16>,
}

impl Decoys {
    pub(super) fn among(rows: usize, one_in: u64) -> Decoys {
        Decoys { one_in, best: (0..rows).map(|_| AtomicU16::new(Strength::NONE.as_u16())).collect() }
    }

    /// The birth date of a member's decoy, if it has one. `lot` spreads members evenly.
    pub(super) fn born(&self, date: &BirthDate, lot: impl FnOnce() -> u64) -> Option<BirthDate> {
        self.takes(lot).then(|| date.moved())
    }

    /// Whether the member with this lot has a decoy.
    pub(super) fn takes(&self, lot: impl FnOnce() -> u64) -> bool {
        self.one_in == 1 || lot().is_multiple_of(self.one_in)
    }

    pub(super) fn meet(&self, place: u32, strength: Strength) {
        self.best[place as usize].fetch_min(strength.as_u16(), Ordering::Relaxed);
    }

    /// Counts the rows that decoys would have matched, among those that nothing stronger matches.
    pub(super) fn count(self, rows: &[LeakIx], standing: &Standing, chance: &mut Chance) {
        for (leak, best) in rows.iter().zip(self.best) {
            let strength = Strength::from_u16(best.into_inner());
            if strength != Strength::NONE && strength <= standing.best(*leak) {
                *chance.meetings.entry(strength).or_default() += 1;
            }
        }
    }
}
