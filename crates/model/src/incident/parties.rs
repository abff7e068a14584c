//! Controllers (insurers), processors (operators), and managers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Communication, Contact, Field, File, Judgement, Moment, Notification, Organisation, OtherNotifications, Perimeter,
};

/// Name of a party or an incident in files and folders: lower-case letters, digits and hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// Whether the id can be used in a path and a URL without escaping.
    pub fn is_valid(&self) -> bool {
        !self.0.is_empty()
            && self.0.len() <= 64
            && !self.0.starts_with('-')
            && self.0.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A processor: a third-party-payment operator that lost data.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Name, as printed in reports.
    pub name: String,
    /// Fields declared as exposed.
    #[serde(default)]
    pub exposed: Vec<Field>,
    /// Fields declared as not exposed. A field in neither list is not established.
    #[serde(default)]
    pub not_exposed: Vec<Field>,
    /// How the data were protected before the breach, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures_before: Option<String>,
    /// What was done after the breach, in plain language; printed in the letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures_after: Option<String>,
    /// Record-level inventories of the leaked data.
    #[serde(default)]
    pub leaks: Vec<File>,
}

/// A controller: an insurer whose persons may be affected.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Insurer {
    /// Name, as printed in reports.
    pub name: String,
    /// SIREN number: nine digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub siren: Option<String>,
    /// Further identification for the authority.
    #[serde(default)]
    pub organisation: Organisation,
    /// Legal representative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub representative: Option<Contact>,
    /// Data protection officer: the contact for the authority and the persons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dpo: Option<Contact>,
    /// Ids of the operators that process its data.
    #[serde(default)]
    pub operators: Vec<Id>,
    /// When the processor notified this controller: the start of its 72 hours (GDPR art. 33(1) and (2)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub informed_on: Option<Moment>,
    /// Notification of the authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification: Option<Notification>,
    /// Channels through which persons are informed, in order of preference.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Whether and how persons are informed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub communication: Option<Communication>,
    /// How the data were protected before the breach, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures_before: Option<String>,
    /// What was done after the breach, in plain language; printed in the letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures_after: Option<String>,
    /// Other notifications.
    #[serde(default)]
    pub other_notifications: OtherNotifications,
    /// Decisions of its DPO that depart from the proposals.
    #[serde(default)]
    pub judgement: Judgement,
    /// Member files.
    #[serde(default)]
    pub members: Vec<File>,
    /// Populations that an operator lost, or declares not lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub perimeters: Vec<Perimeter>,
}

/// A delegated manager of contracts ("délégataire de gestion").
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manager {
    /// Name, as printed in reports.
    pub name: String,
    /// Other codes used for it in the `manager` column of files, besides its id and its name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
}

/// A channel through which persons are informed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Channel {
    Email,
    Letter,
    Sms,
    Web,
}
