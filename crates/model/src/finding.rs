//! Findings: what somebody should review, but what does not stop an assessment.
//!
//! A finding has a code, a place and a count of rows, never values. Its words are in the `report` crate.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::code::Code;

/// Severity of a finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// For information.
    Info,
    /// May make a figure too low or too high.
    Warning,
    /// Contradicts a declaration, or makes a figure unfit to be sent.
    Grave,
}

/// A finding: something in the files or figures that somebody should review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Stable name, such as `nir.wrong-key`.
    pub code: Code,
    /// Severity.
    pub level: Level,
    /// Id of the insurer or operator concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Path of the file, as in the incident file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Header in that file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Data field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<crate::incident::Field>,
    /// How a value is written (9: a digit; A and a: letters), or is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<String>,
    /// Perimeter, by its number in the insurer's list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub perimeter: Option<u64>,
    /// Number of rows.
    pub rows: u64,
    /// Row numbers of the first of them in the file, three at most.
    pub first_rows: Vec<u64>,
}

/// Most serious first, then by code and place.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let place = |f: &Finding| (f.code, f.party.clone(), f.perimeter, f.file.clone(), f.column.clone(), f.field);
        b.level.cmp(&a.level).then_with(|| place(a).cmp(&place(b)))
    });
}

impl Finding {
    /// A finding without a place and with no rows.
    pub fn new(code: Code, level: Level) -> Self {
        Finding {
            code,
            level,
            party: None,
            file: None,
            column: None,
            field: None,
            shape: None,
            perimeter: None,
            rows: 0,
            first_rows: Vec::new(),
        }
    }

    /// Whether a column, a file or an insurer says nearly nothing, or says it of others, so that figures are those of a file without it.
    pub fn says_nothing_was_read(&self) -> bool {
        // That a column is empty, or that some rows name an unknown insurer or another than the person's, is told of others too.
        if matches!(self.code, Code::ColumnEmpty | Code::LeakElsewhere | Code::LeakUnknownInsurer) {
            return self.level == Level::Grave;
        }
        matches!(
            self.code,
            Code::ColumnUnreadable
                | Code::ColumnFurtherPerson
                | Code::ColumnPartlyUnreadable
                | Code::ColumnNotRecognised
                | Code::InsurerAllGone
                | Code::LeakDatesDiffer
                | Code::LeakMeetsNobody
                | Code::LeakNirsDiffer
                | Code::NirNotOfBirthDate
        )
    }

    /// Sets the insurer or operator.
    #[must_use]
    pub fn party(mut self, id: &crate::incident::Id) -> Self {
        self.party = Some(id.to_string());
        self
    }

    /// Sets the file, by its path in the incident file.
    #[must_use]
    pub fn file(mut self, shown: &str) -> Self {
        self.file = Some(shown.to_owned());
        self
    }

    /// Sets the number of rows.
    #[must_use]
    pub fn rows(mut self, rows: u64) -> Self {
        self.rows = rows;
        self
    }
}
