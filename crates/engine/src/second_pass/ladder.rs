//! The rules, tried from the strongest down: what two rows agree in, as a rule and a difference.

use crate::pseudonym::{Agreement, DateAgreement, NameAgreement, NirAgreement, NumberAgreement};
use model::rule::{Difference, Rule, Strength};

/// The strongest rule under which two rows match; none if no rule holds. NIR alone is left to the first pass.
pub(super) fn strongest(agreement: &Agreement) -> Option<Strength> {
    let as_they_are = all(agreement).min();
    if !agreement.names_exchanged {
        return as_they_are;
    }
    // In their places, they agree: which is the one difference that there may be, so that a date that nearly agrees is another one.
    let date = if near_date(agreement.date).is_some() { DateAgreement::Other } else { agreement.date };
    let placed = Agreement { first: NameAgreement::Same, last: NameAgreement::Same, date, ..*agreement };
    let in_place = all(&placed).filter(|strength| strength.difference().is_none());
    as_they_are
        .into_iter()
        .chain(in_place.map(|strength| Strength::but(strength.rule(), Difference::NamesExchanged)))
        .min()
}

/// The strongest rule by NIR, by number, by contact, by names and by address.
fn all(agreement: &Agreement) -> impl Iterator<Item = Strength> {
    [by_nir(agreement), by_number(agreement), by_contact(agreement), by_names(agreement), by_address(agreement)]
        .into_iter()
        .flatten()
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
    let relative = contradicted || first == NameAgreement::Absent;
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
            None if same_last => Some(Strength::full(Rule::NirDateLastName)),
            None => Some(Strength::full(Rule::NirDateOnly)),
        },
        (NirAgreement::Same, _) => match (near_date(date), near_first(first), near_last(last)) {
            (Some(difference), ..) if same_first => Some(Strength::but(Rule::NirDateName, difference)),
            (Some(_), Some(_), _) if !contradicted => {
                Some(Strength::but(Rule::NirDateName, Difference::DateAndFirstName))
            }
            _ if same_first && same_last => Some(Strength::full(Rule::NirName)),
            (_, Some(difference), _) if same_last => Some(Strength::but(Rule::NirName, difference)),
            (.., Some(difference)) if same_first => Some(Strength::but(Rule::NirName, difference)),
            _ if same_first => Some(Strength::full(Rule::NirFirstName)),
            (Some(difference), ..) if same_last && !relative => Some(Strength::but(Rule::NirDateLastName, difference)),
            (Some(difference), ..) if !relative => Some(Strength::but(Rule::NirDateOnly, difference)),
            _ => None,
        },
    }
}

/// The rules of a key that one organisation or household gives: each with the values that agree beside it.
struct KeyRules {
    date_and_first_name: Rule,
    names: Rule,
    date: Rule,
    date_and_last_name: Rule,
    date_only: Rule,
    first_name: Rule,
    last_name: Rule,
}

const BY_NUMBER: KeyRules = KeyRules {
    date_and_first_name: Rule::ContractDateName,
    names: Rule::ContractName,
    date: Rule::ContractDate,
    date_and_last_name: Rule::ContractDateLastName,
    date_only: Rule::ContractDateOnly,
    first_name: Rule::ContractFirstName,
    last_name: Rule::ContractLastName,
};

const BY_CONTACT: KeyRules = KeyRules {
    date_and_first_name: Rule::ContactDateName,
    names: Rule::ContactName,
    date: Rule::ContactDate,
    date_and_last_name: Rule::ContactDateLastName,
    date_only: Rule::ContactDateOnly,
    first_name: Rule::ContactFirstName,
    last_name: Rule::ContactLastName,
};

fn by_number(agreement: &Agreement) -> Option<Strength> {
    match agreement.number {
        NumberAgreement::Same => by_key(agreement, &BY_NUMBER, None),
        NumberAgreement::Zeros => by_key(agreement, &BY_NUMBER, Some(Difference::NumberZeros)),
        NumberAgreement::Digit => {
            let Agreement { date, first, last, contradicted, .. } = *agreement;
            let but = |rule: Rule| Some(Strength::but(rule, Difference::NumberDigit));
            let same_last = last == NameAgreement::Same;
            match first {
                NameAgreement::Same if date == DateAgreement::Same => but(Rule::ContractDateName),
                NameAgreement::Same if same_last => but(Rule::ContractName),
                _ if date != DateAgreement::Same || contradicted => None,
                // Beside the date alone it says too little.
                NameAgreement::Absent => same_last.then_some(Rule::ContractDate).and_then(but),
                _ => same_last.then_some(Rule::ContractDateLastName).and_then(but),
            }
        }
        NumberAgreement::Other => None,
    }
}

fn by_contact(agreement: &Agreement) -> Option<Strength> {
    agreement.contact.then(|| by_key(agreement, &BY_CONTACT, None)).flatten()
}

/// `differs`: in what the key itself differs. A match has one difference at most.
fn by_key(agreement: &Agreement, rules: &KeyRules, differs: Option<Difference>) -> Option<Strength> {
    let Agreement { date, first, last, contradicted, .. } = *agreement;
    let undated = date == DateAgreement::Absent;
    let relative = contradicted || first == NameAgreement::Absent;
    let (same_first, same_last) = (first == NameAgreement::Same, last == NameAgreement::Same);
    let whole = |rule: Rule| Some(differs.map_or(Strength::full(rule), |zeros| Strength::but(rule, zeros)));
    let but = |rule: Rule, difference: Difference| Some(Strength::but(rule, difference));
    match date {
        DateAgreement::Same => match near_first(first) {
            _ if same_first => whole(rules.date_and_first_name),
            _ if contradicted => None,
            _ if first == NameAgreement::Absent => whole(rules.date),
            Some(difference) if differs.is_none() => but(rules.date_and_first_name, difference),
            _ if same_last => whole(rules.date_and_last_name),
            _ => whole(rules.date_only),
        },
        _ => match (near_date(date), near_first(first), near_last(last)) {
            (Some(difference), ..) if same_first && differs.is_none() => but(rules.date_and_first_name, difference),
            _ if same_first && same_last => whole(rules.names),
            (_, Some(difference), _) if same_last && differs.is_none() => but(rules.names, difference),
            (.., Some(difference)) if same_first && differs.is_none() => but(rules.names, difference),
            (Some(difference), ..) if same_last && !relative && differs.is_none() => {
                but(rules.date_and_last_name, difference)
            }
            // A key that strangers share, beside a frequent name: nothing may contradict both.
            _ if same_first && (undated || last == NameAgreement::Absent) => whole(rules.first_name),
            _ if same_last && (undated || first == NameAgreement::Absent) => whole(rules.last_name),
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

/// Two of last name, first names and date, at one address. Relatives live there, so that a person must decide.
fn by_address(agreement: &Agreement) -> Option<Strength> {
    let Agreement { address, date, first, last, contradicted, .. } = *agreement;
    let (same_first, same_last) = (first == NameAgreement::Same, last == NameAgreement::Same);
    match date {
        _ if !address => None,
        _ if same_first && same_last => Some(Strength::full(Rule::NameAddress)),
        DateAgreement::Same if same_first => Some(Strength::full(Rule::FirstNameDateAddress)),
        DateAgreement::Same if same_last && !contradicted => Some(Strength::full(Rule::LastNameDateAddress)),
        _ => None,
    }
}
