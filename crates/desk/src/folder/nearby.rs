//! Files that are below the served folder already, and need not be sent.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{FILE, Folder, OURS};

/// Files that are listed at most.
const MOST: usize = 1_000;
/// Files and folders that are looked at, at most.
const SEEN: usize = 20_000;
/// Folders within folders that are looked into.
const DEEPEST: usize = 8;

/// What holds no rows: what this program and others write, by its extension.
const OTHER: [&str; 16] = [
    "toml", "key", "pub", "sec", "age", "minisig", "html", "pdf", "doc", "docx", "odt", "md", "png", "jpg", "lock",
    "log",
];

/// What stands in a folder of this program's own: a report, a list of persons, answers, rows to decide on.
const RECORDS: [&str; 4] = ["manifest.json", "notified.json", "answered.json", "worklist.json"];

/// Files that may have rows.
pub(crate) struct Nearby {
    /// From the folder, in order, with `/`.
    pub files: Vec<String>,
    /// Whether there may be more.
    pub is_cut: bool,
}

impl Folder {
    /// Files that may have rows. What is hidden, a report, or a link is none.
    pub(crate) fn nearby(&self) -> Nearby {
        let (mut found, mut is_cut) = (Vec::new(), false);
        let mut seen = 0;
        let mut folders = vec![(self.home().to_owned(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
            let mut entries: Vec<_> = entries.collect();
            entries.sort_by_key(fs::DirEntry::file_name);
            for entry in entries {
                seen += 1;
                if seen > SEEN || found.len() == MOST {
                    is_cut = true;
                    break;
                }
                let name = entry.file_name();
                let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type()) else { continue };
                let path = entry.path();
                if name.starts_with('.') {
                    continue;
                }
                if kind.is_dir() {
                    let is_ours = OURS.contains(&name) && folder.join(FILE).exists();
                    if is_ours || RECORDS.iter().any(|record| path.join(record).exists()) {
                        continue;
                    }
                    if depth < DEEPEST {
                        folders.push((path, depth + 1));
                    } else {
                        is_cut = true;
                    }
                } else if kind.is_file() && !is_other(&path) {
                    found.extend(path.strip_prefix(self.home()).ok().and_then(written));
                }
            }
        }
        found.sort();
        Nearby { files: found, is_cut }
    }

    /// A file of the list as the incident file of a folder names it: from that folder.
    pub(crate) fn from(&self, folder: &Path, file: &str) -> String {
        let below = folder.strip_prefix(self.home()).map_or(Vec::new(), |path| path.components().collect());
        let parts: Vec<&str> = file.split('/').collect();
        let shared = below.iter().zip(&parts).take_while(|(a, b)| a.as_os_str() == **b).count();
        let up = below[shared..].iter().map(|_| "..");
        up.chain(parts[shared..].iter().copied()).collect::<Vec<_>>().join("/")
    }
}

fn is_other(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| OTHER.iter().any(|other| other.eq_ignore_ascii_case(extension)))
}

/// A path with `/` on every system, if it is text.
fn written(path: &Path) -> Option<String> {
    let part = |part: Component<'_>| part.as_os_str().to_str().map(str::to_owned);
    path.components().map(part).collect::<Option<Vec<_>>>().map(|parts| parts.join("/"))
}

/// What a path of an incident file names, if it stands in another folder: a file, or the folder that a pattern looks into.
pub(crate) fn elsewhere(folder: &Path, path: &str) -> Option<PathBuf> {
    let is_within = Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let literal = |part: &&str| !part.contains(['*', '?', '[']);
    let fixed = || path.split('/').take_while(literal).collect::<Vec<_>>().join("/");
    (!is_within).then(|| folder.join(if folder.join(path).exists() { path.to_owned() } else { fixed() }))
}
