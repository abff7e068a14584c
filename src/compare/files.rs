//! Rows by file and bin, before and after.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Change;
use super::figures::side_by_side;
use model::figures::{Conservation, LeakBins, MemberBins};

/// Rows by file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Files {
    /// Leaked files, by operator and path.
    pub leaks: Vec<FileLine>,
    /// Member files, by insurer and path.
    pub members: Vec<FileLine>,
}

/// Rows of one party in one file. Without a figure before, the file is new; without one after, it was removed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct FileLine {
    /// Id of the operator or insurer; absent for rows that name no insurer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Path, as in the incident file.
    pub path: String,
    /// Path in the earlier incident file, if different.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_before: Option<String>,
    /// All rows, then their bins, which add up to them.
    pub bins: Vec<BinLine>,
}

/// Rows of a file in one bin.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct BinLine {
    /// The bin.
    pub bin: Bin,
    /// Number of rows.
    pub rows: Change,
}

/// The bin of a row; `rows` counts all rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub(crate) enum Bin {
    Rows,
    Matched,
    Doubtful,
    Ambiguous,
    Household,
    Elsewhere,
    Unmatched,
    Exposed,
    NotExposed,
    Duplicate,
    Rejected,
}

impl Files {
    pub(crate) fn lines(&self) -> impl Iterator<Item = &FileLine> {
        self.leaks.iter().chain(&self.members)
    }
}

/// Compares the bins of two reports. `renamed` maps the old path of a renamed file to the new one.
pub(super) fn compare(before: &Conservation, after: &Conservation, renamed: &BTreeMap<String, String>) -> Files {
    Files {
        leaks: lines(leaks(before), leaks(after), renamed),
        members: lines(members(before), members(after), renamed),
    }
}

/// Party, path, rows by bin.
type FileBins = (Option<String>, String, Vec<(Bin, u64)>);

fn leaks(all: &Conservation) -> Vec<FileBins> {
    all.leaks.iter().map(|file| (Some(file.operator.clone()), file.path.clone(), leak(file))).collect()
}

fn members(all: &Conservation) -> Vec<FileBins> {
    all.members.iter().map(|file| (file.insurer.clone(), file.path.clone(), member(file))).collect()
}

fn lines(before: Vec<FileBins>, after: Vec<FileBins>, renamed: &BTreeMap<String, String>) -> Vec<FileLine> {
    let before = before.into_iter().map(|(party, path, bins)| match renamed.get(&path) {
        Some(now) => ((party, now.clone()), (Some(path), bins)),
        None => ((party, path), (None, bins)),
    });
    let after = after.into_iter().map(|(party, path, bins)| ((party, path), (None, bins)));
    let line = |((party, path), (was, is))| {
        let (path_before, was) = split(was);
        let (_, is) = split(is);
        let bins = was.as_ref().or(is.as_ref()).into_iter().flatten().map(|(bin, _)| *bin);
        let rows = |of: &Option<Vec<(Bin, u64)>>, bin: Bin| {
            of.iter().flatten().find(|(other, _)| *other == bin).map(|(_, rows)| *rows)
        };
        let bins = bins.map(|bin| BinLine { bin, rows: Change::of(rows(&was, bin), rows(&is, bin)) }).collect();
        FileLine { party, path, path_before, bins }
    };
    side_by_side(before, after).into_iter().map(line).collect()
}

/// The old path, if the file was renamed, and its bins.
type Side = (Option<String>, Vec<(Bin, u64)>);

fn split(side: Option<Side>) -> (Option<String>, Option<Vec<(Bin, u64)>>) {
    side.map_or((None, None), |(path, bins)| (path, Some(bins)))
}

fn leak(file: &LeakBins) -> Vec<(Bin, u64)> {
    vec![
        (Bin::Rows, file.rows),
        (Bin::Matched, file.matched),
        (Bin::Doubtful, file.doubtful),
        (Bin::Ambiguous, file.ambiguous),
        (Bin::Household, file.household),
        (Bin::Elsewhere, file.elsewhere),
        (Bin::Unmatched, file.unmatched),
        (Bin::Duplicate, file.duplicate),
        (Bin::Rejected, file.rejected),
    ]
}

fn member(file: &MemberBins) -> Vec<(Bin, u64)> {
    vec![
        (Bin::Rows, file.rows),
        (Bin::Exposed, file.exposed),
        (Bin::NotExposed, file.not_exposed),
        (Bin::Duplicate, file.duplicate),
        (Bin::Rejected, file.rejected),
    ]
}
