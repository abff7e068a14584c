//! Folders that a command has written before, and may replace.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::digest;
use crate::signature;
use engine::read::archive;
use model::incident::Id;
use model::{manifest, regular, shown};

/// The record in a folder that says what it holds.
pub(crate) struct Record<'a> {
    /// Name of the file.
    pub file: &'a str,
    /// Its `schema`.
    pub schema: &'a str,
    pub incident: &'a Id,
    pub insurer: &'a str,
}

/// Whether a folder holds what the record says and nothing else, so that it may be replaced. `is_ours` tells the names of the other
/// files; hidden files, which file managers leave behind, are ignored.
pub(crate) fn may_be_replaced(folder: &Path, record: &Record<'_>, is_ours: impl Fn(&str) -> bool) -> bool {
    let ours = |name: &str| name == record.file || name.starts_with('.') || is_ours(name);
    let read = regular::read(&folder.join(record.file), regular::REPORTED).ok();
    let read = read.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let same = read.is_some_and(|of| {
        of["schema"] == record.schema && of["incident"] == record.incident.as_str() && of["insurer"] == record.insurer
    });
    same && std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.all(|entry| entry.is_ok_and(|entry| entry.file_name().to_str().is_some_and(&ours)))
    })
}

/// The files in the folder of a report that its manifest does not vouch for, byte for byte: what somebody has put there, or changed. Sorted.
///
/// A signature is the report's own if it was written with it. One that somebody else has added would be lost.
pub(crate) fn not_vouched_for(report: &Path) -> Vec<String> {
    let bytes = regular::read(&report.join(manifest::FILE), regular::REPORTED).unwrap_or_default();
    let manifest = serde_json::from_slice::<Value>(&bytes).unwrap_or_default();
    let incident = manifest["plan"]["incident"]["id"].as_str().unwrap_or_default();
    let is_its_signature = |name: &str, path: &Path| {
        name == manifest::SIGNATURE
            && regular::read(path, regular::WRITTEN)
                .is_ok_and(|signature| signature::names(&signature, &bytes, incident))
    };
    let outputs = manifest["outputs"].as_object();
    let digests: BTreeMap<&str, &str> =
        outputs.into_iter().flatten().filter_map(|(path, digest)| Some((path.as_str(), digest.as_str()?))).collect();
    let mut others = Vec::new();
    let mut folders = vec![report.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            others.push(within(report, &folder));
            continue;
        };
        for entry in entries.flatten().filter(|entry| !archive::is_aside(&entry.file_name())) {
            let (path, kind) = (entry.path(), entry.file_type());
            let name = within(report, &path);
            let is_ours = || {
                name == manifest::FILE
                    || is_its_signature(&name, &path)
                    || digests.get(name.as_str()).is_some_and(|digest| holds(&path, digest))
            };
            match kind {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_file() && is_ours() => {}
                _ => others.push(name),
            }
        }
    }
    others.sort();
    others
}

fn within(report: &Path, path: &Path) -> String {
    shown::path(path.strip_prefix(report).unwrap_or(path))
}

fn holds(path: &Path, digest: &str) -> bool {
    digest::of_file(path, "").is_ok_and(|(_, found)| found == digest)
}
