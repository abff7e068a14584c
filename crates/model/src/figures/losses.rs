//! What was lost of persons, and by whom: each person of an insurer in one row.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::Field;

/// The persons of an insurer whose data the same operators lost, and of whom these lost the same fields.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Loss {
    /// Ids of the operators, each of which lost some of the fields.
    pub operators: Vec<String>,
    /// All fields in the rows that match the persons, and all fields declared for their perimeters.
    pub fields: Vec<Field>,
    /// Number of persons.
    pub persons: u64,
    /// Those of them whom no row matches: they are in a perimeter declared exposed.
    pub perimeter: u64,
    /// Those of them in a perimeter declared exposed, whether or not a row matches them; absent in reports of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_perimeter: Option<u64>,
    /// Those of them in no such perimeter whose strongest match is neither certain nor strong.
    pub probable: u64,
}
