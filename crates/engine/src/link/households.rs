//! Rows under one NIR: who of them is one person, which leaked row meets whom, and whether the number is anybody's at all.
//!
//! A NIR names a household. All rows under one lie in one partition, leaks and members side by side, so each household is settled
//! once and apart from all others.

use super::comparison::FiledRecord;
use super::filler::is_filler;
use super::scene::{Found, Scene};
use crate::index::MemberIx;
use model::rule::{Rule, Strength};

/// Settles the households of a partition, whose records are sorted.
pub(super) fn meet(records: &[[u64; 4]], scene: &Scene<'_>) -> Found {
    let mut found = Found::default();
    for household in records.chunk_by(|a, b| a[0] == b[0]) {
        if is_nobody_s(household) {
            for record in household.iter().map(|words| FiledRecord(*words)) {
                match record.is_leak() {
                    true => found.leak_fillers.push(record.leak()),
                    false => found.member_fillers.push(record.member()),
                }
            }
            continue;
        }
        for of_one_date in household.chunk_by(|a, b| a[1] == b[1]) {
            of_date(of_one_date, scene, &mut found);
        }
        undated(household, scene, &mut found);
    }
    found
}

/// Whether a number stands, on one side, beside more birth dates than a household has.
fn is_nobody_s(household: &[[u64; 4]]) -> bool {
    // Nearly all.
    if household.len() < 3 {
        return false;
    }
    let dates = |leaks: bool| {
        let records = household.iter().map(|words| FiledRecord(*words)).filter(|record| record.is_leak() == leaks);
        is_filler(&mut records.filter_map(FiledRecord::date).collect())
    };
    dates(true) || dates(false)
}

/// Rows of one NIR and birth date.
fn of_date(records: &[[u64; 4]], scene: &Scene<'_>, found: &mut Found) {
    if records.len() == 1 || FiledRecord(records[0]).date().is_none() {
        return;
    }
    let all = || records.iter().map(|words| FiledRecord(*words));
    let members = || all().filter(|record| !record.is_leak());
    // Of rows that agree on rank, or on first name, each is joined to the one before.
    for which in 0..2 {
        let told = members().filter_map(|member| Some((member.same_person()[which]?, member.member())));
        let mut told: Vec<(u32, MemberIx)> = told.collect();
        told.sort_unstable();
        found.same.extend(told.windows(2).filter(|two| two[0].0 == two[1].0).map(|two| (two[0].1, two[1].1)));
    }
    for leak in all().filter(|record| record.is_leak()) {
        let row = leak.leak();
        scene.meet(row, found, members().map(|member| (member.member(), member)), |member| {
            let rule = leak.hints().rule(&member.hints());
            if rule.is_none() {
                scene.contradict(row);
            }
            rule.map(Strength::full)
        });
    }
}

/// A leaked row without a birth date meets everybody under its NIR.
fn undated(household: &[[u64; 4]], scene: &Scene<'_>, found: &mut Found) {
    let all = || household.iter().map(|words| FiledRecord(*words));
    for leak in all().filter(|record| record.is_leak() && record.date().is_none()) {
        let members = all().filter(|record| !record.is_leak());
        scene.meet(leak.leak(), found, members.map(|member| (member.member(), ())), |()| {
            Some(Strength::full(Rule::NirOnly))
        });
    }
}
