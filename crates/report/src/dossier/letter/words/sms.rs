//! The short message: only characters that a short message has (no `ê`, no `ç`, no typographic apostrophe), and no colon
//! in French, which would want a space that it has not.

use super::Phrases;

phrases! {
    some_provider: "un prestataire", "a provider";
    sms_warning: "Nous ne demandons jamais vos mots de passe. ", "We never ask for your passwords. ";
    sms_to_complete: "[à compléter]", "[to be completed]";
}

impl Phrases {
    /// Who writes, and about what.
    pub(in crate::dossier::letter) fn sms_about(self, insurer: &str, operators: &str) -> String {
        self.pick(
            format!("{insurer} vous informe que des données sur vous ont été exposées chez {operators}. "),
            format!("{insurer} informs you that data about you were exposed at {operators}. "),
        )
    }

    /// Where to read or hear more. An address stands last, without a stop that could be taken for a part of it.
    pub(in crate::dossier::letter) fn sms_where(self, phone: Option<&str>, page: Option<&str>) -> String {
        let more = self.pick("Détails et conseils", "Details and advice");
        let phone = phone.map(|phone| self.pick(format!(" au {phone}"), format!(" at {phone}")));
        let page = page.map(|page| self.pick(format!(" sur {page}"), format!(" on {page}")));
        match (phone, page) {
            (None, None) => format!("{more} {}", self.sms_to_complete()),
            (Some(one), None) | (None, Some(one)) => format!("{more}{one}"),
            (Some(phone), Some(page)) => format!("{more}{phone}{}{page}", self.pick(" ou", " or")),
        }
    }
}
