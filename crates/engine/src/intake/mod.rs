//! One file from its bytes to canonical rows, batch by batch, and what reading it told.
//!
//! While a batch is made canonical on all cores, the next one is read. The order of day, month and year is taken from the
//! first batch and held against all rows at the end.

mod findings;
pub mod unkeyed;

use std::sync::Mutex;

use jiff::civil::Date;
use polars::prelude::StringChunked;
use rayon::prelude::*;

use crate::identity::{self, CanonBatch, Dates, Likeness, Orders, SetAside, Unsettled, Votes};
use crate::intake::unkeyed::Hashed;
use crate::read::{RawBatch, Source};
use model::error::{self, Error, Problem, Result};
use model::interrupt;

pub use findings::collect as findings;

/// Rows that one core works on at a time: what is made of them stays in its cache, and none waits long for the last of a batch.
pub const PIECE_ROWS: usize = 1 << 12;

/// Row numbers that are kept of what is noticed.
const FIRST_ROWS: usize = 3;

/// What reading a file gave, besides its rows.
#[derive(Default)]
pub struct InputRecord {
    /// Rows read.
    pub rows: u64,
    /// Values set aside, repaired, and rows rejected: by row, column and reason.
    pub set_aside: Vec<SetAside>,
    /// Lines at the end that are totals and no rows, by row number.
    pub totals: Vec<u64>,
    /// Why the order of day, month and year is in doubt, if it is.
    pub unsettled: Option<Unsettled>,
    /// In a leak, by column that means nothing, in the order of [`Source::others`].
    pub others: Vec<OtherRecord>,
    /// In a leak, what stands in place of NIRs and looks like hashes of them.
    pub hashed: Vec<Hashed>,
}

impl InputRecord {
    /// How many rows are rejected.
    pub fn rejected(&self) -> u64 {
        self.set_aside.iter().filter(|s| s.fault.rejects()).count() as u64
    }
}

/// What a column that means nothing holds.
#[derive(Clone, Default)]
pub struct OtherRecord {
    /// Rows where it holds anything.
    pub filled: u64,
    /// The first of them, three at most.
    pub first_rows: Vec<u64>,
    /// Rows where it looks like a telephone number.
    pub phones: u64,
    /// Rows where it looks like a postal code.
    pub postal_codes: u64,
}

impl OtherRecord {
    /// What nearly all of a column looks like.
    pub fn likeness(&self) -> Option<Likeness> {
        // Nine in ten: files have slips. One row alone is no column.
        let most = |n: u64| n > 1 && 10 * n >= 9 * self.filled;
        match () {
            () if most(self.phones) => Some(Likeness::Phone),
            () if most(self.postal_codes) => Some(Likeness::PostalCode),
            () => None,
        }
    }

    fn of(rows: &[u64], column: &StringChunked) -> OtherRecord {
        let mut record = OtherRecord::default();
        for (row, written) in rows.iter().zip(column.iter()).filter(|(_, written)| identity::is_filled(*written)) {
            record.filled += 1;
            if record.first_rows.len() < FIRST_ROWS {
                record.first_rows.push(*row);
            }
            match written.and_then(identity::likeness) {
                Some(Likeness::Phone) => record.phones += 1,
                Some(Likeness::PostalCode) => record.postal_codes += 1,
                None => {}
            }
        }
        record
    }

    /// Adds what later rows hold.
    fn add(&mut self, later: OtherRecord) {
        let room = FIRST_ROWS - self.first_rows.len();
        self.first_rows.extend(later.first_rows.into_iter().take(room));
        self.filled += later.filled;
        self.phones += later.phones;
        self.postal_codes += later.postal_codes;
    }
}

/// What is left of some rows once they are read.
struct Piece<T> {
    made: T,
    rows: u64,
    set_aside: Vec<SetAside>,
    votes: Votes,
    others: Vec<OtherRecord>,
}

