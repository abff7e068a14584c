//! `rejects/`: one CSV per input file with the values ignored and the rows rejected, by row number and reason. Never
//! values.

use anyhow::Context;
use csv::{Terminator, WriterBuilder};

use engine::intake::InputRecord;
use engine::plan::{Input, Plan};
use engine::stages::Assessed;
use model::bundle::Bundle;
use model::error::Result;
use model::incident::Id;
use report::spreadsheet;

/// Adds the CSV of each file that has any.
pub(crate) fn add(plan: &Plan, assessed: &Assessed, bundle: &mut Bundle) -> Result<()> {
    let leaks = plan.leaks.iter().zip(&assessed.leak_records);
    for (input, record) in leaks.chain(plan.members.iter().zip(&assessed.member_records)) {
        // Files of several insurers belong to no insurer.
        let party = plan.party(input).map_or("several", Id::as_str);
        file(party, input, record, bundle)?;
    }
    Ok(())
}

/// The name of an input, or as much of its end as leaves room for more in the name of a file.
fn name(shown: &str) -> &str {
    const LONGEST: usize = 200;
    let name = shown.rsplit('/').next().unwrap_or(shown);
    let mut cut = name.len().saturating_sub(LONGEST);
    while !name.is_char_boundary(cut) {
        cut += 1;
    }
    &name[cut..]
}

fn file(party: &str, input: &Input, record: &InputRecord, bundle: &mut Bundle) -> Result<()> {
    let set_aside = || record.set_aside.iter().filter(|s| !s.fault.is_repair());
    if set_aside().next().is_none() {
        return Ok(());
    }
    let side = input.source.side.name();
    let name = name(&input.source.shown);
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
        let rejected = of_row.iter().any(|s| s.fault.rejects());
        for set_aside in of_row.iter().filter(|s| !s.fault.is_repair()) {
            let header = set_aside.col.and_then(|col| input.source.mapping.header(col)).unwrap_or("");
            let header = spreadsheet::harmless(header);
            let outcome = if rejected { "rejected" } else { "kept" };
            let row = set_aside.row.to_string();
            writer.write_record([row.as_str(), &header, set_aside.fault.code().name(), outcome]).context("rejects")?;
        }
    }
    bundle.insert(path, writer.into_inner().map_err(|_| anyhow::anyhow!("rejects"))?);
    Ok(())
}
