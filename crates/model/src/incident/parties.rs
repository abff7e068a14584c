//! Controllers (insurers), processors (operators), and managers.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Awareness, Communication, Contact, DecidedRow, Decision, Dora, Field, File, Judgement, Learned, Moment,
    Notification, Occurred, Organisation, OtherNotifications, Perimeter, Role, Service, Text, Trade,
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

/// A party that lost data: a processor of the controllers, unless it has another role.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Name, as printed in reports.
    pub name: String,
    /// In what role it lost the data.
    #[serde(default)]
    pub role: Role,
    /// What it does for the controllers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<Service>,
    /// Period of the breach at this operator, if it differs from the incident's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Occurred>,
    /// When the operator itself found the breach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discovered: Option<Moment>,
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
    pub measures_after: Option<Text>,
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
    /// Profile: a file with what stays from one incident to the next (trade, SIREN, organisation, representative, data
    /// protection officer). What is written here as well must be the same there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<PathBuf>,
    /// What it is to the persons; printed in letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trade: Option<Trade>,
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
    /// Ids of the operators that process its data. An empty list declares that none of them does: it is not concerned so far, unless rows
    /// or a perimeter show otherwise. Without the list any of them may, and nothing is established until rows or a perimeter do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operators: Option<Vec<Id>>,
    /// When this controller became aware of the breach at all its operators: the start of its 72 hours (GDPR art. 33(1)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub informed_on: Option<Moment>,
    /// When and how it became aware of the breach at one operator (by id), in place of `informed_on`: a clock of its own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aware: BTreeMap<Id, Awareness>,
    /// Notification of the authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification: Option<Notification>,
    /// Reports to the financial supervisor.
    #[serde(default)]
    pub dora: Dora,
    /// When a complaint was filed with the police or the prosecutor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complaint_on: Option<Moment>,
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
    pub measures_after: Option<Text>,
    /// Other notifications.
    #[serde(default)]
    pub other_notifications: OtherNotifications,
    /// Decisions of the controller, whom its DPO advises, that depart from the proposals.
    #[serde(default)]
    pub judgement: Judgement,
    /// Decisions as they were taken, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Decisions on leaked rows that no rule settles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<DecidedRow>,
    /// Member files.
    #[serde(default)]
    pub members: Vec<File>,
    /// Populations that an operator lost, or declares not lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub perimeters: Vec<Perimeter>,
}

impl Insurer {
    /// Whether an operator processes its data, or may: the opposite is declared by an empty list.
    pub fn may_be_served(&self) -> bool {
        self.operators.as_ref().is_none_or(|operators| !operators.is_empty())
    }

    /// Whether an operator processes its data, or may: nothing says that it does not.
    pub fn may_be_served_by(&self, operator: &Id) -> bool {
        self.operators.as_ref().is_none_or(|operators| operators.contains(operator))
    }

    /// When it became aware of the breach at an operator; `None` if nobody declared it.
    pub fn aware_of(&self, operator: &str) -> Option<&Moment> {
        let own = self.aware.iter().find(|(id, _)| id.as_str() == operator).map(|(_, aware)| &aware.on);
        own.or(self.informed_on.as_ref())
    }

    /// How it learned of the breach at an operator; `None` if nobody declared it.
    pub fn learned_from(&self, operator: &str) -> Option<Learned> {
        self.aware.iter().find(|(id, _)| id.as_str() == operator).and_then(|(_, aware)| aware.how)
    }
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
