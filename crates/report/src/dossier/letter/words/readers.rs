//! Who writes to whom, and what the letter says of the readers' own data from its title on.

use super::{Form, Phrases};
use model::incident::Trade;

/// What became of the readers' data.
#[derive(Clone, Copy)]
pub(in crate::dossier::letter) struct Became {
    /// Whether they were disclosed, and not only altered or out of reach.
    pub disclosed: bool,
    /// Whether no reader is certainly meant.
    pub probable: bool,
}

impl Phrases {
    pub(in crate::dossier::letter) fn title(self, form: Form, became: Became) -> &'static str {
        let Became { disclosed, probable } = became;
        match form {
            Form::Letter if !disclosed && probable => self.pick(
                "Un incident a probablement touché des données sur vous",
                "An incident probably affected data about you",
            ),
            Form::Letter if probable => {
                self.pick("Des données sur vous ont probablement été exposées", "Data about you were probably exposed")
            }
            Form::Letter if !disclosed => {
                self.pick("Un incident a touché des données sur vous", "An incident affected data about you")
            }
            Form::Notice if !disclosed => self.pick("Un incident a touché des données", "An incident affected data"),
            Form::Letter => self.pick("Des données sur vous ont été exposées", "Data about you were exposed"),
            Form::Notice => self.pick(
                "Des données ont été exposées\u{a0}: cela vous concerne-t-il\u{202f}?",
                "Data were exposed: are you affected?",
            ),
        }
    }

    /// Why the reader is one of those concerned: a comparison of files shows it, or a party tells it of a whole group.
    pub(in crate::dossier::letter) fn you_are(self, compared: bool, told: Option<&str>, became: Became) -> String {
        let what = match (became.disclosed, became.probable) {
            (true, false) => self.pick("des données sur vous ont été exposées", "data about you were exposed"),
            (true, true) => {
                self.pick("des données sur vous ont probablement été exposées", "data about you were probably exposed")
            }
            (false, false) => {
                self.pick("l’incident a touché des données sur vous", "the incident affected data about you")
            }
            (false, true) => self.pick(
                "l’incident a probablement touché des données sur vous",
                "the incident probably affected data about you",
            ),
        };
        let compared_with = self.pick(
            "Nous avons comparé nos fichiers aux données en cause.",
            "We compared our files with the data in question.",
        );
        match (compared, told) {
            (true, None) => self.pick(
                format!("{compared_with} D’après cette comparaison, {what}."),
                format!("{compared_with} According to this comparison, {what}."),
            ),
            (true, Some(who)) => self.pick(
                format!("{compared_with} D’après cette comparaison, ou selon {who}, {what}."),
                format!("{compared_with} According to this comparison, or to {who}, {what}."),
            ),
            (false, Some(who)) => self.pick(format!("Selon {who}, {what}."), format!("According to {who}, {what}.")),
            (false, None) => {
                self.pick(format!("D’après nos recherches, {what}."), format!("According to our inquiry, {what}."))
            }
        }
    }

    /// Sender and subject.
    pub(in crate::dossier::letter) fn who_writes(
        self,
        form: Form,
        insurer: &str,
        trade: Option<Trade>,
        at: &str,
        became: Became,
        by_manager: bool,
    ) -> String {
        let yours = match became.probable {
            false => self.pick("certaines sont les vôtres", "some of them are yours"),
            true => self.pick("certaines sont probablement les vôtres", "some of them are probably yours"),
        };
        let were = match became.disclosed {
            true => self.pick("exposées", "exposed"),
            false => self.pick("touchées", "affected"),
        };
        let we_are = match trade {
            Some(trade) => {
                let trade = self.trade(trade);
                self.pick(
                    format!("Nous sommes, ou nous avons été, {trade}."),
                    format!("We are, or have been, {trade}."),
                )
            }
            None => self
                .pick(
                    "Nous détenons, ou nous avons détenu, des données sur vous.",
                    "We hold, or have held, data about you.",
                )
                .to_owned(),
        };
        let subject = match by_manager {
            true => self.pick("Il s’agit de vos données.".to_owned(), "This is about your data.".to_owned()),
            false => self.pick(
                format!("{insurer} vous écrit au sujet de vos données."),
                format!("{insurer} is writing to you about your data."),
            ),
        };
        match form {
            Form::Letter => self.pick(
                format!("{subject} {we_are} Des données ont été {were} {at}, et {yours}."),
                format!("{subject} {we_are} Data were {were} {at}, and {yours}."),
            ),
            Form::Notice => self.pick(
                format!(
                    "{insurer} s’adresse ici aux personnes dont nous détenons, ou avons détenu, des données. Des données de certaines d’entre elles ont été {were} {at}."
                ),
                format!(
                    "{insurer} is addressing everyone whose data we hold, or have held. Data of some of them were {were} {at}."
                ),
            ),
        }
    }

    /// What the controller is to the reader.
    fn trade(self, trade: Trade) -> &'static str {
        match trade {
            Trade::HealthInsurer => self.pick("votre assureur santé", "your health insurer"),
            Trade::Insurer => self.pick("votre assureur", "your insurer"),
            Trade::Bank => self.pick("votre banque", "your bank"),
            Trade::Employer => self.pick("votre employeur", "your employer"),
            Trade::EmploymentAgency => {
                self.pick("l’organisme qui suit votre recherche d’emploi", "the agency that supports your job search")
            }
            Trade::PublicService => {
                self.pick("un service public qui s’occupe de votre dossier", "a public service that handles your file")
            }
            Trade::Telecom => self.pick("votre opérateur télécom", "your telecom operator"),
            Trade::Shop => self.pick("votre commerçant", "a shop where you are a customer"),
        }
    }
}
