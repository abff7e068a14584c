//! An [`Assessment`](crate::assess::Assessment) in, bytes out.
//!
//! Writers print and compute nothing: every figure is in the assessment. They open no file, read no clock and see no
//! row.

mod check;
mod html;
mod rejects;
mod shared;
mod terminal;
mod words;

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Serialize;

use crate::disclosure;
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
    let words = Words::of(plan.lang);
    let mut bundle = Bundle::new();
    bundle.insert("report.json".to_owned(), json(&assessed.assessment)?);
    bundle.insert("report.html".to_owned(), html::page(&assessed.assessment, words).into_bytes());
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
