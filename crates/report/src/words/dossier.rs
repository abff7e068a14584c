//! Words of dossiers and of the register.

use super::Words;
use model::incident::{About, Cause, Channel, Nature, Occurred, Origin, Text};

words! {
    register: "Registre des violations (art. 33(5) du RGPD)", "Register of breaches (GDPR art. 33(5))";
    register_reference: "Référence", "Reference";
    controller: "Responsable du traitement", "Controller";
    processors: "Organismes impliqués et rôle", "Parties involved and role";
    informed_on: "Prise de connaissance", "Aware since";
    until: "Terme des 72 heures", "72 hours end";
    target: "Cible prudente (72 heures écoulées)", "Safe target (72 hours elapsed)";
    learned_how: "Comment la violation a été connue", "How it was learned";
    sent_on: "Notifiée à la CNIL", "Authority notified";
    initial_number: "N° de la notification initiale", "No. of the initial notification";
    nature_of_breach: "Nature", "Nature";
    origin_of_breach: "Origine", "Origin";
    cause_of_breach: "Cause", "Cause";
    occurred: "Période", "Period";
    register_fields: "Données concernées", "Data concerned";
    register_records: "Enregistrements concernés", "Records concerned";
    register_former: "Personnes ayant quitté l’organisme", "Persons who have left";
    register_low: "Personnes, minimum (décédés compris)", "Persons, low (the deceased included)";
    register_high: "Personnes, maximum", "Persons, high";
    register_undecided: "Personnes non comptées, à trancher", "Persons not counted, to be decided";
    not_told_by_files: "non renseigné dans les fichiers", "not told by the files";
    register_consequences: "Effets possibles", "Likely consequences";
    register_gravity: "Gravité", "Severity";
    register_score: "Score ENISA", "ENISA score";
    register_authority: "Notification due (art. 33)", "Notification owed (art. 33)";
    register_persons: "Information des personnes due (art. 34)", "Persons to be told (art. 34)";
    persons_to_tell: "À informer", "To be told";
    register_reasons: "Motifs des décisions", "Reasons of decisions";
    channels: "Moyens d’information", "Means of information";
    persons_told_on: "Personnes informées le", "Persons told on";
    persons_to_be_told_on: "Information des personnes prévue le", "Persons to be told on";
    persons_not_reached: "Personnes non atteintes", "Persons not reached";
    completed_on: "Notification complémentaire", "Complementary notification";
    decision_log: "Journal des décisions", "Log of decisions";
    proposed: "proposé", "proposed";
    on_figures: "Sur les chiffres du manifeste SHA-256", "On the figures of the manifest SHA-256";
    register_harms: "Préjudices possibles", "Possible harm";
    register_likelihood: "Vraisemblance", "Likelihood";
    persons_told: "Personnes informées", "Persons told";
    measures: "Mesures prises", "Measures taken";
    delay_reason: "Motifs du retard", "Reasons for the delay";
    decision_support:
        "Aide à la décision : le responsable du traitement, conseillé par son délégué à la protection des données, décide et signe.",
        "Decision support: the controller, advised by its data protection officer, decides and signs.";
    operator_summary: "Données en cause chez un opérateur", "Data at issue at an operator";
    letter_points: "Ce qui manque encore à la lettre", "What the letter still lacks";
}

impl Words {
    /// The controller has filed a complaint.
    pub fn complaint_filed(self, on: &str) -> String {
        self.pick(format!("Plainte déposée le {on}."), format!("Complaint filed on {on}."))
    }

    /// A declared text, in this language or else in French, the language of what only one was written in.
    pub fn text(self, text: &Option<Text>) -> Option<String> {
        let text = text.as_ref()?;
        let french = text.french();
        self.pick(french, text.english().or(french)).map(str::to_owned)
    }

    /// What a decision is about.
    pub fn about_word(self, about: About) -> &'static str {
        match about {
            About::Gravity => self.pick("gravité", "severity"),
            About::Authority => self.pick("notification à la CNIL", "notification of the CNIL"),
            About::Persons => self.pick("information des personnes", "information of the persons"),
            About::FinancialSupervisor => self.pick("déclaration à l’ACPR", "report to the ACPR"),
            About::Complaint => self.pick("plainte", "complaint"),
            About::Other => self.pick("autre", "other"),
        }
    }

    /// A source of a requirement, which is named in English in files for machines.
    pub fn source_word(self, source: &str) -> String {
        let (fr, en) = match source {
            "notices of February 2024" => ("avis publics de février 2024", source),
            "EDPB 9/2022" => ("CEPD, lignes directrices 9/2022", source),
            source => {
                let fr = source.replace("Free decision of January 2026", "décision Free de janvier 2026");
                return self.pick(fr, source.to_owned());
            }
        };
        self.pick(fr, en).to_owned()
    }

    /// Channel through which persons are informed.
    pub fn channel_word(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Email => self.pick("Courriel", "E-mail"),
            Channel::Letter => self.pick("Courrier", "Letter"),
            Channel::Sms => self.pick("SMS", "Text message"),
            Channel::Web => self.pick("Site ou espace personnel", "Website or personal account"),
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
    pub fn period(self, period: &Occurred) -> String {
        let from = self.when(&period.from);
        match &period.to {
            Some(to) if to.to_string() == period.from.to_string() => {
                self.pick(format!("le {from}"), format!("on {from}"))
            }
            Some(to) => {
                let to = self.when(to);
                self.pick(format!("du {from} au {to}"), format!("{from} to {to}"))
            }
            None if period.is_ongoing() => {
                self.pick(format!("depuis le {from}, toujours en cours"), format!("since {from}, still going on"))
            }
            None => self.pick(format!("à partir du {from}, fin non connue"), format!("from {from}, end not known")),
        }
    }
}
