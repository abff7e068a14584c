//! A point in time with its offset from UTC.

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

    /// The moment `hours` later, at the same offset.
    pub fn after_hours(&self, hours: i64) -> Option<Moment> {
        let later = self.instant()?.checked_add(SignedDuration::from_hours(hours)).ok()?;
        let written = later.display_with_offset(self.offset()?).to_string();
        written.parse().ok().map(Moment)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
