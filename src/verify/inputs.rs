//! The inputs of a report: the incident file, its profiles and every file that was read, and that there are no others now.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context;

use super::folder::Report;
use super::{Difference, FaultKind, Reason, Request, Subject, Verdict, difference};
use crate::digest;
use engine::plan::{OpenedFiles, open_files, read_incident};
use model::error::{self, Problem, Result, Role};
use model::incident::Incident;
use model::interrupt;
use model::manifest;
use model::regular;
use model::said::Lang;

/// Compares the input files with the manifest. Also returns whether the incident file is the recorded one.
pub(super) fn inputs(report: &Report, request: &Request<'_>) -> Result<(Verdict, bool)> {
    let Some(path) = request.inputs else {
        return Ok((Verdict::not_checked(Subject::Inputs, Reason::NoInputs), false));
    };
    let shown = path.display().to_string();
    let text = regular::read(path, regular::WRITTEN).map_err(|e| error::file(Role::IncidentFile, &shown, &e))?;
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
    for input in &report.manifest.inputs {
        let wrong = match digest::of_file(&base.join(&input.path), &input.path) {
            Ok((bytes, _)) if bytes != input.bytes => Some((FaultKind::Altered, Vec::new())),
            Ok((_, digest)) => altered(&digest, &input.sha256),
            Err(_) => Some((FaultKind::Missing, Vec::new())),
        };
        verdict.count(&input.path, wrong);
    }
    // An interrupted digest looks like a missing file: report the interrupt instead.
    interrupt::check()?;
    // The incident file is the recorded one, so the manifest's copy must match it.
    if let (true, Ok(text)) = (same, String::from_utf8(text)) {
        let (read, _) = read_incident(&shown, &text, base)?;
        others(report, &shown, base, &read, request.lang, &mut verdict);
        let json = |value: &serde_json::Value| serde_json::to_vec(value).context("an incident has no JSON form");
        let expected = json(&serde_json::to_value(read).context("an incident has no JSON form")?)?;
        let found = json(&report.manifest.plan.incident)?;
        let differences = difference::between("incident.json", &expected, &found);
        verdict.count(manifest::FILE, (expected != found).then_some((FaultKind::Altered, differences)));
    }
    Ok((verdict, same))
}

/// The files that the incident file names now, and the manifest does not list; and those that it lists and nothing names.
fn others(report: &Report, shown: &str, base: &Path, incident: &Incident, lang: Lang, verdict: &mut Verdict) {
    let as_recorded = verdict.faults.is_empty();
    let mut problems = Vec::new();
    let OpenedFiles { leaks, members, .. } = open_files(base, incident, &mut problems);
    let named: BTreeSet<(&str, &str)> =
        leaks.iter().chain(&members).map(|of| (of.source.side.name(), of.source.shown.as_str())).collect();
    let listed: BTreeSet<(&str, &str)> =
        report.manifest.inputs.iter().map(|of| (of.side.as_str(), of.path.as_str())).collect();
    for place in named.difference(&listed) {
        verdict.count(place.1, Some((FaultKind::Unlisted, Vec::new())));
    }
    // A file that has changed may be the one that cannot be read; it is told already.
    if !as_recorded {
        return;
    }
    if !problems.is_empty() {
        let told = |problem: &Problem| Difference { place: problem.in_one_line(lang), expected: None, found: None };
        verdict.count(shown, Some((FaultKind::Unreadable, problems.iter().map(told).collect())));
        return;
    }
    for place in listed.difference(&named) {
        verdict.count(place.1, Some((FaultKind::Undeclared, Vec::new())));
    }
}
