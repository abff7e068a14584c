//! Names of the points of the completeness check; missing points are marked with the same words.

use crate::dossier::letter::completeness::Topic;
use model::said::Lang;

/// Name of a point, by its id; empty if there is no such point.
pub fn label(id: &str, lang: Lang) -> &'static str {
    let Some(topic) = Topic::ALL.into_iter().find(|topic| topic.id() == id) else { return "" };
    let (fr, en) = match topic {
        Topic::Nature => (
            "Ce qui est arrivé aux données (lues, modifiées, perdues)",
            "What became of the data (read, changed, lost)",
        ),
        Topic::DataExposed => ("Les données exposées", "The data exposed"),
        Topic::DataNotExposed => (
            "Ce qui n’a pas été exposé, sans donnée restée inconnue",
            "What was not exposed, with nothing left unknown",
        ),
        Topic::WhatHappened => ("Ce qui s’est passé, en phrases simples", "What happened, in plain sentences"),
        Topic::When => ("La période de l’incident", "The period of the incident"),
        Topic::Consequences => ("Ce qui peut arriver aux personnes", "What may happen to the persons"),
        Topic::MeasuresOperator => ("Ce que l’opérateur a fait depuis", "What the operator has done since"),
        Topic::MeasuresInsurer => {
            ("Ce que l’organisme responsable a fait depuis", "What the responsible organisation has done since")
        }
        Topic::Advice => ("Des conseils adaptés aux données exposées", "Advice that fits the data exposed"),
        Topic::ContactDpo => (
            "Le nom du délégué à la protection des données, et comment le joindre",
            "The name of the data protection officer, and how to reach this person",
        ),
        Topic::HelplineOrPage => {
            ("Un numéro à appeler ou une page d’information", "A number to call or a page with information")
        }
        Topic::AuthorityTold => ("La date à laquelle la CNIL a été prévenue", "The day on which the CNIL was told"),
        Topic::EffectsOnServices => {
            ("Ce que l’incident change pour les services", "What the incident changes for services")
        }
        Topic::Complaint => ("Où porter plainte ou faire une réclamation", "Where to file a complaint"),
        Topic::PlainLanguage => {
            ("Des phrases courtes, sans mot de spécialiste", "Short sentences, without words of the trade")
        }
        Topic::Translation => {
            ("La traduction des textes du dossier d’incident", "The translation of the incident file’s texts")
        }
    };
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

/// The text with a capital in front.
pub(in crate::dossier::letter) fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// The text with its first letter in lower case, for use after a colon.
pub(in crate::dossier::letter) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(chars).collect()
}
