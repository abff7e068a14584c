//! Charts as SVG, shared by the page and the PDF.
//!
//! Colours are set as attributes, for paper, and as classes, which the page's style sheet overrides in dark mode. No
//! figure is shown by colour alone. Coordinates are integers below 1,000.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::Words;
use model::figures::{FieldCount, OperatorReport, PersonsOf, Union};

/// A chart and its text alternative.
pub struct Chart {
    /// The complete SVG.
    pub svg: String,
    /// Text alternative.
    pub alt: String,
    /// Caption.
    pub caption: String,
}

/// Width of a chart, and of the column of names, in SVG units.
const WIDTH: u64 = 760;
const NAMES: u64 = 240;

/// Height of a line of names.
const LINE: u64 = 20;

/// Length of the longest bar of the field chart, and of the highest bar of the combination chart.
const LONGEST: u64 = 300;
const HIGHEST: u64 = 120;

/// Maximum length of a name, in characters, and maximum number of combinations; the table has all of them.
const NAME: usize = 36;
const MOST: usize = 10;

const INK: &str = "#1b2330";
const BAR: &str = "#12407a";
const PALE: &str = "#7c8796";
const GRAVE: &str = "#a3161f";

/// Persons by field that an operator lost, as bars. `most` is the number of persons at the full length. `None` if no
/// field was lost.
pub(crate) fn fields(operator: &OperatorReport, most: u64, w: Words) -> Option<Chart> {
    let lost: Vec<&FieldCount> =
        operator.fields.iter().filter(|count| count.persons > 0 || count.is_contradicted()).collect();
    let values: Vec<String> =
        lost.iter().map(|count| format!("{} {}", w.field_name(count.field), w.number(count.persons))).collect();
    let bar = |count: &FieldCount, top: u64| {
        let length = count.persons * LONGEST / most.max(1);
        let hollow = count.is_contradicted();
        html! {
            text.ink x=(NAMES - 8) y=(top + 14) text-anchor="end" fill=(INK) {
                (shortened(w.field_name(count.field)))
            }
            @if hollow {
                rect.hollow x=(NAMES) y=(top + 4) width=(length) height="12" fill="none" stroke=(GRAVE) stroke-width="2" {}
            } @else {
                rect.bar x=(NAMES) y=(top + 4) width=(length) height="12" fill=(BAR) {}
            }
            text.ink x=(NAMES + length + 6) y=(top + 14) fill=(INK) {
                (w.number(count.persons))
                @if hollow { " – " (w.not_as_declared()) }
            }
        }
    };
    let inside = html! { @for (count, line) in lost.iter().zip(0u64..) { (bar(count, line * LINE)) } };
    let title = w.chart_of_fields(&operator.name);
    let height = lost.len() as u64 * LINE + 4;
    (!lost.is_empty()).then(|| chart(height, inside, &title, &values, ""))
}

/// Persons at exactly each combination of parties: one bar per combination above a grid of the parties in it (an UpSet
/// plot).
pub(crate) fn combinations<'a>(
    union: &'a Union,
    name: impl Fn(&'a str) -> &'a str,
    title: &str,
    w: Words,
) -> Option<Chart> {
    let mut shown: Vec<&'a PersonsOf> = union.exactly.iter().collect();
    shown.sort_by_key(|part| Reverse(part.persons));
    shown.truncate(MOST);
    let most = shown.first()?.persons.max(1);
    let mut parties: Vec<&'a str> = shown.iter().flat_map(|part| part.of.iter().map(String::as_str)).collect();
    parties.sort_unstable();
    parties.dedup();
    let step = ((WIDTH - NAMES) / shown.len() as u64).min(90);
    let floor = HIGHEST + LINE;
    let middle = |line: usize| floor + LINE + line as u64 * LINE;
    let column = |part: &PersonsOf, x: u64| {
        let height = (part.persons * HIGHEST / most).max(1);
        let has = |party: &&str| part.of.iter().any(|of| of == party);
        let first = parties.iter().position(has).map_or(floor, middle);
        let last = parties.iter().rposition(has).map_or(floor, middle);
        html! {
            text.ink x=(x) y=(floor - height - 5) text-anchor="middle" fill=(INK) { (w.number(part.persons)) }
            rect.bar x=(x - 12) y=(floor - height) width="24" height=(height) fill=(BAR) {}
            line.bar x1=(x) y1=(first) x2=(x) y2=(last) stroke=(BAR) stroke-width="3" {}
            @for (line, party) in parties.iter().enumerate() {
                @if has(party) {
                    circle.bar cx=(x) cy=(middle(line)) r="6" fill=(BAR) {}
                } @else {
                    circle.off cx=(x) cy=(middle(line)) r="3" fill="none" stroke=(PALE) {}
                }
            }
        }
    };
    let inside = html! {
        @for (line, party) in parties.iter().enumerate() {
            text.ink x=(NAMES - 8) y=(middle(line) + 4) text-anchor="end" fill=(INK) { (shortened(name(party))) }
        }
        @for (part, place) in shown.iter().zip(0u64..) { (column(part, NAMES + step / 2 + place * step)) }
    };
    let values: Vec<String> = shown
        .iter()
        .map(|part| {
            let names: Vec<&str> = part.of.iter().map(|id| name(id)).collect();
            format!("{} {}", names.join(" + "), w.number(part.persons))
        })
        .collect();
    let note = if union.exactly.len() > MOST { w.chart_union_note() } else { "" };
    Some(chart(middle(parties.len()), inside, title, &values, note))
}

/// The SVG with its title, text alternative and caption.
fn chart(height: u64, inside: Markup, title: &str, values: &[String], note: &str) -> Chart {
    let alt = format!("{title} – {}", values.join(" · "));
    let view = format!("0 0 {WIDTH} {height}");
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(view) width=(WIDTH) height=(height) role="img" aria-label=(alt)
            font-family="Libertinus Serif, serif" font-size="13" { (inside) }
    };
    let caption = if note.is_empty() { title.to_owned() } else { format!("{title}. {note}") };
    Chart { svg: svg.into_string(), alt, caption }
}

/// The name, shortened to leave room for the grid.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        None => name.to_owned(),
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
    }
}
