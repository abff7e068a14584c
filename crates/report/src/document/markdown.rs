//! A document as CommonMark with pipe tables.

use super::{Block, Document, Inline, address, can_follow, missing, one_line};
use crate::Words;
use crate::table::{Row, Table, Tone, Value};

/// Writes the document. Text is escaped, so none of it is taken for markup.
pub fn markdown(document: &Document) -> String {
    let words = Words::of(document.lang);
    let title = format!("# {}", escaped(&document.title));
    let mut parts = vec![opening(escaped(&document.kind)), title, opening(words.date(&document.date.to_string()))];
    parts.extend(document.blocks.iter().map(|part| block(part, words)));
    parts.extend(["---".to_owned(), opening(escaped(&document.footer))]);
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

fn block(block: &Block, words: Words) -> String {
    match block {
        Block::Heading(level, text) => format!("{} {}", "#".repeat(usize::from(*level) + 1), escaped(text)),
        Block::Paragraph(parts) => line(parts, words),
        Block::List(items) => lines(items.iter().map(|item| format!("- {}", line(item, words)))),
        Block::Notice(parts) => format!("> {}", line(parts, words)),
        // A bullet other than that of lists, so that adjacent lists are not merged.
        Block::Answers(answers) => lines(answers.iter().map(|(question, answer)| match line(answer, words) {
            answer if answer.is_empty() => format!("* {}", strong(question)),
            answer => format!("* {}\\\n  {answer}", strong(question)),
        })),
        Block::Table(table) => self::table(table, words),
        Block::Chart { alt, .. } => opening(escaped(alt)),
    }
}

fn line(parts: &[Inline], words: Words) -> String {
    let mut line = String::new();
    for part in parts {
        match part {
            Inline::Text(text) => line.push_str(&escaped(text)),
            Inline::Strong(text) => line.push_str(&strong(text)),
            Inline::Missing(what) => line.push_str(&to_write(&missing(what, words))),
            Inline::Link { label, url } if can_follow(url) => {
                // `![` would begin an image.
                if line.ends_with('!') {
                    line.insert(line.len() - 1, '\\');
                }
                line.push_str(&format!("[{}]({})", escaped(label), address(url)));
            }
            Inline::Link { label, .. } => line.push_str(&escaped(label)),
        }
    }
    opening(line)
}

fn table(table: &Table, words: Words) -> String {
    let bar = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = bar(table.head.iter().map(|head| escaped(&head.label)).collect());
    let sides = bar(table.head.iter().map(|head| if head.figures { "---:" } else { "---" }.to_owned()).collect());
    let row = |row: &Row| bar(row.cells.iter().map(|value| cell(value, row.tone, words)).collect());
    let rows = table.rows.iter().map(row);
    format!("{}\n\n{}", strong(&table.caption), lines([head, sides].into_iter().chain(rows)))
}

fn cell(value: &Value, tone: Tone, words: Words) -> String {
    let shown = value.shown(words);
    match (value, tone) {
        (Value::Missing, _) => to_write(&format!("[{shown}]")),
        (_, Tone::Plain) => escaped(&shown),
        (_, Tone::Grave | Tone::Total) => strong(&shown),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn strong(text: &str) -> String {
    match escaped(text.trim()) {
        text if text.is_empty() => text,
        text => format!("**{text}**"),
    }
}

/// Text in brackets; `[…]` without a following `(` is not a link.
fn to_write(bracketed: &str) -> String {
    let inside = bracketed.trim_start_matches('[').trim_end_matches(']');
    format!("**[{}]**", escaped(inside))
}

/// Escapes what could be markup, and only that, so that `mutuelle_a`, `A & B` and `< 5` stay readable.
fn escaped(text: &str) -> String {
    let text = one_line(text);
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '~' | '|' => true,
            '_' => !(before.is_alphanumeric() && after.is_some_and(char::is_alphanumeric)),
            '#' => before == ' ',
            '&' => after.is_none_or(|c| !c.is_whitespace()),
            '<' => after.is_none_or(|c| !c.is_whitespace() && !c.is_ascii_digit()),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

/// Escapes a beginning of a line that would open a list, quotation, heading or code block.
fn opening(line: String) -> String {
    let mut line = line.trim().to_owned();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if line.starts_with(['>', '-', '+', '=']) || (digits > 0 && line[digits..].starts_with(['.', ')'])) {
        line.insert(digits, '\\');
    }
    line
}
