//! When a breach happened: days, or hours where they are known.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Moment};

/// Period of a breach.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occurred {
    /// First day or moment.
    pub from: When,
    /// Last day or moment; absent while the breach goes on, or if its end is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<When>,
    /// Whether the breach goes on. Without it, a breach without an end does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ongoing: Option<bool>,
}

impl Occurred {
    /// Whether the breach goes on.
    pub fn is_ongoing(&self) -> bool {
        self.ongoing.unwrap_or(self.to.is_none())
    }

    /// Whether the end comes before the beginning. A day and a moment are compared by their days.
    pub fn ends_before_it_begins(&self) -> bool {
        self.to.as_ref().is_some_and(|to| to.is_before(&self.from))
    }
}

/// A day, or a moment with its offset from UTC; kept as written.
#[derive(Clone)]
pub struct When(pub toml::value::Datetime);

impl When {
    /// The day, as written; `None` if the value has no date, which the schema refuses.
    pub fn day(&self) -> Option<Date> {
        self.0.date?.to_string().parse().ok().map(Date)
    }

    /// The moment, if the hour is given.
    pub fn moment(&self) -> Option<Moment> {
        self.0.time.is_some().then_some(Moment(self.0))
    }

    /// Whether this is earlier. A day and a moment are compared by their days.
    pub fn is_before(&self, other: &When) -> bool {
        match (self.moment(), other.moment()) {
            (Some(one), Some(two)) => one.instant() < two.instant(),
            _ => self.day() < other.day(),
        }
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for When {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        super::as_text(d)?.parse().map(When).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for When {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "When".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-or-date-time" })
    }
}
