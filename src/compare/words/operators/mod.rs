//! Words of the comparison of two operators: table headers, and a sentence to quote for each line.

mod insurers;
mod rows;

use crate::compare::operators::{Exposed, Sides};
use crate::words::{Words, words};

words! {
    operators_kind: "Deux opérateurs côte à côte", "Two operators side by side";
    operators_served: "Assureurs servis, ou qui peuvent l’être, d’après le fichier d’incident", "Insurers served, or possibly served, according to the incident file"
        | "Organismes servis, ou qui peuvent l’être, d’après le fichier d’incident", "Organisations served, or possibly served, according to the incident file";
    operators_exposed: "Assureurs concernés", "Insurers affected" | "Organismes concernés", "Organisations affected";
    operators_alone: "Exposées par lui seul", "Exposed by it alone";
    operators_with_other: "Exposées aussi par l’autre", "Exposed by the other as well";
    operators_with_third: "Exposées aussi par un troisième, mais pas par l’autre", "Exposed by a third as well, but not by the other";
    operators_contradictions_head: "Données contredites par les lignes", "Fields contradicted by the rows";
    operators_quality_head: "Qualité des lignes remises", "Quality of the rows provided";
    operators_bin: "Case ou constat", "Bin or finding";
    operators_share_head: "Part", "Share";
    operators_shares_head: "Part des assurés exposés, par assureur", "Share of members exposed, by insurer"
        | "Part des personnes exposées, par organisme", "Share of persons exposed, by organisation";
    operators_shares_note:
        "Part de la population de l’assureur que l’opérateur a exposée. Si le rapport ne compte pas cette population en personnes, c’est une part de lignes d’assurés. Les parts sont tronquées, non arrondies\u{a0}: 100\u{a0}% signifie toutes.",
        "Share of the insurer’s population that the operator exposed. Where the report does not count this population in persons, it is a share of member rows. Shares are truncated, not rounded: 100% means all."
        | "Part de la population de l’organisme que l’opérateur a exposée. Si le rapport ne compte pas cette population en personnes, c’est une part de lignes de l’organisme. Les parts sont tronquées, non arrondies\u{a0}: 100\u{a0}% signifie toutes.",
        "Share of the organisation’s population that the operator exposed. Where the report does not count this population in persons, it is a share of rows of the organisation. Shares are truncated, not rounded: 100% means all.";
    operators_counted: "Comptée en", "Counted in";
    operators_population: "Population", "Population";
    operators_member_rows: "Lignes d’assurés", "Member rows" | "Lignes de l’organisme", "Organisation’s rows";
    operators_severity_note:
        "Score ENISA proposé pour les seules données en cause chez chaque opérateur\u{202f}; le terme est celui de l’assureur, quel que soit l’opérateur.",
        "ENISA score proposed for the data at issue at each operator alone; the deadline is the insurer’s, whichever the operator."
        | "Score ENISA proposé pour les seules données en cause chez chaque opérateur\u{202f}; le terme est celui de l’organisme, quel que soit l’opérateur.",
        "ENISA score proposed for the data at issue at each operator alone; the deadline is the organisation’s, whichever the operator.";
    operators_not_owed: "non due", "not required";
    operators_to_quote: "Phrases à citer", "Sentences to quote";
}

/// A noun: singular and plural, in French and in English.
type Noun<'a> = ([&'a str; 2], [&'a str; 2]);

const PERSONS: Noun<'static> = (["personne", "personnes"], ["person", "persons"]);

impl Words {
    pub(crate) fn operators_title(self, first: &str, second: &str) -> String {
        format!("{first} {} {second}", self.pick("et", "and"))
    }

    /// How many persons each exposed, alone or not.
    pub(crate) fn operators_persons(self, [(a, first), (b, second)]: Sides<'_, Exposed>) -> String {
        format!("{} {}", self.operators_exposed_by(a, first, b), self.operators_exposed_by(b, second, a))
    }

    fn operators_exposed_by(self, name: &str, exposed: &Exposed, other: &str) -> String {
        let Exposed { persons, alone, with_other, with_third } = *exposed;
        let (low, high) = (self.number(persons.low), self.number(persons.high));
        let bounds = self.pick(format!("minimum {low}, maximum {high}"), format!("low {low}, high {high}"));
        if persons.estimate == 0 {
            return self.pick(
                format!("D’après l’estimation, {name} n’a exposé personne ({bounds})."),
                format!("According to the estimate, {name} exposed nobody ({bounds})."),
            );
        }
        let exposed = |n: u64| self.operators_n(n, (["exposée", "exposées"], ["exposed"; 2]));
        let (alone, too, third) = (exposed(alone), exposed(with_other), exposed(with_third));
        let mut parts = vec![
            self.pick(format!("{alone} par lui seul"), format!("{alone} by it alone")),
            self.pick(format!("{too} aussi par {other}"), format!("{too} by {other} as well")),
        ];
        if with_third > 0 {
            parts.push(self.pick(
                format!("{third} aussi par un troisième opérateur, mais pas par {other}"),
                format!("{third} by a third operator as well, but not by {other}"),
            ));
        }
        let (persons, parts) = (self.operators_n(persons.estimate, PERSONS), parts.join(", "));
        self.pick(
            format!("D’après l’estimation, {name} a exposé {persons} ({bounds})\u{a0}: {parts}."),
            format!("According to the estimate, {name} exposed {persons} ({bounds}): {parts}."),
        )
    }

    /// How many contracts their persons have.
    pub(crate) fn operators_contracts(self, [(a, first), (b, second)]: Sides<'_, u64>) -> String {
        let contracts = (["contrat distinct", "contrats distincts"], ["distinct contract", "distinct contracts"]);
        let (first, second) = (self.operators_n(*first, contracts), self.number(*second));
        let (fr, en) = match self.is_of_any_trade() {
            true => ("de l’organisme", "files of the organisation"),
            false => ("d’assurés", "member files"),
        };
        self.pick(
            format!(
                "D’après les numéros des fichiers {fr}, les personnes de l’estimation relèvent de {first} chez {a} et de {second} chez {b}."
            ),
            format!(
                "According to the numbers in the {en}, the persons in the estimate are covered by {first} at {a} and {second} at {b}."
            ),
        )
    }

    /// `3 lignes`, `1 row`. French uses the singular for zero.
    fn operators_n(self, n: u64, (fr, en): Noun<'_>) -> String {
        self.counted(n, fr, en)
    }
}
