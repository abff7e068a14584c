//! Exchange files: rows as pseudonyms, which organisations can exchange without revealing identifiers.
//!
//! A file is Parquet with the columns listed in `columns`. It is sorted by row digest, so that the order of the source
//! is lost, and sealed: the header contains an authentication code, under the incident's key, over all other bytes.

mod columns;
mod row;
mod write;

use rayon::prelude::*;

use super::keyed::{KeyedRow, Named};
use super::keying::rejection;
use super::parties::{Parties, Party};
use super::perimeter::Facts;
use super::{CANONICAL, Hasher, KeyedBatch, PerimeterSet};
use crate::fold::fold;
use crate::identity::SetAside;
use crate::intake::InputRecord;
use crate::read::exchange::{self, Header};
use crate::read::{Side, Source};
use model::error::{self, Error, Problem, Result};
use model::incident::Incident;
use model::interrupt;

pub(super) use row::Row;
pub use write::{Written, write};

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
        problems.push(error::exchange_key(shown, &ours));
    } else {
        match is_sealed(source, hasher) {
            Ok(true) => {}
            Ok(false) => problems.push(error::exchange_altered(shown)),
            Err(problem) => problems.push(problem),
        }
    }
    // The header can be trusted only once the seal has been verified.
    if problems.is_empty() {
        if header.incident != incident.id.as_str() {
            problems.push(error::exchange_incident(shown));
        }
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

/// Processes the rows of an exchange file while it is read.
pub trait Consumer: Send + Sync {
    /// The result for one piece.
    type Piece: Send;
    /// Processes a piece on any core. `first` is the number of rows of the file before the piece.
    fn make(&self, first: u64, batch: KeyedBatch) -> Self::Piece;
    /// Takes the results of a batch. Batches, and pieces within them, come in the order of the file.
    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()>;
}

/// Reads a whole exchange file.
pub fn read<C: Consumer>(source: &Source, parties: &Parties<'_>, consumer: &mut C) -> Result<InputRecord> {
    let mut record = InputRecord::default();
    let threads = 4 * rayon::current_num_threads();
    for frame in source.frames()? {
        let frame = frame?;
        let unknown =
            frame.columns().iter().position(|c| !columns::names(source.side).any(|name| name == c.name().as_str()));
        if let Some(place) = unknown {
            return Err(error::exchange_column(&source.shown, place + 1).into());
        }
        let size = frame.height().div_ceil(threads).max(1);
        let starts: Vec<usize> = (0..frame.height()).step_by(size).collect();
        interrupt::check()?;
        let pieces: Result<Vec<(C::Piece, Vec<SetAside>)>> = starts
            .into_par_iter()
            .map(|start| {
                let before = record.rows + start as u64;
                let mut piece = frame.slice(start as i64, size);
                piece.rechunk_mut();
                let rows = columns::read(&piece, source.side, |id| named(parties, id)).map_err(|fault| {
                    let row = fault.row.map(|row| before + row as u64 + 1);
                    Error::from(error::exchange_value(&source.shown, fault.column, row))
                })?;
                let (batch, rejects) = keyed(rows, source, parties, before);
                Ok((consumer.make(before, batch), rejects))
            })
            .collect();
        record.rows += frame.height() as u64;
        let mut made = Vec::new();
        for (piece, rejects) in pieces? {
            made.push(piece);
            record.set_aside.extend(rejects);
        }
        consumer.take(made)?;
    }
    Ok(record)
}

fn named(parties: &Parties<'_>, id: &str) -> Named {
    match parties.party {
        Party::Insurer(index) => Named::Insurer(index),
        _ => parties.insurers.get(&fold(id)).map_or(Named::Unknown, |index| Named::Insurer(*index)),
    }
}

fn keyed(rows: Vec<Row>, source: &Source, parties: &Parties<'_>, before: u64) -> (KeyedBatch, Vec<SetAside>) {
    let height = rows.len();
    let mut batch = KeyedBatch::with_room(height);
    let mut rejects = Vec::new();
    for (i, mut row) in rows.into_iter().enumerate() {
        // Perimeters with conditions that exchange files cannot answer were refused earlier. The remaining ones contain
        // all members.
        if let (Side::Members, Named::Insurer(insurer)) = (source.side, row.insurer) {
            row.traits.perimeters = PerimeterSet::holding(&parties.perimeters[usize::from(insurer)], &Facts::default());
        }
        let fault = rejection(source.side, row.insurer, row.can_match());
        match fault {
            Some(fault) => rejects.push(SetAside { row: before + i as u64 + 1, col: None, fault }),
            None => row.key(source.side, parties.rules, &mut batch),
        }
        batch.rows.push(KeyedRow {
            row_digest: row.row_digest,
            contract: row.contract,
            fields: row.fields,
            insurer: row.insurer,
            traits: row.traits,
            rejected: fault.is_some(),
        });
    }
    // Values of fields are not exchanged: the most frequent digest would reveal the most frequent name.
    batch.values = vec![vec![0; height]; if source.side == Side::Members { parties.values.len() } else { 0 }];
    (batch, rejects)
}
