//! An incident that is partly the earlier one and partly the later one: what has not been made yet is as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::inputs::{self, Pair};
use super::{Incidents, Opened};
use crate::digest;
use engine::read::Side;
use model::error::{self, Error, Problem, Result};
use model::incident::{self, File, Id, Incident};
use model::interrupt;
use model::manifest::{InputFile, Manifest};

/// One change that can be made alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// The program: nothing in the incident.
    Program,
    /// An operator that one side does not have.
    Operator(String),
    /// An insurer that one side does not have.
    Insurer(String),
    /// A pair of files, by its place.
    File(usize),
    Name(String),
    Managers,
    Served(String),
    Perimeters(String),
    ReferenceDate,
}

/// Both incident files with all that they name, proven to be what the two reports were made from.
pub(super) struct AtHand {
    before: OneSide,
    after: OneSide,
}

struct OneSide {
    shown: String,
    text: String,
    /// Its folder, from the root of the file system.
    base: PathBuf,
}

/// Parties that only one side has.
struct Lone {
    before: BTreeSet<Id>,
    after: BTreeSet<Id>,
}

/// A file as an incident lists it.
struct Listed {
    of_leaks: bool,
    party: Option<String>,
    file: File,
}

impl AtHand {
    /// Reads both; refuses files that are not those of the manifests.
    pub(super) fn read(before: &Opened, after: &Opened, incidents: &Incidents<'_>) -> Result<AtHand> {
        Ok(AtHand {
            before: OneSide::read(incidents.before, &before.manifest)?,
            after: OneSide::read(incidents.after, &after.manifest)?,
        })
    }

    /// The two incidents as their files have them.
    pub(super) fn incidents(&self) -> Result<(Incident, Incident)> {
        Ok((self.before.incident()?, self.after.incident()?))
    }

    /// What messages call the two incident files.
    pub(super) fn shown(&self) -> (&str, &str) {
        (&self.before.shown, &self.after.shown)
    }

