//! Which file of the one manifest is which of the other.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use engine::read::Side;
use model::incident::{File, Incident};
use model::manifest::InputFile;

/// A file on both sides, or on one.
pub(super) struct Pair<'a> {
    pub before: Option<&'a InputFile>,
    pub after: Option<&'a InputFile>,
    /// Its place in the later manifest; none is there beyond all others.
    pub place_after: usize,
}

/// Pairs the files of two manifests: first those of one party and path; then those of one party and content, which were
/// renamed; then those of one content, which are said to be another party's. What is left is gone, or new.
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

/// The new path of each file that was called otherwise.
pub(super) fn renamed(pairs: &[Pair<'_>]) -> BTreeMap<String, String> {
    let both = pairs.iter().filter_map(|pair| Some((pair.before?, pair.after?)));
    both.filter(|(was, is)| was.path != is.path).map(|(was, is)| (was.path.clone(), is.path.clone())).collect()
}

/// What the incident file says of an input: its own entry, that of its folder, or the pattern that it fits.
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
    // Its own entry before one that also means others.
    files.iter().find(|file| plain(&file.path) == path).or_else(|| files.iter().find(fits))
}

/// A path without the signs for "here".
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}
