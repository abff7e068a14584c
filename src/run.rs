//! An assessment, from the incident file to a sealed report: prepare it, then carry it out.

use std::path::{Path, PathBuf};

use crate::compare::{FormerReport, ReportFolder};
use crate::rejects;
use crate::released::Released;
use crate::seal::{self, Sealed, Target};
use engine::link::Room;
use engine::plan::Plan;
use engine::stages::{self, Assessed};
use model::bundle::Bundle;
use model::disclosure::Shared;
use model::error::{Error, Result};
use model::observer::{Observer, Stage};
use model::options::Options;
use report::Brief;

/// Reads an incident file and checks everything it names, including the folder below `out` that will hold the report.
///
/// Returns the plan and that folder, or every problem at once. Reads the headers of the input files, not their rows.
pub(crate) fn prepare(incident: &Path, out: &Path) -> Result<(Plan, PathBuf)> {
    let (plan, mut problems) = Plan::draft(incident)?;
    let target = out.join(plan.incident.id.as_str());
    problems.extend(plan.missing_sides(incident));
    problems.extend(seal::refusals(&plan, &target));
    if problems.is_empty() { Ok((plan, target)) } else { Err(Error::Refused(problems)) }
}

/// What complementary notifications build on.
pub(crate) enum Since<'a> {
    /// A former report, to be compared with the one being written.
    Former(&'a FormerReport),
    /// What a report that is being verified recorded, with the SHA-256 of the former manifest.
    Recorded(report::dossier::since::Since, Option<String>),
}

/// What left before, and is built on.
#[derive(Default)]
pub(crate) struct Earlier<'a> {
    /// For complementary notifications.
    pub since: Option<Since<'a>>,
    /// The table of counts that was passed on.
    pub released: Released,
}

/// Carries out a plan: counts, writes the documents, and seals the report in its target.
///
/// The inputs are digested while they are linked.
pub(crate) fn assess(
    plan: &Plan,
    target: &Target<'_>,
    earlier: Earlier<'_>,
    room: &Room,
    observer: &dyn Observer,
) -> Result<Sealed> {
    let (digests, assessed) = rayon::join(|| seal::digest_inputs(plan), || count(plan, room, observer));
    let (assessed, digests) = (assessed?, digests?);
    observer.begin(Stage::Documents, None);
    let (since, previous) = match earlier.since {
        Some(Since::Former(former)) => {
            let unwritten = unwritten(plan, &assessed, &digests, target.options)?;
            (Some(former.since(&unwritten)?), Some(former.manifest_sha256().to_owned()))
        }
        Some(Since::Recorded(recorded, previous)) => (Some(recorded), previous),
        None => (None, None),
    };
    let bundle = documents(plan, &assessed, target.options, since.as_ref(), earlier.released.table())?;
    earlier.released.check(&bundle, target.folder)?;
    let sealed = seal::seal(plan, assessed, digests, previous, bundle, target);
    observer.end();
    sealed
}

/// Links the rows and counts the figures. The links themselves are dropped.
fn count(plan: &Plan, room: &Room, observer: &dyn Observer) -> Result<Assessed> {
    stages::link(plan, room, observer).map(|linked| linked.assessed)
}

/// The report that is being written, as it will be opened: its figures are known before its documents.
fn unwritten(plan: &Plan, assessed: &Assessed, digests: &[(u64, String)], options: &Options) -> Result<ReportFolder> {
    let manifest = seal::record(plan, assessed, digests.to_vec(), &Bundle::new(), options)?;
    ReportFolder::unwritten(manifest, &assessed.assessment)
}

/// Every file of the report except its manifest.
fn documents(
    plan: &Plan,
    assessed: &Assessed,
    options: &Options,
    since: Option<&report::dossier::since::Since>,
    released: Option<&Shared>,
) -> Result<Bundle> {
    let Options { lang, documents, suppress_below, .. } = *options;
    let brief = Brief { incident: &plan.incident, lang, documents, suppress_below, released, since };
    let mut bundle = report::render(&brief, &assessed.assessment)?;
    rejects::add(plan, assessed, &mut bundle)?;
    Ok(bundle)
}
