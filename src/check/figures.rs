//! What a check tells: the types of `ampleur check --json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Advice;
use engine::profile::{ColumnCheck, NirQuality};
use model::error::Problem;
use model::manifest::FormatRecord;
use model::rule::Rule;

/// The schema name of a check.
pub const SCHEMA: &str = "ampleur/check/1";

/// All files of an incident, judged.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Checked {
    /// Always `ampleur/check/1`.
    pub schema: String,
    /// The incident's id.
    pub incident: String,
    /// Leaks, then members, in the order of the plan; those that could be read.
    pub files: Vec<FileCheck>,
    /// What would stop an assessment.
    pub problems: Vec<Problem>,
    /// What could mislead one, gravest first.
    pub advice: Vec<Advice>,
}

/// One file.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct FileCheck {
    /// `leaks` or `members`.
    pub side: String,
    /// The operator or insurer; absent for members of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// As the incident file writes it.
    pub path: String,
    /// How it is written.
    #[serde(flatten)]
    pub format: FormatRecord,
    /// Rows read; blank lines are none.
    pub rows: u64,
    /// Rows that no rule can meet.
    pub rejected: u64,
    /// Rows whose canonical values are those of an earlier row of the file. Across files, the assessment tells.
    pub duplicates: u64,
    /// Columns that mean something.
    pub columns: Vec<ColumnCheck>,
    /// Headers that mean nothing to ampleur.
    pub ignored: Vec<String>,
    /// Values set aside, repaired, and rows rejected: reason → how many.
    pub set_aside: BTreeMap<String, u64>,
    /// Of the `nir` column; absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nir: Option<NirQuality>,
    /// The rules that its columns make possible.
    pub rules: Vec<Rule>,
}
