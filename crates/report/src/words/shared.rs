//! Words of the counts that may be shared with other organisations.

use super::Words;
use model::disclosure::Breakdown;
use model::rule::Rule;

words! {
    kind: "Répartition", "Breakdown";
    group: "Groupe", "Group";
    masked: "masqué", "suppressed";
    /// On every page about several organisations: who it is for.
    not_masked: "Aucun nombre n’est masqué ici\u{a0}: page réservée à ceux qui mènent l’évaluation. Ce qui peut être transmis à d’autres s’écrit dans shared/, avec l’option suppress-below.",
        "No number is suppressed here: this page is for those who carry out the assessment. What may be passed on to others is written to shared/, with the option suppress-below.";
}

impl Words {
    /// The breakdown of a count.
    pub fn breakdown_word(self, kind: Breakdown) -> &'static str {
        match kind {
            Breakdown::All => self.pick("toutes", "all"),
            Breakdown::Relation => self.pick("qualité", "relation"),
            Breakdown::Age => self.pick("âge", "age"),
            Breakdown::Cover => self.pick("couverture", "cover"),
            Breakdown::Life => self.pick("décès", "death"),
            Breakdown::Sex => self.pick("sexe", "sex"),
            Breakdown::BirthDecade => self.pick("décennie de naissance", "decade of birth"),
            Breakdown::Rule => self.pick("règle", "rule"),
        }
    }

    /// A group's name.
    pub fn group_word(self, kind: Breakdown, group: &str) -> String {
        let rule = Rule::ALL.into_iter().find(|rule| kind == Breakdown::Rule && rule.id() == group);
        if let Some(rule) = rule {
            return self.rule_name(rule).to_owned();
        }
        let word = match (kind, group) {
            (Breakdown::All, _) => self.persons(),
            (_, "policyholders") => self.policyholders(),
            (_, "dependants") => self.dependants(),
            (Breakdown::Age, "others") => self.pick("Majeurs, ou âge inconnu", "Adults, or age unknown"),
            (_, "minors") => self.minors(),
            (Breakdown::Cover, "others") => {
                self.whose(["Assurés en cours", "Current members"], ["Personnes en cours", "Current persons"])
            }
            (_, "former") => self.former(),
            (Breakdown::Life, "others") => self.pick("Autres", "Others"),
            (_, "deceased") => self.deceased(),
            (_, "men") => self.men(),
            (_, "women") => self.women(),
            (Breakdown::Rule, "perimeter") => self.perimeter_alone(),
            (_, "not_told") => self.pick("Non indiqué", "Not stated"),
            (_, decade) => return self.decade(decade.parse().ok()),
        };
        word.to_owned()
    }
}
