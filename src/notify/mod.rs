//! `ampleur notify`: lists the affected persons of one insurer by its own member identifiers.
//!
//! Writes two files: the list, and `notified.json`, which records the inputs, the encryption, and how many persons each
//! channel reaches. With `--doubtful`: the rows in doubt, and `worklist.json` ([`mod@worklist`]). The figures are those of `ampleur assess`. Linking does not keep identifiers, so the insurer's
//! files are read again for them.
//!
//! ```text
//!  Plan ──► Linked           the links behind the figures                      engine::stages
//!           AffectedPerson   the persons of one insurer, by row numbers         affected
//!           Contacts         their identifiers and contact details              engine::contacts
//!           List             one line per person                                list, channel
//!           Notified         coverage, and what was written                     coverage, protection
//! ```
//!
//! An unencrypted list is the same for the same inputs. The bytes and SHA-256 of an encrypted list differ from run to
//! run, because age generates a new file key each time; the encrypted content is the same.

mod affected;
mod channel;
mod coverage;
mod list;
mod protection;
mod view;
mod words;
mod worklist;

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::digest;
use crate::folder::{self, Record};
use crate::seal;
use engine::contacts::{self, Contacts};
use engine::index::InsurerIx;
use engine::link::{DEFAULT_MEMORY, Room};
use engine::plan::Plan;
use engine::pseudonym::Party;
use engine::read::Col;
use engine::stages::{self, Linked};
use model::bundle::{self, Bundle};
use model::error::{self, Error, Problem, Result};
use model::figures::conservation;
use model::incident::Id;
use model::manifest::{InputFile, KeyRecord, ProgramRecord};
use model::observer::Unobserved;
use model::options::Program;
use model::staging;
use report::dossier::Facts;
use report::dossier::letter::{self, Variant};

pub(crate) use coverage::{Coverage, WithoutId};
use list::COLUMNS;
pub(crate) use protection::Protection;
pub(crate) use view::{notified as view, worklist as worklist_view};
pub(crate) use worklist::Worklist;

use list::List;

pub(crate) const SCHEMA: &str = "ampleur/notified/1";

/// The record beside the list.
pub(crate) const FILE: &str = "notified.json";

pub(crate) struct Request<'a> {
    pub program: Program,
    pub insurer: &'a str,
    /// Parent of the insurer's folder.
    pub out: &'a Path,
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
    #[serde(flatten)]
    pub origin: Origin,
    /// The list.
    pub list: ListRecord,
    /// Coverage of the list.
    pub coverage: Coverage,
    /// The letters that its lines name as `variant`, as they are in `letters/` of a report of the same files.
    pub letters: Vec<Variant>,
}

/// What a list was made from, and by what.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Origin {
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
    /// The folder that will contain the list.
    pub(crate) fn folder(&self) -> PathBuf {
        self.out.join(self.insurer)
    }

    /// The folder that will contain the worklist: beside that of the list, which it does not replace.
    pub(crate) fn worklist_folder(&self) -> PathBuf {
        self.out.join(format!("{}-doubtful", self.insurer))
    }

    /// Encrypts a list, with the record of it.
    fn seal(&self, name: &str, bytes: &[u8], columns: &[&str], rows: usize) -> Result<(Vec<u8>, ListRecord)> {
        let sealed = self.protection.seal(bytes)?;
        let file = format!("{name}.{}", self.format.extension());
        let (file, in_clear, recipients, passphrase) = match &self.protection {
            Protection::InClear => (file, true, 0, false),
            Protection::Recipients(keys) => (format!("{file}.age"), false, keys.len() as u64, false),
            Protection::Passphrase(_) => (format!("{file}.age"), false, 0, true),
        };
        let record = ListRecord {
            file,
            format: self.format,
            in_clear,
            recipients,
            passphrase,
            sha256: digest::of_bytes(&sealed),
            columns: columns.iter().map(ToString::to_string).collect(),
            rows: rows as u64,
        };
        Ok((sealed, record))
    }
}

impl Format {
    /// File extension before encryption.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Parquet => "parquet",
        }
    }
}

/// Lists an insurer's affected persons and writes the list.
pub(crate) fn notify(plan: &Plan, request: &Request<'_>) -> Result<Notified> {
    let folder = request.folder();
    let insurer = allowed(plan, request, &folder, &LIST)?;
    let (linked, origin) = link(plan, request, &folder, insurer, false)?;
    let persons = affected::persons(plan, &linked, insurer)?;
    let asked = persons.iter().flat_map(|person| person.rows.iter().chain(&person.policyholder)).copied().collect();
    let contacts = Contacts::read(plan, &linked.members, asked)?;
    let declared = &plan.incident.insurers[&plan.insurers[usize::from(insurer)]];
    let list = List::of(&declared.channels, persons, &contacts);

    let totals = &linked.assessed.assessment.insurers[usize::from(insurer)].totals;
    let facts = Facts::all(&plan.incident, &linked.assessed.assessment).find(|of| of.report.id == request.insurer);
    let letters = facts.iter().flat_map(letter::variants).map(|(variant, _)| variant).collect::<Vec<Variant>>();
    let bytes = list.bytes(request.format, &plan.operators, &letters)?;
    let (sealed, record) = request.seal(LIST.name, &bytes, &COLUMNS, list.lines.len())?;
    let file = record.file.clone();
    let coverage = Coverage::of(plan, &list, totals, &declared.channels);
    let notified = Notified { schema: LIST.schema.to_owned(), origin, list: record, coverage, letters };
    let bundle = Bundle::from([(file, sealed), (LIST.record.to_owned(), bundle::json(&notified)?)]);
    check_folder(plan, request, &folder, &LIST)?;
    staging::write_private(&folder, &bundle)?;
    Ok(notified)
}

