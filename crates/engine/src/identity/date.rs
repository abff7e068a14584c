//! Dates as written: their parts, and whether the order of the parts is open.
//!
//! `1995-10-03` is unambiguous. `03/10/1995`, `19951003` and `03/10/95` are read in an order that is determined for the
//! file as a whole ([`super::date_order`]). Dates are not forced into the calendar: months above 12 and parts of 00 are
//! kept.

use super::Fault;
use crate::fold::fold;
use model::incident::DateOrder;

/// The parts of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parts {
    /// Two or four digits.
    pub year: Year,
    /// 0 to 99.
    pub month: u8,
    /// 0 to 31.
    pub day: u8,
}

impl Parts {
    /// Whether month and day are within the calendar.
    pub fn is_calendar(&self) -> bool {
        (1..=12).contains(&self.month) && (1..=31).contains(&self.day)
    }
}

/// A year as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Year {
    /// Four digits.
    Full(u16),
    /// Two digits, without century.
    Short(u8),
}

/// The written form of a date. The last three leave the order open.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Shape {
    /// `1995-10-03`, `1995/10/03`.
    YearFirst,
    /// `3 octobre 1995`, `03-oct-95`.
    Worded,
    /// `34975`: days since 30 December 1899, as spreadsheets store dates.
    Serial,
    /// `03/10/1995`, `03-10-1995`, `03.10.1995`.
    YearLast,
    /// `19951003` or `03101995`.
    Compact,
    /// `03/10/95`.
    Short,
}

impl Shape {
    /// The shapes with an open order.
    pub const OPEN: [Shape; 3] = [Shape::YearLast, Shape::Compact, Shape::Short];

    /// The name in `ampleur check`.
    pub fn name(self) -> &'static str {
        match self {
            Shape::YearFirst => "year-month-day",
            Shape::Worded => "month-in-words",
            Shape::Serial => "spreadsheet-serial",
            Shape::YearLast => "year-last",
            Shape::Compact => "eight-digits",
            Shape::Short => "two-digit-year",
        }
    }

    /// The possible orders of a date of this shape; none if the order is fixed.
    pub fn orders(self) -> &'static [DateOrder] {
        match self {
            Shape::YearFirst | Shape::Worded | Shape::Serial => &[],
            Shape::YearLast => &[DateOrder::Dmy, DateOrder::Mdy],
            Shape::Compact | Shape::Short => &[DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd],
        }
    }
}

/// A date split into numbers.
#[derive(Clone, Copy)]
pub struct Written {
    /// The written form.
    pub shape: Shape,
    /// The numbers in written order. A compact date has all eight digits in the first.
    numbers: [u32; 3],
}

impl Written {
    /// The parts in a given order; none if the order is impossible for the shape.
    pub fn read(self, order: DateOrder) -> Option<Parts> {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match (self.shape, order) {
            (Shape::YearFirst | Shape::Worded | Shape::Serial, _) => (a, b, c),
            (Shape::YearLast, DateOrder::Ymd) => return None,
            (Shape::YearLast | Shape::Short, DateOrder::Dmy) => (c, b, a),
            (Shape::YearLast | Shape::Short, DateOrder::Mdy) => (c, a, b),
            (Shape::Short, DateOrder::Ymd) => (a, b, c),
            (Shape::Compact, DateOrder::Ymd) => (a / 10_000, a / 100 % 100, a % 100),
            (Shape::Compact, DateOrder::Dmy) => (a % 10_000, a / 10_000 % 100, a / 1_000_000),
            (Shape::Compact, DateOrder::Mdy) => (a % 10_000, a / 1_000_000, a / 10_000 % 100),
        };
        let year = match self.shape {
            Shape::Short => Year::Short(year as u8),
            Shape::Worded if year < 100 => Year::Short(year as u8),
            _ => Year::Full(year as u16),
        };
        (day <= 31).then_some(Parts { year, month: month as u8, day: day as u8 })
    }
}