    /// The incident in which the `open` turns have not been made; with none of them open it is the later one. What can move no
    /// count is the later one's from the start, and so is the key. No path in it is relative.
    pub(super) fn incident(&self, pairs: &[Pair<'_>], open: &BTreeSet<Turn>) -> Result<Incident> {
        let (mut was, mut is) = self.incidents()?;
        let listed = self.files(pairs, open, &was, &is)?;
        if let Some(file) = is.key.file.take() {
            is.key.file = Some(self.after.base.join(file));
        }
        if open.contains(&Turn::ReferenceDate) {
            is.reference_date = was.reference_date;
        }
        if open.contains(&Turn::Managers) {
            is.managers = std::mem::take(&mut was.managers);
        }
        let lone = settle(&mut was.operators, &mut is.operators, |id| open.contains(&Turn::Operator(id.to_string())));
        settle(&mut was.insurers, &mut is.insurers, |id| open.contains(&Turn::Insurer(id.to_string())));
        for (id, insurer) in &mut is.insurers {
            if let Some(was) = was.insurers.remove(id) {
                let is_open = |turn: fn(String) -> Turn| open.contains(&turn(id.to_string()));
                if is_open(Turn::Name) {
                    insurer.name = was.name;
                }
                lone.mix(was.operators, &mut insurer.operators, is_open(Turn::Served), |id| id);
                lone.mix(was.perimeters, &mut insurer.perimeters, is_open(Turn::Perimeters), |told| &told.operator);
            }
            insurer.operators.retain(|id| is.operators.contains_key(id));
            insurer.perimeters.retain(|told| is.operators.contains_key(&told.operator));
        }
        list(&mut is, listed);
        Ok(is)
    }

    /// The files that are there, in the order of the earlier manifest, new ones last; at the end in that of the later one.
    fn files(&self, pairs: &[Pair<'_>], open: &BTreeSet<Turn>, was: &Incident, is: &Incident) -> Result<Vec<Listed>> {
        let mut pairs: Vec<(usize, &Pair<'_>)> = pairs.iter().enumerate().collect();
        if open.is_empty() {
            pairs.sort_by_key(|(_, pair)| pair.place_after);
        }
        let is_open = |turn: &Turn| open.contains(turn);
        let held = pairs.into_iter().filter_map(|(place, pair)| match (pair.before, pair.after) {
            (Some(old), Some(_)) if is_open(&Turn::File(place)) => Some((&self.before, was, old)),
            (Some(_), Some(new)) => Some((&self.after, is, new)),
            (Some(old), None) => is_open(&turn(place, old, is)).then_some((&self.before, was, old)),
            (None, Some(new)) => (!is_open(&turn(place, new, was))).then_some((&self.after, is, new)),
            (None, None) => None,
        });
        held.map(|(side, incident, input)| side.listed(incident, input)).collect()
    }
}

/// By which turn a file of one side comes or goes: its own, or its party's if the other side has no such party.
fn turn(place: usize, input: &InputFile, other: &Incident) -> Turn {
    match &input.party {
        Some(party) if !has_party(other, input) && is_leak(input) => Turn::Operator(party.clone()),
        Some(party) if !has_party(other, input) => Turn::Insurer(party.clone()),
        _ => Turn::File(place),
    }
}

/// Whether an incident has the party of a file; members of several insurers have none.
pub(super) fn has_party(incident: &Incident, input: &InputFile) -> bool {
    let Some(party) = &input.party else { return true };
    let named = |id: &Id| id.as_str() == party;
    match is_leak(input) {
        true => incident.operators.keys().any(named),
        false => incident.insurers.keys().any(named),
    }
}

fn is_leak(input: &InputFile) -> bool {
    input.side == Side::Leaks.name()
}

impl OneSide {
    fn read(path: &Path, manifest: &Manifest) -> Result<OneSide> {
        let shown = path.display().to_string();
        let refuse = |e: std::io::Error| error::file("incident file", &shown, &e);
        let bytes = std::fs::read(path).map_err(refuse)?;
        if digest::of_bytes(&bytes) != manifest.plan.incident_sha256 {
            return Err(error::not_the_incident_file(&shown).into());
        }
        let text = String::from_utf8(bytes).map_err(|_| error::incident_not_utf8(&shown))?;
        let whole = std::path::absolute(path).map_err(refuse)?;
        let base = whole.parent().unwrap_or(&whole).to_owned();
        let altered = |input: &InputFile| match digest::of_file(&base.join(&input.path), &input.path) {
            Ok((_, digest)) if digest == input.sha256 => None,
            Ok(_) => Some(error::not_the_input(&shown, &input.path, "its content has changed")),
            Err(_) => Some(error::not_the_input(&shown, &input.path, "it cannot be read")),
        };
        let problems: Vec<Problem> = manifest.inputs.par_iter().filter_map(altered).collect();
        // A file that was not read to its end since the run is to end is not altered.
        interrupt::check()?;
        if problems.is_empty() { Ok(OneSide { shown, text, base }) } else { Err(Error::Refused(problems)) }
    }

    fn incident(&self) -> Result<Incident> {
        incident::document::parse(&self.shown, &self.text)
    }

    /// An input as an entry of its own.
    fn listed(&self, incident: &Incident, input: &InputFile) -> Result<Listed> {
        let Some(entry) = inputs::entry(incident, input) else {
            return Err(error::not_the_input(&self.shown, &input.path, "no entry of the incident file names it").into());
        };
        let file = File { path: self.base.join(&input.path), ..entry.clone() };
        Ok(Listed { of_leaks: is_leak(input), party: input.party.clone(), file })
    }
}

/// Takes in parties that are to go and have not gone yet, and leaves out those that are to come and have not come yet.
fn settle<T>(was: &mut BTreeMap<Id, T>, is: &mut BTreeMap<Id, T>, is_open: impl Fn(&Id) -> bool) -> Lone {
    let beyond = |of: &BTreeMap<Id, T>, other: &BTreeMap<Id, T>| -> BTreeSet<Id> {
        of.keys().filter(|id| !other.contains_key(id)).cloned().collect()
    };
    let lone = Lone { before: beyond(was, is), after: beyond(is, was) };
    is.retain(|id, _| !(lone.after.contains(id) && is_open(id)));
    for id in lone.before.iter().filter(|id| is_open(id)) {
        is.extend(was.remove_entry(id));
    }
    lone
}

impl Lone {
    /// What is said of operators: as one side has it; of an operator that the other side alone has, as that one does.
    fn mix<T>(&self, mut was: Vec<T>, is: &mut Vec<T>, is_open: bool, operator: impl Fn(&T) -> &Id) {
        let mut others = &self.before;
        if is_open {
            std::mem::swap(&mut was, is);
            others = &self.after;
        }
        is.extend(was.into_iter().filter(|said| others.contains(operator(said))));
    }
}

/// Lists these files, and no others. A party that is not there has none.
fn list(incident: &mut Incident, listed: Vec<Listed>) {
    incident.operators.values_mut().for_each(|operator| operator.leaks.clear());
    incident.insurers.values_mut().for_each(|insurer| insurer.members.clear());
    incident.members.clear();
    for Listed { of_leaks, party, mut file } in listed {
        file.insurer_codes.retain(|_, id| incident.insurers.contains_key(id));
        let named = |id: &Id| Some(id.as_str()) == party.as_deref();
        let files = match (of_leaks, &party) {
            (true, _) => incident.operators.iter_mut().find(|(id, _)| named(id)).map(|(_, of)| &mut of.leaks),
            (false, Some(_)) => incident.insurers.iter_mut().find(|(id, _)| named(id)).map(|(_, of)| &mut of.members),
            (false, None) => Some(&mut incident.members),
        };
        if let Some(files) = files {
            files.push(file);
        }
    }
}
