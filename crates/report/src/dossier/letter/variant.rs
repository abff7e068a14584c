//! One letter for each set of data lost, so that each person reads what was lost of theirs, and by whom.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::dossier::{Facts, Readers};
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
    /// Ids of the operators, joined by `+`, and a number if they lost several sets of data: the name of its files, and the `variant`
    /// in the list that `notify` writes.
    pub id: String,
    /// Ids of the operators.
    pub operators: Vec<String>,
    /// The fields that they lost of each of these persons; absent in a letter to persons of whom they lost different ones, and who
    /// have no letter of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// Number of persons.
    pub persons: u64,
    /// Whether they are so few that the letter would single them out.
    pub few: bool,
}

/// The name of the letter to all persons of a controller.
const WHOLE: &str = "letter";

/// The variants of a controller's letter, with what each is about; none where the same was lost of all its persons. First those
/// that name the fields.
pub fn variants<'a>(facts: &Facts<'a>) -> Vec<(Variant, Facts<'a>)> {
    let losses = &facts.report.losses;
    if losses.len() < 2 {
        return Vec::new();
    }
    let with = |variant: Variant, operators: &'a [String]| {
        let fields = (!variant.fields.is_empty()).then(|| variant.fields.iter().copied().collect());
        (variant, Facts { readers: Some(Readers { operators, fields }), ..*facts })
    };
    let (own, rest) = losses.split_at(losses.len().min(MOST));
    let own = own.iter().enumerate().map(|(at, loss)| {
        let before = losses[..at].iter().filter(|other| other.operators == loss.operators).count();
        let is_only = losses.iter().filter(|other| other.operators == loss.operators).count() == 1;
        let name = loss.operators.join("+");
        let id = if is_only { name } else { format!("{name}.{}", before + 1) };
        with(Variant::new(id, loss.operators.clone(), loss.fields.clone(), loss.persons), &loss.operators)
    });
    let mut by_operators: BTreeMap<&'a [String], u64> = BTreeMap::new();
    rest.iter().for_each(|Loss { operators, persons, .. }| *by_operators.entry(operators).or_default() += persons);
    let mut shared: Vec<(&'a [String], u64)> = by_operators.into_iter().collect();
    shared.sort_by_key(|(operators, persons)| (Reverse(*persons), *operators));
    let shared = shared.into_iter().take(MOST).map(|(operators, persons)| {
        with(Variant::new(operators.join("+"), operators.to_vec(), Vec::new(), persons), operators)
    });
    own.chain(shared).collect()
}

/// The name of the letter for a person of whom these operators lost these fields.
pub fn name_of<'v>(variants: &'v [Variant], operators: &[&str], fields: FieldSet) -> &'v str {
    let is_for = |variant: &&Variant| {
        let own: FieldSet = variant.fields.iter().copied().collect();
        variant.operators == operators && (own.is_empty() || own == fields)
    };
    variants.iter().find(is_for).map_or(WHOLE, |variant| &variant.id)
}

impl Variant {
    fn new(id: String, operators: Vec<String>, fields: Vec<Field>, persons: u64) -> Variant {
        Variant { id, operators, fields, persons, few: persons < FEW }
    }
}
