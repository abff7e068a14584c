//! The data behind all dossiers of one controller.

use model::figures::{Assessment, Cell, Declared, InsurerReport};
use model::incident::{Field, Incident, Informed, Insurer, Operator, Status};
use model::severity::Severity;

/// One controller: figures, declarations, severity.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The incident as declared.
    pub incident: &'a Incident,
    /// All figures.
    pub assessment: &'a Assessment,
    /// The controller as declared.
    pub declared: &'a Insurer,
    /// Its figures.
    pub report: &'a InsurerReport,
    /// The severity for its persons.
    pub severity: &'a Severity,
}

/// State of a field, over all operators that lost this controller's data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Declared exposed by an operator, or found in its rows.
    Exposed,
    /// Declared not exposed by every operator, and found in no row.
    NotExposed,
    /// Neither.
    NotEstablished,
}

impl<'a> Facts<'a> {
    /// The controllers whose persons are exposed, by id.
    pub fn all(incident: &'a Incident, assessment: &'a Assessment) -> impl Iterator<Item = Facts<'a>> {
        assessment.severity.iter().filter_map(move |severity| {
            let (_, declared) = incident.insurers.iter().find(|(id, _)| id.as_str() == severity.insurer)?;
            let report = assessment.insurers.iter().find(|report| report.id == severity.insurer)?;
            Some(Facts { incident, assessment, declared, report, severity })
        })
    }

    /// The operators that lost its data: figures and declaration.
    pub fn operators(&self) -> impl Iterator<Item = (&'a Cell, &'a Operator)> {
        let exposed = self.report.operators.iter().filter(|cell| cell.status == Status::Exposed);
        let incident = self.incident;
        exposed.filter_map(|cell| {
            incident.operators.iter().find(|(id, _)| id.as_str() == cell.id).map(|(_, operator)| (cell, operator))
        })
    }

    /// Whether persons are informed. A decision against it counts as an answer.
    pub fn informed(&self) -> Option<Informed> {
        let duty = &self.severity.duties.persons;
        let decided_against = !duty.value && duty.decided.is_some();
        self.declared
            .communication
            .as_ref()
            .map(|communication| communication.status)
            .or(decided_against.then_some(Informed::No))
    }

    /// The state of a field.
    pub fn state(&self, field: Field) -> State {
        if self.severity.fields.contains(&field) {
            return State::Exposed;
        }
        let denied = |cell: &Cell| {
            cell.fields.iter().any(|count| count.field == field && count.declared == Declared::NotExposed)
        };
        match self.operators().all(|(cell, _)| denied(cell)) {
            true => State::NotExposed,
            false => State::NotEstablished,
        }
    }
}
