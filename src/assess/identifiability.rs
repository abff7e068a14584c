//! How well what was lost tells persons apart: not a guess, counted in the insurer's own members.
//!
//! Of each set of fields, the persons of an insurer are put together who hold the same values in all of them; the number
//! of persons in such a class is *k*. Who is alone (k = 1) is singled out by these fields in the whole population; 1/k is
//! the chance of naming the right person for somebody who knows the values and the population. A person with several rows counts once, with the smallest k of them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidences, SetCount};
use crate::incident::{Field, FieldSet};
use crate::link::Repeats;
use crate::plan::Plan;

/// Sets of fields that are measured at one insurer; the more frequent ones, if more were lost.
const MEASURED: usize = 32;

/// How well an insurer's persons can be told apart.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Identifiability {
    /// Persons in the insurer's files.
    pub population: u64,
    /// The fields that may have been lost and that all of its files hold: others cannot be compared.
    pub comparable: Vec<Field>,
    /// By set of comparable fields that persons lost.
    pub sets: Vec<Measure>,
    /// How many more sets there are, rarer ones, that were not measured.
    pub not_measured: u64,
}

/// What a set of fields does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// The comparable fields of a set that persons lost.
    pub fields: Vec<Field>,
    /// Persons by how many share their values; they add up to the population.
    pub k: Histogram,
    /// The share of the population that is alone, in millionths.
    pub alone_ppm: u64,
    /// The mean of 1/k over the population, in millionths.
    pub mean_inverse_k_ppm: u64,
    /// What each field adds: who is alone without it.
    pub without: Vec<Without>,
}

/// Persons by how many share their values, themselves included.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Histogram {
    /// Alone.
    pub one: u64,
    /// Two to five.
    pub two_to_five: u64,
    /// Six to twenty.
    pub six_to_twenty: u64,
    /// More.
    pub over_twenty: u64,
}

/// A set without one of its fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Without {
    /// The field left out.
    pub field: Field,
    /// Persons alone with what remains.
    pub one: u64,
    /// Their share of the population, in millionths.
    pub alone_ppm: u64,
}

/// k → persons.
type Classes = BTreeMap<u32, u64>;

/// The rows of one insurer that count, and the persons they are about.
struct Population<'a> {
    /// Member row, person.
    rows: Vec<(u32, u32)>,
    /// Whether each of these persons has one row only.
    single: Vec<bool>,
    persons: u64,
    /// By field asked for: a tag of each member row's value.
    values: Vec<(Field, &'a [u64])>,
}

/// Measures the sets that persons of an insurer lost, by operator or in all.
pub fn of(plan: &Plan, evidences: &Evidences<'_>, insurer: u16, lost: &[&[SetCount]]) -> Option<Identifiability> {
    let comparable: FieldSet = plan.comparable(Some(insurer)).into_iter().collect();
    let mut sets: BTreeMap<FieldSet, u64> = BTreeMap::new();
    for set in lost.iter().copied().flatten() {
        let fields: FieldSet = set.fields.iter().copied().filter(|field| comparable.contains(*field)).collect();
        *sets.entry(fields).or_default() += set.persons;
    }
    sets.retain(|fields, _| !fields.is_empty());
    if sets.is_empty() {
        return None;
    }
    let population = Population::of(plan, evidences, insurer);
    let mut by_frequency: Vec<(FieldSet, u64)> = sets.into_iter().collect();
    by_frequency.sort_by_key(|(fields, persons)| (std::cmp::Reverse(*persons), *fields));
    let not_measured = by_frequency.len().saturating_sub(MEASURED) as u64;
    by_frequency.truncate(MEASURED);
    let sets: Vec<FieldSet> = by_frequency.into_iter().map(|(fields, _)| fields).collect();
    // Sets that differ by one field have subsets in common: each is counted once.
    let needed: BTreeSet<FieldSet> = sets.iter().flat_map(|set| [*set].into_iter().chain(lesser(*set))).collect();
    let classes: BTreeMap<FieldSet, Classes> =
        needed.into_par_iter().map(|fields| (fields, population.classes(fields))).collect();
    Some(Identifiability {
        population: population.persons,
        comparable: comparable.iter().collect(),
        sets: sets.into_iter().map(|fields| measure(fields, &classes, population.persons)).collect(),
        not_measured,
    })
}

