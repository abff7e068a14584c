//! What of an incident file may change without a figure moving.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use engine::plan::Written;
use engine::pseudonym::withheld;
use engine::read::Col;
use model::error::{self, Problem};
use model::manifest::Manifest;

/// Keys of the incident that no figure depends on. What is not listed is taken to move figures.
const OF_INCIDENT: [&str; 11] = [
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
    "legal_basis_across",
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

/// Why what manifests leave out (contract numbers, and members that somebody decided on) is not known to be the same. The key tells,
/// and where nothing is left out, none is needed.
pub(super) fn withheld_differs(written: &Written, manifest: &Manifest, path: &Path) -> Option<Problem> {
    let base = path.parent().unwrap_or(Path::new(""));
    match withheld(&written.incident, base) {
        Ok(withheld) if withheld == manifest.plan.withheld => None,
        Ok(_) => Some(error::redraw_of_withheld(&path.display().to_string())),
        Err(problem) => Some(problem),
    }
}
