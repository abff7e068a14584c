//! What only the inputs can prove: that they are the same files, and that they give the same report.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context;

use super::folder::Report;
use super::{FaultKind, Reason, Subject, Verdict, With, difference};
use crate::digest;
use crate::run;
use engine::link::{DEFAULT_MEMORY, Room};
use model::error::{self, Result};
use model::incident;
use model::interrupt;
use model::manifest;
use model::observer::Unobserved;
use model::options::{Options, Program};

/// Whether the files that the manifest names are the same beside the incident file; and whether that is the same.
pub(super) fn inputs(report: &Report, with: &With<'_>) -> Result<(Verdict, bool)> {
    let Some(path) = with.inputs else {
        return Ok((Verdict::not_checked(Subject::Inputs, Reason::NoInputs), false));
    };
    let shown = path.display().to_string();
    let text = std::fs::read(path).map_err(|e| error::file("incident file", &shown, &e))?;
    let mut verdict = Verdict::new(Subject::Inputs);
    let altered = |digest: &str, expected: &str| (digest != expected).then_some((FaultKind::Altered, Vec::new()));
    verdict.count(&shown, altered(&digest::of_bytes(&text), &report.manifest.plan.incident_sha256));
    let same = verdict.faults.is_empty();
    // The same file: then the manifest must tell what it says.
    if let (true, Ok(text)) = (same, String::from_utf8(text)) {
        let read = incident::document::parse(&shown, &text)?;
        let json = |value: &serde_json::Value| serde_json::to_vec(value).context("an incident has no JSON form");
        let expected = json(&serde_json::to_value(read).context("an incident has no JSON form")?)?;
        let found = json(&report.manifest.plan.incident)?;
        let differences = difference::between("incident.json", &expected, &found);
        verdict.count(manifest::FILE, (expected != found).then_some((FaultKind::Altered, differences)));
    }
    let base = path.parent().unwrap_or(Path::new(""));
    for input in &report.manifest.inputs {
        let wrong = match digest::of_file(&base.join(&input.path), &input.path) {
            Ok((_, digest)) => altered(&digest, &input.sha256),
            Err(_) => Some((FaultKind::Missing, Vec::new())),
        };
        verdict.count(&input.path, wrong);
    }
    // A file that was not read to its end since the run is to end is not missing.
    interrupt::check()?;
    Ok((verdict, same))
}

/// Runs the assessment again and compares what it leaves, figure by figure.
pub(super) fn rerun(report: &Report, with: &With<'_>, same_incident: bool, program: Program) -> Result<Verdict> {
    let (Some(incident), true) = (with.inputs, with.rerun) else {
        return Ok(Verdict::not_checked(Subject::Rerun, Reason::NoRerun));
    };
    // Another incident file may still give the same figures; another incident is another question.
    let refuse = |e: std::io::Error| error::cannot_write(&std::env::temp_dir(), &e);
    let aside = tempfile::Builder::new().prefix("ampleur-verify-").tempdir().map_err(refuse)?;
    let written = &report.manifest.plan;
    let fail_on = serde_json::from_value(written.fail_on.clone().into()).context("fail_on of a manifest")?;
    // The commit of the program is told by the manifest; here it would be a difference in every report but one's own.
    let program = Program { commit: None, ..program };
    let (plan, target) = run::prepare(incident, aside.path())?;
    let (suppress_below, documents) = (written.suppress_below, written.documents);
    let options = Options { program, lang: report.lang, fail_on, suppress_below, documents };
    if plan.incident.id != report.incident.id {
        return Ok(Verdict::not_checked(Subject::Rerun, Reason::OtherIncident));
    }
    run::assess(&plan, &target, &options, &Room::beside(&target, DEFAULT_MEMORY), &Unobserved)?;
    let again = Report::open(&target)?;
    let mut verdict = Verdict::new(Subject::Rerun);
    let all: BTreeSet<&String> = again.files.keys().chain(report.files.keys()).collect();
    for path in all {
        let wrong = match (again.files.get(path), report.files.get(path)) {
            (Some(expected), Some(found)) if expected == found => None,
            (Some(expected), Some(found)) => {
                let mut differences = difference::between(path, expected, found);
                differences.retain(|difference| !difference.place.starts_with("ampleur, "));
                let is_program = path == manifest::FILE && differences.is_empty();
                (!is_program).then_some((FaultKind::Altered, differences))
            }
            (Some(_), None) => Some((FaultKind::Missing, Vec::new())),
            (None, _) => Some((FaultKind::Unlisted, Vec::new())),
        };
        verdict.count(path, wrong);
    }
    // With another incident file the manifest must differ; that is told under inputs.
    if !same_incident {
        verdict.faults.retain(|fault| fault.path != manifest::FILE);
    }
    Ok(verdict)
}
