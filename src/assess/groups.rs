//! Who the persons of an estimate are, by sex and by decade of birth.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::exposure::Link;
use crate::identity::Sex;

/// Persons by group; each list adds up to the estimate.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Groups {
    /// By sex.
    pub sex: BySex,
    /// By decade of birth, earliest first.
    pub birth_decade: Vec<Decade>,
}

/// Persons by sex, from the title or the person's own NIR.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct BySex {
    /// Men.
    pub men: u64,
    /// Women.
    pub women: u64,
    /// Not stated, or contradictory between rows of one person.
    pub not_told: u64,
}

/// Persons born in one decade.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Decade {
    /// First year of the decade, such as 1950; absent for persons without a birth date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u16>,
    /// Number of persons.
    pub persons: u64,
}

/// Groups while they are being counted.
#[derive(Clone, Default)]
pub(super) struct GroupCounts {
    sex: BySex,
    decades: BTreeMap<Option<u16>, u64>,
}

impl GroupCounts {
    /// Adds persons as their member rows tell it. Two that tell another sex tell none.
    pub fn add<'a>(&mut self, links: impl Iterator<Item = &'a Link> + Clone, number: u64) {
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

    /// Adds those of other persons.
    pub fn merge(&mut self, other: &GroupCounts) {
        self.sex.men += other.sex.men;
        self.sex.women += other.sex.women;
        self.sex.not_told += other.sex.not_told;
        for (decade, persons) in &other.decades {
            *self.decades.entry(*decade).or_default() += persons;
        }
    }

    /// As they are reported.
    pub fn finish(&self) -> Groups {
        let mut decades: Vec<Decade> =
            self.decades.iter().map(|(from, persons)| Decade { from: *from, persons: *persons }).collect();
        // Persons without a birth date come last.
        decades.sort_by_key(|decade| (decade.from.is_none(), decade.from));
        Groups { sex: self.sex, birth_decade: decades }
    }
}
