//! Whom an insurer writes to: the persons in its estimate, by its own identifiers and by nothing else that names them.
//!
//! In: a plan and one of its insurers. Out: a folder of two files, the list and `notified.json`, which says what was read, how
//! the list is kept from others, and how many can be told through what. The figures are those of `ampleur assess`; the
//! insurer's files are then read again for its identifiers, which linking does not keep.
//!
//! ```text
//!  Plan ──► Linked      the links behind the figures                    (run)
//!           Concerned   the persons of one insurer, as numbers of rows  (concerned)
//!           Told        what its files tell of these rows               (contacts, way)
//!           List        a line for each person                          (list)
//!           Notified    the counts, and what was written                (coverage, protection)
//! ```
//!
//! In clear, same in, same out. Encrypted, the bytes of the list differ from run to run, and with them its SHA-256: age draws a
//! key for each file. What is encrypted is the same.

mod concerned;
mod coverage;
mod list;
mod protection;
mod view;
mod way;
mod words;

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::digest;
use crate::seal;
use engine::contacts::{self, Contacts};
use engine::index::InsurerIx;
use engine::link::{DEFAULT_MEMORY, Room};
use engine::plan::Plan;
use engine::pseudonym::Party;
use engine::read::Col;
use engine::stages;
use model::bundle::{self, Bundle};
use model::error::{self, Error, Problem, Result};
use model::figures::conservation;
use model::incident::Id;
use model::manifest::{InputFile, KeyRecord, ProgramRecord};
use model::observer::Unobserved;
use model::options::Program;
use model::staging;

pub(crate) use coverage::{Coverage, WithoutId};
pub(crate) use list::COLUMNS;
pub(crate) use protection::Protection;
pub(crate) use view::notified as view;

use list::List;

/// The schema name of `notified.json`.
pub(crate) const SCHEMA: &str = "ampleur/notified/1";

/// What stands beside a list.
pub(crate) const FILE: &str = "notified.json";

pub(crate) struct Request<'a> {
    /// The program that makes it.
    pub program: Program,
    pub insurer: &'a str,
    /// The folder in which the insurer's own is made.
    pub out: &'a Path,
    /// How the list is kept from others.
    pub protection: Protection,
    pub format: Format,
}

/// Format of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// For spreadsheets: semicolon-separated, UTF-8 with a byte-order mark.
    Csv,
    /// For programs: all columns are text.
    Parquet,
}

/// Record of a list: everything that could change it, and its coverage. It identifies nobody.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Notified {
    /// Always `ampleur/notified/1`.
    pub schema: String,
    /// Program that ran.
    pub ampleur: ProgramRecord,
    /// Id of the incident.
    pub incident: String,
    /// SHA-256 of the incident file.
    pub incident_sha256: String,
    /// Key, by its fingerprint.
    pub key: KeyRecord,
    /// Id of the insurer.
    pub insurer: String,
    /// Name of the insurer.
    pub insurer_name: String,
    /// Date of the list.
    pub reference_date: String,
    /// Every file read: leaks, then members, in the order of the plan.
    pub inputs: Vec<InputFile>,
    /// The list.
    pub list: ListRecord,
    /// Coverage of the list.
    pub coverage: Coverage,
}

/// The file that contains the list.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct ListRecord {
    /// Name of the file, in the folder of `notified.json`.
    pub file: String,
    /// Format before encryption.
    pub format: Format,
    /// Whether it is not encrypted.
    pub in_clear: bool,
    /// Number of public keys to which it is encrypted.
    pub recipients: u64,
    /// Whether it is encrypted with a passphrase.
    pub passphrase: bool,
    /// SHA-256 of the file as written.
    pub sha256: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Number of lines, one per person, without the header.
    pub rows: u64,
}

impl Request<'_> {
    /// The folder that will hold the list.
    pub(crate) fn folder(&self) -> PathBuf {
        self.out.join(self.insurer)
    }
}

impl Format {
    /// The extension of a list in clear.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Parquet => "parquet",
        }
    }
}

