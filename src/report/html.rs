//! `report.html`: one page that needs nothing else, to be read, printed and forwarded.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Words;
use super::words::Detail;
use crate::assess::{Assessment, Cell, FieldCount, Totals};
use crate::finding::Level;

/// No request leaves the page: nothing is loaded, no script runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = include_str!("report.css");

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
                    (matrix(a, w))
                    (fields(a, w))
                    (rules(a, w))
                    (bins(a, w))
                    (findings(a, w))
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
            @if a.incident.published_key { p.notice { (w.published_key()) } }
        }
    }
}

fn matrix(a: &Assessment, w: Words) -> Markup {
    let persons = |totals: &Totals| {
        html! {
            span.n { (w.number(totals.persons.estimate)) }
            @if totals.persons.low != totals.persons.high { span.range { (w.range(totals.persons)) } }
        }
    };
    html! {
        section {
            h2 { (w.matrix()) }
            table {
                thead {
                    tr {
                        th scope="col" { (w.insurer()) }
                        th scope="col" { (w.status()) }
                        @for operator in &a.operators { th.n scope="col" { (operator.name) } }
                        th.n scope="col" { (w.all_operators()) }
                    }
                }
                tbody {
                    @for insurer in &a.insurers {
                        tr {
                            th scope="row" { (insurer.name) }
                            td { (w.status_word(insurer.status)) }
                            @for operator in &a.operators {
                                td.n {
                                    @match insurer.operators.iter().find(|cell| cell.id == operator.id) {
                                        Some(cell) => (persons(&cell.totals)),
                                        None => span.none { "–" },
                                    }
                                }
                            }
                            td.n.total { (persons(&insurer.totals)) }
                        }
                    }
                }
                tfoot {
                    tr {
                        th scope="row" colspan="2" { (w.all_insurers()) }
                        @for operator in &a.operators { td.n { (persons(&operator.totals)) } }
                        td.n.total { (persons(&a.totals)) }
                    }
                }
            }
            p.note { (w.matrix_note()) }
            @for overlap in &a.overlaps {
                p {
                    (w.overlaps()) " (" (operator_name(a, &overlap.operators[0])) ", "
                    (operator_name(a, &overlap.operators[1])) ")" (w.colon()) strong { (w.number(overlap.persons)) }
                }
            }
        }
    }
}

fn fields(a: &Assessment, w: Words) -> Markup {
    html! {
        section {
            h2 { (w.fields()) }
            p.note { (w.fields_note()) }
            @for operator in &a.operators {
                h3 { (operator.name) }
                (field_table(&operator.fields, w))
            }
        }
    }
}

fn field_table(fields: &[FieldCount], w: Words) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (w.field()) }
                    th scope="col" { (w.declared()) }
                    th.n scope="col" { (w.observed()) }
                    th.n scope="col" { (w.persons()) }
                }
            }
            tbody {
                @for count in fields {
                    tr class=[contradicts(count).then_some("grave")] {
                        th scope="row" { (w.field_name(count.field)) }
                        td { (w.declared_word(count.declared)) }
                        td.n { (w.number(count.observed_records)) }
                        td.n { (w.number(count.persons)) }
                    }
                }
            }
        }
    }
}

fn contradicts(count: &FieldCount) -> bool {
    count.declared == crate::assess::Declared::NotExposed && count.observed_records > 0
}

fn rules(a: &Assessment, w: Words) -> Markup {
    let cells = || {
        let insurers = a.insurers.iter();
        insurers.flat_map(|insurer| insurer.operators.iter().map(move |cell| (insurer, cell)))
    };
    let row = |insurer: &str, cell: &Cell| {
        html! {
            tr {
                th scope="row" { (insurer) }
                td { (operator_name(a, &cell.id)) }
                @for count in &cell.makeup.rules { td.n { (w.number(count.persons)) } }
                td.n.total { (w.number(cell.totals.persons.estimate)) }
            }
        }
    };
    html! {
        section {
            h2 { (w.by_rule()) }
            table {
                thead {
                    tr {
                        th scope="col" { (w.insurer()) }
                        th scope="col" { (w.operator()) }
                        @for rule in crate::link::Rule::ALL { th.n scope="col" { (w.rule_name(rule)) } }
                        th.n scope="col" { (w.persons()) }
                    }
                }
                tbody { @for (insurer, cell) in cells() { (row(&insurer.name, cell)) } }
            }
        }
    }
}

fn bins(a: &Assessment, w: Words) -> Markup {
    let leaks: Vec<_> = a
        .conservation
        .leaks
        .iter()
        .map(|f| {
            let bins = vec![f.rows, f.matched, f.ambiguous, f.elsewhere, f.unmatched, f.duplicate, f.rejected];
            (f.path.as_str(), bins)
        })
        .collect();
    let members: Vec<_> = a
        .conservation
        .members
        .iter()
        .map(|f| (f.path.as_str(), vec![f.rows, f.exposed, f.not_exposed, f.duplicate, f.rejected]))
        .collect();
    let leak_heads = [w.rows(), w.matched(), w.ambiguous(), w.elsewhere(), w.unmatched(), w.duplicate(), w.rejected()];
    let member_heads = [w.rows(), w.exposed(), w.not_exposed(), w.duplicate(), w.rejected()];
    html! {
        section {
            h2 { (w.bins()) }
            h3 { (w.bins_leaks()) }
            (bin_table(&leak_heads, &leaks, w))
            h3 { (w.bins_members()) }
            (bin_table(&member_heads, &members, w))
        }
    }
}

fn bin_table(heads: &[&str], files: &[(&str, Vec<u64>)], w: Words) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (w.file()) }
                    @for head in heads { th.n scope="col" { (head) } }
                }
            }
            tbody {
                @for (path, bins) in files {
                    tr {
                        th.path scope="row" { (path) }
                        @for bin in bins { td.n { (w.number(*bin)) } }
                    }
                }
            }
        }
    }
}

fn findings(a: &Assessment, w: Words) -> Markup {
    html! {
        section {
            h2 { (w.findings()) }
            @if a.findings.is_empty() { p { (w.no_findings()) } }
            ul.findings {
                @for finding in &a.findings {
                    li class=(level_class(finding.level)) {
                        span.level { (w.level_word(finding.level)) }
                        div {
                            p { (w.finding(finding)) }
                            p.place { (w.finding_place(finding, Detail::Rows)) }
                        }
                        code { (finding.code) }
                    }
                }
            }
        }
    }
}

fn level_class(level: Level) -> &'static str {
    match level {
        Level::Grave => "grave",
        Level::Warning => "warning",
        Level::Info => "info",
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
