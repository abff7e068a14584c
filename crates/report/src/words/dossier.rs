//! Words of dossiers and of the register.

use super::Words;
use model::incident::{Cause, Channel, Nature, Origin, Period};

words! {
    register: "Registre des violations (art. 33(5) du RGPD)", "Register of breaches (GDPR art. 33(5))";
    register_reference: "Référence", "Reference";
    controller: "Responsable du traitement", "Controller";
    processors: "Sous-traitants", "Processors";
    informed_on: "Prise de connaissance", "Aware since";
    until: "Terme des 72 heures", "72 hours end";
    sent_on: "Notifiée à la CNIL", "Authority notified";
    initial_number: "Nº de la notification initiale", "No. of the initial notification";
    nature_of_breach: "Nature", "Nature";
    origin_of_breach: "Origine", "Origin";
    cause_of_breach: "Cause", "Cause";
    occurred: "Période", "Period";
    register_low: "Personnes, minimum", "Persons, low";
    register_high: "Personnes, maximum", "Persons, high";
    register_consequences: "Effets possibles", "Likely consequences";
    register_gravity: "Gravité", "Gravity";
    register_score: "Score ENISA", "ENISA score";
    register_authority: "Notification due (art. 33)", "Notification owed (art. 33)";
    register_persons: "Information des personnes due (art. 34)", "Persons to be told (art. 34)";
    persons_to_tell: "À informer", "To be told";
    register_reasons: "Motifs des décisions", "Reasons of decisions";
    channels: "Moyens d’information", "Means of information";
    persons_told_on: "Personnes informées le", "Persons told on";
    persons_told: "Personnes informées", "Persons told";
    measures: "Mesures prises", "Measures taken";
    delay_reason: "Motifs du retard", "Reasons for the delay";
    decision_support:
        "Aide à la décision : le responsable du traitement, conseillé par son délégué à la protection des données, décide et signe.",
        "Decision support: the controller, advised by its data protection officer, decides and signs.";
    operator_summary: "Ce qu’un opérateur a perdu", "What an operator lost";
    letter_points: "Ce qui manque encore à la lettre", "What the letter still lacks";
}

impl Words {
    /// Channel through which persons are informed.
    pub fn channel_word(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Email => self.pick("Courriel", "E-mail"),
            Channel::Letter => self.pick("Courrier", "Letter"),
            Channel::Sms => self.pick("SMS", "Text message"),
            Channel::Web => self.pick("Site ou espace personnel", "Web site or member area"),
        }
    }

    /// Nature of a breach.
    pub fn nature_word(self, nature: Nature) -> &'static str {
        match nature {
            Nature::Confidentiality => self.pick("Perte de la confidentialité", "Loss of confidentiality"),
            Nature::Integrity => self.pick("Perte de l’intégrité", "Loss of integrity"),
            Nature::Availability => self.pick("Perte de la disponibilité", "Loss of availability"),
        }
    }

    /// Origin of a breach.
    pub fn origin_word(self, origin: Origin) -> &'static str {
        match origin {
            Origin::Hacking => self.pick("Piratage, logiciel malveillant, hameçonnage", "Hacking, malware, phishing"),
            Origin::LostEquipment => self.pick("Équipement perdu ou volé", "Equipment lost or stolen"),
            Origin::LostPaper => self.pick("Papier perdu ou volé", "Paper lost or stolen"),
            Origin::LostMail => self.pick("Courrier perdu ou ouvert", "Mail lost or opened"),
            Origin::PaperDisposal => self.pick("Papiers jetés sans destruction", "Paper disposed of undestroyed"),
            Origin::DeviceDisposal => self.pick("Appareils jetés sans effacement", "Devices disposed of unerased"),
            Origin::UnintendedPublication => self.pick("Publication non volontaire", "Unintended publication"),
            Origin::WrongPersonOnPortal => {
                self.pick("Données d’une autre personne affichées", "Another person’s data shown")
            }
            Origin::WrongRecipient => self.pick("Envoi à un mauvais destinataire", "Sent to a wrong recipient"),
            Origin::Spoken => self.pick("Divulgation verbale", "Spoken disclosure"),
        }
    }

    /// Cause of a breach.
    pub fn cause_word(self, cause: Cause) -> &'static str {
        match cause {
            Cause::InternalMalicious => self.pick("Acte interne malveillant", "Internal, malicious"),
            Cause::InternalAccidental => self.pick("Acte interne accidentel", "Internal, accidental"),
            Cause::ExternalMalicious => self.pick("Acte externe malveillant", "External, malicious"),
            Cause::ExternalAccidental => self.pick("Acte externe accidentel", "External, accidental"),
            Cause::Unknown => self.pick("Inconnue", "Unknown"),
        }
    }

    /// A period in one line.
    pub fn period(self, period: &Period) -> String {
        let day = |date: model::incident::Date| self.date(&date.0.to_string());
        match period.to {
            Some(to) if to == period.from => day(to),
            Some(to) => self.pick(
                format!("du {} au {}", day(period.from), day(to)),
                format!("{} to {}", day(period.from), day(to)),
            ),
            None => self.pick(format!("depuis le {}", day(period.from)), format!("since {}", day(period.from))),
        }
    }
}
