//! How much each change explains: they are made one after the other, in the order of [`Kind`](super::Kind), and the incident is
//! assessed after each.
//!
//! What a change moves depends on what was changed before it: a row that two new files hold is explained by the first of them.
//! The order is fixed, so that the same two reports are always explained in the same way.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::causes::Found;
use super::elsewhere::{Scope, scopes};
use super::figures::{of_insurers, side_by_side};
use super::hybrid::{AtHand, Turn};
use super::inputs::Pair;
use super::{Counts, Explained, InsurerShift, Opened, Shift, Step};
use engine::link::{DEFAULT_MEMORY, Room};
use engine::plan::Plan;
use engine::stages;
use model::error::{self, Error, Problem, Result};
use model::figures::Assessment;
use model::incident::Incident;

/// All that can move a count, together: what two reports alone can tell.
pub(super) fn told_together(before: &Assessment, after: &Assessment, found: &[Found]) -> (Explained, Vec<Step>) {
    let causes: Vec<u64> = turns(found).map(|(number, _)| number).collect();
    let explained = match &causes[..] {
        [] => Explained::NoCause,
        [_] => Explained::OneCause,
        _ => Explained::Together,
    };
    let step = step(causes, before, after);
    let moves = step.totals != Shift::default() || step.insurers.iter().any(|insurer| insurer.estimate != 0);
    (explained, if moves || !step.causes.is_empty() { vec![step] } else { Vec::new() })
}

/// Each change alone, or with the next where it makes no sense alone. The incident is assessed before the first and after each;
/// at both ends that must give the counts of the reports.
pub(super) fn steps(
    before: &Opened,
    after: &Opened,
    at_hand: &AtHand,
    pairs: &[Pair<'_>],
    found: &[Found],
) -> Result<Vec<Step>> {
    let (was, is) = (&before.assessment, &after.assessment);
    let of_program = |turn: &Turn| *turn == Turn::Program;
    let mut open: BTreeSet<Turn> =
        turns(found).map(|(_, turn)| turn).filter(|turn| !of_program(turn)).cloned().collect();
    let mut steps = Vec::new();
    let mut held = assess(at_hand.incident(pairs, &open)?, at_hand)?.map_err(Error::Refused)?;
    match turns(found).find(|(_, turn)| of_program(turn)) {
        Some((number, _)) => steps.push(step(vec![number], was, &held)),
        None if same_counts(was, &held) => {}
        None => return Err(error::no_longer_gives(at_hand.shown().0).into()),
    }
    let mut waiting = Vec::new();
    for (number, turn) in turns(found).filter(|(_, turn)| !of_program(turn)) {
        open.remove(turn);
        waiting.push(number);
        match assess(at_hand.incident(pairs, &open)?, at_hand)? {
            Ok(next) => {
                steps.push(step(std::mem::take(&mut waiting), &held, &next));
                held = next;
            }
            Err(problems) if open.is_empty() => return Err(Error::Refused(problems)),
            // A perimeter that asks for a column of the next file, say: they are one cause.
            Err(_) => {}
        }
    }
    if same_counts(&held, is) { Ok(steps) } else { Err(error::no_longer_gives(at_hand.shown().1).into()) }
}

/// What can move a count, with its place among the causes, from 1.
fn turns(found: &[Found]) -> impl Iterator<Item = (u64, &Turn)> {
    (1..).zip(found).filter_map(|(number, found)| Some((number, found.turn.as_ref()?)))
}

fn step(causes: Vec<u64>, was: &Assessment, is: &Assessment) -> Step {
    let insurers = side_by_side(of_insurers(was), of_insurers(is)).into_iter().map(|(id, (was, is))| {
        let counts = Counts::of(was.map(|(_, totals)| totals), is.map(|(_, totals)| totals));
        InsurerShift { id: id.to_owned(), estimate: counts.estimate.change }
    });
    Step { causes, totals: Counts::of(Some(&was.totals), Some(&is.totals)).shift(), insurers: insurers.collect() }
}

/// Whether two assessments count the same everywhere: persons, rows and contracts, by evidence and by rule.
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

/// The figures of an incident, or why there are none.
fn assess(incident: Incident, at_hand: &AtHand) -> Result<Result<Assessment, Vec<Problem>>> {
    let (plan, problems) = Plan::of(incident, String::new(), at_hand.shown().1, PathBuf::new());
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    match stages::figures(&plan, &Room::beside(Path::new(""), DEFAULT_MEMORY)) {
        Ok(assessment) => Ok(Ok(assessment)),
        Err(Error::Refused(problems)) => Ok(Err(problems)),
        Err(error) => Err(error),
    }
}
