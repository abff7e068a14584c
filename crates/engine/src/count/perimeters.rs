//! Counts the members of each perimeter, and those of them whom leaked rows match.

use super::Evidences;
use crate::exposure::{Ground, Link};
use crate::index::{InsurerIx, MemberIx, PersonIx};
use crate::plan::Plan;
use model::code::Code;
use model::figures::PerimeterReport;
use model::finding::{Finding, Level};
use model::incident::{Perimeter, Status};

/// The counts of one perimeter.
#[derive(Clone, Default)]
struct Counts {
    rows: u64,
    persons: u64,
    rows_met: u64,
    persons_met: u64,
    /// Rows with too few values for any rule; they count nowhere else.
    rejected: u64,
    /// Rows that an exposed perimeter of the same operator contains too.
    exposed_too: u64,
}

/// A member row in a perimeter of the operator whose leaked rows match it: the insurer, the position of the perimeter
/// in the insurer's list, the person.
pub(super) type Met = (InsurerIx, usize, PersonIx);

/// The matched member rows in perimeters, one entry per perimeter.
pub(super) fn met<'a>(plan: &'a Plan, links: &'a [Link]) -> impl Iterator<Item = Met> + 'a {
    let met = links.iter().filter(|link| link.ground == Ground::Met && link.strength.is_some());
    let links = met.filter(|link| !link.traits.perimeters.is_empty());
    links.flat_map(|link| {
        let insurer = &plan.incident.insurers[&plan.insurers[usize::from(link.insurer)]];
        let operator = &plan.operators[usize::from(link.operator)];
        let of_operator = move |(place, perimeter): &(usize, &Perimeter)| {
            link.traits.perimeters.contains(*place) && perimeter.operator == *operator
        };
        let places = insurer.perimeters.iter().enumerate().filter(of_operator);
        places.map(|(place, _)| (link.insurer, place, link.person))
    })
}

/// The counts of all perimeters: by insurer, in the order of the incident file.
pub(super) struct Perimeters(Vec<Vec<Counts>>);

impl Perimeters {
    /// Counts rows and persons of every perimeter.
    pub(super) fn of(plan: &Plan, evidences: &Evidences<'_>) -> Perimeters {
        let declared = || plan.incident.insurers.values().map(|insurer| &insurer.perimeters);
        let mut counts: Vec<Vec<Counts>> = declared().map(|list| vec![Counts::default(); list.len()]).collect();
        let declared: Vec<_> = declared().collect();
        if declared.iter().all(|list| list.is_empty()) {
            return Perimeters(counts);
        }
        let mut persons: Vec<Met> = Vec::new();
        let rows = evidences.members.rows().zip(MemberIx::all(evidences.members.count()));
        for (row, member) in rows.filter(|(row, _)| !row.traits.perimeters.is_empty() && !row.duplicate) {
            let (list, counts) = (declared[usize::from(row.insurer)], &mut counts[usize::from(row.insurer)]);
            for (place, perimeter) in
                list.iter().enumerate().filter(|(place, _)| row.traits.perimeters.contains(*place))
            {
                if row.rejected {
                    counts[place].rejected += 1;
                    continue;
                }
                counts[place].rows += 1;
                persons.push((row.insurer, place, evidences.members.person(member)));
                let is_exposed =
                    |other: usize| list[other].operator == perimeter.operator && list[other].status == Status::Exposed;
                let others = (0..list.len()).filter(|other| *other != place && row.traits.perimeters.contains(*other));
                counts[place].exposed_too += u64::from(others.into_iter().any(is_exposed));
            }
        }
        for (insurer, place, _) in distinct(persons) {
            counts[usize::from(insurer)][place].persons += 1;
        }
        Perimeters(counts)
    }

    /// Counts the rows and persons that leaked rows match.
    pub(super) fn add_matched(mut self, met: Vec<Met>) -> Perimeters {
        for (insurer, place, _) in &met {
            self.0[usize::from(*insurer)][*place].rows_met += 1;
        }
        for (insurer, place, _) in distinct(met) {
            self.0[usize::from(insurer)][place].persons_met += 1;
        }
        self
    }

    /// The perimeters of an insurer, as reported.
    pub(super) fn report(&self, plan: &Plan, insurer: InsurerIx) -> Vec<PerimeterReport> {
        let declared = &plan.incident.insurers[&plan.insurers[usize::from(insurer)]].perimeters;
        let counted = (1..).zip(declared).zip(&self.0[usize::from(insurer)]);
        counted
            .map(|((number, perimeter), counts)| PerimeterReport {
                number,
                operator: perimeter.operator.to_string(),
                status: perimeter.status,
                rows: counts.rows,
                persons: counts.persons,
                rows_met: counts.rows_met,
                persons_met: counts.persons_met,
            })
            .collect()
    }

    /// Findings from the perimeters.
    pub(super) fn findings(&self, plan: &Plan) -> Vec<Finding> {
        let mut found = Vec::new();
        for ((id, insurer), counts) in plan.incident.insurers.iter().zip(&self.0) {
            for (number, (perimeter, counts)) in (1..).zip(insurer.perimeters.iter().zip(counts)) {
                let finding = |code: Code, level: Level| Finding {
                    perimeter: Some(number),
                    ..Finding::new(code, level).party(id)
                };
                let mut add = |code: Code, level: Level, rows: u64| {
                    if rows > 0 {
                        found.push(finding(code, level).rows(rows));
                    }
                };
                match perimeter.status {
                    Status::NotConcerned => {
                        add(Code::PerimeterNotConcernedMet, Level::Grave, counts.rows_met);
                        add(Code::PerimeterContradiction, Level::Warning, counts.exposed_too);
                    }
                    Status::Exposed => add(Code::PerimeterRejectedRows, Level::Warning, counts.rejected),
                    Status::NotEstablished => add(Code::PerimeterNotEstablishedMet, Level::Warning, counts.rows_met),
                }
                if counts.rows == 0 && !insurer.members.is_empty() {
                    found.push(finding(Code::PerimeterEmpty, Level::Warning));
                }
            }
        }
        found
    }
}

fn distinct<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}
