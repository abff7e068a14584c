//! The stages in order.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::aside;
use crate::assess::{self, Assessment, Evidences, conservation};
use crate::error::{self, Result};
use crate::exposure::{self, Drawing, Link};
use crate::identity::CanonBatch;
use crate::incident::Field;
use crate::intake::{self, InputRecord};
use crate::link::{Comparison, Leaks, Matches, Members, Rule};
use crate::manifest::{self, Sealed};
use crate::plan::{Input, Plan};
use crate::progress::{Progress, Stage};
use crate::pseudonym::{self, Hasher, KeyedBatch, Parties, Party, SecretKey, exchange, unkeyed};
use crate::read::RawBatch;
use crate::report;

/// From a plan to a sealed report.
pub fn assess(plan: &Plan, progress: &Progress) -> Result<Sealed> {
    let (digests, assessed) =
        rayon::join(|| manifest::digest_inputs(plan), || link(plan, progress).map(|linked| linked.assessed));
    let (assessed, digests) = (assessed?, digests?);
    progress.begin(Stage::Documents, None);
    let bundle = report::render(plan, &assessed)?;
    let sealed = manifest::seal(plan, assessed, digests, bundle);
    progress.end();
    sealed
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
    let assessment = link(plan, &Progress::silent())?.assessed.assessment;
    conservation::check(&assessment)?;
    Ok(assessment)
}

/// The figures, and the rows behind them.
pub struct Linked {
    /// The leaked side.
    pub leaks: Leaks,
    /// The member side.
    pub members: Members,
    /// Who meets whom.
    matches: Matches,
    /// The figures.
    pub assessed: Assessed,
}

impl Linked {
    /// The links that are wanted, by person.
    pub fn links(&self, plan: &Plan, wanted: impl Fn(&Link) -> bool + Sync) -> Vec<Link> {
        let drawing =
            Drawing { leaks: &self.leaks, members: &self.members, matches: &self.matches, perimeters: &plan.exposed };
        let (exposures, _) = exposure::of(drawing);
        exposures.links(drawing, wanted)
    }
}

/// Reads, keys, links and counts.
pub fn link(plan: &Plan, progress: &Progress) -> Result<Linked> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?);
    let found = unkeyed::Found::default();
    let expected = [&plan.leaks, &plan.members].map(|inputs| plan.rows(inputs));
    let [leak_rows, member_rows] = expected.map(|rows| rows.unwrap_or(0));
    let comparison = Comparison::expecting(leak_rows, member_rows, &plan.room);

    progress.begin(Stage::Leaks, expected[0]);
    let mut leaks = Leaks::expecting(leak_rows);
    let mut leak_records = Vec::new();
    for (file, input) in plan.leaks.iter().enumerate() {
        let Party::Operator(operator) = input.party else { continue };
        let side = Side { plan, hasher: &hasher, progress, before: leaks.rows().len() as u64 };
        let look = |raw: &RawBatch, _: &CanonBatch| found.look(file, raw);
        let put = |first, batch: KeyedBatch| comparison.leaks(first, operator, file as u16, &batch);
        let record = side.keyed(input, [true; Rule::ALL.len()], look, put, |pieces| {
            pieces.into_iter().for_each(|rows| leaks.extend(rows));
            comparison.check()
        })?;
        leak_records.push(record);
    }
    comparison.mark_leaks(&mut leaks)?;
    let hashes = found.finish();

    progress.begin(Stage::Members, expected[1]);
    let mut members = Members::expecting(member_rows, &plan.room);
    let mut member_records = Vec::new();
    for (file, input) in plan.members.iter().enumerate() {
        let side = Side { plan, hasher: &hasher, progress, before: u64::from(members.count()) };
        let look = |_: &RawBatch, canonical: &CanonBatch| hashes.try_members(canonical);
        let put = |first, batch: KeyedBatch| (comparison.members(first, file as u16, &batch), batch.into_values());
        let record = side.keyed(input, comparison.asked(), look, put, |pieces| {
            comparison.check()?;
            pieces.into_iter().try_for_each(|(rows, values)| members.extend(rows, values))
        })?;
        member_records.push(record);
    }
    comparison.mark_members(&mut members)?;
    leak_records.iter_mut().enumerate().for_each(|(file, record)| record.hashed = hashes.of_file(file));
    let fingerprint = hasher.fingerprint();
    drop(hasher);

    progress.begin(Stage::Link, None);
    let matches = Matches::of(comparison, &mut leaks, &mut members, &plan.serves)?;
    progress.begin(Stage::Count, None);
    let evidences = Evidences {
        leaks: &leaks,
        members: &members,
        matches: &matches,
        leak_records: &leak_records,
        member_records: &member_records,
    };
    let assessment = assess::of(plan, &evidences)?;
    progress.end();
    let assessed = Assessed { assessment, leak_records, member_records, fingerprint };
    Ok(Linked { leaks, members, matches, assessed })
}

