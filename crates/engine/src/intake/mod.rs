//! Reads one file into canonical rows, batch by batch, and records what was noticed.
//!
//! The next batch is read while all cores canonicalise the current one. The order of day, month and year is guessed
//! from the first batch and checked against all rows at the end.

mod asides;
mod findings;
pub mod unkeyed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use jiff::civil::Date;
use polars::prelude::StringChunked;
use rayon::prelude::*;

use crate::identity::{
    self, CanonBatch, Dates, Fault, Likeness, Orders, RankVotes, Reading, SetAside, SexVotes, Tidied, Unsettled, Votes,
};
use crate::intake::unkeyed::Hashed;
use crate::read::{Col, Passed, RawBatch, Source};
use model::error::{self, Error, Problem, Result};
use model::incident::Ranks;
use model::interrupt;

pub use asides::{Asides, Group, Range};
pub use findings::collect as findings;

/// Rows per piece of work: small enough to stay in a core's cache, and for the cores to finish a batch at about the
/// same time.
pub const PIECE_ROWS: usize = 1 << 12;

/// Maximum number of row numbers kept per observation.
const FIRST_ROWS: usize = 3;

/// The record of reading a file, apart from its rows.
#[derive(Default)]
pub struct InputRecord {
    /// Number of rows read.
    pub rows: u64,
    /// Values set aside, values repaired, and rows rejected: by row, column and reason.
    pub set_aside: Asides,
    /// Lines that are no rows, by number.
    pub passed: Vec<(u64, Passed)>,
    /// What was tidied in the cells.
    pub tidied: Tidied,
    /// By column, how the first value that could not be read is written: 9 for a digit, A and a for letters.
    pub shapes: BTreeMap<Col, String>,
    /// Shapes of dates that the file's own NIRs show to be read in an unusual way, with their columns and numbers of dates.
    pub readings: Vec<(Col, Reading, u64)>,
    /// Number of NIRs whose year and month are those of the birth date, and of those whose are not.
    pub births: [u64; 2],
    /// What the ranks show.
    pub ranks: RankVotes,
    /// Whether the ranks number families, and are not used.
    pub numbers_families: bool,
    /// What the sex as it is written shows beside the NIRs, where it contradicts them.
    pub sexes: SexVotes,
    /// Why the order of day, month and year is in doubt; none if it is settled.
    pub unsettled: Option<Unsettled>,
    /// Leaks: one record per unmapped column, in the order of [`Source::others`].
    pub others: Vec<OtherRecord>,
    /// Leaks: hashes found in place of NIRs.
    pub hashed: Vec<Hashed>,
    /// How the file was read; none of an exchange file.
    pub settled: Option<Settled>,
}

/// What reading a file has settled, so that it is read again in the same way.
#[derive(Clone)]
pub struct Settled {
    dates: Dates,
    numbers_families: bool,
    contradicts_sex: bool,
    /// Columns in which nothing was to be tidied.
    tidy: BTreeSet<Col>,
}

impl InputRecord {
    /// Number of rejected rows.
    pub fn rejected(&self) -> u64 {
        self.set_aside.rejected()
    }

    /// Whether half of the rows or more name an insurer that nobody knows.
    pub fn names_unknown_insurers(&self) -> bool {
        let unknown = self.set_aside.count(|group| group.fault == Fault::InsurerUnknown);
        unknown > 0 && 2 * unknown >= self.rows
    }
}

/// What an unmapped column holds.
#[derive(Clone, Default)]
pub struct OtherRecord {
    /// Number of rows with a value.
    pub filled: u64,
    /// The first row numbers, three at most.
    pub first_rows: Vec<u64>,
    /// Number of values that look like a telephone number.
    pub phones: u64,
    /// Number of values that look like a postal code.
    pub postal_codes: u64,
}

