//! A comparison for the terminal.

use std::fmt::Write;

use super::tables::tables;
use super::text::{self, Line};
use crate::compare::{Compared, Explained};
use crate::terminal::{grid, wrap};
use crate::words::Words;

/// The lines that changed, their causes, and the text to send.
pub(crate) fn terminal(compared: &Compared, w: Words) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}", wrap(&format!("{} – {}", w.compared_kind(), compared.title), ""));
    for table in tables(compared, w) {
        let _ = writeln!(text, "\n{}\n{}", wrap(&table.caption, ""), grid(&table, w));
    }
    for note in notes(compared, w) {
        let _ = writeln!(text, "\n{}", wrap(&note, ""));
    }
    let _ = writeln!(text, "\n{}\n", w.complementary_text());
    for line in text::lines(compared, w) {
        let _ = match line {
            Line::Sentence(sentence) => writeln!(text, "{}", wrap(&sentence, "")),
            Line::Point(point) => writeln!(text, "{}", wrap(&point, "–")),
        };
    }
    text
}

/// Notes needed to read the tables correctly.
pub(super) fn notes(compared: &Compared, w: Words) -> Vec<String> {
    let mut notes = Vec::new();
    if compared.same {
        notes.push(w.nothing_differs().to_owned());
    }
    match compared.explained {
        Explained::Together if !compared.same => notes.push(w.add_from_to().to_owned()),
        Explained::Apportioned if compared.steps.len() > 1 => notes.push(w.apportioned_note().to_owned()),
        Explained::NoCause if !compared.steps.is_empty() => notes.push(w.run_verify().to_owned()),
        _ => {}
    }
    if !compared.elsewhere.is_empty() {
        let parts: Vec<&str> = compared.elsewhere.iter().map(|part| w.part_word(*part)).collect();
        notes.push(format!("{}{}{}.", w.differ_elsewhere(), w.colon(), parts.join(", ")));
    }
    if !compared.same {
        notes.push(w.only_changed().to_owned());
    }
    notes
}
