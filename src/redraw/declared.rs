//! What of an incident file may change without a figure moving.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::digest;
use engine::plan::Written;
use engine::read::Col;
use model::incident::{Incident, is_number};
use model::manifest::Manifest;

/// Keys of the incident that no figure depends on. What is not listed is taken to move figures.
const OF_INCIDENT: [&str; 10] = [
    "title",
    "nature",
    "origin",
    "cause",
    "occurred",
    "description",
    "discovery",
    "consequences",
    "circumstances",
    "legal_basis",
];
/// Keys of an operator.
const OF_OPERATOR: [&str; 7] =
    ["name", "role", "service", "occurred", "discovered", "measures_before", "measures_after"];
/// Keys of an insurer. Its `name` is one of them as long as no row names its insurer.
const OF_INSURER: [&str; 18] = [
    "profile",
    "trade",
    "siren",
    "organisation",
    "representative",
    "dpo",
    "informed_on",
    "aware",
    "notification",
    "dora",
    "complaint_on",
    "channels",
    "communication",
    "measures_before",
    "measures_after",
    "other_notifications",
    "judgement",
    "decisions",
];

/// The keys that differ from those of the report, and may move a figure.
pub(super) fn that_may_move_figures(written: &Written, manifest: &Manifest) -> Vec<String> {
    let names_insurers = manifest.inputs.iter().any(|input| input.columns.contains_key(Col::Insurer.name()));
    let counted = |incident: &Value| counted(incident.clone(), names_insurers);
    let after = serde_json::to_value(&written.incident).unwrap_or(Value::Null);
    let mut found = BTreeSet::new();
    differ("", &counted(&manifest.plan.incident), &counted(&after), &mut found);
    found.into_iter().collect()
}

/// An incident without what no figure depends on.
fn counted(mut incident: Value, names_insurers: bool) -> Value {
    let without = |of: Option<&mut Value>, keys: &[&str]| {
        if let Some(table) = of.and_then(Value::as_object_mut) {
            table.retain(|key, _| !keys.contains(&key.as_str()));
        }
    };
    without(Some(&mut incident), &OF_INCIDENT);
    for (parties, keys) in [("operators", &OF_OPERATOR[..]), ("insurers", &OF_INSURER[..])] {
        for party in incident[parties].as_object_mut().into_iter().flat_map(Map::values_mut) {
            without(Some(party), keys);
            if parties == "insurers" && !names_insurers {
                without(Some(party), &["name"]);
            }
        }
    }
    incident
}

/// The keys under which two values differ, as far down as they are tables.
fn differ(key: &str, was: &Value, is: &Value, found: &mut BTreeSet<String>) {
    match (was.as_object(), is.as_object()) {
        _ if was == is => {}
        (Some(a), Some(b)) => {
            for name in a.keys().chain(b.keys()) {
                let below = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                differ(&below, &was[name], &is[name], found);
            }
        }
        _ => drop(found.insert(key.to_owned())),
    }
}

/// Whether the report does not record all that its figures depend on: contract numbers, and members that somebody decided on.
pub(super) fn is_withheld(written: &Written) -> bool {
    let Incident { insurers, .. } = &written.incident;
    let perimeters = || insurers.values().flat_map(|insurer| &insurer.perimeters);
    let mut contracts = perimeters().flat_map(|perimeter| perimeter.all_conditions()).flat_map(|of| &of.contracts);
    insurers.values().any(|insurer| !insurer.decided.is_empty()) || contracts.any(|contract| is_number(contract))
}

/// Whether the incident file is the very one that was assessed.
pub(super) fn is_same_file(written: &Written, manifest: &Manifest) -> bool {
    digest::of_bytes(written.text.as_bytes()) == manifest.plan.incident_sha256
}
