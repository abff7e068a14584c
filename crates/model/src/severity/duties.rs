//! What a controller owes: to the authority (GDPR art. 33), to persons (art. 34), and until when.

use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Flags, ProposedGravity};
use crate::incident::{Exemption, Gravity, Incident, Insurer, Moment, Notification};

/// The time that a controller has once it is aware (GDPR art. 33(1)).
const HOURS: i64 = 72;

/// What is owed. Proposals: the controller decides.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Duties {
    /// Telling the authority.
    pub authority: Decision<AuthorityGround>,
    /// Telling the persons.
    pub persons: Decision<PersonsGround>,
    /// The ground of art. 34(3) that the controller claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption: Option<Exemption>,
    /// Its 72 hours; absent while the incident file does not tell when it was informed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
}

/// Whether something is owed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Decision<G> {
    /// What is proposed.
    pub proposed: bool,
    /// Why.
    pub because: G,
    /// What counts: that, or what the DPO decided.
    pub value: bool,
    /// Why the DPO decided so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
}

/// Why the authority is to be told, or not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorityGround {
    /// Personal data were lost: a risk is not unlikely.
    Risk,
    /// Nobody who has the data can read them: a risk is unlikely.
    Unintelligible,
}

/// Why persons are to be told, or not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PersonsGround {
    /// The gravity is important or maximal: a high risk is likely.
    HighRisk,
    /// The gravity is lower: a high risk is not likely.
    NoHighRisk,
    /// Nobody who has the data can read them (art. 34(3)(a)).
    Unintelligible,
}

/// The 72 hours of a controller.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// When its processor told it: EDPB 9/2022 has the controller aware from then on.
    pub informed_on: String,
    /// 72 hours later.
    pub until: String,
    /// When the authority was first told, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<String>,
    /// Whether that is later, or the reference date is and nothing was sent.
    pub late: bool,
    /// The reasons that are owed if it is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_reason: Option<String>,
}

/// What one controller owes.
pub fn of(incident: &Incident, insurer: &Insurer, flags: Flags, gravity: &ProposedGravity) -> Duties {
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
        // The figures are true of that day, and nothing was sent by then: late if its first moment is past the limit.
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
