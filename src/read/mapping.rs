//! Their headers → our columns.
//!
//! Headers met in France are listed in `schemas/headers.toml`, folded for case, accents and punctuation; `columns` in
//! the incident file overrides. Two headers for one column, or a name that is not there, are problems to settle before
//! a row is read.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Col, Side};
use crate::error::{self, Problem, nearest};
use crate::identity::fold;

/// Spelling (folded) → column.
static LEXICON: LazyLock<BTreeMap<String, Vec<Col>>> = LazyLock::new(|| {
    let spellings: BTreeMap<String, Vec<String>> =
        toml::from_str(include_str!("../../schemas/headers.toml")).expect("schemas/headers.toml is checked by a test");
    let mut lexicon: BTreeMap<String, Vec<Col>> = BTreeMap::new();
    for (name, headers) in &spellings {
        let col = Col::from_name(name).expect("schemas/headers.toml is checked by a test");
        for header in headers.iter().chain([name]) {
            let cols = lexicon.entry(fold(header)).or_default();
            if !cols.contains(&col) {
                cols.push(col);
            }
        }
    }
    lexicon
});

/// The columns of one file.
pub struct Mapping {
    columns: Vec<Mapped>,
    ignored: Vec<String>,
    width: usize,
}

/// One column of a file and what it means.
#[derive(Clone)]
pub struct Mapped {
    /// Our column.
    pub col: Col,
    /// Its place in the file, from 0.
    pub index: usize,
    /// Their header.
    pub header: String,
}

impl Mapping {
    /// Settles what each header means.
    pub fn resolve(
        shown: &str,
        side: Side,
        headers: &[String],
        given: &BTreeMap<String, String>,
    ) -> Result<Mapping, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut columns: Vec<Mapped> = Vec::new();
        let known: Vec<&str> = Col::ALL.into_iter().filter(|c| c.is_on(side)).map(Col::name).collect();
        for (name, header) in given {
            let Some(col) = Col::from_name(name).filter(|c| c.is_on(side)) else {
                problems.push(error::unknown_column(shown, name, nearest(name, known.iter().copied()), &known));
                continue;
            };
            match headers.iter().position(|h| h == header) {
                Some(index) if columns.iter().any(|m| m.index == index) => {
                    problems.push(error::header_twice(shown, header));
                }
                Some(index) => columns.push(Mapped { col, index, header: header.clone() }),
                None => {
                    let near = nearest(header, headers.iter().map(String::as_str)).filter(|h| may_be_shown(h));
                    problems.push(error::no_such_header(shown, name, header, near));
                }
            }
        }
        let mut guessed: BTreeMap<Col, Vec<usize>> = BTreeMap::new();
        for (index, header) in headers.iter().enumerate() {
            let taken = |col| given.contains_key(Col::name(col));
            if let Some(col) = recognise(header, side).filter(|col| !taken(*col))
                && !columns.iter().any(|m| m.index == index)
            {
                guessed.entry(col).or_default().push(index);
            }
        }
        for (col, indices) in guessed {
            if indices.len() > 1 && !col.is_presence_only() {
                let all: Vec<String> = indices.iter().map(|i| headers[*i].clone()).collect();
                problems.push(error::two_headers(shown, col.name(), &all));
                continue;
            }
            columns.extend(indices.into_iter().map(|index| Mapped { col, index, header: headers[index].clone() }));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        columns.sort_by_key(|m| (m.col, m.index));
        let ignored = headers
            .iter()
            .enumerate()
            .filter(|(i, _)| !columns.iter().any(|m| m.index == *i))
            .map(|(i, header)| if may_be_shown(header) { header.clone() } else { format!("column {}", i + 1) })
            .collect();
        Ok(Mapping { columns, ignored, width: headers.len() })
    }

    /// The columns that mean something, by column.
    pub fn columns(&self) -> &[Mapped] {
        &self.columns
    }

    /// Whether the file has the column.
    pub fn has(&self, col: Col) -> bool {
        self.columns.iter().any(|m| m.col == col)
    }

    /// Headers that mean nothing to ampleur, fit to be shown.
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }

    /// Number of columns in the file.
    pub fn width(&self) -> usize {
        self.width
    }
}

/// How many headers are recognised: what a guess at the dialect is judged by.
pub fn recognised(headers: &[String], side: Side, given: &BTreeMap<String, String>) -> usize {
    headers.iter().filter(|h| recognise(h, side).is_some() || given.values().any(|g| g == *h)).count()
}

fn recognise(header: &str, side: Side) -> Option<Col> {
    LEXICON.get(&fold(header))?.iter().copied().find(|col| col.is_on(side))
}

/// A file without a header line would have a person in its place: what looks like data is not repeated.
fn may_be_shown(header: &str) -> bool {
    header.chars().filter(char::is_ascii_digit).count() < 4 && header.chars().count() <= 60 && !header.contains('@')
}
