//! Determines the order of day, month and year from all rows of a file; never from a single row.
//!
//! A row votes for an order if only that order gives a valid date, or if only that order agrees with the year and month
//! of its NIR. An order is accepted if it has ten times the votes of all others together. Some votes are always wrong:
//! the NIR may be another person's, and a lunar month can look like a day. If no row votes and some dates are
//! ambiguous, or if the votes are divided, the run stops.

use super::birth_date;
use super::date::{Parts, Shape, Written, Year};
use super::nir::Birth;
use crate::read::Col;
use model::incident::DateOrder;

/// Factor by which the votes for the accepted order must exceed all others together.
const MAJORITY: u64 = 10;

/// Votes below which NIRs do not change the usual reading.
const FEW: u64 = 3;

/// Maximum number of row numbers kept of ambiguous dates.
const FIRST_ROWS: usize = 3;

/// How the numbers of a date are to be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reading {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
    /// Year, day, month: a program exchanged day and month.
    Ydm,
    /// Days since 30 December 1899, as spreadsheets count.
    Excel1900,
    /// Days since 1 January 1904, as older spreadsheets on Macintosh count.
    Excel1904,
    /// Days since 1 January 1960, as SAS and Stata count.
    Days1960,
    /// Days since 1 January 1970, as R, Python and databases count.
    Days1970,
}

impl Reading {
    const ALL: [Reading; 8] = {
        use Reading::*;
        [Dmy, Mdy, Ymd, Ydm, Excel1900, Excel1904, Days1960, Days1970]
    };

    /// The name in messages and in `ampleur check`.
    pub fn name(self) -> &'static str {
        match self {
            Reading::Dmy => "dmy",
            Reading::Mdy => "mdy",
            Reading::Ymd => "ymd",
            Reading::Ydm => "ydm",
            Reading::Excel1900 => "days-since-1900",
            Reading::Excel1904 => "days-since-1904",
            Reading::Days1960 => "days-since-1960",
            Reading::Days1970 => "days-since-1970",
        }
    }

    fn of(order: DateOrder) -> Reading {
        match order {
            DateOrder::Dmy => Reading::Dmy,
            DateOrder::Mdy => Reading::Mdy,
            DateOrder::Ymd => Reading::Ymd,
        }
    }
}

/// The reading of dates, by shape.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Orders {
    readings: [Reading; Shape::OPEN.len()],
    /// Whether the NIRs of the file show that its short numbers are days.
    short_serials: bool,
}

impl Orders {
    /// One order for all shapes that allow it.
    pub fn declared(order: DateOrder) -> Orders {
        let order = Reading::of(order);
        let readings = Shape::OPEN.map(|shape| match shape {
            Shape::YearLast if order == Reading::Ymd => Reading::Dmy,
            Shape::YearLast | Shape::Compact | Shape::Short | Shape::SixDigits => order,
            usual => usual.readings()[0],
        });
        Orders { readings, short_serials: false }
    }

    /// The same, but with days counted from 1904 where the file says so.
    #[must_use]
    pub fn since_1904(mut self) -> Orders {
        for (reading, shape) in self.readings.iter_mut().zip(Shape::OPEN) {
            if shape == Shape::Serial && *reading == Reading::Excel1900 {
                *reading = Reading::Excel1904;
            }
        }
        self
    }

    /// The reading of a date; none if the NIRs of the file would have to show that it is one, and do not. Irrelevant for shapes with
    /// a single reading.
    pub fn of(self, written: Written) -> Option<Reading> {
        (!written.needs_proof() || self.short_serials).then(|| self.for_shape(written.shape))
    }

    fn for_shape(self, shape: Shape) -> Reading {
        if Shape::OPEN.contains(&shape) { self.readings[shape.place()] } else { Reading::Ymd }
    }

    /// The shapes that are read in an unusual way, which is to be told.
    pub fn unusual(self) -> impl Iterator<Item = (Shape, Reading)> {
        let of_nirs = Shape::OPEN.into_iter().filter(|shape| shape.has_usual_reading());
        of_nirs
            .map(move |shape| (shape, self.for_shape(shape)))
            .filter(|(shape, reading)| *reading != shape.readings()[0])
    }
}

/// The evidence of rows about the order of their dates.
#[derive(Clone, Default)]
pub struct Votes {
    by_column: Vec<(Col, Shape, Tally)>,
}

/// Votes for the dates of one shape in one column.
#[derive(Clone, Default)]
struct Tally {
    dates: u64,
    /// Number of dates in rows with a NIR that shows a birth.
    comparable: u64,
    votes: [u64; Reading::ALL.len()],
    /// Number of ambiguous dates.
    open: u64,
    first_open: Vec<u64>,
}

