//! The text message: only characters of the GSM alphabet (no `ê`, `ç` or typographic apostrophe), and no colon in
//! French, which would need a no-break space.

use super::Phrases;

phrases! {
    some_provider: "un prestataire", "a provider";
    sms_warning: "Nous ne demandons jamais vos mots de passe. ", "We never ask for your passwords. ";
    sms_to_complete: "[à compléter]", "[to be completed]";
}

impl Phrases {
    /// Sender and subject.
    pub(in crate::dossier::letter) fn sms_about(self, insurer: &str, disclosed: bool, at: &str) -> String {
        let what = match disclosed {
            true => self.pick("que des données sur vous ont été exposées", "that data about you were exposed"),
            false => {
                self.pick("qu'un incident a touché des données sur vous", "that an incident affected data about you")
            }
        };
        self.pick(format!("{insurer} vous informe {what} {at}. "), format!("{insurer} informs you {what} {at}. "))
    }

    /// Where to read or call. An address is at the end, without a full stop that could be taken for part of it.
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
