//! The closed lists of the CNIL's notification form ("trame des notifications de violations de données", July 2023;
//! teleservice notifications.cnil.fr).
//!
//! A label is `confirmed` if two independent reproductions of the form agree on its wording (the open-source register
//! MADIS, a dossier made with the form, the CNIL's open data). The wording of the other labels may differ from the
//! form.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::dossier::harm::{Consequence, Harm};
use model::incident::{Cause, Exemption, Field, Gravity, Informed, Nature, NotificationKind, Origin, Trade};

/// A label of the form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Label {
    /// Wording.
    pub text: String,
    /// Whether two sources confirm the exact wording of the form.
    pub confirmed: bool,
}

/// A label in the exact wording of the form.
pub fn confirmed(text: &str) -> Label {
    Label { text: text.to_owned(), confirmed: true }
}

/// A label whose wording one source gives, or that ampleur has chosen.
pub fn unconfirmed(text: &str) -> Label {
    Label { text: text.to_owned(), confirmed: false }
}

/// Section 1: kind of notification.
pub fn kind(kind: NotificationKind) -> Label {
    confirmed(match kind {
        NotificationKind::Complete => "Notification complète",
        NotificationKind::Initial => "Notification initiale (à compléter ultérieurement)",
        NotificationKind::Complementary => "Notification complémentaire ou modifiée (d'une notification déjà réalisée)",
    })
}

/// Section 7: nature of the breach.
pub fn nature(nature: Nature) -> Label {
    confirmed(match nature {
        Nature::Confidentiality => "Perte de la confidentialité",
        Nature::Integrity => "Perte de l'intégrité",
        Nature::Availability => "Perte de la disponibilité",
    })
}

/// Section 7: origin of the incident.
pub fn origin(origin: Origin) -> Label {
    confirmed(match origin {
        Origin::LostEquipment => "Equipement perdu ou volé",
        Origin::LostPaper => "Papier perdu, volé ou laissé accessible dans un endroit non sécurisé",
        Origin::LostMail => "Courrier perdu ou ouvert avant d'être retourné à l'envoyeur",
        Origin::Hacking => "Piratage, logiciel malveillant, hameçonnage",
        Origin::PaperDisposal => {
            "Mise au rebut de documents papier contenant des données personnelles sans destruction physique"
        }
        Origin::DeviceDisposal => {
            "Mise au rebut d'appareils numériques contenant des données personnelles sans effacement sécurisé"
        }
        Origin::UnintendedPublication => "Publication non volontaire d'informations",
        Origin::WrongPersonOnPortal => "Données de la mauvaise personne affichées sur le portail du client",
        Origin::WrongRecipient => "Données personnelles envoyées à un mauvais destinataire",
        Origin::Spoken => "Informations personnelles divulguées de façon verbale",
    })
}

/// Section 7: cause of the incident.
pub fn cause(cause: Cause) -> Label {
    confirmed(match cause {
        Cause::InternalMalicious => "Acte interne malveillant",
        Cause::InternalAccidental => "Acte interne accidentel",
        Cause::ExternalMalicious => "Acte externe malveillant",
        Cause::ExternalAccidental => "Acte externe accidentel",
        Cause::Unknown => "Inconnu",
    })
}

