//! Days and moments between a form, which speaks of the clocks of Paris, and the incident file, which has their offset.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use toml_edit::Datetime;

/// A day, as a form sends it.
pub(crate) fn date(text: &str) -> Option<Datetime> {
    text.parse::<Date>().ok()?;
    text.parse().ok()
}

/// A moment by the clocks of Paris (`2024-02-05T09:00`), with its offset.
pub(crate) fn moment(text: &str) -> Option<Datetime> {
    let there = text.parse::<DateTime>().ok()?.to_zoned(model::incident::paris()).ok()?;
    // Without the offset in front of which jiff puts the zone's name.
    there.timestamp().display_with_offset(there.offset()).to_string().parse().ok()
}

/// A moment of the incident file by the clocks of Paris, as a form shows it; a day as it is.
pub(crate) fn paris(written: &str) -> Option<String> {
    if written.parse::<Date>().is_ok() && !written.contains('T') {
        return Some(written.to_owned());
    }
    let there = written.parse::<Timestamp>().ok()?.to_zoned(model::incident::paris());
    Some(there.datetime().strftime("%Y-%m-%dT%H:%M").to_string())
}

/// The day of a day or a moment, by the clocks of Paris.
pub(crate) fn civil(written: &str) -> Option<String> {
    Some(paris(written)?.split('T').next()?.to_owned())
}
