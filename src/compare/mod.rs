//! `ampleur compare`: compares two assessments of one incident, or two operators of one report.
//!
//! Reads two report folders, each checked against its manifest, and returns [`Compared`]: every count before and after,
//! the changes between the manifests, and the share of each change in the difference. Reports alone give only the
//! combined effect of several changes. With both incident files the changes are applied one by one and the incident is
//! reassessed after each. The shares add up to the difference; otherwise the comparison fails.

mod apportion;
mod causes;
mod change;
mod check;
mod elsewhere;
mod figures;
mod files;
mod folder;
mod hybrid;
mod inputs;
mod matching;
pub(crate) mod operators;
mod settings;
pub(crate) mod shared;
mod since;
pub(crate) mod view;
mod words;

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::words::Words;
use model::error::{self, Result};
use model::incident::Date;
use model::said::Lang;

pub(crate) use causes::{Cause, CauseKind};
pub(crate) use change::{Change, Counts, Shift};
pub(crate) use elsewhere::Part;
pub(crate) use figures::{CellLine, EvidenceLines, Net, Parties, PartyLine, RuleLine};
pub(crate) use files::{Bin, BinLine, FileLine, Files};
pub(crate) use folder::ReportFolder;
pub(crate) use matching::{LevelLine, NotFoundLine};
pub(crate) use since::FormerReport;

use hybrid::IncidentPair;

pub(crate) const SCHEMA: &str = "ampleur/compared/1";

/// Comparison of two assessments of one incident. Lists contain all lines, including those that did not change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Compared {
    /// Always `ampleur/compared/1`.
    pub schema: String,
    /// Id of the incident.
    pub incident: String,
    /// Title of the incident in the later report.
    pub title: String,
    /// Whether a controller is no insurer by its declared trade, in the later report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other_trades: bool,
    /// Earlier report.
    pub before: Assessed,
    /// Later report.
    pub after: Assessed,
    /// Whether no figure differs, including those listed only in `elsewhere`.
    pub same: bool,
    /// Figures over all insurers and operators, as unions.
    pub totals: Counts,
    /// Additions, net for each insurer at each operator.
    pub added: Net,
    /// Removals, net for each insurer at each operator.
    pub removed: Net,
    /// Figures by insurer.
    pub insurers: Parties,
    /// Figures by operator.
    pub operators: Parties,
    /// Figures by insurer and operator.
    pub cells: Vec<CellLine>,
    /// Persons by the most certain rule that matched them, then persons in a perimeter only. On either side, the lines in the estimate
    /// add up to it.
    pub rules: Vec<RuleLine>,
    /// Rows that match one person, by how they match, and what chance makes.
    #[serde(default)]
    pub levels: Vec<LevelLine>,
    /// Rows of members that match nobody for sure, as estimated for each insurer.
    #[serde(default)]
    pub not_found: Vec<NotFoundLine>,
    /// Persons by type of evidence; the three add up to the estimate.
    pub evidence: EvidenceLines,
    /// Rows by file.
    pub files: Files,
    /// Parts of the reports that also differ but are not detailed here.
    pub elsewhere: Vec<Part>,
    /// What changed between the two, in the order in which the changes are applied.
    pub causes: Vec<Cause>,
    /// How the difference is apportioned among the causes.
    pub explained: Explained,
    /// What the causes explain; the shifts add up to the change of the totals.
    pub steps: Vec<Step>,
    /// Text for the complementary notification.
    pub text: Text,
}

/// A report and what it was made from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Assessed {
    /// Date of the figures.
    pub reference_date: Date,
    /// Version of ampleur that wrote it.
    pub version: String,
    /// SHA-256 of its `report.json`.
    pub report_sha256: String,
    /// SHA-256 of its incident file.
    pub incident_sha256: String,
    /// Fingerprint of its key.
    pub key_fingerprint: String,
}

/// How the difference is apportioned among the causes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Explained {
    /// No change that can affect a count.
    NoCause,
    /// One change that can affect counts explains the whole difference.
    OneCause,
    /// Several changes explain the difference together; apportioning it needs the incident files.
    Together,
    /// Each change was applied separately, and the incident reassessed.
    Apportioned,
}

/// What one cause explains, or several that can only be applied together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Step {
    /// Places in the list of causes, from 1; empty if no recorded change explains it.
    pub causes: Vec<u64>,
    /// Change of the totals.
    pub totals: Shift,
    /// Change of each insurer's estimate.
    pub insurers: Vec<InsurerShift>,
}

