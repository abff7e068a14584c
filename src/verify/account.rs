//! The manifest, against what `report.json` and the incident tell of the same run: its inputs above all, each with its rows.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use serde::Serialize;

use super::folder::Report;
use super::{FaultKind, Subject, Verdict, difference};
use engine::plan::may_name;
use model::bundle;
use model::error::Result;
use model::figures::{Assessment, Conservation, Head};
use model::incident::{File, Id, Incident};
use model::manifest::{self, Counts, InputFile, KeyRecord};
use report::dossier::since;

/// An input by its side and path.
type Place<'a> = (&'a str, &'a str);

/// What a report tells of an input.
#[derive(Default, PartialEq, Eq)]
struct Told<'a> {
    /// The parties that its rows belong to.
    parties: BTreeSet<Option<&'a str>>,
    /// How often it is listed: once.
    times: u64,
    rows: u64,
}

/// Checks the form of the manifest, and that it tells of the run what the report tells.
pub(super) fn manifest(report: &Report, assessment: Option<&Assessment>) -> Result<Verdict> {
    let mut verdict = Verdict::new(Subject::Manifest);
    let expected = bundle::json(&report.manifest)?;
    let found = &report.files[manifest::FILE];
    let altered = || (FaultKind::Malformed, difference::between(manifest::FILE, &expected, found));
    verdict.count(manifest::FILE, (expected != *found).then(altered));
    declared(report, &mut verdict);
    let key = &report.manifest.key;
    let source = KeyRecord::of(&report.incident.key, &key.fingerprint).source;
    same(&source, &key.source, &mut verdict)?;
    let is_linked = report.manifest.previous.is_some();
    if is_linked != report.files.contains_key(since::FILE) {
        let kind = if is_linked { FaultKind::Missing } else { FaultKind::Unaccounted };
        verdict.count(since::FILE, Some((kind, Vec::new())));
    }
    if let Some(assessment) = assessment {
        same(&Counts::of(&assessment.conservation), &report.manifest.counts, &mut verdict)?;
        let (of_incident, of_report) = (Outline::declared(&report.incident), Outline::told(assessment));
        same(&of_report, &of_incident, &mut verdict)?;
        inputs(&assessment.conservation, &report.manifest.inputs, &mut verdict);
    }
    Ok(verdict)
}

/// Records whether the manifest tells what the report does.
fn same(expected: &impl Serialize, found: &impl Serialize, verdict: &mut Verdict) -> Result<()> {
    let json = |json: serde_json::Result<Vec<u8>>| json.context("a part of a manifest has no JSON form");
    let (expected, found) = (json(serde_json::to_vec(expected))?, json(serde_json::to_vec(found))?);
    let differences = difference::between(manifest::FILE, &expected, &found);
    verdict.count(manifest::FILE, (expected != found).then_some((FaultKind::NotOfTheFigures, differences)));
    Ok(())
}

/// Who and what an incident is about.
#[derive(Serialize)]
struct Outline<'a> {
    incident: Head,
    insurers: Vec<&'a str>,
    operators: Vec<&'a str>,
}

impl<'a> Outline<'a> {
    fn declared(incident: &'a Incident) -> Outline<'a> {
        Outline {
            incident: Head::of(incident),
            insurers: incident.insurers.keys().map(Id::as_str).collect(),
            operators: incident.operators.keys().map(Id::as_str).collect(),
        }
    }

    fn told(assessment: &'a Assessment) -> Outline<'a> {
        Outline {
            incident: assessment.incident.clone(),
            insurers: assessment.insurers.iter().map(|of| of.id.as_str()).collect(),
            operators: assessment.operators.iter().map(|of| of.id.as_str()).collect(),
        }
    }
}

/// Every input that the report counted is in the manifest, once, with its party and its rows; and no other is.
fn inputs(conservation: &Conservation, listed: &[InputFile], verdict: &mut Verdict) {
    let mut told: BTreeMap<Place<'_>, Told<'_>> = BTreeMap::new();
    for file in &conservation.leaks {
        let of = told.entry(("leaks", &file.path)).or_default();
        of.parties.insert(Some(&file.operator));
        (of.times, of.rows) = (of.times + 1, of.rows.saturating_add(file.rows));
    }
    // A file of several insurers has a line for each of them.
    for file in &conservation.members {
        let of = told.entry(("members", &file.path)).or_default();
        of.parties.insert(file.insurer.as_deref());
        (of.times, of.rows) = (1, of.rows.saturating_add(file.rows));
    }
    let mut found: BTreeMap<Place<'_>, Told<'_>> = BTreeMap::new();
    for file in listed {
        let of = found.entry((&file.side, &file.path)).or_default();
        // Whom the rows of several insurers belong to, the manifest leaves to the report.
        match &file.party {
            None if file.side == "members" => {
                of.parties.extend(told.get(&("members", file.path.as_str())).iter().flat_map(|told| &told.parties));
            }
            party => {
                of.parties.insert(party.as_deref());
            }
        }
        (of.times, of.rows) = (of.times + 1, of.rows.saturating_add(file.rows));
    }
    for place in told.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
        let wrong = match (told.get(place), found.get(place)) {
            (Some(told), Some(found)) if told == found => None,
            (Some(told), Some(found)) => {
                let rows = |of: &Told<'_>| of.rows.to_string();
                let differs = told.rows != found.rows;
                let rows = difference::Difference {
                    place: "rows".to_owned(),
                    expected: Some(rows(told)),
                    found: Some(rows(found)),
                };
                Some((FaultKind::NotOfTheFigures, if differs { vec![rows] } else { Vec::new() }))
            }
            // A file of several insurers without a single row is told of nowhere.
            (None, Some(found)) if place.0 == "members" && found.times == 1 && found.rows == 0 => None,
            (None, _) => Some((FaultKind::Unaccounted, Vec::new())),
            (Some(_), None) => Some((FaultKind::Unlisted, Vec::new())),
        };
        verdict.count(place.1, wrong);
    }
}

/// The files that the incident names, and those of the manifest: each entry was met by a file of its party, and each file by an entry.
fn declared(report: &Report, verdict: &mut Verdict) {
    let Incident { operators, insurers, members, .. } = &report.incident;
    let leaks = operators.iter().flat_map(|(id, of)| of.leaks.iter().map(move |file| ("leaks", Some(id), file)));
    let of_one = insurers.iter().flat_map(|(id, of)| of.members.iter().map(move |file| ("members", Some(id), file)));
    let of_several = members.iter().map(|file| ("members", None, file));
    let entries: Vec<(&str, Option<&Id>, &File)> = leaks.chain(of_one).chain(of_several).collect();
    let mut met = vec![false; entries.len()];
    for input in &report.manifest.inputs {
        let mut is_declared = false;
        for ((side, party, file), met) in entries.iter().zip(&mut met) {
            let is_theirs = *side == input.side && party.map(Id::as_str) == input.party.as_deref();
            if is_theirs && may_name(&file.path, &input.path) {
                (*met, is_declared) = (true, true);
            }
        }
        verdict.count(&input.path, (!is_declared).then_some((FaultKind::Undeclared, Vec::new())));
    }
    for ((_, _, file), met) in entries.iter().zip(met) {
        let path = file.path.display().to_string();
        verdict.count(&path, (!met).then_some((FaultKind::Unlisted, Vec::new())));
    }
}
