//! What changed between two assessments according to their manifests: program, files, reading of files, settings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::hybrid::{Edit, IncidentPair, has_party};
use super::inputs::Pair;
use super::{ReportFolder, settings};
use engine::read::Side;
use model::error::Result;
use model::incident::{Id, Incident};
use model::manifest::{InputFile, Manifest, ProgramRecord};

/// One change between two assessments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Cause {
    /// Kind of change.
    pub kind: CauseKind,
    /// Whether it can affect a count of persons, leaked rows or contracts.
    pub moves: bool,
    /// Id of the operator concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Id of the insurer concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurer: Option<String>,
    /// Path of the file concerned, in the later incident file or, if it is not there, in the earlier one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Earlier value: a version, name, date, path or party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Later value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// What was added: columns, fields, rules, parties, paths, numbers of perimeters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
    /// What was removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// What changed; for settings, the keys of the incident file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub altered: Vec<String>,
}

/// Kind of change, in the order in which changes are applied. Additions come before removals, so that a file that
/// replaces another does not appear as two large changes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CauseKind {
    /// Another version of ampleur, or other rules.
    Program,
    /// A new operator, with all its files.
    OperatorAdded,
    /// A new insurer, with all its files.
    InsurerAdded,
    /// A new file of a party that is in both assessments.
    FileAdded,
    /// A file assigned to another party.
    FileReassigned,
    /// A file with different content.
    FileReplaced,
    /// The same file, read differently: columns, format, dates, codes.
    FileRead,
    /// A removed file of a party that is in both assessments.
    FileRemoved,
    /// A removed operator, with all its files.
    OperatorRemoved,
    /// A removed insurer, with all its files.
    InsurerRemoved,
    /// The name of an insurer, which rows may use.
    InsurerName,
    /// Managers, which perimeters may refer to.
    Managers,
    /// The operators that serve an insurer.
    Served,
    /// The perimeters of an insurer.
    Perimeters,
    /// Contract numbers in the perimeters of an insurer; the manifest does not record them, so they may have changed.
    PerimeterNumbers,
    /// The reference date.
    ReferenceDate,
    /// The share of chance that a rule may have.
    MaxChance,
    /// Whether one person is recognised at several insurers.
    AcrossInsurers,
    /// Decisions of an insurer on single rows.
    Decided,
    /// Fields declared exposed by an operator.
    DeclaredExposed,
    /// Fields declared not exposed by an operator.
    DeclaredNotExposed,
    /// The same file under another path.
    FileRenamed,
    /// Another key, which changes no figure.
    Key,
    /// Other settings of the incident file, by key.
    Settings,
}

/// A cause with the edit that applies it; no edit if the cause cannot affect a count.
pub(super) struct DetectedCause {
    pub cause: Cause,
    pub edit: Option<Edit>,
}

impl DetectedCause {
    pub(super) fn moving(kind: CauseKind, edit: Edit, place: Cause) -> DetectedCause {
        DetectedCause { cause: Cause { kind, moves: true, ..place }, edit: Some(edit) }
    }

    pub(super) fn neutral(kind: CauseKind, place: Cause) -> DetectedCause {
        DetectedCause { cause: Cause { kind, moves: false, ..place }, edit: None }
    }
}

impl Cause {
    /// A cause without a place or values.
    pub(super) fn empty() -> Cause {
        Cause {
            kind: CauseKind::Settings,
            moves: false,
            operator: None,
            insurer: None,
            path: None,
            before: None,
            after: None,
            added: Vec::new(),
            removed: Vec::new(),
            altered: Vec::new(),
        }
    }

    pub(super) fn at_operator(id: &Id) -> Cause {
        Cause { operator: Some(id.to_string()), ..Cause::empty() }
    }

    pub(super) fn at_insurer(id: &Id) -> Cause {
        Cause { insurer: Some(id.to_string()), ..Cause::empty() }
    }

    fn at_file(input: &InputFile) -> Cause {
        let (operator, insurer) = match &input.party {
            party if input.side == Side::Leaks.name() => (party.clone(), None),
            party => (None, party.clone()),
        };
        Cause { operator, insurer, path: Some(input.path.clone()), ..Cause::empty() }
    }
}

