//! How far it reaches: whom, by insurer, operator, perimeter, manager and group.

use maud::{Markup, html};

use super::{insurer_name, operator_name};
use crate::assess::{Assessment, Makeup, PersonsOf, Totals, Union};
use crate::incident::Status;
use crate::report::Words;

pub fn matrix(a: &Assessment, w: Words) -> Markup {
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
                                        None => span.none { "–" },
                                        Some(cell) if cell.status == Status::Exposed => (persons(&cell.totals)),
                                        Some(cell) => {
                                            (persons(&cell.totals))
                                            span.range { (w.status_word(cell.status)) }
                                        }
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
            @if a.operators.len() > 1 { (union(&a.unions.operators, w.union_operators(), |id| operator_name(a, id), w)) }
            @if a.unions.insurers.exactly.iter().any(|part| part.of.len() > 1) {
                (union(&a.unions.insurers, w.union_insurers(), |id| insurer_name(a, id), w))
            }
        }
    }
}

/// Who is at exactly which parties, and the sum that makes the total.
fn union<'a>(union: &'a Union, title: &str, name: impl Fn(&'a str) -> &'a str, w: Words) -> Markup {
    let mut parties: Vec<&str> = union.exactly.iter().flat_map(|part| part.of.iter().map(String::as_str)).collect();
    parties.sort_unstable();
    parties.dedup();
    let sum = |terms: &[PersonsOf]| {
        html! {
            @for (i, term) in terms.iter().enumerate() {
                @if term.of.len() % 2 == 0 { " − " } @else if i > 0 { " + " }
                (w.number(term.persons))
            }
            " = " strong { (w.number(union.persons)) }
        }
    };
    html! {
        h3 { (title) }
        table {
            thead {
                tr {
                    @for party in &parties { th.mark scope="col" { (name(party)) } }
                    th.n scope="col" { (w.persons()) }
                }
            }
            tbody {
                @for part in &union.exactly {
                    tr {
                        @for party in &parties {
                            td.mark { @if part.of.iter().any(|of| of == party) { "●" } @else { span.none { "·" } } }
                        }
                        td.n { (w.number(part.persons)) }
                    }
                }
            }
        }
        @if !union.terms.is_empty() { p.note { (w.inclusion_exclusion()) (w.colon()) (sum(&union.terms)) } }
    }
}

pub fn perimeters(a: &Assessment, w: Words) -> Markup {
    let all = || a.insurers.iter().flat_map(|insurer| insurer.perimeters.iter().map(move |p| (insurer, p)));
    html! {
        @if all().next().is_some() {
            section {
                h2 { (w.perimeters()) }
                p.note { (w.perimeters_note()) }
                table {
                    thead {
                        tr {
                            th scope="col" { (w.insurer()) }
                            th.n scope="col" { (w.perimeter()) }
                            th scope="col" { (w.operator()) }
                            th scope="col" { (w.status()) }
                            th.n scope="col" { (w.persons()) }
                            th.n scope="col" { (w.persons_met()) }
                            th.n scope="col" { (w.rows_met()) }
                        }
                    }
                    tbody {
                        @for (insurer, perimeter) in all() {
                            @let contradicted = perimeter.status == Status::NotConcerned && perimeter.rows_met > 0;
                            tr class=[contradicted.then_some("grave")] {
                                th scope="row" { (insurer.name) }
                                td.n { (w.number(perimeter.number)) }
                                td { (operator_name(a, &perimeter.operator)) }
                                td { (w.status_word(perimeter.status)) }
                                td.n { (w.number(perimeter.persons)) }
                                td.n { (w.number(perimeter.persons_met)) }
                                td.n { (w.number(perimeter.rows_met)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub fn managers(a: &Assessment, w: Words) -> Markup {
    let cells = || {
        let cells = a.insurers.iter().flat_map(|insurer| insurer.operators.iter().map(move |cell| (insurer, cell)));
        cells.filter(|(_, cell)| !cell.managers.is_empty())
    };
    let name = |id: &str| a.managers.iter().find(|m| m.id == id).map_or_else(|| id.to_owned(), |m| m.name.clone());
    html! {
        @if cells().next().is_some() {
            section {
                h2 { (w.managers()) }
                table {
                    thead {
                        tr {
                            th scope="col" { (w.insurer()) }
                            th scope="col" { (w.operator()) }
                            th scope="col" { (w.manager()) }
                            th.n scope="col" { (w.persons()) }
                        }
                    }
                    tbody {
                        @for (insurer, cell) in cells() {
                            @for count in &cell.managers {
                                tr {
                                    th scope="row" { (insurer.name) }
                                    td { (operator_name(a, &cell.id)) }
                                    td {
                                        @match (&count.manager, count.named) {
                                            (Some(id), _) => (name(id)),
                                            (None, true) => span.none { (w.manager_unknown()) },
                                            (None, false) => span.none { (w.manager_unnamed()) },
                                        }
                                    }
                                    td.n { (w.number(count.persons)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Insurers that somebody is concerned at, and all of them.
pub fn groups(a: &Assessment, w: Words) -> Markup {
    let concerned = || a.insurers.iter().filter(|insurer| insurer.totals.persons.estimate > 0);
    let columns: Vec<(&str, &Totals, &Makeup)> = concerned()
        .map(|insurer| (insurer.name.as_str(), &insurer.totals, &insurer.makeup))
        .chain([(w.all_insurers(), &a.totals, &a.makeup)])
        .collect();
    let row = |name: &str, count: &dyn Fn(&Totals, &Makeup) -> u64| {
        html! {
            tr {
                th scope="row" { (name) }
                @for (_, totals, makeup) in &columns { td.n { (w.number(count(totals, makeup))) } }
            }
        }
    };
    let in_decade = |from: Option<u16>| {
        move |_: &Totals, makeup: &Makeup| {
            makeup.groups.birth_decade.iter().find(|decade| decade.from == from).map_or(0, |decade| decade.persons)
        }
    };
    html! {
        @if a.totals.persons.estimate > 0 {
            section {
                h2 { (w.groups()) }
                p.note { (w.groups_note()) }
                table {
                    thead {
                        tr {
                            th scope="col" {}
                            @for (name, ..) in &columns { th.n scope="col" { (name) } }
                        }
                    }
                    tbody {
                        (row(w.persons(), &|t, _| t.persons.estimate))
                        (row(w.policyholders(), &|t, _| t.policyholders))
                        (row(w.dependants(), &|t, _| t.dependants))
                        (row(w.minors(), &|t, _| t.minors))
                        (row(w.former(), &|t, _| t.former))
                        (row(w.deceased(), &|t, _| t.deceased))
                        (row(w.men(), &|_, m| m.groups.sex.men))
                        (row(w.women(), &|_, m| m.groups.sex.women))
                        (row(w.sex_not_told(), &|_, m| m.groups.sex.not_told))
                        @for decade in &a.makeup.groups.birth_decade {
                            (row(&w.decade(decade.from), &in_decade(decade.from)))
                        }
                    }
                }
            }
        }
    }
}