/// An exchange file, and what it was made of.
#[derive(Serialize, JsonSchema)]
pub struct Exchanged {
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
pub fn pseudonymise(plan: &Plan, chosen: impl Fn(&Input) -> bool, target: &Path) -> Result<Vec<Exchanged>> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?);
    let inputs: Vec<&Input> = plan.leaks.iter().chain(&plan.members).filter(|input| chosen(input)).collect();
    if let Some(input) = inputs.iter().find(|input| input.source.exchange().is_some()) {
        return Err(error::exchange_not_clear(&input.source.shown, "`pseudonymise`").into());
    }
    aside::make(target, |folder| {
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

/// What keying the files of one side needs.
struct Side<'a> {
    plan: &'a Plan,
    hasher: &'a Hasher,
    progress: &'a Progress,
    /// Rows of the files before.
    before: u64,
}

impl Side<'_> {
    /// Reads a file and hashes its rows, piece by piece, on all cores; by `rules`, the digests that are asked for. `look` sees the
    /// rows before; `put` is given the pieces with the index of their first row; `take` gets what it made of them, in order.
    fn keyed<T: Send>(
        &self,
        input: &Input,
        rules: [bool; Rule::ALL.len()],
        look: impl Fn(&RawBatch, &CanonBatch) + Sync,
        put: impl Fn(u32, KeyedBatch) -> T + Sync,
        mut take: impl FnMut(Vec<T>) -> Result<()> + Send,
    ) -> Result<InputRecord> {
        let values = self.plan.comparable(None);
        let parties = parties(self.plan, input, rules, &values);
        let put = |first: u64, batch: KeyedBatch| {
            // A row is a number of 32 bits: four thousand million of them are far beyond what is promised.
            let (first, rows) = (self.before + first, batch.rows().len() as u64);
            u32::try_from(first + rows).ok()?;
            let made = put(first as u32, batch);
            self.progress.add(rows);
            Some(made)
        };
        let take = |pieces: Vec<Option<T>>| match pieces.into_iter().collect() {
            Some(pieces) => take(pieces),
            None => Err(error::too_many_rows(&input.source.shown).into()),
        };
        if input.source.exchange().is_some() {
            return exchange::read(&input.source, &parties, put, take);
        }
        let record = intake::stream(
            &input.source,
            self.plan.incident.reference_date.0,
            |first, raw, canonical| {
                look(raw, canonical);
                let (keyed, rejects) = pseudonym::key(canonical, &parties, self.hasher);
                canonical.set_aside.extend(rejects);
                put(first, keyed)
            },
            take,
        )?;
        intake::settled(&input.source, &record)?;
        Ok(record)
    }
}

/// Reads an exchange file.
pub fn exchanged(
    plan: &Plan,
    input: &Input,
    take: impl FnMut(Vec<KeyedBatch>) -> Result<()> + Send,
) -> Result<InputRecord> {
    exchange::read(&input.source, &parties(plan, input, [false; Rule::ALL.len()], &[]), |_, batch| batch, take)
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
