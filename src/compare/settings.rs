//! Settings that differ between two incidents: of files, of parties, of the incident. Values are included only where
//! reports print them; otherwise only the key is named.

use std::collections::BTreeSet;

use anyhow::Context;
use serde_json::Value;

use super::causes::{Cause, CauseKind, DetectedCause};
use super::hybrid::Edit;
use super::{ReportFolder, inputs};
use engine::read::Col;
use model::error::Result;
use model::incident::{Id, Incident, is_number};
use model::manifest::InputFile;

/// Settings of the incident that have their own comparison.
const OF_INCIDENT: [&str; 7] = ["schema", "id", "key", "operators", "insurers", "members", "managers"];

/// How the reading of a file differs, without its place; [`Cause::empty`] if it does not.
pub(super) fn reading(was: &InputFile, before: &Incident, is: &InputFile, after: &Incident) -> Result<Cause> {
    let (added, removed) = beyond(was.columns.keys(), is.columns.keys());
    let moved = is.columns.iter().filter(|(col, headers)| was.columns.get(*col).is_some_and(|old| old != *headers));
    let mut altered: Vec<String> = moved.map(|(col, _)| col.clone()).collect();
    let json = |format| serde_json::to_value(format).context("a format has no JSON form");
    altered.extend(changed(&json(&was.format)?, &json(&is.format)?, &[]));
    let entry =
        |incident, input| serde_json::to_value(inputs::entry(incident, input)).context("a file has no JSON form");
    let (old, new) = (entry(before, was)?, entry(after, is)?);
    // The other settings of a file show in its columns and format.
    let declared = ["date_order", "ranks", "insurer_codes", "codes", "records", "quotes"]
        .into_iter()
        .filter(|key| old.get(*key) != new.get(*key));
    altered.extend(declared.map(str::to_owned));
    Ok(Cause { added, removed, altered, ..Cause::empty() })
}

/// Every setting that differs, apart from those of files. `whole` holds both incidents with the contract numbers that
/// manifests omit.
pub(super) fn all(
    before: &ReportFolder,
    after: &ReportFolder,
    whole: Option<&(Incident, Incident)>,
) -> Vec<DetectedCause> {
    let (was, is) = (&before.manifest.plan.incident, &after.manifest.plan.incident);
    let mut found = Vec::new();
    found.extend(date(before, after));
    found.extend(max_chance(before, after));
    found.extend(across_insurers(before, after));
    found.extend(managers(before, after));
    let shared = |id: &&Id| before.incident.operators.contains_key(id);
    let operators: BTreeSet<&str> = after.incident.operators.keys().filter(shared).map(Id::as_str).collect();
    for id in after.incident.operators.keys().filter(shared) {
        operator(id, &was["operators"][id.as_str()], &is["operators"][id.as_str()], &mut found);
    }
    for id in after.incident.insurers.keys().filter(|id| before.incident.insurers.contains_key(id)) {
        let (was, is) = (&was["insurers"][id.as_str()], &is["insurers"][id.as_str()]);
        insurer(id, was, is, &operators, &mut found);
        found.extend(name(id, before, after));
        found.extend(decided(id, was, is, whole));
        let differs = perimeters(was, is, &operators).or_else(|| numbers(id, before, after, whole));
        found.extend(differs.map(|(kind, place)| {
            let insurer = Some(id.to_string());
            DetectedCause::moving(kind, Edit::Perimeters(id.to_string()), Cause { insurer, ..place })
        }));
    }
    let except: Vec<&str> =
        OF_INCIDENT.into_iter().chain(["reference_date", "max_chance", "across_insurers"]).collect();
    found.extend(others(was, is, &except, Cause::empty()));
    found
}

fn date(before: &ReportFolder, after: &ReportFolder) -> Option<DetectedCause> {
    let (was, is) = (before.incident.reference_date, after.incident.reference_date);
    let place = Cause { before: Some(was.0.to_string()), after: Some(is.0.to_string()), ..Cause::empty() };
    (was != is).then(|| DetectedCause::moving(CauseKind::ReferenceDate, Edit::ReferenceDate, place))
}

fn max_chance(before: &ReportFolder, after: &ReportFolder) -> Option<DetectedCause> {
    let [was, is] = [before, after].map(|opened| opened.incident.max_chance.to_string());
    let place = Cause { before: Some(was.clone()), after: Some(is.clone()), ..Cause::empty() };
    (was != is).then(|| DetectedCause::moving(CauseKind::MaxChance, Edit::MaxChance, place))
}

