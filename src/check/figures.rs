//! What a check tells: the types of `ampleur check --json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Advice;
use crate::error::Problem;
use crate::link::Rule;
use crate::read::FormatRecord;

/// The schema name of a check.
pub const SCHEMA: &str = "ampleur/check/1";

/// The result of checking all files of an incident.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Checked {
    /// Always `ampleur/check/1`.
    pub schema: String,
    /// Id of the incident.
    pub incident: String,
    /// Files that could be read: leaks, then members, in the order of the plan.
    pub files: Vec<FileCheck>,
    /// Problems that would stop an assessment.
    pub problems: Vec<Problem>,
    /// Findings that could distort an assessment, most severe first.
    pub advice: Vec<Advice>,
}

/// The result for one file.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct FileCheck {
    /// `leaks` or `members`.
    pub side: String,
    /// Id of the operator or insurer; absent for members of several insurers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Path, as in the incident file.
    pub path: String,
    /// Format of the file.
    #[serde(flatten)]
    pub format: FormatRecord,
    /// Rows read, without blank lines.
    pub rows: u64,
    /// Rows that no rule can match.
    pub rejected: u64,
    /// Rows with the same canonical values as an earlier row of the file. Duplicates across files are found by the
    /// assessment.
    pub duplicates: u64,
    /// Recognised columns.
    pub columns: Vec<ColumnCheck>,
    /// Headers that are not recognised.
    pub ignored: Vec<String>,
    /// Values ignored or repaired and rows rejected: reason → number.
    pub set_aside: BTreeMap<String, u64>,
    /// Quality of the `nir` column; absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nir: Option<NirQuality>,
    /// Rules possible with its columns.
    pub rules: Vec<Rule>,
}

/// One column.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct ColumnCheck {
    /// Column name of ampleur.
    pub column: String,
    /// Header in the file.
    pub header: String,
    /// Rows with a value.
    pub filled: u64,
    /// Format of the values → number.
    pub forms: BTreeMap<String, u64>,
}

/// Quality of the NIRs of a file.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NirQuality {
    /// With correct check digits.
    pub key_right: u64,
    /// With wrong check digits.
    pub key_wrong: u64,
    /// Without check digits.
    pub key_absent: u64,
    /// With `00` as check digits.
    pub key_placeholder: u64,
    /// Damaged by a spreadsheet and restored, as confirmed by the check digits.
    pub key_restored: u64,
    /// Not a NIR, or a NIR with digits lost by a spreadsheet.
    pub unreadable: u64,
    /// Provisional numbers: MIG, NNP.
    pub provisional: u64,
    /// Fictitious numbers of anonymous billing.
    pub fictitious: u64,
    /// One repeated digit.
    pub filler: u64,
    /// Rows whose NIR occurs with more birth dates than a household has.
    pub repeated: u64,
    /// Sex in agreement with the title.
    pub sex_agrees: u64,
    /// Sex in conflict with the title: another person's NIR, or a wrong title.
    pub sex_differs: u64,
    /// Year and month in agreement with the birth date.
    pub birth_agrees: u64,
    /// Year or month in conflict with the birth date: usually another household member's NIR.
    pub birth_differs: u64,
}
