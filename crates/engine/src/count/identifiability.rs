//! Counts how well what was lost tells persons apart.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Evidences;
use crate::index::{InsurerIx, MemberIx, PersonIx};
use crate::link::{Members, Repeats};
use crate::plan::Plan;
use model::error::Result;
use model::figures::{Histogram, Identifiability, Measure, SetCount, Without};
use model::incident::{Field, FieldSet};

/// Sets of fields that are measured at one insurer; the more frequent ones, if more were lost.
const MEASURED: usize = 32;

type Classes = BTreeMap<u32, u64>;

/// The rows of one insurer that count, and the persons they are about.
struct Population<'a> {
    members: &'a Members,
    /// The fields that members are compared in, in the order in which their tags are kept.
    fields: Vec<Field>,
    rows: Vec<MemberIx>,
    of: Vec<PersonIx>,
    /// Persons with several rows: how many.
    several: BTreeMap<PersonIx, u32>,
    persons: u64,
}

/// What nearly tells everybody apart, where a set holds it. Who is alone with a few values is alone with more: what is counted
/// for one of these leaves a handful of rows to look at for every larger set.
const TELLING: [&[Field]; 4] = [
    &[Field::Nir, Field::BirthDate],
    &[Field::LastName, Field::FirstName, Field::BirthDate],
    &[Field::Nir, Field::FirstName],
    &[Field::ContractNumber, Field::FirstName],
];

/// Measures the sets that persons of an insurer lost, by operator or in all.
pub(super) fn of(
    plan: &Plan,
    evidences: &Evidences<'_>,
    insurer: InsurerIx,
    lost: &[&[SetCount]],
) -> Result<Option<Identifiability>> {
    let comparable: FieldSet = plan.comparable(Some(insurer)).into_iter().collect();
    let mut sets: BTreeMap<FieldSet, u64> = BTreeMap::new();
    for set in lost.iter().copied().flatten() {
        let fields: FieldSet = set.fields.iter().copied().filter(|field| comparable.contains(*field)).collect();
        *sets.entry(fields).or_default() += set.persons;
    }
    sets.retain(|fields, _| !fields.is_empty());
    if sets.is_empty() {
        return Ok(None);
    }
    let mut by_frequency: Vec<(FieldSet, u64)> = sets.into_iter().collect();
    by_frequency.sort_by_key(|(fields, persons)| (std::cmp::Reverse(*persons), *fields));
    let not_measured = by_frequency.len().saturating_sub(MEASURED) as u64;
    by_frequency.truncate(MEASURED);
    let sets: Vec<FieldSet> = by_frequency.into_iter().map(|(fields, _)| fields).collect();
    // Sets that differ by one field have subsets in common: each is counted once.
    let needed: BTreeSet<FieldSet> = sets.iter().flat_map(|set| [*set].into_iter().chain(lesser(*set))).collect();
    let population = Population::of(plan, evidences.members, insurer);
    let telling = TELLING.map(|fields| fields.iter().copied().collect::<FieldSet>());
    let telling = telling.into_par_iter().filter(|few| needed.iter().any(|set| few.is_within(*set)));
    let shared: Result<Vec<(FieldSet, Vec<u32>)>> =
        telling.map(|few| Ok((few, population.classes(few, None)?.1))).collect();
    let shared = shared?;
    let classes = |fields: FieldSet| {
        let within = shared.iter().filter(|(few, _)| few.is_within(fields));
        let least = within.min_by_key(|(few, places)| (places.len(), *few));
        Ok((fields, population.classes(fields, least.map(|(_, places)| &places[..]))?.0))
    };
    let classes: Result<BTreeMap<FieldSet, Classes>> = needed.into_par_iter().map(classes).collect();
    let classes = classes?;
    Ok(Some(Identifiability {
        population: population.persons,
        comparable: comparable.iter().collect(),
        sets: sets.into_iter().map(|fields| measure(fields, &classes, population.persons)).collect(),
        not_measured,
    }))
}

