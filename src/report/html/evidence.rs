//! What the figures rest on: rules and perimeters, the bins of every file, findings.

use maud::{Markup, html};

use super::operator_name;
use crate::assess::{Assessment, Makeup, Totals};
use crate::finding::Level;
use crate::link::{Certainty, Rule};
use crate::report::Words;
use crate::report::words::Detail;

pub fn rules(a: &Assessment, w: Words) -> Markup {
    let cells = || {
        let insurers = a.insurers.iter();
        insurers.flat_map(|insurer| insurer.operators.iter().map(move |cell| (insurer, cell)))
    };
    let row = |insurer: &str, operator: &str, totals: &Totals, makeup: &Makeup| {
        html! {
            tr {
                th scope="row" { (insurer) }
                td { (operator) }
                @for count in makeup.rules.iter().filter(|count| count.certainty != Certainty::Household) {
                    td.n {
                        @if count.possible { (w.number(count.persons)) } @else { span.none { (w.rule_impossible()) } }
                    }
                }
                td.n { (w.number(makeup.evidence.perimeter)) }
                td.n.total { (w.number(totals.persons.estimate)) }
                td.n { (w.number(totals.household)) }
            }
        }
    };
    html! {
        section {
            h2 { (w.by_rule()) }
            p.note { (w.by_rule_note()) }
            table {
                thead {
                    tr {
                        th scope="col" { (w.insurer()) }
                        th scope="col" { (w.operator()) }
                        @for rule in Rule::ALL.into_iter().filter(|rule| *rule != Rule::NirOnly) {
                            th.n scope="col" title=(w.rule_name(rule)) {
                                (w.rule_short(rule)) span.range { (w.certainty_word(rule.certainty())) }
                            }
                        }
                        th.n scope="col" { (w.perimeter_alone()) }
                        th.n scope="col" { (w.persons()) }
                        th.n scope="col" title=(w.rule_name(Rule::NirOnly)) {
                            (w.rule_short(Rule::NirOnly))
                            span.range { (w.certainty_word(Rule::NirOnly.certainty())) }
                        }
                    }
                }
                tbody {
                    @for (insurer, cell) in cells() {
                        (row(&insurer.name, operator_name(a, &cell.id), &cell.totals, &cell.makeup))
                    }
                }
                tfoot { (row(w.all_insurers(), w.all_operators(), &a.totals, &a.makeup)) }
            }
        }
    }
}

pub fn bins(a: &Assessment, w: Words) -> Markup {
    let leaks: Vec<_> = a
        .conservation
        .leaks
        .iter()
        .map(|f| {
            let bins =
                vec![f.rows, f.matched, f.ambiguous, f.household, f.elsewhere, f.unmatched, f.duplicate, f.rejected];
            (f.path.as_str(), bins)
        })
        .collect();
    let members: Vec<_> = a
        .conservation
        .members
        .iter()
        .map(|f| (f.path.as_str(), vec![f.rows, f.exposed, f.not_exposed, f.duplicate, f.rejected]))
        .collect();
    let leak_heads = [
        w.rows(),
        w.matched(),
        w.ambiguous(),
        w.household(),
        w.elsewhere(),
        w.unmatched(),
        w.duplicate(),
        w.rejected(),
    ];
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

pub fn findings(a: &Assessment, w: Words) -> Markup {
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
