//! The types of `ampleur check --json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Advice;
use engine::profile::{ColumnCheck, NirQuality};
use model::error::{Problem, Told};
use model::finding::Level;
use model::incident::Status;
use model::manifest::FormatRecord;
use model::rule::Rule;

pub(crate) const SCHEMA: &str = "ampleur/check/1";

/// The result of checking all files of an incident.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Checked {
    /// Always `ampleur/check/1`.
    pub schema: String,
    /// Id of the incident.
    pub incident: String,
    /// Files that could be read: leaks, then members, in the order of the plan.
    pub files: Vec<FileCheck>,
    /// Declared perimeters, by insurer and then in the order of the incident file.
    pub perimeters: Vec<PerimeterCheck>,
    /// Problems that would stop an assessment.
    pub problems: Vec<Told>,
    /// Findings that could distort an assessment, most severe first.
    pub advice: Vec<Advice>,
    /// Whether the files are ready for an assessment.
    pub verdict: Verdict,
}

/// Whether an assessment can be made, and its figures be sent.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// Nothing was noticed that may distort a figure.
    Ready,
    /// Findings may make a figure too low or too high.
    ReadyBut,
    /// A problem stops the assessment, or a grave finding makes its figures unfit to be sent.
    NotReady,
}

impl Verdict {
    pub(super) fn of(problems: &[Problem], advice: &[Advice]) -> Verdict {
        match advice.iter().map(|advice| advice.finding.level).max() {
            _ if !problems.is_empty() => Verdict::NotReady,
            Some(Level::Grave) => Verdict::NotReady,
            Some(Level::Warning) => Verdict::ReadyBut,
            _ => Verdict::Ready,
        }
    }
}

/// A declared perimeter, and how many it holds.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct PerimeterCheck {
    /// Id of the insurer.
    pub insurer: String,
    /// Its place in the insurer's list, from 1.
    pub number: u64,
    /// Id of the operator.
    pub operator: String,
    /// Whether the operator lost the data of its members.
    pub status: Status,
    /// Who is in it, in the language of the run.
    pub who: String,
    /// Member rows in it, without rejected ones; those that a file has twice count twice. Absent if a member file of the insurer could
    /// not be read, or lacks a column that the perimeter needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
}

/// The result for one file.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct FileCheck {
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
