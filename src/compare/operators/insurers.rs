//! Insurers by operator: service, share of members exposed, severity and deadline.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Both, Pair, Part, Party};
use crate::words::Words;
use model::figures::{Cell, InsurerReport, OperatorReport};
use model::incident::{Insurer, Status};
use model::severity::{Band, Clock, Severity};

/// Insurers of an operator, by id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Insurers {
    /// Insurers that it serves according to the incident file.
    pub served: Vec<String>,
    /// Insurers whose persons it exposed, by matched members or by a perimeter.
    pub exposed: Vec<String>,
}

/// Share of an insurer's members that each operator exposed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct ShareLine {
    /// The insurer.
    pub insurer: Party,
    /// Members of the insurer; absent if none are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<Population>,
    /// Values by operator.
    #[serde(flatten)]
    pub of: Both<Share>,
}

/// Members of an insurer, and the unit in which they are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Population {
    /// Unit of the count.
    pub counted: Counted,
    /// Number of members.
    pub size: u64,
}

/// Unit in which a population is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Counted {
    /// Distinct persons, as in the identifiability of the report.
    Persons,
    /// Member rows without duplicates and rejected rows, where the report has no count of persons. A person may have
    /// several rows, so a share of rows is not a share of persons.
    MemberRows,
}

/// An insurer's members exposed by one operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Share {
    /// Whether the operator serves the insurer according to the incident file.
    pub served: bool,
    /// Persons in the estimate.
    pub persons: u64,
    /// Exposed part of the population, in its unit: persons in the estimate, or rows matched unambiguously or in an
    /// exposed perimeter. Absent if no population is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Part>,
}

/// Severity of what each operator lost of an insurer's persons, and the insurer's duty to notify the authority.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct SeverityLine {
    /// The insurer.
    pub insurer: Party,
    /// Score by operator; null if it exposed none of the insurer's persons.
    #[serde(flatten)]
    pub of: Both<Option<OwnScore>>,
    /// One notification for both operators: the insurer notifies the breach, not an operator's part of it.
    pub notification: Notification,
}

/// Score of what one operator alone lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct OwnScore {
    /// Proposed ENISA score, in hundredths.
    pub score_hundredths: u64,
    /// Band of the score.
    pub band: Band,
}

/// Notification of the authority.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Notification {
    /// Whether it is required: the controller's decision, or else the proposal.
    pub owed: bool,
    /// The 72 hours; absent if the incident file does not state when the insurer was informed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Clock>,
}

impl Pair<'_> {
    pub(super) fn insurers(&self) -> Both<Insurers> {
        let Pair { opened, .. } = self;
        let of = |operator: &OperatorReport| {
            let served = opened.incident.insurers.iter().filter(|(_, insurer)| serves(operator, insurer));
            let is_exposed = |cell: &Cell| cell.status == Status::Exposed;
            let reports = opened.assessment.insurers.iter();
            let exposed = reports.filter(|insurer| cell(insurer, operator).is_some_and(is_exposed));
            Insurers {
                served: served.map(|(id, _)| id.to_string()).collect(),
                exposed: exposed.map(|insurer| insurer.id.clone()).collect(),
            }
        };
        self.both(self.operators.map(of), Words::operators_insurers)
    }

    pub(super) fn shares(&self) -> Vec<ShareLine> {
        // A report has a cell for every insurer that an operator serves or has exposed.
        let has_cell = |insurer: &&InsurerReport| self.operators.iter().any(|o| cell(insurer, o).is_some());
        let line = |insurer: &InsurerReport| {
            let population = self.population(insurer);
            let shares = self.operators.map(|operator| self.share(insurer, population, operator));
            ShareLine {
                insurer: Party { id: insurer.id.clone(), name: insurer.name.clone() },
                population,
                of: self.both(shares, |words, of| words.operators_share(&insurer.name, population, of)),
            }
        };
        self.opened.assessment.insurers.iter().filter(has_cell).map(line).collect()
    }

    pub(super) fn severity(&self) -> Vec<SeverityLine> {
        let a = &self.opened.assessment;
        let line = |severity: &Severity| {
            let scores = self.operators.map(|operator| OwnScore::of(severity, operator));
            let insurer = a.insurers.iter().find(|insurer| insurer.id == severity.insurer)?;
            let Severity { duties, .. } = severity;
            let notification = Notification { owed: duties.authority.value, deadline: duties.first_clock().cloned() };
            let is_told = scores.iter().any(Option::is_some);
            is_told.then(|| SeverityLine {
                insurer: Party { id: insurer.id.clone(), name: insurer.name.clone() },
                of: self.both(scores, |words, of| {
                    let duty = words.operators_duty(&notification, &a.incident.reference_date);
                    format!("{} {duty}", words.operators_severity(&insurer.name, of))
                }),
                notification,
            })
        };
        a.severity.iter().filter_map(line).collect()
    }

    fn population(&self, insurer: &InsurerReport) -> Option<Population> {
        if let Some(identifiability) = &insurer.identifiability {
            return Some(Population { counted: Counted::Persons, size: identifiability.population });
        }
        let files = self.opened.assessment.conservation.members.iter();
        let mine = files.filter(|file| file.insurer.as_ref() == Some(&insurer.id));
        let size: u64 = mine.map(|file| file.exposed + file.not_exposed).sum();
        (size > 0).then_some(Population { counted: Counted::MemberRows, size })
    }

    fn share(&self, insurer: &InsurerReport, population: Option<Population>, operator: &OperatorReport) -> Share {
        let declared = self.opened.incident.insurers.iter().find(|(id, _)| id.as_str() == insurer.id);
        // No cell: no members matched and no perimeter declared exposed.
        let (persons, rows) =
            cell(insurer, operator).map_or((0, 0), |cell| (cell.totals.persons.estimate, cell.totals.high_rows.met));
        let part = |population: Population| match population.counted {
            Counted::Persons => Part::of(persons, population.size),
            Counted::MemberRows => Part::of(rows, population.size),
        };
        Share {
            served: declared.is_some_and(|(_, declared)| serves(operator, declared)),
            persons,
            members: population.and_then(part),
        }
    }
}

impl OwnScore {
    fn of(severity: &Severity, operator: &OperatorReport) -> Option<OwnScore> {
        let own = severity.operators.iter().find(|own| own.operator == operator.id)?;
        Some(OwnScore { score_hundredths: own.score_hundredths, band: own.band })
    }
}

fn serves(operator: &OperatorReport, insurer: &Insurer) -> bool {
    insurer.operators.as_ref().is_none_or(|ids| ids.iter().any(|id| id.as_str() == operator.id))
}

fn cell<'a>(insurer: &'a InsurerReport, operator: &OperatorReport) -> Option<&'a Cell> {
    insurer.operators.iter().find(|cell| cell.id == operator.id)
}
