//! `ampleur verify`: checks a report against its manifest, its inputs, or a new assessment.
//!
//! The folder alone allows checking each file against its SHA-256, `report.json` against its schema, the figures
//! against each other, and the documents against the figures. Checking the inputs needs the incident file; repeating
//! the assessment also needs the key.

mod difference;
mod folder;
mod rerun;
mod view;
mod words;

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use model::error::Result;
use model::options::Program;

pub(crate) use difference::Difference;
pub(crate) use view::verdict as view;

pub(crate) const SCHEMA: &str = "ampleur/verified/1";

/// The result of verifying a report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Verified {
    /// Always `ampleur/verified/1`.
    pub schema: String,
    /// Whether no check failed.
    pub holds: bool,
    /// Results by subject, in order.
    pub subjects: Vec<Verdict>,
}

/// What is checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Subject {
    /// The manifest is well-formed, and its counts are those of the report.
    Manifest,
    /// The files of the folder are those of the manifest, byte for byte.
    Outputs,
    /// `report.json` follows its schema, without additions.
    Form,
    /// The figures are consistent with each other.
    Figures,
    /// The documents are those that the figures give.
    Documents,
    /// The input files are those of the manifest, byte for byte.
    Inputs,
    /// A new assessment of the inputs gives the same report.
    Rerun,
}

/// The result for one subject.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Verdict {
    /// What was checked.
    pub subject: Subject,
    /// Number of successful checks: files, or sets of figures.
    pub holds: u64,
    /// Failed checks.
    pub faults: Vec<Fault>,
    /// Why the subject could not be checked, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_checked: Option<Reason>,
}

/// A failed check.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Fault {
    /// Path of the file.
    pub path: String,
    /// What is wrong with the file.
    pub kind: FaultKind,
    /// Differences found, or some of them if there are many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// What can be wrong with a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FaultKind {
    /// The file is missing.
    Missing,
    /// The file is not in the manifest.
    Unlisted,
    /// The content has changed.
    Altered,
    /// The file does not have the form that ampleur writes.
    Malformed,
    /// Its figures are inconsistent with each other.
    DoesNotReAdd,
    /// It does not match the figures.
    NotOfTheFigures,
}

/// Why something could not be checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reason {
    /// The incident file was not given.
    NoInputs,
    /// No rerun was requested.
    NoRerun,
    /// `report.json` is not the one in the manifest, or is malformed: nothing can be generated from it.
    ReportUnsound,
    /// The report was written by another version, which may write documents differently.
    OtherVersion,
    /// The incident file is a different one.
    OtherIncident,
}

/// What to check besides the folder itself.
pub(crate) struct Request<'a> {
    /// The incident file whose inputs are compared with the manifest.
    pub inputs: Option<&'a Path>,
    /// Whether to repeat the assessment.
    pub rerun: bool,
}

pub(crate) fn verify(folder: &Path, request: &Request<'_>, program: Program) -> Result<Verified> {
    let report = folder::Report::open(folder)?;
    let mut subjects = report.check_alone(program)?;
    let (inputs, same) = rerun::inputs(&report, request)?;
    subjects.push(inputs);
    subjects.push(rerun::rerun(&report, request, same, program)?);
    let holds = subjects.iter().all(|verdict| verdict.faults.is_empty());
    Ok(Verified { schema: SCHEMA.to_owned(), holds, subjects })
}

impl Verdict {
    fn new(subject: Subject) -> Verdict {
        Verdict { subject, holds: 0, faults: Vec::new(), not_checked: None }
    }

    fn not_checked(subject: Subject, why: Reason) -> Verdict {
        Verdict { not_checked: Some(why), ..Verdict::new(subject) }
    }

    /// Records a check: successful, or failed for this reason.
    fn count(&mut self, path: &str, wrong: Option<(FaultKind, Vec<Difference>)>) {
        match wrong {
            None => self.holds += 1,
            Some((kind, differences)) => self.faults.push(Fault { path: path.to_owned(), kind, differences }),
        }
    }
}
