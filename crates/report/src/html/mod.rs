//! `report.html`: a self-contained page.
//!
//! It prints the tables of [`tables`](super::tables) and computes nothing. It is complete without its script, which
//! sorts, filters and copies.

mod matrix;
mod table;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Words;
use super::chart::Chart;
use super::tables::{Part, Section, counts};
use super::words::Detail;
use model::figures::{Assessment, Totals};
use model::finding::Level;

const STYLE: &str = include_str!("../report.css");

const SCRIPT: &str = include_str!("../report.js");

/// Hash of the script, for the content security policy.
const SCRIPT_SHA256: &str = env!("AMPLEUR_SCRIPT_SHA256");

/// Id of the summary section; the headline shows what its table lists.
const SHORT: &str = "summary";

/// Number of rows beyond which a table is folded.
const LONG: usize = 30;

pub(crate) fn page(a: &Assessment, sections: &[Section], w: Words) -> String {
    html! {
        (DOCTYPE)
        html lang=(w.lang_code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(policy());
                title { (a.incident.title) " – " (w.document()) }
                style { (PreEscaped(STYLE)) }
            }
            body data-copy=(w.copy()) data-copied=(w.copied()) data-refused=(w.not_copied()) {
                a.skip href="#content" { (w.skip()) }
                header {
                    p.kind { (w.document()) }
                    h1 { (a.incident.title) }
                    p.date { (w.as_of()) " " (w.date(&a.incident.reference_date)) }
                }
                nav.contents aria-label=(w.contents()) {
                    ul { @for section in sections { li { a href={ "#" (section.id) } { (section.title) } } } }
                }
                main #content tabindex="-1" {
                    @for section in sections {
                        (self::section(section, a, w))
                        @if section.id == SHORT { (tools(a, w)) }
                    }
                }
                footer { p { (w.files_note()) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// Nothing is loaded or sent, and no script runs but the page's own.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{SCRIPT_SHA256}'; base-uri 'none'; form-action 'none'"
    )
}

fn headline(a: &Assessment, w: Words) -> Markup {
    let persons = a.totals.persons;
    let counts = counts(&a.totals, w);
    html! {
        div.headline {
            p.figure { strong { (table::number(persons.estimate, w)) } " " (w.persons_concerned(persons.estimate)) }
            p.interval {
                strong { (table::number(persons.low, w)) } " " (w.headline_sure()) " · "
                strong { (table::number(persons.high, w)) } " " (w.headline_high())
            }
            dl { @for (name, n) in counts { div { dt { (name) } dd { (table::number(n, w)) } } } }
            (interval(&a.totals, w))
            (grave(a, w))
            @if a.incident.published_key { p.notice { (w.published_key()) } }
            @if a.incident.nothing_disclosed { p.notice { (w.nothing_disclosed()) } }
        }
    }
}

/// Grave findings, shown before any figure.
fn grave(a: &Assessment, w: Words) -> Markup {
    let grave: Vec<_> = a.findings.iter().filter(|finding| finding.level == Level::Grave).collect();
    html! {
        @if !grave.is_empty() {
            ul.notice.grave {
                @for finding in grave {
                    li { a href="#findings" { (w.finding(finding)) } " " span.note { (w.finding_place(finding, Detail::Count)) } }
                }
            }
        }
    }
}

/// The rows between the estimate and the high figure.
fn interval(t: &Totals, w: Words) -> Markup {
    html! {
        @if t.persons.high > t.persons.estimate {
            p.note {
                (w.high_is()) (w.colon())
                (table::number(t.high_rows.met, w)) " " (w.high_met()) " + "
                (table::number(t.high_rows.doubtful, w)) " " (w.high_doubtful()) " + "
                (table::number(t.high_rows.ambiguous, w)) " " (w.high_ambiguous()) " + "
                (table::number(t.high_rows.household, w)) " " (w.high_household()) ". "
                (w.apart()) (w.colon()) (table::number(t.doubtful, w)) " " (w.apart_doubtful()) ", "
                (table::number(t.ambiguous, w)) " " (w.apart_ambiguous()) ", "
                (table::number(t.household, w)) " " (w.apart_household()) "."
            }
        }
    }
}

/// Controls of the script, hidden until it runs.
fn tools(a: &Assessment, w: Words) -> Markup {
    let insurers = a.insurers.iter().map(|insurer| (&insurer.id, &insurer.name));
    let operators = a.operators.iter().map(|operator| (&operator.id, &operator.name));
    let steps = [
        ("t-scopes", w.to_persons()),
        ("fields", w.fields()),
        ("rules", w.to_rules()),
        ("bins", w.to_bins()),
        ("findings", w.findings()),
    ];
    html! {
        div #tools role="group" aria-label=(w.filter()) hidden {
            (choice("insurer", w.insurer(), insurers, w))
            (choice("operator", w.operator(), operators, w))
            button type="button" { (w.show_all()) }
            nav aria-label=(w.detail()) { @for (id, name) in steps { a href={ "#" (id) } { (name) } } }
            p role="status" aria-live="polite" data-shown=(w.rows_shown()) {}
        }
    }
}

fn choice<'a>(who: &str, label: &str, parties: impl Iterator<Item = (&'a String, &'a String)>, w: Words) -> Markup {
    html! {
        label {
            (label)
            select data-filter=(who) {
                option value="" { (w.all_of_them()) }
                @for (id, name) in parties { option value=(id) { (name) } }
            }
        }
    }
}

fn section(section: &Section, a: &Assessment, w: Words) -> Markup {
    html! {
        section id=(section.id) {
            h2 { (section.title) }
            @if let Some(note) = &section.note { p.note { (note) } }
            @if section.id == SHORT { (headline(a, w)) }
            @for part in &section.parts {
                @match part {
                    Part::Table(table) if table.id == "matrix" => (matrix::heat_map(table, a, w)),
                    Part::Table(table) if section.annex || section.id == SHORT || table.rows.len() > LONG => {
                        details.fold { summary { (table.caption) } (table::table(table, w)) }
                    }
                    Part::Table(table) => (table::table(table, w)),
                    Part::Chart(chart) => (drawing(chart)),
                    Part::Text(text) => p { (text) },
                }
            }
            @if !section.how.is_empty() { details.how { summary { (w.how()) } p { (section.how) } } }
        }
    }
}

/// A chart. SVG inside HTML needs no namespace declaration.
fn drawing(chart: &Chart) -> Markup {
    let svg = chart.svg.replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1);
    html! { figure { (PreEscaped(svg)) figcaption { (chart.caption) } } }
}
