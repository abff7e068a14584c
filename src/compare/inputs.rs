//! Matches the files of two manifests with each other.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use engine::read::Side;
use model::incident::{File, Incident};
use model::manifest::InputFile;

/// A file in both manifests, or in one of them.
pub(super) struct Pair<'a> {
    pub before: Option<&'a InputFile>,
    pub after: Option<&'a InputFile>,
    /// Index in the later manifest; `usize::MAX` if the file is not in it.
    pub place_after: usize,
}

/// Pairs the files of two manifests: first by party and path, then by party and content (renamed files), then by
/// content alone (reassigned files). Unpaired files were added or removed.
pub(super) fn pairs<'a>(before: &'a [InputFile], after: &'a [InputFile]) -> Vec<Pair<'a>> {
    let ways: [fn(&InputFile, &InputFile) -> bool; 3] = [
        |was, is| was.party == is.party && was.path == is.path,
        |was, is| was.party == is.party && was.sha256 == is.sha256,
        |was, is| was.sha256 == is.sha256,
    ];
    let mut partner: Vec<Option<usize>> = vec![None; before.len()];
    for way in ways {
        for (i, was) in before.iter().enumerate() {
            if partner[i].is_none() {
                let mut free = (0..after.len()).filter(|j| !partner.contains(&Some(*j)));
                let found = free.find(|j| was.side == after[*j].side && way(was, &after[*j]));
                partner[i] = found;
            }
        }
    }
    let paired = before.iter().zip(&partner).map(|(was, place)| Pair {
        before: Some(was),
        after: place.map(|place| &after[place]),
        place_after: place.unwrap_or(usize::MAX),
    });
    let new = after.iter().enumerate().filter(|(place, _)| !partner.contains(&Some(*place)));
    paired.chain(new.map(|(place, is)| Pair { before: None, after: Some(is), place_after: place })).collect()
}

/// Old path → new path of each renamed file.
pub(super) fn renamed(pairs: &[Pair<'_>]) -> BTreeMap<String, String> {
    let both = pairs.iter().filter_map(|pair| Some((pair.before?, pair.after?)));
    both.filter(|(was, is)| was.path != is.path).map(|(was, is)| (was.path.clone(), is.path.clone())).collect()
}

/// The entry of the incident file for an input: by its path, by its folder, or by a pattern.
pub(super) fn entry<'a>(incident: &'a Incident, input: &InputFile) -> Option<&'a File> {
    let party = input.party.as_deref();
    let mut files: &[File] = &incident.members;
    if input.side == Side::Leaks.name() {
        files = &incident.operators.iter().find(|(id, _)| Some(id.as_str()) == party)?.1.leaks;
    } else if let Some(party) = party {
        files = &incident.insurers.iter().find(|(id, _)| id.as_str() == party)?.1.members;
    }
    let path = plain(Path::new(&input.path));
    let fits = |file: &&File| {
        let written = plain(&file.path);
        let pattern = glob::Pattern::new(&written.to_string_lossy());
        path.parent() == Some(written.as_path()) || pattern.is_ok_and(|pattern| pattern.matches_path(&path))
    };
    // An entry for this path takes precedence over a folder or pattern.
    files.iter().find(|file| plain(&file.path) == path).or_else(|| files.iter().find(fits))
}

/// The path without `.` components.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}
