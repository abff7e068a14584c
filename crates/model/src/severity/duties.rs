//! Duties of a controller towards the authority (GDPR art. 33) and the persons (art. 34), and their deadlines.

use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Flags, ProposedGravity};
use crate::incident::{Exemption, Gravity, Incident, Insurer, Moment, Notification};

/// Hours to notify the authority after becoming aware (GDPR art. 33(1)).
const HOURS: i64 = 72;

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
    /// The 72 hours; absent if the incident file does not state when the controller was informed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
}

/// Whether a duty applies.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Decision<G> {
    /// Proposal.
    pub proposed: bool,
    /// Reason for the proposal.
    pub because: G,
    /// Value that applies: the DPO's decision, or else the proposal.
    pub value: bool,
    /// Reason for the DPO's decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
}

/// Why the authority must be notified, or need not be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorityGround {
    /// Personal data were lost: the breach is not unlikely to result in a risk.
    Risk,
    /// Those who have the data cannot read them: the breach is unlikely to result in a risk.
    Unintelligible,
}

/// Why persons must be informed, or need not be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PersonsGround {
    /// The gravity is important or maximal: the breach is likely to result in a high risk.
    HighRisk,
    /// The gravity is lower: the breach is not likely to result in a high risk.
    NoHighRisk,
    /// Those who have the data cannot read them (art. 34(3)(a)).
    Unintelligible,
}

/// The 72-hour deadline of a controller.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// When the processor notified the controller, which is aware from then on (EDPB Guidelines 9/2022).
    pub informed_on: String,
    /// 72 hours later.
    pub until: String,
    /// When the authority was first notified, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<String>,
    /// Whether the notification came after the deadline, or the reference date did and there was no notification.
    pub late: bool,
    /// Declared reasons for the delay, required if it is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_reason: Option<String>,
}

pub(super) fn propose(incident: &Incident, insurer: &Insurer, flags: Flags, gravity: &ProposedGravity) -> Duties {
    let judgement = &insurer.judgement;
    let (tell_authority, authority_ground) = match flags.unintelligible {
        true => (false, AuthorityGround::Unintelligible),
        false => (true, AuthorityGround::Risk),
    };
    let (tell_persons, persons_ground) = match (flags.unintelligible, gravity.value >= Gravity::Important) {
        (true, _) => (false, PersonsGround::Unintelligible),
        (false, true) => (true, PersonsGround::HighRisk),
        (false, false) => (false, PersonsGround::NoHighRisk),
    };
    let decision = |proposed, judged: Option<&crate::incident::Judged<bool>>| {
        (judged.map_or(proposed, |judged| judged.value), judged.map(|judged| judged.reason.clone()))
    };
    let (authority, authority_reason) = decision(tell_authority, judgement.tell_authority.as_ref());
    let (persons, persons_reason) = decision(tell_persons, judgement.tell_persons.as_ref());
    Duties {
        authority: Decision {
            proposed: tell_authority,
            because: authority_ground,
            value: authority,
            decided: authority_reason,
        },
        persons: Decision { proposed: tell_persons, because: persons_ground, value: persons, decided: persons_reason },
        exemption: judgement.exemption,
        deadline: deadline(incident, insurer),
    }
}

fn deadline(incident: &Incident, insurer: &Insurer) -> Option<Deadline> {
    let informed_on = insurer.informed_on.as_ref()?;
    let until = informed_on.after_hours(HOURS)?;
    let notification = insurer.notification.as_ref();
    let sent_on = notification.and_then(Notification::first_sent_on);
    let late = match sent_on {
        Some(sent_on) => sent_on.instant()? > until.instant()?,
        // The figures are as of the reference date and nothing had been sent by then: late if the day begins after the
        // deadline.
        None => {
            let offset = informed_on.offset()?;
            incident.reference_date.0.to_zoned(TimeZone::fixed(offset)).ok()?.timestamp() > until.instant()?
        }
    };
    Some(Deadline {
        informed_on: informed_on.to_string(),
        until: until.to_string(),
        sent_on: sent_on.map(Moment::to_string),
        late,
        delay_reason: notification.and_then(|n| n.delay_reason.clone()),
    })
}
