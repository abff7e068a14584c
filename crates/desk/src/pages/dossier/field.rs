//! A field of the dossier: what it shows is what stands in the incident file under its key.

use maud::{Markup, html};

use super::super::{Look, choices};
use crate::sheet::{Fault, Kind, Sheet};

/// What was sent and could not be saved: key, what was typed, and what is wrong with it.
pub(super) type Refused = (String, String, Fault);

/// Draws fields, each once.
pub(super) struct Fields<'a> {
    pub look: &'a Look,
    pub sheet: &'a Sheet,
    pub refused: &'a [Refused],
}

impl Fields<'_> {
    /// The keys of fields that an answer under a key consists of.
    pub(super) fn of(&self, key: &str) -> Vec<String> {
        let under = |parts: &[&str]| parts.iter().map(|part| format!("{key}.{part}")).collect::<Vec<_>>();
        let all = match key.rsplit('.').next() {
            Some("nature") => under(&["confidentiality", "integrity", "availability"]),
            Some("channels") => under(&["1", "2", "3", "4"]),
            _ if self.sheet.kind(key).is_some() => vec![key.to_owned()],
            _ => under(&["fr", "en"]),
        };
        all.into_iter().filter(|key| self.sheet.kind(key).is_some()).collect()
    }

    /// The field of a key; nothing for one that the dossier does not write.
    /// `is_alone` where the heading above says what it is.
    pub(super) fn draw(&self, key: &str, label: &str, is_alone: bool) -> Markup {
        let (Some(kind), Some(written)) = (self.sheet.kind(key), self.sheet.answer(key)) else { return html! {} };
        let w = self.look.words;
        let refused = self.refused.iter().find(|(of, ..)| of == key);
        let value = refused.map_or(&*written, |(_, typed, _)| typed);
        let id = key.replace('.', "-");
        let fault = format!("{id}-fault");
        let invalid = refused.map(|_| "true");
        let chosen = |words: Vec<(String, String)>| {
            html! {
                select id=(id) name=(key) aria-describedby=(fault) aria-invalid=[invalid] {
                    option value="" { (w.not_said()) }
                    @for (code, word) in words { option value=(code) selected[code == value] { (word) } }
                }
            }
        };
        let line = |kind: &str| {
            html! { input id=(id) name=(key) type=(kind) value=(value) autocomplete="off" aria-describedby=(fault) aria-invalid=[invalid]; }
        };
        html! {
            div.field {
                label.unseen[is_alone] for=(id) { (label) (w.in_language(kind)) }
                @match kind {
                    Kind::Long | Kind::InFrench | Kind::InEnglish => {
                        textarea.prose id=(id) name=(key) rows=(rows(value)) aria-describedby=(fault) aria-invalid=[invalid] { "\n" (value) }
                    }
                    Kind::Text | Kind::Siren | Kind::Number => { (line("text")) }
                    Kind::Day => { (line("date")) }
                    Kind::Moment => { (line("datetime-local")) }
                    Kind::YesNo | Kind::Member => { (chosen(choices::yes_no(w))) }
                    Kind::Words(list) | Kind::Ranked(list, _) => { (chosen(choices::of(w, list))) }
                }
                p.fault id=(fault) data-live="" { @if let Some((.., why)) = refused { (w.fault(*why)) } }
            }
        }
    }
}

/// Lines of a field that show what is in it.
fn rows(value: &str) -> usize {
    value.lines().map(|line| line.chars().count() / 64 + 1).sum::<usize>().clamp(2, 12)
}
