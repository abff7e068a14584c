//! What no file of rows can tell: circumstances, measures, contacts, decisions. All of it optional: what is absent stands in
//! the dossiers as "to be completed", and is counted there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Moment};

/// A declared text, unless it is empty or still the template's.
pub fn written(text: &str) -> Option<&str> {
    match text.trim() {
        "" | "…" => None,
        text => Some(text),
    }
}

/// What became of the data, in the terms of ENISA's method (2013), step "circumstances of the breach".
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Circumstances {
    /// Who has the data, if confidentiality was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Recipients>,
    /// What became of altered data, if integrity was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrity: Option<Integrity>,
    /// What became of unreachable data, if availability was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// Why nobody who has the data can read them, if so (encrypted, the key safe): GDPR art. 34(3)(a).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unintelligible: Option<String>,
}

/// Who has the data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Recipients {
    /// Nobody, as far as there is any sign.
    None,
    /// A known number of known recipients.
    Known,
    /// An unknown number, or the public.
    Unknown,
}

/// What became of altered data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Integrity {
    /// Restored before any use.
    Restored,
    /// Perhaps used wrongly; can be recovered.
    Recoverable,
    /// Perhaps used wrongly; cannot be recovered.
    Lost,
}

/// What became of unreachable data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Availability {
    /// Recovered without difficulty.
    Restored,
    /// Unreachable for a time.
    Temporary,
    /// Lost for good.
    Permanent,
}

/// The identification of a controller that the CNIL form asks for, beside its name and SIREN.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Intra-community VAT number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<String>,
    /// Sector of activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// How many work there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<u64>,
    /// Street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// Somebody who answers for a controller: its data protection officer, its legal representative.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Last name, or the name of the service.
    pub name: String,
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Madame, Monsieur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub civility: Option<String>,
    /// What this person does there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// Where to write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// How the authority is told.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notification {
    /// Which of the three.
    pub kind: NotificationKind,
    /// When it was sent; absent while it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<Moment>,
    /// The number of the initial one, which a complementary one must give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_number: Option<String>,
    /// When the initial one was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_sent_on: Option<Moment>,
    /// Why it comes after 72 hours, if it does (GDPR art. 33(1)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_reason: Option<String>,
}

impl Notification {
    /// When the authority was first told: what completes a notification does not make it late.
    pub fn first_sent_on(&self) -> Option<&Moment> {
        match self.kind {
            NotificationKind::Complementary => self.initial_sent_on.as_ref(),
            NotificationKind::Complete | NotificationKind::Initial => self.sent_on.as_ref(),
        }
    }
}

/// The three kinds of notification that the CNIL form has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum NotificationKind {
    Complete,
    Initial,
    Complementary,
}

/// How persons are told.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Communication {
    /// Whether they are.
    pub status: Informed,
    /// When they were, or will be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// How many have been told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
    /// Why they are not, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justification: Option<String>,
    /// A number to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub helpline: Option<Helpline>,
    /// A page kept up to date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// What the breach changes for the use of the card and of services, in plain words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effects_on_services: Option<String>,
}

/// The four answers of the CNIL form to "have the persons been told?".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Informed {
    /// They have.
    Yes,
    /// They will be.
    Planned,
    /// They will not.
    No,
    /// Nobody can tell yet.
    Undetermined,
}

/// A number to call, and when.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Helpline {
    /// The number.
    pub phone: String,
    /// When it answers, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// From this day on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Until this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// The three questions of the CNIL form about others who are to be told; what is absent is to be completed.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherNotifications {
    /// Whether the processing aims at persons of several Member States.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cross_border: Option<bool>,
    /// Whether another data protection authority is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_authority: Option<bool>,
    /// Whether another authority is told under another law (NIS, eIDAS, DORA).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_law: Option<bool>,
}

/// What the controller's DPO decides otherwise than is proposed: each with its reason, which is printed.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// ENISA's data processing context, 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_context: Option<Judged<u8>>,
    /// ENISA's ease of identification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identification: Option<Judged<Ease>>,
    /// The CNIL's level of gravity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gravity: Option<Judged<Gravity>>,
    /// Whether the authority is told (GDPR art. 33).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tell_authority: Option<Judged<bool>>,
    /// Whether persons are told (GDPR art. 34).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tell_persons: Option<Judged<bool>>,
    /// On which ground of GDPR art. 34(3) they are not, if on one of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption: Option<Exemption>,
}

/// A decision and why.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judged<T> {
    /// What is decided.
    pub value: T,
    /// Why: printed beside it.
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
    /// (a) The data were unintelligible to anyone who is not authorised.
    Protected,
    /// (b) Later measures make a high risk no longer likely.
    Averted,
    /// (c) Telling each would take a disproportionate effort; a public communication instead.
    Disproportionate,
}
