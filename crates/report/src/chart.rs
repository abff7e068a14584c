//! Charts, drawn once: the page and the PDF show the same SVG.
//!
//! Colours stand in attributes, for paper, and in classes, which the page's style sheet overrides in the dark. No figure is told by
//! colour alone. Coordinates are whole, and below a thousand.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::Words;
use model::figures::{FieldCount, OperatorReport, PersonsOf, Union};

/// A drawing, and the same in words.
pub struct Chart {
    /// A whole SVG.
    pub svg: String,
    /// What it shows, for who cannot see it.
    pub alt: String,
    /// What stands above or under it.
    pub caption: String,
}

/// How wide a drawing is; names take the left of it.
const WIDTH: u64 = 760;
const NAMES: u64 = 240;

/// From one line of names to the next.
const LINE: u64 = 20;

/// The longest bar of fields, and the highest of combinations.
const LONGEST: u64 = 300;
const HIGHEST: u64 = 120;

/// Characters of a name before it is cut, and combinations before the rest is left to the table.
const NAME: usize = 36;
const MOST: usize = 10;

const INK: &str = "#1b2330";
const BAR: &str = "#12407a";
const PALE: &str = "#7c8796";
const GRAVE: &str = "#a3161f";

/// Persons by field that an operator lost, as bars; `most` is what the longest bar stands for. Nothing if it lost none.
pub(crate) fn fields(operator: &OperatorReport, most: u64, w: Words) -> Option<Chart> {
    let lost: Vec<&FieldCount> =
        operator.fields.iter().filter(|count| count.persons > 0 || count.is_contradicted()).collect();
    let told: Vec<String> =
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
    (!lost.is_empty()).then(|| chart(height, inside, &title, &told, ""))
}

/// Persons at exactly which parties: a bar for each combination, and under it the parties that it joins.
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
    let told: Vec<String> = shown
        .iter()
        .map(|part| {
            let names: Vec<&str> = part.of.iter().map(|id| name(id)).collect();
            format!("{} {}", names.join(" + "), w.number(part.persons))
        })
        .collect();
    let note = if union.exactly.len() > MOST { w.chart_union_note() } else { "" };
    Some(chart(middle(parties.len()), inside, title, &told, note))
}

/// The drawing in its frame; what it tells, said in words too.
fn chart(height: u64, inside: Markup, title: &str, told: &[String], note: &str) -> Chart {
    let alt = format!("{title} – {}", told.join(" · "));
    let view = format!("0 0 {WIDTH} {height}");
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(view) width=(WIDTH) height=(height) role="img" aria-label=(alt)
            font-family="Libertinus Serif, serif" font-size="13" { (inside) }
    };
    let caption = if note.is_empty() { title.to_owned() } else { format!("{title}. {note}") };
    Chart { svg: svg.into_string(), alt, caption }
}

/// A name that leaves room for what stands beside it.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        None => name.to_owned(),
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
    }
}
