//! Maps headers of a file to ampleur's columns.
//!
//! Known headers are compared without case, accents and punctuation. `columns` in the incident file takes precedence. Two headers
//! for one column, or a header that does not exist, are reported before any row is read.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::lexicon::recognise;
use super::{Col, Side, further, label};
use crate::fold::{fold, invisible};
use model::error::{self, Problem, nearest};
use model::incident::{At, Field, Span};

/// The columns of one file.
pub struct Mapping {
    columns: Vec<Mapped>,
    others: Vec<Other>,
    width: usize,
    named: usize,
}

/// A mapped column of a file.
#[derive(Clone)]
pub struct Mapped {
    /// Its meaning.
    pub col: Col,
    /// Position in the file, from 0; for fixed width, the position under `columns`.
    pub index: usize,
    /// Fixed width only: the range of characters.
    pub span: Option<Span>,
    /// The header in the file if it may be shown, otherwise a description of the position.
    pub header: String,
    /// The header in the file, folded; shown nowhere.
    folded: String,
}

/// An unmapped column.
#[derive(Clone)]
pub struct Other {
    /// Position in the file, from 0.
    pub index: usize,
    /// The header in the file if it may be shown, otherwise a description of the position.
    pub header: String,
    /// Whether it is about another person than the one in the row.
    is_of_further_person: bool,
    /// The header in the file, folded; shown nowhere.
    folded: String,
}

impl Mapped {
    /// The column of a place, in a file without headers.
    fn placed(col: Col, index: usize, span: Option<Span>, header: String) -> Mapped {
        Mapped { col, index, span, header, folded: String::new() }
    }

    /// The column under a header of a file.
    fn under(col: Col, headers: &[String], index: usize) -> Mapped {
        Mapped { col, index, span: None, header: label::column(headers, index), folded: fold(&headers[index]) }
    }
}

