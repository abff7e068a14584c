//! The stages in order.

use std::path::Path;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::{self, Assessment, Evidences, conservation};
use crate::error::{self, Result};
use crate::exposure::{self, Exposures};
use crate::identity::CanonBatch;
use crate::incident::Field;
use crate::intake::{self, InputRecord};
use crate::link::{Leaks, LeaksBuilder, Matches, Members, MembersBuilder, Probe, Rule};
use crate::manifest::{self, Sealed};
use crate::plan::{Input, Plan};
use crate::pseudonym::{self, Hasher, KeyedBatch, Parties, Party, SecretKey, exchange, unkeyed};
use crate::read::RawBatch;
use crate::report;

/// From a plan to a sealed report.
pub fn assess(plan: &Plan) -> Result<Sealed> {
    let (digests, assessed) =
        rayon::join(|| manifest::digest_inputs(plan), || link(plan).map(|linked| linked.assessed));
    let (assessed, digests) = (assessed?, digests?);
    let bundle = report::render(plan, &assessed)?;
    manifest::seal(plan, assessed, digests, bundle)
}

/// The figures, and what was read to get them.
pub struct Assessed {
    /// The figures.
    pub assessment: Assessment,
    /// By leak, in the order of the plan.
    pub leak_records: Vec<InputRecord>,
    /// By member file, in the order of the plan.
    pub member_records: Vec<InputRecord>,
    /// Names the key without giving it away.
    pub fingerprint: String,
}

/// The figures alone: nothing is written.
pub fn figures(plan: &Plan) -> Result<Assessment> {
    let assessment = link(plan)?.assessed.assessment;
    conservation::check(&assessment)?;
    Ok(assessment)
}

/// The figures, and the rows behind them.
pub struct Linked {
    /// The leaked side.
    pub leaks: Leaks,
    /// The member side.
    pub members: Members,
    /// Which fields of whom, by which operator.
    pub exposures: Exposures,
    /// The figures.
    pub assessed: Assessed,
}

/// Reads, keys, links and counts.
pub fn link(plan: &Plan) -> Result<Linked> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?);

    let mut leaks = LeaksBuilder::default();
    let mut leak_records = Vec::new();
    let found = unkeyed::Found::default();
    for (file, input) in plan.leaks.iter().enumerate() {
        let Party::Operator(operator) = input.party else { continue };
        let look = |raw: &RawBatch, _: &CanonBatch| found.look(file, raw);
        let record = keyed(plan, input, &hasher, [true; Rule::ALL.len()], look, |batches| {
            batches.iter().for_each(|batch| leaks.add(operator, file as u16, batch));
        })?;
        leak_records.push(record);
    }
    let (mut leaks, hashes) = (leaks.finish(), found.finish());
    let mut members = stream_members(plan, &hasher, &leaks, &hashes)?;
    // A number that only the members show to be nobody's may have hidden by what else a leaked row meets them.
    if leaks.give_up(members.0.fillers()) {
        members = stream_members(plan, &hasher, &leaks, &hashes)?;
    }
    leak_records.iter_mut().enumerate().for_each(|(file, record)| record.hashed = hashes.of_file(file));
    let (members, matches, member_records) = members;
    let fingerprint = hasher.fingerprint();
    drop(hasher);

    let exposures = exposure::of(&matches, &plan.exposed, &leaks, &members);
    let assessment = assess::of(
        plan,
        &Evidences {
            leaks: &leaks,
            members: &members,
            matches: &matches,
            exposures: &exposures,
            leak_records: &leak_records,
            member_records: &member_records,
        },
    );
    let assessed = Assessed { assessment, leak_records, member_records, fingerprint };
    Ok(Linked { leaks, members, exposures, assessed })
}

/// An exchange file, and what it was made of.
#[derive(Serialize, JsonSchema)]
pub struct Exchanged {
    /// `leaks` or `members`.
    pub side: &'static str,
    /// The operator or insurer; absent for members of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The clear file, as the incident file writes it.
    pub of: String,
    /// The exchange file, below the folder that was made.
    pub path: String,
    /// Its rows: as many as the clear file has.
    pub rows: u64,
    /// Of these, rows that no rule can meet: without a digest.
    pub rejected: u64,
    /// SHA-256 of the exchange file.
    pub sha256: String,
}

