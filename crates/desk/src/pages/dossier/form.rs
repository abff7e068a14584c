//! The form of the authority as its teleservice asks it: each answer to be copied, each open one a field where it stands.

use std::collections::BTreeMap;

use maud::{Markup, html};
use report::dossier::AnswerSource;
use report::dossier::cnil::{Question, Section};

use super::super::Look;
use super::field::{Fields, Refused};
use super::read::Dossier;
use crate::sheet::Sheet;

pub(super) fn draw(look: &Look, sheet: &Sheet, dossier: &Dossier, refused: &[Refused]) -> Markup {
    let fields = Fields { look, sheet, refused };
    let w = look.words;
    // A key that answers several questions has its field at the first.
    let mut drawn: BTreeMap<String, String> = BTreeMap::new();
    html! {
        p.note { (w.form_intro()) }
        div lang="fr" {
            @for section in &dossier.form.sections {
                @let open = open(section);
                section.part aria-labelledby={ "s" (section.number) } {
                    h2 id={ "s" (section.number) } { (section.number) ". " (section.label.text) }
                    p.note id={ "open" (section.number) } data-live="" { @if open > 0 { (w.to_complete_here(open)) } }
                    @for question in &section.questions { (self::question(&fields, question, &mut drawn)) }
                }
            }
        }
    }
}

fn open(section: &Section) -> usize {
    section.questions.iter().filter(|question| question.from == AnswerSource::Nobody).count()
}

fn question(fields: &Fields<'_>, question: &Question, drawn: &mut BTreeMap<String, String>) -> Markup {
    let w = fields.look.words;
    let id = format!("q{}", question.number.replace('.', "-"));
    let (mut here, mut above) = (Vec::new(), None);
    for key in question.keys.iter().flat_map(|key| fields.of(key)) {
        match drawn.get(&key) {
            Some(number) => above = Some(number.clone()),
            None => {
                drawn.insert(key.clone(), question.number.clone());
                here.push(key);
            }
        }
    }
    let content = html! {
        @for key in &here { (fields.draw(key, &label(fields, question, key, here.len()), here.len() == 1)) }
        div.answer id={ (id) "-answer" } data-live="" {
            @match question.from {
                AnswerSource::Nobody => { p { mark { (w.to_complete()) } " " (hint(fields, question, &here, above.as_deref())) } }
                AnswerSource::NotAsked => {}
                _ => { (answer(fields, question, &id, &here)) }
            }
        }
    };
    let heading = html! { (question.number) " " (question.label.text) };
    html! {
        @if question.from != AnswerSource::NotAsked {
            div.question id=(id) { h3 { (heading) } (content) }
        } @else if !here.is_empty() {
            // It may come to be asked, by what is typed elsewhere.
            details.question id=(id) { summary { (heading) " " span.hint { (w.not_asked()) } } (content) }
        }
    }
}

/// What is to be copied, with its basis.
fn answer(fields: &Fields<'_>, question: &Question, id: &str, here: &[String]) -> Markup {
    let w = fields.look.words;
    let text = question.answers.iter().map(|answer| answer.text.as_str()).collect::<Vec<_>>().join("\n");
    // What stands in the field itself is not shown twice.
    let is_shown = matches!(here, [key] if fields.sheet.answer(key).as_deref() == Some(&*text));
    html! {
        div.copied.alone[is_shown] {
            p.value.unseen[is_shown] id={ (id) "-text" } { (text) }
            button.quiet type="button" data-copies={ (id) "-text" } data-done=(w.copied()) hidden
                aria-label={ (w.copy()) " " (question.number) } { (w.copy()) }
        }
        @if let Some(note) = &question.note { p.hint { (note) } }
        @if question.from == AnswerSource::Proposal { p.hint { (w.is_proposed()) } }
    }
}

/// Where an open question without a field is answered.
fn hint(fields: &Fields<'_>, question: &Question, here: &[String], above: Option<&str>) -> Markup {
    let w = fields.look.words;
    match above {
        _ if !here.is_empty() => html! {},
        Some(number) => html! { span.hint { (w.answered_at()) " " (number) } },
        None if question.keys.iter().any(|key| key.contains(".judgement.")) => {
            html! { span.hint { (w.answered_among_decisions()) } }
        }
        None => html! { span.hint { (w.answered_in_teleservice()) } },
    }
}

/// What tells apart the fields of one question.
fn label(fields: &Fields<'_>, question: &Question, key: &str, several: usize) -> String {
    let w = fields.look.words;
    let parts: Vec<&str> = key.split('.').collect();
    let name =
        |operator: &str| fields.sheet.text(&["operators", operator, "name"]).unwrap_or_else(|| operator.to_owned());
    let apart = match parts[..] {
        ["nature", nature] => Some(w.nature_of(nature).to_owned()),
        [.., "channels", place] => Some(w.choice_number(place)),
        [.., "notification", "initial_number"] => Some(w.number_of_notification().to_owned()),
        [.., "notification", "initial_sent_on"] => Some(w.sent_on().to_owned()),
        [.., "aware", operator, "on"] | ["operators", operator, ..] if several > 1 => Some(name(operator)),
        _ => None,
    };
    apart.unwrap_or_else(|| question.label.text.clone())
}
