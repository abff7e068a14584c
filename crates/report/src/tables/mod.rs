//! The figures of a report as tables, in sections that each answer a question.
//!
//! They are built once, and the page, the workbook and the PDF print the same: every number of `report.json` stands in a cell
//! of one of them. A table is in long form, one row a thing, and a row says which insurer and operator it is about.

mod derivation;
mod evidence;
mod findings;
mod identifiability;
mod lost;
mod overlap;
mod parties;
mod reach;
mod scope;
mod severity;

use super::Words;
use super::chart::Chart;
use super::table::{Head, Row, Table, Value};
use model::figures::Assessment;

pub(crate) use scope::counts;

/// A part of the report: a question, how its answer was computed, and what answers it.
pub struct Section {
    /// The anchor of the page, the same in both languages.
    pub id: &'static str,
    /// The question.
    pub title: String,
    /// What a reader must know before the figures.
    pub note: Option<String>,
    /// How the figures were computed; empty if there are none.
    pub how: String,
    /// The answer.
    pub parts: Vec<Part>,
    /// Whether it is detail: folded on the page, after the main part on paper.
    pub annex: bool,
}

/// A piece of an answer.
pub enum Part {
    /// Figures.
    Table(Table),
    /// Some of them drawn.
    Chart(Chart),
    /// Words.
    Text(String),
}

/// Every section that has something to tell, in the order of the page.
pub fn sections(a: &Assessment, w: Words) -> Vec<Section> {
    let tables = Tables { a, w };
    let mut sections = vec![
        tables.in_short(),
        tables.reach(),
        tables.severity(),
        tables.derivation(),
        tables.fields(),
        tables.sets(),
        tables.identifiability(),
        tables.groups(),
        tables.overlap(),
        tables.managers(),
        tables.perimeters(),
        tables.rules(),
        tables.bins(),
        tables.findings(),
        tables.reading(),
        tables.terms(),
    ];
    for section in &mut sections {
        section.parts.retain(|part| !matches!(part, Part::Table(table) if table.rows.is_empty()));
    }
    sections.retain(|section| !section.parts.is_empty());
    sections
}

/// The figures, and the words to put them in.
#[derive(Clone, Copy)]
struct Tables<'a> {
    a: &'a Assessment,
    w: Words,
}

impl Section {
    fn new(id: &'static str, title: &str, how: &str, parts: Vec<Part>) -> Section {
        Section { id, title: title.to_owned(), note: None, how: how.to_owned(), parts, annex: false }
    }

    fn note(self, note: &str) -> Section {
        Section { note: Some(note.to_owned()), ..self }
    }

    fn annex(self) -> Section {
        Section { annex: true, ..self }
    }
}

/// A table with its columns: those of words, then those of figures.
fn table(id: &'static str, caption: &str, words: &[&str], figures: &[&str], rows: Vec<Row>) -> Part {
    let head = words.iter().map(|label| Head::text(label)).chain(figures.iter().map(|label| Head::figures(label)));
    Part::Table(Table { id, caption: caption.to_owned(), head: head.collect(), rows })
}

/// A row about no party in particular.
fn row(cells: Vec<Value>) -> Row {
    Row { cells, ..Row::default() }
}
