//! Words of answers to access requests.

use model::standing::Standing;

use super::Words;

words! {
    answers_line: "Ligne", "Line";
    answers_standing: "Ce qui a été trouvé", "What was found";
    answers_identify:
        "Une réponse contient des données personnelles\u{a0}: remettez-la à la personne seulement, après avoir vérifié son identité.",
        "An answer holds personal data: hand it to the person only, after you have verified who asks.";
}

impl Words {
    pub fn standing_word(self, standing: Standing) -> &'static str {
        match standing {
            Standing::Met => self.pick("concernée\u{a0}: données listées", "concerned: data listed"),
            Standing::Undecided => self.pick("peut-être concernée", "perhaps concerned"),
            Standing::NotFound => self.pick("pas retrouvée à ce jour", "not found to date"),
            Standing::Shared => self.pick(
                "identifiant de plusieurs personnes\u{a0}: aucune réponse écrite",
                "identifier of several persons: no answer written",
            ),
            Standing::Unknown => self.whose(
                [
                    "identifiant dans aucun fichier de l’assureur\u{a0}: aucune réponse écrite",
                    "identifier in no file of the insurer: no answer written",
                ],
                [
                    "identifiant dans aucun fichier de l’organisme\u{a0}: aucune réponse écrite",
                    "identifier in no file of the organisation: no answer written",
                ],
            ),
        }
    }
}
