//! What ages and decades of birth tell of each other: who was born in a late decade is a minor.

use super::Breakdown;
use super::table::{Scope, Table};
use crate::figures::Assessment;

/// Age below which a person is a minor (*Code civil*, art. 388).
const FULL_AGE: u16 = 18;

/// The groups of both breakdowns.
pub(super) struct Ages {
    minors: usize,
    others: usize,
    /// Decades of which everybody is a minor.
    of_minors: Vec<usize>,
    /// The decade in which the two meet.
    of_both: Option<usize>,
    decades: Vec<usize>,
}

impl Ages {
    /// None if the table has no such groups, or the date of the figures has no year.
    pub(super) fn of(a: &Assessment, groups: &[(Breakdown, String)]) -> Option<Ages> {
        let year: u16 = a.incident.reference_date.get(..4)?.parse().ok()?;
        let last_adult = year.checked_sub(FULL_AGE)?;
        let at = |name: &str| groups.iter().position(|(kind, group)| *kind == Breakdown::Age && group == name);
        let of_decades = groups.iter().enumerate().filter(|(_, (kind, _))| *kind == Breakdown::BirthDecade);
        let from = |group: usize| groups[group].1.parse::<u16>().ok();
        let decades: Vec<usize> = of_decades.map(|(group, _)| group).collect();
        Some(Ages {
            minors: at("minors")?,
            others: at("others")?,
            of_minors: decades
                .iter()
                .copied()
                .filter(|group| from(*group).is_some_and(|from| from > last_adult))
                .collect(),
            of_both: decades
                .iter()
                .copied()
                .find(|group| from(*group).is_some_and(|from| (from..from + 10).contains(&last_adult))),
            decades,
        })
    }

    /// Whether somebody can be of both groups. True of groups of which one is no age or the other no decade.
    pub(super) fn can_meet(&self, one: usize, other: usize) -> bool {
        let meets = |age: usize, decade: usize| {
            !self.decades.contains(&decade)
                || (age != self.minors && age != self.others)
                || Some(decade) == self.of_both
                || (age == self.minors) == self.of_minors.contains(&decade)
        };
        meets(one, other) && meets(other, one)
    }

    /// Whether there are minors enough for the decades of a scope, and not too many, by the counts that `persons` gives.
    pub(super) fn agree(&self, table: &Table, scope: Scope, persons: impl Fn(usize) -> u64) -> bool {
        let of = |group: usize| table.at(scope, group).map_or(0, &persons);
        let fewest: u64 = self.of_minors.iter().map(|group| of(*group)).sum();
        let most = fewest + self.of_both.map_or(0, of);
        (fewest..=most).contains(&of(self.minors))
    }
}
