//! Words of what is owed, to whom and by when.

use super::Words;
use model::severity::{OwedState, What};

words! {
    owed_by_insurer: "Ce qui est dû, à qui, pour quand", "What is owed, to whom, by when";
    owed_what: "Obligation", "Duty";
    owed_from: "Point de départ", "Starts";
    owed_until: "Terme légal", "Legal end";
    owed_done: "Fait le", "Done on";
    owed_source: "Source", "Source";
    law_followed: "Droit suivi", "Law followed";
    law_note:
        "Le RGPD tel qu’il est en vigueur\u{a0}: 72 heures, et notification, sauf si un risque est improbable. La proposition dite «\u{a0}Omnibus numérique\u{a0}» (96 heures, risque élevé seulement, point d’entrée unique) était encore une proposition en août 2026\u{a0}: elle n’est pas suivie.",
        "The GDPR as in force: 72 hours, and notification unless a risk is unlikely. The “Digital Omnibus” (96 hours, high risk only, single entry point) was still a proposal in August 2026: it is not followed.";
}

impl Words {
    /// What is owed.
    pub fn what(self, what: What) -> &'static str {
        match what {
            What::Controller => {
                self.pick("Informer le responsable du traitement (sous-traitant)", "Tell the controller (processor)")
            }
            What::Authority => self.pick("Notifier la CNIL", "Notify the CNIL"),
            What::AuthorityTelecom => self
                .pick("Notifier la CNIL (communications électroniques)", "Notify the CNIL (electronic communications)"),
            What::AuthorityComplement => {
                self.pick("Compléter la notification à la CNIL", "Complete the notification of the CNIL")
            }
            What::Persons => self.pick("Informer les personnes", "Inform the persons"),
            What::DoraInitial => {
                self.pick("DORA\u{a0}: notification initiale à l’ACPR", "DORA: initial notification to the ACPR")
            }
            What::DoraIntermediate => {
                self.pick("DORA\u{a0}: rapport intermédiaire à l’ACPR", "DORA: intermediate report to the ACPR")
            }
            What::DoraFinal => self.pick("DORA\u{a0}: rapport final à l’ACPR", "DORA: final report to the ACPR"),
            What::Complaint => self.pick("Porter plainte (garantie cyber)", "File a complaint (cyber cover)"),
            What::Register => self.pick("Inscrire au registre", "Enter in the register"),
        }
    }

    /// Whether it is owed, and done.
    pub fn owed_state(self, what: What, state: OwedState) -> &'static str {
        match state {
            // A condition of an indemnity, not a duty.
            OwedState::Late if what == What::Complaint => {
                self.pick("délai passé, si une indemnité est demandée", "out of time, if an indemnity is claimed")
            }
            OwedState::Owed => self.pick("dû", "owed"),
            OwedState::Late => self.pick("terme dépassé", "past its end"),
            OwedState::Done => self.pick("fait", "done"),
            OwedState::NotOwed => self.pick("non dû", "not owed"),
            OwedState::ToAnswer => self.pick("à déterminer", "to be determined"),
            OwedState::IfClaimed => self.pick("dû si une indemnité est demandée", "owed if an indemnity is claimed"),
        }
    }

    /// The text that a duty rests on, and its period.
    pub fn owed_basis(self, what: What, state: OwedState) -> &'static str {
        match what {
            // What is not owed needs no period, but the reason.
            What::DoraInitial if state == OwedState::NotOwed => self.pick(
                "DORA, art. 2 et 19\u{a0}: seulement pour une entité financière, depuis le 17 janvier 2025, et pour un incident majeur",
                "DORA art. 2 and 19: only for a financial entity, since 17 January 2025, and for a major incident",
            ),
            What::Complaint if state == OwedState::NotOwed => self.pick(
                "Code des assurances, art. L. 12-10-1\u{a0}: seulement après une attaque d’un système informatique, depuis le 24 avril 2023",
                "French insurance code, art. L. 12-10-1: only after an attack on a computer system, since 24 April 2023",
            ),
            What::Authority if state == OwedState::NotOwed => self.pick(
                "RGPD, art. 33(1)\u{a0}: sauf si un risque est peu probable",
                "GDPR art. 33(1): unless a risk is unlikely",
            ),
            What::Persons if state == OwedState::NotOwed => self.pick(
                "RGPD, art. 34(1)\u{a0}: seulement si un risque élevé est probable, et sauf exception de l’art. 34(3)",
                "GDPR art. 34(1): only if a high risk is likely, and unless art. 34(3) exempts",
            ),
            What::DoraInitial if state == OwedState::ToAnswer => self.pick(
                "DORA, art. 19\u{202f}; règlement délégué 2025/301, art. 5\u{a0}: 4 heures après le classement comme majeur, 24 heures au plus après la prise de connaissance. Majeur\u{a0}: règlement délégué 2024/1772, art. 8 et 9(5)(b). Indiquer l’entité, le service critique et le classement",
                "DORA art. 19; Delegated Regulation 2025/301, art. 5: 4 hours after classification as major, 24 hours after awareness at most. Major: Delegated Regulation 2024/1772, art. 8 and 9(5)(b). State the entity, the critical service and the classification",
            ),
            What::Controller => self.pick(
                "RGPD, art. 33(2)\u{a0}: dans les meilleurs délais",
                "GDPR art. 33(2): without undue delay",
            ),
            What::Authority => self.pick(
                "RGPD, art. 33(1)\u{a0}: 72 heures\u{202f}; règlement 1182/71, art. 3",
                "GDPR art. 33(1): 72 hours; Regulation 1182/71, art. 3",
            ),
            What::AuthorityTelecom => self.pick(
                "Règlement (UE) 611/2013, art. 2\u{a0}: le fournisseur d’un service de communications électroniques accessible au public notifie toute violation, 24 heures après l’avoir constatée si possible\u{202f}; règlement 1182/71, art. 3",
                "Regulation (EU) 611/2013, art. 2: a provider of publicly available electronic communications services notifies every breach, 24 hours after detecting it where feasible; Regulation 1182/71, art. 3",
            ),
            What::AuthorityComplement => self.pick(
                "RGPD, art. 33(4)\u{a0}: sans autre retard indu\u{202f}; la CNIL souhaite 72 heures après la première si possible",
                "GDPR art. 33(4): without undue further delay; the CNIL wishes it within 72 hours of the first if possible",
            ),
            What::Persons => {
                self.pick("RGPD, art. 34(1)\u{a0}: dans les meilleurs délais", "GDPR art. 34(1): without undue delay")
            }
            What::DoraInitial => self.pick(
                "DORA, art. 19\u{202f}; règlement délégué 2025/301, art. 5\u{a0}: 4 heures après le classement comme majeur, 24 heures au plus après la prise de connaissance. Majeur\u{a0}: règlement délégué 2024/1772, art. 8 et 9(5)(b).",
                "DORA art. 19; Delegated Regulation 2025/301, art. 5: 4 hours after classification as major, 24 hours after awareness at most. Major: Delegated Regulation 2024/1772, art. 8 and 9(5)(b).",
            ),
            What::DoraIntermediate => self.pick(
                "DORA, art. 19\u{202f}; règlement délégué 2025/301, art. 5\u{a0}: 72 heures après la notification initiale",
                "DORA art. 19; Delegated Regulation 2025/301, art. 5: 72 hours after the initial notification",
            ),
            What::DoraFinal => self.pick(
                "DORA, art. 19\u{202f}; règlement délégué 2025/301, art. 5\u{a0}: un mois après le rapport intermédiaire\u{202f}; au plus tard à midi le jour ouvré suivant, si le terme tombe un week-end ou un jour férié",
                "DORA art. 19; Delegated Regulation 2025/301, art. 5: one month after the intermediate report; by noon of the next working day if the end is on a weekend or a holiday",
            ),
            What::Complaint => self.pick(
                "Code des assurances, art. L. 12-10-1\u{a0}: 72 heures après la connaissance de l’atteinte",
                "French insurance code, art. L. 12-10-1: 72 hours after the victim knows",
            ),
            What::Register => self.pick("RGPD, art. 33(5)", "GDPR art. 33(5)"),
        }
    }

    /// A day or a moment, from its ISO form.
    pub fn day_or_moment(self, iso: &str) -> String {
        if iso.len() > 10 { self.moment(iso) } else { self.date(iso) }
    }
}