/// Lists an insurer's concerned persons and writes the list.
pub(crate) fn notify(plan: &Plan, request: &Request<'_>) -> Result<Notified> {
    let insurer = index(plan, request.insurer)?;
    let folder = request.folder();
    if folder.exists() && !is_list(&folder, &plan.incident.id, request.insurer) {
        return Err(error::foreign_list(&folder).into());
    }
    check_ids(plan, insurer)?;

    let room = Room::beside(&folder, DEFAULT_MEMORY);
    let (digests, linked) = rayon::join(|| seal::digest_inputs(plan), || stages::link(plan, &room, &Unobserved));
    let (digests, linked) = (digests?, linked?);
    let assessed = &linked.assessed;
    conservation::check(&assessed.assessment)?;
    if linked.members.rows().all(|row| row.insurer != insurer) {
        return Err(error::no_members(request.insurer).into());
    }
    let persons = concerned::of(plan, &linked, insurer)?;
    let asked = persons.iter().flat_map(|person| person.rows.iter().chain(&person.policyholder)).copied().collect();
    let told = Contacts::read(plan, &linked.members, asked)?;
    let declared = &plan.incident.insurers[&plan.insurers[usize::from(insurer)]];
    let list = List::of(&declared.channels, persons, &told);

    let totals = &assessed.assessment.insurers[usize::from(insurer)].totals;
    let sealed = request.protection.seal(&list.bytes(request.format, &plan.operators)?)?;
    let extension = request.format.extension();
    let (file, in_clear, recipients, passphrase) = match &request.protection {
        Protection::InClear => (format!("list.{extension}"), true, 0, false),
        Protection::Recipients(keys) => (format!("list.{extension}.age"), false, keys.len() as u64, false),
        Protection::Passphrase(_) => (format!("list.{extension}.age"), false, 0, true),
    };
    let notified = Notified {
        schema: SCHEMA.to_owned(),
        ampleur: ProgramRecord::of(request.program),
        incident: plan.incident.id.to_string(),
        incident_sha256: digest::of_bytes(plan.incident_text.as_bytes()),
        key: KeyRecord::of(&plan.incident.key, &assessed.fingerprint),
        insurer: request.insurer.to_owned(),
        insurer_name: plan.insurer_name(insurer).to_owned(),
        reference_date: plan.incident.reference_date.0.to_string(),
        inputs: seal::inputs(plan, assessed, digests),
        list: ListRecord {
            file: file.clone(),
            format: request.format,
            in_clear,
            recipients,
            passphrase,
            sha256: digest::of_bytes(&sealed),
            columns: COLUMNS.map(str::to_owned).to_vec(),
            rows: list.lines.len() as u64,
        },
        coverage: Coverage::of(plan, &list, totals, &declared.channels),
    };
    let bundle = Bundle::from([(file, sealed), (FILE.to_owned(), bundle::json(&notified)?)]);
    staging::write(&folder, &bundle)?;
    Ok(notified)
}

/// The index of an insurer.
fn index(plan: &Plan, written: &str) -> Result<InsurerIx, Problem> {
    let known: Vec<&str> = plan.insurers.iter().map(Id::as_str).collect();
    match known.iter().position(|id| *id == written) {
        Some(place) => Ok(InsurerIx::new(place)),
        None => Err(error::no_such_party("the incident file has no insurer", written, &known)),
    }
}

/// Refuses before anything is read if a file of the insurer has no identifiers. What `[[members]]` hold is known later.
fn check_ids(plan: &Plan, insurer: InsurerIx) -> Result<()> {
    let own = plan.members.iter().filter(|input| input.party == Party::Insurer(insurer));
    let without = own.filter(|input| !input.source.has_values(Col::MemberId));
    let problems: Vec<Problem> = without.map(|input| contacts::no_member_id(&input.source)).collect();
    if problems.is_empty() { Ok(()) } else { Err(Error::Refused(problems)) }
}

/// Whether a folder holds a list of that insurer in that incident and nothing else, so that a new one may replace it.
fn is_list(folder: &Path, incident: &Id, insurer: &str) -> bool {
    let ours = |name: &str| {
        // What file managers leave is nobody's.
        let list = ["list.csv", "list.parquet"].contains(&name.strip_suffix(".age").unwrap_or(name));
        list || name == FILE || name.starts_with('.')
    };
    let notified = std::fs::read(folder.join(FILE)).ok();
    let notified = notified.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let same = notified
        .is_some_and(|n| n["schema"] == SCHEMA && n["incident"] == incident.as_str() && n["insurer"] == insurer);
    same && std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.all(|entry| entry.is_ok_and(|entry| entry.file_name().to_str().is_some_and(ours)))
    })
}