/// A share in millionths, rounded.
fn share(part: u64, of: u64) -> u64 {
    (part * 1_000_000 + of / 2).checked_div(of).unwrap_or(0)
}

impl<'a> Population<'a> {
    fn of(plan: &Plan, members: &'a Members, insurer: InsurerIx) -> Population<'a> {
        let rows = members.counting(insurer);
        let of: Vec<PersonIx> = rows.par_iter().map(|row| members.person(*row)).collect();
        let mut seen = vec![false; members.count()];
        let mut several: BTreeMap<PersonIx, u32> = BTreeMap::new();
        for person in &of {
            if std::mem::replace(&mut seen[usize::from(*person)], true) {
                *several.entry(*person).or_insert(1) += 1;
            }
        }
        let again: u64 = several.values().map(|rows| u64::from(rows - 1)).sum();
        let persons = of.len() as u64 - again;
        Population { members, fields: plan.comparable(None), rows, of, several, persons }
    }

    /// A tag of what each of these rows holds in all of these fields together.
    fn tags(&self, fields: FieldSet, rows: &[MemberIx]) -> Result<Vec<u64>> {
        // Tags of values are drawn at random, one drawing a field: their sum is a tag of all of them.
        let mut tags = vec![0u64; rows.len()];
        for (place, _) in self.fields.iter().enumerate().filter(|(_, field)| fields.contains(**field)) {
            self.members.values(place, rows, |i, value| tags[i] = tags[i].wrapping_add(value))?;
        }
        Ok(tags)
    }

    /// k → persons, if these fields are all that is known; and the places of rows whose values somebody else holds too. `among` are
    /// the places of rows of which that can be true, if it is known that no others are.
    fn classes(&self, fields: FieldSet, among: Option<&[u32]>) -> Result<(Classes, Vec<u32>)> {
        let tags = match among {
            None => self.tags(fields, &self.rows)?,
            Some(places) => {
                let rows: Vec<MemberIx> = places.iter().map(|place| self.rows[*place as usize]).collect();
                self.tags(fields, &rows)?
            }
        };
        // Without any field everybody is alike, and the tag no random number.
        let repeats = Repeats::of(tags.iter().copied());
        let place = |i: usize| among.map_or(i as u32, |places| places[i]);
        let repeated = tags.iter().enumerate().filter(|(_, tag)| repeats.may_repeat(**tag));
        let mut repeated: Vec<(u64, PersonIx, u32)> =
            repeated.map(|(i, tag)| (*tag, self.of[place(i) as usize], place(i))).collect();
        repeated.sort_unstable();
        let (mut classes, mut shared) = (Classes::new(), Vec::new());
        // Persons with several rows: the least k, and rows that somebody else's are equal to.
        let mut several: BTreeMap<PersonIx, (u32, u32)> = BTreeMap::new();
        for class in repeated.chunk_by(|a, b| a.0 == b.0) {
            let k = 1 + class.windows(2).filter(|pair| pair[0].1 != pair[1].1).count() as u32;
            if k == 1 {
                continue;
            }
            for (_, person, place) in class {
                shared.push(*place);
                if self.several.contains_key(person) {
                    let (least, rows) = several.entry(*person).or_insert((k, 0));
                    (*least, *rows) = (k.min(*least), *rows + 1);
                } else {
                    *classes.entry(k).or_default() += 1;
                }
            }
        }
        // Who has one row that nobody else's is equal to is alone with it.
        for (_, (k, _)) in several.iter().filter(|(person, (_, rows))| self.several[person] == *rows) {
            *classes.entry(*k).or_default() += 1;
        }
        let alone = self.persons - classes.values().sum::<u64>();
        if alone > 0 {
            classes.insert(1, alone);
        }
        shared.sort_unstable();
        Ok((classes, shared))
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