pub(super) fn take_apart(written: &str) -> Result<Written, Fault> {
    // A shortcut for most dates: eight digits, or ten characters with hyphens in fifth and eighth place.
    match written.as_bytes() {
        eight if eight.len() == 8 && eight.iter().all(u8::is_ascii_digit) => return from_digits(written),
        [a, b, c, d, b'-', e, f, b'-', g, h] if [a, b, c, d, e, f, g, h].iter().all(|b| b.is_ascii_digit()) => {
            let numbers = [&written[..4], &written[5..7], &written[8..]].map(number);
            return Ok(Written { shape: Shape::YearFirst, numbers });
        }
        _ => {}
    }
    let trimmed = written.trim().trim_start_matches('\'');
    // Databases export dates as midnight. With any other time, the day may have been shifted by a time zone.
    let text = match trimmed.split_once(['T', ' ']) {
        Some((day, time)) if is_midnight(time) => day,
        _ => trimmed,
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if digits(text) {
        return from_digits(text);
    }
    let mut parts = text.split(['-', '/', '.']);
    if let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        && digits(a)
        && digits(b)
        && digits(c)
    {
        let shape = match (a.len(), b.len(), c.len()) {
            (4, 1 | 2, 1 | 2) => Shape::YearFirst,
            (1 | 2, 1 | 2, 4) => Shape::YearLast,
            (1 | 2, 1 | 2, 2) => Shape::Short,
            _ => return Err(Fault::DateUnreadable),
        };
        return Ok(Written { shape, numbers: [a, b, c].map(number) });
    }
    in_words(text).ok_or(Fault::DateUnreadable)
}

fn number(digits: &str) -> u32 {
    digits.bytes().fold(0, |n, d| n * 10 + u32::from(d - b'0'))
}

fn from_digits(text: &str) -> Result<Written, Fault> {
    match text.len() {
        8 => Ok(Written { shape: Shape::Compact, numbers: [number(text), 0, 0] }),
        5 => serial(number(text)).map(|numbers| Written { shape: Shape::Serial, numbers }).ok_or(Fault::DateUnreadable),
        _ => Err(Fault::DateUnreadable),
    }
}

/// The date of a spreadsheet's serial number. Day 1 is 1 January 1900; serial 60 is 29 February 1900, which did not
/// exist, so that serials up to 60 are refused.
fn serial(days: u32) -> Option<[u32; 3]> {
    let since_1899_12_30 = jiff::Span::new().try_days(i64::from(days)).ok()?;
    let date = jiff::civil::date(1899, 12, 30).checked_add(since_1899_12_30).ok()?;
    (days > 60).then(|| {
        [date.year().unsigned_abs().into(), date.month().unsigned_abs().into(), date.day().unsigned_abs().into()]
    })
}

/// French names of months, folded.
const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// `3 octobre 1995`, `1er janv. 1950`, `03-oct-95`: day, French month, year.
fn in_words(text: &str) -> Option<Written> {
    let mut words = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.')).filter(|w| !w.is_empty());
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let day = day.strip_suffix("er").unwrap_or(day);
    let digits =
        |part: &str, widths: &[usize]| widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if words.next().is_some() || !digits(day, &[1, 2]) || !digits(year, &[2, 4]) {
        return None;
    }
    // Months may be abbreviated to three letters or more if they remain unambiguous: `jui` is not.
    let month = fold(month);
    let mut meant = (1..).zip(MONTHS).filter(|(_, name)| month.len() >= 3 && name.starts_with(&month));
    let (Some((month, _)), None) = (meant.next(), meant.next()) else { return None };
    Some(Written { shape: Shape::Worded, numbers: [number(year), month, number(day)] })
}

fn is_midnight(time: &str) -> bool {
    time.len() >= 4 && time.contains(':') && time.bytes().all(|b| matches!(b, b'0' | b':' | b'.'))
}
