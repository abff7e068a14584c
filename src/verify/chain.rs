//! The link from a report to the one that it builds on.

use std::path::Path;

use super::folder::Report;
use super::{FaultKind, Reason, Subject, Verdict, difference};
use crate::compare::{FormerReport, ReportFolder};
use model::bundle;
use model::error::Result;
use model::manifest;
use model::options::Program;
use report::dossier::since;

/// Checks that a report builds on the former one, and on what that one says. None if it builds on no report and none is given.
pub(super) fn chain(
    report: &Report,
    folder: &Path,
    former: Option<&Path>,
    program: Program,
) -> Result<Option<Verdict>> {
    let previous = report.manifest.previous.as_ref();
    let Some(former) = former else {
        return Ok(previous.map(|_| Verdict::not_checked(Subject::Chain, Reason::NoFormer)));
    };
    let former = FormerReport::open(former)?;
    let mut verdict = Verdict::new(Subject::Chain);
    let is_linked = previous.is_some_and(|previous| previous == former.manifest_sha256());
    verdict.count(manifest::FILE, (!is_linked).then_some((FaultKind::BrokenLink, Vec::new())));
    let is_same = former.incident().id == report.incident.id;
    verdict.count(manifest::FILE, (!is_same).then_some((FaultKind::OtherIncident, Vec::new())));
    // What it says of the former report is worked out again, if its own figures can be relied on.
    if is_linked && is_same {
        let Ok(after) = ReportFolder::open(folder) else {
            return Ok(Some(Verdict { not_checked: Some(Reason::ReportUnsound), ..verdict }));
        };
        let expected = bundle::json(&former.since(&after)?)?;
        match report.files.get(since::FILE) {
            Some(found) if *found == expected => verdict.count(since::FILE, None),
            Some(_) if report.manifest.ampleur.version != program.version => {
                verdict.leave(since::FILE, Reason::OtherVersion);
            }
            Some(found) => {
                let differences = difference::between(since::FILE, &expected, found);
                verdict.count(since::FILE, Some((FaultKind::Altered, differences)));
            }
            None => verdict.count(since::FILE, Some((FaultKind::Missing, Vec::new()))),
        }
    }
    Ok(Some(verdict))
}
