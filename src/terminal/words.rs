//! Words of what a terminal shows of an assessment, and no report.

use crate::words::words;

words! {
    /// Beside exit status 3.
    findings_fail:
        "le rapport est écrit, mais il a des constats qui atteignent le seuil de --fail-on (code 3)",
        "the report is written, but it has findings at or above --fail-on (exit 3)";
}
