//! Words of the counts that may be shared with other organisations.

use super::Words;
use model::disclosure::Breakdown;
use model::rule::Rule;
use model::said::Lang;

words! {
    kind: "Répartition", "Breakdown";
    group: "Groupe", "Group";
    masked: "masqué", "suppressed";
    counts_for_others: "Nombres qui peuvent être transmis à d’autres organismes", "Counts that other organisations may see";
    declared_by_operator: "Données déclarées exposées par l’opérateur", "Data declared exposed by the operator";
    /// On every page about several organisations that is not made to be passed on: who it is for.
    not_masked: "Aucun nombre n’est masqué ici\u{a0}: page réservée à ceux qui mènent l’évaluation. Ce qui peut être transmis à d’autres s’écrit dans shared/, avec l’option suppress-below.",
        "No number is suppressed here: this page is for those who carry out the assessment. What may be passed on to others is written to shared/, with the option suppress-below.";
}

impl Words {
    /// On every page that may be passed on: what is suppressed in it.
    pub fn what_is_masked(self, below: u64) -> String {
        match self.lang() {
            Lang::Fr => format!(
                "Personnes, selon l’estimation. Les nombres de 1 à {} sont masqués, ainsi que d’autres, pour qu’aucun ne puisse être retrouvé par soustraction. Les lignes sans personne ne figurent pas ici.",
                below - 1
            ),
            Lang::En => format!(
                "Persons, as estimated. Counts from 1 to {} are suppressed, and others with them, so that none can be found by subtraction. Lines without any person are left out here.",
                below - 1
            ),
        }
    }

    /// Caption of a table of persons by a breakdown.
    pub fn persons_by(self, kind: Breakdown) -> String {
        match (kind, self.lang()) {
            (Breakdown::All, _) => self.persons().to_owned(),
            (_, Lang::Fr) => format!("Personnes par {}", self.breakdown_word(kind)),
            (_, Lang::En) => format!("Persons by {}", self.breakdown_word(kind)),
        }
    }

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
