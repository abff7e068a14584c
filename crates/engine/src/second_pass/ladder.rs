//! The rules, tried from the strongest down: what two rows agree in, as a rule and a difference.

use crate::pseudonym::{Agreement, DateAgreement, NameAgreement, NirAgreement, NumberAgreement};
use model::rule::{Difference, Rule, Strength};

/// The strongest rule under which two rows match; none if no rule holds. NIR alone is left to the first pass.
pub(super) fn strongest(agreement: &Agreement) -> Option<Strength> {
    let as_they_are = all(agreement).min();
    if !agreement.names_exchanged {
        return as_they_are;
    }
    // In their places, they agree: which is the one difference that there may be.
    let placed = Agreement { first: NameAgreement::Same, last: NameAgreement::Same, ..*agreement };
    let in_place = all(&placed).filter(|strength| strength.difference().is_none());
    as_they_are
        .into_iter()
        .chain(in_place.map(|strength| Strength::but(strength.rule(), Difference::NamesExchanged)))
        .min()
}

/// The strongest rule by NIR, by number and by names.
fn all(agreement: &Agreement) -> impl Iterator<Item = Strength> {
    [by_nir(agreement), by_number(agreement), by_names(agreement)].into_iter().flatten()
}

/// In what two dates differ that are nearly the same.
fn near_date(date: DateAgreement) -> Option<Difference> {
    match date {
        DateAgreement::Exchanged => Some(Difference::DateExchanged),
        DateAgreement::Unknown => Some(Difference::DateUnknown),
        DateAgreement::Digit => Some(Difference::DateDigit),
        DateAgreement::Same | DateAgreement::Other | DateAgreement::Absent => None,
    }
}

/// In what two first names differ that are nearly the same.
fn near_first(name: NameAgreement) -> Option<Difference> {
    match name {
        NameAgreement::Spelling => Some(Difference::FirstNameSpelling),
        NameAgreement::Letter => Some(Difference::FirstNameLetter),
        NameAgreement::Same | NameAgreement::Differs | NameAgreement::Absent => None,
    }
}

/// In what two last names differ that are nearly the same.
fn near_last(name: NameAgreement) -> Option<Difference> {
    match name {
        NameAgreement::Spelling => Some(Difference::LastNameSpelling),
        NameAgreement::Letter => Some(Difference::LastNameLetter),
        NameAgreement::Same | NameAgreement::Differs | NameAgreement::Absent => None,
    }
}

fn by_nir(agreement: &Agreement) -> Option<Strength> {
    let Agreement { nir, date, first, last, contradicted, .. } = *agreement;
    let (same_first, same_last) = (first == NameAgreement::Same, last == NameAgreement::Same);
    match (nir, date) {
        (NirAgreement::Digit, DateAgreement::Same) if same_first && same_last => {
            Some(Strength::but(Rule::NirDateName, Difference::NirDigit))
        }
        (NirAgreement::Digit | NirAgreement::Other, _) => None,
        (NirAgreement::Same, DateAgreement::Same) => match near_first(first) {
            _ if same_first => Some(Strength::full(Rule::NirDateName)),
            _ if contradicted => None,
            _ if first == NameAgreement::Absent => Some(Strength::full(Rule::NirDate)),
            Some(difference) => Some(Strength::but(Rule::NirDateName, difference)),
            None => Some(Strength::full(Rule::NirDateOnly)),
        },
        (NirAgreement::Same, _) => match (near_date(date), near_first(first), near_last(last)) {
            (Some(difference), ..) if same_first => Some(Strength::but(Rule::NirDateName, difference)),
            _ if same_first && same_last => Some(Strength::full(Rule::NirName)),
            (_, Some(difference), _) if same_last => Some(Strength::but(Rule::NirName, difference)),
            (.., Some(difference)) if same_first => Some(Strength::but(Rule::NirName, difference)),
            _ if same_first => Some(Strength::full(Rule::NirFirstName)),
            _ => None,
        },
    }
}

fn by_number(agreement: &Agreement) -> Option<Strength> {
    let Agreement { number, date, first, last, contradicted, .. } = *agreement;
    let undated = date == DateAgreement::Absent;
    let (same_first, same_last) = (first == NameAgreement::Same, last == NameAgreement::Same);
    // A match has one difference at most, and leading zeros are one.
    let zeros = match number {
        NumberAgreement::Same => None,
        NumberAgreement::Zeros => Some(Difference::NumberZeros),
        NumberAgreement::Digit => {
            let matched = same_first && date == DateAgreement::Same;
            return matched.then(|| Strength::but(Rule::ContractDateName, Difference::NumberDigit));
        }
        NumberAgreement::Other => return None,
    };
    let whole = |rule: Rule| Some(zeros.map_or(Strength::full(rule), |zeros| Strength::but(rule, zeros)));
    let but = |rule: Rule, difference: Difference| Some(Strength::but(rule, difference));
    match date {
        DateAgreement::Same => match near_first(first) {
            _ if same_first => whole(Rule::ContractDateName),
            _ if contradicted => None,
            _ if first == NameAgreement::Absent => whole(Rule::ContractDate),
            Some(difference) if zeros.is_none() => but(Rule::ContractDateName, difference),
            _ => whole(Rule::ContractDateOnly),
        },
        _ => match (near_date(date), near_first(first), near_last(last)) {
            (Some(difference), ..) if same_first && zeros.is_none() => but(Rule::ContractDateName, difference),
            _ if same_first && same_last => whole(Rule::ContractName),
            (_, Some(difference), _) if same_last && zeros.is_none() => but(Rule::ContractName, difference),
            (.., Some(difference)) if same_first && zeros.is_none() => but(Rule::ContractName, difference),
            // A number that strangers share, beside a frequent name: nothing may contradict both.
            _ if same_first && (undated || last == NameAgreement::Absent) => whole(Rule::ContractFirstName),
            _ if same_last && (undated || first == NameAgreement::Absent) => whole(Rule::ContractLastName),
            _ => None,
        },
    }
}

fn by_names(agreement: &Agreement) -> Option<Strength> {
    let Agreement { date, first, last, .. } = *agreement;
    let but = |difference: Difference| Strength::but(Rule::NameDate, difference);
    match (last, first, date) {
        (NameAgreement::Same, NameAgreement::Same, DateAgreement::Same) => Some(Strength::full(Rule::NameDate)),
        (NameAgreement::Same, NameAgreement::Same, date) => near_date(date).map(but),
        (NameAgreement::Same, first, DateAgreement::Same) => near_first(first).map(but),
        (last, NameAgreement::Same, DateAgreement::Same) => near_last(last).map(but),
        _ => None,
    }
}
