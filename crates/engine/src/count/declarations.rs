//! What a report says by the declarations of the incident file, which move no count: names, severity and duties, and the findings about
//! declarations.

use model::code::Code;
use model::figures::{Assessment, Cell, Declared, FieldCount, Head, Identifiability, InsurerReport};
use model::finding::{self, Finding, Level};
use model::incident::{FieldSet, Id, Incident, Status};
use model::severity::{self, Lost, Measures};

/// The findings that declarations alone decide.
const DECLARED: [Code; 4] = [
    Code::CommunicationAgainstRisk,
    Code::CommunicationDayToCome,
    Code::IncidentNoBasisAcross,
    Code::IncidentNoLegalBasis,
];

/// Says again what an incident declares. The counts, and all that follows from rows, stay as they are.
pub fn declare(incident: &Incident, assessment: &mut Assessment) {
    assessment.incident = Head::of(incident);
    let name = |known: Option<&String>, name: &mut String| {
        if let Some(known) = known {
            name.clone_from(known);
        }
    };
    for report in &mut assessment.insurers {
        name(of(&incident.insurers, &report.id).map(|insurer| &insurer.name), &mut report.name);
    }
    for report in &mut assessment.operators {
        name(of(&incident.operators, &report.id).map(|operator| &operator.name), &mut report.name);
    }
    assessment.severity = severity::of(incident, &lost(incident, &assessment.insurers, Status::Exposed));
    assessment.not_established = severity::of(incident, &lost(incident, &assessment.insurers, Status::NotEstablished));
    let found = &mut assessment.findings;
    found.retain(|finding| !DECLARED.contains(&finding.code));
    found.extend(severity::contradictions(incident, &assessment.severity));
    if incident.legal_basis().is_none() {
        found.push(Finding::new(Code::IncidentNoLegalBasis, Level::Warning));
    }
    if incident.joins_insurers() && incident.legal_basis_across().is_none() {
        found.push(Finding::new(Code::IncidentNoBasisAcross, Level::Warning));
    }
    finding::sort(found);
}

fn of<'a, T>(parties: &'a std::collections::BTreeMap<Id, T>, id: &str) -> Option<&'a T> {
    parties.iter().find(|(known, _)| known.as_str() == id).map(|(_, party)| party)
}

/// The input of the severity: for each insurer with a status, the fields that each operator with it lost, and the operators
/// of which nothing is established.
fn lost<'a>(incident: &Incident, insurers: &'a [InsurerReport], status: Status) -> Vec<Lost<'a>> {
    let is_lost = |count: &&FieldCount| count.declared == Declared::Exposed || count.observed_records > 0;
    let fields = |cell: &Cell| cell.fields.iter().filter(is_lost).map(|count| count.field).collect();
    let lost = insurers.iter().filter(|report| report.status == status).map(|report| {
        let cells = report.operators.iter().filter(|cell| cell.status == status);
        // Where none is listed any may process the data; what is owed for one that meets nobody begins with what the controller
        // knows of it.
        let declared = of(&incident.insurers, &report.id);
        let is_named = |id: &str| {
            declared.is_none_or(|of| of.operators.is_some() || of.aware.keys().any(|known| known.as_str() == id))
        };
        let open = report.operators.iter();
        let open = open.filter(|cell| cell.status == Status::NotEstablished && is_named(&cell.id));
        Lost {
            insurer: &report.id,
            persons: report.totals.persons.estimate,
            minors: report.totals.minors,
            measured: report.identifiability.as_ref().map(measures),
            by: cells.map(|cell| (cell.id.as_str(), fields(cell))).collect(),
            open: open.filter(|_| status == Status::Exposed).map(|cell| cell.id.as_str()).collect(),
        }
    });
    lost.collect()
}

/// The measured shares, also those of sets without one of their fields.
fn measures(measured: &Identifiability) -> Measures {
    let whole = measured.sets.iter().map(|of| (of.fields.iter().copied().collect::<FieldSet>(), of.alone_ppm));
    let parts = measured.sets.iter().flat_map(|of| {
        of.without.iter().map(|without| {
            let rest = of.fields.iter().copied().filter(|field| *field != without.field);
            (rest.collect::<FieldSet>(), without.alone_ppm)
        })
    });
    Measures { comparable: measured.comparable.iter().copied().collect(), alone: whole.chain(parts).collect() }
}