fn across_insurers(before: &ReportFolder, after: &ReportFolder) -> Option<DetectedCause> {
    let [was, is] = [before, after].map(|opened| opened.incident.across_insurers);
    let [before, after] = [was, is].map(|across| Some(across.name().to_owned()));
    let place = Cause { before, after, ..Cause::empty() };
    (was != is).then(|| DetectedCause::moving(CauseKind::AcrossInsurers, Edit::AcrossInsurers, place))
}

/// Managers can affect a count only through a perimeter that refers to them.
fn managers(before: &ReportFolder, after: &ReportFolder) -> Option<DetectedCause> {
    let of = |opened: &ReportFolder| opened.manifest.plan.incident["managers"].clone();
    let (was, is) = (of(before), of(after));
    let altered = changed(&was, &is, &[]);
    if altered.is_empty() {
        return None;
    }
    let has = |of: &Value, id: &String| of.get(id.as_str()).is_some();
    let place = Cause {
        added: altered.iter().filter(|id| !has(&was, id)).cloned().collect(),
        removed: altered.iter().filter(|id| !has(&is, id)).cloned().collect(),
        altered: altered.iter().filter(|id| has(&was, id) && has(&is, id)).cloned().collect(),
        ..Cause::empty()
    };
    let asked = |opened: &ReportFolder| {
        let perimeters = opened.incident.insurers.values().flat_map(|insurer| &insurer.perimeters);
        perimeters.flat_map(|perimeter| perimeter.all_conditions()).any(|of| of.managed_by.is_some())
    };
    Some(match asked(before) || asked(after) {
        true => DetectedCause::moving(CauseKind::Managers, Edit::Managers, place),
        false => DetectedCause::neutral(CauseKind::Managers, place),
    })
}

fn operator(id: &Id, was: &Value, is: &Value, found: &mut Vec<DetectedCause>) {
    for (kind, key) in [(CauseKind::DeclaredExposed, "exposed"), (CauseKind::DeclaredNotExposed, "not_exposed")] {
        let (added, removed) = beyond(words(&was[key]), words(&is[key]));
        if !added.is_empty() || !removed.is_empty() {
            found.push(DetectedCause::neutral(kind, Cause { added, removed, ..Cause::at_operator(id) }));
        }
    }
    found.extend(others(was, is, &["leaks", "exposed", "not_exposed"], Cause::at_operator(id)));
}

/// Settings of an insurer. Only `operators` that both incidents have are compared; the others are changes of their own.
fn insurer(id: &Id, was: &Value, is: &Value, operators: &BTreeSet<&str>, found: &mut Vec<DetectedCause>) {
    // Where none is listed, any of them may process its data.
    let served = |insurer: &Value| -> BTreeSet<String> {
        let listed = insurer["operators"].is_array().then(|| words(&insurer["operators"]).collect::<BTreeSet<&str>>());
        let serves = |id: &&&str| listed.as_ref().is_none_or(|listed| listed.contains(**id));
        operators.iter().filter(serves).map(|id| (*id).to_owned()).collect()
    };
    let (before, after) = (served(was), served(is));
    let (added, removed) = beyond(before.iter(), after.iter());
    if !added.is_empty() || !removed.is_empty() {
        let place = Cause { added, removed, ..Cause::at_insurer(id) };
        found.push(DetectedCause::moving(CauseKind::Served, Edit::Served(id.to_string()), place));
    }
    found.extend(others(was, is, &["name", "operators", "perimeters", "members", "decided"], Cause::at_insurer(id)));
}

/// The name of an insurer can affect a count only if rows may name their insurer by it.
fn name(id: &Id, before: &ReportFolder, after: &ReportFolder) -> Option<DetectedCause> {
    let of = |opened: &ReportFolder| opened.incident.insurers.get(id).map(|insurer| insurer.name.clone());
    let (was, is) = (of(before), of(after));
    if was == is {
        return None;
    }
    let mut inputs = before.manifest.inputs.iter().chain(&after.manifest.inputs);
    let named = inputs.any(|input| input.columns.contains_key(Col::Insurer.name()));
    let place = Cause { before: was, after: is, ..Cause::at_insurer(id) };
    Some(match named {
        true => DetectedCause::moving(CauseKind::InsurerName, Edit::Name(id.to_string()), place),
        false => DetectedCause::neutral(CauseKind::InsurerName, place),
    })
}

