//! The proposed level of gravity on the CNIL's scale.
//!
//! The four levels come from the CNIL's notification form and its guides on impact assessments. The mapping from
//! ENISA's bands and the minimum for a lost NIR are ampleur's: no authority has published a mapping.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Band;
use crate::incident::{Field, FieldSet, Gravity, Insurer};

/// Level of gravity, and its reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ProposedGravity {
    /// Proposed level.
    pub proposed: Gravity,
    /// Reason for the proposal.
    pub because: GravityReason,
    /// Level that applies: the DPO's decision, or else the proposal.
    pub value: Gravity,
    /// Reason for the DPO's decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
}

/// Reason for a proposed level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GravityReason {
    /// Level mapped from the band of the ENISA score.
    Band,
    /// A NIR lost with a name or a birth date is rated at least important, although the band alone would give less.
    /// Supervisory authorities have fined controllers who rated less and informed nobody (Polish decisions on the PESEL
    /// number).
    Floor,
}

pub(super) fn gravity(insurer: &Insurer, fields: FieldSet, band: Band) -> ProposedGravity {
    let by_band = match band {
        Band::Low => Gravity::Negligible,
        Band::Medium => Gravity::Limited,
        Band::High => Gravity::Important,
        Band::VeryHigh => Gravity::Maximal,
    };
    let identity = [Field::LastName, Field::BirthName, Field::BirthDate];
    let floor = fields.contains(Field::Nir) && identity.into_iter().any(|field| fields.contains(field));
    let (proposed, because) = match floor && by_band < Gravity::Important {
        true => (Gravity::Important, GravityReason::Floor),
        false => (by_band, GravityReason::Band),
    };
    let decided = insurer.judgement.gravity.as_ref();
    ProposedGravity {
        proposed,
        because,
        value: decided.map_or(proposed, |judged| judged.value),
        decided: decided.map(|judged| judged.reason.clone()),
    }
}
