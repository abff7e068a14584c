//! Determines the order of day, month and year from all rows of a file; never from a single row.
//!
//! A row votes for an order if only that order gives a valid date, or if only that order agrees with the year and month
//! of its NIR. An order is accepted if it has ten times the votes of all others together. Some votes are always wrong:
//! the NIR may be another person's, and a lunar month can look like a day. If no row votes and some dates are
//! ambiguous, or if the votes are divided, the run stops.

use super::date::{Parts, Shape, Written, Year};
use super::nir::Birth;
use crate::read::Col;
use model::incident::DateOrder;

/// Factor by which the votes for the accepted order must exceed all others together.
const MAJORITY: u64 = 10;

/// Maximum number of row numbers kept of ambiguous dates.
const FIRST_ROWS: usize = 3;

/// The order of dates, by shape.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Orders([DateOrder; 3]);

impl Orders {
    /// One order for all shapes that allow it.
    pub fn declared(order: DateOrder) -> Orders {
        let year_last = if order == DateOrder::Ymd { DateOrder::Dmy } else { order };
        Orders([year_last, order, order])
    }

    /// The order for a shape. Irrelevant for shapes with a fixed order.
    pub fn for_shape(self, shape: Shape) -> DateOrder {
        Shape::OPEN.iter().position(|s| *s == shape).map_or(DateOrder::Ymd, |i| self.0[i])
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
    votes: [u64; 3],
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

const ORDERS: [(DateOrder, &str); 3] = [(DateOrder::Dmy, "dmy"), (DateOrder::Mdy, "mdy"), (DateOrder::Ymd, "ymd")];

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
        match vote {
            Vote::None => {}
            Vote::For(order) => tally.votes[order] += 1,
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
            let room = FIRST_ROWS - tally.first_open.len();
            tally.first_open.extend(more.first_open.iter().take(room));
        }
    }

    /// Number of dates by column and shape.
    pub fn shapes(&self) -> impl Iterator<Item = (Col, Shape, u64)> {
        self.by_column.iter().map(|(col, shape, tally)| (*col, *shape, tally.dates))
    }

    /// The orders with the most votes. Without votes: year first for eight digits, otherwise day first.
    pub fn likely(&self) -> Orders {
        Orders(Shape::OPEN.map(|shape| {
            let votes = self.votes_for(shape);
            let default = if shape == Shape::Compact { 2 } else { 0 };
            let most = (0..3).max_by_key(|order| (votes[*order], *order == default)).unwrap_or(default);
            ORDERS[most].0
        }))
    }

    /// Whether the evidence confirms that the dates were read in the right orders.
    pub fn confirm(&self, used: Orders) -> Result<(), Unsettled> {
        for shape in Shape::OPEN {
            let votes = self.votes_for(shape);
            let all: u64 = votes.iter().sum();
            let open: u64 = self.columns(shape).map(|(_, tally)| tally.open).sum();
            let order = ORDERS.iter().position(|(order, _)| *order == used.for_shape(shape)).unwrap_or(0);
            let settled = match all {
                0 => open == 0,
                _ => votes[order] >= MAJORITY * (all - votes[order]) && votes[order] > 0,
            };
            if settled {
                continue;
            }
            let most_open = self.columns(shape).max_by_key(|(_, tally)| (tally.open, tally.votes.iter().sum::<u64>()));
            let Some((col, tally)) = most_open else { continue };
            let by_order =
                ORDERS.iter().zip(votes).filter(|(_, votes)| *votes > 0).map(|((_, name), votes)| (*name, votes));
            return Err(Unsettled {
                col,
                open: tally.open,
                first_rows: tally.first_open.clone(),
                votes: by_order.collect(),
            });
        }
        Ok(())
    }

    fn columns(&self, shape: Shape) -> impl Iterator<Item = (Col, &Tally)> {
        self.by_column.iter().filter(move |(_, s, _)| *s == shape).map(|(col, _, tally)| (*col, tally))
    }

    fn votes_for(&self, shape: Shape) -> [u64; 3] {
        let mut sum = [0; 3];
        for (_, tally) in self.columns(shape) {
            sum.iter_mut().zip(tally.votes).for_each(|(sum, votes)| *sum += votes);
        }
        sum
    }
}

/// The evidence of one date.
enum Vote {
    /// None: all orders give the same date, or none gives a valid one.
    None,
    /// For an order, by its position in [`ORDERS`].
    For(usize),
    /// The date is ambiguous.
    Open,
}

fn vote(written: Written, birth: Option<Birth>, plausible: impl Fn(u16) -> bool) -> Vote {
    if written.shape.orders().is_empty() {
        return Vote::None;
    }
    let reading = |order: DateOrder| {
        let parts = written.read(order)?;
        let fits = match parts.year {
            Year::Full(year) => plausible(year),
            Year::Short(_) => true,
        };
        fits.then_some(parts)
    };
    // Eight digits with the year first: the last four are month and day, at most 1231, which is no plausible year.
    if written.shape == Shape::Compact && reading(DateOrder::Ymd).is_some_and(|parts| parts.is_calendar()) {
        return Vote::For(2);
    }
    let readings = ORDERS.map(|(order, _)| reading(order));
    let found = || readings.iter().flatten();
    let Some(first) = found().next() else { return Vote::None };
    if found().count() > 1 && found().all(|parts| parts == first) {
        return Vote::None;
    }
    only(&readings, |_| true)
        .or_else(|| only(&readings, |parts| birth.is_some_and(|birth| birth.agrees(parts))))
        .or_else(|| only(&readings, Parts::is_calendar))
        .map_or(Vote::Open, Vote::For)
}

/// The position in [`ORDERS`] of the only reading that fits; none if no reading or several fit.
fn only(readings: &[Option<Parts>; 3], fits: impl Fn(&Parts) -> bool) -> Option<usize> {
    let mut fitting = (0..3).filter(|i| readings[*i].is_some_and(|parts| fits(&parts)));
    match (fitting.next(), fitting.next()) {
        (Some(order), None) => Some(order),
        _ => None,
    }
}
