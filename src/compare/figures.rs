//! Figures of two reports side by side, by party, cell, rule and evidence.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Counts};
use model::figures::{Assessment, RuleCount, Totals, Union};
use model::rule::{Difference, Rule};

/// Additions, or removals, summed over pairs of insurer and operator. Reports contain counts, not persons: if five
/// persons left a pair and eight joined it, three were added. The counts are therefore net for each pair; a person in
/// two pairs is counted in both.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Net {
    /// Persons in the estimate.
    pub persons: u64,
    /// Leaked rows.
    pub records: u64,
}

/// Figures by insurer, or by operator.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Parties {
    /// Lines, in order of id.
    pub lines: Vec<PartyLine>,
    /// By how much the estimates of the lines exceed the total: a person at three parties is counted in three lines but
    /// once in the total. The changes of the lines minus this change give the change of the total.
    pub repeats: Change,
}

/// One insurer, or one operator.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct PartyLine {
    /// Id of the party.
    pub id: String,
    /// Name of the party in the later report.
    pub name: String,
    /// Figures, as unions.
    pub counts: Counts,
    /// Additions in its pairs.
    pub added: Net,
    /// Removals in its pairs.
    pub removed: Net,
}

/// One operator at one insurer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct CellLine {
    /// Id of the insurer.
    pub insurer: String,
    /// Id of the operator.
    pub operator: String,
    /// Figures of this pair.
    pub counts: Counts,
}

impl RuleLine {
    /// The persons of the line that are in the estimate.
    pub(super) fn in_estimate(&self) -> Change {
        let before = self.persons.before.filter(|_| self.in_estimate_before);
        Change::of(before, self.persons.after.filter(|_| self.in_estimate_after))
    }
}

/// Persons counted under a rule, or in a perimeter only.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct RuleLine {
    /// The rule; absent for persons in a perimeter only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// In what the rows differ; absent for rows that agree in all that the rule compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
    /// Whether the files of the earlier report had the columns that the rule needs.
    pub possible_before: bool,
    /// Whether the files of the later report have them.
    pub possible_after: bool,
    /// Whether persons of the rule are in the estimate of the earlier report: chance may take a rule out.
    pub in_estimate_before: bool,
    /// Whether they are in that of the later one.
    pub in_estimate_after: bool,
    /// Number of persons.
    pub persons: Change,
}

/// Persons by type of evidence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct EvidenceLines {
    /// Matched by leaked rows, in no exposed perimeter.
    pub records: Change,
    /// In an exposed perimeter, matched by no leaked row.
    pub perimeter: Change,
    /// Matched by leaked rows and in an exposed perimeter.
    pub both: Change,
}

/// The same line before and after; `None` on a side that lacks it.
type Sides<T> = (Option<T>, Option<T>);

/// Joins the lines of two reports by key.
pub(super) fn side_by_side<K: Ord, T>(
    before: impl IntoIterator<Item = (K, T)>,
    after: impl IntoIterator<Item = (K, T)>,
) -> BTreeMap<K, Sides<T>> {
    let mut lines: BTreeMap<K, Sides<T>> = BTreeMap::new();
    for (name, line) in before {
        lines.entry(name).or_insert((None, None)).0 = Some(line);
    }
    for (name, line) in after {
        lines.entry(name).or_insert((None, None)).1 = Some(line);
    }
    lines
}

/// One line per insurer and operator.
pub(super) fn cells(before: &Assessment, after: &Assessment) -> Vec<CellLine> {
    side_by_side(cell_totals(before), cell_totals(after))
        .into_iter()
        .map(|((insurer, operator), (was, is))| CellLine {
            insurer: insurer.to_owned(),
            operator: operator.to_owned(),
            counts: Counts::of(was, is),
        })
        .collect()
}

/// (Insurer, operator) → figures.
fn cell_totals(a: &Assessment) -> impl Iterator<Item = ((&str, &str), &Totals)> {
    a.insurers.iter().flat_map(|insurer| {
        insurer.operators.iter().map(|cell| ((insurer.id.as_str(), cell.id.as_str()), &cell.totals))
    })
}

