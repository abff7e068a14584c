//! What is told of two operators insurer by insurer.

use super::PERSONS;
use crate::compare::operators::{Counted, Insurers, Notification, OwnScore, Part, Population, Share, Sides};
use crate::words::Words;

impl Words {
    /// Whom they serve, and at whom they exposed somebody.
    pub(crate) fn operators_insurers(self, [(a, first), (b, second)]: Sides<'_, Insurers>) -> String {
        let n = |ids: &[String]| self.number(ids.len() as u64);
        let insurers = (["assureur", "assureurs"], ["insurer", "insurers"]);
        let served = self.operators_n(first.served.len() as u64, insurers);
        let (served_too, exposed, exposed_too) = (n(&second.served), n(&first.exposed), n(&second.exposed));
        self.pick(
            format!(
                "D’après le dossier, {a} sert {served} et {b} en sert {served_too}\u{202f}; assureurs concernés\u{a0}: {exposed} par {a}, {exposed_too} par {b}."
            ),
            format!(
                "By the incident file, {a} serves {served} and {b} serves {served_too}; insurers exposed: {exposed} by {a}, {exposed_too} by {b}."
            ),
        )
    }

    /// How many of an insurer's members each exposed.
    pub(crate) fn operators_share(
        self,
        insurer: &str,
        population: Option<Population>,
        [(a, first), (b, second)]: Sides<'_, Share>,
    ) -> String {
        let who = |name: &str, share: &Share| match share.served {
            true => name.to_owned(),
            false => self.pick(
                format!("{name}, qui d’après le dossier ne sert pas cet assureur,"),
                format!("{name}, which by the incident file does not serve it,"),
            ),
        };
        let (who, who_too) = (who(a, first), who(b, second));
        let persons = |share: &Share| self.operators_n(share.persons, PERSONS);
        let (persons, persons_too) = (persons(first), persons(second));
        let (Some(population), Some(part), Some(part_too)) = (population, first.members, second.members) else {
            return self.pick(
                format!(
                    "Chez {insurer}, {who} a exposé {persons} et {who_too} {persons_too}\u{202f}; la part n’est pas connue, faute d’assurés dans les fichiers."
                ),
                format!(
                    "At {insurer}, {who} exposed {persons} and {who_too} {persons_too}; the share is not known, for want of members in the files."
                ),
            );
        };
        let part_of = |part: Part| format!("{} ({})", self.number(part.count), self.ppm(part.share_ppm));
        let (part, part_too) = (part_of(part), part_of(part_too));
        let (noun, caution) = match population.counted {
            Counted::Persons => (PERSONS, String::new()),
            Counted::MemberRows => (
                (["ligne d’assuré", "lignes d’assurés"], ["member row", "member rows"]),
                self.pick(
                    format!("\u{202f}; c’est une part de lignes et non de personnes ({persons} et {persons_too})"),
                    format!("; this is a share of rows and not of persons ({persons} and {persons_too})"),
                ),
            ),
        };
        let size = self.operators_n(population.size, noun);
        self.pick(
            format!(
                "Chez {insurer}, dont les fichiers comptent {size}, {who} en a exposé {part} et {who_too} {part_too}{caution}."
            ),
            format!("At {insurer}, whose files hold {size}, {who} exposed {part} and {who_too} {part_too}{caution}."),
        )
    }

    /// How grave it is what each lost of an insurer's persons.
    pub(crate) fn operators_severity(
        self,
        insurer: &str,
        [(a, first), (b, second)]: Sides<'_, Option<OwnScore>>,
    ) -> String {
        let of = |name: &str, own: &Option<OwnScore>| match own {
            Some(OwnScore { score_hundredths, band }) => {
                let (score, band) = (self.score(*score_hundredths), self.band_word(*band));
                self.pick(format!("{score} (tranche {band}) pour {name}"), format!("{score} (band: {band}) for {name}"))
            }
            None => self.pick(format!("aucun pour {name}"), format!("none for {name}")),
        };
        let (first, second) = (of(a, first), of(b, second));
        self.pick(
            format!(
                "Chez {insurer}, score ENISA proposé de ce que chaque opérateur a perdu à lui seul\u{a0}: {first}, {second}."
            ),
            format!("At {insurer}, ENISA score proposed of what each operator lost by itself: {first}, {second}."),
        )
    }

    /// Until when the authority is to be told, and whether it was.
    pub(crate) fn operators_duty(self, notification: &Notification, as_of: &str) -> String {
        if !notification.owed {
            let text = self.pick(
                "La notification à l’autorité n’est pas tenue pour due.",
                "A notification to the authority is not held to be owed.",
            );
            return text.to_owned();
        }
        let Some(deadline) = &notification.deadline else {
            let text = self.pick(
                "La notification à l’autorité est due\u{202f}; le dossier ne dit pas quand l’assureur a été informé, et le terme des 72 heures n’est pas connu.",
                "A notification to the authority is owed; the incident file does not tell when the insurer was informed, and the end of the 72 hours is not known.",
            );
            return text.to_owned();
        };
        let (until, as_of) = (self.moment(&deadline.until), self.date(as_of));
        match (deadline.sent_on.as_deref().map(|sent| self.moment(sent)), deadline.late) {
            (Some(sent), true) => self.pick(
                format!("La violation a été notifiée à l’autorité le {sent}, après le terme des 72 heures, le {until}."),
                format!("The authority was notified on {sent}, after the 72 hours had ended on {until}."),
            ),
            (Some(sent), false) => self.pick(
                format!(
                    "La violation a été notifiée à l’autorité le {sent}, dans le délai de 72 heures, qui courait jusqu’au {until}."
                ),
                format!("The authority was notified on {sent}, within the 72 hours, which ended on {until}."),
            ),
            (None, true) => self.pick(
                format!(
                    "Le terme des 72 heures était le {until}\u{202f}; au {as_of}, la violation n’avait pas été notifiée à l’autorité."
                ),
                format!("The 72 hours ended on {until}; as of {as_of}, the authority had not been notified."),
            ),
            (None, false) => self.pick(
                format!("La notification à l’autorité est due au plus tard le {until}."),
                format!("A notification to the authority is owed by {until} at the latest."),
            ),
        }
    }
}
