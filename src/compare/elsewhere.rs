//! Parts of the reports that differ but are not listed in detail. Naming them makes "no difference" a claim about the
//! whole report.

use model::code::Code;
use model::figures::{
    Assessment, FieldCount, InsurerReport, Loss, Makeup, ManagerCount, Matching, OwnNumbers, Persons, Totals,
    TwoValues, Unmatched,
};
use model::finding::Finding;
use model::incident::Status;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A part of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part {
    /// Status of an insurer.
    Status,
    /// Breakdown of the high figure, and persons outside the estimate.
    Outside,
    /// Groups of persons: policyholders, minors, sexes, decades.
    Groups,
    /// Rules and types of evidence by insurer or operator.
    Rules,
    /// Rows that match nobody, by what they resemble, when they were born and whom they name, and how all this was measured.
    Unmatched,
    /// Who is at several insurers or operators.
    Overlaps,
    /// Sets of fields that persons lost, by whom, and on what it rests.
    Sets,
    /// Fields, as declared and as observed.
    Fields,
    /// Identifiability of persons.
    Identifiability,
    /// Persons by manager.
    Managers,
    /// Perimeters and their populations.
    Perimeters,
    /// Severity and duties.
    Severity,
    /// Findings.
    Findings,
}

/// One scope: all, an insurer, an operator, or an operator at an insurer.
pub(super) struct Scope<'a> {
    status: Option<Status>,
    pub totals: &'a Totals,
    pub makeup: &'a Makeup,
    fields: &'a [FieldCount],
    managers: &'a [ManagerCount],
}

/// Ids of insurer and operator; `None` over all of them.
type ScopeId<'a> = (Option<&'a str>, Option<&'a str>);

pub(super) fn scopes(a: &Assessment) -> BTreeMap<ScopeId<'_>, Scope<'_>> {
    let whole = Scope { status: None, totals: &a.totals, makeup: &a.makeup, fields: &[], managers: &[] };
    let mut scopes = BTreeMap::from([((None, None), whole)]);
    for operator in &a.operators {
        let (totals, makeup, fields) = (&operator.totals, &operator.makeup, &operator.fields[..]);
        let scope = Scope { status: None, totals, makeup, fields, managers: &[] };
        scopes.insert((None, Some(operator.id.as_str())), scope);
    }
    for insurer in &a.insurers {
        let (id, totals, makeup) = (Some(insurer.id.as_str()), &insurer.totals, &insurer.makeup);
        let scope = Scope { status: Some(insurer.status), totals, makeup, fields: &[], managers: &[] };
        scopes.insert((id, None), scope);
        for cell in &insurer.operators {
            let (totals, makeup) = (&cell.totals, &cell.makeup);
            let (fields, managers) = (&cell.fields[..], &cell.managers[..]);
            let scope = Scope { status: Some(cell.status), totals, makeup, fields, managers };
            scopes.insert((id, Some(cell.id.as_str())), scope);
        }
    }
    scopes
}

