//! A document as a self-contained HTML page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Block, Document, Inline, can_follow, missing};
use crate::Words;
use crate::table::{Row, Table, Tone, Value};

/// The page loads nothing and runs no script.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = include_str!("document.css");

/// Writes the page.
pub fn html(document: &Document) -> String {
    let words = Words::of(document.lang);
    html! {
        (DOCTYPE)
        html lang=(words.lang_code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (document.title) " – " (document.kind) }
                style { (PreEscaped(STYLE)) }
            }
            body.landscape[document.landscape] {
                header {
                    p.kind { (document.kind) }
                    h1 { (document.title) }
                    p.date { time datetime=(document.date) { (words.date(&document.date.to_string())) } }
                }
                main { @for part in &document.blocks { (block(part, words)) } }
                footer { p { (document.footer) } }
            }
        }
    }
    .into_string()
}

fn block(block: &Block, words: Words) -> Markup {
    html! {
        @match block {
            Block::Heading(1, text) => h2 { (text) },
            Block::Heading(2, text) => h3 { (text) },
            Block::Heading(_, text) => h4 { (text) },
            Block::Paragraph(parts) => p { (line(parts, words)) },
            Block::List(items) => ul { @for item in items { li { (line(item, words)) } } },
            Block::Notice(parts) => p.notice { (line(parts, words)) },
            Block::Answers(answers) => {
                dl { @for (question, answer) in answers { div { dt { (question) } dd { (line(answer, words)) } } } }
            }
            Block::Table(table) => (self::table(table, words)),
            Block::Chart { svg, alt } => figure role="img" aria-label=(alt) { (PreEscaped(drawing(svg))) },
        }
    }
}

fn line(parts: &[Inline], words: Words) -> Markup {
    html! {
        @for part in parts {
            @match part {
                Inline::Text(text) => (text),
                Inline::Strong(text) => strong { (text) },
                Inline::Missing(what) => mark { (missing(what, words)) },
                Inline::Link { label, url } if can_follow(url) => a href=(url) { (label) },
                Inline::Link { label, .. } => (label),
            }
        }
    }
}

/// On a narrow screen a wide table scrolls below its caption, by touch or keyboard.
fn table(table: &Table, words: Words) -> Markup {
    html! {
        div.wide role="region" aria-label=(table.caption) tabindex="0" {
            table id=(table.id) {
                caption { (table.caption) }
                thead { tr { @for head in &table.head { th.n[head.figures] scope="col" { (head.label) } } } }
                tbody { @for row in &table.rows { (self::row(row, table, words)) } }
            }
        }
    }
}

fn row(row: &Row, table: &Table, words: Words) -> Markup {
    let figures = |column: usize| table.head.get(column).is_some_and(|head| head.figures);
    html! {
        tr.grave[row.tone == Tone::Grave].total[row.tone == Tone::Total] {
            @for (column, value) in row.cells.iter().enumerate() {
                @if column == 0 {
                    th.n[figures(column)] scope="row" { (cell(value, words)) }
                } @else {
                    td.n[figures(column)] { (cell(value, words)) }
                }
            }
        }
    }
}

fn cell(value: &Value, words: Words) -> Markup {
    html! {
        @if *value == Value::Missing { mark { (value.shown(words)) } } @else { (value.shown(words)) }
    }
}

/// The SVG without the XML declaration, which HTML does not allow.
fn drawing(svg: &str) -> &str {
    svg.find("<svg").map_or(svg, |start| &svg[start..])
}
