//! What the commands that assess do, from the incident file to a folder.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use crate::digest;
use crate::rejects;
use crate::seal::{self, Sealed, Target};
use engine::link::Room;
use engine::plan::{Input, Plan};
use engine::pseudonym::{Hasher, SecretKey, exchange};
use engine::stages;
use model::error::{self, Error, Result};
use model::observer::{Observer, Stage};
use model::options::Options;
use model::rule::RuleSet;
use model::staging;
use report::Brief;

/// Checks an incident file, everything it names, and the folder below `out` that will hold its report.
pub(crate) fn prepare(incident: &Path, out: &Path) -> Result<(Plan, PathBuf)> {
    let (plan, mut problems) = Plan::draft(incident)?;
    problems.extend(plan.missing_sides(incident));
    let target = out.join(plan.incident.id.as_str());
    problems.extend(seal::refusals(&plan, &target));
    if problems.is_empty() { Ok((plan, target)) } else { Err(Error::Refused(problems)) }
}

/// From a plan to a sealed report in `target`.
pub(crate) fn assess(
    plan: &Plan,
    target: &Path,
    options: &Options,
    room: &Room,
    observer: &dyn Observer,
) -> Result<Sealed> {
    let (digests, assessed) =
        rayon::join(|| seal::digest_inputs(plan), || stages::link(plan, room, observer).map(|linked| linked.assessed));
    let (assessed, digests) = (assessed?, digests?);
    observer.begin(Stage::Documents, None);
    let Options { lang, documents, suppress_below, .. } = *options;
    let brief = Brief { incident: &plan.incident, lang, documents, suppress_below };
    let mut bundle = report::render(&brief, &assessed.assessment)?;
    rejects::add(plan, &assessed, &mut bundle)?;
    let sealed = seal::seal(plan, assessed, digests, bundle, &Target { folder: target, options });
    observer.end();
    sealed
}

/// An exchange file, and what it was made of.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Exchanged {
    /// `leaks` or `members`.
    pub side: &'static str,
    /// Id of the operator or insurer; absent for members of several insurers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Path of the clear file, as in the incident file.
    pub of: String,
    /// Path of the exchange file, relative to the output folder.
    pub path: String,
    /// Number of rows, as many as in the clear file.
    pub rows: u64,
    /// Number of these that no rule can match; they have no digest for a rule.
    pub rejected: u64,
    /// SHA-256 of the exchange file.
    pub sha256: String,
}

/// Writes an exchange file for each input that is chosen, into a folder that appears whole or not at all.
pub(crate) fn pseudonymise(plan: &Plan, chosen: impl Fn(&Input) -> bool, target: &Path) -> Result<Vec<Exchanged>> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?);
    let inputs: Vec<&Input> = plan.leaks.iter().chain(&plan.members).filter(|input| chosen(input)).collect();
    if let Some(input) = inputs.iter().find(|input| input.source.exchange().is_some()) {
        return Err(error::exchange_not_clear(&input.source.shown, "`pseudonymise`").into());
    }
    staging::make(target, |folder| {
        let mut written: Vec<Exchanged> = Vec::new();
        for input in inputs {
            let (side, party) = (input.source.side.name(), plan.party(input).map(ToString::to_string));
            let earlier = written.iter().filter(|e| e.side == side && e.party == party).count();
            let path = format!("{side}/{}-{}.parquet", party.as_deref().unwrap_or("several"), earlier + 1);
            let to = folder.join(&path);
            std::fs::create_dir_all(folder.join(side)).map_err(|e| error::cannot_write(&to, &e))?;
            let parties = plan.parties(input, RuleSet::ALL, &[]);
            let exchange::Written { rows, rejected } =
                exchange::write(&input.source, &parties, &plan.incident, party.clone(), &hasher, &to)?;
            let (_, sha256) = digest::of_file(&to, &path)?;
            written.push(Exchanged { side, party, of: input.source.shown.clone(), path, rows, rejected, sha256 });
        }
        Ok(written)
    })
}
