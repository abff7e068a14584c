//! Dates as written: their parts, and whether it is open how the parts are to be read.
//!
//! `1995-10-03` is nearly unambiguous. `03/10/1995`, `19951003`, `03/10/95` and `34975` are read in a way that is determined for the
//! file as a whole ([`super::date_order`]). Dates are not forced into the calendar: months above 12 and parts of 00 are kept.

use super::date_words;
use super::moment::{self, Moment};
use super::number::whole;
use super::{Fault, Reading};

/// The parts of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parts {
    /// Two or four digits.
    pub year: Year,
    /// 0 to 99.
    pub month: u8,
    /// 0 to 31; 32 to 99 if a digit is wrong.
    pub day: u8,
}

impl Parts {
    /// Whether month and day are within the calendar.
    pub fn is_calendar(&self) -> bool {
        (1..=12).contains(&self.month) && (1..=31).contains(&self.day)
    }

    /// The parts of the next day; the same outside the calendar.
    fn next_day(self) -> Parts {
        let Year::Full(year) = self.year else { return self };
        let date = jiff::civil::Date::new(year.cast_signed(), self.month.cast_signed(), self.day.cast_signed());
        date.and_then(jiff::civil::Date::tomorrow).map_or(self, parts)
    }
}

fn parts(date: jiff::civil::Date) -> Parts {
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    Parts { year: Year::Full(date.year().unsigned_abs()), month, day }
}

/// A year as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Year {
    /// Four digits.
    Full(u16),
    /// Two digits, without century.
    Short(u8),
}

/// The written form of a date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Shape {
    /// `1995-10-03`, `1995/10/03`.
    YearFirst,
    /// `3 octobre 1995`, `03-OCT-95`.
    Worded,
    /// `34975`: days since a day that programs disagree on.
    Serial,
    /// `812764800000`: seconds or milliseconds since 1970.
    Seconds,
    /// `03/10/1995`, `03-10-1995`, `03.10.1995`.
    YearLast,
    /// `19951003` or `03101995`; `3101995` lost a zero.
    Compact,
    /// `03/10/95`.
    Short,
    /// `951003`.
    SixDigits,
}

impl Shape {
    /// The shapes that can be read in several ways.
    pub const OPEN: [Shape; 6] =
        [Shape::YearLast, Shape::Compact, Shape::Short, Shape::SixDigits, Shape::YearFirst, Shape::Serial];

    /// Its place in [`Shape::OPEN`]; the number of them if it is not one.
    pub(super) fn place(self) -> usize {
        Shape::OPEN.iter().position(|shape| *shape == self).unwrap_or(Shape::OPEN.len())
    }

    /// The name in `ampleur check`.
    pub fn name(self) -> &'static str {
        match self {
            Shape::YearFirst => "year-month-day",
            Shape::Worded => "month-in-words",
            Shape::Serial => "spreadsheet-serial",
            Shape::Seconds => "seconds-since-1970",
            Shape::YearLast => "year-last",
            Shape::Compact => "eight-digits",
            Shape::Short => "two-digit-year",
            Shape::SixDigits => "six-digits",
        }
    }

    /// The possible readings of a date of this shape, the usual one first; none if there is only one.
    pub fn readings(self) -> &'static [Reading] {
        use Reading::*;
        match self {
            Shape::Worded | Shape::Seconds => &[],
            Shape::YearFirst => &[Ymd, Ydm],
            Shape::Serial => &[Excel1900, Excel1904, Days1960, Days1970, Ymd, Dmy, Mdy],
            Shape::YearLast => &[Dmy, Mdy],
            Shape::Compact => &[Ymd, Dmy, Mdy],
            Shape::Short => &[Dmy, Mdy, Ymd],
            Shape::SixDigits => &[Dmy, Mdy, Ymd],
        }
    }

    /// Whether the usual reading holds unless the NIRs of the file show another: no date proves it by itself.
    pub fn has_usual_reading(self) -> bool {
        matches!(self, Shape::YearFirst | Shape::Serial)
    }
}

/// A date split into numbers.
#[derive(Clone, Copy)]
pub struct Written {
    /// The written form.
    pub shape: Shape,
    /// The numbers in written order. A date of digits alone has all of them in the first.
    numbers: [i64; 3],
    /// Number of digits of a date of digits alone.
    digits: u8,
    /// The time of day, if it is not midnight.
    time: Option<Moment>,
}

impl Written {
    fn new(shape: Shape, numbers: [i64; 3]) -> Written {
        Written { shape, numbers, digits: 0, time: None }
    }

    /// Whether the number is too short for a day of this century: it is one only if the NIRs of the file show it.
    pub fn needs_proof(self) -> bool {
        self.shape == Shape::Serial && (self.digits < 5 || self.numbers[0] < 0)
    }

    /// Whether it is the number 1: the first day of a spreadsheet.
    pub fn is_first_serial(self) -> bool {
        self.shape == Shape::Serial && self.numbers[0] == 1
    }

