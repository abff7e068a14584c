//! `ampleur redraw`: the documents of a report, written again after declarations have changed. No row is read.
//!
//! What declarations move (names, severity and duties, what forms and letters say) is derived again from the figures of the report.
//! What could move a figure is refused: then rows have to be counted again.

mod declared;
mod reprint;

use std::path::{Path, PathBuf};

use crate::compare::{FormerReport, ReportFolder};
use crate::digest;
use crate::rejects;
use crate::seal;
use crate::signature::SigningKey;
use engine::plan::Written;
use engine::stages;
use model::bundle::Bundle;
use model::disclosure::{self, Shared};
use model::error::{self, Error, Problem, Result};
use model::figures::{Assessment, conservation};
use model::manifest::{Manifest, PlanRecord, ProgramRecord};
use model::options::{FailOn, Program};
use model::regular;
use report::Brief;
use report::press::Press;

use reprint::Reprint;

/// The report whose documents are written again, and what they are to say.
pub(crate) struct Request<'a> {
    /// The incident file.
    pub incident: &'a Path,
    /// The folder of reports.
    pub out: &'a Path,
    /// The report that it builds on, if it builds on one.
    pub since: Option<&'a FormerReport>,
    /// The key that signs it.
    pub signing: Option<&'a SigningKey>,
}

/// A report with its documents written again.
pub(crate) struct Redrawn {
    pub assessment: Assessment,
    pub fail_on: FailOn,
    pub folder: PathBuf,
}

/// Writes a report again as an assessment of the incident file would, from the figures that are there.
pub(crate) fn redraw(request: &Request<'_>, program: Program) -> Result<Redrawn> {
    let written = Written::coherent(request.incident)?;
    let id = &written.incident.id;
    let folder = request.out.join(id.as_str());
    let ReportFolder { manifest, assessment: figures, incident, .. } = ReportFolder::open(&folder)?;
    seal::replaceable(id, &folder)?;
    let problems = refusals(request, &folder, &written, &manifest, program);
    if !problems.is_empty() {
        return Err(Error::Refused(problems));
    }
    let mut assessment = figures.clone();
    stages::declare(&written.incident, &mut assessment);
    conservation::check(&assessment)?;
    let press = Reprint::of(&folder, &manifest, &incident, &figures)?;
    let plan = seal::declared(&written, manifest.plan.clone())?;
    let again = Manifest { plan, ..manifest.clone() };
    let (documents, fail_on) = documents(request, &folder, &written, &again, &assessment, &press)?;
    let manifest = Manifest { outputs: seal::outputs(&documents), ..again };
    seal::write(manifest, id, documents, &folder, request.signing)?;
    Ok(Redrawn { assessment, fail_on, folder })
}

/// Why the documents cannot be written again from these figures.
fn refusals(
    request: &Request<'_>,
    folder: &Path,
    written: &Written,
    manifest: &Manifest,
    program: Program,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (by, own) = (&manifest.ampleur, ProgramRecord::of(program));
    // Where a build did not know its commit, only the version tells.
    let is_other_commit = by.commit.is_some() && own.commit.is_some() && by.commit != own.commit;
    let sets_pdfs = manifest.plan.documents && cfg!(feature = "pdf");
    let is_other_build = is_other_commit || manifest.plan.pdf != sets_pdfs;
    if by.version != own.version || is_other_build {
        problems.push(error::redraw_of_other_program(folder, &by.version, &own.version));
    }
    let moved = declared::that_may_move_figures(written, manifest);
    if !moved.is_empty() {
        problems.push(error::redraw_needs_counting(&request.incident.display().to_string(), &moved));
    } else {
        problems.extend(declared::withheld_differs(written, manifest, request.incident));
    }
    let given = request.since.map(FormerReport::manifest_sha256);
    if manifest.previous.as_deref() != given {
        problems.push(error::redraw_since(folder, manifest.previous.is_some()));
    }
    problems
}

/// Every file of the report except its manifest, and the findings by which a run fails.
fn documents(
    request: &Request<'_>,
    folder: &Path,
    written: &Written,
    manifest: &Manifest,
    assessment: &Assessment,
    press: &dyn Press,
) -> Result<(Bundle, FailOn)> {
    let PlanRecord { lang, fail_on, suppress_below, documents, .. } = &manifest.plan;
    let known =
        serde_json::from_value(lang.clone().into()).ok().zip(serde_json::from_value(fail_on.clone().into()).ok());
    let Some((lang, fail_on)) = known else { return Err(error::no_report(folder).into()) };
    let since = match request.since {
        Some(former) => Some(former.since(&ReportFolder::unwritten(bare(manifest), assessment)?)?),
        None => None,
    };
    let released = kept(folder, manifest, |path| path == disclosure::RELEASED_FILE)?;
    let released = released.values().next().and_then(|bytes| Shared::read(bytes));
    let brief = Brief {
        incident: &written.incident,
        lang,
        documents: *documents,
        suppress_below: *suppress_below,
        released: released.as_ref(),
        since: since.as_ref(),
    };
    let mut bundle = report::print(&brief, assessment, press)?;
    bundle.append(&mut kept(folder, manifest, rejects::is_list)?);
    Ok((bundle, fail_on))
}

/// The manifest as it is before any document is written.
fn bare(manifest: &Manifest) -> Manifest {
    Manifest { outputs: Default::default(), previous: None, ..manifest.clone() }
}

/// Files of the report that only rows or a former report tell, as they are.
fn kept(folder: &Path, manifest: &Manifest, is_kept: impl Fn(&str) -> bool) -> Result<Bundle> {
    let mut bundle = Bundle::new();
    for (path, sha256) in manifest.outputs.iter().filter(|(path, _)| is_kept(path)) {
        let bytes = regular::read(&folder.join(path), regular::REPORTED).ok();
        let whole = bytes.filter(|bytes| digest::of_bytes(bytes) == *sha256);
        bundle.insert(path.clone(), whole.ok_or_else(|| error::report_altered(folder))?);
    }
    Ok(bundle)
}
