//! An [`Assessment`](crate::assess::Assessment) in, bytes out.
//!
//! Writers print and compute nothing: every figure is in the assessment. They open no file, read no clock and see no
//! row.

mod chart;
mod check;
pub mod document;
mod html;
#[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only a PDF is on paper"))]
mod paper;
mod rejects;
mod shared;
pub(crate) mod table;
pub(crate) mod tables;
mod terminal;
mod words;
mod xlsx;

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Serialize;

use crate::assess::Assessment;
use crate::disclosure;
use crate::dossier::{self, Facts, register};
use crate::error::Result;
use crate::plan::Plan;
use crate::run::Assessed;
use tables::Section;

pub use check::check;
pub use terminal::summary;
pub use words::Words;

/// A folder in memory: path → bytes.
pub type Bundle = BTreeMap<String, Vec<u8>>;

/// Writes every file of a report but its manifest.
pub fn render(plan: &Plan, assessed: &Assessed) -> Result<Bundle> {
    let (assessment, words) = (&assessed.assessment, Words::of(plan.lang));
    let sections = tables::sections(assessment, words);
    let mut bundle = Bundle::new();
    bundle.insert("report.json".to_owned(), json(assessment)?);
    bundle.insert("report.html".to_owned(), html::page(assessment, &sections, words).into_bytes());
    if plan.documents {
        let register = register::table(Facts::all(&plan.incident, assessment), words);
        bundle.insert("report.xlsx".to_owned(), xlsx::workbook(assessment, &sections, Some(&register), words)?);
        let (paper, dossiers) =
            rayon::join(|| on_paper(plan, assessment, &sections), || dossier::render(plan, assessment, words));
        bundle.append(&mut paper?);
        bundle.append(&mut dossiers?);
    }
    rejects::add(plan, assessed, &mut bundle)?;
    if let Some(below) = plan.suppress_below {
        let shared = disclosure::shared(&assessed.assessment, below);
        shared::add(&shared, &assessed.assessment, words, &mut bundle)?;
    }
    Ok(bundle)
}

/// `report.pdf`, in a build that makes PDFs.
#[cfg(feature = "pdf")]
fn on_paper(plan: &Plan, assessment: &Assessment, sections: &[Section]) -> Result<Bundle> {
    let date = plan.incident.reference_date.0;
    let paper = paper::report_document(date, assessment, sections, Words::of(plan.lang));
    Ok(Bundle::from([("report.pdf".to_owned(), document::pdf(&paper)?)]))
}

/// A build without PDFs has no such page.
#[cfg(not(feature = "pdf"))]
fn on_paper(_: &Plan, _: &Assessment, _: &[Section]) -> Result<Bundle> {
    Ok(Bundle::new())
}

/// JSON that can be compared line by line: keys sorted, two spaces, a final newline.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    let value = serde_json::to_value(value).context("a report has no JSON form")?;
    let mut bytes = serde_json::to_vec_pretty(&value).context("a report has no JSON form")?;
    bytes.push(b'\n');
    Ok(bytes)
}
