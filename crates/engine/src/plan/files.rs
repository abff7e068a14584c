//! The files of an incident: expands folders and patterns, and inspects each file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Input;
use crate::fold::{by_number, fold};
use crate::index::{InsurerIx, OperatorIx};
use crate::pseudonym::Party;
use crate::read::{self, Col, Side};
use model::error::{self, Problem};
use model::incident::{File, Incident};

/// Inspects all leaked files, then all member files, in the order of parties, entries and file names. Adds what is
/// wrong with any of them to `problems`.
pub(super) fn open(base: &Path, incident: &Incident, problems: &mut Vec<Problem>) -> (Vec<Input>, Vec<Input>) {
    let mut leaks = Vec::new();
    for (index, operator) in OperatorIx::all(incident.operators.len()).zip(incident.operators.values()) {
        for file in &operator.leaks {
            let codes = insurer_codes(incident, file);
            spread(base, Side::Leaks, Party::Operator(index), file, &codes, &mut leaks, problems);
        }
    }
    let mut members = Vec::new();
    for (index, insurer) in InsurerIx::all(incident.insurers.len()).zip(incident.insurers.values()) {
        for file in &insurer.members {
            spread(base, Side::Members, Party::Insurer(index), file, &BTreeMap::new(), &mut members, problems);
        }
    }
    for file in &incident.members {
        let codes = insurer_codes(incident, file);
        spread(base, Side::Members, Party::ByRow, file, &codes, &mut members, problems);
    }
    let mut paths: Vec<(PathBuf, &str)> = Vec::new();
    for input in leaks.iter().chain(&members) {
        let path = input.source.path.canonicalize().unwrap_or_else(|_| input.source.path.clone());
        match paths.iter().find(|(known, _)| *known == path) {
            Some((_, first)) => problems.push(error::listed_twice(&input.source.shown, first)),
            None => paths.push((path, &input.source.shown)),
        }
    }
    (leaks, members)
}

/// Inspects each file that an entry names.
fn spread(
    base: &Path,
    side: Side,
    party: Party,
    file: &File,
    codes: &BTreeMap<String, InsurerIx>,
    inputs: &mut Vec<Input>,
    problems: &mut Vec<Problem>,
) {
    let paths = match paths(base, &file.path) {
        Ok(paths) => paths,
        Err(problem) => return problems.push(problem),
    };
    let several = paths.len() > 1;
    let (mut empty, before) = (Vec::new(), inputs.len());
    for path in paths {
        let shown = path.strip_prefix(base).unwrap_or(&path).display().to_string();
        match read::inspect(&path, &shown, side, file) {
            Ok(source) if party == Party::ByRow && !source.mapping.has(Col::Insurer) => {
                problems.push(error::no_insurer_column(&shown));
            }
            Ok(source) => inputs.push(Input { party, source, insurer_codes: codes.clone() }),
            // Programs that write in parts write empty ones beside the others.
            Err(of_file) if several && of_file.iter().all(Problem::is_of_empty_file) => empty.extend(of_file),
            Err(of_file) => problems.extend(of_file),
        }
    }
    if inputs.len() == before {
        problems.extend(empty);
    }
}

/// The files that a path stands for: the file itself, all files of a folder, or all that match a pattern. Sorted by
/// name, so that the order is the same on every system.
fn paths(base: &Path, written: &Path) -> Result<Vec<PathBuf>, Problem> {
    let shown = written.display().to_string();
    let full = base.join(written);
    if full.is_dir() {
        let listed = std::fs::read_dir(&full).map_err(|e| error::file("folder", &shown, &e))?;
        let entries: Result<Vec<_>, _> = listed.map(|entry| entry.map(|entry| entry.path())).collect();
        let mut files = entries.map_err(|e| error::file("folder", &shown, &e))?;
        files.retain(|path| path.is_file() && !is_hidden(path));
        files.sort();
        return if files.is_empty() { Err(error::empty_folder(&shown)) } else { Ok(files) };
    }
    if full.exists() || !shown.contains(['*', '?', '[']) {
        return Ok(vec![full]);
    }
    // The folder of the incident file may contain wildcard characters in its own name.
    let pattern = Path::new(&glob::Pattern::escape(&base.display().to_string())).join(written);
    let found = glob::glob(&pattern.to_string_lossy()).map_err(|_| error::bad_pattern(&shown))?;
    let found: Result<Vec<PathBuf>, _> = found.collect();
    let mut files = found.map_err(|e| error::file("folder", &shown, e.error()))?;
    files.retain(|path| path.is_file() && !is_hidden(path));
    files.sort();
    if files.is_empty() { Err(error::no_match(&shown)) } else { Ok(files) }
}

/// Hidden files, marks of Spark and Hadoop (`_SUCCESS`), lock files of office programs, files of file managers.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(['.', '_'])
        || name.starts_with("~$")
        || matches!(&*name.to_lowercase(), "desktop.ini" | "thumbs.db")
}

/// By folded id, name and code: the insurers as one file names them.
fn insurer_codes(incident: &Incident, file: &File) -> BTreeMap<String, InsurerIx> {
    let mut codes = BTreeMap::new();
    for (index, (id, insurer)) in InsurerIx::all(incident.insurers.len()).zip(&incident.insurers) {
        codes.insert(fold(id.as_str()), index);
        codes.insert(fold(&insurer.name), index);
    }
    for (code, id) in &file.insurer_codes {
        if let Some(place) = incident.insurers.keys().position(|i| i == id) {
            codes.insert(fold(code), InsurerIx::new(place));
        }
    }
    by_number(&mut codes);
    codes
}
