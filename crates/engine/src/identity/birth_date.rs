//! Birth dates as written: eight digits, year first.
//!
//! Persons born abroad may have a month or day outside the calendar ("lunar" dates), and files write 00 for unknown
//! parts. Such dates still identify and are compared as written. A calendar date is derived only to compute an age.

use jiff::civil::Date;

use super::Fault;
use super::date::{self, Parts, Shape, Written, Year};
use super::date_order::Orders;
use super::nir::Birth;

/// Year, month and day as written: `19951003` for 3 October 1995.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate([u8; 8]);

/// Earliest plausible year of birth in a file of insured persons.
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

    /// The eight digits, in ASCII.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn whole(&self) -> [u8; 8] {
        self.0
    }

    /// Whether the day is above 31: one of its digits is wrong.
    pub(super) fn has_impossible_day(&self) -> bool {
        self.day() > b"31".as_slice()
    }

    /// The four digits of the year, in ASCII.
    pub fn year(&self) -> &[u8] {
        &self.0[..4]
    }

    /// The two digits of the month, in ASCII.
    pub fn month(&self) -> &[u8] {
        &self.0[4..6]
    }

    /// The two digits of the day, in ASCII.
    pub fn day(&self) -> &[u8] {
        &self.0[6..]
    }

    /// Whether the date is consistent with the year and month in a NIR.
    pub fn is_of(self, birth: Birth) -> bool {
        let (year, month, day) = self.parts();
        birth.agrees(&Parts { year: Year::Full(year), month, day })
    }

    /// The date as a number, distinct for all dates within 157 years, except for months above 12 and days above 31.
    pub fn ordinal(self) -> u16 {
        let (year, month, day) = self.parts();
        (year % 157) * 416 + u16::from(month % 13) * 32 + u16::from(day.min(31))
    }

    /// Another date, nearly the same for no kind of damage: eleven days later, in which both digits of the day are others or a
    /// month has passed. A date that may stand for an unknown one, or is in no calendar, is moved to the next year, since such dates
    /// are frequent in every year.
    pub fn moved(self) -> BirthDate {
        let (year, month, day) = self.parts();
        let calendar = Date::new(year.cast_signed(), month.cast_signed(), day.cast_signed()).ok();
        let known = calendar.filter(|_| self.known_parts() == [true; 2]);
        match known.and_then(|date| date.checked_add(jiff::Span::new().days(11)).ok()) {
            Some(later) => {
                BirthDate::new(later.year().unsigned_abs(), later.month().unsigned_abs(), later.day().unsigned_abs())
            }
            None => BirthDate::new(year + 1, month, day),
        }
    }

    /// The first year of the decade.
    pub fn decade(self) -> u16 {
        let (year, ..) = self.parts();
        year - year % 10
    }

    fn parts(self) -> (u16, u8, u8) {
        let number = |digits: &[u8]| digits.iter().fold(0, |n, d| n * 10 + u16::from(d - b'0'));
        (number(&self.0[..4]), number(&self.0[4..6]) as u8, number(&self.0[6..]) as u8)
    }

    /// Whether the person is under 18 on `day`. A birth date outside the calendar counts as the latest possible one, so
    /// that in doubt the person is a minor.
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
    /// The order of day, month and year, for shapes that leave it open.
    pub orders: Orders,
    /// Whether the order comes from the incident file; otherwise it comes from the rows.
    pub declared: bool,
    /// The reference date: nobody is born after it.
    pub reference: Date,
}

impl Dates {
    /// Whether a person in a file can be born in the year.
    pub fn plausible(&self, year: u16) -> bool {
        (FIRST_YEAR..=self.reference.year().unsigned_abs()).contains(&year)
    }

    /// Whether nobody can be born in the year, but a century before it.
    pub(super) fn is_century_late(&self, year: u16) -> bool {
        !self.plausible(year) && year.checked_sub(100).is_some_and(|before| self.plausible(before))
    }

    /// The parts of a date. `birth` is the birth according to the row's NIR, for birth dates.
    fn read(&self, written: Written, birth: Option<Birth>) -> Result<Parts, Fault> {
        let reading = self.orders.of(written).ok_or(Fault::DateUnreadable)?;
        let others = || written.shape.readings().iter().filter_map(|reading| written.read(*reading));
        let in_calendar = |parts: Parts| parts.is_calendar();
        let is_fixed = written.shape.has_usual_reading() || matches!(written.shape, Shape::Compact | Shape::SixDigits);
        let Some(parts) = written.read(reading) else {
            let swapped = !written.shape.has_usual_reading() && others().any(in_calendar);
            let mistyped = written.with_impossible_day(reading).filter(|_| !swapped);
            return mistyped.ok_or(if swapped { Fault::DateOrder } else { Fault::DateUnreadable });
        };
        // Either a lunar month, or a date in another order than the file's. Reading it in the wrong order would make
        // the person unmatchable. Dates of digits alone are exempt: within a file they keep to one order.
        if !parts.is_calendar() && !self.declared && !is_fixed {
            let is_lunar = || birth.is_some_and(|birth| birth.is_lunar(&parts));
            let fits = |year| matches!(year, Year::Full(y) if self.plausible(y)) || matches!(year, Year::Short(_));
            if others().any(|other| other.is_calendar() && fits(other.year)) && !is_lunar() {
                return Err(Fault::DateOrder);
            }
        }
        Ok(parts)
    }
}