/// The parts that differ, among scopes that both reports have. `renamed` maps the old path of a renamed file to the new
/// one.
pub(super) fn parts(before: &Assessment, after: &Assessment, renamed: &BTreeMap<String, String>) -> Vec<Part> {
    let (was, is) = (scopes(before), scopes(after));
    let everywhere = |same: fn(&Scope<'_>, &Scope<'_>) -> bool| {
        was.iter().all(|(of, was)| is.get(of).is_none_or(|is| same(was, is)))
    };
    let same = [
        (Part::Status, everywhere(|was, is| was.status == is.status)),
        (Part::Outside, everywhere(|was, is| outside(was.totals) == outside(is.totals))),
        (
            Part::Groups,
            everywhere(|was, is| groups(was.totals) == groups(is.totals) && was.makeup.groups == is.makeup.groups)
                && where_told(before, after, |insurer| insurer.told),
        ),
        (
            Part::Rules,
            everywhere(|was, is| was.makeup.rules == is.makeup.rules && was.makeup.evidence == is.makeup.evidence),
        ),
        (
            Part::Unmatched,
            unmatched(before) == unmatched(after)
                && by_insurer(before, |i| &i.not_found) == by_insurer(after, |i| &i.not_found)
                && where_told(before, after, |insurer| insurer.named_only),
        ),
        (Part::Overlaps, (&before.overlaps, &before.unions) == (&after.overlaps, &after.unions)),
        (Part::Sets, everywhere(|was, is| was.makeup.sets == is.makeup.sets) && where_told(before, after, losses)),
        (Part::Fields, everywhere(|was, is| was.fields == is.fields)),
        (
            Part::Identifiability,
            by_insurer(before, |i| &i.identifiability) == by_insurer(after, |i| &i.identifiability),
        ),
        (Part::Managers, managers(before) == managers(after) && everywhere(|was, is| was.managers == is.managers)),
        (Part::Perimeters, by_insurer(before, |i| &i.perimeters) == by_insurer(after, |i| &i.perimeters)),
        (Part::Severity, (&before.severity, &before.not_established) == (&after.severity, &after.not_established)),
        (Part::Findings, findings(before, renamed) == findings(after, &BTreeMap::new())),
    ];
    same.into_iter().filter(|(_, same)| !same).map(|(part, _)| part).collect()
}

/// What is said of matching besides its levels. The share of chance is a setting, and a cause.
fn unmatched(a: &Assessment) -> (Option<u64>, Option<OwnNumbers>, Option<&TwoValues>, Option<&Unmatched>) {
    let Matching { max_chance_ppm: _, one_in, levels: _, own_numbers, two_values, unmatched } = &a.matching;
    (*one_in, *own_numbers, two_values.as_ref(), unmatched.as_ref())
}

/// Figures outside the estimate.
fn outside(totals: &Totals) -> [u64; 7] {
    let rows = totals.high_rows;
    let of_high = [rows.met, rows.doubtful, rows.ambiguous, rows.household];
    let [met, doubtful, ambiguous, household] = of_high;
    [met, doubtful, ambiguous, household, totals.doubtful, totals.ambiguous, totals.household]
}

fn groups(totals: &Totals) -> [u64; 5] {
    [totals.policyholders, totals.dependants, totals.minors, totals.former, totals.deceased]
}

fn by_insurer<T>(a: &Assessment, what: fn(&InsurerReport) -> &T) -> Vec<(&str, &T)> {
    a.insurers.iter().map(|insurer| (insurer.id.as_str(), what(insurer))).collect()
}

/// Whether what both reports tell of an insurer is the same: reports of before do not tell all of it.
fn where_told<T: PartialEq>(before: &Assessment, after: &Assessment, what: fn(&InsurerReport) -> Option<T>) -> bool {
    let same = |was: &InsurerReport, is: &InsurerReport| match (what(was), what(is)) {
        (Some(was), Some(is)) => was == is,
        _ => true,
    };
    let of = |id: &str| after.insurers.iter().find(|insurer| insurer.id == id);
    before.insurers.iter().all(|was| of(&was.id).is_none_or(|is| same(was, is)))
}

/// What was lost of an insurer's persons, but for what reports of before do not tell.
fn losses(insurer: &InsurerReport) -> Option<Vec<Loss>> {
    let losses = insurer.losses.as_ref()?.iter().cloned();
    Some(losses.map(|loss| Loss { in_perimeter: None, ..loss }).collect())
}

fn managers(a: &Assessment) -> Vec<(&str, Persons)> {
    a.managers.iter().map(|manager| (manager.id.as_str(), manager.persons)).collect()
}

/// Findings in a fixed order, with renamed files under their new paths. The finding about the published key is left
/// out: the key does not affect figures.
fn findings(a: &Assessment, renamed: &BTreeMap<String, String>) -> Vec<String> {
    let listed = a.findings.iter().filter(|finding| finding.code != Code::KeyPublished).cloned();
    let file = |finding: &Finding| finding.file.as_ref().map(|file| renamed.get(file).unwrap_or(file).clone());
    let listed = listed.map(|finding| Finding { file: file(&finding), ..finding });
    let mut listed: Vec<String> = listed.map(|finding| format!("{finding:?}")).collect();
    listed.sort();
    listed
}
