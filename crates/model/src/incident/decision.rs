//! The log of decisions: who decided what, when, on which figures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::When;

/// A decision, as taken at the time. Printed with the proposal of the day of the report beside it.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// When it was taken.
    pub on: When,
    /// Who took it, by function.
    pub by: String,
    /// What it is about.
    pub about: About,
    /// What was decided, and why.
    pub decided: String,
    /// SHA-256 of the `manifest.json` of the report that it was taken on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manifest_sha256: Option<String>,
}

/// What a decision is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum About {
    Gravity,
    Authority,
    Persons,
    FinancialSupervisor,
    Complaint,
    Other,
}
