//! Every file read and judged, nothing assessed: what is in it, what would stop an assessment or mislead it, and the
//! line to write for each.
//!
//! The incident's key is not used: rows are told apart by tags under a key that is drawn for the run and forgotten with it.

mod advice;
mod figures;
mod profile;
mod view;
mod words;

use std::collections::BTreeMap;

use crate::error::{Error, Problem, Result};
use crate::identity::CanonBatch;
use crate::intake::{self, InputRecord, unkeyed};
use crate::link;
use crate::plan::{Input, Plan};
use crate::pseudonym::{self, Hasher, KeyedBatch, Parties, Party, SecretKey, exchange};
use crate::read::RawBatch;
use crate::rule::{Rule, RuleSet};

pub use advice::Advice;
pub use figures::*;
use profile::{Context, Profile};
pub use view::check as view;

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
    look: impl Fn(&RawBatch, &CanonBatch) + Send + Sync,
) -> Result<(InputRecord, Profile)> {
    let context = Context {
        source: &input.source,
        insurers: (!matches!(input.party, Party::Insurer(_))).then_some(&input.insurer_codes),
        hasher,
    };
    let parties = plan.parties(input, RuleSet::NONE, &[]);
    let mut profiling = Profiling { profile: Profile::new(&context), context: &context, parties: &parties, look };
    let record = match input.source.exchange() {
        // Of the columns of an exchange file there is nothing to say.
        Some(_) => exchange::read(&input.source, &parties, &mut profiling)?,
        None => intake::stream(&input.source, plan.incident.reference_date.0, &mut profiling)?,
    };
    let mut profile = profiling.profile;
    profile.finish();
    Ok((record, profile))
}

/// The profile of a file, while it is read.
struct Profiling<'a, L> {
    profile: Profile,
    context: &'a Context<'a>,
    parties: &'a Parties<'a>,
    /// Looks at all clear rows.
    look: L,
}

impl<L: Fn(&RawBatch, &CanonBatch) + Send + Sync> intake::Consumer for Profiling<'_, L> {
    type Piece = Profile;

    fn make(&self, _: u64, raw: &RawBatch, canonical: &mut CanonBatch) -> Profile {
        (self.look)(raw, canonical);
        let rejects = pseudonym::rejects(canonical, self.parties);
        let piece = Profile::of(self.context, raw, canonical, &rejects);
        canonical.set_aside.extend(rejects);
        piece
    }

    fn take(&mut self, pieces: Vec<Profile>) -> Result<()> {
        pieces.into_iter().for_each(|piece| self.profile.add(piece));
        Ok(())
    }
}

impl<L: Fn(&RawBatch, &CanonBatch) + Send + Sync> exchange::Consumer for Profiling<'_, L> {
    type Piece = KeyedBatch;

    fn make(&self, _: u64, batch: KeyedBatch) -> KeyedBatch {
        batch
    }

    fn take(&mut self, batches: Vec<KeyedBatch>) -> Result<()> {
        batches.iter().for_each(|batch| self.profile.exchanged(batch));
        Ok(())
    }
}

fn file(plan: &Plan, input: &Input, record: &InputRecord, profile: &Profile) -> FileCheck {
    let source = &input.source;
    let possible = |rule: &Rule| link::is_possible(*rule, source.side, &source.mapping);
    let mut set_aside = BTreeMap::new();
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
