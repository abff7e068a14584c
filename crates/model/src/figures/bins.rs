//! The bins of rows, by file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The bins of all rows, file by file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Conservation {
    /// Leaked files.
    pub leaks: Vec<LeakBins>,
    /// Member files.
    pub members: Vec<MemberBins>,
}

/// The bins of a leaked file; they add up to `rows`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct LeakBins {
    /// Id of the operator.
    pub operator: String,
    /// Path of the file, as in the incident file.
    pub path: String,
    /// Rows read.
    pub rows: u64,
    /// Rows that match one person at an insurer.
    pub matched: u64,
    /// Rows that match one person at an insurer, by a rule whose certainty leaves the decision to a person.
    pub doubtful: u64,
    /// Rows that match two or more persons at one insurer.
    pub ambiguous: u64,
    /// Rows matched by a NIR, number or contact alone.
    pub household: u64,
    /// Rows that match a person only at an insurer that they cannot concern.
    pub elsewhere: u64,
    /// Rows that match nobody.
    pub unmatched: u64,
    /// Rows that repeat an earlier row.
    pub duplicate: u64,
    /// Rows whose readable values allow no rule.
    pub rejected: u64,
}

/// The bins of an insurer's rows in a member file; they add up to `rows`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MemberBins {
    /// Id of the insurer; absent for rows that name none, in a file of several insurers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurer: Option<String>,
    /// Path of the file, as in the incident file.
    pub path: String,
    /// Rows read.
    pub rows: u64,
    /// Rows matched in any way, or in an exposed perimeter.
    pub exposed: u64,
    /// Rows neither matched nor in an exposed perimeter.
    pub not_exposed: u64,
    /// Rows that repeat an earlier row.
    pub duplicate: u64,
    /// Rows whose readable values allow no rule, or that name no known insurer.
    pub rejected: u64,
}
