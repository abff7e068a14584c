//! Perimeters: populations defined by conditions on member rows, in addition to or instead of leaked rows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Id, Period};

/// A population of members of an insurer, and whether an operator lost their data.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Perimeter {
    /// Id of the operator.
    pub operator: Id,
    /// Whether the operator lost their data.
    pub status: Status,
    /// Conditions that a member row must all meet. Without any, all members of the insurer.
    #[serde(flatten)]
    pub conditions: Conditions,
    /// If given, at least one of these must also be met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Conditions>,
}

/// Conditions on a member row; all that are given must be met.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Conditions {
    /// The row names this manager (id under `managers`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_by: Option<Id>,
    /// Covered on this day: cover began by then and had not ended. A missing start or end counts as open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covered_on: Option<Date>,
    /// Covered on at least one day of this period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covered_between: Option<Period>,
    /// Under its manager since this day or later (the row's `managed_since`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_since: Option<Date>,
    /// One of these contract numbers, or names in the `product` column.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "without_numbers")]
    pub contracts: Vec<String>,
    /// One of these names in the `product` column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
}

/// Replaces a contract number in manifests.
const NUMBER: &str = "(number)";

/// Serialises names as they are, and replaces contract numbers, which may identify a person.
fn without_numbers<S: serde::Serializer>(contracts: &[String], s: S) -> Result<S::Ok, S::Error> {
    s.collect_seq(contracts.iter().map(|contract| if is_number(contract) { NUMBER } else { contract }))
}

/// Whether a contract is given by a number, which may identify a person, rather than by a name.
pub fn is_number(contract: &str) -> bool {
    // The replacement counts as a number too: documents generated from a manifest must not print it as a name.
    contract == NUMBER || contract.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a breach affects a party or a population: three states, never two.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its data were lost.
    Exposed,
    /// Its data were not lost.
    NotConcerned,
    /// Not yet known.
    NotEstablished,
}

impl Conditions {
    /// Whether there is no condition.
    pub fn is_empty(&self) -> bool {
        let Conditions { managed_by, covered_on, covered_between, managed_since, contracts, products } = self;
        managed_by.is_none()
            && covered_on.is_none()
            && covered_between.is_none()
            && managed_since.is_none()
            && contracts.is_empty()
            && products.is_empty()
    }
}

impl Perimeter {
    /// Whether the perimeter contains all members of the insurer.
    pub fn is_everybody(&self) -> bool {
        self.conditions.is_empty() && self.any_of.is_empty()
    }

    /// All conditions of the perimeter, including the alternatives in `any_of`.
    pub fn all_conditions(&self) -> impl Iterator<Item = &Conditions> {
        std::iter::once(&self.conditions).chain(&self.any_of)
    }
}
