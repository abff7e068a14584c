//! A report's folder as one that can be compared: its manifest, and figures that are the manifest's.

use std::path::Path;

use crate::digest;
use model::error::{self, Result};
use model::figures::{Assessment, conservation};
use model::incident::Incident;
use model::manifest::{self, Manifest};

const REPORT: &str = "report.json";

/// A report that stands in its folder. The other files of the folder are not read: `ampleur verify` does.
pub(crate) struct Opened {
    /// What wrote it, from what.
    pub manifest: Manifest,
    /// The incident as the manifest has it: contract numbers of perimeters are left out.
    pub incident: Incident,
    pub assessment: Assessment,
    /// SHA-256 of the figures as they stand in the folder.
    pub report_sha256: String,
}

impl Opened {
    /// Opens a folder; refuses what is no report, and figures that are not those of its manifest or do not re-add.
    pub(crate) fn open(folder: &Path) -> Result<Opened> {
        let bytes = std::fs::read(folder.join(manifest::FILE)).ok();
        let manifest = bytes.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
        let Some(manifest) = manifest.filter(|manifest| manifest.schema == manifest::SCHEMA) else {
            return Err(error::no_report(folder).into());
        };
        let incident: Option<Incident> = serde_json::from_value(manifest.plan.incident.clone()).ok();
        let Some(incident) = incident else { return Err(error::no_report(folder).into()) };
        let Ok(bytes) = std::fs::read(folder.join(REPORT)) else { return Err(error::report_altered(folder).into()) };
        let report_sha256 = digest::of_bytes(&bytes);
        if manifest.outputs.get(REPORT) != Some(&report_sha256) {
            return Err(error::report_altered(folder).into());
        }
        match serde_json::from_slice::<Assessment>(&bytes) {
            Ok(assessment) if conservation::check(&assessment).is_ok() => {
                Ok(Opened { manifest, incident, assessment, report_sha256 })
            }
            _ => Err(error::report_altered(folder).into()),
        }
    }
}
