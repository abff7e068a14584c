//! A report folder in memory, and the JSON format of all its files.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Serialize;

use crate::error::Result;

/// Files of a folder: relative path → content.
pub type Bundle = BTreeMap<String, Vec<u8>>;

/// JSON with sorted keys, an indent of two spaces and a final newline, so that a diff shows what changed.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    let value = serde_json::to_value(value).context("a report has no JSON form")?;
    let mut bytes = serde_json::to_vec_pretty(&value).context("a report has no JSON form")?;
    bytes.push(b'\n');
    Ok(bytes)
}
