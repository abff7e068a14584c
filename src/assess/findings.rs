//! What the files and figures show that somebody should look at.

use std::collections::BTreeMap;

use super::tally::{Scope, Tally};
use super::{Conservation, Declared, Evidences, OperatorReport};
use crate::finding::{Finding, Level};
use crate::identity::{Fault, SetAside};
use crate::incident::Id;
use crate::link::LeakBin;
use crate::plan::{Input, Plan};
use crate::pseudonym::Named;
use crate::read::Col;
use crate::run::InputRecord;

/// Row numbers that a finding gives.
const FIRST_ROWS: usize = 3;

/// All findings, gravest first, then by code and place.
pub fn of(
    plan: &Plan,
    evidences: &Evidences<'_>,
    operators: &[OperatorReport],
    conservation: &Conservation,
    tally: &Tally,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (input, record) in plan.leaks.iter().zip(evidences.leak_records) {
        let party = &plan.operators[usize::from(input.party)];
        values(party, input, record, &mut found);
        if !input.source.mapping.ignored().is_empty() {
            let columns = input.source.mapping.ignored().join(", ");
            let finding = Finding::new("leak.unknown-column", Level::Warning).party(party).file(&input.source.shown);
            found.push(Finding { column: Some(columns), ..finding.rows(record.rows) });
        }
    }
    for (input, record) in plan.members.iter().zip(evidences.member_records) {
        values(&plan.insurers[usize::from(input.party)], input, record, &mut found);
    }
    let files = conservation.leaks.iter().map(|f| (&f.operator, &f.path, f.rows, f.rejected));
    let files = files.chain(conservation.members.iter().map(|f| (&f.insurer, &f.path, f.rows, f.rejected)));
    for (party, path, rows, rejected) in files {
        if rejected as f64 > plan.incident.max_rejects * rows as f64 {
            let mut finding = Finding::new("rejects.over-limit", Level::Grave).file(path).rows(rejected);
            finding.party = Some(party.clone());
            found.push(finding);
        }
    }
    fields(operators, &mut found);
    leaked_rows(plan, evidences, &mut found);
    for (i, (id, insurer)) in plan.incident.insurers.iter().enumerate() {
        let served = !insurer.operators.is_empty();
        if served && insurer.members.is_empty() {
            let records = tally.totals(Scope::Insurer(i as u16)).records;
            found.push(Finding::new("insurer.no-members", Level::Warning).party(id).rows(records));
        }
    }
    if plan.incident.legal_basis.is_none() {
        found.push(Finding::new("incident.no-legal-basis", Level::Info));
    }
    if plan.incident.key.published {
        found.push(Finding::new("key.published", Level::Warning));
    }
    found.sort_by(|a, b| {
        let place = |f: &Finding| (f.code.clone(), f.party.clone(), f.file.clone(), f.column.clone(), f.field);
        b.level.cmp(&a.level).then_with(|| place(a).cmp(&place(b)))
    });
    found
}

/// Values set aside, by file, column and reason.
fn values(party: &Id, input: &Input, record: &InputRecord, found: &mut Vec<Finding>) {
    let mut groups: BTreeMap<(Fault, Option<Col>), (u64, Vec<u64>)> = BTreeMap::new();
    for SetAside { row, col, fault } in &record.set_aside {
        let (rows, first) = groups.entry((*fault, *col)).or_default();
        *rows += 1;
        if first.len() < FIRST_ROWS {
            first.push(*row);
        }
    }
    for ((fault, col), (rows, first_rows)) in groups {
        let level = match fault {
            Fault::RankFamily | Fault::NirProvisional | Fault::NirFictitious => Level::Info,
            _ => Level::Warning,
        };
        let header = col.and_then(|col| input.source.mapping.columns().iter().find(|m| m.col == col));
        let finding = Finding::new(fault.code(), level).party(party).file(&input.source.shown).rows(rows);
        found.push(Finding { column: header.map(|m| m.header.clone()), first_rows, ..finding });
    }
}

/// What was found in the rows against what the operator declared.
fn fields(operators: &[OperatorReport], found: &mut Vec<Finding>) {
    for operator in operators {
        for count in &operator.fields {
            let (code, level) = match (count.declared, count.observed_records) {
                (Declared::NotExposed, 1..) => ("field.declared-not-exposed", Level::Grave),
                (Declared::NotEstablished, 1..) => ("field.not-declared", Level::Warning),
                (Declared::Exposed, 0) => ("field.not-observed", Level::Info),
                _ => continue,
            };
            let mut finding = Finding::new(code, level).rows(count.observed_records);
            finding.party = Some(operator.id.clone());
            finding.field = Some(count.field);
            found.push(finding);
        }
    }
}

/// What the leaked rows show beyond whom they meet, file by file.
fn leaked_rows(plan: &Plan, evidences: &Evidences<'_>, found: &mut Vec<Finding>) {
    const KINDS: [(&str, Level); 5] = [
        ("leak.unknown-insurer", Level::Warning),
        ("leak.insurer-not-served", Level::Grave),
        ("leak.ambiguous", Level::Warning),
        ("leak.elsewhere", Level::Warning),
        ("number.leading-zeros", Level::Info),
    ];
    let mut rows = vec![[0u64; KINDS.len()]; plan.leaks.len()];
    for (row, bin) in evidences.leaks.rows().iter().zip(&evidences.matches.bins) {
        let serves = &plan.serves[usize::from(row.operator)];
        let here = [
            row.insurer == Named::Unknown,
            matches!(row.insurer, Named::Insurer(named) if !serves[usize::from(named)]),
            *bin == LeakBin::Ambiguous,
            *bin == LeakBin::Elsewhere,
        ];
        for (count, _) in rows[usize::from(row.file)].iter_mut().zip(here).filter(|(_, here)| *here && !row.duplicate) {
            *count += 1;
        }
    }
    for of_one_leak in evidences.matches.meets.chunk_by(|a, b| a.leak == b.leak) {
        if of_one_leak[0].strength.dropped_zeros() {
            rows[usize::from(evidences.leaks.rows()[of_one_leak[0].leak as usize].file)][4] += 1;
        }
    }
    for (input, counts) in plan.leaks.iter().zip(rows) {
        let party = &plan.operators[usize::from(input.party)];
        for ((code, level), count) in KINDS.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
            found.push(Finding::new(code, level).party(party).file(&input.source.shown).rows(count));
        }
    }
}
