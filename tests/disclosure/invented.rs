//! Assessments of invented persons, counted one by one.

use std::collections::BTreeMap;

use model::figures::{Assessment, Cell, Makeup, Totals};
use proptest::prelude::*;

use super::Place;

const INSURERS: usize = 3;
const OPERATORS: usize = 2;
const DECADES: [Option<u16>; 4] = [Some(1950), Some(2000), Some(2010), None];

/// An invented person: where lost, and of which groups.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// Whose persons these are, by bit.
    insurers: u8,
    /// Which operators lost the data: 1, 2 or both, by bit.
    operators: u8,
    relation: u8,
    decade: usize,
    is_minor: bool,
    is_former: bool,
    is_deceased: bool,
    sex: u8,
    rule: usize,
}

/// Persons who fill some cells with many, others with few: a few of each group stand among many, as they do.
pub(super) fn persons() -> impl Strategy<Value = Vec<Person>> {
    let person = (
        prop_oneof![8 => Just(1u8), 6 => Just(2), 4 => Just(4), 1 => Just(3), 1 => Just(6)],
        prop_oneof![6 => Just(1u8), 6 => Just(2), 1 => Just(3)],
        prop_oneof![20 => Just(0u8), 10 => Just(1), 1 => Just(2)],
        prop_oneof![20 => Just(0usize), 8 => Just(1), 3 => Just(2), 1 => Just(3)],
        any::<bool>(),
        (prop::bool::weighted(0.1), prop::bool::weighted(0.03)),
        prop_oneof![10 => Just(0u8), 10 => Just(1), 1 => Just(2)],
        prop_oneof![20 => Just(0usize), 3 => Just(1), 1 => Just(2)],
    );
    let person =
        person.prop_map(|(insurers, operators, relation, decade, coin, (is_former, is_deceased), sex, rule)| {
            let is_minor = DECADES[decade].is_some_and(|from| from > 2006 || (from == 2000 && coin));
            Person { insurers, operators, relation, decade, is_minor, is_former, is_deceased, sex, rule }
        });
    prop_oneof![prop::collection::vec(person.clone(), 1..40), prop::collection::vec(person, 40..400)]
}

/// The assessment of these persons. `template` is any report with parties enough.
pub(super) fn assessment(template: &Assessment, persons: &[Person]) -> Assessment {
    let mut a = template.clone();
    a.insurers.truncate(INSURERS);
    a.operators.truncate(OPERATORS);
    let fill = |totals: &mut Totals, makeup: &mut Makeup, is_here: &dyn Fn(&Person) -> bool| {
        let here: Vec<&Person> = persons.iter().filter(|person| is_here(person)).collect();
        let count = |of: &dyn Fn(&Person) -> bool| here.iter().filter(|person| of(person)).count() as u64;
        totals.persons.estimate = here.len() as u64;
        totals.policyholders = count(&|person| person.relation == 0);
        totals.dependants = count(&|person| person.relation == 1);
        totals.minors = count(&|person| person.is_minor);
        totals.former = count(&|person| person.is_former);
        totals.deceased = count(&|person| person.is_deceased);
        makeup.groups.sex.men = count(&|person| person.sex == 0);
        makeup.groups.sex.women = count(&|person| person.sex == 1);
        makeup.groups.sex.not_told = count(&|person| person.sex == 2);
        makeup.groups.birth_decade = DECADES
            .iter()
            .enumerate()
            .map(|(decade, from)| model::figures::Decade {
                from: *from,
                persons: count(&|person| person.decade == decade),
            })
            .collect();
        makeup.rules.retain(|of| of.difference.is_none());
        let mut in_estimate = 0;
        for of in &mut makeup.rules {
            of.persons = 0;
            if of.certainty.is_in_estimate() {
                of.persons = count(&|person| person.rule == in_estimate + 1);
                in_estimate += 1;
            }
        }
        makeup.evidence.perimeter = count(&|person| person.rule == 0);
    };
    let cell: Cell = template.insurers.iter().find_map(|insurer| insurer.operators.first()).unwrap().clone();
    fill(&mut a.totals, &mut a.makeup, &|_| true);
    for (i, insurer) in a.insurers.iter_mut().enumerate() {
        fill(&mut insurer.totals, &mut insurer.makeup, &|person| person.insurers >> i & 1 == 1);
        insurer.operators = (0..OPERATORS)
            .map(|o| {
                let mut cell = Cell { id: a.operators[o].id.clone(), ..cell.clone() };
                let is_here = |person: &Person| person.insurers >> i & 1 == 1 && person.operators >> o & 1 == 1;
                fill(&mut cell.totals, &mut cell.makeup, &is_here);
                cell
            })
            .collect();
    }
    for (o, operator) in a.operators.iter_mut().enumerate() {
        fill(&mut operator.totals, &mut operator.makeup, &|person| person.operators >> o & 1 == 1);
    }
    a
}

/// Every count of a table, from one in which nothing is small enough to be masked.
pub(super) fn truth(a: &Assessment) -> BTreeMap<Place, u64> {
    let whole = serde_json::to_string(&model::disclosure::shared(a, 1, None)).unwrap();
    super::counts(&whole).into_iter().map(|(place, persons)| (place, persons.unwrap())).collect()
}
