//! How likely harm is, apart from how grave it would be (GDPR recital 76; EDPB Guidelines 9/2022: risk is both).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::{Availability, Incident, Integrity, Nature, Recipients};

/// Likelihood that the breach harms persons, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Likelihood {
    /// The level.
    pub level: Chance,
    /// Reason for it.
    pub because: ChanceReason,
}

/// Levels of likelihood.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Chance {
    Unlikely,
    Possible,
    Likely,
}

/// Reason for a level of likelihood.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChanceReason {
    /// Data were taken on purpose, by somebody with ill intent.
    IllIntent,
    /// Nobody knows who has the data, or nobody declared it.
    RecipientsUnknown,
    /// Known recipients have the data, and nothing says that they can be trusted.
    RecipientsKnown,
    /// Known recipients have the data, and are declared trusted.
    RecipientsTrusted,
    /// Nobody has the data, or nobody can read them, and nothing else was lost.
    NobodyReads,
    /// Data were altered or are out of reach, and not all are restored.
    NotRestored,
    /// Only availability or integrity was lost, and all is restored.
    Restored,
}

/// The likelihood that the declared circumstances give. What is not declared is taken at its worst.
pub(super) fn of(incident: &Incident) -> Likelihood {
    use ChanceReason::*;
    let of_disclosure = disclosure(incident);
    let of_rest = match is_restored(incident) {
        true => Likelihood { level: Chance::Unlikely, because: Restored },
        false => Likelihood { level: Chance::Possible, because: NotRestored },
    };
    match of_disclosure {
        None => of_rest,
        Some(disclosure) if of_rest.because == NotRestored && disclosure.level < of_rest.level => of_rest,
        Some(disclosure) => disclosure,
    }
}

/// The likelihood from the loss of confidentiality, if it was lost.
fn disclosure(incident: &Incident) -> Option<Likelihood> {
    use ChanceReason::*;
    if !incident.lost(Nature::Confidentiality) {
        return None;
    }
    let of = &incident.circumstances;
    let trusted = of.trusted.as_deref().and_then(crate::incident::written).is_some();
    let (level, because) = match (of.recipients, incident.is_malicious()) {
        _ if of.unintelligible.is_some() => (Chance::Unlikely, NobodyReads),
        (Some(Recipients::None), _) => (Chance::Unlikely, NobodyReads),
        (_, Some(true)) => (Chance::Likely, IllIntent),
        (Some(Recipients::Known), _) if trusted => (Chance::Unlikely, RecipientsTrusted),
        (Some(Recipients::Known), _) => (Chance::Possible, RecipientsKnown),
        (Some(Recipients::Unknown) | None, _) => (Chance::Likely, RecipientsUnknown),
    };
    Some(Likelihood { level, because })
}

/// Whether nothing of integrity and availability is lost any more.
pub(super) fn is_restored(incident: &Incident) -> bool {
    let of = &incident.circumstances;
    let altered = incident.lost(Nature::Integrity) && of.integrity != Some(Integrity::Restored);
    let gone = incident.lost(Nature::Availability) && of.availability != Some(Availability::Restored);
    !altered && !gone
}
