//! JSON Schemas of the files that ampleur defines, generated from their types. `schemas/` holds a copy; a test compares
//! them.

use crate::answer::Answered;
use crate::check::Checked;
use crate::compare::Compared;
use crate::compare::operators::Operators;
use crate::compare::shared::SharedCompared;
use crate::notify::{Notified, Worklist};
use crate::progress::Event;
use crate::verify::Verified;
use engine::read::exchange::Header;
use model::disclosure::Shared;
use model::figures::Assessment;
use model::incident::{Incident, Profile};
use model::manifest::Manifest;
use report::dossier::since::Since;
use report::dossier::{Summary, cnil, edpb, letter};

/// A file that has a schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Schema {
    /// Incident file (`incident.toml`).
    Incident,
    /// Profile of an insurer (`profile.toml`).
    Profile,
    /// `report.json`.
    Report,
    /// `manifest.json`.
    Manifest,
    /// Output of `ampleur check --json`.
    Check,
    /// `shared/persons.json`.
    Shared,
    /// `insurers/<id>/cnil.json`.
    Cnil,
    /// `insurers/<id>/edpb.json`.
    Edpb,
    /// `insurers/<id>/letter.json`.
    Letter,
    /// `since.json`, beside complementary notifications.
    Since,
    /// `operators/<id>/summary.json`.
    Operator,
    /// Output of `ampleur verify --json`.
    Verified,
    /// Header of an exchange file.
    Exchange,
    /// `notify/<id>/notified.json`.
    Notified,
    /// `notify/<id>-doubtful/worklist.json`.
    Worklist,
    /// `answers/<id>/answered.json`.
    Answered,
    /// Output of `ampleur compare A B --json`.
    Compared,
    /// Output of `ampleur compare --operators --json`.
    OperatorsCompared,
    /// Output of `ampleur compare --shared --json`.
    SharedCompared,
    /// One line of progress on the standard error of `ampleur assess --json`.
    Progress,
}

impl Schema {
    /// The JSON Schema (draft 2020-12).
    pub fn json(self) -> serde_json::Value {
        match self {
            Schema::Incident => schemars::schema_for!(Incident),
            Schema::Profile => schemars::schema_for!(Profile),
            Schema::Report => schemars::schema_for!(Assessment),
            Schema::Manifest => schemars::schema_for!(Manifest),
            Schema::Check => schemars::schema_for!(Checked),
            Schema::Shared => schemars::schema_for!(Shared),
            Schema::Cnil => schemars::schema_for!(cnil::Notification),
            Schema::Edpb => schemars::schema_for!(edpb::Template),
            Schema::Letter => schemars::schema_for!(letter::Points),
            Schema::Since => schemars::schema_for!(Since),
            Schema::Operator => schemars::schema_for!(Summary),
            Schema::Verified => schemars::schema_for!(Verified),
            Schema::Exchange => schemars::schema_for!(Header),
            Schema::Notified => schemars::schema_for!(Notified),
            Schema::Worklist => schemars::schema_for!(Worklist),
            Schema::Answered => schemars::schema_for!(Answered),
            Schema::Compared => schemars::schema_for!(Compared),
            Schema::OperatorsCompared => schemars::schema_for!(Operators),
            Schema::SharedCompared => schemars::schema_for!(SharedCompared),
            Schema::Progress => schemars::schema_for!(Event),
        }
        .to_value()
    }
}
