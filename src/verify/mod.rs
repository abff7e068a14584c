//! `ampleur verify`: checks a report against its manifest, its inputs, or a new assessment.
//!
//! The folder alone allows checking each file against its SHA-256, `report.json` against its schema, the figures
//! against each other, the manifest against what report and incident say of the inputs, and the documents against the
//! figures. Checking the inputs needs the incident file; repeating the assessment also needs the key. A signature needs
//! the public key, and a link of the chain the former report.
//!
//! The manifest itself is not believed: it decides on no check that would otherwise be made.

mod account;
mod chain;
mod difference;
mod documents;
mod folder;
mod inputs;
mod rerun;
mod signed;
mod view;
mod words;
mod workbook;

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::signature::PublicKey;
use model::error::Result;
use model::options::Program;
use model::said::Lang;

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
    /// Whether every check that was due could be made: those of the folder itself, and those that were asked for.
    pub complete: bool,
    /// Results by subject, in order.
    pub subjects: Vec<Verdict>,
}

/// What is checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Subject {
    /// The manifest is well-formed, and has the counts, the inputs and the incident of the report.
    Manifest,
    /// The files of the folder are those of the manifest, byte for byte.
    Outputs,
    /// `report.json` follows its schema, without additions.
    Form,
    /// The figures are consistent with each other.
    Figures,
    /// The documents are those that the figures give, and there are no others.
    Documents,
    /// The input files are those of the manifest, byte for byte, and the incident file names no others.
    Inputs,
    /// A new assessment of the inputs gives the same report.
    Rerun,
    /// The manifest is signed with the key.
    Signature,
    /// The report builds on the former one. Only of a report that builds on one.
    Chain,
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
    /// Why the subject, or part of it, could not be checked, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_checked: Option<Reason>,
    /// The files that could not be checked, if the others could.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unchecked: Vec<String>,
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
    /// It is no file that the figures or the inputs give.
    Unaccounted,
    /// The incident does not name it.
    Undeclared,
    /// The files that it names can no longer be listed.
    Unreadable,
    /// It is signed with another key.
    OtherKey,
    /// Its signature is not one of this manifest.
    BadSignature,
    /// It does not build on the former report.
    BrokenLink,
    /// The former report is about another incident.
    OtherIncident,
}

/// Why something was not checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reason {
    /// The incident file was not given.
    NoInputs,
    /// No rerun was requested.
    NoRerun,
    /// The report is not signed.
    NotSigned,
    /// The report is signed, and no public key was given.
    NoPublicKey,
    /// The report builds on a former one, which was not given.
    NoFormer,
    /// `report.json` is not the one in the manifest, or is malformed: nothing can be generated from it.
    ReportUnsound,
    /// The manifest tells another version, which may write documents differently; these differ.
    OtherVersion,
    /// The report has PDFs, and this program was built without.
    NoPdf,
    /// The incident file is a different one.
    OtherIncident,
}

impl Reason {
    /// Whether the check was due: nobody could have asked for it in another way.
    fn is_due(self) -> bool {
        match self {
            Reason::NoInputs | Reason::NoRerun | Reason::NotSigned | Reason::NoPublicKey | Reason::NoFormer => false,
            Reason::ReportUnsound | Reason::OtherVersion | Reason::NoPdf | Reason::OtherIncident => true,
        }
    }
}

/// What to check besides the folder itself.
pub(crate) struct Request<'a> {
    /// The incident file whose inputs are compared with the manifest.
    pub inputs: Option<&'a Path>,
    /// Whether to repeat the assessment.
    pub rerun: bool,
    /// The key that the manifest must be signed with.
    pub signed_by: Option<&'a PublicKey>,
    /// The folder of the report that this one must build on.
    pub since: Option<&'a Path>,
    /// The language in which problems of files are told.
    pub lang: Lang,
}

pub(crate) fn verify(folder: &Path, request: &Request<'_>, program: Program) -> Result<Verified> {
    let report = folder::Report::open(folder)?;
    let mut subjects = report.check_alone(program)?;
    let (inputs, same) = inputs::inputs(&report, request)?;
    subjects.push(inputs);
    subjects.push(rerun::rerun(&report, request, same, program)?);
    subjects.push(signed::signature(&report, request.signed_by));
    subjects.extend(chain::chain(&report, folder, request.since, program)?);
    let holds = subjects.iter().all(|verdict| verdict.faults.is_empty());
    let complete = subjects.iter().all(|verdict| !verdict.not_checked.is_some_and(Reason::is_due));
    Ok(Verified { schema: SCHEMA.to_owned(), holds, complete, subjects })
}

impl Verdict {
    fn new(subject: Subject) -> Verdict {
        Verdict { subject, holds: 0, faults: Vec::new(), not_checked: None, unchecked: Vec::new() }
    }

    fn not_checked(subject: Subject, why: Reason) -> Verdict {
        Verdict { not_checked: Some(why), ..Verdict::new(subject) }
    }

    /// Records a check: successful, or failed for this reason.
    fn count(&mut self, path: &str, wrong: Option<(FaultKind, Vec<Difference>)>) {
        match wrong {
            None => self.holds += 1,
            Some((kind, differences)) => {
                let fault = Fault { path: path.to_owned(), kind, differences };
                // Two checks may find the same.
                if !self.faults.contains(&fault) {
                    self.faults.push(fault);
                }
            }
        }
    }

    /// Records a file that could not be checked.
    fn leave(&mut self, path: &str, why: Reason) {
        self.not_checked = Some(why);
        self.unchecked.push(path.to_owned());
    }
}
