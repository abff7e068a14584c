//! What a person who asks is told about their data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was found of one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// In the estimate: the answer lists what was lost.
    Met,
    /// Met by rows that are doubtful, may be about others, or are a household's: nobody can tell.
    Undecided,
    /// No row was found to be about the person. The answer says that this is no proof.
    NotFound,
    /// Rows of several persons have this identifier: no answer is written, it would tell one of another.
    Shared,
    /// No row of the insurer that counts has this identifier: no answer is written.
    Unknown,
}

/// What it rests on that a person is concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RestsOn {
    /// Leaked rows that match the person by a certain or strong rule.
    Rows,
    /// Leaked rows that match the person by a probable rule.
    ProbableRows,
    /// Leaked rows that match the person by a certain or strong rule, and a perimeter declared exposed.
    RowsAndPerimeter,
    /// Leaked rows that match the person by a probable rule, and a perimeter declared exposed.
    ProbableRowsAndPerimeter,
    /// A perimeter declared exposed: no leaked row matches the person.
    Perimeter,
}

impl RestsOn {
    /// Whether a perimeter declared exposed holds the person.
    pub fn has_perimeter(self) -> bool {
        matches!(self, RestsOn::RowsAndPerimeter | RestsOn::ProbableRowsAndPerimeter | RestsOn::Perimeter)
    }
}
