//! The summary of an assessment: one table by insurer and operator.

use std::fmt::Write;
use std::path::Path;

use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::{LINES, WIDTH, wrap};
use crate::words::Words;
use model::figures::{Assessment, InsurerReport, NotFound, Totals};
use model::finding::{Finding, Level};
use report::Detail;

/// Maximum number of findings in the summary; the report contains all of them.
const SHOWN: usize = 8;

pub(crate) fn summary(assessment: &Assessment, words: Words, report: &Path) -> String {
    let mut text = String::new();
    let total = assessment.totals.persons;
    let _ = writeln!(text, "{}", assessment.incident.title);
    let _ = writeln!(
        text,
        "{} {} · {} {} ({})\n",
        words.as_of(),
        words.date(&assessment.incident.reference_date),
        words.number(total.estimate),
        words.persons_concerned(total.estimate),
        words.range(total),
    );
    let _ = writeln!(text, "{}\n", table(assessment, words));
    let not_found: Vec<String> = assessment.insurers.iter().filter_map(|of| not_found(of, words)).collect();
    if !not_found.is_empty() {
        let _ = writeln!(
            text,
            "{}\n",
            wrap(&not_found.join(" · "), &format!("{}{}", words.rows_not_found(), words.colon()))
        );
    }
    if assessment.severity.len() + assessment.not_established.len() > 0 {
        let _ = writeln!(text, "{}\n", severity(assessment, words));
    }
    let important: Vec<&Finding> = assessment.findings.iter().filter(|f| f.level >= Level::Warning).collect();
    // One line per code and field, with all its places; the report has the row numbers.
    let kinds: Vec<_> = important.chunk_by(|a, b| (&a.code, a.field) == (&b.code, b.field)).collect();
    for kind in kinds.iter().take(SHOWN) {
        let places: Vec<String> = kind.iter().map(|f| words.finding_place(f, Detail::Count)).collect();
        let places = places.join(" · ");
        let line = [words.finding(kind[0]), places].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let _ = writeln!(text, "{}", wrap(&line.join(" – "), &format!("[{}]", words.level_word(kind[0].level))));
    }
    if kinds.len() > SHOWN {
        let _ = writeln!(text, "{}", words.more_findings());
    }
    let _ = writeln!(text, "\n{}{}{}", words.report_is_in(), words.colon(), report.join("report.html").display());
    text
}

fn table(assessment: &Assessment, words: Words) -> Table {
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH).set_header([
        words.insurer(),
        words.operator(),
        words.persons(),
        words.interval(),
        words.records_short(),
    ]);
    let mut row = |insurer: &str, operator: &str, totals: &Totals| {
        table.add_row([insurer.to_owned(), operator.to_owned()].into_iter().chain([
            words.number(totals.persons.estimate),
            words.range(totals.persons),
            words.number(totals.records),
        ]));
    };
    for insurer in &assessment.insurers {
        match &insurer.operators[..] {
            [] => row(&insurer.name, words.status_word(insurer.status), &insurer.totals),
            [only] => row(&insurer.name, operator_name(assessment, &only.id), &only.totals),
            several => {
                for (i, cell) in several.iter().enumerate() {
                    let name = if i == 0 { insurer.name.as_str() } else { "" };
                    row(name, operator_name(assessment, &cell.id), &cell.totals);
                }
                row("", words.all_operators(), &insurer.totals);
            }
        }
    }
    for operator in &assessment.operators {
        row(words.all_insurers(), &operator.name, &operator.totals);
    }
    row(words.all_insurers(), words.all_operators(), &assessment.totals);
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// How many rows of an insurer's persons are probably among those that match nobody.
fn not_found(insurer: &InsurerReport, words: Words) -> Option<String> {
    let NotFound { rows, low, high, .. } = insurer.not_found.filter(|estimate| estimate.high > 0)?;
    Some(format!("{} {} ({} – {})", insurer.name, words.number(rows), words.number(low), words.number(high)))
}

/// Severity and deadline by controller.
fn severity(assessment: &Assessment, words: Words) -> Table {
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH).set_header([
        words.insurer(),
        words.register_gravity(),
        words.register_score(),
        words.until(),
        words.persons_to_tell(),
    ]);
    // An insurer of which nothing is established has a deadline too.
    for severity in assessment.severity.iter().chain(&assessment.not_established) {
        let insurer = assessment.insurers.iter().find(|insurer| insurer.id == severity.insurer);
        let until = severity.duties.first_clock().map(|deadline| {
            let late = if deadline.late { format!(" – {}", words.late().to_lowercase()) } else { String::new() };
            format!("{}{late}", words.moment(&deadline.until))
        });
        table.add_row([
            insurer.map_or(severity.insurer.as_str(), |insurer| &insurer.name).to_owned(),
            words.gravity_word(severity.gravity.value).to_owned(),
            words.score(severity.enisa.score_hundredths),
            until.unwrap_or_else(|| words.to_complete().to_owned()),
            words.yes_no(severity.duties.persons.value).to_owned(),
        ]);
    }
    table
}

fn operator_name<'a>(assessment: &'a Assessment, id: &'a str) -> &'a str {
    assessment.operators.iter().find(|o| o.id == id).map_or(id, |o| &o.name)
}
