//! The stages in order.

use rayon::prelude::*;

use crate::assess::{self, Assessment, Evidences};
use crate::error::Result;
use crate::exposure;
use crate::intake::{self, InputRecord};
use crate::link::{Leaks, LeaksBuilder, Matches, Members, MembersBuilder, Probe, Rule};
use crate::manifest::{self, Sealed};
use crate::plan::{Input, Plan};
use crate::pseudonym::{self, Hasher, KeyedBatch, Parties, Party, SecretKey};
use crate::report;

/// From a plan to a sealed report.
pub fn assess(plan: &Plan) -> Result<Sealed> {
    let (digests, assessed) = rayon::join(|| manifest::digest_inputs(plan), || link_and_count(plan));
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

fn link_and_count(plan: &Plan) -> Result<Assessed> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?);

    let mut leaks = LeaksBuilder::default();
    let mut leak_records = Vec::new();
    for (file, input) in plan.leaks.iter().enumerate() {
        let Party::Operator(operator) = input.party else { continue };
        let record = keyed(plan, input, &hasher, [true; Rule::ALL.len()], |batches| {
            batches.iter().for_each(|batch| leaks.add(operator, file as u16, batch));
        })?;
        leak_records.push(record);
    }
    let mut leaks = leaks.finish();
    let mut members = stream_members(plan, &hasher, &leaks)?;
    // A number that only the members show to be nobody's may have hidden by what else a leaked row meets them.
    if leaks.give_up(members.0.fillers()) {
        members = stream_members(plan, &hasher, &leaks)?;
    }
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
    Ok(Assessed { assessment, leak_records, member_records, fingerprint })
}

/// Members stream past the index of leaks.
fn stream_members(plan: &Plan, hasher: &Hasher, leaks: &Leaks) -> Result<(Members, Matches, Vec<InputRecord>)> {
    let probe = Probe::new(leaks, &plan.serves);
    let mut members = MembersBuilder::default();
    let mut meets = Vec::new();
    let mut records = Vec::new();
    for (file, input) in plan.members.iter().enumerate() {
        let record = keyed(plan, input, hasher, leaks.asked(), |batches| {
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

/// Reads a file and hashes its rows, piece by piece; by `rules`, the digests that are asked for.
fn keyed(
    plan: &Plan,
    input: &Input,
    hasher: &Hasher,
    rules: [bool; Rule::ALL.len()],
    mut take: impl FnMut(Vec<KeyedBatch>) + Send,
) -> Result<InputRecord> {
    let parties = Parties {
        insurers: &input.insurer_codes,
        managers: &plan.manager_codes,
        perimeters: &plan.perimeters,
        of: input.party,
        reference_date: plan.incident.reference_date.0,
        rules,
        values: &plan.comparable(None),
    };
    let record = intake::stream(
        &input.source,
        plan.incident.reference_date.0,
        |_, canonical| {
            let (keyed, rejects) = pseudonym::key(canonical, &parties, hasher);
            canonical.set_aside.extend(rejects);
            keyed
        },
        &mut take,
    )?;
    intake::settled(&input.source, &record)?;
    Ok(record)
}