impl OtherRecord {
    /// What nearly all values of the column look like.
    pub fn likeness(&self) -> Option<Likeness> {
        // Nine values in ten, since files contain slips. A single value proves nothing.
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

    /// Adds the record of later rows.
    fn add(&mut self, later: OtherRecord) {
        let room = FIRST_ROWS - self.first_rows.len();
        self.first_rows.extend(later.first_rows.into_iter().take(room));
        self.filled += later.filled;
        self.phones += later.phones;
        self.postal_codes += later.postal_codes;
    }
}

/// What is kept of a piece once it is processed.
struct Piece<T> {
    made: T,
    rows: u64,
    set_aside: Vec<SetAside>,
    votes: Votes,
    tidied: Tidied,
    ranks: RankVotes,
    sexes: SexVotes,
    shapes: BTreeMap<Col, String>,
    births: [u64; 2],
    others: Vec<OtherRecord>,
}

/// A part of a piece of a file.
pub struct Selection {
    /// The columns that are needed.
    pub columns: &'static [Col],
    /// The positions of the rows that are needed, in order; none for all of them.
    pub rows: Option<Vec<u32>>,
}

/// Where a piece is in its file.
#[derive(Clone, Copy)]
pub struct Place {
    /// Number of rows of the file before the piece.
    pub first: u64,
    /// Number of rows of the piece, before any selection.
    pub rows: usize,
}

/// Processes the rows of a file while it is read.
pub trait Consumer: Send + Sync {
    /// The result for one piece.
    type Piece: Send;
    /// What is needed of a piece; none for all of it.
    fn selection(&self, _: Place) -> Option<Selection> {
        None
    }
    /// Processes a piece on any core, or what was selected of it.
    fn make(&self, place: Place, raw: &RawBatch, canonical: &mut CanonBatch) -> Self::Piece;
    /// Takes the results of a batch. Batches, and pieces within them, come in the order of the file.
    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()>;
}

/// Reads a whole file again, and returns how many rows it has.
pub fn stream_again<C: Consumer>(source: &Source, settled: &Settled, consumer: &mut C) -> Result<u64> {
    let mut rows = 0;
    each_batch(source.batches()?, |raw| {
        let first = rows;
        rows += raw.height() as u64;
        let make = |(offset, whole): (usize, RawBatch)| {
            let (place, piece) = selected(consumer, first + offset as u64, whole)?;
            let (piece, _) = identity::tidy_but(piece, &source.codes, &settled.tidy);
            let mut canonical = identity::canonicalise(&piece, source.side, &settled.dates);
            if settled.numbers_families {
                identity::without_ranks(&mut canonical);
            }
            if settled.contradicts_sex {
                identity::without_sex(&mut canonical);
            }
            Ok(consumer.make(place, &piece, &mut canonical))
        };
        let made = raw.split(PIECE_ROWS).into_par_iter().map(make).collect::<Result<_>>()?;
        consumer.take(made)
    })?;
    Ok(rows)
}

/// What a consumer needs of a piece, and where it is.
fn selected<C: Consumer>(consumer: &C, first: u64, whole: RawBatch) -> Result<(Place, RawBatch)> {
    let place = Place { first, rows: whole.height() };
    Ok(match consumer.selection(place) {
        Some(selection) => (place, whole.select(selection.columns, selection.rows.as_deref())?),
        None => (place, whole),
    })
}

/// Processes each batch on all cores while the next one is read.
fn each_batch(
    batches: impl Iterator<Item = Result<RawBatch>> + Send,
    mut process: impl FnMut(RawBatch) -> Result<()> + Send,
) -> Result<()> {
    let mut batches = batches;
    let mut ready = batches.next().transpose()?;
    while let Some(raw) = ready {
        interrupt::check()?;
        let (processed, next) = rayon::join(|| process(raw), || batches.next());
        processed?;
        ready = next.transpose()?;
    }
    Ok(())
}

/// Reads a whole file.
pub fn stream<C: Consumer>(source: &Source, reference_date: Date, consumer: &mut C) -> Result<InputRecord> {
    let mut batches = source.batches()?;
    let first = batches.next().transpose()?;
    let how = dates(source, reference_date, first.as_ref())?;
    let numbers_families = numbers_families(source, &how, first.as_ref())?;
    let contradicts_sex = contradicts_sex(source, &how, first.as_ref())?;
    let record = InputRecord { others: vec![OtherRecord::default(); source.others().len()], ..InputRecord::default() };
    let state = Mutex::new((record, Votes::default()));
    let mut before = 0;
    each_batch(first.into_iter().map(Ok).chain(batches), |raw| {
        let passed = raw.passed().to_vec();
        let first = before;
        before += raw.height() as u64;
        let pieces: Vec<Piece<C::Piece>> = raw
            .split(PIECE_ROWS)
            .into_par_iter()
            .map(|(offset, whole)| {
                let (place, piece) = selected(consumer, first + offset as u64, whole)?;
                let (piece, mut tidied) = identity::tidy(piece, &source.codes);
                let mut canonical = identity::canonicalise(&piece, source.side, &how);
                let ranks = RankVotes::of(&canonical);
                if numbers_families {
                    identity::without_ranks(&mut canonical);
                }
                let mut sexes = SexVotes::default();
                if contradicts_sex {
                    sexes = SexVotes::of(&canonical);
                    identity::without_sex(&mut canonical);
                }
                let made = consumer.make(place, &piece, &mut canonical);
                let mut set_aside = canonical.set_aside;
                set_aside.append(&mut tidied.set_aside);
                set_aside.sort_by_key(|s| (s.row, s.col.is_none(), s.col, s.fault));
                let others = piece.others().map(|column| OtherRecord::of(piece.rows(), column)).collect();
                let (births, shapes) = (canonical.births, identity::shapes(&piece, &set_aside));
                let votes = canonical.votes;
                let rows = place.rows as u64;
                Ok(Piece { made, rows, set_aside, votes, ranks, sexes, tidied, shapes, births, others })
            })
            .collect::<Result<_>>()?;
        let mut state = state.lock().map_err(|_| stopped())?;
        let (record, votes) = &mut *state;
        record.passed.extend(passed);
        let mut made = Vec::with_capacity(pieces.len());
        for piece in pieces {
            record.rows += piece.rows;
            record.set_aside.add(&piece.set_aside);
            votes.add(&piece.votes);
            record.ranks.add(piece.ranks);
            record.sexes.add(piece.sexes);
            record.tidied.add(piece.tidied);
            for (col, shape) in piece.shapes {
                record.shapes.entry(col).or_insert(shape);
            }
            record.births.iter_mut().zip(piece.births).for_each(|(sum, more)| *sum += more);
            record.others.iter_mut().zip(piece.others).for_each(|(other, more)| other.add(more));
            made.push(piece.made);
        }
        drop(state);
        consumer.take(made)
    })?;
    let (record, votes) = state.into_inner().map_err(|_| stopped())?;
    let unsettled = if how.declared { None } else { votes.confirm(how.orders).err() };
    let readings = votes.read_unusually(how.orders);
    let columns = source.mapping.columns().iter().map(|mapped| mapped.col);
    let tidy = columns.filter(|col| !record.tidied.changed.contains(col)).collect();
    let settled = Some(Settled { dates: how, numbers_families, contradicts_sex, tidy });
    Ok(InputRecord { unsettled, readings, numbers_families, settled, ..record })
}

fn stopped() -> Error {
    Error::Internal(anyhow::anyhow!("a thread stopped while reading"))
}

/// Refuses a file whose dates are ambiguous.
pub fn settled(source: &Source, record: &InputRecord) -> Result<(), Problem> {
    match &record.unsettled {
        Some(unsettled) => Err(open_order(source, unsettled, record.rows)),
        None if source.ranks.is_none() && !record.numbers_families && record.ranks.is_family() => {
            let column = source.mapping.header(Col::BirthRank).unwrap_or(Col::BirthRank.name());
            Err(error::ranks_open(&source.shown, column, record.ranks.later(), record.ranks.ranked))
        }
        None => Ok(()),
    }
}

/// Whether the ranks of a file number families: as the incident file declares, or as the first rows show.
fn numbers_families(source: &Source, how: &Dates, first: Option<&RawBatch>) -> Result<bool> {
    // Only birth dates and numbers tell.
    const TELL: [Col; 5] = [Col::Nir, Col::NirKey, Col::BirthDate, Col::BirthRank, Col::ContractNumber];
    let first = match (source.ranks, first) {
        (Some(ranks), _) => return Ok(ranks == Ranks::Family),
        (None, Some(first)) => first,
        (None, None) => return Ok(false),
    };
    let (mut ranked, mut later) = (0, 0);
    for rank in first.column(Col::BirthRank).into_iter().flat_map(|ranks| ranks.iter().flatten()) {
        ranked += u64::from(!rank.is_empty());
        later += u64::from(!matches!(rank, "" | "0" | "1" | "01"));
    }
    // Nearly all files end here.
    if !identity::may_be_family(later, ranked) {
        return Ok(false);
    }
    let pieces = first.select(&TELL, None)?.split(PIECE_ROWS).into_par_iter();
    let votes = pieces.map(|(_, piece)| {
        let (piece, _) = identity::tidy(piece, &source.codes);
        RankVotes::of(&identity::canonicalise(&piece, source.side, how))
    });
    let all = votes.reduce(RankVotes::default, |mut all, more| {
        all.add(more);
        all
    });
    Ok(all.is_family())
}

/// Whether the rows of the first piece show that the sex as it is written is not what it seems. What the incident file declares is believed.
fn contradicts_sex(source: &Source, how: &Dates, first: Option<&RawBatch>) -> Result<bool> {
    const TELL: [Col; 6] = [Col::Nir, Col::NirKey, Col::OwnNir, Col::BirthDate, Col::Civility, Col::Sex];
    let has = |cols: &[Col]| cols.iter().any(|col| source.mapping.has(*col));
    let is_declared = [Col::Civility, Col::Sex].iter().any(|col| source.codes.contains_key(col));
    let can_tell = has(&[Col::Civility, Col::Sex]) && has(&[Col::Nir, Col::OwnNir]) && has(&[Col::BirthDate]);
    let Some(first) = first.filter(|_| can_tell && !is_declared) else { return Ok(false) };
    let rows: Vec<u32> = (0..first.height().min(PIECE_ROWS) as u32).collect();
    let (sample, _) = identity::tidy(first.select(&TELL, Some(&rows))?, &source.codes);
    Ok(SexVotes::of(&identity::canonicalise(&sample, source.side, how)).are_wrong())
}

/// How the dates of a file are read: as the incident file declares, or as most of the first rows suggest.
fn dates(source: &Source, reference: Date, first: Option<&RawBatch>) -> Result<Dates> {
    let of_epoch = |orders: Orders| if source.has_1904_epoch() { orders.since_1904() } else { orders };
    let orders = source.date_order.map_or_else(|| Votes::default().likely(), Orders::declared);
    let how = Dates { orders: of_epoch(orders), declared: source.date_order.is_some(), reference };
    let Some(first) = first.filter(|_| !how.declared) else { return Ok(how) };
    let pieces = first.select(&identity::VOTERS, None)?.split(PIECE_ROWS).into_par_iter();
    let votes = pieces.map(|(_, piece)| identity::vote(&identity::tidy(piece, &source.codes).0, &how));
    let all = votes.reduce(Votes::default, |mut all, more| {
        all.add(&more);
        all
    });
    Ok(Dates { orders: of_epoch(all.likely()), ..how })
}

fn open_order(source: &Source, unsettled: &identity::Unsettled, rows: u64) -> Problem {
    let column = source.mapping.header(unsettled.col).unwrap_or(unsettled.col.name());
    match &unsettled.votes[..] {
        [] => error::date_order_open(&source.shown, column, unsettled.open, &unsettled.first_rows, rows),
        votes => error::date_order_mixed(&source.shown, column, votes, unsettled.open),
    }
}
