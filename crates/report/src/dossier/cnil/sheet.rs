//! The copy sheet: each answer of the form in the order of the teleservice, one click to copy it.

use maud::{DOCTYPE, PreEscaped, html};

use super::{Notification, Question, complement};
use crate::Words;
use crate::dossier::{AnswerSource, Facts};
use model::said::Lang;

/// The page loads nothing, and runs this one script and no other.
const SCRIPT: &str = include_str!("sheet.js");
/// Hash of the script, for the content security policy.
const SCRIPT_SHA256: &str = env!("AMPLEUR_SHEET_SHA256");

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
h2{margin:2rem 0 .5rem;font-size:1.1rem}.field{border-top:1px solid #8886;padding:.75rem 0}label{font-weight:600;display:block}
textarea{width:100%;box-sizing:border-box;font:inherit;padding:.4rem}.note{margin:.25rem 0;opacity:.85}
button{font:inherit;padding:.3rem .9rem;min-height:2.5rem}mark{padding:0 .2em}";

/// The page. Questions that do not apply are left out; those that nobody has answered are marked.
pub fn sheet(facts: &Facts<'_>, notification: &Notification) -> String {
    let w = Words::of(Lang::Fr);
    let policy = format!("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{SCRIPT_SHA256}'");
    let date = w.date(&notification.reference_date);
    html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy);
                title { "Fiche de saisie – " (facts.declared.name) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "Fiche de saisie du téléservice de la CNIL – " (facts.declared.name) }
                    p { (date) ". Chaque rubrique, dans l’ordre du formulaire. Les limites de longueur du téléservice ne sont pas connues d’ampleur\u{a0}: la longueur de chaque texte est indiquée." }
                }
                main {
                    @if let Some(of) = &notification.complement {
                        h2 { (complement::title(of, w)) }
                        @for said in complement::figures(of) { p { (said) } }
                        ul {
                            @for (question, _) in complement::changed(notification) {
                                li { a href={ "#" (id_of(question)) } { (question.number) " " (question.label.text) } }
                            }
                        }
                    }
                    @for section in &notification.sections {
                        h2 { (section.number) ". " (section.label.text) }
                        @for question in section.questions.iter().filter(|question| question.from != AnswerSource::NotAsked) {
                            (field(question, w))
                        }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn id_of(question: &Question) -> String {
    format!("q{}", question.number.replace('.', "-"))
}

fn field(question: &Question, w: Words) -> maud::Markup {
    let id = id_of(question);
    let value = question.answers.iter().map(|answer| answer.text.as_str()).collect::<Vec<&str>>().join("\n");
    let lines = question.answers.len().max(value.chars().count().div_ceil(90)).max(1);
    html! {
        div.field {
            label for=(id) { (question.number) " " (question.label.text) }
            @if question.from == AnswerSource::Nobody {
                p.note { mark { (w.to_complete()) } }
            }
            textarea id=(id) rows=(lines) readonly { (value) }
            @if !value.is_empty() {
                p.note { (w.counted(value.chars().count() as u64, ["caractère", "caractères"], ["character", "characters"])) }
                button type="button" aria-controls=(id) data-done="Copié" { "Copier la rubrique " (question.number) }
            }
            @if let Some(note) = &question.note { p.note { (note) } }
            @if let Some(changed) = &question.changed {
                p.note { strong { "Modifié" } " – " (complement::before(changed)) ". " (complement::cause(changed)) }
            }
        }
    }
}
