//! Counts how well the exposed fields single persons out (k-anonymity).

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::index::{InsurerIx, MemberIx, PersonIx};
use crate::link::{Members, Repeats};
use crate::plan::Plan;
use model::error::Result;
use model::figures::{Histogram, Identifiability, Measure, SetCount, Without};
use model::incident::{Field, FieldSet};

/// Maximum number of field sets measured for one insurer. Beyond it, the most frequent sets are measured.
const MEASURED: usize = 32;

type Classes = BTreeMap<u32, u64>;

/// The rows of one insurer that count, and their persons.
struct Population<'a> {
    members: &'a Members,
    /// The compared fields, in the order in which their tags are stored.
    fields: Vec<Field>,
    rows: &'a [MemberIx],
    person_of_row: Vec<PersonIx>,
    /// Number of rows of each person with more than one.
    several: BTreeMap<PersonIx, u32>,
    persons: u64,
}

/// Small sets that make nearly everyone unique. Whoever is unique by a few fields is unique by every larger set, so
/// that counting one of these first leaves few rows to examine for each set that contains it.
const TELLING: [&[Field]; 4] = [
    &[Field::Nir, Field::BirthDate],
    &[Field::LastName, Field::FirstName, Field::BirthDate],
    &[Field::Nir, Field::FirstName],
    &[Field::ContractNumber, Field::FirstName],
];

/// Measures the field sets that persons of an insurer lost, to one operator or to all together, among its rows that count.
pub(super) fn measure(
    plan: &Plan,
    members: &Members,
    rows: &[MemberIx],
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
    // Sets that differ by one field share subsets; each subset is counted once.
    let needed: BTreeSet<FieldSet> =
        sets.iter().flat_map(|set| [*set].into_iter().chain(one_field_less(*set))).collect();
    let population = Population::of(plan, members, rows);
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
        sets: sets.into_iter().map(|fields| measure_set(fields, &classes, population.persons)).collect(),
        not_measured,
    }))
}

/// A share in millionths, rounded.
fn share(part: u64, total: u64) -> u64 {
    (part * 1_000_000 + total / 2).checked_div(total).unwrap_or(0)
}

impl<'a> Population<'a> {
    fn of(plan: &Plan, members: &'a Members, rows: &'a [MemberIx]) -> Population<'a> {
        let person_of_row: Vec<PersonIx> = rows.par_iter().map(|row| members.person(*row)).collect();
        // A person has the number of its first row: most rows are the first.
        let later = rows.iter().zip(&person_of_row).filter(|(row, person)| row.0 != person.0);
        let mut later: Vec<PersonIx> = later.map(|(_, person)| *person).collect();
        later.sort_unstable();
        let mut several: BTreeMap<PersonIx, u32> = BTreeMap::new();
        for of_one in later.chunk_by(|a, b| a == b) {
            // The first one may be of another insurer.
            let first = rows.binary_search(&MemberIx(of_one[0].0)).is_ok();
            let rows = of_one.len() as u32 + u32::from(first);
            if rows > 1 {
                several.insert(of_one[0], rows);
            }
        }
        let repeated: u64 = several.values().map(|rows| u64::from(rows - 1)).sum();
        let persons = person_of_row.len() as u64 - repeated;
        Population { members, fields: plan.comparable(None), rows, person_of_row, several, persons }
    }

    /// A tag of the combined values of each row in these fields.
    fn tags(&self, fields: FieldSet, rows: &[MemberIx]) -> Result<Vec<u64>> {
        // Tags are pseudo-random and differ from field to field, so that their sum is a tag of the combination.
        let mut tags = vec![0u64; rows.len()];
        for (place, _) in self.fields.iter().enumerate().filter(|(_, field)| fields.contains(**field)) {
            self.members.values(place, rows, |i, value| tags[i] = tags[i].wrapping_add(value))?;
        }
        Ok(tags)
    }

    /// Number of persons by k, if only these fields are known, and the positions of rows whose values another person
    /// shares. `among` limits the rows to those that can share values, where that is known.
    fn classes(&self, fields: FieldSet, among: Option<&[u32]>) -> Result<(Classes, Vec<u32>)> {
        let tags = match among {
            None => self.tags(fields, self.rows)?,
            Some(places) => {
                let rows: Vec<MemberIx> = places.iter().map(|place| self.rows[*place as usize]).collect();
                self.tags(fields, &rows)?
            }
        };
        // Without any field all tags are 0, and all persons share one class.
        let repeats = Repeats::of(tags.iter().copied());
        let place = |i: usize| among.map_or(i as u32, |places| places[i]);
        let repeated = tags.iter().enumerate().filter(|(_, tag)| repeats.may_repeat(**tag));
        let mut repeated: Vec<(u64, PersonIx, u32)> =
            repeated.map(|(i, tag)| (*tag, self.person_of_row[place(i) as usize], place(i))).collect();
        repeated.sort_unstable();
        let (mut classes, mut shared) = (Classes::new(), Vec::new());
        // For persons with several rows: the smallest k, and the number of rows whose values another person shares.
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
        // A person with any unshared row is unique by it.
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
fn one_field_less(fields: FieldSet) -> impl Iterator<Item = FieldSet> {
    fields.iter().map(move |field| without(fields, field))
}

fn without(fields: FieldSet, field: Field) -> FieldSet {
    fields.iter().filter(|other| *other != field).collect()
}

fn measure_set(fields: FieldSet, classes: &BTreeMap<FieldSet, Classes>, population: u64) -> Measure {
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
    // In units of 10⁻¹⁸, so that rounding in the division cannot reach a millionth.
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
