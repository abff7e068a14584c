//! Words about the persons affected and what they lost: perimeters, managers, groups, sets, identifiability.

use super::Words;
use model::rule::{Certainty, Difference, Near, Rule};

words! {
    high_is: "Le maximum compte des lignes d’assurés", "The high figure counts member rows" | "Le maximum compte des lignes de l’organisme", "The high figure counts rows of the organisation";
    high_met: "retrouvées sans ambiguïté ou comprises dans un périmètre (parfois plusieurs par personne)", "matched unambiguously or in a perimeter (some persons have several)";
    high_doubtful: "retrouvées sans certitude suffisante (« possible »)", "matched with too little certainty (“possible”)";
    high_ambiguous: "désignées seulement par des lignes qui désignent aussi d’autres personnes", "matched only by rows that also match other persons";
    high_household: "d’un foyer désigné par un NIR, un numéro ou un contact seul", "in a household that only a NIR, number or contact points to";
    apart: "Personnes hors de l’estimation", "Persons outside the estimate";
    apart_doubtful: "douteuses", "doubtful";
    apart_ambiguous: "ambiguës", "ambiguous";
    apart_household: "d’un foyer désigné par un NIR, un numéro ou un contact seul", "in a household that only a NIR, number or contact points to";
    union_operators: "Personnes par combinaison d’opérateurs", "Persons by combination of operators";
    union_insurers: "Personnes par combinaison d’assureurs", "Persons by combination of insurers" | "Personnes par combinaison d’organismes", "Persons by combination of organisations";
    perimeters: "Périmètres déclarés", "Declared perimeters";
    perimeters_note:
        "Populations décrites par des conditions, dans l’ordre du fichier d’incident. « Retrouvées » : sans ambiguïté, par des lignes divulguées de cet opérateur.",
        "Populations described by conditions, in the order of the incident file. “Matched”: unambiguously, by leaked rows of that operator.";
    perimeter: "Périmètre n°", "Perimeter no.";
    persons_met: "Personnes retrouvées", "Persons matched";
    rows_met: "Lignes retrouvées", "Rows matched";
    managers: "Par gestionnaire", "By manager";
    manager: "Gestionnaire", "Manager";
    manager_unknown: "nommé, absent du fichier d’incident", "named, not in the incident file";
    manager_unnamed: "aucun nommé", "none named";
    groups: "Qui sont les personnes concernées", "Who the affected persons are";
    groups_note:
        "Personnes de l’estimation. Le sexe vient du fichier (sexe ou civilité) ou, à défaut, du NIR de la personne ; la décennie, de la date de naissance.",
        "Persons in the estimate. The sex comes from the file (sex or title) or, failing that, from the person’s own NIR; the decade from the birth date.";
    men: "Hommes", "Men";
    women: "Femmes", "Women";
    sex_not_told: "Sexe non indiqué", "Sex not stated";
    sets: "Données divulguées pour chaque personne", "Data disclosed of each person";
    sets_note:
        "Données qui ont fui ensemble pour une même personne, tous opérateurs confondus. « Uniques » : part de toute la population de l’assureur que ces valeurs, telles que ses fichiers les portent, désignent à elles seules.",
        "Fields that leaked together for one person, over all operators. “Unique”: share of the insurer’s whole population that these values, as written in its files, single out."
        | "Données qui ont fui ensemble pour une même personne, tous opérateurs confondus. « Uniques » : part de toute la population de l’organisme que ces valeurs, telles que ses fichiers les portent, désignent à elles seules.",
        "Fields that leaked together for one person, over all operators. “Unique”: share of the organisation’s whole population that these values, as written in its files, single out.";
    set: "Ensemble de données", "Set of fields";
    alone: "Uniques", "Unique";
    not_measured: "Ensembles plus rares, non mesurés", "Rarer sets, not measured";
    no_field: "aucune donnée déclarée", "no field declared";
    identifiability: "Identifiabilité des personnes", "Identifiability of persons";
    identifiability_note:
        "Compté dans les fichiers de l’assureur, non estimé : k est le nombre de personnes qui ont les mêmes valeurs ; 1/k, la probabilité de désigner la bonne.",
        "Counted in the insurer’s files, not estimated: k is the number of persons with the same values; 1/k is the probability of picking the right one."
        | "Compté dans les fichiers de l’organisme, non estimé : k est le nombre de personnes qui ont les mêmes valeurs ; 1/k, la probabilité de désigner la bonne.",
        "Counted in the organisation’s files, not estimated: k is the number of persons with the same values; 1/k is the probability of picking the right one.";
    population: "Personnes dans les fichiers", "Persons in the files";
    k_one: "Uniques (k = 1)", "Unique (k = 1)";
    k_few: "k de 2 à 5", "k from 2 to 5";
    k_some: "k de 6 à 20", "k from 6 to 20";
    k_many: "k au-delà de 20", "k over 20";
    mean_inverse_k: "Moyenne de 1/k", "Mean of 1/k";
    field_left_out: "Donnée", "Field";
    alone_without: "Uniques sans elle", "Unique without it";
    alone_with: "Uniques avec elle", "Unique with it";
    by_rule_note:
        "Chaque personne est comptée sous la règle la plus forte qui l’a retrouvée, et d’après ce en quoi les lignes diffèrent ; celles d’un périmètre qu’aucune ligne ne désigne sont comptées à part. Avec ces dernières, les certitudes « certaine », « forte » et « probable » font ensemble l’estimation ; « possible » et « foyer » n’en font pas partie.",
        "Each person is counted under the strongest rule that matched them, and by what the rows differ in; persons in a perimeter whom no row matches are counted separately. With the latter, the certainties “certain”, “strong” and “probable” add up to the estimate; “possible” and “household” are not part of it.";
    perimeter_alone: "Périmètre seul", "Perimeter only";
    in_perimeter: "Dans un périmètre", "In a perimeter";
    probable_only: "Probables", "Probable";
    doubtful: "Douteuses", "Doubtful";
    household: "Foyer", "Household";
}

