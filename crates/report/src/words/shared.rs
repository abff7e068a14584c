//! Words of the counts that may be shared with other organisations.

use super::Words;
use model::disclosure::Kind;
use model::rule::Rule;

words! {
    kind: "Répartition", "Breakdown";
    group: "Groupe", "Group";
    masked: "masqué", "suppressed";
}

impl Words {
    /// The breakdown of a count.
    pub fn kind_word(self, kind: Kind) -> &'static str {
        match kind {
            Kind::All => self.pick("toutes", "all"),
            Kind::Relation => self.pick("qualité", "relation"),
            Kind::Age => self.pick("âge", "age"),
            Kind::Cover => self.pick("couverture", "cover"),
            Kind::Life => self.pick("décès", "death"),
            Kind::Sex => self.pick("sexe", "sex"),
            Kind::BirthDecade => self.pick("décennie de naissance", "decade of birth"),
            Kind::Rule => self.pick("règle", "rule"),
        }
    }

    /// A group's name.
    pub fn group_word(self, kind: Kind, group: &str) -> String {
        let rule = Rule::ALL.into_iter().find(|rule| kind == Kind::Rule && rule.id() == group);
        if let Some(rule) = rule {
            return self.rule_name(rule).to_owned();
        }
        let word = match (kind, group) {
            (Kind::All, _) => self.persons(),
            (_, "policyholders") => self.policyholders(),
            (_, "dependants") => self.dependants(),
            (Kind::Age, "others") => self.pick("Majeurs, ou âge inconnu", "Adults, or age unknown"),
            (_, "minors") => self.minors(),
            (Kind::Cover, "others") => self.pick("Assurés en cours", "Current members"),
            (_, "former") => self.former(),
            (Kind::Life, "others") => self.pick("Autres", "Others"),
            (_, "deceased") => self.deceased(),
            (_, "men") => self.men(),
            (_, "women") => self.women(),
            (Kind::Rule, "perimeter") => self.perimeter_alone(),
            (_, "not_told") => self.pick("Non indiqué", "Not stated"),
            (_, decade) => return self.decade(decade.parse().ok()),
        };
        word.to_owned()
    }
}
