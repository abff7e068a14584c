//! What an estimate is made of: evidence, rules, sets of fields, managers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::groups::Groups;
use crate::incident::Field;
use crate::rule::{Certainty, Rule};

/// What an estimate is made of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Makeup {
    /// What it rests on; the three add up to the estimate.
    pub evidence: Evidence,
    /// Persons by the strongest rule that met them; with those who rest on a perimeter alone they add up to the estimate.
    /// `nir-only` names households: its persons stand beside the estimate.
    pub rules: Vec<RuleCount>,
    /// Who the persons are.
    pub groups: Groups,
    /// The sets of fields that persons lost, most frequent first; they add up to the estimate.
    pub sets: Vec<SetCount>,
}

/// Persons by kind of evidence: each in one of the three.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Met by leaked rows, in no exposed perimeter.
    pub records: u64,
    /// In an exposed perimeter, met by no leaked row.
    pub perimeter: u64,
    /// Met by leaked rows and in an exposed perimeter.
    pub both: u64,
}

/// Persons who rest on a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// How sure it is.
    pub certainty: Certainty,
    /// Whether leaks and members have the columns it needs; if not it was skipped.
    pub possible: bool,
    /// How many persons.
    pub persons: u64,
    /// How many of them are in an exposed perimeter too.
    pub in_perimeter: u64,
}

/// Persons who lost the same fields.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SetCount {
    /// All that the rows that met them hold, and all that was declared for a perimeter they are in.
    pub fields: Vec<Field>,
    /// How many persons.
    pub persons: u64,
}

/// Persons by manager.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ManagerCount {
    /// Its id; absent for the other two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// Whether the rows name a manager at all; one that the incident file does not know has no id.
    pub named: bool,
    /// How many persons of the estimate.
    pub persons: u64,
}

/// What an operator says of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Declared {
    /// Listed as exposed.
    Exposed,
    /// Listed as not exposed.
    NotExposed,
    /// In neither list.
    NotEstablished,
}

/// A field, as declared and as found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FieldCount {
    /// The field.
    pub field: Field,
    /// What the operator says.
    pub declared: Declared,
    /// Leaked rows that hold something in it, duplicates left out.
    pub observed_records: u64,
    /// Persons (of the estimate) for whom such a row leaked, or for whose perimeter it is declared.
    pub persons: u64,
}

impl FieldCount {
    /// Whether rows hold what was declared not to be exposed.
    pub fn is_contradicted(&self) -> bool {
        self.declared == Declared::NotExposed && self.observed_records > 0
    }
}
