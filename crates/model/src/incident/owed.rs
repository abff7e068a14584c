//! What was done of what is owed beside GDPR art. 33 and 34: reports under DORA, a complaint.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Moment;

/// Reports of a major ICT-related incident to the financial supervisor (Regulation (EU) 2022/2554, "DORA", art. 19).
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dora {
    /// Whether the controller is a financial entity that DORA applies to. Without it, an insurer's or a bank's trade says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<bool>,
    /// Whether the incident affects a service that supports a critical or important function (Delegated Regulation (EU)
    /// 2024/1772, art. 6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub critical_service: Option<bool>,
    /// Whether the end of the initial and the intermediate report moves from a weekend or a holiday to noon of the next
    /// working day (Delegated Regulation (EU) 2025/301, art. 5(4)): `false` for banks and for essential or important
    /// entities of NIS 2 (art. 5(5)). Without it, it does not move; that of the final report does for everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moves_from_holidays: Option<bool>,
    /// When the controller classified the incident as major.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classified_on: Option<Moment>,
    /// When the initial notification was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_on: Option<Moment>,
    /// When the intermediate report was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intermediate_on: Option<Moment>,
    /// When the final report was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_on: Option<Moment>,
}
