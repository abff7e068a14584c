//! Perimeters as sentences: what stands in the incident file, how many members that is, and forms built from menus.

use maud::{Markup, html};
use model::incident::Status;

use super::check::{Answer, PerimeterChecked};
use super::choices::{Choices, pairs};
use super::fields::{self, Kind};
use super::{Look, Opened};
use crate::sheet::{Fault, Sheet, Values, condition};

/// What was sent and could not be saved.
pub(super) struct Sent<'a> {
    /// The insurer, and the perimeter's place or nothing for a new one.
    pub party: &'a str,
    pub values: &'a Values,
    pub faults: &'a [Fault],
}

/// The perimeters of an insurer, each a sentence with its form folded below, and a form for another one.
pub(super) fn of_insurer(
    look: &Look,
    opened: &Opened,
    action: &str,
    insurer: &str,
    operators: &[(String, String)],
    (answer, sent): (&Answer, Option<&Sent<'_>>),
) -> Markup {
    let w = look.words;
    let declared = opened.sheet.perimeters(insurer);
    let lists = Lists { operators: operators.to_vec(), managers: managers(look, &opened.sheet) };
    let sent_for = |party: &str| sent.filter(|sent| sent.party == party);
    let counted = |place: usize| {
        let Answer::Checked(checked) = answer else { return None };
        checked.perimeters.iter().find(|of| of.insurer == insurer && of.number == place as u64 + 1)
    };
    html! {
        @if !operators.is_empty() {
            h4 { (w.perimeters()) }
            p.hint { (w.perimeters_more()) }
            @for (place, one) in declared.iter().enumerate() {
                @let party = format!("{insurer}/{place}");
                @let of = format!("p-{insurer}-{place}");
                div.perimeter id=(of) {
                    div id={ (of) "-said" } data-live="" {
                        (sentence(look, &one.values, &lists, counted(place)))
                        @if matches!(answer, Answer::Waits) { p.note { (w.checking()) } }
                    }
                    details open[sent_for(&party).is_some()] {
                        summary { (w.change()) }
                        (form(look, action, &party, (&of, &one.mark), sent_for(&party), &one.values, &lists))
                        form method="post" action=(action) {
                            input type="hidden" name="what" value="remove-perimeter";
                            input type="hidden" name="party" value=(party);
                            input type="hidden" name="mark" value=(one.mark);
                            button.quiet type="submit" { (w.remove_perimeter()) }
                        }
                    }
                }
            }
            @let party = format!("{insurer}/");
            details open[sent_for(&party).is_some()] {
                summary { (w.add_perimeter()) }
                (form(look, action, &party, (&format!("p-{insurer}-new"), ""), sent_for(&party), &Values::default(), &lists))
            }
        }
    }
}

/// What menus offer.
struct Lists {
    operators: Choices,
    managers: Choices,
}

fn managers(look: &Look, sheet: &Sheet) -> Choices {
    let name = |id: &str| sheet.text(&["managers", id, "name"]).unwrap_or_else(|| look.words.unnamed().to_owned());
    sheet.names(&["managers"]).into_iter().map(|id| (id.clone(), name(&id))).collect()
}

/// Who is in it, whose loss it is, and how many member rows that are.
fn sentence(look: &Look, values: &Values, lists: &Lists, counted: Option<&PerimeterChecked>) -> Markup {
    let w = look.words;
    let named = lists.operators.iter().find(|(id, _)| id == values.get("operator"));
    let operator = named.map_or(values.get("operator"), |(_, name)| name);
    let status = statuses(look).into_iter().find(|(code, _)| code == values.get("status")).map(|(_, word)| word);
    html! {
        p {
            strong { (operator) (w.colon()) (status.unwrap_or_default()) }
            @if let Some(counted) = counted {
                br; (counted.who)
                br;
                span.note {
                    @match counted.rows { Some(rows) => { (w.member_rows(rows)) } None => { (w.rows_in_perimeter_unknown()) } }
                }
            }
        }
    }
}

fn statuses(look: &Look) -> Choices {
    let all = [Status::Exposed, Status::NotConcerned, Status::NotEstablished];
    pairs(all, |status| look.words.status_word(status))
}

fn form(
    look: &Look,
    action: &str,
    party: &str,
    (of, mark): (&str, &str),
    sent: Option<&Sent<'_>>,
    shown: &Values,
    lists: &Lists,
) -> Markup {
    let w = look.words;
    let (values, faults) = sent.map_or((shown, &[][..]), |sent| (sent.values, sent.faults));
    let group = |group: usize| conditions(look, values, faults, (group, of), lists);
    html! {
        form.sheet method="post" action=(action) {
            input type="hidden" name="what" value="perimeter";
            input type="hidden" name="party" value=(party);
            input type="hidden" name="mark" value=(mark);
            (fields::faults(look, faults))
            div.row {
                (fields::choice(look, values, ("operator", of), w.perimeter_operator(), &lists.operators))
                (fields::choice(look, values, ("status", of), w.perimeter_status(), &statuses(look)))
            }
            fieldset { legend { (w.all_of()) } p.hint { (w.all_of_more()) } (group(0)) }
            // One more than there are, for another.
            @for place in 1..=values.groups() + 1 {
                details open[place <= values.groups()] {
                    summary { @if place == 1 { (w.any_of()) } @else { (w.or_else()) } }
                    (group(place))
                }
            }
            button type="submit" { (w.save()) }
        }
    }
}

/// The conditions of a group.
fn conditions(look: &Look, values: &Values, faults: &[Fault], (group, of): (usize, &str), lists: &Lists) -> Markup {
    let w = look.words;
    let name = |key: &str| condition(group, key);
    // One that is written and that nobody declares stays what it is.
    let written = values.get(&name("managed_by"));
    let mut managers = lists.managers.clone();
    if !written.is_empty() && managers.iter().all(|(id, _)| id != written) {
        managers.push((written.to_owned(), written.to_owned()));
    }
    let day = |key: &str, label: &str| fields::named(look, values, faults, (&name(key), of), Kind::Date, label, None);
    html! {
        div.row {
            @if !managers.is_empty() { (fields::choice(look, values, (&name("managed_by"), of), w.managed_by(), &managers)) }
            (day("managed_since", w.managed_since()))
        }
        div.row {
            (day("covered_on", w.covered_on()))
            (day("from", w.covered_from()))
            (day("to", w.covered_to()))
        }
        div.row {
            (fields::lines(values, (&name("contracts"), of), w.contracts_listed(), w.one_a_line()))
            (fields::lines(values, (&name("products"), of), w.products_listed(), w.one_a_line()))
        }
    }
}

/// The insurer and the place that a form is about; no place for a new perimeter.
pub(super) fn target(party: &str) -> Option<(&str, Option<usize>)> {
    let (insurer, place) = party.rsplit_once('/')?;
    if place.is_empty() { Some((insurer, None)) } else { Some((insurer, Some(place.parse().ok()?))) }
}
