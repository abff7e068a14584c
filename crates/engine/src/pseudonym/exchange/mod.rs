//! Exchange files: rows as pseudonyms, which organisations can exchange without revealing identifiers.
//!
//! A file is Parquet with one column of encrypted rows. It is sorted by row digest, so that the order of the source
//! is lost, and sealed: the header contains an authentication code, under the incident's key, over all other bytes.

mod cipher;
mod columns;
mod row;
mod sorted;
mod write;

use polars::prelude::DataFrame;

use rayon::prelude::*;

use super::keyed::Named;
use super::parties::{Parties, Party};
use super::perimeter::Facts;
use super::{CANONICAL, Hasher, KeyedBatch, PerimeterSet};
use crate::fold::fold;
use crate::identity::SetAside;
use crate::read::exchange::{self, Header};
use crate::read::{Side, Source};
use model::error::{self, Problem, Result};
use model::incident::Incident;
use model::interrupt;

use cipher::Cipher;
pub use columns::{Origin, write as write_columns};
pub use row::Row;
pub use write::{Sent, Written, write};

/// The column of encrypted rows.
const COLUMN: &str = "row";

/// Why a file cannot be compared with the others, if it cannot. `party` is the party under which the incident file
/// lists it.
pub fn refusals(
    source: &Source,
    header: &Header,
    incident: &Incident,
    party: Option<&str>,
    hasher: &Hasher,
) -> Vec<Problem> {
    let shown = &source.shown;
    let mut problems = Vec::new();
    let (ours, day) = (hasher.fingerprint(), incident.reference_date.0.to_string());
    if header.canonical != CANONICAL {
        problems.push(error::exchange_version(shown, CANONICAL));
    } else if header.key_fingerprint != ours {
        problems.push(error::exchange_key(shown, ours));
    } else if header.incident != incident.id.as_str() {
        // Its seal is of the other incident's key.
        problems.push(error::exchange_incident(shown));
    } else {
        match is_sealed(source, hasher) {
            Ok(true) => {}
            Ok(false) => problems.push(error::exchange_altered(shown)),
            Err(problem) => problems.push(problem),
        }
    }
    // The header can be trusted only once the seal has been verified.
    if problems.is_empty() {
        if header.side != source.side.name() {
            problems.push(error::exchange_side(shown, source.side.name()));
        }
        if header.party.as_deref() != party {
            problems.push(error::exchange_party(shown, party));
        }
        if header.reference_date != day {
            problems.push(error::exchange_day(shown, &day));
        }
    }
    problems
}

fn is_sealed(source: &Source, hasher: &Hasher) -> Result<bool, Problem> {
    let seal = exchange::seal(&source.path, &source.shown)?;
    Ok(seal.digits == write::digits(&hasher.seal(&seal.sha256)))
}

/// Takes the rows of an exchange file while it is read.
pub trait Consumer: Send + Sync {
    /// The result for one piece.
    type Piece: Send;
    /// Processes a piece on any core. `first` is the number of rows of the file before the piece.
    fn make(&self, first: u64, rows: Vec<Row>) -> Self::Piece;
    /// Takes the results of a batch. Batches, and pieces within them, come in the order of the file.
    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()>;
}

/// Reads a whole exchange file, and returns how many rows it has.
pub fn read<C: Consumer>(source: &Source, parties: &Parties<'_>, hasher: &Hasher, consumer: &mut C) -> Result<u64> {
    let salt = source.exchange().and_then(|header| unhex(&header.salt));
    let salt = salt.ok_or_else(|| error::exchange_malformed(&source.shown, error::Malformed::NoSalt))?;
    let cipher = Cipher::of(&salt, hasher);
    let threads = 4 * rayon::current_num_threads();
    let mut height = 0;
    for frame in source.frames()? {
        let frame = frame?;
        let unknown = frame.columns().iter().position(|column| column.name() != COLUMN);
        if let Some(place) = unknown {
            return Err(error::exchange_column(&source.shown, place + 1).into());
        }
        let size = frame.height().div_ceil(threads).max(1);
        let starts: Vec<usize> = (0..frame.height()).step_by(size).collect();
        interrupt::check()?;
        let pieces: Result<Vec<C::Piece>> = starts
            .into_par_iter()
            .map(|start| {
                let before = height + start as u64;
                let rows = rows(&frame.slice(start as i64, size), before, &cipher, parties);
                let rows =
                    rows.map_err(|row| error::exchange_value(&source.shown, COLUMN, row.map(|row| before + row + 1)))?;
                Ok(consumer.make(before, rows))
            })
            .collect();
        height += frame.height() as u64;
        consumer.take(pieces?)?;
    }
    Ok(height)
}

/// The rows of a part of a file, `before` which there are others. Fails with the number of a row that is not one, from 0, or of none if
/// the column is of another type.
fn rows(frame: &DataFrame, before: u64, cipher: &Cipher, parties: &Parties<'_>) -> Result<Vec<Row>, Option<u64>> {
    let column = frame.column(COLUMN).and_then(|column| column.binary().cloned()).map_err(|_| None)?;
    let row = |(i, bytes): (u64, Option<&[u8]>)| {
        let mut bytes = bytes.ok_or(Some(i))?.to_vec();
        cipher.apply(before + i, &mut bytes);
        Row::unpack(&bytes, parties).ok_or(Some(i))
    };
    (0..).zip(column.iter()).map(row).collect()
}

/// Thirty-two bytes of sixty-four hexadecimal digits.
fn unhex(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let digit = |digit: u8| char::from(digit).to_digit(16);
        *byte = (digit(*high)? << 4 | digit(*low)?) as u8;
    }
    Some(bytes)
}

impl Parties<'_> {
    /// The insurer of an id.
    fn insurer(&self, id: &str) -> Named {
        match self.party {
            Party::Insurer(index) => Named::Insurer(index),
            _ => self.insurers.get(&fold(id)).map_or(Named::Unknown, |index| Named::Insurer(*index)),
        }
    }
}

/// Keyed rows of an exchange file, and those that are rejected. `before` is the number of rows of the file before these.
pub fn key(rows: &[Row], parties: &Parties<'_>, before: u64) -> (KeyedBatch, Vec<SetAside>) {
    let side = parties.party.side();
    let mut batch = KeyedBatch::with_room(rows.len());
    let mut rejects = Vec::new();
    for (row, number) in rows.iter().zip(before + 1..) {
        // Perimeters with conditions that exchange files cannot answer were refused earlier. The remaining ones contain
        // all members.
        let perimeters = match (side, row.insurer()) {
            (Side::Members, Named::Insurer(insurer)) => {
                PerimeterSet::holding(&parties.perimeters[usize::from(insurer)], &Facts::default())
            }
            _ => PerimeterSet::default(),
        };
        rejects.extend(row.fault(side).map(|fault| SetAside { row: number, col: None, fault }));
        row.key(side, perimeters, parties.rules, &mut batch);
    }
    // Values of fields are not exchanged: who is alone with them cannot be counted.
    batch.values = vec![vec![0; rows.len()]; if side == Side::Members { parties.values.len() } else { 0 }];
    (batch, rejects)
}
