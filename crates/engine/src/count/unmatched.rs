//! The rows that match nobody: how many resemble somebody, and of what age they are.

use std::collections::BTreeMap;

use super::Evidences;
use crate::link::LeakBin;
use model::figures::{ByChance, DecadeCount, NearCount, Unmatched};
use model::rule::Near;

/// None if no row was compared value by value.
pub(super) fn count(evidences: &Evidences<'_>) -> Option<Unmatched> {
    let matches = evidences.matches;
    let one_in = matches.levels.one_in()?;
    let unmet = matches.unmet.as_ref()?;
    let rows = matches.bins.iter().filter(|bin| **bin == LeakBin::Unmatched).count() as u64;
    let mut near = [0u64; Near::ALL.len()];
    let mut by_chance = [0u64; Near::ALL.len()];
    let mut decades: BTreeMap<Option<u16>, DecadeCount> = BTreeMap::new();
    for row in unmet.iter().filter(|row| matches.bins[usize::from(row.leak)] == LeakBin::Unmatched) {
        row.near.into_iter().for_each(|of| near[of as usize] += 1);
        // What resembles a real member more closely does so in any case.
        let decoy = row.decoy.filter(|decoy| row.near.is_none_or(|near| *decoy <= near));
        decoy.into_iter().for_each(|of| by_chance[of as usize] += 1);
        let count = decades.entry(row.born).or_insert(DecadeCount { from: row.born, rows: 0, nobody: 0 });
        count.rows += 1;
        count.nobody += u64::from(row.near.is_none());
    }
    // Rows of which a person decided that they are about nobody else were compared before that.
    let decided = rows - decades.values().map(|count| count.rows).sum::<u64>();
    if decided > 0 {
        let count = decades.entry(None).or_insert(DecadeCount { from: None, rows: 0, nobody: 0 });
        count.rows += decided;
        count.nobody += decided;
    }
    let of = |of: &Near| NearCount {
        near: *of,
        rows: near[*of as usize],
        by_chance: of.compares_date().then(|| ByChance::of(by_chance[*of as usize], one_in)),
    };
    Some(Unmatched {
        rows,
        near: Near::ALL.iter().map(of).filter(|count| count.rows > 0).collect(),
        nobody: rows - near.iter().sum::<u64>(),
        decades: decades.into_values().collect(),
    })
}
