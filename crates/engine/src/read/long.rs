//! Values that are too long to be what their column says: a few bytes of a file can stand for gigabytes of them.

use polars::prelude::{Column, DataFrame, IntoColumn, NewChunkedArray, StringChunked};

use super::{Col, Source};
use model::error::{self, Problem};

/// Bytes that a value may have: an address of an e-mail has 254 at most (RFC 5321), and a list of several is a few times as long.
const LONGEST: usize = 4096;

/// The columns, with what is cut off of long texts of which only matters that they are there.
pub(super) fn bounded(source: &Source, rows: &[u64], frame: DataFrame) -> Result<DataFrame, Problem> {
    let cols = source.mapping.columns();
    if frame.columns().iter().all(|column| longest(column) <= LONGEST) {
        return Ok(frame);
    }
    let bound = |(place, column): (usize, &Column)| match column.str() {
        Ok(text) if longest(column) > LONGEST => match cols.get(place).filter(|mapped| !may_be_long(mapped.col)) {
            Some(mapped) => {
                let is_long = |value: &Option<&str>| value.is_some_and(|text| text.len() > LONGEST);
                let first = text.iter().position(|value| is_long(&value)).unwrap_or(0);
                let all = text.iter().filter(is_long).count() as u64;
                Err(error::long_values(&source.shown, &mapped.header, all, rows[first], LONGEST))
            }
            None => Ok(cut(text).into_column()),
        },
        _ => Ok(column.clone()),
    };
    let columns: Vec<Column> = frame.columns().iter().enumerate().map(bound).collect::<Result<_, _>>()?;
    Ok(DataFrame::new(frame.height(), columns).expect("as many columns of one height, with their names"))
}

/// Columns of texts of any length, of which only counts that they are there.
fn may_be_long(col: Col) -> bool {
    matches!(
        col,
        Col::Guarantees
            | Col::MedicalData
            | Col::Reimbursements
            | Col::CredentialsHashed
            | Col::IdentityPapers
            | Col::Family
            | Col::Location
            | Col::FreeText
    )
}

fn longest(column: &Column) -> usize {
    let Ok(text) = column.str() else { return 0 };
    text.downcast_iter().flat_map(|chunk| chunk.views().iter()).map(|view| view.length as usize).max().unwrap_or(0)
}

/// The beginning of a text: long enough to be too long, if it is.
pub(super) fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST + 4)]
}

fn cut(text: &StringChunked) -> StringChunked {
    let short = text.iter().map(|value| value.map(|value| &value[..value.floor_char_boundary(LONGEST)]));
    StringChunked::from_iter_options(text.name().clone(), short)
}
