//! What may be passed on, side by side: two operators of one report, or two reports of one incident. Only the tables of counts that
//! the reports hold for others are read, so that a page of it tells nothing that they do not.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ReportFolder;
use super::operators::{Party, named};
use model::disclosure::{self, Breakdown, Shared, SharedCount};
use model::error::{self, Result};
use model::figures::Assessment;
use model::incident::Date;

pub(crate) const SCHEMA: &str = "ampleur/shared-compared/1";

/// Counts that may be passed on, side by side.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct SharedCompared {
    /// Always `ampleur/shared-compared/1`.
    pub schema: String,
    /// Id of the incident.
    pub incident: String,
    /// Title of the incident.
    pub title: String,
    /// Date of the figures; of two reports, of the later one.
    pub reference_date: Date,
    /// Whether a controller is no insurer by its declared trade.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other_trades: bool,
    /// Threshold: smaller counts are suppressed; of two reports, the smaller one of theirs.
    pub suppress_below: u64,
    /// What stands side by side.
    pub sides: Sides,
    /// Counts, in the order of the table.
    pub counts: Vec<SharedLine>,
}

/// What stands side by side.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sides {
    /// Two operators.
    Operators([Party; 2]),
    /// Two reports, by their dates.
    Reports([Date; 2]),
}

/// A count on both sides.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct SharedLine {
    /// Insurer; null over all insurers.
    pub insurer: Option<Party>,
    /// Operator; null over all operators, and where operators stand side by side.
    pub operator: Option<Party>,
    /// Breakdown.
    pub kind: Breakdown,
    /// Group within the breakdown.
    pub group: String,
    /// First side.
    pub first: SharedSide,
    /// Second side.
    pub second: SharedSide,
}

/// A count as it may be passed on.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SharedSide {
    /// Number of persons.
    Persons(u64),
    /// Suppressed.
    Suppressed,
    /// Not in that table.
    Absent,
}

/// Two operators of a report, given by their ids.
pub(crate) fn operators(folder: &Path, ids: [&str; 2]) -> Result<SharedCompared> {
    let opened = ReportFolder::open(folder)?;
    let [one, other] = named(&opened.assessment, ids)?;
    let shared = opened.shared(folder)?;
    let a = &opened.assessment;
    let by_place = by_place(&shared);
    let of =
        |operator: &str, count: &SharedCount| side(by_place.get(&Place { operator: Some(operator), ..place(count) }));
    let lines = shared.counts.iter().filter(|count| count.operator.is_none()).map(|count| SharedLine {
        insurer: insurer(a, count),
        operator: None,
        kind: count.kind,
        group: count.group.clone(),
        first: of(&one.id, count),
        second: of(&other.id, count),
    });
    let party = |of: &model::figures::OperatorReport| Party { id: of.id.clone(), name: of.name.clone() };
    let sides = Sides::Operators([party(one), party(other)]);
    Ok(compared(&opened, sides, shared.suppress_below, lines.collect()))
}

/// Two reports of one incident. Refuses tables that tell their difference.
pub(crate) fn reports(before: &Path, after: &Path) -> Result<SharedCompared> {
    let (was, is) = (ReportFolder::open(before)?, ReportFolder::open(after)?);
    if was.incident.id != is.incident.id {
        return Err(error::other_incident(was.incident.id.as_str(), is.incident.id.as_str()).into());
    }
    let (first, second) = (was.shared(before)?, is.shared(after)?);
    match second.tells_beside(&first) {
        0 => {}
        counts => {
            let below = first.suppress_below.max(second.suppress_below);
            let table = before.join(disclosure::FILE);
            return Err(error::reports_tell_their_difference(after, &table, counts, below).into());
        }
    }
    let (earlier, later) = (by_place(&first), by_place(&second));
    let line = |a: &Assessment, count: &SharedCount, first: SharedSide, second: SharedSide| SharedLine {
        insurer: insurer(a, count),
        operator: operator(a, count),
        kind: count.kind,
        group: count.group.clone(),
        first,
        second,
    };
    let there = second
        .counts
        .iter()
        .map(|count| line(&is.assessment, count, side(earlier.get(&place(count))), side(later.get(&place(count)))));
    let gone = first.counts.iter().filter(|count| !later.contains_key(&place(count)));
    let gone = gone.map(|count| line(&was.assessment, count, side(earlier.get(&place(count))), SharedSide::Absent));
    let lines = there.chain(gone).collect();
    let sides = Sides::Reports([was.incident.reference_date, is.incident.reference_date]);
    Ok(compared(&is, sides, first.suppress_below.min(second.suppress_below), lines))
}

fn compared(opened: &ReportFolder, sides: Sides, suppress_below: u64, counts: Vec<SharedLine>) -> SharedCompared {
    let incident = &opened.assessment.incident;
    SharedCompared {
        schema: SCHEMA.to_owned(),
        incident: incident.id.clone(),
        title: incident.title.clone(),
        reference_date: opened.incident.reference_date,
        other_trades: incident.other_trades,
        suppress_below,
        sides,
        counts,
    }
}

/// Where a count stands in a table.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place<'a> {
    insurer: Option<&'a str>,
    operator: Option<&'a str>,
    kind: Breakdown,
    group: &'a str,
}

fn place(count: &SharedCount) -> Place<'_> {
    Place {
        insurer: count.insurer.as_deref(),
        operator: count.operator.as_deref(),
        kind: count.kind,
        group: &count.group,
    }
}

/// The counts of a table by their places; none if suppressed.
fn by_place(shared: &Shared) -> BTreeMap<Place<'_>, Option<u64>> {
    shared.counts.iter().map(|count| (place(count), count.persons)).collect()
}

fn side(count: Option<&Option<u64>>) -> SharedSide {
    match count {
        None => SharedSide::Absent,
        Some(persons) => persons.map_or(SharedSide::Suppressed, SharedSide::Persons),
    }
}

fn insurer(a: &Assessment, count: &SharedCount) -> Option<Party> {
    let found = a.insurers.iter().find(|insurer| Some(&insurer.id) == count.insurer.as_ref())?;
    Some(Party { id: found.id.clone(), name: found.name.clone() })
}

fn operator(a: &Assessment, count: &SharedCount) -> Option<Party> {
    let found = a.operators.iter().find(|operator| Some(&operator.id) == count.operator.as_ref())?;
    Some(Party { id: found.id.clone(), name: found.name.clone() })
}
