//! `rejects/`: one CSV per input file with the values ignored and the rows rejected, by row number and reason. Never
//! values.

use std::path::Path;

use anyhow::Context;
use csv::{Terminator, WriterBuilder};

use engine::intake::InputRecord;
use engine::plan::{Input, Plan};
use engine::stages::Assessed;
use model::bundle::Bundle;
use model::error::Result;
use model::incident::Id;

/// The party of files of several insurers, which belong to none.
pub(crate) const SEVERAL: &str = "several";

/// Where the CSV of an input stands: `number` tells apart those of files of one name.
pub(crate) fn path(side: &str, party: &str, input: &Path, number: u64) -> String {
    let name = input.file_name().unwrap_or_default().to_string_lossy();
    let again = if number > 1 { format!("-{number}") } else { String::new() };
    format!("rejects/{side}/{party}/{name}{again}.csv")
}

/// Adds the CSV of each file that has any.
pub(crate) fn add(plan: &Plan, assessed: &Assessed, bundle: &mut Bundle) -> Result<()> {
    let leaks = plan.leaks.iter().zip(&assessed.leak_records);
    for (input, record) in leaks.chain(plan.members.iter().zip(&assessed.member_records)) {
        file(plan.party(input).map_or(SEVERAL, Id::as_str), input, record, bundle)?;
    }
    Ok(())
}

fn file(party: &str, input: &Input, record: &InputRecord, bundle: &mut Bundle) -> Result<()> {
    let set_aside = || record.set_aside.iter().filter(|s| !s.fault.is_repair());
    if set_aside().next().is_none() {
        return Ok(());
    }
    let mut path = String::new();
    for number in 1.. {
        path = self::path(input.source.side.name(), party, &input.source.path, number);
        if !bundle.contains_key(&path) {
            break;
        }
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(["row", "column", "reason", "row_is"]).context("rejects")?;
    for of_row in record.set_aside.chunk_by(|a, b| a.row == b.row) {
        let rejected = of_row.iter().any(|s| s.fault.rejects());
        for set_aside in of_row.iter().filter(|s| !s.fault.is_repair()) {
            let header = set_aside.col.and_then(|col| input.source.mapping.header(col)).unwrap_or("");
            let outcome = if rejected { "rejected" } else { "kept" };
            let row = set_aside.row.to_string();
            writer.write_record([&row, header, set_aside.fault.code().name(), outcome]).context("rejects")?;
        }
    }
    bundle.insert(path, writer.into_inner().map_err(|_| anyhow::anyhow!("rejects"))?);
    Ok(())
}
