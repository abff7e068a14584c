//! Statistical disclosure control: the counts of persons that other organisations may see.
//!
//! A count of a few persons in a known group reveals the group of these persons. Counts below a threshold are therefore
//! suppressed (primary suppression). Since parts add up to wholes, further counts are suppressed, over the whole table at once, so
//! that each suppressed count could be larger by the threshold and the table would read the same (secondary suppression). Two tables
//! of one incident also tell their difference: what an earlier one gave or kept is taken into account. An insurer's own report is
//! never suppressed.

mod ages;
mod released;
mod suppress;
mod table;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::{Assessment, Head};
use released::Released;
use suppress::suppressed;
use table::{ALL, Scope, Table};

/// Value of `schema` in `shared/persons.json`.
pub const SCHEMA: &str = "ampleur/shared/1";

/// The table in a report folder.
pub const FILE: &str = "shared/persons.json";

/// The earlier table that was taken into account, in a report folder: not for others, and enough to write the new one again.
pub const RELEASED_FILE: &str = "released.json";

/// Persons in the estimate by party and group, with small counts suppressed.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Shared {
    /// Always `ampleur/shared/1`.
    pub schema: String,
    /// The incident.
    pub incident: Head,
    /// Threshold: counts from 1 up to below it are suppressed, and as many others as it takes that each of these could be larger by
    /// the threshold.
    pub suppress_below: u64,
    /// Whether an earlier table of this incident was taken into account: counts suppressed there, and those that changed by fewer
    /// persons than the threshold since, are suppressed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub released_before: bool,
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
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

/// The counts of an assessment, with those of fewer than `below` persons suppressed, and as many others as protect them. `released`
/// is the table that was passed on before, if any.
pub fn shared(assessment: &Assessment, below: u64, released: Option<&Shared>) -> Shared {
    let table = Table::of(assessment);
    let counts = named(assessment, &table);
    let before = released.map(Released::of);
    let is_small = |count: &SharedCount| count.persons.is_some_and(|persons| (1..below).contains(&persons));
    let needs = |count| is_small(count) || before.as_ref().is_some_and(|before| before.would_tell(count, below));
    let masked = suppressed(&table, &counts.iter().map(needs).collect::<Vec<bool>>(), below);
    let counts = counts.into_iter().zip(masked);
    Shared {
        schema: SCHEMA.to_owned(),
        incident: assessment.incident.clone(),
        suppress_below: below,
        released_before: released.is_some(),
        counts: counts
            .map(|(count, masked)| SharedCount { persons: count.persons.filter(|_| !masked), ..count })
            .collect(),
    }
}

/// Every count of the table, with its place in words.
fn named(assessment: &Assessment, table: &Table) -> Vec<SharedCount> {
    let places = (0..table.len()).map(|count| (count, table.place(count)));
    places
        .map(|(count, (Scope { insurer, operator }, group))| {
            let (kind, name) = &table.groups[group];
            SharedCount {
                insurer: (insurer != ALL).then(|| assessment.insurers[insurer - 1].id.clone()),
                operator: (operator != ALL).then(|| assessment.operators[operator - 1].id.clone()),
                kind: *kind,
                group: name.clone(),
                persons: Some(table.persons(count)),
            }
        })
        .collect()
}

impl Shared {
    /// Reads a table of this version; `None` if it is none.
    pub fn read(bytes: &[u8]) -> Option<Shared> {
        serde_json::from_slice::<Shared>(bytes).ok().filter(|table| table.schema == SCHEMA)
    }

    /// In how many counts this table and an earlier one together tell what neither tells alone: those that changed by fewer persons
    /// than the threshold, and those that the earlier one keeps and this one gives.
    pub fn tells_beside(&self, earlier: &Shared) -> u64 {
        let before = Released::of(earlier);
        let given = self.counts.iter().filter(|count| count.persons.is_some());
        given.filter(|count| before.would_tell(count, self.suppress_below)).count() as u64
    }
}
