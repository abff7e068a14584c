//! One letter for each set of operators that lost a person's data, so that nobody reads of data that others lost.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::dossier::Facts;

/// Persons below which a letter would single them out: who sees it knows of them.
const FEW: u64 = 5;
/// Operators up to which each of their sets has a letter.
const MOST: usize = 4;

/// A letter for those whose data certain operators lost, and no others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Variant {
    /// Ids of the operators, joined by `+`: the name of its files, and the `variant` in the list that `notify` writes.
    pub id: String,
    /// Ids of the operators.
    pub operators: Vec<String>,
    /// Persons whose data these operators lost, and no others; absent for three operators and more, which are counted in the
    /// list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
    /// Whether they are so few that the letter would single them out.
    pub few: bool,
}

/// The variants of a controller's letter, with what each is about; none where one operator lost all of it.
pub(in crate::dossier) fn variants<'a>(facts: &Facts<'a>) -> Vec<(Variant, Facts<'a>)> {
    let cells: Vec<_> = facts.cells().collect();
    if !(2..=MOST).contains(&cells.len()) {
        return Vec::new();
    }
    let counts = of_two(facts);
    let sets = 1..(1u64 << cells.len());
    sets.filter_map(|only| {
        let operators = cells.iter().enumerate().filter(|(at, _)| only >> at & 1 == 1);
        let operators: Vec<String> = operators.map(|(_, cell)| cell.id.clone()).collect();
        let persons = counts.as_ref().map(|counts| counts.get(&only).copied().unwrap_or(0));
        let variant =
            Variant { id: operators.join("+"), operators, persons, few: persons.is_some_and(|persons| persons < FEW) };
        (persons != Some(0)).then_some((variant, Facts { only: Some(only), ..*facts }))
    })
    .collect()
}

/// For two operators: the persons of the first alone, of the second alone, of both, from their counts and the union.
fn of_two(facts: &Facts<'_>) -> Option<BTreeMap<u64, u64>> {
    let cells: Vec<u64> = facts.cells().map(|cell| cell.totals.persons.estimate).collect();
    let [first, second] = cells[..] else { return None };
    let union = facts.report.totals.persons.estimate;
    let both = (first + second).checked_sub(union)?;
    Some(BTreeMap::from([(1, first.checked_sub(both)?), (2, second.checked_sub(both)?), (3, both)]))
}
