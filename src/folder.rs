//! Folders that a command has written before, and may replace.

use std::path::Path;

use model::incident::Id;

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
    let read = std::fs::read(folder.join(record.file)).ok();
    let read = read.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let same = read.is_some_and(|of| {
        of["schema"] == record.schema && of["incident"] == record.incident.as_str() && of["insurer"] == record.insurer
    });
    same && std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.all(|entry| entry.is_ok_and(|entry| entry.file_name().to_str().is_some_and(&ours)))
    })
}