    /// The day at whose end something ends: its last second is of that day.
    pub fn at_end_of_day(self) -> Written {
        Written { time: self.time.filter(|time| !time.is_end_of_day()), ..self }
    }

    /// What the time of day says about the day.
    pub fn note(self) -> Option<Fault> {
        self.time.and_then(Moment::note)
    }

    /// The parts in a given reading; none if it is impossible for the shape.
    #[inline]
    pub fn read(self, reading: Reading) -> Option<Parts> {
        let read = self.day(reading, 31)?;
        match self.time.map(Moment::day) {
            None | Some(Some(0)) => Some(read),
            Some(Some(_)) => Some(read.next_day()),
            Some(None) => None,
        }
    }

    /// The parts of a date with four digits of the year whose day is none, and whose month is one: a digit of the day is wrong.
    pub fn with_impossible_day(self, reading: Reading) -> Option<Parts> {
        let is_whole = matches!(self.shape, Shape::YearFirst | Shape::YearLast | Shape::Compact) && self.time.is_none();
        let parts = self.day(reading, 99).filter(|_| is_whole)?;
        (parts.day > 31 && (1..=12).contains(&parts.month)).then_some(parts)
    }

    #[inline]
    fn day(self, reading: Reading, last: u8) -> Option<Parts> {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match (self.shape, reading) {
            (Shape::Seconds, _) => return from_epoch((1970, 1, 1), a),
            (Shape::Serial, Reading::Excel1900) => return (a > 60).then(|| from_epoch((1899, 12, 30), a)).flatten(),
            (Shape::Serial, Reading::Excel1904) => return from_epoch((1904, 1, 1), a),
            (Shape::Serial, Reading::Days1960) => return from_epoch((1960, 1, 1), a),
            (Shape::Serial, Reading::Days1970) => return from_epoch((1970, 1, 1), a),
            (Shape::Serial | Shape::SixDigits, Reading::Ymd) => (a / 10_000, a / 100 % 100, a % 100),
            (Shape::Serial | Shape::SixDigits, Reading::Dmy) => (a % 100, a / 100 % 100, a / 10_000),
            (Shape::Serial | Shape::SixDigits, Reading::Mdy) => (a % 100, a / 10_000, a / 100 % 100),
            (Shape::YearFirst, Reading::Ydm) => (a, c, b),
            (Shape::YearFirst | Shape::Worded, _) => (a, b, c),
            (Shape::YearLast | Shape::Short, Reading::Dmy) => (c, b, a),
            (Shape::YearLast | Shape::Short, Reading::Mdy) => (c, a, b),
            (Shape::Short, Reading::Ymd) => (a, b, c),
            (Shape::Compact, Reading::Ymd) => (a / 10_000, a / 100 % 100, a % 100),
            (Shape::Compact, Reading::Dmy) => (a % 10_000, a / 10_000 % 100, a / 1_000_000),
            (Shape::Compact, Reading::Mdy) => (a % 10_000, a / 1_000_000, a / 10_000 % 100),
            _ => return None,
        };
        let is_short = match self.shape {
            Shape::Short | Shape::SixDigits | Shape::Serial => true,
            Shape::Worded => year < 100,
            _ => false,
        };
        let year = if is_short { Year::Short(u8::try_from(year).ok()?) } else { Year::Full(u16::try_from(year).ok()?) };
        let [month, day] = [month, day].map(u8::try_from);
        let (month, day) = (month.ok()?, day.ok()?);
        // Only what is written with the year last or first may have a month outside the calendar.
        let is_calendar = (1..=12).contains(&month) && day > 0;
        (day <= last && (self.shape != Shape::Serial || is_calendar)).then_some(Parts { year, month, day })
    }
}

/// The parts of the day that lies a number of days after another.
fn from_epoch(epoch: (i16, i8, i8), days: i64) -> Option<Parts> {
    let span = jiff::Span::new().try_days(days).ok()?;
    jiff::civil::date(epoch.0, epoch.1, epoch.2).checked_add(span).ok().map(parts)
}

