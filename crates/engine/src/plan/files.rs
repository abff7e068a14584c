//! The files of an incident: expands folders and patterns, and inspects each file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::names::Names;
use super::{Input, listing};
use crate::fold::{by_number, fold};
use crate::index::{InsurerIx, OperatorIx};
use crate::pseudonym::Party;
use crate::read::{self, Col, Format, Side, Source, archive};
use model::error::{self, Problem};
use model::incident::{File, Incident};

/// The files that could be inspected.
pub struct Opened {
    /// Leaked files.
    pub leaks: Vec<Input>,
    /// Member files.
    pub members: Vec<Input>,
    /// Insurers of which not all member files are among these.
    pub unopened: BTreeSet<InsurerIx>,
}

/// Inspects all leaked files, then all member files, in the order of parties, entries and file names. Adds what is
/// wrong with any of them to `problems`.
pub fn open(base: &Path, incident: &Incident, problems: &mut Vec<Problem>) -> Opened {
    let names = Names::of(base, incident);
    let mut leaks = Vec::new();
    for (index, operator) in OperatorIx::all(incident.operators.len()).zip(incident.operators.values()) {
        for file in &operator.leaks {
            let codes = insurer_codes(incident, file);
            spread(&names, Side::Leaks, Party::Operator(index), file, &codes, &mut leaks, problems);
        }
    }
    let (mut members, mut unopened) = (Vec::new(), BTreeSet::new());
    for (index, insurer) in InsurerIx::all(incident.insurers.len()).zip(incident.insurers.values()) {
        let before = problems.len();
        for file in &insurer.members {
            spread(&names, Side::Members, Party::Insurer(index), file, &BTreeMap::new(), &mut members, problems);
        }
        unopened.extend((problems.len() > before).then_some(index));
    }
    let before = problems.len();
    for file in &incident.members {
        let codes = insurer_codes(incident, file);
        spread(&names, Side::Members, Party::ByRow, file, &codes, &mut members, problems);
    }
    if problems.len() > before {
        unopened.extend(InsurerIx::all(incident.insurers.len()));
    }
    let mut paths: Vec<(PathBuf, &str)> = Vec::new();
    for input in leaks.iter().chain(&members) {
        let path = archive::real(&input.source.path);
        match paths.iter().find(|(known, _)| *known == path) {
            Some((_, first)) => problems.push(error::listed_twice(&input.source.shown, first)),
            None => paths.push((path, &input.source.shown)),
        }
    }
    Opened { leaks, members, unopened }
}

/// Inspects each file that an entry names.
fn spread(
    names: &Names<'_>,
    side: Side,
    party: Party,
    file: &File,
    codes: &BTreeMap<String, InsurerIx>,
    inputs: &mut Vec<Input>,
    problems: &mut Vec<Problem>,
) {
    let base = names.base;
    let paths = match found(names, file, party) {
        Ok(paths) => paths,
        Err(of_path) => return problems.extend(of_path),
    };
    let several = paths.len() > 1;
    let (mut empty, before) = (Vec::new(), inputs.len());
    for path in paths {
        let shown = shown(base, &path);
        match read::inspect(&path, &shown, side, file).and_then(|source| sheets(base, source, side, file)) {
            Ok(sources) if party == Party::ByRow && !sources.iter().all(|source| source.mapping.has(Col::Insurer)) => {
                problems.push(error::no_insurer_column(&shown));
            }
            Ok(sources) => {
                let input = |source| Input { party, source, insurer_codes: codes.clone() };
                inputs.extend(sources.into_iter().map(input));
            }
            // Programs that write in parts write empty ones beside the others.
            Err(of_file) if several && of_file.iter().all(Problem::is_of_empty_file) => empty.extend(of_file),
            Err(of_file) => problems.extend(of_file),
        }
    }
    if inputs.len() == before {
        problems.extend(empty);
    }
}

/// The files that an entry names, those of archives among them.
fn found(names: &Names<'_>, file: &File, party: Party) -> Result<Vec<PathBuf>, Vec<Problem>> {
    let listed = listing::files(names, &file.path)?;
    names.may_be_shown(&file.path, &listed)?;
    let paths = unpacked(names.base, listed).map_err(|problem| vec![problem])?;
    names.may_be_shown(&file.path, &paths)?;
    match paths.iter().find_map(|path| Some((path, column_in_folder(path, &file.path, party)?))) {
        Some((path, column)) => Err(vec![error::value_in_folder(&shown(names.base, path), &column)]),
        None => Ok(paths),
    }
}

/// The known column whose value the name of a folder holds, as `insurer=a`, where the incident file does not name the folder itself. Whose
/// the members of one insurer are is known.
fn column_in_folder(path: &Path, written: &Path, party: Party) -> Option<String> {
    let side = if matches!(party, Party::Operator(_)) { Side::Leaks } else { Side::Members };
    let is_of_one = matches!(party, Party::Insurer(_));
    let folders = path.parent()?.components().filter(|part| !written.components().any(|named| named == *part));
    folders.into_iter().find_map(|part| {
        let (column, _) = part.as_os_str().to_str()?.split_once('=')?;
        let col = read::column_of(column, side)?;
        (!is_of_one || col != Col::Insurer).then(|| column.to_owned())
    })
}

/// A file by itself; of a workbook whose sheets are parts of one list, a source for each of them.
fn sheets(base: &Path, source: Source, side: Side, file: &File) -> Result<Vec<Source>, Vec<Problem>> {
    let parts = match &source.format {
        Format::Workbook { parts, .. } if parts.len() > 1 => parts.clone(),
        _ => return Ok(vec![source]),
    };
    let sources = parts.iter().map(|sheet| {
        let (path, told) = (source.path.join(&sheet.name), source.path.join(&sheet.shown));
        let file = File { sheet: Some(sheet.name.clone()), ..file.clone() };
        let mut of_sheet = read::inspect(&path, &shown(base, &told), side, &file)?;
        if let Format::Workbook { unread, parts: of_list, .. } = &mut of_sheet.format {
            // None of them is left out.
            (*unread, *of_list) = (0, parts.clone());
        }
        Ok(of_sheet)
    });
    sources.collect()
}

/// The paths, with the files of each ZIP archive in its place.
fn unpacked(base: &Path, paths: Vec<PathBuf>) -> Result<Vec<PathBuf>, Problem> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        match archive::entries(&path, &shown(base, &path))? {
            Some(entries) if entries.is_empty() => return Err(error::empty_archive(&shown(base, &path))),
            Some(entries) => files.extend(entries),
            None => files.push(path),
        }
    }
    Ok(files)
}

/// A path as messages and reports show it: relative to the incident file.
pub(super) fn shown(base: &Path, path: &Path) -> String {
    model::shown::path(path.strip_prefix(base).unwrap_or(path))
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
