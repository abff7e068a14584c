//! What leaked rows meet by number or name, where their NIR met nobody they can expose.

use super::comparison::{SpareRecord, tag};
use super::scene::{Found, Scene};
use crate::pseudonym::Way;
use model::rule::{Rule, Strength};

/// Whether a record can meet anything: nearly all leaked rows have met somebody by their NIR.
pub(super) fn is_of_use(record: [u64; 2], scene: &Scene<'_>) -> bool {
    let record = SpareRecord(record);
    !record.is_leak() || !scene.is_settled(record.leak())
}

/// Settles the records of a partition that are of use and not alone with their tag, sorted.
pub(super) fn meet(records: &[[u64; 2]], scene: &Scene<'_>) -> Found {
    let mut found = Found::default();
    for alike in records.chunk_by(|a, b| tag(*a) == tag(*b)).filter(|alike| alike.len() > 1) {
        let all = || alike.iter().map(|words| SpareRecord(*words));
        let members = || all().filter(|record| !record.is_leak());
        // A child under both parents.
        let dependants = || members().filter(|member| member.way() == Way::NameOfDependant).map(SpareRecord::member);
        found.same.extend(dependants().zip(dependants().skip(1)));
        for leak in all().filter(|record| record.is_leak()) {
            scene.meet(leak.leak(), &mut found, members().map(|member| (member.member(), member)), |member| {
                Some(strength(leak.way()).weaker(strength(member.way())))
            });
        }
    }
    found
}

fn strength(way: Way) -> Strength {
    match way {
        Way::Number => Strength::full(Rule::ContractDateName),
        Way::NumberWithoutZeros => Strength::without_zeros(Rule::ContractDateName),
        Way::Name | Way::NameOfDependant => Strength::full(Rule::NameDate),
    }
}
