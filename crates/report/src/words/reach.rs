//! Words about whom a breach reaches and with what: perimeters, managers, groups, sets, identifiability.

use super::Words;
use model::rule::{Certainty, Rule};

words! {
    high_is: "Le maximum compte des lignes d’assurés", "The maximum counts member rows";
    high_met: "retrouvées sans ambiguïté ou dans un périmètre (plusieurs par personne parfois)", "met unambiguously or in a perimeter (some persons have several)";
    high_ambiguous: "désignées seulement par des lignes qui en désignent d’autres", "met only by rows that mean others too";
    high_household: "d’un foyer dont seul le NIR a fui", "of a household of which only the NIR leaked";
    apart: "Personnes hors de l’estimation", "Persons outside the estimate";
    apart_ambiguous: "ambiguës", "ambiguous";
    apart_household: "d’un foyer dont seul le NIR a fui", "of a household of which only the NIR leaked";
    union_operators: "Par quels opérateurs, exactement", "By exactly which operators";
    union_insurers: "Chez quels assureurs, exactement", "At exactly which insurers";
    perimeters: "Périmètres déclarés", "Declared perimeters";
    perimeters_note:
        "Une population décrite par des conditions, dans l’ordre du dossier. « Retrouvées » : par des lignes divulguées de cet opérateur, sans ambiguïté.",
        "A population told by conditions, in the order of the incident file. “Met”: by leaked rows of that operator, unambiguously.";
    perimeter: "Périmètre nº", "Perimeter no.";
    persons_met: "Personnes retrouvées", "Persons met";
    rows_met: "Lignes retrouvées", "Rows met";
    managers: "Par gestionnaire", "By manager";
    manager: "Gestionnaire", "Manager";
    manager_unknown: "nommé, absent du dossier", "named, not in the file";
    manager_unnamed: "aucun nommé", "none named";
    groups: "Qui sont les personnes concernées", "Who the persons concerned are";
    groups_note:
        "De l’estimation. Le sexe vient de la civilité, sinon du NIR de la personne ; la décennie, de la date de naissance.",
        "Of the estimate. The sex is the civility’s, else that of the person’s own NIR; the decade is the birth date’s.";
    men: "Hommes", "Men";
    women: "Femmes", "Women";
    sex_not_told: "Sexe non indiqué", "Sex not told";
    sets: "Ce que chacun a perdu", "What each person lost";
    sets_note:
        "Les données qui ont fui ensemble pour une même personne, tous opérateurs réunis. « Seules » : part des assurés de la population entière que ces valeurs, telles que le fichier les porte, désignent à elles seules.",
        "The data that leaked together of one person, all operators together. “Alone”: share of the insurer’s whole population that these values, as its file has them, single out.";
    set: "Ensemble de données", "Set of data";
    alone: "Seules", "Alone";
    not_measured: "Ensembles plus rares dont la part de personnes seules n’a pas été mesurée", "Rarer sets of which those alone were not measured";
    no_field: "aucune donnée déclarée", "no field declared";
    identifiability: "Ce que ces données disent de chacun", "How well these data tell persons apart";
    identifiability_note:
        "Compté dans les fichiers de l’assureur, non estimé : k est le nombre de personnes qui portent les mêmes valeurs ; 1/k, la chance de nommer la bonne.",
        "Counted in the insurer’s files, not estimated: k is the number of persons who have the same values; 1/k the chance of naming the right one.";
    population: "Personnes dans les fichiers", "Persons in the files";
    most_frequent_set: "Ensemble le plus fréquent", "Most frequent set";
    k_one: "Seules (k = 1)", "Alone (k = 1)";
    k_few: "k de 2 à 5", "k from 2 to 5";
    k_some: "k de 6 à 20", "k from 6 to 20";
    k_many: "k au-delà de 20", "k over 20";
    mean_inverse_k: "Moyenne de 1/k", "Mean of 1/k";
    field_left_out: "Donnée", "Field";
    alone_without: "Seules sans elle", "Alone without it";
    alone_with: "Seules avec elle", "Alone with it";
    by_rule_note:
        "Chaque personne est comptée sous la règle la plus sûre qui l’a retrouvée ; celles d’un périmètre qu’aucune ligne ne retrouve, à part. Leur somme est l’estimation ; les foyers, dont seul le NIR a fui, n’y sont pas.",
        "Each person counts under the surest rule that met it; those in a perimeter whom no row meets, apart. Their sum is the estimate; households of which only the NIR leaked are not in it.";
    perimeter_alone: "Périmètre seul", "Perimeter alone";
    household: "Foyer", "Household";
}

impl Words {
    /// What a rule compares, in few words.
    pub fn rule_short(self, rule: Rule) -> &'static str {
        match rule {
            Rule::NirDateRank => self.pick("NIR, date, rang", "NIR, date, rank"),
            Rule::NirDateName => self.pick("NIR, date, prénom", "NIR, date, first name"),
            Rule::NirDate => self.pick("NIR, date", "NIR, date"),
            Rule::ContractDateName => self.pick("Contrat, date, prénom", "Contract, date, first name"),
            Rule::NameDate => self.pick("Nom, prénom, date", "Name, first name, date"),
            Rule::NirOnly => self.pick("NIR seul", "NIR alone"),
        }
    }

    /// How sure a rule is.
    pub fn certainty_word(self, certainty: Certainty) -> &'static str {
        match certainty {
            Certainty::Certain => self.pick("certaine", "certain"),
            Certainty::Strong => self.pick("forte", "strong"),
            Certainty::Probable => self.pick("probable", "probable"),
            Certainty::Household => self.pick("foyer", "household"),
        }
    }

    /// A share given in millionths, cut to a tenth of a hundredth: what is not all is never printed as all.
    pub fn ppm(self, ppm: u64) -> String {
        let tenths = ppm / 1000;
        format!("{}{}{}{}", tenths / 10, self.pick(',', '.'), tenths % 10, self.pick("\u{a0}%", "%"))
    }

    /// A decade of birth.
    pub fn decade(self, from: Option<u16>) -> String {
        match from {
            Some(from) => self.pick(format!("Nées de {from} à {}", from + 9), format!("Born {from}–{}", from + 9)),
            None => self.pick("Date de naissance inconnue", "Birth date unknown").to_owned(),
        }
    }
}
