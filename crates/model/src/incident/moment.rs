//! A point in time with its offset from UTC.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::holidays;

/// A moment with its offset, kept as written (`2024-02-01T09:00:00+01:00`).
#[derive(Clone)]
pub struct Moment(pub toml::value::Datetime);

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        super::as_text(d)?.parse().map(Moment).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-time" })
    }
}

impl Moment {
    /// The instant; `None` if the value has no date, time or offset, which the schema refuses.
    pub fn instant(&self) -> Option<Timestamp> {
        self.0.to_string().parse().ok()
    }

    /// The offset from UTC.
    pub fn offset(&self) -> Option<Offset> {
        match self.0.offset? {
            toml::value::Offset::Z => Some(Offset::UTC),
            toml::value::Offset::Custom { minutes } => Offset::from_seconds(i32::from(minutes) * 60).ok(),
        }
    }

    /// The moment `hours` of elapsed time later, by the clocks of Paris on that day.
    pub fn after_hours(&self, hours: i64) -> Option<Moment> {
        Moment::in_paris(self.instant()?.checked_add(SignedDuration::from_hours(hours)).ok()?)
    }

    /// The end of a period of hours under Regulation 1182/71: the hour in which the event falls is not counted (art.
    /// 3(1)), and the period ends with the expiry of its last hour (art. 3(2)(a)). Nothing moves it to a working day:
    /// art. 3(4) excepts periods in hours.
    pub fn end_of_hours(&self, hours: i64) -> Option<Moment> {
        let second = self.instant()?.as_second();
        let next_hour = (second.div_euclid(3600) + 1 + hours).checked_mul(3600)?;
        Moment::in_paris(Timestamp::from_second(next_hour).ok()?)
    }

    /// The end of a period of a month that begins on this day in Paris, under Regulation 1182/71: the last hour of the day
    /// of the following month with the same date, or of its last day (art. 3(1), 3(2)(c)). [`Moment::off_holidays`] moves
    /// it where a text says so.
    pub fn end_of_month_later(&self) -> Option<Moment> {
        let day = self.instant()?.to_zoned(paris()).date();
        let last = day.checked_add(jiff::Span::new().months(1)).ok()?;
        Moment::in_paris(last.tomorrow().ok()?.to_zoned(paris()).ok()?.timestamp())
    }

    /// This end, or noon of the next working day if it is on a Saturday, a Sunday or a holiday in France (Delegated
    /// Regulation (EU) 2025/301, art. 5(4)). An end at midnight is on the day that it ends.
    pub fn off_holidays(self) -> Option<Moment> {
        let day = self.instant()?.checked_sub(SignedDuration::from_nanos(1)).ok()?.to_zoned(paris()).date();
        let next = holidays::working_day_from(day)?;
        if next == day {
            Some(self)
        } else {
            Moment::in_paris(next.at(12, 0, 0, 0).to_zoned(paris()).ok()?.timestamp())
        }
    }

    /// An instant by the clocks of Paris.
    pub fn in_paris(instant: Timestamp) -> Option<Moment> {
        let there = Zoned::new(instant, paris());
        instant.display_with_offset(there.offset()).to_string().parse().ok().map(Moment)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The time zone of Paris: UTC+1, and UTC+2 from the last Sunday of March to the last of October, at 1:00 UTC (Directive
/// 2000/84/EC). Written out, so that no file of the machine decides a deadline.
pub fn paris() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::fixed(Offset::constant(1)))
}
