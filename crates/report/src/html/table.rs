//! Tables on the page: each figure with its unformatted value, each row with its insurer and operator.

use maud::{Markup, html};

use crate::Words;
use crate::table::{Head, Row, Table, Tone, Value};

/// A table, which scrolls below its caption if it is wider than the page, by touch or keyboard.
pub(super) fn table(table: &Table, w: Words) -> Markup {
    // If some rows are about an insurer and an operator, rows about one of them are totals: a filter hides them.
    let whole = table.rows.iter().any(|row| row.insurer.is_some() && row.operator.is_some());
    let body = html! {
        thead { (heads(&table.head)) }
        tbody { @for row in &table.rows { (self::row(row, &table.head, w)) } }
    };
    framed(table, html! { table id={ "t-" (table.id) } data-wholes[whole] { caption { (table.caption) } (body) } })
}

/// The scrolling frame of a table.
pub(super) fn framed(table: &Table, inside: Markup) -> Markup {
    html! { div.slide role="region" aria-label=(table.caption) tabindex="0" { (inside) } }
}

fn heads(heads: &[Head]) -> Markup {
    html! { tr { @for head in heads { th.n[head.figures] scope="col" { (head.label) } } } }
}

fn row(row: &Row, heads: &[Head], w: Words) -> Markup {
    let (grave, total) = (row.tone == Tone::Grave, row.tone == Tone::Total);
    html! {
        tr.grave[grave].total[total] data-insurer=[row.insurer.as_ref()] data-operator=[row.operator.as_ref()] {
            @for (i, (value, head)) in row.cells.iter().zip(heads).enumerate() {
                @if i == 0 {
                    th scope="row" { (cell(value, w)) }
                } @else {
                    td.n[head.figures] { (cell(value, w)) }
                }
            }
        }
    }
}

fn cell(value: &Value, w: Words) -> Markup {
    let shown = value.shown(w);
    html! {
        @match value {
            Value::Text(text) => (text),
            Value::Number(n) => data value=(n) { (shown) },
            Value::Share(ppm) => data.share value=(decimal(*ppm, 6)) { (shown) },
            Value::Score(hundredths) => data.score value=(decimal(*hundredths, 2)) { (shown) },
            Value::Missing => mark { (shown) },
            Value::Nothing => span.none { (shown) },
        }
    }
}

/// A count with its unformatted value.
pub(super) fn number(n: u64, w: Words) -> Markup {
    cell(&Value::Number(n), w)
}

/// A decimal number: `0.974194` for 974194 and 6 places. No digit is lost.
fn decimal(n: u64, places: u32) -> String {
    let unit = 10u64.pow(places);
    format!("{}.{:0width$}", n / unit, n % unit, width = places as usize)
}
