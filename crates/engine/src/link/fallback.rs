//! Matching by digests of contract number, member number or name, in runs with exchange files: for leaked rows that NIR and birth
//! date do not settle.

use super::comparison::{FallbackRecord, tag};
use super::match_state::{MatchState, PartitionResult};
use crate::pseudonym::KeyBasis;
use model::rule::{Difference, Rule, Strength};

/// Whether a record can still match: most leaked rows have matched by their NIR already.
pub(super) fn can_match(record: [u64; 2], state: &MatchState<'_>) -> bool {
    let record = FallbackRecord(record);
    !record.is_leak() || !state.is_settled(record.leak())
}

/// Compares the records of a partition: sorted, and limited to those that can match and whose tag occurs more than once.
pub(super) fn match_partition(records: &[[u64; 2]], state: &MatchState<'_>) -> PartitionResult {
    let mut result = PartitionResult::default();
    for block in records.chunk_by(|a, b| tag(*a) == tag(*b)).filter(|block| block.len() > 1) {
        let all = || block.iter().map(|words| FallbackRecord(*words));
        let members = || all().filter(|record| !record.is_leak());
        for leak in all().filter(|record| record.is_leak()) {
            state.match_leak(leak.leak(), &mut result, members().map(|member| (member.member(), member)), |member| {
                Some(strength(leak.basis()).weaker(strength(member.basis())))
            });
        }
    }
    result
}

fn strength(basis: KeyBasis) -> Strength {
    match basis {
        KeyBasis::Number => Strength::full(Rule::ContractDateName),
        KeyBasis::NumberWithoutZeros => Strength::but(Rule::ContractDateName, Difference::NumberZeros),
        KeyBasis::Name => Strength::full(Rule::NameDate),
    }
}