/// Section 8: category of a field. The form has none for insurance contracts and cover.
pub fn data(field: Field) -> Label {
    match field {
        Field::Civility
        | Field::Sex
        | Field::LastName
        | Field::BirthName
        | Field::FirstName
        | Field::BirthDate
        | Field::BirthRank
        | Field::BirthPlace
        | Field::Nationality
        | Field::Family => confirmed("État civil (nom, sexe, date de naissance, âge...)"),
        Field::Nir => confirmed("NIR (Numéro de sécurité sociale)"),
        Field::PostalAddress | Field::Phone | Field::Email => {
            confirmed("Coordonnées (adresse postale ou électronique, numéros de téléphone fixe ou portable...)")
        }
        Field::ContractNumber
        | Field::MemberNumber
        | Field::InternalReference
        | Field::CustomerNumber
        | Field::CredentialsClear
        | Field::CredentialsHashed => {
            confirmed("Données d'identification ou d'accès (identifiant, mot de passe, numéro client...)")
        }
        Field::IdentityPapers => confirmed("Documents officiels (Passeports, pièces d'identité, etc.)"),
        Field::Location => confirmed("Données de localisation"),
        Field::BankDetails | Field::CardNumber | Field::Income => confirmed(
            "Données relatives à des informations financières (revenus, numéro de carte de crédit, coordonnées bancaires), économiques",
        ),
        Field::Insurer
        | Field::Guarantees
        | Field::Manager
        | Field::Reimbursements
        | Field::MedicalData
        | Field::Employer
        | Field::HealthProfessional
        | Field::FreeText => unconfirmed("La violation concerne d'autres données"),
    }
}

/// Section 8: special categories of data.
pub fn health() -> Label {
    confirmed("Données de santé")
}

/// Section 8: categories of persons, by what the controller is to them.
pub fn persons(trade: Option<Trade>) -> Label {
    match trade {
        None | Some(Trade::HealthInsurer) => confirmed("Adhérents"),
        Some(Trade::Employer) => confirmed("Employés"),
        Some(Trade::EmploymentAgency | Trade::PublicService) => confirmed("Utilisateurs"),
        Some(Trade::Insurer | Trade::Bank | Trade::Telecom | Trade::Shop) => {
            unconfirmed("Clients (actuels ou potentiels)")
        }
    }
}

/// Section 8: categories of persons.
pub fn minors() -> Label {
    confirmed("Mineurs")
}

/// Section 10: consequences of lost confidentiality. The first label is confirmed; one source gives the others.
pub fn consequence(consequence: Consequence) -> Label {
    match consequence {
        Consequence::Spread => confirmed(
            "Les données ont été diffusées plus que nécessaire et ont échappé à la maîtrise des personnes concernées",
        ),
        Consequence::Linked => {
            unconfirmed("Les données peuvent être corrélées avec d'autres informations relatives aux personnes")
        }
        Consequence::Misused => unconfirmed(
            "Les données peuvent être exploitées à d'autres fins que celles prévues et/ou de manière non loyale",
        ),
    }
}

/// Section 13: reasons for not informing persons. The question is confirmed, these labels are not.
pub fn exemption(exemption: Exemption) -> Label {
    unconfirmed(match exemption {
        Exemption::Protected => {
            "Mesures de protection préalables rendant les données incompréhensibles (ex. chiffrement)"
        }
        Exemption::Averted => "Mesures ultérieures rendant le risque élevé peu probable",
        Exemption::Disproportionate => "Efforts disproportionnés (communication publique à la place)",
    })
}

/// Section 11: possible harm.
pub fn harm(harm: Harm) -> Label {
    confirmed(match harm {
        Harm::LossOfControl => "Perte de contrôle sur leurs données personnelles",
        Harm::Discrimination => "Discrimination",
        Harm::IdentityTheft => "Vol d'identité",
        Harm::Fraud => "Fraude",
        Harm::FinancialLoss => "Pertes financières",
        Harm::Reputation => "Atteinte à la réputation",
        Harm::ProfessionalSecrecy => "Perte de la confidentialité de données protégées par un secret professionnel",
    })
}

/// Section 11: level of gravity.
pub fn gravity(gravity: Gravity) -> Label {
    confirmed(match gravity {
        Gravity::Negligible => "Négligeable",
        Gravity::Limited => "Limité",
        Gravity::Important => "Important",
        Gravity::Maximal => "Maximal",
    })
}

/// Section 13: whether persons are informed.
pub fn informed(informed: Informed) -> Label {
    confirmed(match informed {
        Informed::Yes => "Oui, les personnes ont été informées",
        Informed::Planned => "Non, mais elles le seront",
        Informed::No => "Non ils ne le seront pas",
        Informed::Undetermined => "Non déterminé pour le moment",
    })
}
