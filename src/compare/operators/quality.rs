//! Quality of the rows that each operator provided: their bins, and the findings in its files.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Both, Pair, Part};
use crate::words::Words;
use model::figures::{Conservation, LeakBins, OperatorReport};
use model::finding::{Finding, Level};

/// Bins of the leaked rows of an operator; the parts add up to `rows`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Quality {
    /// Rows read.
    pub rows: u64,
    /// Rows that match one person at an insurer.
    pub matched: Part,
    /// Rows that match one person at an insurer, by a rule whose certainty leaves the decision to a person.
    pub doubtful: Part,
    /// Rows that match two or more persons at one insurer.
    pub ambiguous: Part,
    /// Rows matched by a NIR, number or contact alone.
    pub household: Part,
    /// Rows that match a person only at an insurer that they cannot concern.
    pub elsewhere: Part,
    /// Rows that match nobody.
    pub unmatched: Part,
    /// Rows that repeat an earlier row.
    pub duplicate: Part,
    /// Rows whose readable values allow no rule.
    pub rejected: Part,
}

/// Findings by level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Levels {
    /// Grave findings.
    pub grave: u64,
    /// Warnings.
    pub warning: u64,
    /// Findings for information.
    pub info: u64,
}

impl Pair<'_> {
    pub(super) fn quality(&self) -> Both<Option<Quality>> {
        let files = &self.opened.assessment.conservation;
        self.both(self.operators.map(|operator| Quality::of(files, operator)), Words::operators_quality)
    }

    pub(super) fn findings(&self) -> Both<Levels> {
        let a = &self.opened.assessment;
        let levels = self.operators.map(|operator| Levels::of(&a.findings, &a.conservation, operator));
        self.both(levels, Words::operators_findings)
    }
}

impl Quality {
    /// `None` if there are no rows.
    fn of(files: &Conservation, operator: &OperatorReport) -> Option<Quality> {
        let sum = |bin: fn(&LeakBins) -> u64| -> u64 { leaks(files, operator).map(bin).sum() };
        let rows = sum(|file| file.rows);
        Some(Quality {
            rows,
            matched: Part::of(sum(|file| file.matched), rows)?,
            doubtful: Part::of(sum(|file| file.doubtful), rows)?,
            ambiguous: Part::of(sum(|file| file.ambiguous), rows)?,
            household: Part::of(sum(|file| file.household), rows)?,
            elsewhere: Part::of(sum(|file| file.elsewhere), rows)?,
            unmatched: Part::of(sum(|file| file.unmatched), rows)?,
            duplicate: Part::of(sum(|file| file.duplicate), rows)?,
            rejected: Part::of(sum(|file| file.rejected), rows)?,
        })
    }

    /// The bins, in the order of the fields.
    pub(crate) fn parts(&self) -> [Part; 8] {
        let Quality { rows: _, matched, doubtful, ambiguous, household, elsewhere, unmatched, duplicate, rejected } =
            *self;
        [matched, doubtful, ambiguous, household, elsewhere, unmatched, duplicate, rejected]
    }
}

impl Levels {
    fn of(findings: &[Finding], files: &Conservation, operator: &OperatorReport) -> Levels {
        // An insurer may have the same id as the operator, and two operators may list the same file: both must match.
        let is_here = |finding: &Finding| {
            let file = finding.file.as_ref();
            finding.party.as_ref() == Some(&operator.id)
                && file.is_some_and(|path| leaks(files, operator).any(|leak| leak.path == *path))
        };
        let count = |level: Level| findings.iter().filter(|f| f.level == level && is_here(f)).count() as u64;
        Levels { grave: count(Level::Grave), warning: count(Level::Warning), info: count(Level::Info) }
    }
}

fn leaks<'a>(files: &'a Conservation, operator: &'a OperatorReport) -> impl Iterator<Item = &'a LeakBins> {
    files.leaks.iter().filter(move |file| file.operator == operator.id)
}
