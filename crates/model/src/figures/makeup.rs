//! Breakdown of an estimate by evidence, rule, set of fields and manager.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::groups::Groups;
use crate::incident::Field;
use crate::rule::{Certainty, Difference, Rule};

/// Breakdown of an estimate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Makeup {
    /// Persons by type of evidence; the three add up to the estimate.
    pub evidence: Evidence,
    /// Persons by the strongest rule that matched them, and by what the rows differ in. Those of a certainty above `possible`, with
    /// the persons in a perimeter only, add up to the estimate; the others are not part of it.
    pub rules: Vec<RuleCount>,
    /// Persons by sex and by decade of birth.
    pub groups: Groups,
    /// Sets of fields that persons lost, most frequent first; they add up to the estimate.
    pub sets: Vec<SetCount>,
}

/// Persons by type of evidence; each person is counted in one of the three.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Matched by leaked rows, in no exposed perimeter.
    pub records: u64,
    /// In an exposed perimeter, matched by no leaked row.
    pub perimeter: u64,
    /// Matched by leaked rows and in an exposed perimeter.
    pub both: u64,
}

/// Persons counted under a rule, or under a rule but for a difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// In what the rows differ; absent for rows that agree in all that the rule compares. A difference is listed only if there are
    /// such persons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
    /// Certainty of the match.
    pub certainty: Certainty,
    /// Whether leaked and member files have the columns that the rule needs; if not, it was skipped.
    pub possible: bool,
    /// Number of persons.
    pub persons: u64,
    /// Number of these who are also in an exposed perimeter.
    pub in_perimeter: u64,
}

/// Persons who lost the same fields.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SetCount {
    /// All fields in the rows that match the persons, and all fields declared for their perimeters.
    pub fields: Vec<Field>,
    /// Number of persons.
    pub persons: u64,
}

/// Persons of one manager.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ManagerCount {
    /// Id of the manager; absent if rows name none, or one that is not in the incident file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// Whether the rows name a manager.
    pub named: bool,
    /// Number of persons in the estimate.
    pub persons: u64,
}

/// What an operator declares of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Declared {
    /// Declared exposed.
    Exposed,
    /// Declared not exposed.
    NotExposed,
    /// Not declared.
    NotEstablished,
}

/// A field, as declared and as observed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FieldCount {
    /// The field.
    pub field: Field,
    /// Declaration of the operator.
    pub declared: Declared,
    /// Leaked rows with a value in this field, without duplicates.
    pub observed_records: u64,
    /// Persons in the estimate of whom such a row leaked, or for whose perimeter the field is declared.
    pub persons: u64,
}

impl FieldCount {
    /// Whether the field was declared not exposed but rows contain it.
    pub fn is_contradicted(&self) -> bool {
        self.declared == Declared::NotExposed && self.observed_records > 0
    }
}
