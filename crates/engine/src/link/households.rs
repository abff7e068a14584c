//! Matching by NIR: which member rows belong to one person, which leaked rows match them, and which NIRs are fillers.
//!
//! A NIR is a blocking key: it stands for a household, since dependants are listed under the NIR of a parent. All rows of one NIR,
//! of both sides, are in one partition, so that each household is compared once and independently of all others.

use super::comparison::NirRecord;
use super::filler::is_filler;
use super::first_names;
use super::match_state::{MatchState, PartitionResult};
use crate::index::MemberIx;
use model::rule::{Rule, Strength};

/// Compares the households of a partition, whose records are sorted.
pub(super) fn match_partition(records: &[[u64; 4]], state: &MatchState<'_>) -> PartitionResult {
    let mut result = PartitionResult::default();
    for household in records.chunk_by(|a, b| a[0] == b[0]) {
        if has_filler_nir(household) {
            for record in household.iter().map(|words| NirRecord(*words)) {
                match record.is_leak() {
                    true => result.leak_fillers.push(record.leak()),
                    false => result.member_fillers.push(record.member()),
                }
            }
            continue;
        }
        for of_one_date in household.chunk_by(|a, b| NirRecord(*a).dated() == NirRecord(*b).dated()) {
            match_date(of_one_date, state, &mut result);
        }
        match_by_nir_alone(household, state, &mut result);
    }
    result
}

/// Whether a NIR occurs on one side with more birth dates than a household has.
fn has_filler_nir(household: &[[u64; 4]]) -> bool {
    // A shortcut: most households have one row or two.
    if household.len() < 3 {
        return false;
    }
    let dates = |leaks: bool| {
        let records = household.iter().map(|words| NirRecord(*words)).filter(|record| record.is_leak() == leaks);
        is_filler(&mut records.filter_map(NirRecord::date).collect(), 0)
    };
    dates(true) || dates(false)
}

/// Compares the rows of one NIR and birth date.
fn match_date(records: &[[u64; 4]], state: &MatchState<'_>, result: &mut PartitionResult) {
    if records.len() == 1 || NirRecord(records[0]).date().is_none() {
        return;
    }
    let all = || records.iter().map(|words| NirRecord(*words));
    let members = || all().filter(|record| !record.is_leak());
    // Rows that agree on rank, or on first names, are chained: each is joined to the one before it.
    let realm = |member: MemberIx| state.realm(member);
    let by_rank = members().filter_map(|row| Some((row.rank_of_person()?, realm(row.member()), row.member())));
    let mut by_rank: Vec<(u32, u16, MemberIx)> = by_rank.collect();
    by_rank.sort_unstable();
    let same = by_rank.windows(2).filter(|two| (two[0].0, two[0].1) == (two[1].0, two[1].1));
    result.same_person.extend(same.map(|two| (two[0].2, two[1].2)));
    let by_name = members().filter_map(|row| {
        let (first, second) = row.names_of_person()?;
        Some(((first, realm(row.member())), (second, row.member())))
    });
    let mut by_name: Vec<((u32, u16), (u16, MemberIx))> = by_name.collect();
    by_name.sort_unstable();
    for of_first_name in by_name.chunk_by(|a, b| a.0 == b.0) {
        let rows: Vec<(u16, MemberIx)> = of_first_name.iter().map(|(_, row)| *row).collect();
        result.same_person.extend(first_names::same_person(&rows));
    }
    for leak in all().filter(|record| record.is_leak()) {
        let (row, before) = (leak.leak(), result.pairs.len());
        state.match_leak(row, result, members().map(|member| (member.member(), member)), |member| {
            let rule = leak.hints().rule(&member.hints());
            if rule.is_none() {
                state.mark_contradicted(row);
            }
            rule.map(Strength::full)
        });
        if leak.date().is_some_and(|date| state.is_in_sample(date)) {
            result.sample.extend_from_slice(&result.pairs[before..]);
        }
    }
}

/// Compares leaked rows without a birth date, or with one that no member of the household has: every member of it is a candidate.
fn match_by_nir_alone(household: &[[u64; 4]], state: &MatchState<'_>, result: &mut PartitionResult) {
    let all = || household.iter().map(|words| NirRecord(*words));
    for leak in all().filter(|record| record.is_leak() && !state.is_matched(record.leak())) {
        let members = all().filter(|record| !record.is_leak());
        state.match_leak(leak.leak(), result, members.map(|member| (member.member(), ())), |()| {
            Some(Strength::full(Rule::NirOnly))
        });
    }
}
