//! The proposed level of gravity on the CNIL's scale.
//!
//! The four levels come from the CNIL's notification form and its guides on impact assessments. The mapping from
//! ENISA's bands and the floors are ampleur's: no authority has published a mapping.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::floor::{self, Floor};
use super::{Band, Lost};
use crate::incident::{FieldSet, Gravity, Incident, Insurer};

/// Level of gravity, and its reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ProposedGravity {
    /// Proposed level.
    pub proposed: Gravity,
    /// Reason for the proposal.
    pub because: GravityReason,
    /// Floors that apply to the lost data, whether or not the band alone would give less.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub floors: Vec<Floor>,
    /// Level that applies: the controller's decision, or else the proposal.
    pub value: Gravity,
    /// Reason for the controller's decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
}

/// Reason for a proposed level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GravityReason {
    /// Level mapped from the band of the ENISA score.
    Band,
    /// A floor gives more than the band alone would.
    Floor,
}

/// The level that a band is mapped to.
pub fn of_band(band: Band) -> Gravity {
    match band {
        Band::Low => Gravity::Negligible,
        Band::Medium => Gravity::Limited,
        Band::High => Gravity::Important,
        Band::VeryHigh => Gravity::Maximal,
    }
}

pub(super) fn gravity(
    incident: &Incident,
    insurer: &Insurer,
    lost: &Lost<'_>,
    fields: FieldSet,
    band: Band,
) -> ProposedGravity {
    let by_band = of_band(band);
    let floors = floor::of(incident, lost, fields);
    let highest = floors.iter().map(|floor| floor.least()).max();
    let (proposed, because) = match highest {
        Some(least) if by_band < least => (least, GravityReason::Floor),
        _ => (by_band, GravityReason::Band),
    };
    let decided = insurer.judgement.gravity.as_ref();
    ProposedGravity {
        proposed,
        because,
        floors,
        value: decided.map_or(proposed, |judged| judged.value),
        decided: decided.map(|judged| judged.reason.clone()),
    }
}
