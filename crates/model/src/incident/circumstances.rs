//! What became of the data: the circumstances that ENISA's method and the likelihood of harm are rated by.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What became of the data, in the terms of ENISA's method (2013), step "circumstances of the breach".
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Circumstances {
    /// Who has the data, if confidentiality was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Recipients>,
    /// Why known recipients can be trusted with the data (e.g. bound by professional secrecy, and they have confirmed in
    /// writing that they deleted them), if so: the breach is then not likely to harm anybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted: Option<String>,
    /// What became of altered data, if integrity was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrity: Option<Integrity>,
    /// What became of unavailable data, if availability was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// Why those who have the data cannot read them (e.g. encrypted, with the key safe), if so: GDPR art. 34(3)(a).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unintelligible: Option<String>,
}

/// Who has the data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Recipients {
    /// Nobody, as far as is known.
    None,
    /// A known number of known recipients.
    Known,
    /// An unknown number of recipients, or the public.
    Unknown,
}

/// What became of altered data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Integrity {
    /// Restored before any use.
    Restored,
    /// Possibly misused; recoverable.
    Recoverable,
    /// Possibly misused; not recoverable.
    Lost,
}

/// What became of unavailable data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Availability {
    /// Recovered without difficulty.
    Restored,
    /// Unavailable for a time.
    Temporary,
    /// Permanently lost.
    Permanent,
}
