//! The files that a path of the incident file stands for: itself, those of a folder, or those that match a pattern.
//!
//! What is there and is not read is never passed over: a folder within, a link that leads nowhere, a hidden file may hold rows.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use glob::MatchOptions;
use unicode_normalization::UnicodeNormalization;

use super::names::Names;
use crate::read::archive;
use model::error::{self, Problem, Role};

/// The files, sorted by name, so that the order is the same on every system.
pub(super) fn files(names: &Names<'_>, written: &Path) -> Result<Vec<PathBuf>, Vec<Problem>> {
    let one = |problem| vec![problem];
    let base = names.base;
    let shown = written.display().to_string();
    let full = as_spelt(base.join(written));
    let mut listed = if full.is_dir() {
        let unreadable = |e| one(error::file(Role::Folder, &shown, &e));
        let entries = std::fs::read_dir(&full).map_err(unreadable)?;
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(unreadable)?
    } else if full.exists() && !full.is_file() {
        return Err(one(error::no_file(&shown)));
    } else if full.exists() || !shown.contains(['*', '?', '[']) {
        return Ok(vec![full]);
    } else {
        // The folder of the incident file may contain wildcard characters in its own name.
        let pattern = Path::new(&glob::Pattern::escape(&base.display().to_string())).join(written);
        let found = glob::glob(&pattern.to_string_lossy()).map_err(|_| one(error::bad_pattern(&shown)))?;
        let found: Result<Vec<PathBuf>, _> = found.collect();
        let mut found = found.map_err(|e| one(error::file(Role::Folder, &shown, e.error())))?;
        // What is in a folder matches as well, if any folders may stand between.
        found.retain(|path| !(shown.contains("**") && path.is_dir()));
        found
    };
    listed.sort();
    // Parts may lie in folders of their own within a table.
    let folders: BTreeSet<&Path> = listed.iter().flat_map(|path| path.ancestors().skip(1).take(DEEPEST)).collect();
    // What is around the folder of the incident file is no table of it.
    if folders.into_iter().filter(|folder| base == *folder || !base.starts_with(folder)).any(has_log) {
        return Err(one(error::table_with_log(&shown)));
    }
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for (place, path) in listed.into_iter().enumerate() {
        let shown = || names.shown(written, &path, place);
        match judge(&path) {
            Judged::File => files.push(path),
            Judged::Aside => {}
            Judged::Folder => problems.push(error::folder_within(&shown())),
            Judged::Hidden => problems.push(error::hidden_file(&shown())),
            Judged::NoFile => problems.push(error::no_file(&shown())),
        }
    }
    match () {
        () if !problems.is_empty() => Err(problems),
        () if !files.is_empty() => Ok(files),
        () if full.is_dir() => Err(one(error::empty_folder(&shown))),
        () => Err(one(error::no_match(&shown))),
    }
}

/// A path as the folder spells its last name: accents may be letters of their own there, as macOS writes them.
fn as_spelt(path: PathBuf) -> PathBuf {
    let composed = |name: &OsStr| name.to_string_lossy().nfc().collect::<String>();
    let (Some(folder), Some(name)) = (path.parent().filter(|_| !path.exists()), path.file_name()) else { return path };
    let there = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    there.filter(|path| path.file_name().is_some_and(|there| composed(there) == composed(name))).min().unwrap_or(path)
}

/// Whether a folder is a table that has a log.
fn has_log(folder: &Path) -> bool {
    let is_there = |folder: &Path, is_log: fn(&OsStr) -> bool| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.into_iter().any(|entry| is_log(&entry.file_name()))
    };
    let is_of_iceberg = |name: &OsStr| name.to_string_lossy().ends_with(".metadata.json");
    is_there(folder, archive::is_log) || is_there(&folder.join("metadata"), is_of_iceberg)
}

/// Folders within a table in which its parts may lie.
const DEEPEST: usize = 4;

/// Whether an entry of the incident file can be what a file was read for: its own path, the folder, archive or workbook that it is in, or a
/// pattern that it or these match. Nothing needs to be there.
pub fn may_name(written: &Path, shown: &str) -> bool {
    let parts = |path: &Path| path.components().filter(|part| *part != Component::CurDir).collect::<PathBuf>();
    let (written, shown) = (parts(written), parts(Path::new(shown)));
    // Where the folder of the incident file is, nobody says: of a path from the root, what is below it is left.
    let from = if written.is_absolute() { written.components().count() } else { 1 };
    let below = (0..from).map(|above| written.components().skip(above).collect::<PathBuf>());
    below.filter(|written| !written.as_os_str().is_empty()).any(|written| {
        let pattern = glob::Pattern::new(&written.to_string_lossy()).ok();
        shown.ancestors().filter(|path| !path.as_os_str().is_empty()).any(|path| {
            path == written || pattern.as_ref().is_some_and(|pattern| pattern.matches_path_with(path, PATTERN))
        })
    })
}

/// As patterns are met in folders: a star stops at a folder's end.
const PATTERN: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// What stands in a folder.
enum Judged {
    File,
    /// What programs leave beside data: no rows are in it.
    Aside,
    Folder,
    Hidden,
    /// A link that leads nowhere, a pipe, a device.
    NoFile,
}

fn judge(path: &Path) -> Judged {
    let name = path.file_name().unwrap_or_default();
    match () {
        () if archive::is_aside(name) => Judged::Aside,
        () if path.is_dir() => Judged::Folder,
        () if !path.is_file() => Judged::NoFile,
        () if archive::is_hidden(name) => Judged::Hidden,
        () => Judged::File,
    }
}
