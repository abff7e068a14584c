//! Checks that need the inputs: that they are unchanged, and that they give the same report.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context;

use super::folder::Report;
use super::{FaultKind, Reason, Request, Subject, Verdict, difference};
use crate::digest;
use crate::run;
use engine::link::{DEFAULT_MEMORY, Room};
use engine::plan::read_incident;
use model::error::{self, Result};
use model::interrupt;
use model::manifest;
use model::observer::Unobserved;
use model::options::{Options, Program};
use model::staging::Scratch;

/// Compares the input files with the manifest. Also returns whether the incident file is the recorded one.
pub(super) fn inputs(report: &Report, request: &Request<'_>) -> Result<(Verdict, bool)> {
    let Some(path) = request.inputs else {
        return Ok((Verdict::not_checked(Subject::Inputs, Reason::NoInputs), false));
    };
    let shown = path.display().to_string();
    let text = std::fs::read(path).map_err(|e| error::file("incident file", &shown, &e))?;
    let mut verdict = Verdict::new(Subject::Inputs);
    let altered = |digest: &str, expected: &str| (digest != expected).then_some((FaultKind::Altered, Vec::new()));
    verdict.count(&shown, altered(&digest::of_bytes(&text), &report.manifest.plan.incident_sha256));
    let base = path.parent().unwrap_or(Path::new(""));
    for (profile, sha256) in &report.manifest.plan.profiles {
        let wrong = match digest::of_file(&base.join(profile), profile) {
            Ok((_, digest)) => altered(&digest, sha256),
            Err(_) => Some((FaultKind::Missing, Vec::new())),
        };
        verdict.count(profile, wrong);
    }
    let same = verdict.faults.is_empty();
    // The incident file is the recorded one, so the manifest's copy must match it.
    if let (true, Ok(text)) = (same, String::from_utf8(text)) {
        let (read, _) = read_incident(&shown, &text, base)?;
        let json = |value: &serde_json::Value| serde_json::to_vec(value).context("an incident has no JSON form");
        let expected = json(&serde_json::to_value(read).context("an incident has no JSON form")?)?;
        let found = json(&report.manifest.plan.incident)?;
        let differences = difference::between("incident.json", &expected, &found);
        verdict.count(manifest::FILE, (expected != found).then_some((FaultKind::Altered, differences)));
    }
    for input in &report.manifest.inputs {
        let wrong = match digest::of_file(&base.join(&input.path), &input.path) {
            Ok((_, digest)) => altered(&digest, &input.sha256),
            Err(_) => Some((FaultKind::Missing, Vec::new())),
        };
        verdict.count(&input.path, wrong);
    }
    // An interrupted digest looks like a missing file: report the interrupt instead.
    interrupt::check()?;
    Ok((verdict, same))
}

/// Repeats the assessment and compares the result figure by figure.
pub(super) fn rerun(report: &Report, request: &Request<'_>, same_incident: bool, program: Program) -> Result<Verdict> {
    let (Some(incident), true) = (request.inputs, request.rerun) else {
        return Ok(Verdict::not_checked(Subject::Rerun, Reason::NoRerun));
    };
    // A changed incident file may still give the same figures, so it is assessed. An incident with another id is not.
    // What a killed run leaves there, the next one removes.
    let aside = Scratch::beside(&std::env::temp_dir().join(report.incident.id.as_str()))?;
    let written = &report.manifest.plan;
    let fail_on = serde_json::from_value(written.fail_on.clone().into()).context("fail_on of a manifest")?;
    // Without the commit, which the manifest check covers. With it, every report made by another commit would differ.
    let program = Program { commit: None, ..program };
    let (plan, target) = run::prepare(incident, aside.path())?;
    let (suppress_below, documents) = (written.suppress_below, written.documents);
    let options = Options { program, lang: report.lang, fail_on, suppress_below, documents };
    if plan.incident.id != report.incident.id {
        return Ok(Verdict::not_checked(Subject::Rerun, Reason::OtherIncident));
    }
    let since = report.since().map(run::Since::Recorded);
    run::assess(&plan, &target, &options, since, &Room::beside(&target, DEFAULT_MEMORY), &Unobserved)?;
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
    // A changed incident file changes the manifest; the check of the inputs has already reported it.
    if !same_incident {
        verdict.faults.retain(|fault| fault.path != manifest::FILE);
    }
    Ok(verdict)
}
