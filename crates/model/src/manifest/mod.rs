//! The manifest: what ran on which inputs and wrote which files.
//!
//! A manifest records enough to repeat an assessment and get the same bytes, or to find out why not. It is written by
//! the `seal` module of the program.

mod format;

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::Conservation;
use crate::incident::{Id, KeySource};
use crate::options::Program;
use crate::regular;
use crate::rule::Rule;

pub use format::{Compression, FormatRecord};

/// Value of `schema` in `manifest.json`.
pub const SCHEMA: &str = "ampleur/manifest/1";

/// Name of the manifest in a report folder.
pub const FILE: &str = "manifest.json";

/// Name of its signature, if it is signed. It signs the manifest, which therefore cannot list it.
pub const SIGNATURE: &str = "manifest.json.minisig";

/// The manifest of a report: everything that could change a byte of it.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// Always `ampleur/manifest/1`.
    pub schema: String,
    /// Program that ran.
    pub ampleur: ProgramRecord,
    /// Every decision, defaults included.
    pub plan: PlanRecord,
    /// Key, by its fingerprint.
    pub key: KeyRecord,
    /// Every file read: leaks, then members, in the order of the plan.
    pub inputs: Vec<InputFile>,
    /// Rows that entered and left each stage.
    pub counts: Counts,
    /// Every file written except this one and its signature: path → SHA-256.
    pub outputs: BTreeMap<String, String>,
    /// SHA-256 of the manifest of the report that this one builds on; absent without `--since`. So the reports of an incident form a
    /// chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

/// A program version.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct ProgramRecord {
    /// Version.
    pub version: String,
    /// Commit it was built from; null in the demo and where the build did not know it.
    pub commit: Option<String>,
}

/// The plan as carried out.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct PlanRecord {
    /// SHA-256 of the incident file.
    pub incident_sha256: String,
    /// SHA-256 of each profile that it names, by path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub profiles: BTreeMap<String, String>,
    /// Incident file as read, with defaults and what profiles add.
    #[schemars(with = "crate::incident::Incident")]
    pub incident: serde_json::Value,
    /// Authentication code, under the key, of what `incident` leaves out: contract numbers, and members that somebody decided on.
    /// Absent if nothing is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<String>,
    /// Linkage rules, in order.
    pub rules: Vec<Rule>,
    /// Language of the reports.
    pub lang: String,
    /// Level of findings from which the run exits with 3.
    pub fail_on: String,
    /// Threshold below which counts are suppressed in `shared/`; absent if `shared/` is not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppress_below: Option<u64>,
    /// Whether documents were written besides the figures.
    pub documents: bool,
    /// Whether these include PDFs; the program can be built without.
    pub pdf: bool,
}

/// A key, without the key itself.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct KeyRecord {
    /// Source of the key: `file`, `env` or `published`.
    pub source: String,
    /// Fingerprint: sixteen hexadecimal digits from a separate hash domain.
    pub fingerprint: String,
}

/// A file that was read.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct InputFile {
    /// `leaks` or `members`.
    pub side: String,
    /// Id of the operator or insurer; absent for members of several insurers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Path, as in the incident file.
    pub path: String,
    /// Format of the file.
    #[serde(flatten)]
    pub format: FormatRecord,
    /// Column name of ampleur → headers in the file.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Headers that are not recognised.
    pub ignored: Vec<String>,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the content.
    pub sha256: String,
    /// Number of rows.
    pub rows: u64,
}

/// Rows by stage: read = keyed + rejected; keyed = linked + duplicates.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Leaked rows.
    pub leaks: StageRows,
    /// Member rows.
    pub members: StageRows,
}

/// Rows that a stage passed on.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct StageRows {
    /// Read from files.
    pub read: u64,
    /// Rows for which at least one rule is possible.
    pub keyed: u64,
    /// Those of them that are not duplicates.
    pub linked: u64,
}

/// The manifest of a report in a folder; none if there is no report that this program knows.
pub fn of(folder: &Path) -> Option<Manifest> {
    parse(&regular::read(&folder.join(FILE), regular::REPORTED).ok()?)
}

/// The manifest of these bytes; none if they are none that this program knows.
pub fn parse(bytes: &[u8]) -> Option<Manifest> {
    serde_json::from_slice(bytes).ok().filter(|manifest: &Manifest| manifest.schema == SCHEMA)
}

/// Whether a folder is a report of this incident, so that a new report may replace it.
pub fn is_report(folder: &Path, incident: &Id) -> bool {
    let manifest = regular::read(&folder.join(FILE), regular::REPORTED).ok();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    manifest.is_some_and(|m| m["schema"] == SCHEMA && m["plan"]["incident"]["id"] == incident.as_str())
}

impl ProgramRecord {
    /// The record of a program.
    pub fn of(program: Program) -> ProgramRecord {
        ProgramRecord { version: program.version.to_owned(), commit: program.commit.map(str::to_owned) }
    }
}

impl KeyRecord {
    /// The record of the key that an incident names.
    pub fn of(key: &KeySource, fingerprint: &str) -> KeyRecord {
        let source = match key {
            key if key.published => "published",
            key if key.env.is_some() => "env",
            _ => "file",
        };
        KeyRecord { source: source.to_owned(), fingerprint: fingerprint.to_owned() }
    }
}

impl Counts {
    /// Sums of the bins of all files.
    pub fn of(conservation: &Conservation) -> Counts {
        let leaks = conservation.leaks.iter().map(|file| (file.rows, file.rejected, file.duplicate));
        let members = conservation.members.iter().map(|file| (file.rows, file.rejected, file.duplicate));
        Counts { leaks: StageRows::sum(leaks), members: StageRows::sum(members) }
    }
}

impl StageRows {
    /// Sums over files of (read, rejected, duplicate) rows.
    fn sum(files: impl Iterator<Item = (u64, u64, u64)>) -> StageRows {
        let stage = |(rows, rejected, duplicate): (u64, u64, u64)| StageRows {
            read: rows,
            keyed: rows.saturating_sub(rejected),
            linked: rows.saturating_sub(rejected + duplicate),
        };
        files.fold(stage((0, 0, 0)), |sum, file| sum.add(&stage(file)))
    }

    fn add(&self, other: &StageRows) -> StageRows {
        StageRows { read: self.read + other.read, keyed: self.keyed + other.keyed, linked: self.linked + other.linked }
    }
}
