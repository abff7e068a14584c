//! Counts, and nothing but counts: every figure of every report is computed here, once.
//!
//! [`Assessment`] is what `report.json` holds. It has no row and no person in it; [`conservation::check`] proves that
//! its figures re-add before anything is written.

pub mod conservation;
mod figures;
mod findings;
mod tally;

use std::collections::BTreeMap;

use crate::exposure::Exposures;
use crate::incident::{Field, Id, Operator};
use crate::intake::InputRecord;
use crate::link::{LeakBin, Leaks, Matches, MemberRow, Members, Rule};
use crate::plan::Plan;
use crate::pseudonym::Party;

pub use figures::*;

use tally::{Scope, Tally};

/// What the earlier stages found, for [`of`] to count.
pub struct Evidences<'a> {
    /// The leaked side.
    pub leaks: &'a Leaks,
    /// The member side.
    pub members: &'a Members,
    /// Bins and meetings.
    pub matches: &'a Matches,
    /// Persons and fields.
    pub exposures: &'a Exposures,
    /// What reading each leak gave, in the order of the plan.
    pub leak_records: &'a [InputRecord],
    /// What reading each member file gave, in the order of the plan.
    pub member_records: &'a [InputRecord],
}

/// Counts everything.
pub fn of(plan: &Plan, evidences: &Evidences<'_>) -> Assessment {
    let tally = Tally::of(plan.insurers.len(), plan.operators.len(), evidences);
    let conservation = bins(plan, evidences);
    let insurers: Vec<InsurerReport> = (0..plan.insurers.len() as u16).map(|i| insurer(plan, &tally, i)).collect();
    let operators: Vec<OperatorReport> = (0..plan.operators.len() as u16)
        .map(|o| OperatorReport {
            id: plan.operators[usize::from(o)].to_string(),
            name: plan.operator_name(o).to_owned(),
            totals: tally.totals(Scope::Operator(o)),
            fields: fields(plan, &tally, Scope::Operator(o), o),
            insurers: (0..plan.insurers.len() as u16)
                .filter(|i| is_shown(plan, &tally, *i, o))
                .map(|i| InsurerPersons {
                    id: plan.insurers[usize::from(i)].to_string(),
                    persons: tally.totals(Scope::Cell(i, o)).persons,
                })
                .collect(),
        })
        .collect();
    let mut overlaps = Vec::new();
    for (a, first) in plan.operators.iter().enumerate() {
        for (b, second) in plan.operators.iter().enumerate().skip(a + 1) {
            let persons = tally.overlap(a as u16, b as u16);
            overlaps.push(Overlap { operators: [first.to_string(), second.to_string()], persons });
        }
    }
    let findings = findings::of(plan, evidences, &operators, &tally);
    Assessment {
        schema: SCHEMA.to_owned(),
        incident: Head {
            id: plan.incident.id.to_string(),
            title: plan.incident.title.clone(),
            reference_date: plan.incident.reference_date.0.to_string(),
            legal_basis: plan.incident.legal_basis.clone(),
            published_key: plan.incident.key.published,
        },
        totals: tally.totals(Scope::All),
        insurers,
        operators,
        overlaps,
        conservation,
        findings,
    }
}

/// A cell is shown if the operator serves the insurer, or if its rows say otherwise.
fn is_shown(plan: &Plan, tally: &Tally, insurer: u16, operator: u16) -> bool {
    plan.serves[usize::from(operator)][usize::from(insurer)] || tally.totals(Scope::Cell(insurer, operator)).records > 0
}

fn insurer(plan: &Plan, tally: &Tally, i: u16) -> InsurerReport {
    let totals = tally.totals(Scope::Insurer(i));
    let served = plan.serves.iter().any(|by_insurer| by_insurer[usize::from(i)]);
    InsurerReport {
        id: plan.insurers[usize::from(i)].to_string(),
        name: plan.insurer_name(i).to_owned(),
        status: match () {
            () if totals.persons.high > 0 => Status::Exposed,
            () if !served && totals.records == 0 => Status::NotConcerned,
            () => Status::NotEstablished,
        },
        totals,
        operators: (0..plan.operators.len() as u16)
            .filter(|o| is_shown(plan, tally, i, *o))
            .map(|o| {
                let totals = tally.totals(Scope::Cell(i, o));
                Cell {
                    id: plan.operators[usize::from(o)].to_string(),
                    totals,
                    evidence: Evidence { records: totals.persons.estimate },
                    rules: Rule::ALL
                        .into_iter()
                        .map(|rule| RuleCount { rule, persons: tally.by_rule(Scope::Cell(i, o), rule) })
                        .collect(),
                    fields: fields(plan, tally, Scope::Cell(i, o), o),
                }
            })
            .collect(),
    }
}

