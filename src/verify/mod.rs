//! An auditor's question: is this report what its manifest says, and what these inputs give?
//!
//! A report's folder proves itself as far as it can: each output against its digest, each form against its type, the figures
//! against each other, the documents against the figures by making them again. What only the inputs can tell needs the
//! incident file; what only the key can tell, a rerun.

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

pub use difference::Difference;
pub use view::verdict as view;

/// The schema name of what `ampleur verify --json` prints.
pub const SCHEMA: &str = "ampleur/verified/1";

/// What holds, what does not, what could not be checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Verified {
    /// Always `ampleur/verified/1`.
    pub schema: String,
    /// Whether nothing was found that does not hold.
    pub holds: bool,
    /// By subject, in order.
    pub subjects: Vec<Verdict>,
}

/// What was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The manifest is as ampleur writes it, and its counts are those of the report.
    Manifest,
    /// The files of the folder are those of the manifest, to the byte.
    Outputs,
    /// `report.json` has the form of its schema, and nothing else.
    Form,
    /// Its figures re-add.
    Figures,
    /// The documents are those that its figures make.
    Documents,
    /// The inputs are those of the manifest, to the byte.
    Inputs,
    /// The inputs give the same report.
    Rerun,
}

/// What came of checking a subject.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Verdict {
    /// What was checked.
    pub subject: Subject,
    /// How many things hold: files, or figures proven together.
    pub holds: u64,
    /// What does not.
    pub faults: Vec<Fault>,
    /// Why something could not be checked, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_checked: Option<Reason>,
}

/// Something that does not hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// What is wrong with it.
    pub kind: FaultKind,
    /// Where, and what stands there instead: some of the places, if there are many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// What can be wrong with a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// It is not there.
    Missing,
    /// Nobody listed it.
    Unlisted,
    /// Its bytes are others.
    Altered,
    /// It is not as ampleur writes it.
    Malformed,
    /// Its figures contradict each other.
    DoesNotReAdd,
    /// It does not say what the figures say.
    NotOfTheFigures,
}

/// Why something could not be checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The incident file was not given.
    NoInputs,
    /// No rerun was asked for.
    NoRerun,
    /// `report.json` is not that of the manifest, or has another form: nothing can be made of it.
    ReportUnsound,
    /// Another version wrote the report: it may write documents in another way.
    OtherVersion,
    /// The incident file is another.
    OtherIncident,
}

/// What to check beside the folder itself.
pub struct With<'a> {
    /// The incident file: its inputs are compared with the manifest.
    pub inputs: Option<&'a Path>,
    /// Whether the assessment is run again from there.
    pub rerun: bool,
}

/// Checks a report's folder.
pub fn verify(folder: &Path, with: &With<'_>, program: Program) -> Result<Verified> {
    let report = folder::Report::open(folder)?;
    let mut subjects = report.proves_itself(program)?;
    let (inputs, same) = rerun::inputs(&report, with)?;
    subjects.push(inputs);
    subjects.push(rerun::rerun(&report, with, same, program)?);
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

    /// One thing more: it holds, or this is wrong with it.
    fn count(&mut self, path: &str, wrong: Option<(FaultKind, Vec<Difference>)>) {
        match wrong {
            None => self.holds += 1,
            Some((kind, differences)) => self.faults.push(Fault { path: path.to_owned(), kind, differences }),
        }
    }
}
