//! Statistical disclosure control: the counts of persons that other organisations may see.
//!
//! A count of a few persons in a known group reveals the group of these persons. Counts below a threshold are therefore
//! suppressed (primary suppression). Since parts add up to wholes, further counts are suppressed so that no suppressed
//! count can be computed by subtraction (secondary suppression). An insurer's own report is never suppressed.

mod suppress;
mod table;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::{Assessment, Head};
use suppress::suppressed;
use table::Table;

/// Value of `schema` in `shared/persons.json`.
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
    pub kind: Breakdown,
    /// Group within the breakdown, such as `women` or `1950`.
    pub group: String,
    /// Number of persons; absent if suppressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
}

/// Breakdown of persons; the groups of each breakdown add up to `all`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Breakdown {
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

/// The counts of an assessment, with those of fewer than `below` persons suppressed, and those from which they could be
/// computed.
pub fn shared(assessment: &Assessment, below: u64) -> Shared {
    let table = Table::of(assessment);
    let masked = suppressed(table.values(), &table.equations(), below);
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
