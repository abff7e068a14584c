//! `rejects/`: one CSV per input file with the values ignored and the rows rejected, by row number and reason. Never
//! values. Rows one after another with the same reason are one line; where `rows` is fewer than lie between the first and the last,
//! there were too many to list.

use anyhow::Context;
use csv::{Terminator, WriterBuilder};

use engine::intake::{Group, InputRecord, Range};
use engine::plan::{Input, Plan};
use engine::stages::Assessed;
use model::bundle::Bundle;
use model::error::Result;
use model::incident::Id;
use report::spreadsheet;

/// The party of files of several insurers, which belong to none.
pub(crate) const SEVERAL: &str = "several";

/// Whether a file of a report is such a CSV.
pub(crate) fn is_list(path: &str) -> bool {
    path.starts_with("rejects/")
}

/// Where the CSV of an input stands: `number` tells apart those of files of one name.
pub(crate) fn path(side: &str, party: &str, shown: &str, number: u64) -> String {
    let name = name(shown);
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
    let groups = record.set_aside.groups().filter(|(group, _)| !group.fault.is_repair());
    let mut lines: Vec<(&Range, &Group)> =
        groups.flat_map(|(group, rows)| rows.ranges.iter().map(move |range| (range, group))).collect();
    lines.sort_by_key(|(range, group)| (range.first, *group));
    if lines.is_empty() {
        return Ok(());
    }
    let mut path = String::new();
    for number in 1.. {
        path = self::path(input.source.side.name(), party, &input.source.shown, number);
        if !bundle.contains_key(&path) {
            break;
        }
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(["row", "last_row", "rows", "column", "reason", "row_is"]).context("rejects")?;
    for (range, group) in lines {
        let header = group.col.and_then(|col| input.source.mapping.header(col)).unwrap_or("");
        let header = spreadsheet::harmless(header);
        let [first, last, rows] = [range.first, range.last, range.rows].map(|n| n.to_string());
        let outcome = if group.rejected { "rejected" } else { "kept" };
        writer
            .write_record([first.as_str(), &last, &rows, &header, group.fault.code().name(), outcome])
            .context("rejects")?;
    }
    bundle.insert(path, writer.into_inner().map_err(|_| anyhow::anyhow!("rejects"))?);
    Ok(())
}
