//! Counts the persons of an estimate by sex and by decade of birth.

use std::collections::BTreeMap;

use crate::exposure::Link;
use crate::identity::Sex;
use model::figures::{BySex, Decade, Groups};

/// Counts in progress.
#[derive(Clone, Default)]
pub(super) struct GroupCounts {
    sex: BySex,
    decades: BTreeMap<Option<u16>, u64>,
}

impl GroupCounts {
    /// Adds `number` persons with these links. Persons whose member rows disagree on the sex count as unknown; of
    /// several birth dates the earliest decade counts.
    pub(super) fn add<'a>(&mut self, links: impl Iterator<Item = &'a Link> + Clone, number: u64) {
        let sexes = links.clone().filter_map(|link| link.traits.sex);
        let count = match (sexes.clone().min(), sexes.max()) {
            (Some(Sex::Man), Some(Sex::Man)) => &mut self.sex.men,
            (Some(Sex::Woman), Some(Sex::Woman)) => &mut self.sex.women,
            _ => &mut self.sex.not_told,
        };
        *count += number;
        let decade = links.filter_map(|link| link.traits.decade).min();
        *self.decades.entry(decade).or_default() += number;
    }

    /// Adds the counts of other persons.
    pub(super) fn merge(&mut self, other: &GroupCounts) {
        self.sex.men += other.sex.men;
        self.sex.women += other.sex.women;
        self.sex.not_told += other.sex.not_told;
        for (decade, persons) in &other.decades {
            *self.decades.entry(*decade).or_default() += persons;
        }
    }

    pub(super) fn finish(&self) -> Groups {
        let mut decades: Vec<Decade> =
            self.decades.iter().map(|(from, persons)| Decade { from: *from, persons: *persons }).collect();
        // Persons without a birth date come last.
        decades.sort_by_key(|decade| (decade.from.is_none(), decade.from));
        Groups { sex: self.sex, birth_decade: decades }
    }
}