/// Writes an exchange file for each input that is chosen, into a folder that appears whole or not at all.
pub fn pseudonymise(plan: &Plan, chosen: impl Fn(&Input) -> bool, target: &Path) -> Result<Vec<Exchanged>> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?);
    let inputs: Vec<&Input> = plan.leaks.iter().chain(&plan.members).filter(|input| chosen(input)).collect();
    if let Some(input) = inputs.iter().find(|input| input.source.exchange().is_some()) {
        return Err(error::exchange_not_clear(&input.source.shown, "`pseudonymise`").into());
    }
    manifest::aside(target, |folder| {
        let mut written: Vec<Exchanged> = Vec::new();
        for input in inputs {
            let (side, party) = (input.source.side.name(), plan.party(input).map(ToString::to_string));
            let earlier = written.iter().filter(|e| e.side == side && e.party == party).count();
            let path = format!("{side}/{}-{}.parquet", party.as_deref().unwrap_or("several"), earlier + 1);
            let to = folder.join(&path);
            std::fs::create_dir_all(folder.join(side)).map_err(|e| error::cannot_write(&to, &e))?;
            let parties = parties(plan, input, [true; Rule::ALL.len()], &[]);
            let exchange::Written { rows, rejected } =
                exchange::write(&input.source, &parties, &plan.incident, party.clone(), &hasher, &to)?;
            let (_, sha256) = manifest::digest_file(&to, &path)?;
            written.push(Exchanged { side, party, of: input.source.shown.clone(), path, rows, rejected, sha256 });
        }
        Ok(written)
    })
}

/// Members stream past the index of leaks.
fn stream_members(
    plan: &Plan,
    hasher: &Hasher,
    leaks: &Leaks,
    hashes: &unkeyed::Hashes,
) -> Result<(Members, Matches, Vec<InputRecord>)> {
    let probe = Probe::new(leaks, &plan.serves);
    let mut members = MembersBuilder::default();
    let mut meets = Vec::new();
    let mut records = Vec::new();
    for (file, input) in plan.members.iter().enumerate() {
        let look = |_: &RawBatch, canonical: &CanonBatch| hashes.try_members(canonical);
        let record = keyed(plan, input, hasher, leaks.asked(), look, |batches| {
            let mut next = members.next_row();
            let firsts: Vec<u32> = batches
                .iter()
                .map(|batch| {
                    let first = next;
                    next += batch.rows().len() as u32;
                    first
                })
                .collect();
            let pieces = batches.par_iter().zip(firsts);
            rayon::join(
                || batches.iter().for_each(|batch| members.add(file as u16, batch)),
                || meets.par_extend(pieces.flat_map_iter(|(batch, first)| probe.meet(first, batch))),
            );
        })?;
        records.push(record);
    }
    let members = members.finish(leaks.fillers());
    let matches = probe.finish(meets, &members);
    Ok((members, matches, records))
}

/// Reads a file and hashes its rows, piece by piece; by `rules`, the digests that are asked for. `look` sees the rows before.
fn keyed(
    plan: &Plan,
    input: &Input,
    hasher: &Hasher,
    rules: [bool; Rule::ALL.len()],
    look: impl Fn(&RawBatch, &CanonBatch) + Sync,
    mut take: impl FnMut(Vec<KeyedBatch>) + Send,
) -> Result<InputRecord> {
    let values = plan.comparable(None);
    let parties = parties(plan, input, rules, &values);
    if input.source.exchange().is_some() {
        return exchange::read(&input.source, &parties, take);
    }
    let record = intake::stream(
        &input.source,
        plan.incident.reference_date.0,
        |raw, canonical| {
            look(raw, canonical);
            let (keyed, rejects) = pseudonym::key(canonical, &parties, hasher);
            canonical.set_aside.extend(rejects);
            keyed
        },
        &mut take,
    )?;
    intake::settled(&input.source, &record)?;
    Ok(record)
}

/// Reads an exchange file.
pub fn exchanged(plan: &Plan, input: &Input, take: impl FnMut(Vec<KeyedBatch>) + Send) -> Result<InputRecord> {
    exchange::read(&input.source, &parties(plan, input, [false; Rule::ALL.len()], &[]), take)
}

/// What keying a file's rows needs to know.
fn parties<'a>(plan: &'a Plan, input: &'a Input, rules: [bool; Rule::ALL.len()], values: &'a [Field]) -> Parties<'a> {
    Parties {
        insurers: &input.insurer_codes,
        managers: &plan.manager_codes,
        perimeters: &plan.perimeters,
        of: input.party,
        reference_date: plan.incident.reference_date.0,
        rules,
        values,
        exchanged: plan.is_exchanged(),
    }
}
