//! `rejects/`: for each file, the values set aside and the rows rejected, by row number and reason. Never a value.

use anyhow::Context;
use csv::{Terminator, WriterBuilder};

use super::Bundle;
use crate::error::Result;
use crate::identity::Fault;
use crate::plan::{Input, Plan};
use crate::run::{Assessed, InputRecord};

/// Adds one CSV for each file that has any.
pub fn add(plan: &Plan, assessed: &Assessed, bundle: &mut Bundle) -> Result<()> {
    for (input, record) in plan.leaks.iter().zip(&assessed.leak_records) {
        file("leaks", plan.operators[usize::from(input.party)].as_str(), input, record, bundle)?;
    }
    for (input, record) in plan.members.iter().zip(&assessed.member_records) {
        file("members", plan.insurers[usize::from(input.party)].as_str(), input, record, bundle)?;
    }
    Ok(())
}

fn file(side: &str, party: &str, input: &Input, record: &InputRecord, bundle: &mut Bundle) -> Result<()> {
    if record.set_aside.is_empty() {
        return Ok(());
    }
    let name = input.source.path.file_name().unwrap_or_default().to_string_lossy();
    let mut path = format!("rejects/{side}/{party}/{name}.csv");
    for again in 2.. {
        if !bundle.contains_key(&path) {
            break;
        }
        path = format!("rejects/{side}/{party}/{name}-{again}.csv");
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(["row", "column", "reason", "row_is"]).context("rejects")?;
    for of_row in record.set_aside.chunk_by(|a, b| a.row == b.row) {
        let rejected = of_row.iter().any(|s| s.fault == Fault::Incomplete);
        for set_aside in of_row {
            let header = set_aside
                .col
                .and_then(|col| input.source.mapping.columns().iter().find(|m| m.col == col))
                .map_or("", |m| m.header.as_str());
            let outcome = if rejected { "rejected" } else { "kept" };
            let row = set_aside.row.to_string();
            writer.write_record([&row, header, set_aside.fault.code(), outcome]).context("rejects")?;
        }
    }
    bundle.insert(path, writer.into_inner().map_err(|_| anyhow::anyhow!("rejects"))?);
    Ok(())
}
