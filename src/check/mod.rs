//! `ampleur check`: reads every input file without assessing anything. Reports what each file contains, what would stop
//! or distort an assessment, and the line of the incident file that would settle it.
//!
//! The incident's key is not used. Duplicates are found with digests under a random key that is discarded after the
//! run.

mod advice;
mod figures;
mod view;
mod words;

use std::collections::BTreeMap;

use engine::index::{FileIx, InsurerIx};
use engine::intake::{self, InputRecord, unkeyed};
use engine::link;
use engine::plan::{Input, Plan, lacks};
use engine::profile::{self, Profile};
use engine::pseudonym::{Hasher, SecretKey};
use model::error::{Error, Problem, Result};
use model::incident::{Insurer, Perimeter};
use model::rule::Rule;
use model::said::Lang;
use report::dossier::letter;

pub(crate) use advice::Advice;
pub(crate) use figures::*;
pub(crate) use view::check as view;

/// Reads every file of a plan. `problems` are those found while planning; problems found while reading are added. `lang` is the
/// language of their sentences.
pub(crate) fn check(plan: &Plan, mut problems: Vec<Problem>, lang: Lang) -> Result<Checked> {
    // Rows of exchange files are read with the key; any other will do for the rest. What is wrong with it is among the problems.
    let key = SecretKey::load(&plan.incident.key, &plan.base).or_else(|_| SecretKey::generate())?;
    let hasher = Hasher::new(&key, &plan.incident.id);
    let fingerprint = hasher.fingerprint();
    let can_be_read =
        |input: &&Input| input.source.exchange().is_none_or(|header| header.key_fingerprint == fingerprint);
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
    let found = unkeyed::HashCollector::default();
    for (file, input) in FileIx::all(plan.leaks.len()).zip(&plan.leaks).filter(|(_, input)| can_be_read(input)) {
        settle(input, profile::read(plan, input, &hasher, |raw, _| found.collect(file, raw)), &mut problems)?;
    }
    let hashes = found.finish();
    for input in plan.members.iter().filter(can_be_read) {
        settle(input, profile::read(plan, input, &hasher, |_, members| hashes.try_members(members)), &mut problems)?;
    }
    let perimeters = perimeters(plan, &read, lang);
    let mut files = Vec::new();
    let mut advice = Vec::new();
    advice.extend(advice::all_gone(plan, &read));
    advice.extend(advice::for_incident(plan, &read, problems.is_empty()));
    for (input, mut record, profile) in read {
        let leak = plan.leaks.iter().position(|leak| std::ptr::eq(leak, input));
        record.hashed = leak.map_or_else(Vec::new, |leak| hashes.of_file(FileIx::new(leak)));
        problems.extend(intake::settled(&input.source, &record).err());
        advice.extend(advice::for_file(plan, input, &record, &profile));
        files.push(file(plan, input, &record, &profile));
    }
    advice.sort_by(|a, b| advice::order(&a.finding, &b.finding));
    let verdict = Verdict::of(&problems, &advice);
    let problems = problems.iter().map(|problem| problem.in_lang(lang)).collect();
    let incident = plan.incident.id.to_string();
    Ok(Checked { schema: SCHEMA.to_owned(), incident, files, perimeters, problems, advice, verdict })
}

/// The perimeters of all insurers, with the rows that the files which were read have in them.
fn perimeters(plan: &Plan, read: &[(&Input, InputRecord, Profile)], lang: Lang) -> Vec<PerimeterCheck> {
    let of_insurer = |(index, insurer): (InsurerIx, &Insurer)| {
        let id = plan.insurers[usize::from(index)].to_string();
        let one = |(place, perimeter): (usize, &Perimeter)| {
            let is_whole = !plan.unopened.contains(&index) && plan.members_of(index).next().is_some();
            let rows = plan.members_of(index).map(|input| {
                let (.., profile) = read.iter().find(|(one, ..)| std::ptr::eq(*one, input))?;
                let found = profile.in_perimeters.rows(index, place);
                lacks(perimeter, input).is_none().then_some(found)
            });
            PerimeterCheck {
                insurer: id.clone(),
                number: place as u64 + 1,
                operator: perimeter.operator.to_string(),
                status: perimeter.status,
                who: letter::perimeter(&plan.incident, perimeter, lang),
                rows: rows.sum::<Option<u64>>().filter(|_| is_whole),
            }
        };
        insurer.perimeters.iter().enumerate().map(one).collect::<Vec<_>>()
    };
    InsurerIx::all(plan.insurers.len()).zip(plan.incident.insurers.values()).flat_map(of_insurer).collect()
}

fn file(plan: &Plan, input: &Input, record: &InputRecord, profile: &Profile) -> FileCheck {
    let source = &input.source;
    let possible = |rule: &Rule| link::is_possible(*rule, source.side, &source.mapping);
    let mut set_aside = BTreeMap::new();
    for (group, rows) in record.set_aside.groups() {
        *set_aside.entry(group.fault.code().name().to_owned()).or_default() += rows.count;
    }
    FileCheck {
        side: source.side.name().to_owned(),
        party: plan.party(input).map(ToString::to_string),
        path: source.shown.clone(),
        format: source.format.record(),
        rows: record.rows,
        rejected: record.rejected(),
        duplicates: profile.duplicates,
        columns: profile.columns(source, record),
        ignored: source.mapping.others().iter().map(|other| other.header.clone()).collect(),
        set_aside,
        nir: profile.nir.clone(),
        rules: Rule::ALL.into_iter().filter(possible).collect(),
    }
}
