//! `ampleur sql`: the linking as SQL that can be read, with the rows as keyed digests, for a second opinion from another engine.

mod script;
mod view;
mod words;

use std::path::Path;

use serde::Serialize;

use engine::plan::{Input, Plan};
use engine::pseudonym::exchange::{self, Origin, Written};
use engine::pseudonym::{Hasher, Parties, SecretKey};
use model::error::{self, Problem, Result};
use model::incident::Id;
use model::rule::RuleSet;
use model::staging;

pub(crate) use view::scripts as view;

/// The script that runs the others, and holds what they count against a report.
pub(crate) const RUN: &str = "run.py";

/// A file of rows as keyed digests, and the file it was made from.
#[derive(Serialize)]
pub(crate) struct RowsFile {
    /// Path of the input, as in the incident file.
    pub of: String,
    /// Path of the file, relative to the output folder.
    pub path: String,
    /// Number of rows, as many as in the input.
    pub rows: u64,
    /// Number of these that no rule can match.
    pub rejected: u64,
}

/// What prevents it: what another engine cannot know.
pub(crate) fn refusals(plan: &Plan) -> Vec<Problem> {
    let decided = plan.incident.insurers.iter().filter(|(_, insurer)| !insurer.decided.is_empty());
    decided.map(|(id, insurer)| error::sql_decided(id.as_str(), insurer.decided.len())).collect()
}

/// Writes the rows of all files as digests, the SQL that links them, and the script that runs it, to a folder that appears whole or not at
/// all.
pub(crate) fn write(plan: &Plan, target: &Path) -> Result<Vec<RowsFile>> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?, &plan.incident.id);
    staging::make_private(target, |folder| {
        for (name, text) in script::all(plan) {
            let to = folder.join(name);
            std::fs::write(&to, text).map_err(|e| error::cannot_write(&to, &e))?;
        }
        let mut written: Vec<RowsFile> = Vec::new();
        for input in plan.leaks.iter().chain(&plan.members) {
            written.push(rows((plan, input), written.len(), &hasher, folder)?);
        }
        Ok(written)
    })
}

/// Writes the rows of an input. `before`: how many others were written.
fn rows((plan, input): (&Plan, &Input), before: usize, hasher: &Hasher, folder: &Path) -> Result<RowsFile> {
    let (side, party) = (input.source.side.name(), plan.party(input).map(Id::as_str));
    let path = format!("rows/{side}/{:05}.parquet", before + 1);
    let to = folder.join(&path);
    std::fs::create_dir_all(folder.join("rows").join(side)).map_err(|e| error::cannot_write(&to, &e))?;
    let parties = Parties { exchanged: true, ..plan.parties(input, RuleSet::ALL, &[]) };
    let origin = Origin { party, file: before as i64 + 1 };
    let Written { rows, rejected } =
        exchange::write_columns((&input.source, origin), &parties, &plan.incident, hasher, &to)?;
    Ok(RowsFile { of: input.source.shown.clone(), path, rows, rejected })
}
