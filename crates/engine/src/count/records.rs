//! Leaked rows, where they count: at their operator, and at each insurer that they match or name. Duplicates do not count.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Evidences;
use crate::index::{InsurerIx, OperatorIx};
use crate::link::{LeakBin, LeakRow, MatchedPair};
use model::incident::FieldSet;

/// Where leaked rows count, and what they hold. Millions of rows are of a few kinds, which are added up once each.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Kind {
    pub operator: OperatorIx,
    /// An insurer that the rows match or name; none for all rows of the operator.
    pub insurer: Option<InsurerIx>,
    pub fields: FieldSet,
}

/// Number of rows of each kind.
type Kinds = FxHashMap<Kind, u64>;

/// The kinds of leaked rows, and how many rows are of each. A row is of one kind for its operator, and of one for each insurer.
pub(super) fn kinds(evidences: &Evidences<'_>) -> impl Iterator<Item = (Kind, u64)> {
    let Evidences { leaks, members, matches, .. } = evidences;
    let at =
        |leak: &LeakRow, insurer: Option<InsurerIx>| Kind { operator: leak.operator, insurer, fields: leak.fields };
    let of_pairs = |mut kinds: Kinds, pairs: &Vec<MatchedPair>| {
        let mut insurers = Vec::new();
        for of_one_leak in pairs.chunk_by(|a, b| a.leak == b.leak) {
            let leak = &leaks.rows()[usize::from(of_one_leak[0].leak)];
            let met = of_one_leak.iter().map(|pair| members.row(pair.member).insurer);
            insurers.extend(met.chain(leak.insurer.index()));
            insurers.sort_unstable();
            insurers.dedup();
            insurers.drain(..).for_each(|insurer| *kinds.entry(at(leak, Some(insurer))).or_default() += 1);
        }
        kinds
    };
    let of_rows = |mut kinds: Kinds, (leak, bin): (&LeakRow, &LeakBin)| {
        if !leak.duplicate {
            *kinds.entry(at(leak, None)).or_default() += 1;
            if let Some(insurer) = leak.insurer.index().filter(|_| is_unmet(*bin)) {
                *kinds.entry(at(leak, Some(insurer))).or_default() += 1;
            }
        }
        kinds
    };
    let met = matches.pairs().par_iter().fold(Kinds::default, of_pairs).reduce(Kinds::default, sum);
    let rows = leaks.rows().par_iter().zip(&matches.bins);
    sum(met, rows.fold(Kinds::default, of_rows).reduce(Kinds::default, sum)).into_iter()
}

/// By insurer: rows that name it and match none of its members.
pub(super) fn named_only(evidences: &Evidences<'_>, insurers: usize) -> Vec<u64> {
    let rows = evidences.leaks.rows().par_iter().zip(&evidences.matches.bins);
    let named =
        rows.filter(|(leak, bin)| !leak.duplicate && is_unmet(**bin)).filter_map(|(leak, _)| leak.insurer.index());
    let none = || vec![0; insurers];
    let add = |mut rows: Vec<u64>, insurer: InsurerIx| {
        rows[usize::from(insurer)] += 1;
        rows
    };
    let sum = |mut rows: Vec<u64>, more: Vec<u64>| {
        rows.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        rows
    };
    named.fold(none, add).reduce(none, sum)
}

/// Whether no member is matched that the row can expose.
fn is_unmet(bin: LeakBin) -> bool {
    !matches!(bin, LeakBin::Matched | LeakBin::Doubtful | LeakBin::Ambiguous | LeakBin::Household)
}

fn sum(mut kinds: Kinds, more: Kinds) -> Kinds {
    more.into_iter().for_each(|(kind, rows)| *kinds.entry(kind).or_default() += rows);
    kinds
}
