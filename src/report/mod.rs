//! An [`Assessment`](crate::assess::Assessment) in, bytes out.
//!
//! Writers print and compute nothing: every figure is in the assessment. They open no file, read no clock and see no
//! row.

mod chart;
mod check;
pub mod document;
mod html;
#[cfg(feature = "pdf")]
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

use crate::disclosure;
use crate::dossier::{self, Facts, register};
use crate::error::Result;
use crate::plan::Plan;
use crate::run::Assessed;

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
        #[cfg(feature = "pdf")]
        {
            let date = plan.incident.reference_date.0;
            let paper = paper::report_document(date, assessment, &sections, words);
            bundle.insert("report.pdf".to_owned(), document::pdf(&paper)?);
        }
        dossier::add(plan, assessment, words, &mut bundle)?;
    }
    rejects::add(plan, assessed, &mut bundle)?;
    if let Some(below) = plan.suppress_below {
        let shared = disclosure::shared(&assessed.assessment, below);
        shared::add(&shared, &assessed.assessment, words, &mut bundle)?;
    }
    Ok(bundle)
}

/// JSON that can be compared line by line: keys sorted, two spaces, a final newline.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    let value = serde_json::to_value(value).context("a report has no JSON form")?;
    let mut bytes = serde_json::to_vec_pretty(&value).context("a report has no JSON form")?;
    bytes.push(b'\n');
    Ok(bytes)
}
