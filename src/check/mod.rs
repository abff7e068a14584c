//! Every file read and judged, nothing assessed: what is in it, what would stop an assessment or mislead it, and the
//! line to write for each.
//!
//! The incident's key is not used: rows are told apart by tags under a key that is drawn for the run and forgotten with it.

mod advice;
mod figures;
mod profile;

use crate::error::{Error, Problem, Result};
use crate::identity::CanonBatch;
use crate::intake::{self, InputRecord};
use crate::link::Rule;
use crate::plan::{Input, Plan};
use crate::pseudonym::{self, Hasher, Party, SecretKey, unkeyed};
use crate::read::{RawBatch, Side};
use crate::run;

pub use advice::Advice;
pub use figures::*;
use profile::{Context, Profile};

/// Reads every file of a plan. `problems` is what keeps the plan from being carried out; what reading shows is added.
pub fn check(plan: &Plan, mut problems: Vec<Problem>) -> Result<Checked> {
    let hasher = Hasher::new(&SecretKey::generate()?);
    let mut read = Vec::new();
    let mut settle = |input, outcome: Result<(InputRecord, Profile)>, problems: &mut Vec<Problem>| match outcome {
        Ok((record, profile)) => {
            read.push((input, record, profile));
            Ok(())
        }
        Err(Error::Refused(more)) => {
            problems.extend(more);
            Ok(())
        }
        Err(other) => Err(other),
    };
    let found = unkeyed::Found::default();
    for (file, input) in plan.leaks.iter().enumerate() {
        settle(input, profile(plan, input, &hasher, |raw, _| found.look(file, raw)), &mut problems)?;
    }
    let hashes = found.finish();
    for input in &plan.members {
        settle(input, profile(plan, input, &hasher, |_, members| hashes.try_members(members)), &mut problems)?;
    }
    let mut files = Vec::new();
    let mut advice = Vec::new();
    for (input, mut record, profile) in read {
        let leak = plan.leaks.iter().position(|leak| std::ptr::eq(leak, input));
        record.hashed = leak.map_or_else(Vec::new, |leak| hashes.of_file(leak));
        problems.extend(intake::settled(&input.source, &record).err());
        advice.extend(advice::of(plan, input, &record, &profile));
        files.push(file(plan, input, &record, &profile));
    }
    advice.extend(advice::of_incident(plan));
    advice.sort_by(|a, b| advice::order(&a.finding, &b.finding));
    Ok(Checked { schema: SCHEMA.to_owned(), incident: plan.incident.id.to_string(), files, problems, advice })
}

/// Reads one file to its end. `look` sees all its rows.
fn profile(
    plan: &Plan,
    input: &Input,
    hasher: &Hasher,
    look: impl Fn(&RawBatch, &CanonBatch) + Sync,
) -> Result<(InputRecord, Profile)> {
    let context = Context {
        source: &input.source,
        insurers: (!matches!(input.party, Party::Insurer(_))).then_some(&input.insurer_codes),
        hasher,
    };
    if input.source.exchange().is_some() {
        return exchanged(plan, input, &context);
    }
    let by_row = (input.party == Party::ByRow).then_some(&input.insurer_codes);
    let mut profile = Profile::new(&context);
    let record = intake::stream(
        &input.source,
        plan.incident.reference_date.0,
        |_, raw, canonical| {
            look(raw, canonical);
            let rejects = pseudonym::rejects(canonical, input.source.side, by_row);
            let piece = Profile::of(&context, raw, canonical, &rejects);
            canonical.set_aside.extend(rejects);
            piece
        },
        |pieces| {
            pieces.into_iter().for_each(|piece| profile.add(piece));
            Ok(())
        },
    )?;
    profile.finish();
    Ok((record, profile))
}

/// Counts the rows of an exchange file: of its columns there is nothing to tell.
fn exchanged(plan: &Plan, input: &Input, context: &Context<'_>) -> Result<(InputRecord, Profile)> {
    let mut profile = Profile::new(context);
    let record = run::exchanged(plan, input, |batches| {
        batches.iter().for_each(|batch| profile.exchanged(batch));
        Ok(())
    })?;
    profile.finish();
    Ok((record, profile))
}

fn file(plan: &Plan, input: &Input, record: &InputRecord, profile: &Profile) -> FileCheck {
    let source = &input.source;
    let possible = |rule: &Rule| match source.side {
        Side::Leaks => rule.possible_in_leaks(&source.mapping),
        Side::Members => rule.possible_in_members(&source.mapping),
    };
    let mut set_aside = std::collections::BTreeMap::new();
    for aside in &record.set_aside {
        *set_aside.entry(aside.fault.code().to_owned()).or_default() += 1;
    }
    FileCheck {
        side: source.side.name().to_owned(),
        party: plan.party(input).map(ToString::to_string),
        path: source.shown.clone(),
        format: source.format.record(),
        rows: record.rows,
        rejected: record.rejected(),
        duplicates: profile.duplicates,
        columns: profile.columns(source),
        ignored: source.mapping.others().iter().map(|other| other.header.clone()).collect(),
        set_aside,
        nir: profile.nir.clone(),
        rules: Rule::ALL.into_iter().filter(possible).collect(),
    }
}