/// Why the order of a file's dates could not be determined.
pub struct Unsettled {
    /// The column with the most ambiguous dates.
    pub col: Col,
    /// Number of ambiguous dates in the column.
    pub open: u64,
    /// Row numbers of the first ambiguous dates.
    pub first_rows: Vec<u64>,
    /// Number of votes by order; empty if no row votes.
    pub votes: Vec<(&'static str, u64)>,
}

impl Votes {
    /// Counts one date. `birth` is the birth according to the row's NIR, for birth dates.
    pub fn count(
        &mut self,
        row: u64,
        col: Col,
        written: Written,
        birth: Option<Birth>,
        plausible: impl Fn(u16) -> bool,
    ) {
        let vote = vote(written, birth, plausible);
        let tally = self.tally(col, written.shape);
        tally.dates += 1;
        tally.comparable += u64::from(birth.is_some());
        match vote {
            Vote::None => {}
            Vote::For(reading) => tally.votes[reading as usize] += 1,
            Vote::Open => {
                tally.open += 1;
                if tally.first_open.len() < FIRST_ROWS {
                    tally.first_open.push(row);
                }
            }
        }
    }

    fn tally(&mut self, col: Col, shape: Shape) -> &mut Tally {
        let place = match self.by_column.iter().position(|(c, s, _)| (*c, *s) == (col, shape)) {
            Some(place) => place,
            None => {
                self.by_column.push((col, shape, Tally::default()));
                self.by_column.len() - 1
            }
        };
        &mut self.by_column[place].2
    }

    /// Adds the votes of later rows.
    pub fn add(&mut self, later: &Votes) {
        for (col, shape, more) in &later.by_column {
            let tally = self.tally(*col, *shape);
            tally.votes.iter_mut().zip(more.votes).for_each(|(votes, more)| *votes += more);
            tally.open += more.open;
            tally.dates += more.dates;
            tally.comparable += more.comparable;
            let room = FIRST_ROWS - tally.first_open.len();
            tally.first_open.extend(more.first_open.iter().take(room));
        }
    }

    /// Where dates are read in an unusual way, because the NIRs of the file or the file itself show it.
    pub fn read_unusually(&self, used: Orders) -> Vec<(Col, Reading, u64)> {
        let unusual: Vec<(Shape, Reading)> = used.unusual().collect();
        let of_shape = |shape: Shape| unusual.iter().find(|(s, _)| *s == shape).map(|(_, reading)| *reading);
        let mut found: Vec<(Col, Reading, u64)> =
            self.shapes().filter_map(|(col, shape, dates)| Some((col, of_shape(shape)?, dates))).collect();
        found.sort_unstable();
        found
    }

    /// Number of dates by column and shape.
    pub fn shapes(&self) -> impl Iterator<Item = (Col, Shape, u64)> {
        self.by_column.iter().map(|(col, shape, tally)| (*col, *shape, tally.dates))
    }

    /// The readings with the most votes. Without votes: year first for eight digits, otherwise day first, and the usual reading.
    pub fn likely(&self) -> Orders {
        let mut readings = Shape::OPEN.map(|shape| {
            let (votes, usual) = (self.votes_for(shape), shape.readings()[0]);
            let possible = shape.readings().iter().copied();
            let most = possible.max_by_key(|reading| (votes[*reading as usize], *reading == usual)).unwrap_or(usual);
            if shape.has_usual_reading() && !self.outweighs(shape, most) { usual } else { most }
        });
        let [six, serial] = [Shape::SixDigits, Shape::Serial].map(Shape::place);
        // Beside dates of six digits, shorter numbers are such dates without the zeros in front.
        let lost_zeros = self.has_many_six_digits() && !self.outweighs(Shape::Serial, readings[serial]);
        if lost_zeros {
            readings[serial] = readings[six];
        }
        Orders { readings, short_serials: lost_zeros || self.outweighs(Shape::Serial, readings[serial]) }
    }

    /// Whether the NIRs of the file show a reading: several, a good part of those that can, and many more than show others.
    fn outweighs(&self, shape: Shape, reading: Reading) -> bool {
        let (votes, all) = (self.votes_for(shape), self.votes_for(shape).iter().sum::<u64>());
        let with = votes[reading as usize];
        with >= FEW && with >= MAJORITY * (all - with) && MAJORITY * with >= self.comparable(shape)
    }

    fn has_many_six_digits(&self) -> bool {
        let dates = |shape| self.columns(shape).map(|(_, tally)| tally.dates).sum::<u64>();
        dates(Shape::SixDigits) >= FEW && MAJORITY * dates(Shape::SixDigits) >= dates(Shape::Serial)
    }

