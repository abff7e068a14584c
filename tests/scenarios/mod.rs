//! Situations that French files are known for, each with what it must come to.

use serde_json::{Value, json};

use crate::harness::{Outcome, Run, leak, members};

mod across;
mod chance;
mod contacts;
mod dates;
mod decisions;
mod differences;
mod families;
mod fillers;
mod identifiability;
mod ladder;
mod makeup;
mod not_found;
mod operators;
mod own_numbers;
mod perimeters;
mod rules;
mod twins;
mod two_values;
mod values;

/// The findings of a code: party, level, rows.
fn found(outcome: &Outcome, code: &str) -> Vec<Value> {
    let findings = outcome.report.as_ref().unwrap()["findings"].as_array().unwrap();
    let of_code = findings.iter().filter(|finding| finding["code"] == code);
    of_code.map(|finding| json!([finding["party"], finding["level"], finding["rows"]])).collect()
}