/// Parses a birth date. `birth` is the birth according to the row's NIR, which may be the person's own or a parent's.
pub fn parse(written: &str, how: &Dates, birth: Option<Birth>) -> Result<Option<BirthDate>, Fault> {
    resolve(date::take_apart(written)?, how, birth).map(|resolved| Some(resolved.date))
}

/// A birth date from its parts.
pub(super) struct Resolved {
    pub date: BirthDate,
    /// Whether it is written a century late: a program made a year to come of two digits.
    pub is_century_late: bool,
}

/// The birth date from its parts.
pub(super) fn resolve(written: Written, how: &Dates, birth: Option<Birth>) -> Result<Resolved, Fault> {
    let parts = how.read(written, birth)?;
    let year = match parts.year {
        Year::Full(year) => year,
        Year::Short(year) => century(year, &parts, birth, how.reference).ok_or(Fault::DateTwoDigitYear)?,
    };
    // What became 0 is a day of programs too. Somebody is born on it all the same: the NIR tells.
    let is_zero = (year, parts.month, parts.day) == ZERO && birth.is_some_and(|birth| !birth.agrees(&parts));
    if is_zero || is_sentinel(year, &parts) {
        return Err(Fault::DateSentinel);
    }
    let of = |year, is_century_late| Resolved { date: BirthDate::new(year, parts.month, parts.day), is_century_late };
    if how.plausible(year) {
        return Ok(of(year, false));
    }
    // Nobody is born yet in a year to come, and the NIR has its last two digits and the month.
    let is_late = how.is_century_late(year) && birth.is_some_and(|birth| birth.agrees(&parts));
    is_late.then(|| of(year - 100, true)).ok_or(Fault::DateImplausible)
}

/// The day number 0 of Unix, and of all that counts as it does.
const ZERO: (u16, u8, u8) = (1970, 1, 1);

/// Whether a date is the first day that a program knows, written where there is none: of spreadsheets, SQL Server, Delphi, Java and
/// others.
pub(super) fn is_sentinel(year: u16, parts: &Parts) -> bool {
    let first_days = [
        (1900, 1, 1),
        // The day before, as a spreadsheet shows its number 0.
        (1900, 1, 0),
        (1899, 12, 30),
        (1899, 12, 31),
        (1753, 1, 1),
        (1800, 1, 1),
        (1601, 1, 1),
        (1, 1, 1),
        (1582, 10, 15),
        (1850, 1, 1),
    ];
    // A shortcut for most dates: all of these are of 1900 or before.
    year <= 1900 && first_days.contains(&(year, parts.month, parts.day))
}

/// The full year of birth for two digits, if it is unambiguous.
///
/// It is in the last century if it would be in the future in this one. A NIR with a letter for Corsica was issued for
/// births since 1976 only. A row under the NIR of someone old enough to be a parent is about a dependant, who is not a
/// hundred years old. In all other cases a child and a centenarian cannot be distinguished.
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

/// A calendar date: start or end of cover, start of management, death.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Day {
    date: Date,
    written: BirthDate,
}

impl Day {
    fn new(year: u16, month: u8, day: u8) -> Option<Day> {
        let date = Date::new(year.cast_signed(), month.cast_signed(), day.cast_signed()).ok()?;
        Some(Day { date, written: BirthDate::new(year, month, day) })
    }

    /// The date.
    pub fn date(self) -> Date {
        self.date
    }

    /// Its eight digits, year first, in ASCII.
    pub fn as_bytes(&self) -> &[u8] {
        self.written.as_bytes()
    }
}

/// Whether it is 31 December 99 with two digits of the year: the end of time of 9999, as databases show it.
pub(super) fn is_end_of_time(written: Written, how: &Dates) -> bool {
    how.read(written, None).is_ok_and(|parts| matches!((parts.year, parts.month, parts.day), (Year::Short(99), 12, 31)))
}

/// The calendar date from its parts; an error outside the calendar. Two-digit years are read as 20xx up to ten years
/// ahead, otherwise as 19xx.
pub(super) fn calendar(written: Written, how: &Dates) -> Result<Option<Day>, Fault> {
    if written.is_first_serial() {
        return Err(Fault::DateSentinel);
    }
    let parts = how.read(written, None)?;
    let year = match parts.year {
        Year::Full(year) => year,
        // Cover does not end more than some years ahead.
        Year::Short(year) if 2000 + u16::from(year) > how.reference.year().unsigned_abs() + 10 => {
            1900 + u16::from(year)
        }
        Year::Short(year) => 2000 + u16::from(year),
    };
    if is_sentinel(year, &parts) || (year, parts.month, parts.day) == ZERO {
        return Err(Fault::DateSentinel);
    }
    Day::new(year, parts.month, parts.day).map(Some).ok_or(Fault::DateUnreadable)
}

/// The last day of the month that a date names, if the date is on a day after it: something ended on 31 June.
pub(super) fn month_end(written: Written, how: &Dates) -> Option<Day> {
    let parts = how.read(written, None).ok().filter(|parts| (29..=31).contains(&parts.day))?;
    let Year::Full(year) = parts.year else { return None };
    (28..parts.day).rev().find_map(|day| Day::new(year, parts.month, day))
}
