//! Where the incident file answers a question of the form.

use super::Section;
use crate::dossier::Facts;
use model::incident::Role;

/// Section, label and key; `~` is the table of the insurer, `+` that of each operator that lost its data.
const KEYS: [(u64, &str, &[&str]); 43] = [
    (1, "Type de notification", &["~.notification.kind"]),
    (
        1,
        "Numéro, date et heure de la notification initiale",
        &["~.notification.initial_number", "~.notification.initial_sent_on"],
    ),
    (2, "Numéro SIREN", &["~.siren"]),
    (2, "Dénomination", &["~.name"]),
    (2, "Numéro de TVA intracommunautaire", &["~.organisation.vat_number"]),
    (2, "Secteur d'activité", &["~.organisation.sector"]),
    (2, "Effectif", &["~.organisation.staff"]),
    (2, "Adresse postale", &["~.organisation.address"]),
    (2, "Code postal", &["~.organisation.postal_code"]),
    (2, "Ville", &["~.organisation.city"]),
    (2, "Pays", &["~.organisation.country"]),
    (3, "Civilité", &["~.representative.civility"]),
    (3, "Nom", &["~.representative.name"]),
    (3, "Prénom", &["~.representative.first_name"]),
    (3, "Adresse électronique", &["~.representative.email"]),
    (4, "Civilité", &["~.dpo.civility"]),
    (4, "Nom", &["~.dpo.name"]),
    (4, "Prénom", &["~.dpo.first_name"]),
    (4, "Fonction", &["~.dpo.function"]),
    (4, "Adresse électronique", &["~.dpo.email"]),
    (4, "Téléphone", &["~.dpo.phone"]),
    (6, "Période déterminée ou non", &["occurred.from"]),
    (6, "Date et heure de début", &["occurred.from"]),
    (6, "Date et heure de fin", &["occurred.to"]),
    (6, "Violation toujours en cours", &["occurred.ongoing"]),
    (6, "Date et heure de prise de connaissance", &["~.aware.+.on"]),
    (6, "Circonstances de la découverte", &["discovery"]),
    (6, "Motifs du retard (si > 72 h)", &["~.notification.delay_reason"]),
    (7, "Nature de la violation", &["nature"]),
    (7, "Origine de l'incident", &["origin"]),
    (7, "Cause de l'incident", &["cause"]),
    (7, "Descriptif détaillé", &["description"]),
    (11, "Texte libre", &["consequences"]),
    (11, "Estimation du niveau de gravité", &["~.judgement.gravity"]),
    (13, "Les personnes ont-elles été informées ?", &["~.communication.status"]),
    (13, "Date prévue / date", &["~.communication.on"]),
    (13, "Moyen utilisé", &["~.channels"]),
    (13, "Nombre de personnes informées", &["~.communication.persons"]),
    (13, "Justification si non", &["~.communication.justification"]),
    (
        14,
        "Cette notification concerne un traitement transfrontalier ciblant des personnes de différents états membres",
        &["~.other_notifications.cross_border"],
    ),
    (
        14,
        "La violation a ou va être notifiée à une autre autorité en charge de la protection des données",
        &["~.other_notifications.other_authority"],
    ),
    (
        14,
        "Notification à une autre autorité au titre d'une autre exigence légale (NIS, eIDAS)",
        &["~.other_notifications.other_law"],
    ),
    (5, "Sous-traitant / responsable conjoint : identité et rôle", &["operators.+.role"]),
];

/// Says of each question under which keys its answer stands.
pub(super) fn add(facts: &Facts<'_>, sections: &mut [Section]) {
    let own = format!("insurers.{}", facts.report.id);
    for section in sections {
        match section.number {
            9 => of_parties(facts, "measures_before", &own, section),
            12 => of_parties(facts, "measures_after", &own, section),
            number => {
                for question in &mut section.questions {
                    let keys = KEYS.iter().find(|(of, label, _)| (*of, *label) == (number, &question.label.text));
                    let keys = keys.iter().flat_map(|(_, _, keys)| keys.iter());
                    question.keys = keys.flat_map(|key| written(facts, key, &own)).collect();
                }
            }
        }
    }
}

/// A question for each party: the operators, then the controller itself.
fn of_parties(facts: &Facts<'_>, key: &str, own: &str, section: &mut Section) {
    let operators = facts.operators().filter(|(_, operator)| operator.role != Role::Controller);
    let parties = operators.map(|(cell, _)| format!("operators.{}", cell.id)).chain([own.to_owned()]);
    for (question, party) in section.questions.iter_mut().zip(parties) {
        question.keys = vec![format!("{party}.{key}")];
    }
}

/// A key as it is written in this incident file.
fn written(facts: &Facts<'_>, key: &str, own: &str) -> Vec<String> {
    let key = key.replace('~', own);
    let of_each = |key: &str| facts.operators().map(|(cell, _)| key.replace('+', &cell.id)).collect::<Vec<_>>();
    let has_own_period = || facts.operators().any(|(_, operator)| operator.occurred.is_some());
    match &*key {
        // Where an operator has a period of its own, each is asked for it.
        period if period.starts_with("occurred.") && has_own_period() => of_each(&format!("operators.+.{period}")),
        one if one.contains('+') && one.contains(".aware.") && facts.declared.aware.is_empty() => {
            match facts.declared.informed_on {
                Some(_) => vec![format!("{own}.informed_on")],
                None => of_each(one),
            }
        }
        each if each.contains('+') => of_each(each),
        _ => vec![key],
    }
}
