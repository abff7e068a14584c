//! Possible harm to persons, derived once so that all forms of a controller agree.

use super::Facts;
use crate::Words;
use model::incident::{Field, FieldSet, Nature};

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
    // The harms of the list that data allow are those of a disclosure.
    if !facts.is_disclosed() {
        return Vec::new();
    }
    let has = |field: Field| facts.has(field);
    let identity = has(Field::LastName) || has(Field::BirthName) || has(Field::BirthDate);
    let health = has(Field::MedicalData) || has(Field::Reimbursements);
    let numbers =
        [Field::Nir, Field::ContractNumber, Field::MemberNumber, Field::CustomerNumber, Field::CredentialsClear];
    let fraud = numbers.into_iter().any(has);
    let money = has(Field::BankDetails) || has(Field::CardNumber) || credit_in_their_name(facts.fields());
    [
        (Harm::LossOfControl, true),
        (Harm::Discrimination, health),
        (Harm::IdentityTheft, has(Field::Nir) || has(Field::IdentityPapers) || (identity && has(Field::FirstName))),
        (Harm::Fraud, fraud),
        (Harm::FinancialLoss, money),
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

/// Whether these data allow somebody to try and open an account or a loan in a person's name.
pub(super) fn credit_in_their_name(fields: FieldSet) -> bool {
    let name = fields.contains(Field::LastName) || fields.contains(Field::BirthName);
    name && fields.contains(Field::BirthDate) && fields.contains(Field::Nir)
}

impl Consequence {
    /// The consequence in the words of the register.
    pub(super) fn word(self, w: Words) -> &'static str {
        match self {
            Consequence::Spread => w.pick(
                "Données diffusées plus que nécessaire, hors de la maîtrise des personnes",
                "Data disclosed beyond what is necessary, out of the persons’ control",
            ),
            Consequence::Linked => w.pick(
                "Données qui peuvent être rapprochées d’autres informations",
                "Data that may be linked with others",
            ),
            Consequence::Misused => w.pick(
                "Données qui peuvent servir à d’autres fins, ou de manière déloyale",
                "Data that may be used for other purposes, or unfairly",
            ),
        }
    }
}

impl Harm {
    /// The harm in the words of the register.
    pub(super) fn word(self, w: Words) -> &'static str {
        match self {
            Harm::LossOfControl => w.pick("Perte de contrôle sur leurs données", "Loss of control over their data"),
            Harm::Discrimination => w.pick("Discrimination", "Discrimination"),
            Harm::IdentityTheft => w.pick("Vol d’identité", "Identity theft"),
            Harm::Fraud => w.pick("Fraude", "Fraud"),
            Harm::FinancialLoss => w.pick("Pertes financières", "Financial loss"),
            Harm::Reputation => w.pick("Atteinte à la réputation", "Damage to reputation"),
            Harm::ProfessionalSecrecy => w.pick(
                "Perte de la confidentialité de données protégées par un secret professionnel",
                "Loss of confidentiality of data protected by professional secrecy",
            ),
        }
    }
}