/// Decisions on single rows. Manifests leave out whom they are about: that shows only in the incident files.
fn decided(id: &Id, was: &Value, is: &Value, whole: Option<&(Incident, Incident)>) -> Option<DetectedCause> {
    let rows = |of: &Value| of["decided"].as_array().map_or(0, Vec::len).to_string();
    let of = |incident: &Incident| incident.insurers.get(id).map(|insurer| insurer.decided.clone());
    let differs = whole.map_or(was["decided"] != is["decided"], |(was, is)| of(was) != of(is));
    let place = Cause { before: Some(rows(was)), after: Some(rows(is)), ..Cause::at_insurer(id) };
    differs.then(|| DetectedCause::moving(CauseKind::Decided, Edit::Decided(id.to_string()), place))
}

/// Perimeters, by their numbers in the list. A different order is not a change.
fn perimeters(was: &Value, is: &Value, operators: &BTreeSet<&str>) -> Option<(CauseKind, Cause)> {
    let listed = |of: &Value| -> Vec<Value> { of["perimeters"].as_array().into_iter().flatten().cloned().collect() };
    let (was, is) = (listed(was), listed(is));
    let shared = |perimeter: &Value| perimeter["operator"].as_str().is_some_and(|id| operators.contains(id));
    let beyond = |of: &[Value], other: &[Value]| -> BTreeSet<usize> {
        let new = (1..).zip(of).filter(|(_, perimeter)| shared(perimeter) && !other.contains(perimeter));
        new.map(|(number, _)| number).collect()
    };
    let (gone, new) = (beyond(&was, &is), beyond(&is, &was));
    let numbers = |of: &mut dyn Iterator<Item = &usize>| of.map(ToString::to_string).collect::<Vec<String>>();
    let place = Cause {
        added: numbers(&mut new.difference(&gone)),
        removed: numbers(&mut gone.difference(&new)),
        altered: numbers(&mut gone.intersection(&new)),
        ..Cause::empty()
    };
    (!gone.is_empty() || !new.is_empty()).then_some((CauseKind::Perimeters, place))
}

/// Contract numbers in perimeters. Manifests omit them: only the incident files show whether they differ.
fn numbers(
    id: &Id,
    before: &ReportFolder,
    after: &ReportFolder,
    whole: Option<&(Incident, Incident)>,
) -> Option<(CauseKind, Cause)> {
    let contracts = |incident: &Incident| -> Vec<Vec<String>> {
        let perimeters = incident.insurers.get(id).into_iter().flat_map(|insurer| &insurer.perimeters);
        perimeters.map(|p| p.all_conditions().flat_map(|of| of.contracts.clone()).collect()).collect()
    };
    match whole {
        Some((was, is)) => {
            let (was, is) = (contracts(was), contracts(is));
            let differs = (1..).zip(was.iter().zip(&is)).filter(|(_, (was, is))| was != is);
            let altered: Vec<String> = differs.map(|(number, _): (usize, _)| number.to_string()).collect();
            (!altered.is_empty()).then(|| (CauseKind::Perimeters, Cause { altered, ..Cause::empty() }))
        }
        None => {
            let same_file = before.manifest.plan.incident_sha256 == after.manifest.plan.incident_sha256;
            let numbered = contracts(&after.incident).iter().flatten().any(|contract| is_number(contract));
            (!same_file && numbered).then(|| (CauseKind::PerimeterNumbers, Cause::empty()))
        }
    }
}

/// Settings that cannot affect a count.
fn others(was: &Value, is: &Value, except: &[&str], place: Cause) -> Option<DetectedCause> {
    let altered = changed(was, is, except);
    (!altered.is_empty()).then(|| DetectedCause::neutral(CauseKind::Settings, Cause { altered, ..place }))
}

/// The keys whose values differ between two tables.
fn changed(was: &Value, is: &Value, except: &[&str]) -> Vec<String> {
    let keys = |of: &Value| of.as_object().map(|table| table.keys().cloned().collect::<BTreeSet<_>>());
    let all: BTreeSet<String> = [keys(was), keys(is)].into_iter().flatten().flatten().collect();
    let differs = |key: &&String| was.get(key.as_str()) != is.get(key.as_str());
    all.iter().filter(|key| !except.contains(&key.as_str())).filter(differs).cloned().collect()
}

/// The strings in an array.
fn words(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// What only the later list has, and what only the earlier has. Order is ignored.
fn beyond<T: ToString + Ord>(was: impl Iterator<Item = T>, is: impl Iterator<Item = T>) -> (Vec<String>, Vec<String>) {
    let (was, is): (BTreeSet<T>, BTreeSet<T>) = (was.collect(), is.collect());
    let listed = |of: &BTreeSet<T>, other: &BTreeSet<T>| of.difference(other).map(ToString::to_string).collect();
    (listed(&is, &was), listed(&was, &is))
}
