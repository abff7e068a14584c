//! The letters to persons: what they need, how each reads, and the files for who prints and sends them.

use maud::{Markup, html};
use report::dossier::letter::{self, Point, Points, Variant};

use super::super::frame::{Tab, at};
use super::super::{Look, Opened};
use super::field::{Fields, Refused};
use super::read::Dossier;
use crate::url;
use crate::words::PartOfLetter;

/// Keys of an insurer, by what they are about.
const OF_INSURER: [(PartOfLetter, &[&str]); 4] = [
    (
        PartOfLetter::Contacts,
        &[
            "dpo.name",
            "dpo.email",
            "dpo.phone",
            "communication.helpline.phone",
            "communication.helpline.hours.fr",
            "communication.helpline.hours.en",
            "communication.page",
        ],
    ),
    (PartOfLetter::Measures, &["measures_after.fr", "measures_after.en"]),
    (
        PartOfLetter::Services,
        &[
            "communication.effects_on_services.fr",
            "communication.effects_on_services.en",
            "communication.login_page",
            "communication.own_systems_safe",
            "communication.renewal_safe",
        ],
    ),
    (
        PartOfLetter::Sending,
        &[
            "communication.status",
            "communication.on",
            "channels.1",
            "channels.2",
            "channels.3",
            "channels.4",
            "notification.sent_on",
            "complaint_on",
        ],
    ),
];

/// Keys of the incident.
const OF_INCIDENT: [&str; 7] = [
    "description.fr",
    "description.en",
    "circumstances.recipients",
    "circumstances.trusted",
    "circumstances.unintelligible",
    "circumstances.integrity",
    "circumstances.availability",
];

pub(super) fn draw(look: &Look, opened: &Opened, dossier: &Dossier, refused: &[Refused]) -> Markup {
    let w = look.words;
    let fields = Fields { look, sheet: &opened.sheet, refused };
    let own = |key: &&str| format!("insurers.{}.{key}", dossier.id);
    let operators = opened.sheet.texts(&["insurers", &dossier.id, "operators"]);
    let group = |part: PartOfLetter, keys: Vec<String>| {
        let heading = w.part_of_letter(part);
        html! {
            details open[matches!(part, PartOfLetter::Story)] {
                summary { (heading) }
                @for key in &keys { (fields.draw(key, &label(&fields, key), false)) }
            }
        }
    };
    html! {
        (open(look, dossier))
        (group(PartOfLetter::Story, OF_INCIDENT.map(str::to_owned).to_vec()))
        @for (part, keys) in OF_INSURER {
            @let of_operators = operators.iter().filter(|_| matches!(part, PartOfLetter::Measures));
            @let of_operators = of_operators.flat_map(|id| ["fr", "en"].map(|lang| format!("operators.{id}.measures_after.{lang}")));
            (group(part, of_operators.chain(keys.iter().map(&own)).collect()))
        }
    }
}

/// What the letter has to say and does not yet.
fn open(look: &Look, dossier: &Dossier) -> Markup {
    let w = look.words;
    html! {
        div id="points" data-live="" {
            @match &dossier.points {
                None => { p.notice { (w.no_letter_yet()) } },
                Some(points) => {
                    @let missing = missing(points);
                    @if !missing.is_empty() {
                        h2 { (w.still_missing()) }
                        ul {
                            @for (point, langs) in missing {
                                li {
                                    (letter::label(&point.id, w.lang()))
                                    @if langs.len() < points.languages.len() { " " span.hint { "(" (langs.join(", ")) ")" } }
                                    @if !point.required { " " span.hint { (w.recommended()) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The points that a letter lacks, each with the languages in which it does.
fn missing(points: &Points) -> Vec<(&Point, Vec<&str>)> {
    let mut missing: Vec<(&Point, Vec<&str>)> = Vec::new();
    for (lang, of_lang) in points.languages.iter().rev() {
        for point in of_lang.iter().filter(|point| !point.met) {
            match missing.iter_mut().find(|(known, _)| known.id == point.id) {
                Some((_, langs)) => langs.push(lang),
                None => missing.push((point, vec![lang])),
            }
        }
    }
    missing
}

/// The letters themselves, outside the form: a link of each shows it in the frame.
pub(super) fn preview(look: &Look, opened: &Opened, dossier: &Dossier) -> Markup {
    let w = look.words;
    let Some(points) = &dossier.points else { return html! {} };
    let at = |path: &str| {
        format!("{}/{}", at(&opened.case, Tab::Report), url::path(&format!("{}/{path}", dossier.folder())))
    };
    let row = |name: &str, path: &str, note: &str| {
        html! {
            tr {
                th scope="row" { (name) @if !note.is_empty() { br; span.hint { (note) } } }
                td { a href=(at(&format!("{path}.fr.html"))) target="preview" { (w.french()) } }
                td { a href=(at(&format!("{path}.en.html"))) target="preview" { (w.english()) } }
                td { a href=(at(&format!("{path}.fr.docx"))) { "DOCX " (w.french()) } " · " a href=(at(&format!("{path}.en.docx"))) { "DOCX " (w.english()) } }
            }
        }
    };
    html! {
        section aria-labelledby="preview" {
            h2 id="preview" { (w.preview()) }
            p.note { (w.letters_by_variant()) "." }
            div.slide tabindex="0" role="group" aria-label=(w.preview()) {
                table {
                    caption { (w.preview()) }
                    thead { tr { th scope="col" { (w.variant()) } th scope="col" { (w.preview_in(true)) } th scope="col" { (w.preview_in(false)) } th scope="col" { (w.word_processor()) } } }
                    tbody {
                        (row(w.whole_letter(), "letter", ""))
                        @for variant in &points.variants {
                            (row(&operators(opened, variant), &format!("letters/{}", variant.id), &note(look, variant)))
                        }
                    }
                }
            }
            iframe.letter name="preview" data-fresh="" src=(at("letter.fr.html")) title=(w.preview()) {}
        }
    }
}

/// Whose data a variant is about.
fn operators(opened: &Opened, variant: &Variant) -> String {
    let name = |id: &String| opened.sheet.text(&["operators", id, "name"]).unwrap_or_else(|| id.clone());
    variant.operators.iter().map(name).collect::<Vec<_>>().join(" + ")
}

fn note(look: &Look, variant: &Variant) -> String {
    let w = look.words;
    let mut note = w.number_of_persons(variant.persons);
    if variant.few {
        note = format!("{note}, {}", w.few());
    }
    if let Some(fields) = &variant.fields {
        note = format!("{note}{}{}", w.colon(), w.field_names(fields));
    }
    note
}

/// The label of a field, from what its key is about.
fn label(fields: &Fields<'_>, key: &str) -> String {
    let w = fields.look.words;
    let parts: Vec<&str> = key.split('.').collect();
    match parts[..] {
        ["operators", id, ..] => {
            let name = fields.sheet.text(&["operators", id, "name"]).unwrap_or_else(|| id.to_owned());
            format!("{} ({name})", w.measures_after())
        }
        [.., "channels", place] => w.choice_number(place),
        ["insurers", _, ref rest @ ..] => w.field_of_letter(&without_lang(rest)).to_owned(),
        _ => w.field_of_letter(&without_lang(&parts)).to_owned(),
    }
}

fn without_lang(parts: &[&str]) -> String {
    let parts = parts.strip_suffix(&["fr"]).or_else(|| parts.strip_suffix(&["en"])).unwrap_or(parts);
    parts.join(".")
}
