//! An incident between the earlier and the later one: some edits applied, the others pending.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::inputs::{self, Pair};
use super::{IncidentPaths, ReportFolder};
use crate::digest;
use engine::plan::read_incident;
use engine::read::Side;
use model::error::{self, Error, Problem, Result, Role};
use model::incident::{File, Id, Incident};
use model::interrupt;
use model::manifest::{InputFile, Manifest};
use model::regular;

/// A change that can be applied on its own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edit {
    /// Another program version; the incident does not change.
    Program,
    /// An operator that one side lacks.
    Operator(String),
    /// An insurer that one side lacks.
    Insurer(String),
    /// A pair of files, by its index.
    File(usize),
    Name(String),
    Managers,
    Served(String),
    Perimeters(String),
    ReferenceDate,
    MaxChance,
    AcrossInsurers,
    /// The decisions of an insurer on single rows.
    Decided(String),
}

/// Both incident files and their inputs, verified against the manifests of the two reports.
pub(super) struct IncidentPair {
    before: IncidentSide,
    after: IncidentSide,
}

struct IncidentSide {
    shown: String,
    text: String,
    /// Absolute path of its folder.
    base: PathBuf,
}

/// Parties that only one side has.
struct Unshared {
    before: BTreeSet<Id>,
    after: BTreeSet<Id>,
}

/// An entry of the incident file for a single input.
struct FileEntry {
    of_leaks: bool,
    party: Option<String>,
    /// As its incident file and reports name it.
    shown: String,
    file: File,
}

impl IncidentPair {
    /// Reads both sides. Refuses files that do not match the manifests.
    pub(super) fn read(
        before: &ReportFolder,
        after: &ReportFolder,
        incidents: &IncidentPaths<'_>,
    ) -> Result<IncidentPair> {
        Ok(IncidentPair {
            before: IncidentSide::read(incidents.before, &before.manifest)?,
            after: IncidentSide::read(incidents.after, &after.manifest)?,
        })
    }

    /// The two incidents, parsed.
    pub(super) fn incidents(&self) -> Result<(Incident, Incident)> {
        Ok((self.before.incident()?, self.after.incident()?))
    }

    /// Paths of the two incident files, as error messages print them.
    pub(super) fn shown(&self) -> (&str, &str) {
        (&self.before.shown, &self.after.shown)
    }

