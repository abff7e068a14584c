//! One letter for each set of data lost, so that each person reads what was lost of theirs, and by whom.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::dossier::{Facts, Grounds, Readers};
use model::figures::Loss;
use model::incident::{Field, FieldSet};

/// Persons below which a letter would single them out: who sees it knows of them.
const FEW: u64 = 5;
/// Sets of data lost that have a letter each: a person has to read them all before they are sent. Those of most persons have one;
/// the others share a letter by operators, of which again at most so many are written.
const MOST: usize = 12;

/// A letter for those of whom certain operators lost data, and no others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Variant {
    /// Ids of the operators, joined by `+` (`several+` and a number where this is too long for a file), and a number if they lost several sets
    /// of data: the name of its files, and the `variant` in the list that `notify` writes.
    pub id: String,
    /// Ids of the operators.
    pub operators: Vec<String>,
    /// The fields that they lost of each of these persons; absent in a letter to persons of whom they lost different ones, and who
    /// have no letter of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<Field>>,
    /// Number of persons, the deceased among them.
    #[serde(default)]
    pub persons: u64,
    /// Whether they are so few that the letter would single them out.
    pub few: bool,
}

/// Bytes up to which ids of operators are joined into a name: file systems take 255, and an ending is added.
const LONGEST: usize = 100;

/// The name of the letter to all persons of a controller: no operator has such an id.
const WHOLE: &str = "letter.*";

/// The variants of a controller's letter, with what each is about; none where the same was lost of all its persons. First those
/// to persons of whom the same was lost.
pub fn variants<'a>(facts: &Facts<'a>) -> Vec<(Variant, Facts<'a>)> {
    let losses = facts.report.lost();
    if losses.len() < 2 {
        return Vec::new();
    }
    let mut long: Vec<&[String]> = Vec::new();
    for operators in losses.iter().map(|loss| &loss.operators[..]) {
        if operators.join("+").len() > LONGEST && !long.contains(&operators) {
            long.push(operators);
        }
    }
    // Ids are in order, so that none of these is that of two operators.
    let joined = |operators: &[String]| match long.iter().position(|of| *of == operators) {
        Some(place) => format!("several+{}", place + 1),
        None => operators.join("+"),
    };
    let (own, rest) = losses.split_at(losses.len().min(MOST));
    let own = own.iter().enumerate().map(|(at, loss)| {
        let of_same = |some: &[Loss]| some.iter().filter(|other| other.operators == loss.operators).count();
        let name = joined(&loss.operators);
        let id = if of_same(losses) == 1 { name } else { format!("{name}.{}", of_same(&losses[..at]) + 1) };
        (id, vec![loss])
    });
    let mut by_operators: BTreeMap<&'a [String], Vec<&'a Loss>> = BTreeMap::new();
    rest.iter().for_each(|loss| by_operators.entry(&loss.operators).or_default().push(loss));
    let mut shared: Vec<Vec<&'a Loss>> = by_operators.into_values().collect();
    let persons = |losses: &[&Loss]| losses.iter().map(|loss| loss.persons).sum::<u64>();
    shared.sort_by_key(|losses| (Reverse(persons(losses)), &losses[0].operators));
    let shared = shared.into_iter().take(MOST).map(|losses| (joined(&losses[0].operators), losses));
    own.chain(shared).map(|(id, losses)| variant(*facts, id, &losses)).collect()
}

/// The letter to persons of whom these sets were lost, by the same operators.
fn variant<'a>(facts: Facts<'a>, id: String, losses: &[&'a Loss]) -> (Variant, Facts<'a>) {
    let operators = &losses[0].operators;
    let lost = |loss: &&Loss| loss.fields.iter().copied().collect::<FieldSet>();
    let in_each = |field: &Field| losses.iter().all(|loss| loss.fields.contains(field));
    let grounds = Grounds::of(losses.iter().copied());
    let readers = Readers {
        operators,
        of_each: losses[0].fields.iter().copied().filter(in_each).collect(),
        of_any: losses.iter().map(lost).fold(FieldSet::default(), FieldSet::union),
        grounds,
    };
    let fields = if let [only] = losses { Some(only.fields.clone()) } else { None };
    let persons = grounds.persons;
    let variant = Variant { id, operators: operators.clone(), fields, persons, few: persons < FEW };
    (variant, Facts { readers: Some(readers), ..facts })
}

/// The name of the letter for a person of whom these operators lost these fields.
pub fn name_of<'v>(variants: &'v [Variant], operators: &[&str], fields: FieldSet) -> &'v str {
    let same = |own: &Vec<Field>| own.iter().copied().collect::<FieldSet>() == fields;
    let by_them = || variants.iter().filter(|variant| variant.operators == operators);
    let own = by_them().find(|variant| variant.fields.as_ref().is_some_and(same));
    own.or_else(|| by_them().find(|variant| variant.fields.is_none())).map_or(WHOLE, |variant| &variant.id)
}
