//! The result of a check, for the terminal.

use std::fmt::Write;

use comfy_table::{CellAlignment, ContentArrangement, Table};

use crate::check::{Advice, Checked, FileCheck, Verdict};
use crate::terminal::{LINES, WIDTH, wrap};
use crate::words::Words;
use engine::profile::NirQuality;
use model::finding::Level;
use model::manifest::FormatRecord;
use report::Detail;

/// The summary by file, without the problems: these go to standard error.
pub(crate) fn check(checked: &Checked, words: Words) -> String {
    let mut text = format!("{} – {}\n", words.check_title(), checked.incident);
    for file in &checked.files {
        let advice: Vec<&Advice> =
            checked.advice.iter().filter(|a| a.finding.file.as_ref() == Some(&file.path)).collect();
        write_file(file, &advice, words, &mut text);
    }
    write_perimeters(checked, words, &mut text);
    let others = checked.advice.iter().filter(|a| a.finding.file.is_none());
    text.push('\n');
    others.for_each(|advice| write_advice(advice, words, &mut text));
    let at = |level: Level| checked.advice.iter().filter(|advice| advice.finding.level == level).count();
    let verdict = match (checked.problems.len(), checked.verdict) {
        (n @ 1.., _) => words.problems_stop(n),
        (0, Verdict::NotReady) => words.not_ready(at(Level::Grave)),
        (0, Verdict::ReadyBut) => words.ready_but(at(Level::Warning)),
        (0, Verdict::Ready) => words.check_nothing().to_owned(),
    };
    let _ = writeln!(text, "\n{}", wrap(&verdict, ""));
    text
}

fn write_file(file: &FileCheck, advice: &[&Advice], words: Words, text: &mut String) {
    let party = file.party.as_deref().map_or(String::new(), |party| format!(" ({party})"));
    let _ = writeln!(text, "\n{}{party}", file.path);
    let counts = [words.rows_of(file.rows), words.rejected_of(file.rejected), words.duplicates_of(file.duplicates)];
    let facts = [format(&file.format, words)].into_iter().chain(counts).collect::<Vec<_>>().join(" · ");
    let _ = writeln!(text, "{}", wrap(&facts, ""));
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header([words.column(), words.header(), words.filled(), words.readable(), words.forms()]);
    for column in &file.columns {
        let forms: Vec<String> = match column.forms.len() {
            // A single format needs no count.
            1 => column.forms.keys().map(|form| words.form(form)).collect(),
            _ => column.forms.iter().map(|(form, n)| format!("{} {}", words.form(form), words.number(*n))).collect(),
        };
        let share = words.share(column.filled, file.rows);
        let readable = if column.filled == 0 { String::new() } else { words.share(column.readable, column.filled) };
        let written = forms.into_iter().chain(column.shapes.iter().cloned()).collect::<Vec<_>>().join(", ");
        table.add_row([column.column.clone(), column.header.clone(), share, readable, written]);
    }
    for place in [2, 3] {
        if let Some(column) = table.column_mut(place) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if !file.columns.is_empty() {
        let _ = writeln!(text, "{table}");
    }
    let mut line = |lead: &str, value: String| {
        let _ = writeln!(text, "{}", wrap(&format!("{lead}{}{value}", words.colon()), ""));
    };
    let rules: Vec<&str> = file.rules.iter().map(|rule| rule.id()).collect();
    line(words.rules(), if rules.is_empty() { words.none().to_owned() } else { rules.join(", ") });
    if !file.ignored.is_empty() {
        line(words.ignored(), file.ignored.join(", "));
    }
    if let Some(nir) = &file.nir {
        for (lead, value) in quality(nir, words) {
            line(lead, value);
        }
    }
    advice.iter().for_each(|advice| write_advice(advice, words, text));
}

/// Each perimeter: the insurer and its number, whose loss it is, how many member rows are in it, and who that is.
fn write_perimeters(checked: &Checked, words: Words, text: &mut String) {
    for of in &checked.perimeters {
        let lead = format!("{} {} ({})", words.perimeter(), of.number, of.insurer);
        let rows = of.rows.map_or_else(|| words.rows_in_perimeter_unknown().to_owned(), |rows| words.member_rows(rows));
        let facts = [&of.operator, words.status_word(of.status), &rows].join(" · ");
        let _ = writeln!(text, "\n{lead}\n{}\n{}", wrap(&facts, ""), wrap(&of.who, ""));
    }
}

fn write_advice(advice: &Advice, words: Words, text: &mut String) {
    let place = words
        .finding_place(&model::finding::Finding { file: None, party: None, ..advice.finding.clone() }, Detail::Rows);
    let parts = [words.finding(&advice.finding), place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let _ = writeln!(text, "{}", wrap(&parts.join(" – "), &format!("[{}]", words.level_word(advice.finding.level))));
    if let Some(line) = &advice.write {
        let _ = writeln!(text, "{}", wrap(&format!("{}{}{line}", words.write(), words.colon()), "   →"));
    }
}

/// The quality of a file's NIRs, one line per aspect. Counts of zero are omitted.
fn quality(nir: &NirQuality, words: Words) -> Vec<(&'static str, String)> {
    let counted = |counts: &[(u64, &str)]| {
        let parts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{} {name}", words.number(*n)));
        parts.collect::<Vec<_>>().join(", ")
    };
    let lines = [
        (
            words.nir_keys(),
            counted(&[
                (nir.key_right, words.key_right()),
                (nir.key_restored, words.key_restored()),
                (nir.key_wrong, words.key_wrong()),
                (nir.key_placeholder, words.key_placeholder()),
                (nir.key_absent, words.key_absent()),
                (nir.unreadable, words.unreadable()),
            ]),
        ),
        (
            words.nir_kinds(),
            counted(&[
                (nir.provisional, words.provisional()),
                (nir.fictitious, words.fictitious()),
                (nir.filler, words.filler()),
                (nir.repeated, words.repeated()),
            ]),
        ),
        (
            words.nir_agreement(),
            counted(&[
                (nir.birth_agrees, words.same_birth()),
                (nir.birth_differs, words.other_birth()),
                (nir.sex_agrees, words.same_sex()),
                (nir.sex_differs, words.other_sex()),
            ]),
        ),
    ];
    lines.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn format(format: &FormatRecord, words: Words) -> String {
    let mut parts = Vec::new();
    match (format.format.as_str(), format.delimiter) {
        ("csv", Some('\t')) => parts.push(format!("CSV ({})", words.tab())),
        ("csv", Some(delimiter)) => parts.push(format!("CSV ({delimiter})")),
        ("fixed-width", _) => parts.push(words.fixed_width().to_owned()),
        ("json", _) => parts.push("JSON".to_owned()),
        ("xml", _) => parts.push("XML".to_owned()),
        ("parquet", _) => parts.push("Parquet".to_owned()),
        ("exchange", _) => parts.push(words.exchange_file().to_owned()),
        (_, _) => parts.push(format!("{} « {} »", words.sheet(), format.sheet.as_deref().unwrap_or(""))),
    }
    parts.extend(format.encoding.map(|encoding| encoding.name().to_owned()));
    parts.extend(format.compression.map(|compression| compression.name().to_owned()));
    match (format.header_row, format.format.as_str()) {
        (Some(row), _) => parts.push(format!("{} {}", words.headers_in_row(), words.number(row))),
        (None, "parquet" | "exchange" | "json" | "xml") => {}
        (None, _) => parts.push(words.no_headers().to_owned()),
    }
    parts.join(", ")
}