impl Mapping {
    /// Maps each header.
    pub fn resolve(
        shown: &str,
        side: Side,
        headers: &[String],
        given: &BTreeMap<String, At>,
    ) -> Result<Mapping, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut columns: Vec<Mapped> = Vec::new();
        for (name, at) in given {
            let Some(col) = column(shown, side, name, &mut problems) else { continue };
            let index = match at {
                At::Header(header) => {
                    match headers.iter().position(|h| h == header).or_else(|| looks_like(headers, header)) {
                        Some(index) => index,
                        None => {
                            let shown_ones = headers.iter().map(String::as_str).filter(|h| label::may_be_shown(h));
                            let near = nearest(header, shown_ones);
                            problems.push(error::no_such_header(shown, name, header, near));
                            continue;
                        }
                    }
                }
                At::Position(place) if (1..=headers.len()).contains(&usize::from(*place)) => usize::from(*place) - 1,
                At::Position(place) => {
                    problems.push(error::no_such_position(shown, name, *place, headers.len()));
                    continue;
                }
                At::Span(_) => {
                    problems.push(error::span_in_delimited(shown, name));
                    continue;
                }
            };
            if columns.iter().any(|m| m.index == index) {
                problems.push(error::header_twice(shown, &label::column(headers, index)));
            }
            columns.push(Mapped::under(col, headers, index));
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
        // The number of the person whom a leaked row is about, if the row has no other.
        if side == Side::Leaks && !guessed.contains_key(&Col::Nir) && !given.contains_key(Col::Nir.name()) {
            let free = |index: &usize| !columns.iter().any(|m| m.index == *index);
            let own =
                headers.iter().enumerate().filter(|(_, header)| recognise(header, Side::Members) == Some(Col::OwnNir));
            let own: Vec<usize> = own.map(|(index, _)| index).filter(free).collect();
            if !own.is_empty() {
                guessed.insert(Col::Nir, own);
            }
        }
        for (col, indices) in guessed {
            // Member files of one insurer may have several headers that stand for the insurer, and need none of them.
            // Where the column is needed, the incident file has to name it.
            if indices.len() > 1 && col == Col::Insurer && side == Side::Members {
                continue;
            }
            if indices.len() > 1 && !col.may_repeat() {
                let all: Vec<String> = indices.iter().map(|i| label::column(headers, *i)).collect();
                problems.push(error::two_headers(shown, col.name(), &all, indices[0] + 1));
                continue;
            }
            columns.extend(indices.into_iter().map(|index| Mapped::under(col, headers, index)));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        columns.sort_by_key(|m| (m.col, m.index));
        let unmapped = (0..headers.len()).filter(|i| !columns.iter().any(|m| m.index == *i));
        let of_further = further::columns(unmapped.clone().map(|index| headers[index].as_str()));
        let other = |(index, is_of_further_person)| {
            let header = label::column(headers, index);
            Other { index, header, is_of_further_person, folded: fold(&headers[index]) }
        };
        let others = unmapped.zip(of_further).map(other).collect();
        let named = headers.iter().rposition(|header| !header.is_empty()).map_or(headers.len(), |last| last + 1);
        Ok(Mapping { columns, others, width: headers.len(), named })
    }

    /// The columns of a file of fixed width.
    pub fn fixed(shown: &str, side: Side, given: &BTreeMap<String, At>) -> Result<Mapping, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut columns: Vec<Mapped> = Vec::new();
        for (index, (name, at)) in given.iter().enumerate() {
            let Some(col) = column(shown, side, name, &mut problems) else { continue };
            match at {
                At::Span(span) if span.at > 0 && span.width > 0 => {
                    let header = format!("{}–{}", span.at, u32::from(span.at) + u32::from(span.width) - 1);
                    columns.push(Mapped::placed(col, index, Some(*span), header));
                }
                At::Span(_) => problems.push(error::empty_span(shown, name)),
                _ => problems.push(error::not_a_span(shown, name)),
            }
        }
        columns.sort_by_key(|m| m.span.map(|span| span.at));
        for pair in columns.windows(2) {
            if let (Some(a), Some(b)) = (pair[0].span, pair[1].span)
                && u32::from(a.at) + u32::from(a.width) > u32::from(b.at)
            {
                problems.push(error::spans_overlap(shown, pair[0].col.name(), pair[1].col.name()));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        columns.sort_by_key(|m| (m.col, m.index));
        Ok(Mapping { columns, others: Vec::new(), width: 1, named: 1 })
    }

    /// The columns that the digests of an exchange file were made from.
    pub fn exchanged(cols: &[Col]) -> Mapping {
        let mapped = |(index, col): (usize, &Col)| Mapped::placed(*col, index, None, col.name().to_owned());
        let columns = cols.iter().enumerate().map(mapped).collect();
        Mapping { columns, others: Vec::new(), width: cols.len(), named: cols.len() }
    }

    /// The mapped columns, sorted by meaning.
    pub fn columns(&self) -> &[Mapped] {
        &self.columns
    }

    /// The data fields of the mapped columns.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.columns.iter().filter_map(|m| m.col.field())
    }

    /// Whether the file has the column.
    pub fn has(&self, col: Col) -> bool {
        self.columns.iter().any(|m| m.col == col)
    }

    /// Places the digits of packed and zoned numbers one after another behind a record of that length. Returns where they are in it.
    pub(super) fn numbers_from(&mut self, length: u16) -> Vec<Span> {
        let (mut at, mut numbers) = (length.saturating_add(1), Vec::new());
        for span in self.columns.iter_mut().filter_map(|mapped| mapped.span.as_mut()) {
            if span.packed.is_some() || span.zoned {
                let width = span.packed.unwrap_or(span.width);
                numbers.push(std::mem::replace(span, Span { at, width, packed: None, zoned: false }));
                at = at.saturating_add(width);
            }
        }
        numbers
    }

    /// Each header of the file, folded, and the index of its column.
    pub(super) fn folded(&self) -> impl Iterator<Item = (&str, usize)> {
        let mapped = self.columns.iter().map(|mapped| (mapped.folded.as_str(), mapped.index));
        let others = self.others.iter().map(|other| (other.folded.as_str(), other.index));
        mapped.chain(others).filter(|(folded, _)| !folded.is_empty())
    }

    /// The unmapped columns.
    pub fn others(&self) -> &[Other] {
        &self.others
    }

    /// Unmapped headers that speak of a NIR or of a birth, in a file that has no such column.
    pub fn doubtful(&self) -> impl Iterator<Item = (Col, &str)> {
        const WORDS: [(Col, &[&str]); 2] = [
            (Col::Nir, &["nir", "secu", "insee", "immatriculation", "matricule", "numss", "noss", "ssn"]),
            (Col::BirthDate, &["nais", "birth", "ddn", "dob", "nele"]),
        ];
        let others = self.others.iter().map(|other| (other.folded.as_str(), other.header.as_str()));
        others.filter_map(|(folded, header)| {
            let speaks =
                |(col, words): &&(Col, &[&str])| !self.has(*col) && words.iter().any(|word| folded.contains(word));
            // The place of a birth is no date, and the key of a NIR no NIR.
            let of_other = ["lieu", "place", "commune", "pays", "nom", "name", "dep", "rang", "rank", "cle", "key"];
            let found = WORDS.iter().find(speaks)?.0;
            (!of_other.iter().any(|word| folded.contains(word))).then_some((found, header))
        })
    }

    /// The first unmapped column that is about another person than the one in the row.
    pub fn further_person(&self) -> Option<&str> {
        self.others.iter().find(|other| other.is_of_further_person).map(|other| other.header.as_str())
    }

    /// Notes that unmapped columns at these positions hold persons.
    pub(super) fn hold_persons(&mut self, indices: &[usize]) {
        for other in self.others.iter_mut().filter(|other| indices.contains(&other.index)) {
            other.is_of_further_person = true;
        }
    }

    /// The header of a mapped column.
    pub fn header(&self, col: Col) -> Option<&str> {
        self.columns.iter().find(|m| m.col == col).map(|m| m.header.as_str())
    }

    /// Number of columns up to the last one with a header; a row may end there.
    pub fn named_width(&self) -> usize {
        self.named
    }

    /// Number of columns in the file.
    pub fn width(&self) -> usize {
        self.width
    }
}

/// Number of recognised headers, by which guesses of the layout are compared.
pub(super) fn recognised(headers: &[String], side: Side, given: &BTreeMap<String, At>) -> usize {
    let is_given = |h: &String| given.values().any(|at| matches!(at, At::Header(header) if is_same(header, h)));
    headers.iter().filter(|h| recognise(h, side).is_some() || is_given(h)).count()
}

/// Number of cells that hold a known header.
pub(super) fn known(cells: &[String], side: Side) -> usize {
    cells.iter().filter(|cell| recognise(cell, side).is_some()).count()
}

/// Whether two headers look the same: an accent may be a character of its own, and a line break is a blank.
fn is_same(a: &str, b: &str) -> bool {
    let shown = |header: &str| {
        let composed: String = header.nfc().filter(|c| !invisible(*c)).collect();
        composed.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    a == b || shown(a) == shown(b)
}

/// The column of a given name, if files of the side can have it.
fn column(shown: &str, side: Side, name: &str, problems: &mut Vec<Problem>) -> Option<Col> {
    let known: Vec<&str> = Col::ALL.into_iter().filter(|c| c.is_on(side)).map(Col::name).collect();
    let col = Col::from_name(name).filter(|c| c.is_on(side));
    if col.is_none() {
        problems.push(error::unknown_column(shown, name, nearest(name, known.iter().copied()), &known));
    }
    col
}

/// The position of the only header that looks like the given one.
fn looks_like(headers: &[String], given: &str) -> Option<usize> {
    let mut alike = headers.iter().enumerate().filter(|(_, header)| is_same(header, given));
    match (alike.next(), alike.next()) {
        (Some((index, _)), None) => Some(index),
        _ => None,
    }
}
