//! Birth dates, as written: eight digits, year first.
//!
//! Persons born abroad may have a month or a day outside the calendar ("lunar" dates), and files write 00 for what
//! is not known. Such dates are identifiers all the same and are compared as they stand; a calendar date is only
//! derived where an age is asked for.

use jiff::civil::Date;

use super::Fault;

/// Year, month and day as written: `19951003` for the third of October 1995.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate {
    year: u16,
    month: u8,
    day: u8,
}

/// Nobody alive in a file of insured persons was born before.
const FIRST_YEAR: u16 = 1850;

impl BirthDate {
    /// The eight digits.
    pub fn digits(self) -> String {
        format!("{:04}{:02}{:02}", self.year, self.month, self.day)
    }

    /// Whether the person is under 18 on that day. A day outside the calendar counts as the last one it can be,
    /// so that a doubt makes a minor, never an adult.
    pub fn is_minor_on(self, day: Date) -> bool {
        let month = if (1..=12).contains(&self.month) { self.month } else { 12 };
        let of_month = if (1..=31).contains(&self.day) && month == self.month { self.day } else { 31 };
        let eighteenth = (i32::from(self.year) + 18, month, of_month);
        eighteenth > (i32::from(day.year()), day.month().unsigned_abs(), day.day().unsigned_abs())
    }
}

/// Reads a birth date: `AAAA-MM-JJ`, `AAAAMMJJ`, or day, month and year between `/`, `-` or `.`.
pub fn parse(written: &str, latest_year: u16) -> Result<Option<BirthDate>, Fault> {
    let date = read(written)?;
    if !(FIRST_YEAR..=latest_year).contains(&date.year) {
        return Err(Fault::DateImplausible);
    }
    Ok(Some(date))
}

/// Reads a date that must be one of the calendar (start and end of cover, death).
pub fn parse_calendar(written: &str) -> Result<Option<Date>, Fault> {
    let BirthDate { year, month, day } = read(written)?;
    Date::new(year.cast_signed(), month.cast_signed(), day.cast_signed()).map(Some).map_err(|_| Fault::DateUnreadable)
}

fn read(written: &str) -> Result<BirthDate, Fault> {
    let trimmed = written.trim();
    // A database exports a date as a moment at midnight; any other hour means that the day may have shifted.
    let day = ["T00:00:00", " 00:00:00"].iter().find_map(|midnight| {
        let (day, rest) = trimmed.split_once(midnight)?;
        rest.trim_start_matches('.').bytes().all(|b| b == b'0').then_some(day)
    });
    let text = day.unwrap_or(trimmed);
    let mut parts = text.split(['-', '/', '.']);
    let (a, b, c) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(whole), None, ..) if whole.len() == 8 && whole.is_ascii() => (&whole[..4], &whole[4..6], &whole[6..]),
        (Some(a), Some(b), Some(c), None) => (a, b, c),
        _ => return Err(Fault::DateUnreadable),
    };
    if [a, b, c].iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return Err(Fault::DateUnreadable);
    }
    let number = |part: &str| part.parse::<u16>().map_err(|_| Fault::DateUnreadable);
    let small = |part: &str| if part.len() <= 2 { number(part) } else { Err(Fault::DateUnreadable) };
    let (year, month, day) = match (a.len(), c.len()) {
        (4, 1 | 2) => (number(a)?, small(b)?, small(c)?),
        (1 | 2, 4) => {
            let (day, month) = (small(a)?, small(b)?);
            // Either a lunar month or the month written first. Reading it the wrong way would lose the person.
            if month > 12 && month <= 31 && (1..=12).contains(&day) {
                return Err(Fault::DateOrder);
            }
            (number(c)?, month, day)
        }
        (1 | 2, 2) => return Err(Fault::DateTwoDigitYear),
        _ => return Err(Fault::DateUnreadable),
    };
    if day > 31 || month > 99 {
        return Err(Fault::DateUnreadable);
    }
    Ok(BirthDate { year, month: month as u8, day: day as u8 })
}
