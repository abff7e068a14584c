//! Checks that a report folder allows without its inputs.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{FaultKind, Reason, Subject, Verdict, account, difference, documents};
use crate::digest;
use model::bundle;
use model::disclosure::{self, Shared};
use model::error::{self, Result, Role};
use model::figures::{Assessment, conservation};
use model::incident::Incident;
use model::manifest::{self, Manifest};
use model::options::{FailOn, Program};
use model::said::Lang;
use model::{regular, shown};
use report::dossier::since::{self, Since};

const REPORT: &str = "report.json";

/// A report folder, read completely.
pub(super) struct Report {
    pub manifest: Manifest,
    /// The incident as recorded in the manifest.
    pub incident: Incident,
    pub lang: Lang,
    pub fail_on: FailOn,
    /// Path → content, including the manifest.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is no file (links, pipes, devices, which are not followed), or is not the report's and too large to be read.
    pub others: BTreeSet<String>,
}

impl Report {
    pub(super) fn open(folder: &Path) -> Result<Report> {
        let (mut paths, mut others) = (BTreeMap::new(), BTreeSet::new());
        list(folder, folder, &mut paths, &mut others)?;
        // Read once: what is signed and what is believed are the same bytes. A link to a manifest is none.
        let bytes = paths.remove(manifest::FILE).and_then(|path| regular::read(&path, regular::REPORTED).ok());
        let manifest = bytes.as_deref().and_then(manifest::parse);
        let (Some(bytes), Some(manifest)) = (bytes, manifest) else { return Err(error::no_report(folder).into()) };
        let left = regular::REPORTED - bytes.len() as u64;
        let mut files = read(paths, &manifest, left, &mut others)?;
        files.insert(manifest::FILE.to_owned(), bytes);
        let incident = serde_json::from_value(manifest.plan.incident.clone()).ok();
        let lang = serde_json::from_value(manifest.plan.lang.clone().into()).ok();
        let fail_on = serde_json::from_value(manifest.plan.fail_on.clone().into()).ok();
        match (incident, lang, fail_on) {
            (Some(incident), Some(lang), Some(fail_on)) => {
                Ok(Report { manifest, incident, lang, fail_on, files, others })
            }
            _ => Err(error::no_report(folder).into()),
        }
    }

    /// What its complementary notifications build on, if it has any.
    pub(super) fn since(&self) -> Option<Since> {
        self.files.get(since::FILE).and_then(|bytes| serde_json::from_slice(bytes).ok())
    }

    /// The table of counts that its own takes into account, if any.
    pub(super) fn released(&self) -> Option<Shared> {
        self.files.get(disclosure::RELEASED_FILE).and_then(|bytes| serde_json::from_slice(bytes).ok())
    }

    /// Checks the manifest, outputs, schema, figures and documents.
    pub(super) fn check_alone(&self, program: Program) -> Result<Vec<Verdict>> {
        let outputs = self.outputs();
        let assessment = self.assessment();
        let is_whole = outputs.faults.iter().all(|fault| fault.path != REPORT);
        let mut form = Verdict::new(Subject::Form);
        form.count(REPORT, assessment.is_none().then_some((FaultKind::Malformed, Vec::new())));
        let figures = match &assessment {
            None => Verdict::not_checked(Subject::Figures, Reason::ReportUnsound),
            Some(assessment) => {
                let mut figures = Verdict::new(Subject::Figures);
                let contradiction = conservation::check(assessment).err().map(|cause| difference::Difference {
                    place: cause.to_string(),
                    expected: None,
                    found: None,
                });
                figures.count(REPORT, contradiction.map(|place| (FaultKind::DoesNotReAdd, vec![place])));
                figures
            }
        };
        let documents = match &assessment {
            Some(assessment) if is_whole => documents::documents(self, assessment, program)?,
            _ => Verdict::not_checked(Subject::Documents, Reason::ReportUnsound),
        };
        Ok(vec![account::manifest(self, assessment.as_ref())?, outputs, form, figures, documents])
    }

    /// The figures; `None` if `report.json` is not byte for byte what ampleur would write.
    fn assessment(&self) -> Option<Assessment> {
        let bytes = self.files.get(REPORT)?;
        let assessment: Assessment = serde_json::from_slice(bytes).ok()?;
        let same = bundle::json(&assessment).is_ok_and(|again| again == *bytes);
        same.then_some(assessment)
    }

    fn outputs(&self) -> Verdict {
        let mut verdict = Verdict::new(Subject::Outputs);
        let listed = &self.manifest.outputs;
        let there = self.files.keys().filter(|path| ![manifest::FILE, manifest::SIGNATURE].contains(&path.as_str()));
        let all: BTreeSet<&String> = listed.keys().chain(there).chain(&self.others).collect();
        for path in all {
            let wrong = match (listed.get(path), self.files.get(path)) {
                (Some(digest), Some(bytes)) if digest::of_bytes(bytes) == *digest => None,
                (Some(_), Some(_)) => Some(FaultKind::Altered),
                (Some(_), None) => Some(FaultKind::Missing),
                (None, _) => Some(FaultKind::Unlisted),
            };
            verdict.count(path, wrong.map(|kind| (kind, Vec::new())));
        }
        verdict
    }
}

/// What a folder holds: paths of its files, and names of what is no file.
fn list(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, PathBuf>,
    others: &mut BTreeSet<String>,
) -> Result<()> {
    let refuse = |path: &Path, e: &std::io::Error| error::file(Role::Report, &path.display().to_string(), e);
    for entry in std::fs::read_dir(folder).map_err(|e| refuse(folder, &e))? {
        let entry = entry.map_err(|e| refuse(folder, &e))?;
        let path: PathBuf = entry.path();
        let name = || shown::path(path.strip_prefix(root).unwrap_or(&path));
        // Of the entry itself: a link may lead in a circle, and a pipe never ends.
        let kind = entry.file_type().map_err(|e| refuse(&path, &e))?;
        if kind.is_dir() {
            list(root, &path, files, others)?;
        } else if kind.is_file() {
            files.insert(name(), path);
        } else {
            others.insert(name());
        }
    }
    Ok(())
}

/// The content of these files, all together within what is left of what a report may be. What does not fit is refused if it is of the
/// report, and told as one of the others if not.
fn read(
    paths: BTreeMap<String, PathBuf>,
    manifest: &Manifest,
    mut left: u64,
    others: &mut BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let is_listed = |name: &str| manifest.outputs.contains_key(name);
    let (ours, foreign): (Vec<_>, Vec<_>) = paths.into_iter().partition(|(name, _)| is_listed(name));
    for (name, path) in ours.into_iter().chain(foreign) {
        match regular::read(&path, left) {
            Ok(bytes) => {
                left -= bytes.len() as u64;
                files.insert(name, bytes);
            }
            Err(e) if e.kind() == ErrorKind::FileTooLarge && !is_listed(&name) => drop(others.insert(name)),
            Err(e) => return Err(error::file(Role::Report, &path.display().to_string(), &e).into()),
        }
    }
    Ok(files)
}
