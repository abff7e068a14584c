//! What the files and figures show that somebody should look at.

use super::Evidences;
use super::perimeters::Perimeters;
use super::tally::{Scope, Tally};
use crate::index::{InsurerIx, LeakIx};
use crate::link::LeakBin;
use crate::plan::Plan;
use crate::pseudonym::{Managed, Named};
use model::code::Code;
use model::figures::{Declared, OperatorReport};
use model::finding::{Finding, Level};

/// All findings, gravest first, then by code and place.
pub(super) fn of(
    plan: &Plan,
    evidences: &Evidences<'_>,
    operators: &[OperatorReport],
    perimeters: &Perimeters,
    tally: &Tally,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let leaks = plan.leaks.iter().zip(evidences.leak_records);
    for (input, record) in leaks.chain(plan.members.iter().zip(evidences.member_records)) {
        found.extend(plan.findings(input, record));
    }
    fields(operators, &mut found);
    leaked_rows(plan, evidences, &mut found);
    member_rows(plan, evidences, &mut found);
    found.extend(perimeters.findings(plan));
    for (index, (id, insurer)) in InsurerIx::all(plan.insurers.len()).zip(&plan.incident.insurers) {
        let served = !insurer.operators.is_empty();
        if served && insurer.members.is_empty() {
            let records = tally.totals(Scope::Insurer(index)).records;
            found.push(Finding::new(Code::InsurerNoMembers, Level::Warning).party(id).rows(records));
        }
    }
    if plan.incident.legal_basis().is_none() {
        found.push(Finding::new(Code::IncidentNoLegalBasis, Level::Info));
    }
    if plan.incident.key.published {
        found.push(Finding::new(Code::KeyPublished, Level::Warning));
    }
    found.sort_by(|a, b| {
        let place = |f: &Finding| (f.code, f.party.clone(), f.perimeter, f.file.clone(), f.column.clone(), f.field);
        b.level.cmp(&a.level).then_with(|| place(a).cmp(&place(b)))
    });
    found
}

/// What was found in the rows against what the operator declared.
fn fields(operators: &[OperatorReport], found: &mut Vec<Finding>) {
    for operator in operators {
        for count in &operator.fields {
            let (code, level) = match (count.declared, count.observed_records) {
                (Declared::NotExposed, 1..) => (Code::FieldDeclaredNotExposed, Level::Grave),
                (Declared::NotEstablished, 1..) => (Code::FieldNotDeclared, Level::Warning),
                // Of an operator that has handed over no rows nothing can be missing.
                (Declared::Exposed, 0) if operator.totals.records > 0 => (Code::FieldNotObserved, Level::Info),
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
    const KINDS: [(Code, Level); 8] = [
        (Code::LeakUnknownInsurer, Level::Warning),
        (Code::LeakInsurerNotServed, Level::Grave),
        (Code::LeakAmbiguous, Level::Warning),
        (Code::LeakElsewhere, Level::Warning),
        (Code::LeakHousehold, Level::Warning),
        (Code::NirRepeated, Level::Warning),
        (Code::LeakContradicted, Level::Warning),
        (Code::NumberLeadingZeros, Level::Info),
    ];
    let mut rows = vec![[0u64; KINDS.len()]; plan.leaks.len()];
    let leaked = evidences.leaks.rows();
    for (leak, (row, bin)) in LeakIx::all(leaked.len()).zip(leaked.iter().zip(&evidences.matches.bins)) {
        let is_met = matches!(bin, LeakBin::Matched | LeakBin::Ambiguous | LeakBin::Household);
        let serves = &plan.serves[usize::from(row.operator)];
        let here = [
            row.insurer == Named::Unknown,
            matches!(row.insurer, Named::Insurer(named) if !serves[usize::from(named)]),
            *bin == LeakBin::Ambiguous,
            *bin == LeakBin::Elsewhere,
            *bin == LeakBin::Household,
            row.filler,
            // Told of leaked rows below.
            false,
            is_met && evidences.matches.strength(leak).dropped_zeros(),
        ];
        for (count, _) in rows[usize::from(row.file)].iter_mut().zip(here).filter(|(_, here)| *here && !row.duplicate) {
            *count += 1;
        }
    }
    for leak in &evidences.matches.contradicted {
        rows[usize::from(leaked[usize::from(*leak)].file)][6] += 1;
    }
    for (input, counts) in plan.leaks.iter().zip(rows) {
        let Some(party) = plan.party(input) else { continue };
        for ((code, level), count) in KINDS.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
            found.push(Finding::new(code, level).party(party).file(&input.source.shown).rows(count));
        }
    }
}

/// What the member rows show, file by file.
fn member_rows(plan: &Plan, evidences: &Evidences<'_>, found: &mut Vec<Finding>) {
    let mut rows = vec![[0u64; 2]; plan.members.len()];
    for row in evidences.members.rows().filter(|row| row.counts()) {
        let counts = &mut rows[usize::from(row.file)];
        counts[0] += u64::from(row.filler);
        counts[1] += u64::from(row.traits.manager == Managed::Unknown && !plan.managers.is_empty());
    }
    for (input, counts) in plan.members.iter().zip(rows) {
        let kinds = [(Code::NirRepeated, Level::Warning), (Code::ManagerUnknown, Level::Info)];
        for ((code, level), count) in kinds.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
            let finding = Finding::new(code, level).file(&input.source.shown).rows(count);
            found.push(Finding { party: plan.party(input).map(ToString::to_string), ..finding });
        }
    }
}
