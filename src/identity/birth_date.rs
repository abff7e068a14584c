//! Birth dates, as written: eight digits, year first.
//!
//! Persons born abroad may have a month or a day outside the calendar ("lunar" dates), and files write 00 for what
//! is not known. Such dates are identifiers all the same and are compared as they stand; a calendar date is only
//! derived where an age is asked for.

use jiff::civil::Date;

use super::Fault;

/// Year, month and day as written: `19951003` for the third of October 1995.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate([u8; 8]);

/// Nobody alive in a file of insured persons was born before.
const FIRST_YEAR: u16 = 1850;

impl BirthDate {
    /// The eight digits.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Year, month and day.
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

/// Reads a birth date: `AAAA-MM-JJ`, `AAAAMMJJ`, or day, month and year between `/`, `-` or `.`.
pub fn parse(written: &str, latest_year: u16) -> Result<Option<BirthDate>, Fault> {
    let date = read(written)?;
    if !(FIRST_YEAR..=latest_year).contains(&date.parts().0) {
        return Err(Fault::DateImplausible);
    }
    Ok(Some(date))
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

/// Reads a date that must be one of the calendar.
pub fn parse_calendar(written: &str) -> Result<Option<Day>, Fault> {
    let written = read(written)?;
    let (year, month, day) = written.parts();
    let date = Date::new(year.cast_signed(), month.cast_signed(), day.cast_signed());
    date.map(|date| Some(Day { date, written })).map_err(|_| Fault::DateUnreadable)
}

fn read(written: &str) -> Result<BirthDate, Fault> {
    let trimmed = written.trim();
    // A database exports a date as a moment at midnight; any other hour means that the day may have shifted.
    let text = match (trimmed.get(..10), trimmed.get(10..)) {
        (Some(day), Some(time)) if is_midnight(time) => day,
        _ => trimmed,
    };
    let mut parts = text.split(['-', '/', '.']);
    let (a, b, c) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(whole), None, ..) if whole.len() == 8 && whole.is_ascii() => (&whole[..4], &whole[4..6], &whole[6..]),
        (Some(a), Some(b), Some(c), None) => (a, b, c),
        _ => return Err(Fault::DateUnreadable),
    };
    if [a, b, c].iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return Err(Fault::DateUnreadable);
    }
    let year_first = match (a.len(), b.len(), c.len()) {
        (4, 1 | 2, 1 | 2) => true,
        (1 | 2, 1 | 2, 4) => false,
        (1 | 2, 1 | 2, 2) => return Err(Fault::DateTwoDigitYear),
        _ => return Err(Fault::DateUnreadable),
    };
    let (year, month, day) = if year_first { (a, b, c) } else { (c, b, a) };
    let mut digits = [b'0'; 8];
    digits[..4].copy_from_slice(year.as_bytes());
    digits[6 - month.len()..6].copy_from_slice(month.as_bytes());
    digits[8 - day.len()..].copy_from_slice(day.as_bytes());
    let date = BirthDate(digits);
    let (_, month, day) = date.parts();
    // Either a lunar month or the month written first. Reading it the wrong way would lose the person.
    if !year_first && (13..=31).contains(&month) && (1..=12).contains(&day) {
        return Err(Fault::DateOrder);
    }
    if day > 31 {
        return Err(Fault::DateUnreadable);
    }
    Ok(date)
}

/// `T00:00:00`, ` 00:00`, ` 00:00:00.000`.
fn is_midnight(time: &str) -> bool {
    let clock = time.strip_prefix(['T', ' ']).unwrap_or("?");
    clock.len() >= 4 && clock.contains(':') && clock.bytes().all(|b| matches!(b, b'0' | b':' | b'.'))
}
