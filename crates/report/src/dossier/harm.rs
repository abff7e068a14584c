//! What may come of a breach for persons: judged once, so that no two forms of one controller say different things.

use super::Facts;
use model::incident::{Field, Nature};

/// A harm that both the CNIL's form and the EDPB's template have a word for.
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

/// What loss of confidentiality may lead to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consequence {
    /// Spread beyond what is needed, out of the persons' control.
    Spread,
    /// Linked with other data about the same persons.
    Linked,
    /// Used for other ends, or unfairly.
    Misused,
}

/// The harms that what was lost makes possible, in the order of the CNIL's form.
pub(super) fn harms(facts: &Facts<'_>) -> Vec<Harm> {
    let has = |field: Field| facts.severity.fields.contains(&field);
    let identity = has(Field::LastName) || has(Field::BirthName) || has(Field::BirthDate);
    let health = has(Field::MedicalData) || has(Field::Reimbursements);
    let fraud = has(Field::Nir) || has(Field::ContractNumber) || has(Field::MemberNumber);
    [
        (Harm::LossOfControl, true),
        (Harm::Discrimination, health),
        (Harm::IdentityTheft, has(Field::Nir) || (identity && has(Field::FirstName))),
        (Harm::Fraud, fraud),
        (Harm::FinancialLoss, has(Field::BankDetails)),
        (Harm::Reputation, has(Field::MedicalData)),
        (Harm::ProfessionalSecrecy, health),
    ]
    .into_iter()
    .filter_map(|(harm, may_come)| may_come.then_some(harm))
    .collect()
}

/// The consequences of lost confidentiality; nothing if it was not lost. Who took the data on purpose means to use them.
pub(super) fn consequences(facts: &Facts<'_>) -> Vec<Consequence> {
    if !facts.incident.lost(Nature::Confidentiality) {
        return Vec::new();
    }
    let wanted = facts.incident.is_malicious() == Some(true);
    let misused = wanted.then_some(Consequence::Misused);
    [Consequence::Spread, Consequence::Linked].into_iter().chain(misused).collect()
}
