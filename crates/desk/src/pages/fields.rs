//! Fields of forms.

use maud::{Markup, html};

use super::Look;
use crate::sheet::{Fault, Values};

/// What a field takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Email,
    Date,
    Moment,
}

/// A field in one line, with its label, a hint and what is wrong with it.
pub(crate) fn input(
    look: &Look,
    values: &Values,
    faults: &[Fault],
    name: &str,
    kind: Kind,
    label: &str,
    hint: Option<&str>,
) -> Markup {
    named(look, values, faults, (name, ""), kind, label, hint)
}

/// The same where a page has several of this name: `of` tells them apart.
pub(crate) fn named(
    look: &Look,
    values: &Values,
    faults: &[Fault],
    (name, of): (&str, &str),
    kind: Kind,
    label: &str,
    hint: Option<&str>,
) -> Markup {
    let fault = faults.iter().find(|fault| fault.field() == name);
    let id = id(name, of);
    let described = [hint.map(|_| format!("{id}-hint")), fault.map(|_| format!("{id}-fault"))];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let kind = match kind {
        Kind::Text => "text",
        Kind::Email => "email",
        Kind::Date => "date",
        Kind::Moment => "datetime-local",
    };
    html! {
        div.field {
            label for=(id) { (label) }
            input id=(id) name=(name) type=(kind) value=(values.get(name)) autocomplete="off"
                aria-invalid=[fault.map(|_| "true")] aria-describedby=[Some(described).filter(|ids| !ids.is_empty())];
            @if let Some(hint) = hint { p.hint id={ (id) "-hint" } { (hint) } }
            @if let Some(fault) = fault { p.fault id={ (id) "-fault" } { (look.words.fault(*fault)) } }
        }
    }
}

/// A choice of words; the first, empty one says nothing.
pub(crate) fn choice(
    look: &Look,
    values: &Values,
    (name, of): (&str, &str),
    label: &str,
    words: &[(String, String)],
) -> Markup {
    let id = id(name, of);
    html! {
        div.field {
            label for=(id) { (label) }
            select id=(id) name=(name) {
                option value="" { (look.words.not_said()) }
                @for (code, word) in words { option value=(code) selected[values.has(name, code)] { (word) } }
            }
        }
    }
}

/// Texts, one a line.
pub(crate) fn lines(values: &Values, (name, of): (&str, &str), label: &str, hint: &str) -> Markup {
    let id = id(name, of);
    html! {
        div.field {
            label for=(id) { (label) }
            textarea id=(id) name=(name) rows="2" autocomplete="off" aria-describedby={ (id) "-hint" } { "\n" (values.get(name)) }
            p.hint id={ (id) "-hint" } { (hint) }
        }
    }
}

/// Boxes to tick.
pub(crate) fn boxes(values: &Values, (name, of): (&str, &str), legend: &str, words: &[(String, String)]) -> Markup {
    html! {
        fieldset {
            legend { (legend) }
            @for (code, word) in words {
                div.tick {
                    input type="checkbox" id={ (id(name, of)) "-" (code) } name=(name) value=(code) checked[values.has(name, code)];
                    label for={ (id(name, of)) "-" (code) } { (word) }
                }
            }
        }
    }
}

/// What is wrong, at the top of a form.
pub(crate) fn faults(look: &Look, faults: &[Fault]) -> Markup {
    let w = look.words;
    html! {
        @if !faults.is_empty() {
            div.notice.grave role="alert" {
                p { strong { (w.mend()) } }
                ul { @for fault in faults { li { (w.label(fault.field())) (w.colon()) (w.fault(*fault)) } } }
            }
        }
    }
}

fn id(name: &str, of: &str) -> String {
    let name = name.replace(['.', '/'], "-");
    if of.is_empty() { name } else { format!("{of}-{name}") }
}
