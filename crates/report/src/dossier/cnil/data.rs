//! The section on the data and the persons concerned: what was lost, of how many, and who is in no figure.

use super::lists::{self, Label};
use super::sections::{counted, from_incident, proposed, words};
use super::{Answer, Question};
use crate::dossier::{Facts, State};
use model::figures::{InsurerReport, Told};
use model::incident::Field;

/// All questions of the section, in the order of the form.
pub(super) fn questions(facts: &Facts<'_>) -> Vec<Question> {
    let w = words();
    let fields = &facts.severity.fields;
    let mut headings: Vec<(Label, Vec<&'static str>)> = Vec::new();
    for field in fields {
        let heading = lists::data(*field);
        match headings.iter_mut().find(|(label, _)| *label == heading) {
            Some((_, names)) => names.push(w.field_name(*field)),
            None => headings.push((heading, vec![w.field_name(*field)])),
        }
    }
    let detail: Vec<String> = headings.iter().map(|(_, names)| names.join(", ")).collect();
    // What was lost of somebody, as long as it is not established that it was of this controller's persons.
    let whose = match facts.is_established() {
        true => "",
        false => {
            "Données en cause dans l’ensemble de la violation\u{202f}; à confirmer pour les personnes de l’organisme. "
        }
    };
    let totals = &facts.report.totals;
    let estimate = w.counted(totals.persons.estimate, ["personne", "personnes"], ["person", "persons"]);
    let undecided = match facts.undecided() {
        0 => String::new(),
        several => format!(
            " Non comptées, car les données ne permettent pas de trancher\u{a0}: {}.",
            w.counted(several, ["personne", "personnes"], ["person", "persons"])
        ),
    };
    let not_found = not_found(facts.report, undecided.is_empty());
    let deceased = match totals.deceased {
        0 => format!("Estimation du rapport\u{a0}: {estimate}."),
        dead => format!(
            "Estimation du rapport\u{a0}: {estimate}, dont {}, à compter à part (considérant 27 du RGPD).",
            w.counted(dead, ["décédée", "décédées"], ["deceased"; 2])
        ),
    };
    // Policyholders and dependants exist at insurers, and only where files say who is one.
    let told = |told: fn(Told) -> bool| facts.report.told.is_none_or(told);
    let covered = match totals.policyholders + totals.dependants {
        0 => String::new(),
        _ => format!(
            "Assurés principaux\u{a0}: {}\u{202f}; ayants droit\u{a0}: {}{}. ",
            w.number(totals.policyholders),
            w.number(totals.dependants),
            if totals.deceased > 0 { ", personnes décédées comprises" } else { "" }
        ),
    };
    // What no file tells is not zero.
    let group = |told: bool, persons: u64| if told { w.number(persons) } else { w.not_told_by_files().to_owned() };
    let groups = format!(
        "{covered}Dont mineurs\u{a0}: {}\u{202f}; personnes qui ont quitté l’organisme\u{a0}: {}\u{202f}; personnes décédées\u{a0}: {}.",
        w.number(totals.minors),
        group(told(|told| told.former), totals.former),
        group(told(|told| told.deceased), totals.deceased)
    );
    let (records, persons) =
        ("Nombre approximatif d'enregistrements concernés", "Nombre approximatif de personnes concernées");
    // A notification in phases (art. 33(4)): what nobody knows yet is no figure.
    let unknown = "Aucune personne n’a été retrouvée à ce jour\u{a0}: à préciser dans une notification complémentaire.";
    let mut categories: Vec<Answer> = vec![lists::persons(facts.declared.trade).into()];
    if totals.minors > 0 {
        categories.push(lists::minors().into());
    }
    vec![
        counted("Nature des données", headings.into_iter().map(|(label, _)| label.into()).collect())
            .note(format!("{whose}Par rubrique\u{a0}: {}.", detail.join("\u{202f}; "))),
        sensitive(facts),
        if facts.is_established() {
            counted(records, vec![w.number(totals.records).into()]).note("Lignes des inventaires, doublons écartés.")
        } else {
            from_incident(records, None::<Answer>).note(unknown)
        },
        match facts.is_established() {
            true => counted("Catégories de personnes concernées", categories).note(groups),
            false => proposed("Catégories de personnes concernées", categories).note(
                "Proposées d’après l’activité déclarée\u{202f}; à préciser dans une notification complémentaire.",
            ),
        },
        if facts.is_established() {
            counted(persons, vec![w.number(facts.living()).into()]).note(format!("{deceased}{undecided}{not_found}"))
        } else {
            from_incident(persons, None::<Answer>).note(unknown)
        },
    ]
}

/// Persons whom rows concern, and who are in no figure: rows that name the controller and match none of its persons, and those that
/// are estimated to be of its persons among all that match nobody.
/// `is_first`: whether nobody else was told to be left out.
fn not_found(report: &InsurerReport, is_first: bool) -> String {
    let w = words();
    let named = match report.named_only {
        None | Some(0) => String::new(),
        Some(rows) => format!(
            " {}\u{a0}: les personnes de {}, et qu’on ne retrouve pas dans ses fichiers (peut-être parties).",
            if is_first { "Non comptées" } else { "Non comptées non plus" },
            w.counted(rows, ["ligne qui nomme l’organisme", "lignes qui nomment l’organisme"], ["row", "rows"])
        ),
    };
    let estimated = match report.not_found {
        Some(of) if of.high > 0 => format!(
            " Lignes sans correspondance sûre qui concerneraient des personnes de ses fichiers (estimation)\u{a0}: {} à {}.",
            w.number(of.low),
            w.number(of.high)
        ),
        _ => String::new(),
    };
    named + &estimated
}

/// Special categories: one of the form's values, or still to be completed. The form has no value for "none", and only
/// health data have fields here: nothing is said of the others.
fn sensitive(facts: &Facts<'_>) -> Question {
    let fields = [Field::MedicalData, Field::Reimbursements];
    let states = fields.map(|field| facts.state(field));
    if states.contains(&State::Exposed) {
        return counted("Données sensibles", vec![lists::health().into()]);
    }
    // As the letter has it: each field by itself, and none of an organisation that insures no health.
    let w = words();
    let said = fields.iter().zip(states).filter_map(|(field, state)| {
        let what = match state {
            State::NotExposed => "déclaré non exposé, et absent des lignes",
            _ if facts.may_be_health_cover() => "non établi à ce jour",
            _ => return None,
        };
        Some(format!("{}\u{a0}: {what}. ", w.field_name(*field)))
    });
    let said: String = said.collect();
    let said = if said.is_empty() { "Rien n’est déclaré de données de santé. ".to_owned() } else { said };
    from_incident("Données sensibles", None::<Answer>).note(format!(
        "{said}À confirmer, ainsi que les autres catégories\u{202f}; si aucune n’est concernée, ne rien cocher."
    ))
}
