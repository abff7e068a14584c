//! The incident file, `ampleur/incident/1`: parties, files, key, and declarations.
//!
//! These types define the format: the JSON Schema in `schemas/` is generated from them. [`document`] checks a file
//! against that schema before deserialising it, so that all problems are reported at once.

mod across;
mod circumstances;
mod decided;
mod decision;
mod declared;
pub mod document;
mod field;
mod file;
mod holidays;
mod judgement;
mod moment;
mod occurred;
mod owed;
mod parties;
mod perimeter;
mod profile;
mod role;
mod text;

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use across::Across;
pub use circumstances::*;
pub use decided::DecidedRow;
pub use decision::{About, Decision};
pub use declared::*;
pub use field::{Field, FieldSet};
pub use file::{At, DateOrder, Delimiter, Encoding, File, Quotes, Ranks, Records, Span};
pub use judgement::*;
pub use moment::{Moment, paris};
pub use occurred::{Occurred, When};
pub use owed::Dora;
pub use parties::{Channel, Id, Insurer, Manager, Operator};
pub use perimeter::{Conditions, Perimeter, Status, is_number};
pub use profile::{PROFILE_SCHEMA, Profile};
pub use role::{Awareness, Learned, Role, Service, Trade};
pub use text::{Languages, Text};

/// Value of `schema` in an incident file.
pub const SCHEMA: &str = "ampleur/incident/1";

/// One breach: its parties, its files, its key. Read from TOML; paths are relative to that file.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// Always `ampleur/incident/1`.
    pub schema: String,
    /// Short name of the incident in files and folders: lower-case letters, digits and hyphens.
    pub id: Id,
    /// Title of the reports.
    pub title: String,
    /// Date of the figures: ages, former members and the date of the reports. The system clock is never used.
    pub reference_date: Date,
    /// What was lost: confidentiality, integrity, availability.
    #[serde(default)]
    pub nature: Vec<Nature>,
    /// How the breach happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Who caused the breach, and whether on purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// Period of the breach, unless an operator has its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Occurred>,
    /// What happened, in plain language; printed in the CNIL form and in the letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// How the breach was discovered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discovery: Option<String>,
    /// Likely consequences for the persons, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consequences: Option<Text>,
    /// What became of the data.
    #[serde(default)]
    pub circumstances: Circumstances,
    /// Share of rejected rows per file above which the run exits with 3.
    #[serde(default = "default_max_rejects")]
    pub max_rejects: f64,
    /// Share of the rows matched under a rule that chance may have met, above which the rule counts in the high figure only.
    #[serde(default = "default_max_chance")]
    pub max_chance: f64,
    /// Legal basis for using the NIR in record linkage; printed in every report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// Whether one person is recognised at several insurers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub across_insurers: Across,
    /// Legal basis for recognising one person at several insurers; printed in every report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis_across: Option<String>,
    /// Where the secret key is; never the key itself.
    pub key: KeySource,
    /// Parties that lost data, by id: processors, or in another `role`.
    pub operators: BTreeMap<Id, Operator>,
    /// Controllers whose persons may be affected, by id.
    pub insurers: BTreeMap<Id, Insurer>,
    /// Member files of several insurers, in which each row names its insurer in an `insurer` column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<File>,
    /// Managers of contracts between insurer and operator, by id.
    #[serde(default)]
    pub managers: BTreeMap<Id, Manager>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Incident {
    /// `max_chance` in millionths.
    pub fn max_chance_ppm(&self) -> u64 {
        // A share from 0 to 1.
        (self.max_chance * 1e6).round() as u64
    }
}

fn default_max_rejects() -> f64 {
    0.01
}

fn default_max_chance() -> f64 {
    0.05
}

/// Where the key is read from: exactly one of the three.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeySource {
    /// File made by `ampleur key new`, mode 0600.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// Name of an environment variable that holds the 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub env: Option<String>,
    /// `true` for the key published in ampleur's source: for invented persons only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub published: bool,
}

/// Period, first and last day included.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day; absent while the period continues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What a breach takes from data (GDPR art. 4(12); EDPB Guidelines 9/2022, §17).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Nature {
    Confidentiality,
    Integrity,
    Availability,
}

/// How the breach happened: the ten values of the CNIL form's list "origine de l'incident", under short names.
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

/// Who caused the breach: the five values of the CNIL form's list "cause de l'incident", under short names.
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

/// A calendar day, written as a TOML date.
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

/// Reads a date or time as text. Incident files have a TOML type for them; manifests are JSON and have strings.
/// [`document`] refuses strings in incident files.
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
    /// Whether this was lost. Without a declared nature, a leak counts as a loss of confidentiality.
    pub fn lost(&self, nature: Nature) -> bool {
        match &self.nature[..] {
            [] => nature == Nature::Confidentiality,
            natures => natures.contains(&nature),
        }
    }

    /// Whether a controller is no insurer by its declared trade. Without a trade, it is taken for one.
    pub fn has_other_trades(&self) -> bool {
        self.insurers.values().filter_map(|insurer| insurer.trade).any(|trade| !trade.insures())
    }

    /// Whether the breach was intentional; `None` if not known. Hacking counts as intentional unless the declared cause
    /// is accidental.
    pub fn is_malicious(&self) -> Option<bool> {
        match (self.cause, self.origin) {
            (Some(Cause::InternalMalicious | Cause::ExternalMalicious), _) => Some(true),
            (Some(Cause::InternalAccidental | Cause::ExternalAccidental), _) => Some(false),
            (_, Some(Origin::Hacking)) => Some(true),
            (Some(Cause::Unknown) | None, _) => None,
        }
    }

    /// The declared legal basis for using the NIR, if any.
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
