//! A new assessment of the inputs, and whether it gives the same report.

use std::collections::BTreeSet;

use anyhow::Context;
use serde_json::Value;

use super::folder::Report;
use super::{FaultKind, Reason, Request, Subject, Verdict, difference};
use crate::released::Released;
use crate::run;
use crate::seal::Target;
use engine::link::{DEFAULT_MEMORY, Room};
use model::bundle;
use model::error::Result;
use model::manifest;
use model::observer::Unobserved;
use model::options::{Options, Program};
use model::staging::Scratch;

/// Repeats the assessment and compares the result figure by figure.
pub(super) fn rerun(report: &Report, request: &Request<'_>, same_incident: bool, program: Program) -> Result<Verdict> {
    let (Some(incident), true) = (request.inputs, request.rerun) else {
        return Ok(Verdict::not_checked(Subject::Rerun, Reason::NoRerun));
    };
    // A changed incident file may still give the same figures, so it is assessed. An incident with another id is not.
    // What a killed run leaves there, the next one removes.
    let aside = Scratch::beside(&std::env::temp_dir().join(report.incident.id.as_str()))?;
    let written = &report.manifest.plan;
    // Without the commit, which the manifest check covers. With it, every report made by another commit would differ.
    let program = Program { commit: None, ..program };
    let (plan, target) = run::prepare(incident, aside.path())?;
    let (suppress_below, documents) = (written.suppress_below, written.documents);
    let options = Options { program, lang: report.lang, fail_on: report.fail_on, suppress_below, documents };
    if plan.incident.id != report.incident.id {
        return Ok(Verdict::not_checked(Subject::Rerun, Reason::OtherIncident));
    }
    let released = report.released().map_or(Released::Nothing, Released::Table);
    let since = report.since().map(|since| run::Since::Recorded(since, report.manifest.previous.clone()));
    let earlier = run::Earlier { since, released };
    let whole = Target { folder: &target, options: &options, signing: None };
    run::assess(&plan, &whole, earlier, &Room::beside(&target, DEFAULT_MEMORY), &Unobserved)?;
    let again = Report::open(&target)?;
    let mut verdict = Verdict::new(Subject::Rerun);
    // Without the signature, for which there is no key here; it has its own check.
    let found = report.files.keys().filter(|path| *path != manifest::SIGNATURE);
    let all: BTreeSet<&String> = again.files.keys().chain(found).collect();
    // One of the two was built without PDFs: these cannot be compared, and nothing else differs.
    let is_of_other_build = again.manifest.plan.pdf != written.pdf;
    for path in all {
        let (expected, found) = (again.files.get(path), report.files.get(path));
        if is_of_other_build && path.ends_with(".pdf") {
            if found.is_some() {
                verdict.leave(path, Reason::NoPdf);
            }
            continue;
        }
        let wrong = match (expected, found) {
            (Some(expected), Some(found)) if expected == found => None,
            (Some(expected), Some(found)) if path == manifest::FILE => {
                let [expected, found] = [expected, found].map(|bytes| comparable(bytes, is_of_other_build));
                let (expected, found) = (expected?, found?);
                (expected != found).then(|| (FaultKind::Altered, difference::between(path, &expected, &found)))
            }
            (Some(expected), Some(found)) => Some((FaultKind::Altered, difference::between(path, expected, found))),
            (Some(_), None) => Some((FaultKind::Missing, Vec::new())),
            (None, _) => Some((FaultKind::Unlisted, Vec::new())),
        };
        verdict.count(path, wrong);
    }
    // A changed incident file changes the manifest; the check of the inputs has already reported it.
    if !same_incident {
        verdict.faults.retain(|fault| fault.path != manifest::FILE);
    }
    Ok(verdict)
}

/// A manifest without the program that wrote it, which may be another one here; and without PDFs, if one of two has none.
fn comparable(manifest: &[u8], without_pdf: bool) -> Result<Vec<u8>> {
    let mut manifest: Value = serde_json::from_slice(manifest).context("a manifest that was read before")?;
    manifest["ampleur"] = Value::Null;
    if without_pdf {
        manifest["plan"]["pdf"] = Value::Null;
        if let Some(outputs) = manifest["outputs"].as_object_mut() {
            outputs.retain(|path, _| !path.ends_with(".pdf"));
        }
    }
    bundle::json(&manifest)
}
