//! A heat map of insurers and operators, each cell linked to its details.

use maud::{Markup, html};

use super::table;
use crate::Words;
use crate::table::Table;
use model::figures::{Assessment, Persons};
use model::incident::Status;

/// The table of estimates, each with its interval, coloured by size.
pub(super) fn heat_map(table: &Table, a: &Assessment, w: Words) -> Markup {
    let cells = a.insurers.iter().flat_map(|insurer| &insurer.operators);
    let most = cells.map(|cell| cell.totals.persons.estimate).max().unwrap_or(0);
    let heads = html! {
        tr {
            @for head in table.head.iter().take(2) { th scope="col" { (head.label) } }
            @for operator in &a.operators { th.n scope="col" data-operator=(operator.id) { (operator.name) } }
            th.n scope="col" { (w.all_operators()) }
        }
    };
    let body = html! {
        @for insurer in &a.insurers {
            tr data-insurer=(insurer.id) {
                th scope="row" { (insurer.name) }
                td { (w.status_word(insurer.status)) }
                @for operator in &a.operators {
                    @match insurer.operators.iter().find(|cell| cell.id == operator.id) {
                        None => td.n data-operator=(operator.id) { span.none { "–" } },
                        Some(cell) => {
                            td.n.(tint(cell.totals.persons.estimate, most)) data-operator=(operator.id) {
                                (link(cell.totals.persons, &insurer.id, &operator.id, w))
                                @if cell.status != Status::Exposed { span.range { (w.status_word(cell.status)) } }
                            }
                        }
                    }
                }
                td.n { (link(insurer.totals.persons, &insurer.id, "", w)) }
            }
        }
    };
    let totals = html! {
        tr.total {
            th scope="row" { (w.all_insurers()) }
            td {}
            @for operator in &a.operators {
                td.n data-operator=(operator.id) { (link(operator.totals.persons, "", &operator.id, w)) }
            }
            td.n { (link(a.totals.persons, "", "", w)) }
        }
    };
    let framed = table::framed(
        table,
        html! {
            table #t-matrix {
                caption { (table.caption) }
                thead { (heads) }
                tbody { (body) }
                tfoot { (totals) }
            }
        },
    );
    html! { (framed) p.note { (w.tint()) } }
}

/// An estimate and its interval, linked to the rows of that insurer and operator.
fn link(persons: Persons, insurer: &str, operator: &str, w: Words) -> Markup {
    html! {
        a href="#t-scopes" data-insurer=(insurer) data-operator=(operator) {
            (table::number(persons.estimate, w))
            @if persons.low != persons.high {
                span.range { (table::number(persons.low, w)) " – " (table::number(persons.high, w)) }
            }
        }
    }
}

/// The class of a cell: none, or one of five steps relative to the largest cell.
fn tint(estimate: u64, most: u64) -> &'static str {
    ["heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5"][(estimate * 5).div_ceil(most.max(1)).min(5) as usize]
}
