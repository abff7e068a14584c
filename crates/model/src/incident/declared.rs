//! Declarations that no input file contains: circumstances, measures, contacts, decisions. All are optional; the
//! dossiers mark and count what is missing as "to be completed".

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Id, Moment, Text};

/// The declared text; `None` if it is empty or still the placeholder of the template.
pub fn written(text: &str) -> Option<&str> {
    match text.trim() {
        "" | "…" => None,
        text => Some(text),
    }
}

/// Identification of a controller in the CNIL form, beyond its name and SIREN.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Intra-Community VAT number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<String>,
    /// Sector of activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Number of staff.
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

/// A contact person of a controller: its data protection officer or its legal representative.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Last name, or the name of the department.
    pub name: String,
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Title: Madame or Monsieur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub civility: Option<String>,
    /// Function of this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Notification of the authority.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notification {
    /// Kind of notification.
    pub kind: NotificationKind,
    /// When it was sent; absent until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<Moment>,
    /// Number of the initial notification, required in a complementary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_number: Option<String>,
    /// When the initial notification was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_sent_on: Option<Moment>,
    /// Reasons for notifying after 72 hours, if so (GDPR art. 33(1)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_reason: Option<String>,
}

impl Notification {
    /// When the authority was first notified: a complementary notification does not change whether the initial one was
    /// late.
    pub fn first_sent_on(&self) -> Option<&Moment> {
        match self.kind {
            NotificationKind::Complementary => self.initial_sent_on.as_ref(),
            NotificationKind::Complete | NotificationKind::Initial => self.sent_on.as_ref(),
        }
    }
}

/// The three kinds of notification in the CNIL form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum NotificationKind {
    Complete,
    Initial,
    Complementary,
}

/// Communication of the breach to the persons.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Communication {
    /// Whether the persons are informed.
    pub status: Informed,
    /// When they were or will be informed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Number of persons informed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
    /// Why they are not informed, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justification: Option<String>,
    /// Telephone helpline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub helpline: Option<Helpline>,
    /// Web page with up-to-date information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Manager that writes in the controller's name (id under `managers`); the controller writes itself without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_by: Option<Id>,
    /// Others in whose name the letter is sent as well: insurers of the same scheme, the commission of a branch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub together_with: Vec<String>,
    /// Insurers and managers that the public page names as not concerned to date. One that this incident shows to be
    /// concerned, or of which nothing is established, is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_concerned: Vec<String>,
    /// Address of the only page where persons log in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_page: Option<String>,
    /// `true` if the sender's own systems were not attacked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_systems_safe: bool,
    /// `true` if nobody can renew a person's password with the lost data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub renewal_safe: bool,
    /// What the breach changes for the use of the insurance card and of services, in plain language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effects_on_services: Option<Text>,
}

/// The four answers of the CNIL form to "have the persons been informed?".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Informed {
    /// They have been informed.
    Yes,
    /// They will be informed.
    Planned,
    /// They will not be informed.
    No,
    /// Not yet decided.
    Undetermined,
}

/// A helpline and its hours.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Helpline {
    /// Telephone number.
    pub phone: String,
    /// Opening hours, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Text>,
    /// `true` if a call costs no more than an ordinary one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_surcharge: bool,
    /// First day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// The three questions of the CNIL form about other notifications; an absent answer is to be completed.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherNotifications {
    /// Whether the processing concerns persons in several Member States.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cross_border: Option<bool>,
    /// Whether another data protection authority is notified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_authority: Option<bool>,
    /// Whether another authority is notified under another law (NIS, eIDAS, DORA).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_law: Option<bool>,
}
