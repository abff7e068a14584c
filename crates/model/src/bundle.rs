//! A folder in memory, and the one way to write JSON into it.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Serialize;

use crate::error::Result;

/// A folder in memory: path → bytes.
pub type Bundle = BTreeMap<String, Vec<u8>>;

/// JSON that can be compared line by line: keys sorted, two spaces, a final newline.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    let value = serde_json::to_value(value).context("a report has no JSON form")?;
    let mut bytes = serde_json::to_vec_pretty(&value).context("a report has no JSON form")?;
    bytes.push(b'\n');
    Ok(bytes)
}
