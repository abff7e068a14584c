//! Checks that a report folder allows without its inputs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{FaultKind, Reason, Subject, Verdict, difference};
use crate::digest;
use model::bundle;
use model::disclosure::{self, Shared};
use model::error::{self, Result};
use model::figures::{Assessment, conservation};
use model::incident::Incident;
use model::manifest::{self, Counts, Manifest};
use model::options::{Lang, Program};
use report::Brief;
use report::dossier::since::{self, Since};

const REPORT: &str = "report.json";

/// A report folder, read completely.
pub(super) struct Report {
    pub manifest: Manifest,
    /// The incident as recorded in the manifest.
    pub incident: Incident,
    pub lang: Lang,
    /// Path → content, including the manifest.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Report {
    pub(super) fn open(folder: &Path) -> Result<Report> {
        let mut files = BTreeMap::new();
        read_all(folder, folder, &mut files)?;
        let manifest = files.get(manifest::FILE).and_then(|bytes| serde_json::from_slice::<Manifest>(bytes).ok());
        let manifest = manifest.filter(|manifest| manifest.schema == manifest::SCHEMA);
        let Some(manifest) = manifest else { return Err(error::no_report(folder).into()) };
        let incident = serde_json::from_value(manifest.plan.incident.clone()).ok();
        let lang = serde_json::from_value(manifest.plan.lang.clone().into()).ok();
        match (incident, lang) {
            (Some(incident), Some(lang)) => Ok(Report { manifest, incident, lang, files }),
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
            Some(assessment) if is_whole => self.documents(assessment, program)?,
            _ => Verdict::not_checked(Subject::Documents, Reason::ReportUnsound),
        };
        Ok(vec![self.check_manifest(assessment.as_ref())?, outputs, form, figures, documents])
    }

    /// The figures; `None` if `report.json` is not byte for byte what ampleur would write.
    fn assessment(&self) -> Option<Assessment> {
        let bytes = self.files.get(REPORT)?;
        let assessment: Assessment = serde_json::from_slice(bytes).ok()?;
        let same = bundle::json(&assessment).is_ok_and(|again| again == *bytes);
        same.then_some(assessment)
    }

    fn check_manifest(&self, assessment: Option<&Assessment>) -> Result<Verdict> {
        let mut verdict = Verdict::new(Subject::Manifest);
        let expected = bundle::json(&self.manifest)?;
        let found = &self.files[manifest::FILE];
        let altered = || (FaultKind::Malformed, difference::between(manifest::FILE, &expected, found));
        verdict.count(manifest::FILE, (expected != *found).then(altered));
        if let Some(assessment) = assessment {
            let counts = |counts: &Counts| serde_json::to_vec(counts).context("counts have no JSON form");
            let (expected, found) = (counts(&Counts::of(&assessment.conservation))?, counts(&self.manifest.counts)?);
            let differences = difference::between("counts.json", &expected, &found);
            let wrong = (expected != found).then_some((FaultKind::NotOfTheFigures, differences));
            verdict.count(manifest::FILE, wrong);
        }
        Ok(verdict)
    }

    fn outputs(&self) -> Verdict {
        let mut verdict = Verdict::new(Subject::Outputs);
        let listed = &self.manifest.outputs;
        let there = self.files.keys().filter(|path| *path != manifest::FILE);
        let all: BTreeSet<&String> = listed.keys().chain(there).collect();
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

    /// Generates the documents again from the figures and compares them.
    fn documents(&self, assessment: &Assessment, program: Program) -> Result<Verdict> {
        let plan = &self.manifest.plan;
        if self.manifest.ampleur.version != program.version || plan.pdf && !cfg!(feature = "pdf") {
            return Ok(Verdict::not_checked(Subject::Documents, Reason::OtherVersion));
        }
        let (since, released) = (self.since(), self.released());
        let brief = Brief {
            incident: &self.incident,
            lang: self.lang,
            documents: plan.documents,
            suppress_below: plan.suppress_below,
            released: released.as_ref(),
            since: since.as_ref(),
        };
        let mut verdict = Verdict::new(Subject::Documents);
        for (path, expected) in report::render(&brief, assessment)? {
            // A report without PDFs can be verified by a build with PDFs.
            let is_extra = path.ends_with(".pdf") && !plan.pdf;
            let found = self.files.get(&path).filter(|_| !is_extra);
            if let Some(found) = found {
                let differences = || difference::between(&path, &expected, found);
                let wrong = (expected != *found).then(|| (FaultKind::NotOfTheFigures, differences()));
                verdict.count(&path, wrong);
            }
        }
        Ok(verdict)
    }
}

fn read_all(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let refuse = |path: &Path, e: &std::io::Error| error::file("report", &path.display().to_string(), e);
    for entry in std::fs::read_dir(folder).map_err(|e| refuse(folder, &e))? {
        let path: PathBuf = entry.map_err(|e| refuse(folder, &e))?.path();
        if path.is_dir() {
            read_all(root, &path, files)?;
        } else {
            let bytes = std::fs::read(&path).map_err(|e| refuse(&path, &e))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(name, bytes);
        }
    }
    Ok(())
}
