//! Sentences comparing two operators by insurer.

use super::PERSONS;
use crate::compare::operators::{Counted, Insurers, Notification, OwnScore, Part, Population, Share, Sides};
use crate::words::Words;

impl Words {
    /// The insurers that each serves, and those of which it exposed persons.
    pub(crate) fn operators_insurers(self, [(a, first), (b, second)]: Sides<'_, Insurers>) -> String {
        let n = |ids: &[String]| self.number(ids.len() as u64);
        let [fr, en] = match self.is_of_any_trade() {
            true => [["organisme", "organismes"], ["organisation", "organisations"]],
            false => [["assureur", "assureurs"], ["insurer", "insurers"]],
        };
        let served = self.operators_n(first.served.len() as u64, (fr, en));
        let [[_, fr], [_, en]] = [fr, en];
        let (served_too, exposed, exposed_too) = (n(&second.served), n(&first.exposed), n(&second.exposed));
        self.pick(
            format!(
                "D’après le fichier d’incident, {a} sert {served} et {b} en sert {served_too}\u{202f}; {fr} concernés\u{a0}: {exposed} par {a}, {exposed_too} par {b}."
            ),
            format!(
                "According to the incident file, {a} serves {served} and {b} serves {served_too}; {en} affected: {exposed} by {a}, {exposed_too} by {b}."
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
            false => self.whose(
                [
                    format!("{name}, qui d’après le fichier d’incident ne sert pas cet assureur,"),
                    format!("{name}, which does not serve it according to the incident file,"),
                ],
                [
                    format!("{name}, qui d’après le fichier d’incident ne sert pas cet organisme,"),
                    format!("{name}, which does not serve it according to the incident file,"),
                ],
            ),
        };
        let (who, who_too) = (who(a, first), who(b, second));
        let persons = |share: &Share| self.operators_n(share.persons, PERSONS);
        let (persons, persons_too) = (persons(first), persons(second));
        let (Some(population), Some(part), Some(part_too)) = (population, first.members, second.members) else {
            let (fr, en) = match self.is_of_any_trade() {
                true => ("de personnes", "persons"),
                false => ("d’assurés", "members"),
            };
            return self.pick(
                format!(
                    "Chez {insurer}, {who} a exposé {persons} et {who_too} {persons_too}\u{202f}; la part est inconnue, faute {fr} dans les fichiers."
                ),
                format!(
                    "At {insurer}, {who} exposed {persons} and {who_too} {persons_too}; the share is unknown, since the files contain no {en} of it."
                ),
            );
        };
        let part_of = |part: Part| format!("{} ({})", self.number(part.count), self.ppm(part.share_ppm));
        let (part, part_too) = (part_of(part), part_of(part_too));
        let (noun, caution) = match population.counted {
            Counted::Persons => (PERSONS, String::new()),
            Counted::MemberRows => (
                match self.is_of_any_trade() {
                    true => (["ligne", "lignes"], ["row", "rows"]),
                    false => (["ligne d’assuré", "lignes d’assurés"], ["member row", "member rows"]),
                },
                self.pick(
                    format!("\u{202f}; c’est une part de lignes, non de personnes ({persons} et {persons_too})"),
                    format!("; this is a share of rows, not of persons ({persons} and {persons_too})"),
                ),
            ),
        };
        let size = self.operators_n(population.size, noun);
        self.pick(
            format!(
                "Chez {insurer}, dont les fichiers comptent {size}, {who} en a exposé {part} et {who_too} {part_too}{caution}."
            ),
            format!("At {insurer}, whose files contain {size}, {who} exposed {part} and {who_too} {part_too}{caution}."),
        )
    }

    /// The severity of what each lost of an insurer's persons.
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
                "Chez {insurer}, score ENISA proposé pour les seules données en cause chez chaque opérateur\u{a0}: {first}, {second}."
            ),
            format!("At {insurer}, ENISA score proposed for the data at issue at each operator alone: {first}, {second}."),
        )
    }

    /// The deadline for notifying the authority, and whether it was met.
    pub(crate) fn operators_duty(self, notification: &Notification, as_of: &str) -> String {
        if !notification.owed {
            let text = self.pick(
                "La notification à l’autorité n’est pas considérée comme due.",
                "Notification of the authority is not considered to be required.",
            );
            return text.to_owned();
        }
        let Some(deadline) = &notification.deadline else {
            let text = self.whose(
                [
                    "La notification à l’autorité est due\u{202f}; le fichier d’incident n’indique pas quand l’assureur a été informé\u{a0}: le terme des 72 heures est inconnu.",
                    "The authority must be notified; the incident file does not state when the insurer was informed, so the 72-hour deadline is unknown.",
                ],
                [
                    "La notification à l’autorité est due\u{202f}; le fichier d’incident n’indique pas quand l’organisme a été informé\u{a0}: le terme des 72 heures est inconnu.",
                    "The authority must be notified; the incident file does not state when the organisation was informed, so the 72-hour deadline is unknown.",
                ],
            );
            return text.to_owned();
        };
        let (until, as_of) = (self.moment(&deadline.until), self.date(as_of));
        match (deadline.sent_on.as_deref().map(|sent| self.moment(sent)), deadline.late) {
            (Some(sent), true) => self.pick(
                format!("La violation a été notifiée à l’autorité le {sent}, après le terme des 72 heures, le {until}."),
                format!("The authority was notified on {sent}, after the 72-hour deadline of {until}."),
            ),
            (Some(sent), false) => self.pick(
                format!(
                    "La violation a été notifiée à l’autorité le {sent}, dans le délai de 72 heures, qui courait jusqu’au {until}."
                ),
                format!("The authority was notified on {sent}, within the 72-hour deadline of {until}."),
            ),
            (None, true) => self.pick(
                format!(
                    "Le terme des 72 heures était le {until}\u{202f}; au {as_of}, la violation n’avait pas été notifiée à l’autorité."
                ),
                format!("The 72-hour deadline was {until}; as of {as_of}, the authority had not been notified."),
            ),
            (None, false) => self.pick(
                format!("La notification à l’autorité est due au plus tard le {until}."),
                format!("The authority must be notified by {until} at the latest."),
            ),
        }
    }
}
