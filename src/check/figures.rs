//! What a check tells: the types of `ampleur check --json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Advice;
use crate::error::Problem;
use crate::manifest::FormatRecord;
use crate::rule::Rule;

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

/// One column.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct ColumnCheck {
    /// Ours.
    pub column: String,
    /// Theirs.
    pub header: String,
    /// Rows where it holds anything.
    pub filled: u64,
    /// How its values are written → how many.
    pub forms: BTreeMap<String, u64>,
}

/// What the NIRs of a file are worth.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NirQuality {
    /// With a key that is right.
    pub key_right: u64,
    /// With a key that is wrong.
    pub key_wrong: u64,
    /// Without a key.
    pub key_absent: u64,
    /// With `00` in its place.
    pub key_placeholder: u64,
    /// Proved by the key once what a spreadsheet took was given back.
    pub key_restored: u64,
    /// No NIR at all, or one whose digits a spreadsheet has lost.
    pub unreadable: u64,
    /// Provisional numbers: MIG, NNP.
    pub provisional: u64,
    /// Fictitious numbers of anonymous bills.
    pub fictitious: u64,
    /// One digit repeated.
    pub filler: u64,
    /// Rows whose number stands beside more birth dates than a household has.
    pub repeated: u64,
    /// Sex as in the civility.
    pub sex_agrees: u64,
    /// Another sex: the number of somebody else, or a civility that is wrong.
    pub sex_differs: u64,
    /// Year and month as in the birth date.
    pub birth_agrees: u64,
    /// Others: the number of somebody else of the household, as a rule.
    pub birth_differs: u64,
}