/// Makes something of the rows of a file while it is read.
pub trait Consumer: Send + Sync {
    /// What is made of a piece of a file.
    type Piece: Send;
    /// Makes something of a piece, on any core. `first` is how many rows of the file are before it.
    fn make(&self, first: u64, raw: &RawBatch, canonical: &mut CanonBatch) -> Self::Piece;
    /// Takes what was made of the pieces of a batch. Batches and pieces come in the order of the file.
    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()>;
}

/// Reads a file to its end.
pub fn stream<C: Consumer>(source: &Source, reference_date: Date, consumer: &mut C) -> Result<InputRecord> {
    let mut batches = source.batches()?;
    let mut ready = batches.next().transpose()?;
    let how = dates(source, reference_date, ready.as_ref());
    let record = InputRecord { others: vec![OtherRecord::default(); source.others().len()], ..InputRecord::default() };
    let state = Mutex::new((record, Votes::default()));
    let mut before = 0;
    let mut process = |raw: RawBatch| {
        let totals = raw.totals().to_vec();
        let first = before;
        before += raw.height() as u64;
        let pieces: Vec<Piece<C::Piece>> = raw
            .split(PIECE_ROWS)
            .into_par_iter()
            .map(|(offset, piece)| {
                let mut canonical = identity::canonicalise(&piece, source.side, &how);
                let made = consumer.make(first + offset as u64, &piece, &mut canonical);
                let mut set_aside = canonical.set_aside;
                set_aside.sort_by_key(|s| (s.row, s.col.is_none(), s.col, s.fault));
                let others = piece.others().map(|column| OtherRecord::of(piece.rows(), column)).collect();
                Piece { made, rows: piece.height() as u64, set_aside, votes: canonical.votes, others }
            })
            .collect();
        let mut state = state.lock().map_err(|_| stopped())?;
        let (record, votes) = &mut *state;
        record.totals.extend(totals);
        let mut made = Vec::with_capacity(pieces.len());
        for piece in pieces {
            record.rows += piece.rows;
            record.set_aside.extend(piece.set_aside);
            votes.add(&piece.votes);
            record.others.iter_mut().zip(piece.others).for_each(|(other, more)| other.add(more));
            made.push(piece.made);
        }
        drop(state);
        consumer.take(made)
    };
    while let Some(raw) = ready {
        interrupt::check()?;
        let (processed, next) = rayon::join(|| process(raw), || batches.next());
        processed?;
        ready = next.transpose()?;
    }
    let (record, votes) = state.into_inner().map_err(|_| stopped())?;
    let unsettled = if how.declared { None } else { votes.confirm(how.orders).err() };
    Ok(InputRecord { unsettled, ..record })
}

fn stopped() -> Error {
    Error::Internal(anyhow::anyhow!("a thread stopped while reading"))
}

/// Refuses a file whose dates can be read two ways.
pub fn settled(source: &Source, record: &InputRecord) -> Result<(), Problem> {
    match &record.unsettled {
        Some(unsettled) => Err(open_order(source, unsettled, record.rows)),
        None => Ok(()),
    }
}

/// How a file's dates are read: as the incident says, or as most of its first rows do.
fn dates(source: &Source, reference: Date, first: Option<&RawBatch>) -> Dates {
    let orders = source.date_order.map_or_else(|| Votes::default().likely(), Orders::declared);
    let how = Dates { orders, declared: source.date_order.is_some(), reference };
    match first {
        Some(first) if !how.declared => {
            let votes = first.split(PIECE_ROWS).into_par_iter().map(|(_, piece)| identity::vote(&piece, &how));
            let all = votes.reduce(Votes::default, |mut all, more| {
                all.add(&more);
                all
            });
            Dates { orders: all.likely(), ..how }
        }
        _ => how,
    }
}

fn open_order(source: &Source, unsettled: &identity::Unsettled, rows: u64) -> Problem {
    let column = source.mapping.header(unsettled.col).unwrap_or(unsettled.col.name());
    match &unsettled.votes[..] {
        [] => error::date_order_open(&source.shown, column, unsettled.open, &unsettled.first_rows, rows),
        votes => error::date_order_mixed(&source.shown, column, votes, unsettled.open),
    }
}
