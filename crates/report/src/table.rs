//! Tables as all writers print them: typed cells in long form, so that they can be sorted and filtered.
//!
//! The page, the workbook and the PDF print the same tables.

use super::Words;

/// A table.
#[derive(Clone, PartialEq)]
pub struct Table {
    /// Short name, the same in both languages: anchor on the page and name of the sheet.
    pub id: &'static str,
    /// Caption.
    pub caption: String,
    /// Columns.
    pub head: Vec<Head>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, PartialEq)]
pub struct Head {
    /// Header.
    pub label: String,
    /// Whether it contains figures, which are right-aligned.
    pub figures: bool,
}

/// A row.
#[derive(Clone, Default, PartialEq)]
pub struct Row {
    /// One cell per column; the first names the row.
    pub cells: Vec<Value>,
    /// Emphasis.
    pub tone: Tone,
    /// Id of the insurer; `None` over all insurers.
    pub insurer: Option<String>,
    /// Id of the operator; `None` over all operators.
    pub operator: Option<String>,
}

/// A cell.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A count.
    Number(u64),
    /// A share, in millionths.
    Share(u64),
    /// An ENISA score, in hundredths (25 to 600).
    Score(u64),
    /// Not declared: to be completed.
    Missing,
    /// Empty: not applicable to the row.
    Nothing,
}

/// Emphasis of a row.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// None.
    #[default]
    Plain,
    /// A contradiction of a declaration.
    Grave,
    /// A total of other rows.
    Total,
}

impl Head {
    /// A column of text.
    pub fn text(label: &str) -> Head {
        Head { label: label.to_owned(), figures: false }
    }

    /// A column of figures.
    pub fn figures(label: &str) -> Head {
        Head { label: label.to_owned(), figures: true }
    }
}

impl Value {
    /// The cell as printed in a language.
    pub fn shown(&self, words: Words) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(n) => words.number(*n),
            Value::Share(ppm) => words.ppm(*ppm),
            Value::Score(hundredths) => words.score(*hundredths),
            Value::Missing => words.to_complete().to_owned(),
            Value::Nothing => "–".to_owned(),
        }
    }
}

impl Table {
    /// Relative widths of the columns, in characters. Words and figures fit; sentences wrap, where the columns together
    /// would be wider than a page that is easy to read, and a text of several sentences has twice the room of a short one.
    pub fn widths(&self, words: Words) -> Vec<usize> {
        const MARGIN: usize = 4;
        const PAGE: usize = 165;
        const SEVERAL: usize = 100;
        const SENTENCES: std::ops::RangeInclusive<usize> = 16..=90;
        let measured = |(column, head): (usize, &Head)| {
            let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
            let cells: Vec<String> = cells.map(|cell| cell.shown(words)).collect();
            let cell = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0);
            let word = cells.iter().chain([&head.label]).map(|text| longest_word(text)).max().unwrap_or(0);
            (word, cell, head.figures)
        };
        let columns: Vec<(usize, usize, bool)> = self.head.iter().enumerate().map(measured).collect();
        let widths = |sentence: usize| -> Vec<usize> {
            let room = |cell: usize| if cell > SEVERAL { 2 * sentence } else { sentence };
            let width = |&(word, cell, figures): &(usize, usize, bool)| {
                MARGIN + word.max(if figures { cell } else { cell.min(room(cell)) })
            };
            columns.iter().map(width).collect()
        };
        let fitting = SENTENCES.rev().map(widths).find(|widths| widths.iter().sum::<usize>() <= PAGE);
        fitting.unwrap_or_else(|| widths(*SENTENCES.start()))
    }
}

fn longest_word(text: &str) -> usize {
    text.split([' ', '-', '’']).map(|word| word.chars().count()).max().unwrap_or(0)
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<u64> for Value {
    fn from(n: u64) -> Value {
        Value::Number(n)
    }
}
