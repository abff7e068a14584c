//! The figures of a report as tables, in sections that each answer a question.
//!
//! The page, the workbook and the PDF print the same tables. Every number in `report.json` is in a cell of one of them.
//! Tables are in long form, and each row says which insurer and operator it is about.

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

/// A section: a question, how its answer was computed, and the answer.
pub struct Section {
    /// Anchor on the page, the same in both languages.
    pub id: &'static str,
    /// Question.
    pub title: String,
    /// Note to read before the figures.
    pub note: Option<String>,
    /// How the figures were computed; empty if there are none.
    pub how: String,
    /// Answer.
    pub parts: Vec<Part>,
    /// Whether it is an annex: folded on the page, after the main part on paper.
    pub annex: bool,
}

/// A part of an answer.
pub enum Part {
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// A paragraph.
    Text(String),
}

/// The sections that have content, in the order of the page.
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

/// Builds the tables of one assessment.
#[derive(Clone, Copy)]
struct Tables<'a> {
    a: &'a Assessment,
    w: Words,
}

impl<'a> Tables<'a> {
    /// The name of an operator.
    fn operator_name(self, id: &'a str) -> &'a str {
        self.a.operators.iter().find(|operator| operator.id == id).map_or(id, |operator| &operator.name)
    }
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

/// A table with columns of text, then columns of figures.
fn table(id: &'static str, caption: &str, words: &[&str], figures: &[&str], rows: Vec<Row>) -> Part {
    let head = words.iter().map(|label| Head::text(label)).chain(figures.iter().map(|label| Head::figures(label)));
    Part::Table(Table { id, caption: caption.to_owned(), head: head.collect(), rows })
}

/// A row over all parties.
fn row(cells: Vec<Value>) -> Row {
    Row { cells, ..Row::default() }
}
