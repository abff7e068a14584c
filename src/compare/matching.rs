//! How rows matched, level by level, and how many of members match nobody.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Change;
use model::figures::{Assessment, LevelCount, NotFound};
use model::rule::{Certainty, Difference, Rule};

/// Rows that match one person under a rule, as it is or but for a difference.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct LevelLine {
    /// The rule.
    pub rule: Rule,
    /// In what the rows differ; absent for rows that agree in all that the rule compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
    /// Its certainty in the earlier report; absent if nothing matched so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty_before: Option<Certainty>,
    /// The same in the later report: what chance makes too often counts in the high figure only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty_after: Option<Certainty>,
    /// Number of rows.
    pub rows: Change,
    /// How many of them chance may have matched; absent where that is not measured.
    pub by_chance: Change,
}

/// An insurer's rows that match nobody for sure, as estimated.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct NotFoundLine {
    /// Id of the insurer.
    pub insurer: String,
    /// Estimated number of rows.
    pub rows: Change,
    /// Lower end of the interval.
    pub low: Change,
    /// Upper end of the interval.
    pub high: Change,
}

impl LevelLine {
    pub(super) fn differs(&self) -> bool {
        self.certainty_before != self.certainty_after || self.rows.differs() || self.by_chance.differs()
    }
}

impl NotFoundLine {
    pub(super) fn differs(&self) -> bool {
        [&self.rows, &self.low, &self.high].into_iter().any(Change::differs)
    }
}

/// One line per level under which rows matched in either report, the strongest first.
pub(super) fn levels(before: &Assessment, after: &Assessment) -> Vec<LevelLine> {
    let key = |level: &LevelCount| (level.rule, level.difference);
    let keys: BTreeSet<_> = [before, after].into_iter().flat_map(|a| a.matching.levels.iter().map(key)).collect();
    let line = |(rule, difference): (Rule, Option<Difference>)| {
        let [was, is] = [before, after].map(|a| a.matching.levels.iter().find(|l| key(l) == (rule, difference)));
        let both = |figure: fn(&LevelCount) -> Option<u64>| Change::of(was.and_then(figure), is.and_then(figure));
        LevelLine {
            rule,
            difference,
            certainty_before: was.map(|level| level.certainty),
            certainty_after: is.map(|level| level.certainty),
            rows: both(|level| Some(level.rows)),
            by_chance: both(|level| level.by_chance.map(|chance| chance.rows)),
        }
    };
    keys.into_iter().map(line).collect()
}

/// One line per insurer for which it is estimated in either report.
pub(super) fn not_found(before: &Assessment, after: &Assessment) -> Vec<NotFoundLine> {
    let of = |a: &Assessment, id: &str| a.insurers.iter().find(|insurer| insurer.id == id)?.not_found;
    let ids: BTreeSet<&str> =
        [before, after].into_iter().flat_map(|a| a.insurers.iter().map(|insurer| insurer.id.as_str())).collect();
    let line = |id: &str| {
        let (was, is) = (of(before, id), of(after, id));
        let both = |figure: fn(&NotFound) -> u64| Change::of(was.as_ref().map(figure), is.as_ref().map(figure));
        (was.is_some() || is.is_some()).then(|| NotFoundLine {
            insurer: id.to_owned(),
            rows: both(|found| found.rows),
            low: both(|found| found.low),
            high: both(|found| found.high),
        })
    };
    ids.into_iter().filter_map(line).collect()
}
