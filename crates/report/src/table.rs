//! A table as every writer prints it: typed cells, in long form (one row a thing), so that it can be sorted and filtered.
//!
//! The page, the workbook and the PDF print the same tables; none of them computes a figure.

use super::Words;

/// A table.
pub struct Table {
    /// A short name, the same in both languages: the anchor of the page and the name of a sheet.
    pub id: &'static str,
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub head: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column.
pub struct Head {
    /// What stands above it.
    pub label: String,
    /// Whether it holds figures, which stand to the right.
    pub figures: bool,
}

/// A row.
#[derive(Default)]
pub struct Row {
    /// As many as there are columns; the first names the row.
    pub cells: Vec<Value>,
    /// How much it matters.
    pub tone: Tone,
    /// The insurer it is about, by id; none if about all.
    pub insurer: Option<String>,
    /// The operator it is about, by id; none if about all.
    pub operator: Option<String>,
}

/// One cell.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A count.
    Number(u64),
    /// A share, in millionths.
    Share(u64),
    /// A score, in hundredths (ENISA's, 0.25 to 6.00).
    Score(u64),
    /// Something that only a person can tell, and nobody has.
    Missing,
    /// Nothing: the row has no such thing.
    Nothing,
}

/// How much a row matters.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// As any other.
    #[default]
    Plain,
    /// Contradicts what was declared.
    Grave,
    /// A whole of which other rows are parts.
    Total,
}

impl Head {
    /// A column of words.
    pub fn text(label: &str) -> Head {
        Head { label: label.to_owned(), figures: false }
    }

    /// A column of figures.
    pub fn figures(label: &str) -> Head {
        Head { label: label.to_owned(), figures: true }
    }
}

impl Value {
    /// The cell as a reader of a language sees it.
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
    /// How wide each column is beside the others, in characters: a word and a figure fit, a sentence folds.
    pub fn widths(&self, words: Words) -> Vec<usize> {
        const MARGIN: usize = 4;
        const SENTENCE: usize = 30;
        let width = |(column, head): (usize, &Head)| {
            let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
            let cells: Vec<String> = cells.map(|cell| cell.shown(words)).collect();
            let cell = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0);
            let word = cells.iter().chain([&head.label]).map(|text| longest_word(text)).max().unwrap_or(0);
            MARGIN + word.max(if head.figures { cell } else { cell.min(SENTENCE) })
        };
        self.head.iter().enumerate().map(width).collect()
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
