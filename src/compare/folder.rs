//! A report folder opened for comparison: its manifest and its figures.

use std::path::Path;

use anyhow::Context;

use crate::digest;
use model::bundle;
use model::disclosure::{self, Shared};
use model::error::{self, Result};
use model::figures::{Assessment, conservation};
use model::incident::Incident;
use model::manifest::{self, Manifest};
use model::regular;

const REPORT: &str = "report.json";

/// A report folder. Only the manifest and `report.json` are read; `ampleur verify` checks the other files.
pub(crate) struct ReportFolder {
    pub manifest: Manifest,
    /// The incident as recorded in the manifest, without contract numbers in perimeters.
    pub incident: Incident,
    pub assessment: Assessment,
    /// SHA-256 of `manifest.json`.
    pub manifest_sha256: String,
    /// SHA-256 of `report.json`.
    pub report_sha256: String,
}

impl ReportFolder {
    /// The counts of this report that other organisations may see.
    pub(crate) fn shared(&self, folder: &Path) -> Result<Shared> {
        let Some(recorded) = self.manifest.outputs.get(disclosure::FILE) else {
            return Err(error::nothing_to_pass_on(folder).into());
        };
        let bytes = regular::read(&folder.join(disclosure::FILE), regular::REPORTED).ok();
        let whole = bytes.filter(|bytes| digest::of_bytes(bytes) == *recorded);
        let shared = whole.and_then(|bytes| Shared::read(&bytes));
        shared.ok_or_else(|| error::report_altered(folder).into())
    }

    /// A report whose documents are not written yet, as it will be opened.
    pub(crate) fn unwritten(manifest: Manifest, assessment: &Assessment) -> Result<ReportFolder> {
        let bytes = bundle::json(assessment)?;
        let incident =
            serde_json::from_value(manifest.plan.incident.clone()).context("an incident from its own JSON form")?;
        let assessment = serde_json::from_slice(&bytes).context("figures from their own JSON form")?;
        let manifest_sha256 = digest::of_bytes(&bundle::json(&manifest)?);
        Ok(ReportFolder { manifest, incident, assessment, manifest_sha256, report_sha256: digest::of_bytes(&bytes) })
    }

    /// Opens a folder. Refuses one that is not a report, or whose figures do not match the manifest or do not add up.
    pub(crate) fn open(folder: &Path) -> Result<ReportFolder> {
        let Ok(bytes) = regular::read(&folder.join(manifest::FILE), regular::REPORTED) else {
            return Err(error::no_report(folder).into());
        };
        let manifest_sha256 = digest::of_bytes(&bytes);
        let Some(manifest) = manifest::parse(&bytes) else { return Err(error::no_report(folder).into()) };
        let incident: Option<Incident> = serde_json::from_value(manifest.plan.incident.clone()).ok();
        let Some(incident) = incident else { return Err(error::no_report(folder).into()) };
        let Ok(bytes) = regular::read(&folder.join(REPORT), regular::REPORTED) else {
            return Err(error::report_altered(folder).into());
        };
        let report_sha256 = digest::of_bytes(&bytes);
        if manifest.outputs.get(REPORT) != Some(&report_sha256) {
            return Err(error::report_altered(folder).into());
        }
        match serde_json::from_slice::<Assessment>(&bytes) {
            Ok(assessment) if conservation::check(&assessment).is_ok() => {
                Ok(ReportFolder { manifest, incident, assessment, manifest_sha256, report_sha256 })
            }
            _ => Err(error::report_altered(folder).into()),
        }
    }
}