/// Change of an insurer's estimate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct InsurerShift {
    /// Id of the insurer.
    pub id: String,
    /// Persons in the estimate.
    pub estimate: i64,
}

/// A text in both languages; each line ends with a line feed.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub(crate) struct Text {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

/// Paths of the incident files of two reports.
pub(crate) struct IncidentPaths<'a> {
    pub before: &'a Path,
    pub after: &'a Path,
}

/// Compares two assessments of one incident. With their incident files, apportions the difference among its causes,
/// which takes one assessment more than there are changes.
pub(crate) fn reports(
    before: &ReportFolder,
    after: &ReportFolder,
    incidents: Option<&IncidentPaths<'_>>,
) -> Result<Compared> {
    if before.incident.id != after.incident.id {
        return Err(error::other_incident(before.incident.id.as_str(), after.incident.id.as_str()).into());
    }
    let incidents = incidents.map(|incidents| IncidentPair::read(before, after, incidents)).transpose()?;
    let pairs = inputs::pairs(&before.manifest.inputs, &after.manifest.inputs);
    let found = causes::all(before, after, &pairs, incidents.as_ref())?;
    let (explained, steps) = match &incidents {
        Some(incidents) => (Explained::Apportioned, apportion::steps(before, after, incidents, &pairs, &found)?),
        None => apportion::unapportioned(&before.assessment, &after.assessment, &found),
    };
    let (was, is) = (&before.assessment, &after.assessment);
    let renamed = inputs::renamed(&pairs);
    let cells = figures::cells(was, is);
    let (added, removed) = figures::nets(cells.iter());
    let mut compared = Compared {
        schema: SCHEMA.to_owned(),
        incident: is.incident.id.clone(),
        title: is.incident.title.clone(),
        other_trades: is.incident.other_trades,
        before: assessed(before),
        after: assessed(after),
        same: false,
        totals: Counts::of(Some(&was.totals), Some(&is.totals)),
        added,
        removed,
        insurers: figures::insurers(was, is, &cells),
        operators: figures::operators(was, is, &cells),
        cells,
        rules: figures::rules(was, is),
        levels: matching::levels(was, is),
        not_found: matching::not_found(was, is),
        evidence: figures::evidence(was, is),
        files: files::compare(&was.conservation, &is.conservation, &renamed),
        elsewhere: elsewhere::parts(was, is, &renamed),
        causes: found.into_iter().map(|found| found.cause).collect(),
        explained,
        steps,
        text: Text::default(),
    };
    compared.same = !compared.differs();
    check::check(&compared)?;
    let text = |lang| view::text(&compared, Words::of(lang).of_trades(compared.other_trades));
    compared.text = Text { fr: text(Lang::Fr), en: text(Lang::En) };
    Ok(compared)
}

fn assessed(opened: &ReportFolder) -> Assessed {
    let manifest = &opened.manifest;
    Assessed {
        reference_date: opened.incident.reference_date,
        version: manifest.ampleur.version.clone(),
        report_sha256: opened.report_sha256.clone(),
        incident_sha256: manifest.plan.incident_sha256.clone(),
        key_fingerprint: manifest.key.fingerprint.clone(),
    }
}

impl Compared {
    /// Whether any figure differs, in the lists or elsewhere.
    fn differs(&self) -> bool {
        let parties = self.insurers.lines.iter().chain(&self.operators.lines).map(|line| &line.counts);
        let mut counts = parties.chain(self.cells.iter().map(|cell| &cell.counts)).chain([&self.totals]);
        let EvidenceLines { records, perimeter, both } = &self.evidence;
        let repeats = [&self.insurers.repeats, &self.operators.repeats];
        let single = self.rules.iter().map(|line| &line.persons).chain([records, perimeter, both]).chain(repeats);
        let bins = self.files.lines().flat_map(|file| &file.bins).map(|bin| &bin.rows);
        let is_matched_otherwise =
            self.levels.iter().any(LevelLine::differs) || self.not_found.iter().any(NotFoundLine::differs);
        let differs = counts.any(Counts::differs) || single.chain(bins).any(Change::differs);
        !self.elsewhere.is_empty() || is_matched_otherwise || differs
    }
}
