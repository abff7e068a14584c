//! Decisions of a controller, whom its DPO advises, that depart from the proposals.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Decisions of the controller, whom its DPO advises, that depart from the proposals, each printed with its reason.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// ENISA's data processing context, from 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_context: Option<Judged<u8>>,
    /// ENISA's ease of identification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identification: Option<Judged<Ease>>,
    /// The CNIL's level of gravity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gravity: Option<Judged<Gravity>>,
    /// Whether the authority is notified (GDPR art. 33).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tell_authority: Option<Judged<bool>>,
    /// Whether the persons are informed (GDPR art. 34).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tell_persons: Option<Judged<bool>>,
    /// Ground of GDPR art. 34(3) for not informing them, if it is one of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption: Option<Exemption>,
}

/// A decision and its reason.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judged<T> {
    /// What is decided.
    pub value: T,
    /// Reason, printed with the decision.
    pub reason: String,
}

/// ENISA's four levels of ease of identification: 0.25, 0.5, 0.75 and 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Ease {
    Negligible,
    Limited,
    Significant,
    Maximum,
}

/// The CNIL's four levels of gravity: négligeable, limité, important, maximal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Gravity {
    Negligible,
    Limited,
    Important,
    Maximal,
}

/// The three grounds of GDPR art. 34(3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Exemption {
    /// (a) The data were unintelligible to any unauthorised person.
    Protected,
    /// (b) Subsequent measures make a high risk no longer likely.
    Averted,
    /// (c) Informing each person would involve disproportionate effort; public communication instead.
    Disproportionate,
}
