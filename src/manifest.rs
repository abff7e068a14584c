//! What ran, on what, giving what.
//!
//! A manifest is enough to run an assessment again and get the same bytes, or to know why not.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::Context;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::aside;
use crate::assess::{Assessment, Conservation, conservation};
use crate::error::{self, Result};
use crate::incident::{Id, KeySource};
use crate::interrupt;
use crate::link::Rule;
use crate::plan::{Input, Plan, Program};
use crate::read::FormatRecord;
use crate::report::{self, Bundle};
use crate::run::Assessed;

/// The schema name of `manifest.json`.
pub const SCHEMA: &str = "ampleur/manifest/1";

/// Where a manifest stands in a report's folder.
pub const FILE: &str = "manifest.json";

/// The manifest of a report: everything that could change a byte of it.
#[derive(Serialize, Deserialize, JsonSchema)]
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
    /// Every file written except this one: path → SHA-256.
    pub outputs: BTreeMap<String, String>,
}

/// A program version.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct ProgramRecord {
    /// Version.
    pub version: String,
    /// Commit it was built from; null in the demo and where the build did not know it.
    pub commit: Option<String>,
}

/// The plan as carried out.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct PlanRecord {
    /// SHA-256 of the incident file.
    pub incident_sha256: String,
    /// Incident file as read, with defaults.
    #[schemars(with = "crate::incident::Incident")]
    pub incident: serde_json::Value,
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
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct KeyRecord {
    /// Source of the key: `file`, `env` or `published`.
    pub source: String,
    /// Fingerprint: sixteen hexadecimal digits from a separate hash domain.
    pub fingerprint: String,
}

/// A file that was read.
#[derive(Serialize, Deserialize, JsonSchema)]
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
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Leaked rows.
    pub leaks: StageRows,
    /// Member rows.
    pub members: StageRows,
}

/// Rows that a stage passed on.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct StageRows {
    /// Read from files.
    pub read: u64,
    /// Rows for which at least one rule is possible.
    pub keyed: u64,
    /// Those of them that are not duplicates.
    pub linked: u64,
}

/// A report that stands in its folder.
pub struct Sealed {
    /// The figures.
    pub assessment: Assessment,
}

/// Size and SHA-256 of each input, leaks first.
pub fn digest_inputs(plan: &Plan) -> Result<Vec<(u64, String)>> {
    let inputs: Vec<&Input> = plan.leaks.iter().chain(&plan.members).collect();
    inputs.into_par_iter().map(|input| digest_file(&input.source.path, &input.source.shown)).collect()
}

/// Size and SHA-256 of a file, which messages call `shown`.
pub fn digest_file(path: &Path, shown: &str) -> Result<(u64, String)> {
    let refuse = |e: std::io::Error| error::file("file", shown, &e);
    let mut file = File::open(path).map_err(refuse)?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 18]);
    loop {
        interrupt::check()?;
        match file.read(&mut buffer).map_err(refuse)? {
            0 => return Ok((bytes, hex(&hash.finalize()))),
            n => {
                hash.update(&buffer[..n]);
                bytes += n as u64;
            }
        }
    }
}

/// SHA-256, in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Proves the figures, writes the bundle and its manifest aside, and renames.
pub fn seal(plan: &Plan, assessed: Assessed, digests: Vec<(u64, String)>, mut bundle: Bundle) -> Result<Sealed> {
    conservation::check(&assessed.assessment)?;
    let manifest = record(plan, &assessed, digests, &bundle)?;
    bundle.insert(FILE.to_owned(), report::json(&manifest)?);
    aside::write(&plan.target, &bundle)?;
    Ok(Sealed { assessment: assessed.assessment })
}

/// Whether a folder is a report of that incident, which a new one may replace.
pub fn is_report(folder: &Path, incident: &Id) -> bool {
    let manifest = std::fs::read(folder.join(FILE)).ok();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    manifest.is_some_and(|m| m["schema"] == SCHEMA && m["plan"]["incident"]["id"] == incident.as_str())
}

/// Every file that was read, leaks first; `digests` as [`digest_inputs`] gives them.
pub fn inputs(plan: &Plan, assessed: &Assessed, digests: Vec<(u64, String)>) -> Vec<InputFile> {
    let leaks = plan.leaks.iter().zip(&assessed.leak_records);
    let members = plan.members.iter().zip(&assessed.member_records);
    leaks
        .chain(members)
        .zip(digests)
        .map(|((input, record), (bytes, sha256))| {
            let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for mapped in input.source.mapping.columns() {
                columns.entry(mapped.col.name().to_owned()).or_default().push(mapped.header.clone());
            }
            InputFile {
                side: input.source.side.name().to_owned(),
                party: plan.party(input).map(Id::to_string),
                path: input.source.shown.clone(),
                format: input.source.format.record(),
                columns,
                ignored: input.source.mapping.others().iter().map(|other| other.header.clone()).collect(),
                bytes,
                sha256,
                rows: record.rows,
            }
        })
        .collect()
}

impl ProgramRecord {
    /// Of the program that runs.
    pub fn of(program: Program) -> ProgramRecord {
        ProgramRecord { version: program.version.to_owned(), commit: program.commit.map(str::to_owned) }
    }
}

impl KeyRecord {
    /// Of the key that an incident names.
    pub fn of(key: &KeySource, fingerprint: &str) -> KeyRecord {
        let source = match key {
            key if key.published => "published",
            key if key.env.is_some() => "env",
            _ => "file",
        };
        KeyRecord { source: source.to_owned(), fingerprint: fingerprint.to_owned() }
    }
}

fn record(plan: &Plan, assessed: &Assessed, digests: Vec<(u64, String)>, bundle: &Bundle) -> Result<Manifest> {
    let word = |value: serde_json::Value| value.as_str().map(str::to_owned).unwrap_or_else(|| value.to_string());
    Ok(Manifest {
        schema: SCHEMA.to_owned(),
        ampleur: ProgramRecord::of(plan.program),
        plan: PlanRecord {
            incident_sha256: digest(plan.incident_text.as_bytes()),
            incident: serde_json::to_value(&plan.incident).context("the incident has no JSON form")?,
            rules: Rule::ALL.to_vec(),
            lang: word(serde_json::to_value(plan.lang).context("the language has no JSON form")?),
            fail_on: word(serde_json::to_value(plan.fail_on).context("fail_on has no JSON form")?),
            suppress_below: plan.suppress_below,
            documents: plan.documents,
            pdf: plan.documents && cfg!(feature = "pdf"),
        },
        key: KeyRecord::of(&plan.incident.key, &assessed.fingerprint),
        inputs: inputs(plan, assessed, digests),
        counts: Counts::of(&assessed.assessment.conservation),
        outputs: bundle.iter().map(|(path, bytes)| (path.clone(), digest(bytes))).collect(),
    })
}

impl Counts {
    /// Of the bins of all files.
    pub fn of(conservation: &Conservation) -> Counts {
        let leaks = conservation.leaks.iter().map(|file| (file.rows, file.rejected, file.duplicate));
        let members = conservation.members.iter().map(|file| (file.rows, file.rejected, file.duplicate));
        Counts { leaks: StageRows::sum(leaks), members: StageRows::sum(members) }
    }
}

impl StageRows {
    /// Of rows read, rejected and duplicate in each file.
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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
