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
    /// No row of the insurer has this identifier: no answer is written.
    Unknown,
}
