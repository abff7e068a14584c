//! How many of an insurer's persons are among the rows that match nobody.
//!
//! Capture and recapture (Lincoln 1930, Petersen 1896; for record linkage see Dasylva, Goussanou and Nambeu, *Survey Methodology* 50(2),
//! 2024): a key and names with date are two ways of finding a person. If damage to one says nothing about damage to the other, the
//! key misses as large a share of those whom names and date find as of all, and the other way round; so
//! `neither = key alone × names alone / both` (Chapman 1951: `both + 1`).

use super::Evidences;
use crate::index::InsurerIx;
use crate::interval;
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
    for of_one in matches.pairs().iter().flat_map(|pairs| pairs.chunk_by(|a, b| a.leak == b.leak)) {
        let leak = of_one[0].leak;
        if !matches!(matches.bins[usize::from(leak)], LeakBin::Matched | LeakBin::Doubtful) {
            continue;
        }
        let mut met: Vec<InsurerIx> = of_one.iter().map(|pair| members.row(pair.member).insurer).collect();
        met.sort_unstable();
        met.dedup();
        let is_settled = matches.strength(leak).is_of_nir_and_date();
        let count = if is_settled { &mut settled } else { &mut ways };
        met.into_iter().for_each(|insurer| {
            count[usize::from(insurer)].rows[captured[usize::from(leak)] as usize] += 1;
        });
    }
    let unmatched = matches.bins.iter().filter(|bin| **bin == LeakBin::Unmatched).count() as u64;
    ways.iter().zip(&settled).map(|(ways, settled)| ways.with(settled)?.not_found(unmatched)).collect()
}

impl Ways {
    /// With the rows that the first pass settled: their ways are known of a sample, and all others are taken to be like it.
    fn with(&self, settled: &Ways) -> Option<Ways> {
        let [both, key, _, _, unknown] = settled.rows;
        let looked_up = both + key;
        if looked_up == 0 && unknown > 0 {
            return None;
        }
        let share = |part: u64| part + (u128::from(unknown) * u128::from(part) / u128::from(looked_up.max(1))) as u64;
        let mut rows = self.rows;
        rows[Captured::ByBoth as usize] += share(both);
        rows[Captured::ByKey as usize] += share(key);
        Some(Ways { rows })
    }

    fn not_found(&self, unmatched: u64) -> Option<NotFound> {
        let [both, by_key, by_names, otherwise, _] = self.rows;
        if both == 0 {
            return None;
        }
        let neither = |key: f64, names: f64| key * names / (both as f64 + 1.0);
        // Both counts vary, and so does the number of rows that have neither.
        let ((key_low, key_high), (names_low, names_high)) = (interval::poisson(by_key), interval::poisson(by_names));
        let low = interval::poisson(neither(key_low, names_low).floor() as u64).0;
        let high = interval::poisson(neither(key_high, names_high).ceil() as u64).1;
        // Some of these were found after all, by values that nearly agree.
        let left = |rows: f64| (rows - otherwise as f64).clamp(0.0, unmatched as f64);
        Some(NotFound {
            by_both: both,
            by_key,
            by_names,
            otherwise,
            rows: left(neither(by_key as f64, by_names as f64)).round() as u64,
            low: left(low).floor() as u64,
            high: left(high).ceil() as u64,
        })
    }
}
