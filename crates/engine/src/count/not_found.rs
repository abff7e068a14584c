//! How many rows of an insurer's persons are among those that match nobody, or nobody for sure.
//!
//! Capture and recapture (Lincoln 1930, Petersen 1896; for record linkage see Dasylva, Goussanou and Nambeu, *Survey Methodology* 50(2),
//! 2024): a key and names with date are two ways of finding a person. If damage to one says nothing about damage to the other, the
//! key misses as large a share of those whom names and date find as of all; so `neither = key alone × names alone / both` (Chapman 1951:
//! `both + 1`). But errors keep company. How much so is seen where a key agrees, from how often date and names are damaged together, and is
//! taken to hold for the key as well: [`NotFound::of`].

use super::Evidences;
use crate::index::InsurerIx;
use crate::link::{Captured, LeakBin};
use model::figures::NotFound;

/// Rows of one insurer by the ways in which they were found.
#[derive(Clone, Default)]
struct Ways {
    /// By [`Captured`].
    rows: [u64; Captured::ALL.len()],
}

/// By insurer; none if it cannot be estimated: no row was compared value by value, or no row agrees both ways.
pub(super) fn estimate(evidences: &Evidences<'_>, insurers: usize) -> Vec<Option<NotFound>> {
    let Evidences { members, matches, .. } = evidences;
    let Some(captured) = &matches.captured else { return vec![None; insurers] };
    let (mut ways, mut settled) = (vec![Ways::default(); insurers], vec![Ways::default(); insurers]);
    let mut met = Vec::new();
    for of_one in matches.pairs().iter().flat_map(|pairs| pairs.chunk_by(|a, b| a.leak == b.leak)) {
        let leak = of_one[0].leak;
        if !matches!(matches.bins[usize::from(leak)], LeakBin::Matched | LeakBin::Doubtful) {
            continue;
        }
        met.clear();
        met.extend(of_one.iter().map(|pair| members.row(pair.member).insurer));
        met.sort_unstable();
        met.dedup();
        // Those are found who count: a doubtful match without a key may be a stranger's.
        if captured[usize::from(leak)] == Captured::Otherwise && matches.bins[usize::from(leak)] != LeakBin::Matched {
            continue;
        }
        let is_settled = matches.strength(leak).is_of_nir_and_date();
        let count = if is_settled { &mut settled } else { &mut ways };
        met.iter().for_each(|insurer: &InsurerIx| {
            count[usize::from(*insurer)].rows[captured[usize::from(leak)] as usize] += 1;
        });
    }
    let in_doubt = |bin: &&LeakBin| matches!(bin, LeakBin::Unmatched | LeakBin::Doubtful);
    let in_doubt = matches.bins.iter().filter(in_doubt).count() as u64;
    ways.iter()
        .zip(&settled)
        .map(|(ways, settled)| ways.with(settled).and_then(|ways| NotFound::of(ways, in_doubt)))
        .collect()
}

impl Ways {
    /// With the rows that the first pass settled: their ways are known of a sample, and all others are taken to be like it.
    fn with(&self, settled: &Ways) -> Option<[u64; 6]> {
        // The first pass settles what agrees in NIR and date.
        let [both, _, names, .., unknown] = settled.rows;
        let looked_up = both + names;
        if looked_up == 0 && unknown > 0 {
            return None;
        }
        let share = |part: u64| part + (u128::from(unknown) * u128::from(part) / u128::from(looked_up.max(1))) as u64;
        let [mut rows @ .., _] = self.rows;
        rows[Captured::ByBoth as usize] += share(both);
        rows[Captured::NamesDiffer as usize] += share(names);
        Some(rows)
    }
}
