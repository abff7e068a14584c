//! What an earlier table of the incident told, and keeps on telling to who has both.

use std::collections::BTreeMap;

use super::{Breakdown, Shared, SharedCount};

/// Insurer, operator, breakdown and group.
type Place<'a> = (Option<&'a str>, Option<&'a str>, Breakdown, &'a str);

/// The counts of an earlier table, none if suppressed there.
pub(super) struct Released<'a> {
    counts: BTreeMap<Place<'a>, Option<u64>>,
    below: u64,
}

impl Released<'_> {
    pub(super) fn of(shared: &Shared) -> Released<'_> {
        let counts = shared.counts.iter().map(|count| (place(count), count.persons)).collect();
        Released { counts, below: shared.suppress_below }
    }

    /// Whether a count, given beside the earlier table, would tell of few persons: those by which it changed, or those that were
    /// suppressed. Whoever kept the earlier table could subtract one from the other. What either table promised holds.
    pub(super) fn would_tell(&self, count: &SharedCount, below: u64) -> bool {
        match (self.counts.get(&place(count)), count.persons) {
            (Some(Some(before)), Some(now)) => (1..below.max(self.below)).contains(&before.abs_diff(now)),
            (Some(None), _) => true,
            (Some(Some(_)), None) | (None, _) => false,
        }
    }
}

fn place(count: &SharedCount) -> Place<'_> {
    (count.insurer.as_deref(), count.operator.as_deref(), count.kind, &count.group)
}
