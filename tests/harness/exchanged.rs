//! The figures of a run beside those of the same rows as exchange files.

use std::path::Path;

use serde_json::Value;

use super::Ampleur;

/// Leaked rows above which not all are looked up for `not_found`, but those of some birth dates, of which a token is exchanged.
const SAMPLED: u64 = 32_768;

/// What an exchange file can tell: all but identifiability, and what reading the clear file showed.
pub fn exchangeable(report: &Value) -> Value {
    let is_sampled = report["totals"]["records"].as_u64().unwrap() > SAMPLED;
    let but: &[&str] = if is_sampled { &["not_found"] } else { &[] };
    without(report, &[but, &["identifiability", "findings", "path", "severity"]].concat())
}

fn without(report: &Value, but: &[&str]) -> Value {
    match report {
        Value::Object(of) => of
            .iter()
            .filter(|(key, _)| !but.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), without(value, but)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(list) => list.iter().map(|value| without(value, but)).collect(),
        other => other.clone(),
    }
}

/// An exchange file of an incident, by the clear file that it was made from.
pub struct Exchanged {
    pub side: String,
    /// None for members of several insurers.
    pub party: Option<String>,
    /// The clear file, as the incident file names it.
    pub of: String,
    /// Where it is in the folder of the incident file.
    pub path: String,
}

/// Writes the exchange files of an incident.
#[track_caller]
pub fn pseudonymised(folder: &Path) -> Vec<Exchanged> {
    let files = Ampleur::new(["pseudonymise", "incident.toml", "--json"]).within(folder).run().ends(0).json();
    let text = |file: &Value, key: &str| file[key].as_str().map(str::to_owned);
    let files = files.as_array().unwrap().iter();
    files
        .map(|file| Exchanged {
            side: text(file, "side").unwrap(),
            party: text(file, "party"),
            of: text(file, "of").unwrap(),
            path: format!("exchange/test/{}", text(file, "path").unwrap()),
        })
        .collect()
}
