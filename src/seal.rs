//! Sealing a report: checks the figures, digests the files, adds the manifest, and renames the folder into place.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use rayon::prelude::*;

use crate::digest;
use crate::folder;
use crate::signature::{self, SigningKey};
use engine::plan::{Input, Plan, Written};
use engine::pseudonym::withheld;
use engine::stages::Assessed;
use model::bundle::{self, Bundle};
use model::error::{self, Error, Problem, Result};
use model::figures::{Assessment, conservation};
use model::incident::Id;
use model::manifest::{self, Counts, InputFile, KeyRecord, Manifest, PlanRecord, ProgramRecord};
use model::options::Options;
use model::rule::Rule;
use model::staging;

/// What prevents a report from being written to `target`: the folder must be absent or hold a report of the same
/// incident, and must not contain an input.
pub(crate) fn refusals(plan: &Plan, target: &Path) -> Vec<Problem> {
    let mut problems: Vec<Problem> = replaceable(&plan.incident.id, target).err().into_iter().collect();
    if let Some(parent) = target.ancestors().skip(1).find(|a| a.exists() && !a.as_os_str().is_empty())
        && !parent.is_dir()
    {
        problems.push(error::cannot_write(target, &std::io::ErrorKind::NotADirectory.into()));
    }
    if let Some(earlier) = manifest::of(target) {
        problems.extend(plan.outdated(&earlier));
    }
    let Ok(real_target) = target.canonicalize() else { return problems };
    for input in plan.members.iter().chain(&plan.leaks) {
        if input.source.path.canonicalize().is_ok_and(|path| path.starts_with(&real_target)) {
            problems.push(error::output_holds_input(target, &input.source.shown));
        }
    }
    problems
}

/// Whether nothing would be lost if a report were written to `target`: it is absent, or a report of this incident as it was written.
pub(crate) fn replaceable(incident: &Id, target: &Path) -> Result<(), Problem> {
    if !target.exists() {
        return Ok(());
    }
    if !manifest::is_report(target, incident) {
        return Err(error::foreign_output(target));
    }
    let others = folder::not_vouched_for(target);
    if others.is_empty() { Ok(()) } else { Err(error::changed_output(target, &others)) }
}

/// A report that has been written.
pub(crate) struct Sealed {
    pub assessment: Assessment,
}

/// Where and how a report is written.
pub(crate) struct Target<'a> {
    pub folder: &'a Path,
    pub options: &'a Options,
    /// The key that signs its manifest, if any does.
    pub signing: Option<&'a SigningKey>,
}

/// Size in bytes and SHA-256 of each input, leaks first.
pub(crate) fn digest_inputs(plan: &Plan) -> Result<Vec<(u64, String)>> {
    let inputs: Vec<&Input> = plan.leaks.iter().chain(&plan.members).collect();
    inputs.into_par_iter().map(|input| digest::of_file(&input.source.path, &input.source.shown)).collect()
}

/// Checks the figures, writes the bundle and its manifest to a staging folder, and renames it to the target.
pub(crate) fn seal(
    plan: &Plan,
    assessed: Assessed,
    digests: Vec<(u64, String)>,
    previous: Option<String>,
    bundle: Bundle,
    target: &Target<'_>,
) -> Result<Sealed> {
    conservation::check(&assessed.assessment)?;
    check_unchanged(plan)?;
    let manifest = Manifest { previous, ..record(plan, &assessed, digests, &bundle, target.options)? };
    write(manifest, &plan.incident.id, bundle, target.folder, target.signing)?;
    Ok(Sealed { assessment: assessed.assessment })
}

/// Writes a report with its manifest, signed if there is a key, to a folder whose report may be replaced.
pub(crate) fn write(
    manifest: Manifest,
    incident: &Id,
    mut bundle: Bundle,
    folder: &Path,
    signing: Option<&SigningKey>,
) -> Result<()> {
    let manifest = bundle::json(&manifest)?;
    if let Some(key) = signing {
        let signature = signature::sign(key, &manifest, incident.as_str());
        bundle.insert(manifest::SIGNATURE.to_owned(), signature.into_bytes());
    }
    bundle.insert(manifest::FILE.to_owned(), manifest);
    // The run may have taken an hour, and somebody a minute to put something there.
    replaceable(incident, folder)?;
    staging::write(folder, &bundle)
}

