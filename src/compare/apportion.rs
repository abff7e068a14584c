//! Apportions the difference between two assessments among its causes: applies the changes one after the other, in the
//! order of [`CauseKind`](super::CauseKind), and reassesses the incident after each.
//!
//! The share of a change depends on the changes applied before it: a row contained in two new files is attributed to
//! the first. The order is fixed, so the same two reports always give the same shares.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::causes::DetectedCause;
use super::elsewhere::{Scope, scopes};
use super::figures::{insurer_totals, side_by_side};
use super::hybrid::{Edit, IncidentPair};
use super::inputs::Pair;
use super::{Counts, Explained, InsurerShift, ReportFolder, Shift, Step};
use engine::link::{DEFAULT_MEMORY, Room};
use engine::plan::Plan;
use engine::stages;
use model::error::{self, Error, Problem, Result};
use model::figures::Assessment;
use model::incident::Incident;

/// The difference as one step: two reports alone do not allow apportioning it.
pub(super) fn unapportioned(
    before: &Assessment,
    after: &Assessment,
    found: &[DetectedCause],
) -> (Explained, Vec<Step>) {
    let causes: Vec<u64> = edits(found).map(|(number, _)| number).collect();
    let explained = match &causes[..] {
        [] => Explained::NoCause,
        [_] => Explained::OneCause,
        _ => Explained::Together,
    };
    let step = step(causes, before, after);
    let moves = step.totals != Shift::default() || step.insurers.iter().any(|insurer| insurer.estimate != 0);
    (explained, if moves || !step.causes.is_empty() { vec![step] } else { Vec::new() })
}

/// One step per change; a change that gives no valid incident on its own is combined with the next. The incident is
/// assessed before the first change and after each. Fails if the first or the last assessment does not give the counts
/// of its report.
pub(super) fn steps(
    before: &ReportFolder,
    after: &ReportFolder,
    incidents: &IncidentPair,
    pairs: &[Pair<'_>],
    found: &[DetectedCause],
) -> Result<Vec<Step>> {
    let (was, is) = (&before.assessment, &after.assessment);
    let of_program = |edit: &Edit| *edit == Edit::Program;
    let mut pending: BTreeSet<Edit> =
        edits(found).map(|(_, edit)| edit).filter(|edit| !of_program(edit)).cloned().collect();
    let mut steps = Vec::new();
    let mut held = assess(incidents.incident(pairs, &pending)?, incidents)?.map_err(Error::Refused)?;
    match edits(found).find(|(_, edit)| of_program(edit)) {
        Some((number, _)) => steps.push(step(vec![number], was, &held)),
        None if same_counts(was, &held) => {}
        None => return Err(error::no_longer_gives(incidents.shown().0).into()),
    }
    let mut waiting = Vec::new();
    for (number, edit) in edits(found).filter(|(_, edit)| !of_program(edit)) {
        pending.remove(edit);
        waiting.push(number);
        match assess(incidents.incident(pairs, &pending)?, incidents)? {
            Ok(next) => {
                steps.push(step(std::mem::take(&mut waiting), &held, &next));
                held = next;
            }
            Err(problems) if pending.is_empty() => return Err(Error::Refused(problems)),
            // For example, a perimeter that needs a column of the next file: the two changes are one step.
            Err(_) => {}
        }
    }
    if same_counts(&held, is) { Ok(steps) } else { Err(error::no_longer_gives(incidents.shown().1).into()) }
}

/// The changes that can move a count, each with its place among the causes, from 1.
fn edits(found: &[DetectedCause]) -> impl Iterator<Item = (u64, &Edit)> {
    (1..).zip(found).filter_map(|(number, found)| Some((number, found.edit.as_ref()?)))
}

fn step(causes: Vec<u64>, was: &Assessment, is: &Assessment) -> Step {
    let insurers = side_by_side(insurer_totals(was), insurer_totals(is)).into_iter().map(|(id, (was, is))| {
        let counts = Counts::of(was.map(|(_, totals)| totals), is.map(|(_, totals)| totals));
        InsurerShift { id: id.to_owned(), estimate: counts.estimate.change }
    });
    Step { causes, totals: Counts::of(Some(&was.totals), Some(&is.totals)).shift(), insurers: insurers.collect() }
}

/// Whether two assessments have the same counts in every scope: persons, rows and contracts, by evidence and by rule.
fn same_counts(a: &Assessment, b: &Assessment) -> bool {
    let (a, b) = (scopes(a), scopes(b));
    a.len() == b.len()
        && a.iter().all(|(of, a)| {
            let same = |b: &Scope<'_>| {
                let (mine, theirs) = (a.makeup, b.makeup);
                a.totals == b.totals && mine.rules == theirs.rules && mine.evidence == theirs.evidence
            };
            b.get(of).is_some_and(same)
        })
}

/// Assesses an incident. The inner error lists the problems that make it invalid.
fn assess(incident: Incident, incidents: &IncidentPair) -> Result<Result<Assessment, Vec<Problem>>> {
    let (mut plan, problems) = Plan::of(incident, String::new(), incidents.shown().1, PathBuf::new());
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    // A decision may be about a row that is not there at this step.
    plan.is_strict = false;
    match stages::figures(&plan, &Room::beside(Path::new(""), DEFAULT_MEMORY)) {
        Ok(assessment) => Ok(Ok(assessment)),
        Err(Error::Refused(problems)) => Ok(Err(problems)),
        Err(error) => Err(error),
    }
}
