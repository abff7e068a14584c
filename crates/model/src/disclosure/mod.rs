//! What may leave for another organisation: counts of persons in which nobody can be made out.
//!
//! A count of a few persons, in a group that is known, tells of these persons what the group is. Below a threshold it is
//! not given (primary suppression); and since parts add up to wholes, enough others are not given either, so that no
//! subtraction brings it back (secondary or complementary suppression). An insurer's own report is never cut so.

mod suppress;
mod table;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::{Assessment, Head};
use suppress::suppressed;
use table::Table;

/// The schema name of `shared/persons.json`.
pub const SCHEMA: &str = "ampleur/shared/1";

/// Persons of the estimate by party and group, small counts masked.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Shared {
    /// Always `ampleur/shared/1`.
    pub schema: String,
    /// Which incident.
    pub incident: Head,
    /// Counts from 1 to one below are masked, and others that would give them away.
    pub suppress_below: u64,
    /// The counts, by insurer, operator and kind.
    pub counts: Vec<SharedCount>,
}

/// One count.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct SharedCount {
    /// Absent over all insurers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurer: Option<String>,
    /// Absent over all operators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// By what persons are counted.
    pub kind: Kind,
    /// Which of them, such as `women` or `1950`.
    pub group: String,
    /// How many; absent if masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
}

/// By what persons are counted; the groups of each kind add up to `all`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Not at all.
    All,
    /// Policyholder or dependant.
    Relation,
    /// Under 18 or not.
    Age,
    /// Cover ended or not.
    Cover,
    /// Deceased or not.
    Life,
    /// As the civility or a NIR tells it.
    Sex,
    /// The first year of the decade.
    BirthDecade,
    /// The surest rule that met them, or a perimeter alone.
    Rule,
}

/// Masks what an assessment tells of too few.
pub fn shared(assessment: &Assessment, below: u64) -> Shared {
    let table = Table::of(assessment);
    let masked = suppressed(table.values(), &table.families(), below);
    let counts = table.counts().zip(masked).map(|((scope, (kind, group), persons), masked)| SharedCount {
        insurer: scope.insurer.map(|i| assessment.insurers[i].id.clone()),
        operator: scope.operator.map(|o| assessment.operators[o].id.clone()),
        kind: *kind,
        group: group.clone(),
        persons: (!masked).then_some(persons),
    });
    Shared {
        schema: SCHEMA.to_owned(),
        incident: assessment.incident.clone(),
        suppress_below: below,
        counts: counts.collect(),
    }
}
