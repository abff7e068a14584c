//! Duties of a controller towards the authority (GDPR art. 33) and the persons (art. 34), and their deadlines.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likelihood::{self, Chance, Likelihood};
use super::{Clock, Lost, ProposedGravity, clock};
use crate::incident::{Exemption, Gravity, Incident, Insurer};

/// Duties of a controller: proposals, which the controller confirms or changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Duties {
    /// Notification of the authority (GDPR art. 33).
    pub authority: Decision<AuthorityGround>,
    /// Communication to the persons (GDPR art. 34).
    pub persons: Decision<PersonsGround>,
    /// Ground of art. 34(3) claimed by the controller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption: Option<Exemption>,
    /// The 72 hours, by operator, the earliest end first. None for an operator of which the incident file does not state
    /// when the controller became aware.
    pub clocks: Vec<Clock>,
    /// The 72 hours for operators that serve the controller, while it is not established whether they exposed its persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_clocks: Vec<Clock>,
    /// Operators of which the incident file does not state when the controller became aware.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_clock: Vec<String>,
}

impl Duties {
    /// The clock that ends first: one notification for several operators does not move it.
    pub fn first_clock(&self) -> Option<&Clock> {
        self.clocks.first()
    }
}

/// Whether a duty applies.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Decision<G> {
    /// Proposal.
    pub proposed: bool,
    /// Reason for the proposal.
    pub because: G,
    /// Value that applies: the controller's decision, or else the proposal.
    pub value: bool,
    /// Reason for the controller's decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
}

/// Why the authority must be notified, or need not be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorityGround {
    /// The breach may result in a risk.
    Risk,
    /// Those who have the data cannot read them, and none are out of reach: a risk is unlikely.
    Unintelligible,
    /// Harm is unlikely in the circumstances: a risk is unlikely.
    Unlikely,
    /// The gravity is negligible, and there is no ill intent: a risk is unlikely.
    Negligible,
}

/// Why persons must be informed, or need not be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PersonsGround {
    /// The gravity is important or maximal: the breach is likely to result in a high risk.
    HighRisk,
    /// The gravity is lower: the breach is not likely to result in a high risk.
    NoHighRisk,
    /// Grave as the loss would be, harm is unlikely in the circumstances.
    Unlikely,
    /// Those who have the data cannot read them (art. 34(3)(a)).
    Unintelligible,
}

pub(super) fn propose(
    incident: &Incident,
    insurer: &Insurer,
    lost: &Lost<'_>,
    likelihood: Likelihood,
    gravity: &ProposedGravity,
) -> Duties {
    let judgement = &insurer.judgement;
    let unintelligible = incident.circumstances.unintelligible.is_some() && likelihood::is_restored(incident);
    let ill_intent = incident.is_malicious() != Some(false);
    let authority_ground = match (likelihood.level, gravity.value) {
        _ if unintelligible => AuthorityGround::Unintelligible,
        (Chance::Unlikely, _) => AuthorityGround::Unlikely,
        (Chance::Possible, Gravity::Negligible) if !ill_intent => AuthorityGround::Negligible,
        _ => AuthorityGround::Risk,
    };
    let persons_ground = match likelihood.level {
        _ if unintelligible => PersonsGround::Unintelligible,
        _ if gravity.value < Gravity::Important => PersonsGround::NoHighRisk,
        Chance::Unlikely => PersonsGround::Unlikely,
        Chance::Possible | Chance::Likely => PersonsGround::HighRisk,
    };
    let tell_authority = authority_ground == AuthorityGround::Risk;
    let tell_persons = persons_ground == PersonsGround::HighRisk;
    let decision = |proposed, judged: Option<&crate::incident::Judged<bool>>| {
        (judged.map_or(proposed, |judged| judged.value), judged.map(|judged| judged.reason.clone()))
    };
    let (authority, authority_reason) = decision(tell_authority, judgement.tell_authority.as_ref());
    let (persons, persons_reason) = decision(tell_persons, judgement.tell_persons.as_ref());
    let operators = || lost.by.iter().map(|(operator, _)| *operator);
    Duties {
        authority: Decision {
            proposed: tell_authority,
            because: authority_ground,
            value: authority,
            decided: authority_reason,
        },
        persons: Decision { proposed: tell_persons, because: persons_ground, value: persons, decided: persons_reason },
        exemption: judgement.exemption,
        clocks: clock::of(incident, insurer, operators()),
        open_clocks: clock::of(incident, insurer, lost.open.iter().copied()),
        no_clock: operators().filter(|of| insurer.aware_of(of).is_none()).map(str::to_owned).collect(),
    }
}
