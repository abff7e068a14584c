//! The time of day that stands after a date, and what it says about the day.
//!
//! A birth, a cover and a death have a day and no time. A time is what a program made of the day: midnight; some seconds beside it,
//! by rounding (SheetJS writes the 21 seconds of the mean time of Paris); noon, with which programs keep a day from being moved; 22 or 23
//! hours of the day before, which is midnight in France in universal time; or 1 or 2 hours of the day, which is midnight in universal time,
//! shown in France. Any other time leaves the day in doubt.

use super::Fault;

/// Seconds beside midnight that are a program's rounding.
const ROUNDING: u32 = 60;
const DAY: u32 = 86_400;

/// Noon, and midnight in universal time as France shows it in winter and in summer.
const OF_THE_DAY: [u32; 3] = [43_200, 3_600, 7_200];

/// Stands for a time that is not understood: none of a day's date.
const NOT_UNDERSTOOD: u32 = 43_201;

/// A time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Moment {
    /// Since midnight.
    seconds: u32,
    /// Whether the text says or leaves open that it is universal time.
    may_be_utc: bool,
}

impl Moment {
    pub(super) fn local(seconds: u32) -> Moment {
        Moment { seconds, may_be_utc: false }
    }

    pub(super) fn utc(seconds: u32) -> Moment {
        Moment { seconds, may_be_utc: true }
    }

    /// Whether it is the last second or minute of a day, with which a program writes that a cover lasts that whole day.
    pub(super) fn is_end_of_day(self) -> bool {
        matches!(self.seconds, 86_340 | 86_399)
    }

    pub(super) fn is_midnight(self) -> bool {
        self.seconds == 0
    }

    /// How many days after the written one the day is; none if it cannot be told.
    pub(super) fn day(self) -> Option<u8> {
        match self.seconds {
            0..ROUNDING => Some(0),
            s if OF_THE_DAY.contains(&s) => Some(0),
            s if s + ROUNDING >= DAY => Some(1),
            s if self.may_be_utc && matches!(s, 79_200 | 82_800) => Some(1),
            _ => None,
        }
    }

    /// What is to be told about the day.
    pub(super) fn note(self) -> Option<Fault> {
        match self.seconds {
            0 => None,
            79_200 | 82_800 => Some(Fault::DateZone),
            s if OF_THE_DAY.contains(&s) => Some(Fault::DateHour),
            _ => Some(Fault::DateRounded),
        }
    }
}

/// Parts a text into its day and its time of day, if it has one.
pub(super) fn split(text: &str) -> (&str, Option<Moment>) {
    let Some(at) = start(text) else { return (text, None) };
    let day = text[..at].trim_end_matches(['T', 't', ' ', ':', ',', '-']);
    (day, Some(parse(&text[at..]).unwrap_or(Moment::local(NOT_UNDERSTOOD))))
}

/// Where the time starts: before the hours that a colon follows, or at `00.00.00` and `T000000` after a day.
fn start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits_before = |end: usize| bytes[..end].iter().rev().take(2).take_while(|b| b.is_ascii_digit()).count();
    if let Some(colon) = bytes.iter().position(|b| *b == b':') {
        // SAS writes `03DEC1985:00:00:00`.
        let hours = if digits_before(colon) == 2 && colon >= 4 && bytes[colon - 4..colon].iter().all(u8::is_ascii_digit)
        {
            return Some(colon + 1);
        } else {
            digits_before(colon)
        };
        return (hours > 0).then_some(colon - hours);
    }
    if let Some(at) =
        bytes.windows(3).position(|b| b[0].is_ascii_digit() && matches!(b[1], b'T' | b't') && b[2].is_ascii_digit())
    {
        return Some(at + 2);
    }
    // Oracle and DB2: `03-DEC-85 12.00.00.000000 AM`, `1985-12-03-00.00.00.000000`.
    let is_time = |b: &[u8]| {
        matches!(b[0], b' ' | b'-')
            && [1, 2, 4, 5, 7, 8].iter().all(|i| b[*i].is_ascii_digit())
            && b[3] == b'.'
            && b[6] == b'.'
    };
    let found = bytes.windows(9).position(is_time)?;
    (found >= 8 && bytes.get(found + 9).is_none_or(|b| matches!(b, b'.' | b' '))).then_some(found + 1)
}

/// Reads `00:00`, `00:00:00.000Z`, `12:00:00 AM`, `00:00:00+01:00`, `000000`, `00.00.00.000000`.
fn parse(text: &str) -> Option<Moment> {
    let lower = text.to_ascii_lowercase();
    let (clock, rest) = lower
        .split_at(lower.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ',')).unwrap_or(lower.len()));
    let clock = clock.trim_end_matches(['.', ',', ':']);
    let mut numbers: Vec<u32> = Vec::new();
    match clock.contains([':', '.']) {
        true => {
            for part in clock.split([':', '.', ',']).take(3) {
                numbers.push(part.parse().ok().filter(|_| part.len() <= 2)?);
            }
        }
        false => {
            for part in clock.as_bytes().chunks(2).take(3) {
                numbers.push(std::str::from_utf8(part).ok()?.parse().ok()?);
            }
        }
    }
    let [hour, minute, second] = [0, 1, 2].map(|i| numbers.get(i).copied().unwrap_or(0));
    let words = rest.split(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '-' | ':')).filter(|w| !w.is_empty());
    let (mut hour, mut may_be_utc) = (hour, true);
    for word in words {
        match word {
            "am" | "a" => hour %= 12,
            "pm" | "p" => hour = hour % 12 + 12,
            "z" | "utc" | "gmt" | "m" | "h" | "+00:00" | "+0000" | "+00" | "-00:00" => {}
            _ => may_be_utc = false,
        }
    }
    (hour < 24 && minute < 60 && second < 60)
        .then_some(Moment { seconds: hour * 3600 + minute * 60 + second, may_be_utc })
}