    fn comparable(&self, shape: Shape) -> u64 {
        self.columns(shape).map(|(_, tally)| tally.comparable).sum()
    }

    /// Whether the evidence confirms that the dates were read in the right way.
    pub fn confirm(&self, used: Orders) -> Result<(), Unsettled> {
        for shape in Shape::OPEN {
            let votes = self.votes_for(shape);
            let all: u64 = votes.iter().sum();
            let open: u64 = self.columns(shape).map(|(_, tally)| tally.open).sum();
            let with = votes[used.for_shape(shape) as usize];
            let against = all - with;
            let settled = match all {
                0 => open == 0,
                _ if shape.has_usual_reading() => {
                    against < FEW || with >= MAJORITY * against || MAJORITY * against < self.comparable(shape)
                }
                _ => with >= MAJORITY * against && with > 0,
            };
            if settled {
                continue;
            }
            let most_open = self.columns(shape).max_by_key(|(_, tally)| (tally.open, tally.votes.iter().sum::<u64>()));
            let Some((col, tally)) = most_open else { continue };
            let by_reading = Reading::ALL.into_iter().zip(votes).filter(|(_, votes)| *votes > 0);
            return Err(Unsettled {
                col,
                open: tally.open,
                first_rows: tally.first_open.clone(),
                votes: by_reading.map(|(reading, votes)| (reading.name(), votes)).collect(),
            });
        }
        Ok(())
    }

    fn columns(&self, shape: Shape) -> impl Iterator<Item = (Col, &Tally)> {
        self.by_column.iter().filter(move |(_, s, _)| *s == shape).map(|(col, _, tally)| (*col, tally))
    }

    fn votes_for(&self, shape: Shape) -> [u64; Reading::ALL.len()] {
        let mut sum = [0; Reading::ALL.len()];
        for (_, tally) in self.columns(shape) {
            sum.iter_mut().zip(tally.votes).for_each(|(sum, votes)| *sum += votes);
        }
        sum
    }
}

/// What one date says about the order.
enum Vote {
    /// Nothing: all readings give the same date, or none gives any.
    None,
    For(Reading),
    /// Several readings are possible.
    Open,
}

fn vote(written: Written, birth: Option<Birth>, plausible: impl Fn(u16) -> bool) -> Vote {
    let readings = written.shape.readings();
    if readings.is_empty() {
        return Vote::None;
    }
    let read = |reading: Reading| {
        let parts = written.read(reading)?;
        let fits = match parts.year {
            Year::Full(year) => plausible(year),
            Year::Short(_) => true,
        };
        fits.then_some((reading, parts))
    };
    // No date of these proves by itself how it is to be read.
    if written.shape.has_usual_reading() {
        let Some(birth) = birth else { return Vote::None };
        // A shortcut for most rows: the usual reading agrees, and day and month are not the same.
        if written.shape == Shape::YearFirst
            && let Some((_, parts)) = read(Reading::Ymd)
            && birth.agrees(&parts)
            && parts.day != parts.month
        {
            return Vote::For(Reading::Ymd);
        }
        return only(readings.iter().filter_map(|reading| read(*reading)), |parts| birth.agrees(parts))
            .map_or(Vote::None, Vote::For);
    }
    // Eight digits with the year first: the last four are month and day, at most 1231, which is no plausible year.
    if written.shape == Shape::Compact && read(Reading::Ymd).is_some_and(|(_, parts)| parts.is_calendar()) {
        return Vote::For(Reading::Ymd);
    }
    let mut all = [None; 3];
    all.iter_mut().zip(readings).for_each(|(found, reading)| *found = read(*reading));
    let found = || all.iter().flatten().copied();
    // A first day of programs says nothing of the dates of persons.
    let is_first_day = |parts: &Parts| matches!(parts.year, Year::Full(year) if birth_date::is_sentinel(year, parts));
    if found().any(|(_, parts)| is_first_day(&parts)) {
        return Vote::None;
    }
    let Some((_, first)) = found().next() else { return Vote::None };
    if found().count() > 1 && found().all(|(_, parts)| parts == first) {
        return Vote::None;
    }
    only(found(), |_| true)
        .or_else(|| only(found(), |parts| birth.is_some_and(|birth| birth.agrees(parts))))
        .or_else(|| only(found(), Parts::is_calendar))
        .map_or(Vote::Open, Vote::For)
}

/// The only reading that fits; none if no reading or several fit.
fn only(found: impl Iterator<Item = (Reading, Parts)>, fits: impl Fn(&Parts) -> bool) -> Option<Reading> {
    let mut fitting = found.filter(|(_, parts)| fits(parts));
    match (fitting.next(), fitting.next()) {
        (Some((reading, _)), None) => Some(reading),
        _ => None,
    }
}