/// Every change, in the order of [`CauseKind`]. The incident files, if given, provide the contract numbers that
/// manifests omit.
pub(super) fn all(
    before: &ReportFolder,
    after: &ReportFolder,
    pairs: &[Pair<'_>],
    incidents: Option<&IncidentPair>,
) -> Result<Vec<DetectedCause>> {
    let whole = incidents.map(IncidentPair::incidents).transpose()?;
    let (was, is) = (&before.manifest, &after.manifest);
    let mut found: Vec<DetectedCause> = program(was, is).into_iter().collect();
    if was.key.fingerprint != is.key.fingerprint {
        found.push(DetectedCause::neutral(CauseKind::Key, Cause::empty()));
    }
    found.extend(parties(&before.incident, &after.incident, pairs));
    found.extend(files(before, after, pairs)?);
    found.extend(settings::all(before, after, whole.as_ref()));
    let order = |found: &DetectedCause| {
        let Cause { kind, insurer, operator, path, .. } = found.cause.clone();
        (kind, insurer, operator, path)
    };
    found.sort_by_cached_key(order);
    Ok(found)
}

fn program(was: &Manifest, is: &Manifest) -> Option<DetectedCause> {
    let (old, new) = (&was.ampleur, &is.ampleur);
    // A build without a recorded commit may be any build of its version.
    let commits = old.commit.is_some() && new.commit.is_some() && old.commit != new.commit;
    if old.version == new.version && !commits && was.plan.rules == is.plan.rules {
        return None;
    }
    let beyond = |of: &Manifest, other: &Manifest| -> Vec<String> {
        let rules = of.plan.rules.iter().filter(|rule| !other.plan.rules.contains(rule));
        rules.map(|rule| rule.id().to_owned()).collect()
    };
    let named = |program: &ProgramRecord| match &program.commit {
        Some(commit) if commits => format!("{} ({commit})", program.version),
        _ => program.version.clone(),
    };
    let place = Cause {
        before: Some(named(old)),
        after: Some(named(new)),
        added: beyond(is, was),
        removed: beyond(was, is),
        ..Cause::empty()
    };
    Some(DetectedCause::moving(CauseKind::Program, Edit::Program, place))
}

/// Parties that one side lacks, each with the files that only they have.
fn parties(before: &Incident, after: &Incident, pairs: &[Pair<'_>]) -> Vec<DetectedCause> {
    let paths = |side: Side, id: &Id| -> Vec<String> {
        let alone = pairs.iter().filter_map(|pair| match (pair.before, pair.after) {
            (Some(file), None) | (None, Some(file)) => Some(file),
            _ => None,
        });
        let its = alone.filter(|file| file.side == side.name() && file.party.as_deref() == Some(id.as_str()));
        its.map(|file| file.path.clone()).collect()
    };
    let mut found = Vec::new();
    for id in after.operators.keys().filter(|id| !before.operators.contains_key(id)) {
        let place = Cause { added: paths(Side::Leaks, id), ..Cause::at_operator(id) };
        found.push(DetectedCause::moving(CauseKind::OperatorAdded, Edit::Operator(id.to_string()), place));
    }
    for id in before.operators.keys().filter(|id| !after.operators.contains_key(id)) {
        let place = Cause { removed: paths(Side::Leaks, id), ..Cause::at_operator(id) };
        found.push(DetectedCause::moving(CauseKind::OperatorRemoved, Edit::Operator(id.to_string()), place));
    }
    for id in after.insurers.keys().filter(|id| !before.insurers.contains_key(id)) {
        let place = Cause { added: paths(Side::Members, id), ..Cause::at_insurer(id) };
        found.push(DetectedCause::moving(CauseKind::InsurerAdded, Edit::Insurer(id.to_string()), place));
    }
    for id in before.insurers.keys().filter(|id| !after.insurers.contains_key(id)) {
        let place = Cause { removed: paths(Side::Members, id), ..Cause::at_insurer(id) };
        found.push(DetectedCause::moving(CauseKind::InsurerRemoved, Edit::Insurer(id.to_string()), place));
    }
    found
}

/// Files added, removed, reassigned, replaced, renamed, or read differently.
fn files(before: &ReportFolder, after: &ReportFolder, pairs: &[Pair<'_>]) -> Result<Vec<DetectedCause>> {
    let mut found = Vec::new();
    for (place, pair) in pairs.iter().enumerate() {
        let edit = Edit::File(place);
        match (pair.before, pair.after) {
            (None, Some(is)) if has_party(&before.incident, is) => {
                found.push(DetectedCause::moving(CauseKind::FileAdded, edit, Cause::at_file(is)));
            }
            (Some(was), None) if has_party(&after.incident, was) => {
                found.push(DetectedCause::moving(CauseKind::FileRemoved, edit, Cause::at_file(was)));
            }
            (Some(was), Some(is)) => {
                let read = settings::reading(was, &before.incident, is, &after.incident)?;
                let read_otherwise = read != Cause::empty();
                let of_file = Cause::at_file(is);
                let read = Cause { operator: of_file.operator, insurer: of_file.insurer, path: of_file.path, ..read };
                let renamed = was.path != is.path && was.party == is.party;
                if was.party != is.party {
                    let place = Cause { before: was.party.clone(), after: is.party.clone(), ..read };
                    found.push(DetectedCause::moving(CauseKind::FileReassigned, edit, place));
                } else if was.sha256 != is.sha256 {
                    found.push(DetectedCause::moving(CauseKind::FileReplaced, edit, read));
                } else if read_otherwise {
                    found.push(DetectedCause::moving(CauseKind::FileRead, edit, read));
                }
                if renamed {
                    let (before, after) = (Some(was.path.clone()), Some(is.path.clone()));
                    found.push(DetectedCause::neutral(
                        CauseKind::FileRenamed,
                        Cause { before, after, ..Cause::at_file(is) },
                    ));
                }
            }
            // Part of an added or removed party.
            _ => {}
        }
    }
    Ok(found)
}
