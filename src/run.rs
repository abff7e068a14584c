//! The stages in order.

use std::sync::Mutex;

use rayon::prelude::*;

use crate::assess::{self, Assessment, Evidences};
use crate::error::{Error, Result};
use crate::exposure;
use crate::identity::{self, SetAside};
use crate::link::{LeaksBuilder, MembersBuilder, Probe};
use crate::manifest::{self, Sealed};
use crate::plan::{Input, Plan};
use crate::pseudonym::{self, Hasher, KeyedBatch, Parties, SecretKey};
use crate::read::{RawBatch, Side};
use crate::report;

/// From a plan to a sealed report.
pub fn assess(plan: &Plan) -> Result<Sealed> {
    let (digests, assessed) = rayon::join(|| manifest::digest_inputs(plan), || link_and_count(plan));
    let (assessed, digests) = (assessed?, digests?);
    let bundle = report::render(plan, &assessed)?;
    manifest::seal(plan, assessed, digests, bundle)
}

/// What reading a file gave, besides its rows.
#[derive(Default)]
pub struct InputRecord {
    /// Rows read.
    pub rows: u64,
    /// Values set aside and rows rejected, by row, column and reason.
    pub set_aside: Vec<SetAside>,
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

fn link_and_count(plan: &Plan) -> Result<Assessed> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?);

    let mut leaks = LeaksBuilder::default();
    let mut leak_records = Vec::new();
    for (file, input) in plan.leaks.iter().enumerate() {
        let record = stream(plan, input, Side::Leaks, &hasher, |batches| {
            batches.iter().for_each(|batch| leaks.add(input.party, file as u16, batch));
        })?;
        leak_records.push(record);
    }
    let leaks = leaks.finish();

    let probe = Probe::new(&leaks, &plan.serves);
    let mut members = MembersBuilder::default();
    let mut meets = Vec::new();
    let mut member_records = Vec::new();
    for (file, input) in plan.members.iter().enumerate() {
        let record = stream(plan, input, Side::Members, &hasher, |batches| {
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
                || batches.iter().for_each(|batch| members.add(input.party, file as u16, batch)),
                || meets.par_extend(pieces.flat_map_iter(|(batch, first)| probe.meet(input.party, first, batch))),
            );
        })?;
        member_records.push(record);
    }
    let fingerprint = hasher.fingerprint();
    drop(hasher);

    let members = members.finish();
    let matches = probe.finish(meets, &members);
    let exposures = exposure::of(&matches, &leaks, &members);
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
    Ok(Assessed { assessment, leak_records, member_records, fingerprint })
}

/// Reads a file batch by batch; each is made canonical and keyed on all cores while the next is read.
fn stream(
    plan: &Plan,
    input: &Input,
    side: Side,
    hasher: &Hasher,
    mut take: impl FnMut(&[KeyedBatch]) + Send,
) -> Result<InputRecord> {
    let parties = Parties {
        insurers: input.insurer_codes.clone(),
        of: match side {
            Side::Leaks => plan.operators[usize::from(input.party)].to_string(),
            Side::Members => plan.insurers[usize::from(input.party)].to_string(),
        },
        reference_date: plan.incident.reference_date.0,
    };
    let latest_year = parties.reference_date.year().unsigned_abs();
    let record = Mutex::new(InputRecord::default());
    let mut process = |raw: RawBatch| {
        let pieces: Vec<(KeyedBatch, Vec<SetAside>)> = raw
            .split(4 * rayon::current_num_threads())
            .into_par_iter()
            .map(|piece| {
                let mut canonical = identity::canonicalise(&piece, side, latest_year);
                let mut set_aside = std::mem::take(&mut canonical.set_aside);
                let (keyed, rejects) = pseudonym::key(&canonical, side, &parties, hasher);
                set_aside.extend(rejects);
                set_aside.sort_by_key(|s| (s.row, s.col.is_none(), s.col, s.fault));
                (keyed, set_aside)
            })
            .collect();
        let (keyed, set_aside): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
        if let Ok(mut record) = record.lock() {
            record.rows += keyed.iter().map(|batch| batch.rows().len() as u64).sum::<u64>();
            record.set_aside.extend(set_aside.into_iter().flatten());
        }
        take(&keyed);
    };
    let mut batches = input.source.batches()?;
    let mut ready = batches.next().transpose()?;
    while let Some(raw) = ready {
        let ((), next) = rayon::join(|| process(raw), || batches.next());
        ready = next.transpose()?;
    }
    record.into_inner().map_err(|_| Error::Internal(anyhow::anyhow!("a thread stopped while reading")))
}