/// Additions and removals, summed over cells.
pub(super) fn nets<'a>(cells: impl Iterator<Item = &'a CellLine>) -> (Net, Net) {
    let (mut added, mut removed) = (Net::default(), Net::default());
    for CellLine { counts, .. } in cells {
        let (persons, records) = (counts.estimate.change, counts.records.change);
        added.persons += persons.max(0).unsigned_abs();
        added.records += records.max(0).unsigned_abs();
        removed.persons += persons.min(0).unsigned_abs();
        removed.records += records.min(0).unsigned_abs();
    }
    (added, removed)
}

pub(super) fn insurers(before: &Assessment, after: &Assessment, cells: &[CellLine]) -> Parties {
    let lines = side_by_side(insurer_totals(before), insurer_totals(after)).into_iter();
    Parties {
        lines: lines.map(|(id, sides)| line(id, sides, cells.iter().filter(|cell| cell.insurer == id))).collect(),
        repeats: Change::between(repeats(&before.unions.insurers), repeats(&after.unions.insurers)),
    }
}

pub(super) fn operators(before: &Assessment, after: &Assessment, cells: &[CellLine]) -> Parties {
    let lines = side_by_side(operator_totals(before), operator_totals(after)).into_iter();
    Parties {
        lines: lines.map(|(id, sides)| line(id, sides, cells.iter().filter(|cell| cell.operator == id))).collect(),
        repeats: Change::between(repeats(&before.unions.operators), repeats(&after.unions.operators)),
    }
}

/// Id → name and figures.
pub(super) fn insurer_totals(a: &Assessment) -> impl Iterator<Item = (&str, (&str, &Totals))> {
    a.insurers.iter().map(|insurer| (insurer.id.as_str(), (insurer.name.as_str(), &insurer.totals)))
}

fn operator_totals(a: &Assessment) -> impl Iterator<Item = (&str, (&str, &Totals))> {
    a.operators.iter().map(|operator| (operator.id.as_str(), (operator.name.as_str(), &operator.totals)))
}

fn line<'a>(id: &str, (was, is): Sides<(&str, &Totals)>, cells: impl Iterator<Item = &'a CellLine>) -> PartyLine {
    let (added, removed) = nets(cells);
    PartyLine {
        id: id.to_owned(),
        name: is.or(was).map_or(id, |(name, _)| name).to_owned(),
        counts: Counts::of(was.map(|(_, totals)| totals), is.map(|(_, totals)| totals)),
        added,
        removed,
    }
}

/// By how much the parties of a union count persons more than once.
fn repeats(union: &Union) -> u64 {
    union.exactly.iter().map(|part| part.persons * (part.of.len() as u64).saturating_sub(1)).sum()
}

/// One line per rule, and one for persons in a perimeter only.
pub(super) fn rules(before: &Assessment, after: &Assessment) -> Vec<RuleLine> {
    let key = |count: &RuleCount| (count.rule, count.difference);
    let keys: BTreeSet<_> = [before, after].into_iter().flat_map(|a| a.makeup.rules.iter().map(key)).collect();
    let rule = |(rule, difference): (Rule, Option<Difference>)| {
        let count = |a: &Assessment| a.makeup.rules.iter().find(|count| key(count) == (rule, difference)).copied();
        let whole = |a: &Assessment| a.makeup.rules.iter().any(|count| count.rule == rule && count.possible);
        let (was, is) = (count(before), count(after));
        RuleLine {
            rule: Some(rule),
            difference,
            possible_before: whole(before),
            possible_after: whole(after),
            in_estimate_before: was.or(is).is_some_and(|count| count.certainty.is_in_estimate()),
            in_estimate_after: is.or(was).is_some_and(|count| count.certainty.is_in_estimate()),
            persons: Change::of(was.map(|count| count.persons), is.map(|count| count.persons)),
        }
    };
    let perimeter = RuleLine {
        rule: None,
        difference: None,
        possible_before: true,
        possible_after: true,
        in_estimate_before: true,
        in_estimate_after: true,
        persons: evidence(before, after).perimeter,
    };
    keys.into_iter().map(rule).chain([perimeter]).collect()
}

pub(super) fn evidence(before: &Assessment, after: &Assessment) -> EvidenceLines {
    let (was, is) = (&before.makeup.evidence, &after.makeup.evidence);
    EvidenceLines {
        records: Change::between(was.records, is.records),
        perimeter: Change::between(was.perimeter, is.perimeter),
        both: Change::between(was.both, is.both),
    }
}
