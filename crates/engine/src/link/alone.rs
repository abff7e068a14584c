//! Matching by a number or a contact alone: like a NIR alone, it stands for a household.

use super::comparison::AloneRecord;
use super::filler::is_filler;
use super::match_state::{MatchState, PartitionResult};
use model::rule::{Rule, Strength};

/// Compares the records of a partition, which are sorted.
pub(super) fn match_partition(records: &[[u64; 2]], state: &MatchState<'_>) -> PartitionResult {
    let mut result = PartitionResult::default();
    for household in records.chunk_by(|a, b| AloneRecord(*a).tag() == AloneRecord(*b).tag()) {
        let all = || household.iter().map(|words| AloneRecord(*words));
        let members = || all().filter(|record| !record.is_leak());
        if all().all(AloneRecord::is_leak) || is_shared_by_strangers(household) {
            continue;
        }
        for leak in all().filter(|record| record.is_leak()) {
            let rule = if leak.is_contact() { Rule::ContactOnly } else { Rule::ContractOnly };
            state.match_leak(leak.leak(), &mut result, members().map(|member| (member.member(), ())), |()| {
                Some(Strength::full(rule))
            });
        }
    }
    result
}

/// Whether a number or contact occurs on one side with more birth dates than a household has. Members without a date may be of as
/// many dates; leaked rows without one may be as many rows of one person.
fn is_shared_by_strangers(household: &[[u64; 2]]) -> bool {
    let of_side = |leaks: bool| household.iter().map(|words| AloneRecord(*words)).filter(move |r| r.is_leak() == leaks);
    let dates = |leaks: bool| of_side(leaks).filter_map(AloneRecord::date).collect::<Vec<u16>>();
    let undated = of_side(false).filter(|record| record.date().is_none()).count();
    let mut of_members = dates(false);
    is_filler(&mut of_members, undated) || is_filler(&mut dates(true), 0)
}