/// A share in millionths, rounded.
fn share(part: u64, of: u64) -> u64 {
    (part * 1_000_000 + of / 2).checked_div(of).unwrap_or(0)
}

impl<'a> Population<'a> {
    fn of(plan: &Plan, evidences: &'a Evidences<'_>, insurer: u16) -> Population<'a> {
        let members = evidences.members;
        let here = members.rows().par_iter().enumerate().filter(|(_, row)| row.counts() && row.insurer == insurer);
        let rows: Vec<(u32, u32)> = here.map(|(i, _)| (i as u32, members.person(i as u32))).collect();
        let mut persons: Vec<u32> = rows.iter().map(|(_, person)| *person).collect();
        persons.par_sort_unstable();
        let repeated: Vec<u32> = persons.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        persons.dedup();
        Population {
            single: rows.iter().map(|(_, person)| repeated.binary_search(person).is_err()).collect(),
            rows,
            persons: persons.len() as u64,
            values: plan.comparable(None).into_iter().zip(members.values().iter().map(Vec::as_slice)).collect(),
        }
    }

    /// k → persons, if these fields are all that is known.
    fn classes(&self, fields: FieldSet) -> Classes {
        let values: Vec<&[u64]> = self.values.iter().filter(|(f, _)| fields.contains(*f)).map(|(_, v)| *v).collect();
        // Tags of values are drawn at random, one drawing a field: their sum is a tag of all of them together.
        let tag = |row: u32| values.iter().fold(0u64, |sum, values| sum.wrapping_add(values[row as usize]));
        let tags: Vec<u64> = self.rows.iter().map(|(row, _)| tag(*row)).collect();
        // Without any field everybody is alike, and the tag no random number.
        let repeats = Repeats::of(tags.iter().copied());
        let mut classes = Classes::new();
        let mut several: BTreeMap<u32, u32> = BTreeMap::new();
        let mut add = |person: u32, single: bool, k: u32| {
            if single {
                *classes.entry(k).or_default() += 1;
            } else {
                several.entry(person).and_modify(|least| *least = k.min(*least)).or_insert(k);
            }
        };
        let mut repeated: Vec<(u64, u32, bool)> = Vec::new();
        for ((tag, (_, person)), single) in tags.into_iter().zip(&self.rows).zip(&self.single) {
            if repeats.may_repeat(tag) {
                repeated.push((tag, *person, *single));
            } else {
                add(*person, *single, 1);
            }
        }
        repeated.sort_unstable();
        repeated.dedup();
        for class in repeated.chunk_by(|a, b| a.0 == b.0) {
            class.iter().for_each(|(_, person, single)| add(*person, *single, class.len() as u32));
        }
        for k in several.into_values() {
            *classes.entry(k).or_default() += 1;
        }
        classes
    }
}

/// The set without each of its fields in turn.
fn lesser(fields: FieldSet) -> impl Iterator<Item = FieldSet> {
    fields.iter().map(move |field| without(fields, field))
}

fn without(fields: FieldSet, field: Field) -> FieldSet {
    fields.iter().filter(|other| *other != field).collect()
}

fn measure(fields: FieldSet, classes: &BTreeMap<FieldSet, Classes>, population: u64) -> Measure {
    let alone = |fields: FieldSet| classes[&fields].get(&1).copied().unwrap_or(0);
    let mut k = Histogram::default();
    for (size, persons) in &classes[&fields] {
        *match size {
            ..=1 => &mut k.one,
            2..=5 => &mut k.two_to_five,
            6..=20 => &mut k.six_to_twenty,
            _ => &mut k.over_twenty,
        } += persons;
    }
    // In units of 10⁻¹⁸, so that what division leaves cannot reach a millionth.
    let inverse =
        |(size, persons): (&u32, &u64)| u128::from(*persons) * (1_000_000_000_000_000_000 / u128::from(*size));
    let sum: u128 = classes[&fields].iter().map(inverse).sum();
    let unit = u128::from(population.max(1)) * 1_000_000_000_000;
    let without = |field: Field| {
        let one = alone(without(fields, field));
        Without { field, one, alone_ppm: share(one, population) }
    };
    Measure {
        fields: fields.iter().collect(),
        k,
        alone_ppm: share(k.one, population),
        mean_inverse_k_ppm: ((sum + unit / 2) / unit) as u64,
        without: fields.iter().map(without).collect(),
    }
}