/// Whether every input is still what it was when the run began: what was read then is what was digested.
pub(crate) fn check_unchanged(plan: &Plan) -> Result<()> {
    let inputs = plan.leaks.iter().chain(&plan.members);
    let changed = inputs.filter(|input| !input.source.is_unchanged());
    let problems: Vec<Problem> = changed.map(|input| error::changed_while_read(&input.source.shown)).collect();
    if problems.is_empty() { Ok(()) } else { Err(Error::Refused(problems)) }
}

/// The record of every input, leaks first. `digests` comes from [`digest_inputs`].
pub(crate) fn inputs(plan: &Plan, assessed: &Assessed, digests: Vec<(u64, String)>) -> Vec<InputFile> {
    let leaks = plan.leaks.iter().zip(&assessed.leak_records);
    let members = plan.members.iter().zip(&assessed.member_records);
    leaks
        .chain(members)
        .zip(digests)
        .map(|((input, record), (bytes, sha256))| {
            let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for mapped in input.source.mapping.columns() {
                columns.entry(mapped.col.name().to_owned()).or_default().push(mapped.header.clone());
            }
            InputFile {
                side: input.source.side.name().to_owned(),
                party: plan.party(input).map(Id::to_string),
                path: input.source.shown.clone(),
                format: input.source.format.record(),
                columns,
                ignored: input.source.mapping.others().iter().map(|other| other.header.clone()).collect(),
                bytes,
                sha256,
                rows: record.rows,
            }
        })
        .collect()
}

/// The record of a report that builds on no other. `bundle` has all its files but the manifest.
pub(crate) fn record(
    plan: &Plan,
    assessed: &Assessed,
    digests: Vec<(u64, String)>,
    bundle: &Bundle,
    options: &Options,
) -> Result<Manifest> {
    let word = |value: serde_json::Value| value.as_str().map(str::to_owned).unwrap_or_else(|| value.to_string());
    Ok(Manifest {
        schema: manifest::SCHEMA.to_owned(),
        ampleur: ProgramRecord::of(options.program),
        plan: PlanRecord {
            incident_sha256: digest::of_bytes(plan.incident_text.as_bytes()),
            profiles: plan.profiles.iter().map(|of| (of.path.clone(), digest::of_bytes(&of.bytes))).collect(),
            incident: serde_json::to_value(&plan.incident).context("the incident has no JSON form")?,
            withheld: withheld(&plan.incident, &plan.base)?,
            rules: Rule::ALL.to_vec(),
            lang: word(serde_json::to_value(options.lang).context("the language has no JSON form")?),
            fail_on: word(serde_json::to_value(options.fail_on).context("fail_on has no JSON form")?),
            suppress_below: options.suppress_below,
            documents: options.documents,
            pdf: options.documents && cfg!(feature = "pdf"),
        },
        key: KeyRecord::of(&plan.incident.key, &assessed.fingerprint),
        inputs: inputs(plan, assessed, digests),
        counts: Counts::of(&assessed.assessment.conservation),
        outputs: outputs(bundle),
        previous: None,
    })
}

/// The record of the files of a report.
pub(crate) fn outputs(bundle: &Bundle) -> BTreeMap<String, String> {
    bundle.iter().map(|(path, bytes)| (path.clone(), digest::of_bytes(bytes))).collect()
}

/// The record of the incident file that a report is of.
pub(crate) fn declared(written: &Written, mut plan: PlanRecord) -> Result<PlanRecord> {
    let Written { incident, text, profiles } = written;
    plan.incident_sha256 = digest::of_bytes(text.as_bytes());
    plan.profiles = profiles.iter().map(|of| (of.path.clone(), digest::of_bytes(&of.bytes))).collect();
    plan.incident = serde_json::to_value(incident).context("the incident has no JSON form")?;
    Ok(plan)
}