    /// The incident with the `pending` edits not applied: the later incident if none is pending. The key and the
    /// settings that cannot affect a count come from the later incident throughout. All paths are absolute.
    pub(super) fn incident(&self, pairs: &[Pair<'_>], pending: &BTreeSet<Edit>) -> Result<Incident> {
        let (mut was, mut is) = self.incidents()?;
        let entries = self.files(pairs, pending, &was, &is)?;
        if let Some(file) = is.key.file.take() {
            is.key.file = Some(self.after.base.join(file));
        }
        if pending.contains(&Edit::ReferenceDate) {
            is.reference_date = was.reference_date;
        }
        if pending.contains(&Edit::MaxChance) {
            is.max_chance = was.max_chance;
        }
        if pending.contains(&Edit::AcrossInsurers) {
            is.across_insurers = was.across_insurers;
        }
        if pending.contains(&Edit::Managers) {
            is.managers = std::mem::take(&mut was.managers);
        }
        let all = [&was, &is].map(|of| of.operators.keys().cloned().collect::<Vec<Id>>());
        let unshared =
            settle(&mut was.operators, &mut is.operators, |id| pending.contains(&Edit::Operator(id.to_string())));
        settle(&mut was.insurers, &mut is.insurers, |id| pending.contains(&Edit::Insurer(id.to_string())));
        for (id, insurer) in &mut is.insurers {
            if let Some(was) = was.insurers.remove(id) {
                let is_pending = |edit: fn(String) -> Edit| pending.contains(&edit(id.to_string()));
                if is_pending(Edit::Name) {
                    insurer.name = was.name;
                }
                if is_pending(Edit::Decided) {
                    insurer.decided = was.decided;
                }
                // Where neither lists them, any of those that are left may process its data.
                if was.operators.is_some() || insurer.operators.is_some() {
                    let [before, after] = &all;
                    let after = insurer.operators.get_or_insert_with(|| after.clone());
                    unshared.mix(
                        was.operators.unwrap_or_else(|| before.clone()),
                        after,
                        is_pending(Edit::Served),
                        |id| id,
                    );
                }
                unshared.mix(was.perimeters, &mut insurer.perimeters, is_pending(Edit::Perimeters), |perimeter| {
                    &perimeter.operator
                });
            }
            insurer.aware.retain(|id, _| is.operators.contains_key(id));
            insurer.operators.iter_mut().for_each(|operators| operators.retain(|id| is.operators.contains_key(id)));
            insurer.perimeters.retain(|perimeter| is.operators.contains_key(&perimeter.operator));
        }
        list(&mut is, entries);
        Ok(is)
    }

    /// The files present, in the order of the earlier manifest with new files last. If no edit is pending, in the order
    /// of the later manifest.
    fn files(
        &self,
        pairs: &[Pair<'_>],
        pending: &BTreeSet<Edit>,
        was: &Incident,
        is: &Incident,
    ) -> Result<Vec<FileEntry>> {
        let mut pairs: Vec<(usize, &Pair<'_>)> = pairs.iter().enumerate().collect();
        if pending.is_empty() {
            pairs.sort_by_key(|(_, pair)| pair.place_after);
        }
        let is_pending = |edit: &Edit| pending.contains(edit);
        let held = pairs.into_iter().filter_map(|(place, pair)| match (pair.before, pair.after) {
            (Some(old), Some(_)) if is_pending(&Edit::File(place)) => Some((&self.before, was, old)),
            (Some(_), Some(new)) => Some((&self.after, is, new)),
            (Some(old), None) => is_pending(&edit(place, old, is)).then_some((&self.before, was, old)),
            (None, Some(new)) => (!is_pending(&edit(place, new, was))).then_some((&self.after, is, new)),
            (None, None) => None,
        });
        held.map(|(side, incident, input)| side.entries(incident, input)).collect()
    }
}

/// The edit that adds or removes a file of one side: that of its party if the other side lacks it, otherwise that of
/// the file.
fn edit(place: usize, input: &InputFile, other: &Incident) -> Edit {
    match &input.party {
        Some(party) if !has_party(other, input) && is_leak(input) => Edit::Operator(party.clone()),
        Some(party) if !has_party(other, input) => Edit::Insurer(party.clone()),
        _ => Edit::File(place),
    }
}

/// Whether the incident has the party of a file. Files of several insurers belong to no party, so they count as
/// present.
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

impl IncidentSide {
    fn read(path: &Path, manifest: &Manifest) -> Result<IncidentSide> {
        let shown = path.display().to_string();
        let refuse = |e: std::io::Error| error::file(Role::IncidentFile, &shown, &e);
        let bytes = regular::read(path, regular::WRITTEN).map_err(refuse)?;
        if digest::of_bytes(&bytes) != manifest.plan.incident_sha256 {
            return Err(error::not_the_incident_file(&shown).into());
        }
        let text = String::from_utf8(bytes).map_err(|_| error::incident_not_utf8(&shown))?;
        let whole = std::path::absolute(path).map_err(refuse)?;
        let base = whole.parent().unwrap_or(&whole).to_owned();
        let altered = |input: &InputFile| match digest::of_file(&base.join(&input.path), &input.path) {
            Ok((_, digest)) if digest == input.sha256 => None,
            Ok(_) => Some(error::not_the_input(&shown, &input.path, error::NotTheInput::Changed)),
            Err(_) => Some(error::not_the_input(&shown, &input.path, error::NotTheInput::Unreadable)),
        };
        let mut problems: Vec<Problem> = manifest.inputs.par_iter().filter_map(altered).collect();
        problems.extend(manifest.plan.profiles.iter().filter_map(|(profile, sha256)| {
            let same = digest::of_file(&base.join(profile), profile).is_ok_and(|(_, digest)| digest == *sha256);
            (!same).then(|| error::not_the_input(&shown, profile, error::NotTheInput::Profile))
        }));
        // An interrupted digest looks like an unreadable file: report the interrupt instead.
        interrupt::check()?;
        if problems.is_empty() { Ok(IncidentSide { shown, text, base }) } else { Err(Error::Refused(problems)) }
    }

    fn incident(&self) -> Result<Incident> {
        read_incident(&self.shown, &self.text, &self.base).map(|(incident, _)| incident)
    }

    /// The entry for a single input, even if the incident file names it through a folder or pattern.
    fn entries(&self, incident: &Incident, input: &InputFile) -> Result<FileEntry> {
        let Some(entry) = inputs::entry(incident, input) else {
            return Err(error::not_the_input(&self.shown, &input.path, error::NotTheInput::Unnamed).into());
        };
        let file = File { path: self.base.join(&input.path), ..entry.clone() };
        Ok(FileEntry { of_leaks: is_leak(input), party: input.party.clone(), shown: input.path.clone(), file })
    }
}

/// Keeps removed parties while their removal is pending, and leaves out added parties while their addition is pending.
fn settle<T>(was: &mut BTreeMap<Id, T>, is: &mut BTreeMap<Id, T>, is_pending: impl Fn(&Id) -> bool) -> Unshared {
    let beyond = |of: &BTreeMap<Id, T>, other: &BTreeMap<Id, T>| -> BTreeSet<Id> {
        of.keys().filter(|id| !other.contains_key(id)).cloned().collect()
    };
    let unshared = Unshared { before: beyond(was, is), after: beyond(is, was) };
    is.retain(|id, _| !(unshared.after.contains(id) && is_pending(id)));
    for id in unshared.before.iter().filter(|id| is_pending(id)) {
        is.extend(was.remove_entry(id));
    }
    unshared
}

impl Unshared {
    /// Takes entries about operators from the earlier incident if the edit is pending, otherwise from the later one.
    /// Entries about an operator that only one side has come from that side.
    fn mix<T>(&self, mut was: Vec<T>, is: &mut Vec<T>, is_pending: bool, operator: impl Fn(&T) -> &Id) {
        let mut others = &self.before;
        if is_pending {
            std::mem::swap(&mut was, is);
            others = &self.after;
        }
        is.extend(was.into_iter().filter(|said| others.contains(operator(said))));
    }
}

/// Replaces the file lists of all parties. Files of parties that are not present are dropped.
fn list(incident: &mut Incident, entries: Vec<FileEntry>) {
    incident.operators.values_mut().for_each(|operator| operator.leaks.clear());
    incident.insurers.values_mut().for_each(|insurer| insurer.members.clear());
    incident.members.clear();
    for decided in incident.insurers.values_mut().map(|insurer| &mut insurer.decided) {
        decided.retain_mut(|row| {
            let entry = entries.iter().find(|entry| entry.of_leaks && entry.shown == row.file);
            entry.into_iter().for_each(|entry| row.file = entry.file.path.display().to_string());
            entry.is_some()
        });
    }
    for FileEntry { of_leaks, party, mut file, .. } in entries {
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
