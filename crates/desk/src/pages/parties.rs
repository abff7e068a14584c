//! Parties of an incident beyond their forms: taken out, and what another incident knows of an organisation taken over.

use maud::{Markup, html};

use super::fields::{self, Kind};
use super::{Look, Opened};
use crate::desk::Desk;
use crate::sheet::{Fault, Sheet, Values};

/// The button that takes a party out, folded.
pub(super) fn removal(look: &Look, action: &str, table: &str, id: &str, name: &str) -> Markup {
    let w = look.words;
    html! {
        details.removal {
            summary { (w.remove_party()) }
            p.hint { (w.remove_more()) }
            form method="post" action=(action) {
                input type="hidden" name="what" value="remove";
                input type="hidden" name="table" value=(table);
                input type="hidden" name="party" value=(id);
                button type="submit" { (w.remove()) " " (name) }
            }
        }
    }
}

pub(super) fn manager_form(look: &Look, values: &Values, faults: &[Fault], id: &str) -> Markup {
    let w = look.words;
    let of = format!("m-{id}");
    html! {
        (fields::named(look, values, faults, ("name", &of), Kind::Text, w.name(), None))
        (fields::named(look, values, faults, ("codes", &of), Kind::Text, w.codes(), Some(w.codes_hint())))
    }
}

/// An organisation of another incident.
pub(super) struct Elsewhere {
    /// Name of the incident, and id there.
    pub case: String,
    pub id: String,
    /// What it and the incident are called.
    name: String,
    title: String,
}

/// The organisations of other incidents of which something is known.
pub(super) fn elsewhere(desk: &Desk, opened: &Opened) -> Vec<Elsewhere> {
    let cases = desk.folder.cases().into_iter().filter(|case| case.name != opened.case.name);
    cases
        .filter_map(|case| Some((Sheet::open(&case.real_file()).ok()?, case)))
        .flat_map(|(sheet, case)| {
            let title = sheet.text(&["title"]).unwrap_or_else(|| case.name.clone());
            let known = sheet.names(&["insurers"]).into_iter().filter(|id| sheet.known_of(id) > 0).collect::<Vec<_>>();
            let of = |id: String| Elsewhere {
                name: sheet.text(&["insurers", &id, "name"]).unwrap_or_else(|| id.clone()),
                case: case.name.clone(),
                title: title.clone(),
                id,
            };
            known.into_iter().map(of).collect::<Vec<_>>()
        })
        .collect()
}

/// What may be taken over from another incident, the organisation of the same name first.
pub(super) fn taking_over(look: &Look, action: &str, insurer: &str, name: &str, known: &[Elsewhere]) -> Markup {
    let w = look.words;
    let mut known: Vec<&Elsewhere> = known.iter().collect();
    known.sort_by_key(|other| (other.name != name, &other.name, &other.case));
    let select = format!("from-{insurer}");
    html! {
        @if !known.is_empty() {
            details {
                summary { (w.take_over()) }
                p.hint { (w.take_over_more()) }
                form method="post" action=(action) {
                    input type="hidden" name="what" value="take-over";
                    input type="hidden" name="party" value=(insurer);
                    div.field {
                        label for=(select) { (w.take_over_from()) }
                        select id=(select) name="from" {
                            @for other in known { option value={ (other.case) "/" (other.id) } { (other.name) " – " (other.title) } }
                        }
                    }
                    button type="submit" { (w.take_over()) }
                }
            }
        }
    }
}

/// Takes over what was chosen, if it is there.
pub(super) fn take_over(desk: &Desk, opened: &mut Opened, insurer: &str, from: &str) {
    let other = elsewhere(desk, opened).into_iter().find(|other| format!("{}/{}", other.case, other.id) == from);
    let case = other.as_ref().and_then(|other| desk.folder.case(&other.case));
    let sheet = case.and_then(|case| Sheet::open(&case.real_file()).ok());
    let is_there = opened.sheet.names(&["insurers"]).iter().any(|id| id == insurer);
    if let (Some(other), Some(sheet), true) = (other, sheet, is_there) {
        opened.sheet.take_over(insurer, &sheet, &other.id);
    }
}