/// Lists the leaked rows that may be about an insurer's members, for a person to decide, and writes the worklist.
pub(crate) fn worklist(plan: &Plan, request: &Request<'_>) -> Result<Worklist> {
    let folder = request.worklist_folder();
    let insurer = allowed(plan, request, &folder, &WORKLIST)?;
    let exchanged = plan.leaks.iter().filter(|input| input.source.exchange().is_some());
    let problems: Vec<Problem> = exchanged.map(|input| error::worklist_of_exchange(&input.source.shown)).collect();
    if !problems.is_empty() {
        return Err(Error::Refused(problems));
    }
    let (linked, origin) = link(plan, request, &folder, insurer, true)?;
    let lines = worklist::lines(plan, &linked, insurer)?;
    let bytes = lines.bytes(request.format, plan)?;
    let (sealed, record) = request.seal(WORKLIST.name, &bytes, &worklist::COLUMNS, lines.lines.len())?;
    let file = record.file.clone();
    let schema = WORKLIST.schema.to_owned();
    let made = Worklist { schema, origin, list: record, rows: lines.rows, without_id: lines.without_id };
    let bundle = Bundle::from([(file, sealed), (WORKLIST.record.to_owned(), bundle::json(&made)?)]);
    check_folder(plan, request, &folder, &WORKLIST)?;
    staging::write_private(&folder, &bundle)?;
    Ok(made)
}

/// A kind of list: how its files are called.
struct Kind {
    schema: &'static str,
    /// Without extension.
    name: &'static str,
    record: &'static str,
}

const LIST: Kind = Kind { schema: SCHEMA, name: "list", record: FILE };
const WORKLIST: Kind = Kind { schema: worklist::SCHEMA, name: "worklist", record: "worklist.json" };

/// The insurer, if a list of it can be made and written to the folder.
fn allowed(plan: &Plan, request: &Request<'_>, folder: &Path, kind: &Kind) -> Result<InsurerIx> {
    let insurer = index(plan, request.insurer)?;
    check_folder(plan, request, folder, kind)?;
    check_ids(plan, insurer)?;
    Ok(insurer)
}

/// Whether a list may be written to the folder: it is absent, or holds a list of this kind and insurer and nothing else.
fn check_folder(plan: &Plan, request: &Request<'_>, folder: &Path, kind: &Kind) -> Result<()> {
    let record =
        Record { file: kind.record, schema: kind.schema, incident: &plan.incident.id, insurer: request.insurer };
    let of_list = ["csv", "parquet"].map(|extension| format!("{}.{extension}", kind.name));
    let is_list = |name: &str| of_list.iter().any(|of_list| of_list == name.strip_suffix(".age").unwrap_or(name));
    if folder.exists() && !folder::may_be_replaced(folder, &record, is_list) {
        return Err(error::foreign_list(folder).into());
    }
    Ok(())
}

/// Links all files, beside hashing them. `near`: whether to keep whom unmatched rows resemble.
fn link(plan: &Plan, request: &Request<'_>, folder: &Path, insurer: InsurerIx, near: bool) -> Result<(Linked, Origin)> {
    let room = Room::beside(folder, DEFAULT_MEMORY);
    let near_at = near.then_some(insurer);
    let (digests, linked) =
        rayon::join(|| seal::digest_inputs(plan), || stages::link_near(plan, &room, &Unobserved, near_at));
    let (digests, linked) = (digests?, linked?);
    seal::check_unchanged(plan)?;
    let assessed = &linked.assessed;
    conservation::check(&assessed.assessment)?;
    if linked.members.rows().all(|row| row.insurer != insurer) {
        return Err(error::no_members(request.insurer).into());
    }
    let origin = Origin {
        ampleur: ProgramRecord::of(request.program),
        incident: plan.incident.id.to_string(),
        incident_sha256: digest::of_bytes(plan.incident_text.as_bytes()),
        key: KeyRecord::of(&plan.incident.key, &assessed.fingerprint),
        insurer: request.insurer.to_owned(),
        insurer_name: plan.insurer_name(insurer).to_owned(),
        reference_date: plan.incident.reference_date.0.to_string(),
        inputs: seal::inputs(plan, assessed, digests),
    };
    Ok((linked, origin))
}

/// The index of an insurer, by its id.
fn index(plan: &Plan, written: &str) -> Result<InsurerIx, Problem> {
    let known: Vec<&str> = plan.insurers.iter().map(Id::as_str).collect();
    match known.iter().position(|id| *id == written) {
        Some(place) => Ok(InsurerIx::new(place)),
        None => Err(error::no_such_party(error::Lacking::Insurer, written, &known)),
    }
}

/// Refuses the request before reading if a file of the insurer has no `member_id` column. Files of several insurers can
/// only be checked while reading.
fn check_ids(plan: &Plan, insurer: InsurerIx) -> Result<()> {
    let own = plan.members.iter().filter(|input| input.party == Party::Insurer(insurer));
    let without = own.filter(|input| !input.source.has_values(Col::MemberId));
    let problems: Vec<Problem> = without.map(|input| contacts::no_member_id(&input.source)).collect();
    if problems.is_empty() { Ok(()) } else { Err(Error::Refused(problems)) }
}
