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

/// Persons in the estimate by party and group, with small counts suppressed.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Shared {
    /// Always `ampleur/shared/1`.
    pub schema: String,
    /// The incident.
    pub incident: Head,
    /// Threshold: counts from 1 up to below it are suppressed, and so are those from which they could be computed.
    pub suppress_below: u64,
    /// Counts by insurer, operator and breakdown.
    pub counts: Vec<SharedCount>,
}

/// One count.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct SharedCount {
    /// Id of the insurer; absent over all insurers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurer: Option<String>,
    /// Id of the operator; absent over all operators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Breakdown.
    pub kind: Kind,
    /// Group within the breakdown, such as `women` or `1950`.
    pub group: String,
    /// Number of persons; absent if suppressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
}

/// Breakdown of persons; the groups of each breakdown add up to `all`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// No breakdown.
    All,
    /// Policyholder or dependant.
    Relation,
    /// Under 18 or not.
    Age,
    /// Former member or not.
    Cover,
    /// Deceased or not.
    Life,
    /// Sex, from the title or the NIR.
    Sex,
    /// Decade of birth, by its first year.
    BirthDecade,
    /// Most certain rule that matched them, or perimeter only.
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
