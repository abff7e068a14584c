//! `report.html`: one page that needs nothing else, to be read, printed and forwarded.

mod evidence;
mod lost;
mod reach;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Words;
use crate::assess::{Assessment, Totals};

/// No request leaves the page: nothing is loaded, no script runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = include_str!("../report.css");

/// The whole page.
pub fn page(a: &Assessment, w: Words) -> String {
    html! {
        (DOCTYPE)
        html lang=(w.lang_code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (a.incident.title) " – " (w.document()) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p.kind { (w.document()) }
                    h1 { (a.incident.title) }
                    p.date { (w.as_of()) " " (w.date(&a.incident.reference_date)) }
                }
                main {
                    (headline(a, w))
                    (reach::matrix(a, w))
                    (reach::perimeters(a, w))
                    (reach::managers(a, w))
                    (reach::groups(a, w))
                    (lost::fields(a, w))
                    (lost::sets(a, w))
                    (lost::identifiability(a, w))
                    (evidence::rules(a, w))
                    (evidence::bins(a, w))
                    (evidence::findings(a, w))
                    (reading(a, w))
                }
                footer { p { (w.files_note()) } }
            }
        }
    }
    .into_string()
}

fn headline(a: &Assessment, w: Words) -> Markup {
    let t = &a.totals;
    html! {
        section.headline {
            p.figure { strong { (w.number(t.persons.estimate)) } " " (w.persons_concerned(t.persons.estimate)) }
            p.interval {
                strong { (w.number(t.persons.low)) } " " (w.headline_sure()) " · "
                strong { (w.number(t.persons.high)) } " " (w.headline_high())
            }
            dl {
                @for (name, n) in [
                    (w.records(), t.records), (w.contracts(), t.contracts), (w.policyholders(), t.policyholders),
                    (w.dependants(), t.dependants), (w.minors(), t.minors), (w.former(), t.former),
                    (w.deceased(), t.deceased),
                ] {
                    div { dt { (name) } dd { (w.number(n)) } }
                }
            }
            (interval(t, w))
            @if a.incident.published_key { p.notice { (w.published_key()) } }
        }
    }
}

/// What lies between the estimate and the highest figure.
fn interval(t: &Totals, w: Words) -> Markup {
    html! {
        @if t.persons.high > t.persons.estimate {
            p.note {
                (w.high_is()) (w.colon())
                (w.number(t.high_rows.met)) " " (w.high_met()) " + "
                (w.number(t.high_rows.ambiguous)) " " (w.high_ambiguous()) " + "
                (w.number(t.high_rows.household)) " " (w.high_household()) ". "
                (w.apart()) (w.colon()) (w.number(t.ambiguous)) " " (w.apart_ambiguous()) ", "
                (w.number(t.household)) " " (w.apart_household()) "."
            }
        }
    }
}

fn reading(a: &Assessment, w: Words) -> Markup {
    html! {
        section {
            h2 { (w.reading()) }
            p { (w.reading_person()) }
            p { (w.reading_interval()) }
            p { (w.reading_bins()) }
            h2 { (w.terms()) }
            p {
                (w.legal_basis()) (w.colon())
                @match &a.incident.legal_basis {
                    Some(basis) => (basis),
                    None => em.todo { (w.to_complete()) },
                }
            }
            p { @if a.incident.published_key { (w.published_key()) } @else { (w.secret_key()) } }
        }
    }
}

fn operator_name<'a>(a: &'a Assessment, id: &'a str) -> &'a str {
    a.operators.iter().find(|o| o.id == id).map_or(id, |o| &o.name)
}

fn insurer_name<'a>(a: &'a Assessment, id: &'a str) -> &'a str {
    a.insurers.iter().find(|i| i.id == id).map_or(id, |i| &i.name)
}
