//! Days on which nobody works in France: Saturdays, Sundays, and the holidays of the labour code (art. L. 3133-1).

use jiff::Span;
use jiff::civil::{Date, Weekday, date};

/// Holidays of a fixed date, as month and day.
const FIXED: [(i8, i8); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
/// Easter Monday, Ascension Day and Whit Monday, as days after Easter Sunday.
const AFTER_EASTER: [i64; 3] = [1, 39, 50];

/// This day if it is a working day, or else the next one; `None` past the end of the calendar.
pub(super) fn working_day_from(day: Date) -> Option<Date> {
    let mut day = day;
    while is_holiday(day) {
        day = day.tomorrow().ok()?;
    }
    Some(day)
}

fn is_holiday(day: Date) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let movable = |days: &i64| easter(day.year()).checked_add(Span::new().days(*days)).is_ok_and(|moved| moved == day);
    weekend || FIXED.contains(&(day.month(), day.day())) || AFTER_EASTER.iter().any(movable)
}

/// Easter Sunday of a year in the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus, Astronomical Algorithms,
/// chapter 8).
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, g) = (b / 4, b % 4, (8 * b + 13) / 25);
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    // Between 22 March and 25 April.
    date(year, month as i8, day as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Easter Sundays as calendars print them.
    #[test]
    fn easter_is_that_of_calendars() {
        for (year, month, day) in
            [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2028, 4, 16), (2038, 4, 25), (2285, 3, 22)]
        {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    /// From a day, the next working day by a calendar of 2025.
    #[test]
    fn working_days() {
        for (from, to) in [
            (date(2025, 4, 18), date(2025, 4, 18)), // Good Friday is a working day outside Alsace-Moselle
            (date(2025, 4, 19), date(2025, 4, 22)), // Saturday before Easter Monday
            (date(2025, 5, 1), date(2025, 5, 2)),
            (date(2025, 5, 29), date(2025, 5, 30)), // Ascension Day
            (date(2025, 6, 7), date(2025, 6, 10)),  // Saturday before Whit Monday
            (date(2025, 11, 11), date(2025, 11, 12)),
            (date(2025, 12, 25), date(2025, 12, 26)),
        ] {
            assert_eq!(working_day_from(from), Some(to));
        }
    }
}
