//! Controllers, processors, and those between them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Communication, Contact, Field, File, Judgement, Moment, Notification, Organisation, OtherNotifications, Perimeter,
};

/// The name of a party or an incident in files and folders: lower-case letters, digits and hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// Whether the name may stand in a path and a URL as it is.
    pub fn is_valid(&self) -> bool {
        !self.0.is_empty()
            && self.0.len() <= 64
            && !self.0.starts_with('-')
            && self.0.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    }

    /// The name as text.
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
    /// Its name as reports print it.
    pub name: String,
    /// The fields it declares as exposed.
    #[serde(default)]
    pub exposed: Vec<Field>,
    /// The fields it declares as not exposed. What stands in neither list is not established.
    #[serde(default)]
    pub not_exposed: Vec<Field>,
    /// How the data were protected before, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures_before: Option<String>,
    /// What it has done since, in plain words: the letter tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures_after: Option<String>,
    /// Record-level inventories of what leaked.
    #[serde(default)]
    pub leaks: Vec<File>,
}

/// A controller: an insurer whose persons may be concerned.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Insurer {
    /// Its name as reports print it.
    pub name: String,
    /// Nine digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub siren: Option<String>,
    /// What else the authority asks about it.
    #[serde(default)]
    pub organisation: Organisation,
    /// Who represents it in law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub representative: Option<Contact>,
    /// Its data protection officer: whom the authority and the persons can ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dpo: Option<Contact>,
    /// The operators that process its data.
    #[serde(default)]
    pub operators: Vec<Id>,
    /// When the processor told this controller: its 72 hours start here (GDPR art. 33(1), (2)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub informed_on: Option<Moment>,
    /// How it tells the authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification: Option<Notification>,
    /// Through what it tells its persons.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Whether and how it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub communication: Option<Communication>,
    /// How the data were protected before, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures_before: Option<String>,
    /// What it has done since, in plain words: the letter tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures_after: Option<String>,
    /// Who else is told.
    #[serde(default)]
    pub other_notifications: OtherNotifications,
    /// What its DPO decides otherwise than is proposed.
    #[serde(default)]
    pub judgement: Judgement,
    /// Its member files.
    #[serde(default)]
    pub members: Vec<File>,
    /// Populations of it that an operator lost, or says it has not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub perimeters: Vec<Perimeter>,
}

/// A délégataire de gestion.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manager {
    /// Its name as reports print it.
    pub name: String,
    /// What stands for it in the `manager` column of files, besides its id and its name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
}

/// How a person is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Channel {
    Email,
    Letter,
    Sms,
    Web,
}
