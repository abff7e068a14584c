//! Whom something leads to: one person alone, or several.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::index::PersonIx;

/// No person yet.
const NOBODY: u32 = u32::MAX;
/// Two persons or more.
const SEVERAL: u32 = u32::MAX - 1;

/// Whom a number, or a row by a name and the date, leads to. All threads add to it.
pub(super) struct Holder(AtomicU32);

impl Holder {
    pub(super) fn nobody() -> Holder {
        Holder(AtomicU32::new(NOBODY))
    }

    /// Adds a person, and returns whether nobody else is known so far.
    pub(super) fn add(&self, person: PersonIx) -> bool {
        let take = |holder| match holder {
            NOBODY => Some(person.0),
            SEVERAL => None,
            holder => (holder != person.0).then_some(SEVERAL),
        };
        match self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take) {
            Ok(holder) => holder == NOBODY,
            Err(holder) => holder != SEVERAL,
        }
    }

    /// Whether it is this person alone, once all have been asked.
    pub(super) fn is(&self, person: PersonIx) -> bool {
        self.0.load(Ordering::Relaxed) == person.0
    }

    /// Whether it is one person alone; none if it is nobody.
    pub(super) fn is_one(&self) -> Option<bool> {
        match self.0.load(Ordering::Relaxed) {
            NOBODY => None,
            holder => Some(holder != SEVERAL),
        }
    }
}