pub(super) fn take_apart(written: &str) -> Result<Written, Fault> {
    // A shortcut for most dates: eight digits, or ten characters with hyphens in fifth and eighth place.
    match written.as_bytes() {
        eight if eight.len() == 8 && eight.iter().all(u8::is_ascii_digit) => return from_digits(written),
        [a, b, c, d, b'-', e, f, b'-', g, h] if [a, b, c, d, e, f, g, h].iter().all(|b| b.is_ascii_digit()) => {
            let numbers = [&written[..4], &written[5..7], &written[8..]].map(number);
            return Ok(Written::new(Shape::YearFirst, numbers));
        }
        _ => {}
    }
    // Quotes of a program, and the full stop of a sentence.
    let trimmed = written.trim().trim_matches(['\'', '"']).trim_end_matches('.');
    let with_colon = date_words::with_colon(trimmed);
    let trimmed = with_colon.as_deref().unwrap_or(trimmed);
    let reordered = date_words::with_year_last(trimmed);
    let trimmed = reordered.as_deref().unwrap_or(trimmed);
    let plain = date_words::with_plain_separators(trimmed);
    let trimmed = plain.as_deref().unwrap_or(trimmed);
    // Databases export dates as midnight. With most other times, the day may have been shifted by a time zone.
    let (day, time) = moment::split(trimmed);
    let time = time.filter(|time| !time.is_midnight());
    if time.is_some_and(|time| time.day().is_none()) {
        return Err(Fault::DateTime);
    }
    let day = day.trim_matches([' ', ',']);
    let taken = day_of(day).or_else(|| day_of(date_words::without_words(day)?)).ok_or(Fault::DateUnreadable)?;
    Ok(Written { time: time.or(taken.time), ..taken })
}

fn day_of(text: &str) -> Option<Written> {
    if let Some(taken) = numeric(text) {
        return taken;
    }
    let mut parts = text.split(['-', '/', '.', ' ']);
    if let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        && digits(a)
        && digits(b)
        && digits(c)
    {
        let shape = match (a.len(), b.len(), c.len()) {
            (4, 1 | 2, 1 | 2) => Shape::YearFirst,
            (1 | 2, 1 | 2, 4) => Shape::YearLast,
            (1 | 2, 1 | 2, 2) if !text.contains(' ') => Shape::Short,
            _ => return None,
        };
        return Some(Written::new(shape, [a, b, c].map(number)));
    }
    date_words::parse(text).map(|numbers| Written::new(Shape::Worded, numbers))
}

/// A date that is one number; none if the text is no number, none within if the number is no date.
fn numeric(text: &str) -> Option<Option<Written>> {
    let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let unsigned = whole(unsigned);
    if digits(unsigned) && unsigned.len() <= 17 {
        return Some(match negative {
            false => from_digits(unsigned).ok(),
            true if unsigned.len() <= 5 => Some(serial(-number(unsigned), unsigned.len(), None)),
            true => seconds(-number(unsigned), unsigned.len()),
        });
    }
    // A day with a part of it: of nearly nothing by a program's rounding, or of a time.
    let (day, part) = unsigned.split_once(['.', ','])?;
    if negative || day.len() != 5 || !digits(day) || !digits(part) {
        return None;
    }
    let part: f64 = format!("0.{part}").parse().ok()?;
    let moment = Moment::local((part * 86_400.0).round() as u32);
    Some(moment.day().map(|_| serial(number(day), day.len(), Some(moment))))
}

fn digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

fn number(digits: &str) -> i64 {
    digits.bytes().fold(0, |n, d| n * 10 + i64::from(d - b'0'))
}

fn serial(days: i64, digits: usize, time: Option<Moment>) -> Written {
    let time = time.filter(|time| !time.is_midnight());
    Written { shape: Shape::Serial, numbers: [days, 0, 0], digits: digits as u8, time }
}

/// Whether eight digits are a day of the last two centuries, with the year first or last.
fn is_day(text: &str) -> bool {
    let n = number(text);
    let is = |year: i64, a: i64, b: i64| (1850..2100).contains(&year) && (1..=31).contains(&a) && (1..=31).contains(&b);
    is(n / 10_000, n / 100 % 100, n % 100) || is(n % 10_000, n / 10_000 % 100, n / 1_000_000)
}

/// The first second of 2100. What is more are milliseconds.
const SECONDS_2100: i64 = 4_102_444_800;

/// Seconds since 1970, or milliseconds.
fn seconds(number: i64, digits: usize) -> Option<Written> {
    let seconds = if digits > 10 || number.abs() >= SECONDS_2100 { number.div_euclid(1000) } else { number };
    let time = Moment::utc(seconds.rem_euclid(86_400) as u32);
    time.day()?;
    let time = Some(time).filter(|time| !time.is_midnight());
    Some(Written { shape: Shape::Seconds, numbers: [seconds.div_euclid(86_400), 0, 0], digits: 0, time })
}

fn from_digits(text: &str) -> Result<Written, Fault> {
    let compact = |text: &str| Written::new(Shape::Compact, [number(text), 0, 0]);
    match text.len() {
        7 | 8 => Ok(compact(text)),
        6 => Ok(Written::new(Shape::SixDigits, [number(text), 0, 0])),
        1..=5 => Ok(serial(number(text), text.len(), None)),
        // A time of midnight follows.
        12 | 14 if text[8..].bytes().all(|b| b == b'0') && is_day(&text[..8]) => Ok(compact(&text[..8])),
        9..=13 => seconds(number(text), text.len()).ok_or(Fault::DateTime),
        _ => Err(Fault::DateUnreadable),
    }
}
