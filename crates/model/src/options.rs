//! Options of a report: language, documents, and the findings that make a run fail.
//!
//! None of them can change a figure. What is assessed is defined by the engine's plan.

use crate::code::Code;
use crate::finding::{Finding, Level};
use crate::said::Lang;
use serde::{Deserialize, Serialize};

/// The build that writes a report.
#[derive(Clone, Copy)]
pub struct Program {
    /// Version of the crate.
    pub version: &'static str,
    /// Commit it was built from. `None` in the demo, whose output must not change with each commit.
    pub commit: Option<&'static str>,
}

/// Options of a report, as recorded in its manifest.
#[derive(Clone, Copy)]
pub struct Options {
    /// Program that writes the report.
    pub program: Program,
    /// Language of reports and summaries.
    pub lang: Lang,
    /// Findings from which the run exits with 3.
    pub fail_on: FailOn,
    /// Threshold below which counts of persons are suppressed in `shared/`. `None`: `shared/` is not written.
    pub suppress_below: Option<u64>,
    /// Whether dossiers, letters, the register, the workbook and pages are written besides the figures.
    pub documents: bool,
}

/// Which findings set exit status 3.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// More rejected rows in a file than `max_rejects`, or a column or a file of which nearly nothing can be read or met.
    Rejects,
    /// Also grave findings.
    Grave,
    /// Also grave findings and warnings.
    Warning,
    /// None.
    Never,
}

impl FailOn {
    /// Whether these findings make a run exit with 3.
    pub fn is_met<'a>(self, findings: impl Iterator<Item = &'a Finding> + Clone) -> bool {
        let over = findings.clone().any(|f| f.code == Code::RejectsOverLimit || f.says_nothing_was_read());
        let worst = findings.map(|f| f.level).max();
        match self {
            FailOn::Never => false,
            FailOn::Rejects => over,
            FailOn::Grave => over || worst >= Some(Level::Grave),
            FailOn::Warning => over || worst >= Some(Level::Warning),
        }
    }
}
