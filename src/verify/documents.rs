//! The documents of a report, written again from its figures; and whether each of its files is accounted for.

use std::collections::{BTreeMap, BTreeSet};

use super::folder::Report;
use super::{FaultKind, Reason, Subject, Verdict, difference};
use crate::rejects;
use model::error::Result;
use model::figures::Assessment;
use model::manifest::InputFile;
use model::options::Program;
use report::Brief;

/// Generates the documents again and compares them, whatever version the manifest tells: where they are the same, it does not matter.
pub(super) fn documents(report: &Report, assessment: &Assessment, program: Program) -> Result<Verdict> {
    let plan = &report.manifest.plan;
    let (since, released) = (report.since(), report.released());
    let brief = Brief {
        incident: &report.incident,
        lang: report.lang,
        documents: plan.documents,
        suppress_below: plan.suppress_below,
        released: released.as_ref(),
        since: since.as_ref(),
    };
    let is_of_other_version = report.manifest.ampleur.version != program.version;
    let is_listed = |path: &str| report.manifest.outputs.contains_key(path);
    let mut verdict = Verdict::new(Subject::Documents);
    let mut rendered = report::render(&brief, assessment)?;
    // A report without PDFs can be verified by a build with PDFs.
    rendered.retain(|path, _| plan.pdf || !path.ends_with(".pdf"));
    for (path, expected) in &rendered {
        match report.files.get(path) {
            Some(found) if found == expected => verdict.count(path, None),
            _ if is_of_other_version => verdict.leave(path, Reason::OtherVersion),
            Some(found) => {
                let differences = difference::between(path, expected, found);
                verdict.count(path, Some((FaultKind::NotOfTheFigures, differences)));
            }
            // The check of the outputs tells a listed file that is missing.
            None if is_listed(path) => {}
            None => verdict.count(path, Some((FaultKind::Missing, Vec::new()))),
        }
    }
    let rejects = rejects(report, assessment, &mut verdict);
    for path in report.manifest.outputs.keys() {
        match () {
            () if rendered.contains_key(path) || rejects.contains(path) => {}
            () if path.ends_with(".pdf") && plan.pdf && !cfg!(feature = "pdf") => verdict.leave(path, Reason::NoPdf),
            () if is_of_other_version => verdict.leave(path, Reason::OtherVersion),
            () => verdict.count(path, Some((FaultKind::Unaccounted, Vec::new()))),
        }
    }
    Ok(verdict)
}

/// The lists of rejects that the inputs can have: one for each file, and each that has rejected rows must have its own. What is in them,
/// only a rerun can tell.
fn rejects(report: &Report, assessment: &Assessment, verdict: &mut Verdict) -> BTreeSet<String> {
    let mut rejected: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let leaks = assessment.conservation.leaks.iter().map(|of| ("leaks", &of.path, of.rejected));
    let members = assessment.conservation.members.iter().map(|of| ("members", &of.path, of.rejected));
    for (side, path, rows) in leaks.chain(members) {
        *rejected.entry((side, path)).or_default() += rows;
    }
    // Files of one name are told apart by a number, in the order of the inputs: those with a list come first.
    let (mut possible, mut due) = (BTreeMap::new(), BTreeMap::new());
    let place = |numbers: &mut BTreeMap<String, u64>, input: &InputFile| {
        let party = input.party.as_deref().unwrap_or(rejects::SEVERAL);
        let path = |number| rejects::path(&input.side, party, &input.path, number);
        let number = numbers.entry(path(1)).or_default();
        *number += 1;
        path(*number)
    };
    let mut all = BTreeSet::new();
    for input in &report.manifest.inputs {
        all.insert(place(&mut possible, input));
        if rejected.get(&(input.side.as_str(), input.path.as_str())).is_some_and(|rows| *rows > 0) {
            let path = place(&mut due, input);
            if !report.manifest.outputs.contains_key(&path) {
                verdict.count(&path, Some((FaultKind::Missing, Vec::new())));
            }
        }
    }
    all
}
