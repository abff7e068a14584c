//! The figures of a run beside those of the same rows as exchange files.

use std::path::Path;

use serde_json::Value;

use super::Ampleur;

/// What an exchange file can tell: all but identifiability, and what reading the clear file showed.
pub fn exchangeable(report: &Value) -> Value {
    match report {
        Value::Object(of) => of
            .iter()
            .filter(|(key, _)| !["identifiability", "findings", "path", "severity"].contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), exchangeable(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(list) => list.iter().map(exchangeable).collect(),
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
