//! Counts the bin of every row, file by file.

use std::collections::BTreeMap;

use super::Evidences;
use crate::exposure::Exposed;
use crate::index::{FileIx, InsurerIx, MemberIx};
use crate::link::{LeakBin, MemberRow};
use crate::plan::Plan;
use crate::pseudonym::Party;
use model::figures::{Conservation, LeakBins, MemberBins};
use model::incident::Id;

/// The bins of all files.
pub(super) fn count(plan: &Plan, evidences: &Evidences<'_>, exposed: &Exposed) -> Conservation {
    Conservation { leaks: leaks(plan, evidences), members: members(plan, evidences, exposed) }
}

fn leaks(plan: &Plan, evidences: &Evidences<'_>) -> Vec<LeakBins> {
    let files = plan.leaks.iter().zip(evidences.leak_records);
    let mut leaks: Vec<LeakBins> = files
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
            LeakBin::Doubtful => &mut file.doubtful,
            LeakBin::Ambiguous => &mut file.ambiguous,
            LeakBin::Household => &mut file.household,
            LeakBin::Elsewhere => &mut file.elsewhere,
            LeakBin::Unmatched => &mut file.unmatched,
            LeakBin::Duplicate => &mut file.duplicate,
            LeakBin::Rejected => &mut file.rejected,
        } += 1;
    }
    leaks
}

/// By file and insurer. A file of several insurers has one entry for each, and one for rows that name no known insurer.
fn members(plan: &Plan, evidences: &Evidences<'_>, exposed: &Exposed) -> Vec<MemberBins> {
    let mut members: BTreeMap<(FileIx, InsurerIx), MemberBins> = BTreeMap::new();
    let entry = |file: FileIx, insurer: InsurerIx| MemberBins {
        insurer: plan.insurers.get(usize::from(insurer)).map(Id::to_string),
        path: plan.members[usize::from(file)].source.shown.clone(),
        ..MemberBins::default()
    };
    let read = |file: FileIx| evidences.member_records[usize::from(file)].rows;
    let of_one = |file: FileIx| plan.members[usize::from(file)].party != Party::ByRow;
    for (file, input) in FileIx::all(plan.members.len()).zip(&plan.members) {
        if let Party::Insurer(insurer) = input.party {
            members.insert((file, insurer), MemberBins { rows: read(file), ..entry(file, insurer) });
        }
    }
    let mut named = vec![0; plan.members.len()];
    for (row, member) in MemberIx::all(evidences.members.count()).zip(evidences.members.rows()) {
        let is_exposed = exposed.has(row);
        let place = (member.file, member.insurer);
        let bins = members.entry(place).or_insert_with(|| entry(member.file, member.insurer));
        if !of_one(member.file) && member.insurer != MemberRow::UNKNOWN_INSURER {
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
    // The rows of a file of several insurers that name none of them are computed as the remainder of the rows read. A
    // row that was lost or counted twice is thus in no bin, and the conservation check fails.
    for (file, named) in FileIx::all(named.len()).zip(named).filter(|(file, _)| !of_one(*file)) {
        let left = read(file).abs_diff(named);
        if left > 0 || members.contains_key(&(file, MemberRow::UNKNOWN_INSURER)) {
            let unknown = members.entry((file, MemberRow::UNKNOWN_INSURER));
            unknown.or_insert_with(|| entry(file, MemberRow::UNKNOWN_INSURER)).rows = left;
        }
    }
    members.into_values().collect()
}
