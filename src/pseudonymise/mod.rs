//! `ampleur pseudonymise`: writes exchange files, which another organisation can link without seeing an identifier.

mod view;
mod words;

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::digest;
use engine::plan::{Input, Plan};
use engine::pseudonym::{Hasher, Parties, SecretKey, exchange};
use model::error::{self, Result};
use model::incident::Id;
use model::rule::RuleSet;
use model::staging;

pub(crate) use view::exchanged as view;

/// An exchange file and the file it was made from.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Exchanged {
    /// `leaks` or `members`.
    pub side: &'static str,
    /// Id of the operator or insurer; absent for members of several insurers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Which of the files that the party has sent for this incident, from 1.
    pub edition: u32,
    /// Path of the clear file, as in the incident file.
    pub of: String,
    /// Path of the exchange file, relative to the output folder.
    pub path: String,
    /// Number of rows, as many as in the clear file.
    pub rows: u64,
    /// Number of these that no rule can match.
    pub rejected: u64,
    /// SHA-256 of the exchange file.
    pub sha256: String,
}

/// Writes an exchange file for each of these inputs, to a folder that appears whole or not at all.
///
/// Refuses an input that is an exchange file already.
pub(crate) fn pseudonymise(plan: &Plan, inputs: &[&Input], edition: u32, target: &Path) -> Result<Vec<Exchanged>> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?, &plan.incident.id);
    if let Some(input) = inputs.iter().find(|input| input.source.exchange().is_some()) {
        return Err(error::exchange_not_clear(&input.source.shown, "`pseudonymise`").into());
    }
    staging::make_private(target, |folder| {
        let mut written = Vec::new();
        for input in inputs {
            let path = path(plan, input, &written);
            written.push(write((plan, input), edition, &hasher, folder, path)?);
        }
        Ok(written)
    })
}

/// Path of the next exchange file: files of one party and side are numbered from 1.
fn path(plan: &Plan, input: &Input, written: &[Exchanged]) -> String {
    let (side, party) = (input.source.side.name(), plan.party(input).map(Id::as_str));
    let earlier = written.iter().filter(|file| file.side == side && file.party.as_deref() == party).count();
    format!("{side}/{}-{}.parquet", party.unwrap_or("several"), earlier + 1)
}

/// Writes the exchange file of one input to `path` in the folder.
fn write(
    (plan, input): (&Plan, &Input),
    edition: u32,
    hasher: &Hasher,
    folder: &Path,
    path: String,
) -> Result<Exchanged> {
    let (side, party) = (input.source.side.name(), plan.party(input).map(ToString::to_string));
    let to = folder.join(&path);
    std::fs::create_dir_all(folder.join(side)).map_err(|e| error::cannot_write(&to, &e))?;
    let parties = Parties { exchanged: true, ..plan.parties(input, RuleSet::ALL, &[]) };
    let sent = exchange::Sent { party: party.clone(), edition };
    let exchange::Written { rows, rejected } =
        exchange::write(&input.source, &parties, &plan.incident, sent, hasher, &to)?;
    let (_, sha256) = digest::of_file(&to, &path)?;
    Ok(Exchanged { side, party, edition, of: input.source.shown.clone(), path, rows, rejected, sha256 })
}
