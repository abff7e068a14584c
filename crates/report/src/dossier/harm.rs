//! Possible harm to persons, derived once so that all forms of a controller agree.

use super::Facts;
use model::incident::{Field, Nature};

/// A harm for which both the CNIL's form and the EDPB's template have a label.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Harm {
    LossOfControl,
    Discrimination,
    IdentityTheft,
    Fraud,
    FinancialLoss,
    Reputation,
    ProfessionalSecrecy,
}

/// A consequence of lost confidentiality.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consequence {
    /// Disclosure beyond what is necessary, outside the persons' control.
    Spread,
    /// Linkage with other data about the same persons.
    Linked,
    /// Use for other purposes, or unfair use.
    Misused,
}

/// The harms that the lost data make possible, in the order of the CNIL's form.
pub(super) fn harms(facts: &Facts<'_>) -> Vec<Harm> {
    let has = |field: Field| facts.has(field);
    let identity = has(Field::LastName) || has(Field::BirthName) || has(Field::BirthDate);
    let health = has(Field::MedicalData) || has(Field::Reimbursements);
    let fraud = has(Field::Nir) || has(Field::ContractNumber) || has(Field::MemberNumber);
    [
        (Harm::LossOfControl, true),
        (Harm::Discrimination, health),
        (Harm::IdentityTheft, has(Field::Nir) || (identity && has(Field::FirstName))),
        (Harm::Fraud, fraud),
        (Harm::FinancialLoss, has(Field::BankDetails) || credit_in_their_name(facts)),
        (Harm::Reputation, has(Field::MedicalData)),
        (Harm::ProfessionalSecrecy, health),
    ]
    .into_iter()
    .filter_map(|(harm, may_come)| may_come.then_some(harm))
    .collect()
}

/// The consequences of lost confidentiality; empty if it was not lost. An intentional breach implies use of the data.
pub(super) fn consequences(facts: &Facts<'_>) -> Vec<Consequence> {
    if !facts.incident.lost(Nature::Confidentiality) {
        return Vec::new();
    }
    let wanted = facts.incident.is_malicious() == Some(true);
    let misused = wanted.then_some(Consequence::Misused);
    [Consequence::Spread, Consequence::Linked].into_iter().chain(misused).collect()
}

/// Whether the data allow somebody to try and open an account or a loan in a person's name.
pub(super) fn credit_in_their_name(facts: &Facts<'_>) -> bool {
    let name = facts.has(Field::LastName) || facts.has(Field::BirthName);
    name && facts.has(Field::BirthDate) && facts.has(Field::Nir)
}
