//! How a report is made: in which language, with which documents, and which findings make it a failure.
//!
//! None of it can move a figure. What is assessed is a plan, which belongs to the engine.

use crate::code::Code;
use crate::finding::{Finding, Level};
use serde::{Deserialize, Serialize};

/// Which build made a report.
#[derive(Clone, Copy)]
pub struct Program {
    /// The crate's version.
    pub version: &'static str,
    /// The commit it was built from. None in the demo, whose output is held still from one commit to the next.
    pub commit: Option<&'static str>,
}

/// How a report is made, as its manifest records it.
#[derive(Clone, Copy)]
pub struct Options {
    /// The program that makes it.
    pub program: Program,
    /// The language of what people read.
    pub lang: Lang,
    /// From which findings on the run ends with exit 3.
    pub fail_on: FailOn,
    /// Counts of fewer persons are masked in what may leave for another organisation; nothing is made to leave if absent.
    pub suppress_below: Option<u64>,
    /// Whether documents are written beside the figures: dossiers, letters, register, workbook, pages.
    pub documents: bool,
}

/// Language of reports and summaries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

/// Which findings set exit status 3.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// More rejected rows in a file than `max_rejects`.
    Rejects,
    /// Also grave findings.
    Grave,
    /// Also grave findings and warnings.
    Warning,
    /// None.
    Never,
}

impl FailOn {
    /// Whether findings end a run with exit 3.
    pub fn is_met<'a>(self, findings: impl Iterator<Item = &'a Finding> + Clone) -> bool {
        let over = findings.clone().any(|f| f.code == Code::RejectsOverLimit);
        let worst = findings.map(|f| f.level).max();
        match self {
            FailOn::Never => false,
            FailOn::Rejects => over,
            FailOn::Grave => over || worst >= Some(Level::Grave),
            FailOn::Warning => over || worst >= Some(Level::Warning),
        }
    }
}
