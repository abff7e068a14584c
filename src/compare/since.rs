//! What a complementary notification builds on: a former report with its forms, compared with the report being written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Cause, CauseKind, Compared, PartyLine, ReportFolder, view};
use crate::digest;
use crate::words::Words;
use engine::plan::Plan;
use model::error::{self, Problem, Result};
use model::incident::Incident;
use model::regular;
use model::said::Lang;
use report::dossier::cnil::Notification;
use report::dossier::since::{Former, SCHEMA, Since};

/// A former report, with the form of each insurer.
pub(crate) struct FormerReport {
    folder: PathBuf,
    report: ReportFolder,
    /// By id of the insurer.
    forms: BTreeMap<String, Notification>,
}

impl FormerReport {
    /// Opens the folder of a former report. Refuses one that is not a report, has no forms, or was altered.
    pub(crate) fn open(folder: &Path) -> Result<FormerReport> {
        let report = ReportFolder::open(folder)?;
        if !report.manifest.plan.documents {
            return Err(error::no_former_forms(folder).into());
        }
        let mut forms = BTreeMap::new();
        for (path, sha256) in &report.manifest.outputs {
            let Some(insurer) = path.strip_prefix("insurers/").and_then(|rest| rest.strip_suffix("/cnil.json")) else {
                continue;
            };
            let form = regular::read(&folder.join(path), regular::REPORTED)
                .ok()
                .filter(|bytes| digest::of_bytes(bytes) == *sha256);
            let form = form.and_then(|bytes| serde_json::from_slice::<Notification>(&bytes).ok());
            let Some(form) = form else { return Err(error::report_altered(folder).into()) };
            forms.insert(insurer.to_owned(), form);
        }
        Ok(FormerReport { folder: folder.to_owned(), report, forms })
    }

    /// Why this incident, assessed into `target`, cannot complete the former report.
    pub(crate) fn refusals(&self, plan: &Plan, target: &Path) -> Vec<Problem> {
        let (was, incident) = (&self.report.incident, &plan.incident);
        let same = |a: &Path, b: &Path| a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b));
        let mut problems = Vec::new();
        if was.id != incident.id {
            problems.push(error::other_incident(was.id.as_str(), incident.id.as_str()));
        } else if was.reference_date > incident.reference_date {
            let [was, is] = [was.reference_date, incident.reference_date].map(|date| date.0.to_string());
            problems.push(error::former_is_later(&self.folder, &was, &is));
        } else {
            problems.extend(plan.outdated(&self.report.manifest));
        }
        if same(&self.folder, target) {
            problems.push(error::former_is_target(target));
        }
        problems
    }

    /// The incident that it is about.
    pub(crate) fn incident(&self) -> &Incident {
        &self.report.incident
    }

    /// SHA-256 of its manifest, by which the next report names it.
    pub(crate) fn manifest_sha256(&self) -> &str {
        &self.report.manifest_sha256
    }

    /// Compares the former report with the one being written.
    pub(crate) fn since(&self, after: &ReportFolder) -> Result<Since> {
        let compared = super::reports(&self.report, after, None)?;
        let insurers = compared.insurers.lines.iter().map(|line| (line.id.clone(), self.former(&compared, line)));
        Ok(Since {
            schema: SCHEMA.to_owned(),
            reference_date: compared.before.reference_date.0.to_string(),
            report_sha256: compared.before.report_sha256.clone(),
            insurers: insurers.collect(),
        })
    }

    /// The forms are in French, and so is what they say of changes.
    fn former(&self, compared: &Compared, insurer: &PartyLine) -> Former {
        let w = Words::of(Lang::Fr).of_trades(compared.other_trades);
        // Other insurers' files and settings are not this one's to tell.
        let here = |cause: &&Cause| cause.insurer.as_ref().is_none_or(|id| *id == insurer.id);
        let lines = |is_of: fn(&Cause) -> bool| -> Vec<String> {
            let causes = compared.causes.iter().filter(here).filter(|cause| is_of(cause));
            causes.map(|cause| view::cause(cause, compared, w)).collect()
        };
        Former {
            answers: self.forms.get(&insurer.id).map(Former::answers),
            figures: view::of_insurer(compared, insurer, w),
            of_figures: lines(moves_answers),
            of_declarations: lines(|cause| {
                !moves_answers(cause) && !matches!(cause.kind, CauseKind::Key | CauseKind::FileRenamed)
            }),
        }
    }
}

/// Whether a change can move figures, or what is known to be lost.
fn moves_answers(cause: &Cause) -> bool {
    cause.moves || matches!(cause.kind, CauseKind::DeclaredExposed | CauseKind::DeclaredNotExposed)
}
