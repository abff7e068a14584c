//! Declarations that contradict each other or the assessment: each is a finding that names both.

use super::Severity;
use crate::code::Code;
use crate::finding::{Finding, Level};
use crate::incident::{Incident, Informed};

/// Findings about what controllers declare of telling persons.
pub fn contradictions(incident: &Incident, severities: &[Severity]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, insurer) in &incident.insurers {
        let Some(communication) = &insurer.communication else { continue };
        let severity = severities.iter().find(|severity| severity.insurer == id.as_str());
        if communication.status == Informed::No && severity.is_some_and(|severity| severity.duties.persons.value) {
            found.push(Finding::new(Code::CommunicationAgainstRisk, Level::Grave).party(id));
        }
        let day_to_come = communication.on.is_some_and(|on| on > incident.reference_date);
        if communication.status == Informed::Yes && day_to_come {
            found.push(Finding::new(Code::CommunicationDayToCome, Level::Warning).party(id));
        }
    }
    found
}