impl Words {
    /// What a rule compares, in short.
    pub fn rule_short(self, rule: Rule) -> &'static str {
        match rule {
            Rule::NirDateRank => self.pick("NIR, date, rang", "NIR, date, rank"),
            Rule::NirDateName => self.pick("NIR, date, prénom", "NIR, date, first name"),
            Rule::NirDate => self.pick("NIR, date", "NIR, date"),
            Rule::Decided => self.pick("Décidé", "Decided"),
            Rule::NirName => self.pick("NIR, nom, prénom", "NIR, name, first name"),
            Rule::ContractDateName => self.pick("Contrat, date, prénom", "Contract, date, first name"),
            Rule::ContractName => self.pick("Contrat, nom, prénom", "Contract, name, first name"),
            Rule::NameDate => self.pick("Nom, prénom, date", "Name, first name, date"),
            Rule::NirFirstName => self.pick("NIR, prénom", "NIR, first name"),
            Rule::ContractDate => self.pick("Contrat, date", "Contract, date"),
            Rule::NirDateLastName => self.pick("NIR, date, nom (autre prénom)", "NIR, date, name (other first name)"),
            Rule::ContractDateLastName => {
                self.pick("Contrat, date, nom (autre prénom)", "Contract, date, name (other first name)")
            }
            Rule::ContactDateLastName => {
                self.pick("Contact, date, nom (autre prénom)", "Contact, date, name (other first name)")
            }
            Rule::NirDateOnly => self.pick("NIR, date (autre prénom)", "NIR, date (other first name)"),
            Rule::ContractDateOnly => self.pick("Contrat, date (autre prénom)", "Contract, date (other first name)"),
            Rule::OwnNumberFirstName => {
                self.pick("N° d’une seule personne, prénom", "Number of one person, first name")
            }
            Rule::OwnNumberLastName => self.pick("N° d’une seule personne, nom", "Number of one person, last name"),
            Rule::OwnNumberErrors => {
                self.pick("N° d’une seule personne, reste erroné", "Number of one person, the rest in error")
            }
            Rule::OwnNumber => self.pick("N° d’une seule personne, seul", "Number of one person, alone"),
            Rule::LastNameDate => self.pick("Nom, date (autre prénom)", "Name, date (other first name)"),
            Rule::FirstNameDate => self.pick("Prénom, date (autre nom)", "First name, date (other name)"),
            Rule::ContractFirstName => self.pick("Contrat, prénom", "Contract, first name"),
            Rule::ContractLastName => self.pick("Contrat, nom", "Contract, last name"),
            Rule::ContactDateName => self.pick("Contact, date, prénom", "Contact, date, first name"),
            Rule::ContactName => self.pick("Contact, nom, prénom", "Contact, name, first name"),
            Rule::ContactDate => self.pick("Contact, date", "Contact, date"),
            Rule::ContactDateOnly => self.pick("Contact, date (autre prénom)", "Contact, date (other first name)"),
            Rule::ContactFirstName => self.pick("Contact, prénom", "Contact, first name"),
            Rule::ContactLastName => self.pick("Contact, nom", "Contact, last name"),
            Rule::NameAddress => self.pick("Nom, prénom, adresse", "Name, first name, address"),
            Rule::FirstNameDateAddress => self.pick("Prénom, date, adresse", "First name, date, address"),
            Rule::LastNameDateAddress => self.pick("Nom, date, adresse", "Name, date, address"),
            Rule::NirOnly => self.pick("NIR seul", "NIR alone"),
            Rule::ContractOnly => self.pick("Contrat seul", "Contract alone"),
            Rule::ContactOnly => self.pick("Contact seul", "Contact alone"),
        }
    }

    /// In what two rows differ, in short.
    pub fn difference_short(self, difference: Difference) -> &'static str {
        match difference {
            Difference::NumberZeros => self.pick("zéros en tête", "leading zeros"),
            Difference::LastNameSpelling => self.pick("nom écrit autrement", "last name spelt differently"),
            Difference::FirstNameSpelling => self.pick("prénom écrit autrement", "first name spelt differently"),
            Difference::NamesExchanged => self.pick("nom et prénom inversés", "last and first name exchanged"),
            Difference::DateExchanged => self.pick("jour et mois inversés", "day and month exchanged"),
            Difference::DateUnknown => self.pick("jour ou mois inconnu", "day or month unknown"),
            Difference::DateDigit => self.pick("un chiffre de la date", "one digit of the date"),
            Difference::NirDigit => self.pick("un chiffre du NIR", "one digit of the NIR"),
            Difference::NumberDigit => self.pick("un chiffre du numéro", "one digit of the number"),
            Difference::LastNameLetter => self.pick("une lettre du nom", "one letter of the last name"),
            Difference::FirstNameLetter => self.pick("une lettre du prénom", "one letter of the first name"),
            Difference::DateAndFirstName => {
                self.pick("date et prénom presque identiques", "date and first name nearly the same")
            }
        }
    }

    /// In what an unmatched row resembles a member.
    pub fn near_short(self, near: Near) -> &'static str {
        match near {
            Near::KeyAndLastName => self.pick(
                "NIR, numéro ou contact et nom (peut-être un proche)",
                "NIR, number or contact and last name (perhaps a relative)",
            ),
            Near::LastNameAndDate => self.pick(
                "Nom et date de naissance, autre prénom ou aucun (peut-être un jumeau)",
                "Last name and birth date, other first name or none (perhaps a twin)",
            ),
            Near::Names => self.pick(
                "Nom, prénom et année ou jour de naissance (peut-être un homonyme)",
                "Last and first names and year or day of birth (perhaps a namesake)",
            ),
            Near::FirstNameAndDate => self.pick(
                "Prénom et date de naissance, autre nom ou aucun (souvent le hasard)",
                "First name and birth date, other last name or none (often chance)",
            ),
        }
    }

    /// What a rule compares, and in what the rows differ.
    pub fn strength_short(self, rule: Rule, difference: Option<Difference>) -> String {
        let rule = self.rule_short(rule);
        difference
            .map_or_else(|| rule.to_owned(), |difference| format!("{rule} – {}", self.difference_short(difference)))
    }

    /// The certainty of a rule.
    pub fn certainty_word(self, certainty: Certainty) -> &'static str {
        match certainty {
            Certainty::Certain => self.pick("certaine", "certain"),
            Certainty::Strong => self.pick("forte", "strong"),
            Certainty::Probable => self.pick("probable", "probable"),
            Certainty::Possible => self.pick("possible", "possible"),
            Certainty::Household => self.pick("foyer", "household"),
        }
    }

    /// How chance was measured, and from what share on a rule no longer counts.
    pub fn by_chance_note(self, one_in: Option<u64>, bound: u64) -> String {
        let tried = match one_in {
            None | Some(1) => self
                .whose(
                    ["chaque ligne d’assuré", "each member row"],
                    ["chaque ligne de l’organisme", "each row of the organisation"],
                )
                .to_owned(),
            Some(one_in) => self.whose(
                [format!("une ligne d’assuré sur {one_in}"), format!("one member row in {one_in}")],
                [
                    format!("une ligne de l’organisme sur {one_in}"),
                    format!("one of the organisation’s rows in {one_in}"),
                ],
            ),
        };
        let bound = self.ppm(bound);
        self.pick(
            format!(
                "Par hasard\u{a0}: lignes qui auraient été rapprochées de personnes qui n’existent pas, pour lesquelles {tried} a été comparée aussi avec une date de naissance décalée de onze jours\u{a0}; «\u{a0}au moins\u{a0}» et «\u{a0}au plus\u{a0}» sont l’intervalle à 95\u{a0}%. Ce n’est pas mesuré sous les règles qui ne comparent pas la date, ni pour un même NIR à une même date. Une règle dont plus de {bound} des lignes seraient dues au hasard, à coup sûr, ne compte que dans le maximum."
            ),
            format!(
                "By chance: rows that would have matched persons who do not exist, for whom {tried} was also compared with a birth date moved by eleven days; “at least” and “at most” are the interval of 95%. It is not measured under rules that do not compare the date, nor for the same NIR on the same date. A rule of which more than {bound} of the rows are surely due to chance counts in the high figure only."
            ),
        )
    }

    /// When a number leads to the one person who has it.
    pub fn own_numbers_note(self, bound: u64) -> String {
        let bound = self.ppm(bound);
        self.pick(
            format!(
                "Un numéro qu’une seule personne porte désigne cette personne même si la date et un nom diffèrent, tant que ces lignes sont au plus {bound} de celles où un numéro concorde\u{a0}; au-delà, les numéros sont ceux de foyers, ou d’un autre registre, et aucune de ces lignes n’est rapprochée par eux. Avec le nom seul, il ne compte que si {bound} au plus des numéros communs sont ceux de plusieurs personnes. Une ligne dont la date et le prénom sont autres n’est pas rapprochée si une autre ligne du même opérateur désigne la même personne. Si les numéros sont personnels et que ces lignes ne sont pas plus nombreuses que ne le font des erreurs indépendantes (autre date × autre prénom ÷ les deux concordent), ce sont des erreurs, et le numéro seul suffit."
            ),
            format!(
                "A number that one person alone has leads to that person although the date and a name differ, as long as these rows are at most {bound} of those in which a number agrees; beyond, numbers are those of households, or of another register, and match none of these rows. Beside the last name alone it counts only if at most {bound} of the common numbers are several persons’. A row with another date and first name is not matched if another row of the same operator leads to the same person. If numbers are persons’ own and these rows are no more than independent errors make (another date × another first name ÷ both agree), they are errors, and the number alone is enough."
            ),
        )
    }

    /// When a name and the date are enough.
    pub fn two_values_note(self, bound: u64) -> String {
        let bound = self.ppm(bound);
        self.pick(
            format!(
                "Le nom, ou le prénom, et la date de naissance qu’une seule personne porte désignent cette personne tant que le hasard en fait au plus {bound} et que ces lignes ne sont pas plus nombreuses que ne le font des erreurs indépendantes (autre nom × sans le numéro ÷ tout concorde)\u{a0}; au-delà, ce sont aussi des jumeaux ou des inconnus, et aucune de ces lignes n’est rapprochée. Une autre ligne de l’opérateur ne doit pas désigner la même personne, sauf s’il a trois lignes ou plus pour deux personnes."
            ),
            format!(
                "Last name, or first name, and birth date that one person alone has lead to that person as long as chance makes at most {bound} of these rows, and these are no more than independent errors make (another name × no number ÷ all agree); beyond, twins or strangers are among them, and none of these rows is matched. No other row of the operator may lead to the same person, unless it has three rows or more for two persons."
            ),
        )
    }

    /// A share given in millionths, truncated to a tenth of a percent: only a full share is printed as 100%.
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
