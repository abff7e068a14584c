//! Where each row of each file went.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where each row went, file by file.
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
    pub operator: String,
    pub path: String,
    pub rows: u64,
    pub matched: u64,
    pub ambiguous: u64,
    pub household: u64,
    pub elsewhere: u64,
    pub unmatched: u64,
    pub duplicate: u64,
    pub rejected: u64,
}

/// The bins of an insurer's rows in a member file; they add up to `rows`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MemberBins {
    /// Absent for rows of a file of several insurers that name none of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurer: Option<String>,
    pub path: String,
    pub rows: u64,
    pub exposed: u64,
    pub not_exposed: u64,
    pub duplicate: u64,
    pub rejected: u64,
}
