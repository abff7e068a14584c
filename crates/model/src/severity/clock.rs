//! The 72 hours of a controller, one clock for each operator that it learned of (GDPR art. 33(1)).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::{Date, Incident, Insurer, Learned, Moment, Notification, Trade, paris};

/// Hours to notify the authority after becoming aware (GDPR art. 33(1)).
pub(super) const HOURS: i64 = 72;

/// Hours within which a provider of electronic communications notifies (Regulation (EU) 611/2013, art. 2(2)).
pub(super) const TELECOM: i64 = 24;

/// Hours within which a controller of a trade notifies the authority first.
pub fn hours(trade: Option<Trade>) -> i64 {
    if trade == Some(Trade::Telecom) { TELECOM } else { HOURS }
}

/// The 72 hours of a controller for the breach at one operator. Moments are by the clocks of Paris.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Clock {
    /// Id of the operator.
    pub operator: String,
    /// When the controller became aware of the breach at this operator.
    pub aware_on: String,
    /// How it learned of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learned: Option<Learned>,
    /// Safe target: 72 hours of elapsed time later.
    pub target: String,
    /// Legal end: the hour of the event is not counted (Regulation 1182/71, art. 3(1) and 3(2)(a)).
    pub until: String,
    /// When the authority was first notified, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<String>,
    /// Whether the notification came after the legal end, or the reference date did and there was no notification.
    pub late: bool,
    /// Declared reasons for the delay, required if it is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_reason: Option<String>,
}

/// The clocks of a controller for these operators, the earliest end first. None for an operator of which nobody
/// declared when the controller became aware.
pub(super) fn of<'a>(incident: &Incident, insurer: &Insurer, operators: impl Iterator<Item = &'a str>) -> Vec<Clock> {
    let mut clocks: Vec<(Option<jiff::Timestamp>, Clock)> = operators
        .filter_map(|operator| {
            let aware = insurer.aware_of(operator)?;
            let clock = clock(incident.reference_date, insurer, operator, aware)?;
            Some((aware.instant(), clock))
        })
        .collect();
    clocks.sort_by(|a, b| (a.0, &a.1.operator).cmp(&(b.0, &b.1.operator)));
    clocks.into_iter().map(|(_, clock)| clock).collect()
}

fn clock(reference_date: Date, insurer: &Insurer, operator: &str, aware: &Moment) -> Option<Clock> {
    let until = aware.end_of_hours(HOURS)?;
    let notification = insurer.notification.as_ref();
    let sent_on = notification.and_then(Notification::first_sent_on);
    let late = match sent_on {
        Some(sent_on) => sent_on.instant()? > until.instant()?,
        // The figures are as of the reference date and nothing had been sent by then: late if the day begins after the
        // end.
        None => reference_date.0.to_zoned(paris()).ok()?.timestamp() > until.instant()?,
    };
    let in_paris = |moment: &Moment| Some(Moment::in_paris(moment.instant()?)?.to_string());
    Some(Clock {
        operator: operator.to_owned(),
        aware_on: in_paris(aware)?,
        learned: insurer.learned_from(operator),
        target: aware.after_hours(HOURS)?.to_string(),
        until: until.to_string(),
        sent_on: sent_on.and_then(in_paris),
        late,
        delay_reason: notification.and_then(|n| n.delay_reason.clone()),
    })
}
