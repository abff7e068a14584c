//! The incident file, `ampleur/incident/1`: who holds what, who lost what, and when.
//!
//! What a user may write is what these types say: the JSON Schema in `schemas/` is generated from them, and
//! [`document`] checks a file against that schema before serde sees it, so that all problems are told together.

mod declared;
pub mod document;
mod field;
mod file;
mod moment;
mod parties;
mod perimeter;

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use declared::*;
pub use field::{Field, FieldSet};
pub use file::{At, DateOrder, Delimiter, Encoding, File, Span};
pub use moment::Moment;
pub use parties::{Channel, Id, Insurer, Manager, Operator};
pub use perimeter::{Conditions, Perimeter, Status, is_number};

/// The schema name that an incident file must carry.
pub const SCHEMA: &str = "ampleur/incident/1";

/// One breach: its parties, its files, its key. Read from TOML; paths are relative to that file.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// Always `ampleur/incident/1`.
    pub schema: String,
    /// A short name for files and folders: lower-case letters, digits and hyphens.
    pub id: Id,
    /// What the reports are headed with.
    pub title: String,
    /// The day the figures are true of: ages, former members, the report's own date. Never the clock.
    pub reference_date: Date,
    /// What was lost: confidentiality, integrity, availability.
    #[serde(default)]
    pub nature: Vec<Nature>,
    /// How it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Who caused it, and whether on purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// The period of the breach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Period>,
    /// What happened, in plain words: the CNIL form's detailed description, and what the letter tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How it was found out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discovery: Option<String>,
    /// What may come of it for persons, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consequences: Option<String>,
    /// What became of the data.
    #[serde(default)]
    pub circumstances: Circumstances,
    /// The share of a file's rows that may be rejected before the run ends with exit 3.
    #[serde(default = "default_max_rejects")]
    pub max_rejects: f64,
    /// The ground on which the NIR is used to join; printed in every report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// Where the secret key is; never the key itself.
    pub key: KeySource,
    /// The processors that lost data.
    pub operators: BTreeMap<Id, Operator>,
    /// The controllers whose persons may be concerned.
    pub insurers: BTreeMap<Id, Insurer>,
    /// Member files of several insurers, each row of which names its own in an `insurer` column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<File>,
    /// Those who manage contracts between insurer and operator.
    #[serde(default)]
    pub managers: BTreeMap<Id, Manager>,
}

fn default_max_rejects() -> f64 {
    0.01
}

/// Where the key of an incident is read from: exactly one of the three.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeySource {
    /// A file made by `ampleur key new`, mode 0600.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// The name of an environment variable that holds the 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub env: Option<String>,
    /// `true` for the key that is printed in ampleur's own source: for invented persons only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub published: bool,
}

/// From and to, both included.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day; absent while it goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What a breach takes from data (GDPR art. 4(12); EDPB 9/2022 §17).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Nature {
    Confidentiality,
    Integrity,
    Availability,
}

/// How the breach happened: the ten values of the CNIL form's list "origine de l'incident", by short names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Origin {
    Hacking,
    LostEquipment,
    LostPaper,
    LostMail,
    PaperDisposal,
    DeviceDisposal,
    UnintendedPublication,
    WrongPersonOnPortal,
    WrongRecipient,
    Spoken,
}

/// Who caused it: the five values of the CNIL form's list "cause de l'incident", by short names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Cause {
    InternalMalicious,
    InternalAccidental,
    ExternalMalicious,
    ExternalAccidental,
    Unknown,
}

/// A day of the calendar, written as a TOML date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub jiff::civil::Date);

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        as_text(d)?.parse().map(Date).map_err(serde::de::Error::custom)
    }
}

/// A date or a moment as text: from an incident file, which has a kind of its own for them, or from a manifest, which has
/// not. That an incident file does not write it between quotes, [`document`] sees to.
fn as_text<'de, D: serde::Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Toml(toml::value::Datetime),
        Text(String),
    }
    Ok(match Written::deserialize(d)? {
        Written::Toml(datetime) => datetime.to_string(),
        Written::Text(text) => text,
    })
}

impl Incident {
    /// Whether that was lost. Where nothing is said of its nature, a leak is a loss of confidentiality.
    pub fn lost(&self, nature: Nature) -> bool {
        match &self.nature[..] {
            [] => nature == Nature::Confidentiality,
            natures => natures.contains(&nature),
        }
    }

    /// Whether it was on purpose; none while nobody can tell. Nobody hacks by accident.
    pub fn is_malicious(&self) -> Option<bool> {
        match (self.cause, self.origin) {
            (Some(Cause::InternalMalicious | Cause::ExternalMalicious), _) => Some(true),
            (Some(Cause::InternalAccidental | Cause::ExternalAccidental), _) => Some(false),
            (_, Some(Origin::Hacking)) => Some(true),
            (Some(Cause::Unknown) | None, _) => None,
        }
    }

    /// The ground on which the NIR is used, if somebody wrote one.
    pub fn legal_basis(&self) -> Option<&str> {
        self.legal_basis.as_deref().and_then(declared::written)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}
