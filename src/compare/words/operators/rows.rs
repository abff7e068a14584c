//! Sentences comparing the rows of two operators and the fields in them.

use super::{Noun, PERSONS};
use crate::compare::operators::{Contradictions, FieldSide, Levels, Part, Quality, Sides};
use crate::words::Words;
use model::figures::Declared;
use model::incident::Field;

/// The bins of a leaked row, in the order of [`Quality::parts`].
const BINS: [Noun<'static>; 8] = [
    (["rapprochée", "rapprochées"], ["matched"; 2]),
    (["douteuse", "douteuses"], ["doubtful"; 2]),
    (["ambiguë", "ambiguës"], ["ambiguous"; 2]),
    (["de foyer"; 2], ["of a household"; 2]),
    (["ailleurs"; 2], ["elsewhere"; 2]),
    (["sans correspondance"; 2], ["unmatched"; 2]),
    (["doublon", "doublons"], ["duplicate", "duplicates"]),
    (["rejetée", "rejetées"], ["rejected"; 2]),
];

const NOT_EXPOSED_BUT_OBSERVED: Noun<'static> = (
    ["donnée déclarée non exposée mais observée", "données déclarées non exposées mais observées"],
    ["field declared not exposed but observed", "fields declared not exposed but observed"],
);

const EXPOSED_BUT_ABSENT: Noun<'static> = (
    ["donnée déclarée exposée mais absente des lignes", "données déclarées exposées mais absentes des lignes"],
    ["field declared exposed but absent from the rows", "fields declared exposed but absent from the rows"],
);

const OBSERVED_NOT_DECLARED: Noun<'static> = (
    ["donnée observée sans être déclarée", "données observées sans être déclarées"],
    ["field observed but not declared", "fields observed but not declared"],
);

impl Words {
    /// How many rows each provided.
    pub(crate) fn operators_records(self, [(a, first), (b, second)]: Sides<'_, u64>) -> String {
        let rows = (["ligne divulguée", "lignes divulguées"], ["leaked row", "leaked rows"]);
        let (first, second) = (self.operators_n(*first, rows), self.number(*second));
        self.pick(
            format!("Les fichiers remis contiennent, hors doublons, {first} pour {a} et {second} pour {b}."),
            format!("The files provided contain, without duplicates, {first} for {a} and {second} for {b}."),
        )
    }

    /// A field, as declared and as found.
    pub(crate) fn operators_field(self, field: Field, [(a, first), (b, second)]: Sides<'_, FieldSide>) -> String {
        let name = self.field_name(field);
        let (first, second) = (self.operators_field_of(first), self.operators_field_of(second));
        self.pick(
            format!("Donnée «\u{a0}{name}\u{a0}»\u{a0}: pour {a}, {first}\u{202f}; pour {b}, {second}."),
            format!("Field “{name}”: for {a}, {first}; for {b}, {second}."),
        )
    }

    fn operators_field_of(self, figures: &FieldSide) -> String {
        let declared = match figures.declared {
            Declared::Exposed => self.pick("déclarée exposée", "declared exposed"),
            Declared::NotExposed => self.pick("déclarée non exposée", "declared not exposed"),
            Declared::NotEstablished => self.pick("non déclarée", "not declared"),
        };
        let and = if figures.contradiction.is_some() { self.pick("mais", "but") } else { self.pick("et", "and") };
        let observed = match figures.observed_records {
            None => self.pick(", sans qu’aucune ligne ait été remise", ", without any rows provided").to_owned(),
            Some(0) => self.pick(format!(" {and} absente des lignes"), format!(" {and} absent from the rows")),
            Some(n) => {
                let rows = self.operators_n(n, (["ligne", "lignes"], ["row", "rows"]));
                self.pick(format!(" {and} observée dans {rows}"), format!(" {and} observed in {rows}"))
            }
        };
        let persons = match figures.persons {
            0 => String::new(),
            n => format!(" ({})", self.operators_n(n, PERSONS)),
        };
        format!("{declared}{observed}{persons}")
    }

    /// The fields on which the declaration and the rows of each differ.
    pub(crate) fn operators_contradictions(
        self,
        [(a, first), (b, second)]: Sides<'_, Option<Contradictions>>,
    ) -> String {
        let of = |name: &str, figures: &Option<Contradictions>| match figures {
            None => self.pick(
                format!("{name} n’a remis aucune ligne à comparer avec sa déclaration."),
                format!("{name} has provided no rows to compare with its declaration."),
            ),
            Some(figures) if figures.count() == 0 => self.pick(
                format!("Pour {name}, les lignes ne contredisent pas la déclaration."),
                format!("For {name}, the rows do not contradict the declaration."),
            ),
            Some(figures) => self.operators_contradicted(name, figures),
        };
        format!("{} {}", of(a, first), of(b, second))
    }

    fn operators_contradicted(self, name: &str, figures: &Contradictions) -> String {
        let kinds = [
            (&figures.declared_not_exposed, NOT_EXPOSED_BUT_OBSERVED),
            (&figures.not_observed, EXPOSED_BUT_ABSENT),
            (&figures.not_declared, OBSERVED_NOT_DECLARED),
        ];
        let figures = kinds.into_iter().filter(|(fields, _)| !fields.is_empty()).map(|(fields, noun)| {
            let names: Vec<&str> = fields.iter().map(|field| self.field_name(*field)).collect();
            format!("{} ({})", self.operators_n(fields.len() as u64, noun), names.join(", "))
        });
        let figures = figures.collect::<Vec<_>>().join(", ");
        self.pick(format!("Pour {name}\u{a0}: {figures}."), format!("For {name}: {figures}."))
    }

    /// The bins of the rows of each.
    pub(crate) fn operators_quality(self, [(a, first), (b, second)]: Sides<'_, Option<Quality>>) -> String {
        let of = |name: &str, figures: &Option<Quality>| match figures {
            None => self.pick(
                format!("{name} n’a remis aucune ligne\u{a0}: la qualité de ses données ne peut pas être mesurée."),
                format!("{name} has provided no rows: the quality of its data cannot be measured."),
            ),
            Some(quality) => self.operators_bins(name, quality),
        };
        format!("{} {}", of(a, first), of(b, second))
    }

    fn operators_bins(self, name: &str, quality: &Quality) -> String {
        let rows = self.operators_n(quality.rows, (["ligne lue", "lignes lues"], ["row read", "rows read"]));
        let part = |(part, bin): (Part, Noun<'static>)| {
            format!("{} ({})", self.operators_n(part.count, bin), self.ppm(part.share_ppm))
        };
        let parts = quality.parts().into_iter().zip(BINS).map(part).collect::<Vec<_>>().join(", ");
        self.pick(format!("Pour {name}, sur {rows}\u{a0}: {parts}."), format!("For {name}, out of {rows}: {parts}."))
    }

    /// The findings in the files of each.
    pub(crate) fn operators_findings(self, [(a, first), (b, second)]: Sides<'_, Levels>) -> String {
        let of = |figures: &Levels| {
            let levels = [
                (figures.grave, (["constat grave", "constats graves"], ["grave finding", "grave findings"])),
                (figures.warning, (["avertissement", "avertissements"], ["warning", "warnings"])),
                (figures.info, (["information", "informations"], ["remark", "remarks"])),
            ];
            levels.map(|(n, noun)| self.operators_n(n, noun)).join(", ")
        };
        let (first, second) = (of(first), of(second));
        self.pick(
            format!("Constats sur les fichiers remis\u{a0}: {first} pour {a}\u{202f}; {second} pour {b}."),
            format!("Findings on the files provided: {first} for {a}; {second} for {b}."),
        )
    }
}