fn fields(plan: &Plan, tally: &Tally, scope: Scope, operator: u16) -> Vec<FieldCount> {
    let operator = &plan.incident.operators[&plan.operators[usize::from(operator)]];
    Field::ALL
        .into_iter()
        .map(|field| {
            let (observed_records, persons) = tally.by_field(scope, field);
            FieldCount { field, declared: declared(operator, field), observed_records, persons }
        })
        .filter(|count| count.declared != Declared::NotEstablished || count.observed_records > 0)
        .collect()
}

fn declared(operator: &Operator, field: Field) -> Declared {
    match field {
        field if operator.exposed.contains(&field) => Declared::Exposed,
        field if operator.not_exposed.contains(&field) => Declared::NotExposed,
        _ => Declared::NotEstablished,
    }
}

fn bins(plan: &Plan, evidences: &Evidences<'_>) -> Conservation {
    let mut leaks: Vec<LeakBins> = plan
        .leaks
        .iter()
        .zip(evidences.leak_records)
        .map(|(input, record)| LeakBins {
            operator: plan.party(input).map(Id::to_string).unwrap_or_default(),
            path: input.source.shown.clone(),
            rows: record.rows,
            ..LeakBins::default()
        })
        .collect();
    for (row, bin) in evidences.leaks.rows().iter().zip(&evidences.matches.bins) {
        let file = &mut leaks[usize::from(row.file)];
        *match bin {
            LeakBin::Matched => &mut file.matched,
            LeakBin::Ambiguous => &mut file.ambiguous,
            LeakBin::Elsewhere => &mut file.elsewhere,
            LeakBin::Unmatched => &mut file.unmatched,
            LeakBin::Duplicate => &mut file.duplicate,
            LeakBin::Rejected => &mut file.rejected,
        } += 1;
    }
    // By file and insurer; a file of several insurers has one entry each, and one for rows that name none we know.
    let mut members: BTreeMap<(u16, u16), MemberBins> = BTreeMap::new();
    let entry = |file: u16, insurer: u16| MemberBins {
        insurer: plan.insurers.get(usize::from(insurer)).map(Id::to_string),
        path: plan.members[usize::from(file)].source.shown.clone(),
        ..MemberBins::default()
    };
    let read = |file: u16| evidences.member_records[usize::from(file)].rows;
    let of_one = |file: u16| plan.members[usize::from(file)].party != Party::ByRow;
    for (file, input) in plan.members.iter().enumerate() {
        if let Party::Insurer(insurer) = input.party {
            let file = file as u16;
            members.insert((file, insurer), MemberBins { rows: read(file), ..entry(file, insurer) });
        }
    }
    let mut named = vec![0; plan.members.len()];
    let mut exposed = evidences.exposures.rows.iter().map(|row| row.member).peekable();
    for (row, member) in evidences.members.rows().iter().enumerate() {
        let mut is_exposed = false;
        while exposed.next_if(|e| *e as usize == row).is_some() {
            is_exposed = true;
        }
        let place = (member.file, member.insurer);
        let bins = members.entry(place).or_insert_with(|| entry(member.file, member.insurer));
        if !of_one(member.file) && member.insurer != MemberRow::NOBODY_S {
            bins.rows += 1;
            named[usize::from(member.file)] += 1;
        }
        *match (member.rejected, member.duplicate, is_exposed) {
            (true, ..) => &mut bins.rejected,
            (_, true, _) => &mut bins.duplicate,
            (.., true) => &mut bins.exposed,
            (.., false) => &mut bins.not_exposed,
        } += 1;
    }
    // Of a file of several insurers, the rows read that name none of them are what is left: a row lost on the way, or counted
    // twice, is then in no bin.
    for (file, named) in (0..).zip(named).filter(|(file, _)| !of_one(*file)) {
        let left = read(file).abs_diff(named);
        if left > 0 || members.contains_key(&(file, MemberRow::NOBODY_S)) {
            let nobody_s = members.entry((file, MemberRow::NOBODY_S));
            nobody_s.or_insert_with(|| entry(file, MemberRow::NOBODY_S)).rows = left;
        }
    }
    let members = members.into_values().collect();
    Conservation { leaks, members }
}
