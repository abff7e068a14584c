//! A number beside a birth date that nearly agrees, though the names are others.
//!
//! In a household hardly anybody is born on nearly the same day as somebody else; among the thousands who share a placeholder many are. How
//! many members have a number shows once all of them have been read, and pairs wait until then. So do those of decoys.

use super::ladder;
use crate::link::{Captured, MatchedPair};
use crate::pseudonym::{Agreement, Attributes, DateAgreement, NameAgreement, NumberAgreement};
use model::rule::{Difference, Rule, Strength};

/// A leaked row and a member that have a number and nearly the birth date in common.
pub(super) struct NearPair {
    /// The place of the number.
    pub number: usize,
    /// Among the leaked rows.
    pub place: u32,
    pub pair: MatchedPair,
    pub strength: Strength,
}

impl NearPair {
    /// In which way each was found: the names and the date are others.
    pub(super) const WAY: Captured = Captured::ByKey;
}

/// A leaked row that has them in common with somebody who does not exist.
pub(super) struct NearDecoy {
    pub number: usize,
    pub place: u32,
    pub strength: Strength,
}

/// The strength of such a pair of these attributes, if no rule knows better. A day that may stand for an unknown one says too little.
pub(super) fn strength(agreement: &Agreement, both: [&Attributes; 2]) -> Option<Strength> {
    let Agreement { number, date, first, last, contradicted, .. } = *agreement;
    let are_others = !matches!(first, NameAgreement::Same | NameAgreement::Absent) && last != NameAgreement::Same;
    let difference = match date {
        DateAgreement::Exchanged => Difference::DateExchanged,
        DateAgreement::Digit => Difference::DateDigit,
        DateAgreement::Same | DateAgreement::Unknown | DateAgreement::Other | DateAgreement::Absent => return None,
    };
    let strength = Strength::but(Rule::ContractDateOnly, difference);
    let are_whole = both.iter().all(|row| row.has_whole_date());
    let holds = number == NumberAgreement::Same && are_others && are_whole && !contradicted;
    Some(strength).filter(|near| holds && ladder::strongest(agreement).is_none_or(|other| *near < other))
}
