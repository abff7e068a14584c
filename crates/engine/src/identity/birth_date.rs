//! Birth dates, as written: eight digits, year first.
//!
//! Persons born abroad may have a month or a day outside the calendar ("lunar" dates), and files write 00 for what
//! is not known. Such dates are identifiers all the same and are compared as they stand; a calendar date is only
//! derived where an age is asked for.

use jiff::civil::Date;

use super::Fault;
use super::date::{self, Parts, Shape, Written, Year};
use super::date_order::Orders;
use super::nir::Birth;

/// Year, month and day as written: `19951003` for the third of October 1995.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate([u8; 8]);

/// Nobody alive in a file of insured persons was born before.
const FIRST_YEAR: u16 = 1850;

impl BirthDate {
    fn new(year: u16, month: u8, day: u8) -> BirthDate {
        let [century, of_century] = [year / 100 % 100, year % 100].map(|n| n as u8);
        let mut digits = [b'0'; 8];
        for (pair, n) in digits.chunks_exact_mut(2).zip([century, of_century, month, day]) {
            pair[0] += n / 10 % 10;
            pair[1] += n % 10;
        }
        BirthDate(digits)
    }

    /// The eight digits.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether it can be the birth that a NIR tells of.
    pub fn is_of(self, birth: Birth) -> bool {
        let (year, month, day) = self.parts();
        birth.agrees(&Parts { year: Year::Full(year), month, day })
    }

    /// A number for the date: another one for every other date within a century and a half, lunar months aside.
    pub fn ordinal(self) -> u16 {
        let (year, month, day) = self.parts();
        (year % 157) * 416 + u16::from(month % 13) * 32 + u16::from(day)
    }

    /// The first year of its decade.
    pub fn decade(self) -> u16 {
        let (year, ..) = self.parts();
        year - year % 10
    }

    fn parts(self) -> (u16, u8, u8) {
        let number = |digits: &[u8]| digits.iter().fold(0, |n, d| n * 10 + u16::from(d - b'0'));
        (number(&self.0[..4]), number(&self.0[4..6]) as u8, number(&self.0[6..]) as u8)
    }

    /// Whether the person is under 18 on that day. A day outside the calendar counts as the last one it can be,
    /// so that a doubt makes a minor, never an adult.
    pub fn is_minor_on(self, day: Date) -> bool {
        let (year, written_month, written_day) = self.parts();
        let month = if (1..=12).contains(&written_month) { written_month } else { 12 };
        let of_month = if (1..=31).contains(&written_day) && month == written_month { written_day } else { 31 };
        let eighteenth = (i32::from(year) + 18, month, of_month);
        eighteenth > (i32::from(day.year()), day.month().unsigned_abs(), day.day().unsigned_abs())
    }
}

/// How the dates of one file are read.
#[derive(Clone, Copy)]
pub struct Dates {
    /// Which of day, month and year comes first, where the shape of a date leaves it open.
    pub orders: Orders,
    /// Whether the incident file says so, or the rows.
    pub declared: bool,
    /// Nobody is born after it.
    pub reference: Date,
}

impl Dates {
    /// Whether somebody in a file can be born in that year.
    pub fn plausible(&self, year: u16) -> bool {
        (FIRST_YEAR..=self.reference.year().unsigned_abs()).contains(&year)
    }

    /// The numbers of a date. `birth` is what the row's NIR says, for birth dates.
    fn read(&self, written: Written, birth: Option<Birth>) -> Result<Parts, Fault> {
        let Some(parts) = written.read(self.orders.for_shape(written.shape)) else {
            let other = written.shape.orders().iter().any(|order| written.read(*order).is_some());
            return Err(if other { Fault::DateOrder } else { Fault::DateUnreadable });
        };
        // A lunar month, or a date in another order than the file's. Reading it the wrong way would lose the person.
        // In eight digits a file keeps to one order.
        if !parts.is_calendar() && !self.declared && written.shape != Shape::Compact {
            let swapped = written.shape.orders().iter().filter_map(|order| written.read(*order));
            let is_lunar = || birth.is_some_and(|birth| birth.is_lunar(&parts));
            let fits = |year| matches!(year, Year::Full(y) if self.plausible(y)) || matches!(year, Year::Short(_));
            if swapped.into_iter().any(|other| other.is_calendar() && fits(other.year)) && !is_lunar() {
                return Err(Fault::DateOrder);
            }
        }
        Ok(parts)
    }
}

/// Reads a birth date. `birth` is what the row's NIR says of a birth: its own, or that of the person it is filed under.
pub fn parse(written: &str, how: &Dates, birth: Option<Birth>) -> Result<Option<BirthDate>, Fault> {
    resolve(date::take_apart(written)?, how, birth)
}

/// The birth date that has been taken apart.
pub(super) fn resolve(written: Written, how: &Dates, birth: Option<Birth>) -> Result<Option<BirthDate>, Fault> {
    let parts = how.read(written, birth)?;
    let year = match parts.year {
        Year::Full(year) => year,
        Year::Short(year) => century(year, &parts, birth, how.reference).ok_or(Fault::DateTwoDigitYear)?,
    };
    if !how.plausible(year) {
        return Err(Fault::DateImplausible);
    }
    Ok(Some(BirthDate::new(year, parts.month, parts.day)))
}

/// The full year of a birth written with two digits, if there is only one it can be.
///
/// In this century it would lie ahead: then it was in the last. A NIR with a letter for Corsica was given to births since
/// 1976. A row filed under the NIR of somebody who can be a parent is about a dependant, who is not a hundred years old.
/// Otherwise a child and a centenarian are written alike.
fn century(year: u8, parts: &Parts, birth: Option<Birth>, reference: Date) -> Option<u16> {
    let (last, this) = (1900 + u16::from(year), 2000 + u16::from(year));
    let of_this = (this, parts.month, parts.day);
    if of_this > (reference.year().unsigned_abs(), reference.month().unsigned_abs(), reference.day().unsigned_abs()) {
        return Some(last);
    }
    let birth = birth?;
    match birth.year == year {
        true => (birth.since_1976 && year < 76).then_some(this),
        false => {
            let is_parent = |born: u16| (12..=70).contains(&this.saturating_sub(born));
            (is_parent(1900 + u16::from(birth.year)) || is_parent(2000 + u16::from(birth.year))).then_some(this)
        }
    }
}

/// A day of the calendar: start and end of cover, death.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Day {
    date: Date,
    written: BirthDate,
}

impl Day {
    /// The day.
    pub fn date(self) -> Date {
        self.date
    }

    /// Its eight digits, year first.
    pub fn as_bytes(&self) -> &[u8] {
        self.written.as_bytes()
    }
}

/// The date, if it is one of the calendar. Cover does not reach back further than this century's two digits tell.
pub(super) fn calendar(written: Written, how: &Dates) -> Result<Option<Day>, Fault> {
    let parts = how.read(written, None)?;
    let year = match parts.year {
        Year::Full(year) => year,
        // Covers end some years ahead at most.
        Year::Short(year) if 2000 + u16::from(year) > how.reference.year().unsigned_abs() + 10 => {
            1900 + u16::from(year)
        }
        Year::Short(year) => 2000 + u16::from(year),
    };
    let date = Date::new(year.cast_signed(), parts.month.cast_signed(), parts.day.cast_signed());
    let written = BirthDate::new(year, parts.month, parts.day);
    date.map(|date| Some(Day { date, written })).map_err(|_| Fault::DateUnreadable)
}
