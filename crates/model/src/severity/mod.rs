//! Severity of a breach for the persons of each controller, and the resulting duties. Decision support: every step is
//! shown.
//!
//! Derived from counts and from declarations in the incident file, without estimates. The controller decides: each
//! proposal can be overridden in the incident file, with a reason that is printed with it.

mod check;
mod clock;
mod cnil;
mod contradictions;
mod duties;
pub mod enisa;
mod floor;
pub mod identification;
mod likelihood;
mod owed;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::{Field, FieldSet, Incident, Insurer, Judgement};

pub use check::check;
pub use clock::{Clock, hours};
pub use cnil::{GravityReason, ProposedGravity, of_band};
pub use contradictions::contradictions;
pub use duties::{AuthorityGround, Decision, Duties, PersonsGround};
pub use enisa::{Band, Score};
pub use floor::Floor;
pub use identification::Measures;
pub use likelihood::{Chance, ChanceReason, Likelihood};
pub use owed::{Owed, OwedState, What};

/// Severity of the breach for the persons of one controller.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Severity {
    /// Id of the insurer.
    pub insurer: String,
    /// Fields lost: declared exposed, or found in leaked rows.
    pub fields: Vec<Field>,
    /// ENISA score, with its derivation.
    pub enisa: Score,
    /// ENISA's two flags, which do not change the score.
    pub flags: Flags,
    /// The CNIL's level of gravity.
    pub gravity: ProposedGravity,
    /// How likely harm is, apart from the gravity.
    pub likelihood: Likelihood,
    /// Proposed score if nobody had lost the field, for each field.
    pub without: Vec<Without>,
    /// Score of what each operator lost, and what changes it.
    pub operators: Vec<OperatorSeverity>,
    /// Duties of the controller.
    pub duties: Duties,
    /// What the controller owes, to whom and by when.
    pub owed: Vec<Owed>,
}

/// The flags that ENISA reports next to a score.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Flags {
    /// Whether more than 100 persons are affected.
    pub over_100_persons: bool,
    /// Whether those who have the data cannot read them.
    pub unintelligible: bool,
}

/// Score without one field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Without {
    /// Field left out.
    pub field: Field,
    /// Score, in hundredths.
    pub score_hundredths: u64,
    /// Band of the score.
    pub band: Band,
}

/// What one operator lost of a controller's persons.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OperatorSeverity {
    /// Id of the operator.
    pub operator: String,
    /// Proposed score of what this operator alone lost, in hundredths.
    pub score_hundredths: u64,
    /// Band of the score.
    pub band: Band,
    /// The controller's proposed score if this operator had not held the field, all else unchanged.
    pub had_it_not_held: Vec<Without>,
}

/// Data lost of the persons of one insurer.
pub struct Lost<'a> {
    /// Id of the insurer.
    pub insurer: &'a str,
    /// Persons in the estimate.
    pub persons: u64,
    /// Minors among them.
    pub minors: u64,
    /// How well the lost fields single persons out, as measured on the insurer's members.
    pub measured: Option<Measures>,
    /// Id and lost fields of each operator that exposed them.
    pub by: Vec<(&'a str, FieldSet)>,
    /// Ids of the operators that serve the insurer, of which it is not established whether they exposed its persons.
    pub open: Vec<&'a str>,
}

/// The severity for each insurer of which data were lost, in the given order.
pub fn of(incident: &Incident, lost: &[Lost<'_>]) -> Vec<Severity> {
    let declared = |lost: &Lost<'_>| incident.insurers.iter().find(|(id, _)| id.as_str() == lost.insurer);
    lost.iter().filter_map(|lost| declared(lost).map(|(_, declared)| insurer(incident, declared, lost))).collect()
}

fn insurer(incident: &Incident, declared: &Insurer, lost: &Lost<'_>) -> Severity {
    let all = lost.by.iter().fold(FieldSet::default(), |all, (_, fields)| all.union(*fields));
    // Decisions of the controller are ignored here: they would hide what changes the proposal.
    let score = |fields: FieldSet| enisa::score(incident, &Judgement::default(), fields, lost.measured.as_ref());
    let without = |field: Field, fields: FieldSet| {
        let score = score(fields);
        Without { field, score_hundredths: score.score_hundredths, band: score.band }
    };
    let minus = |fields: FieldSet, field: Field| fields.iter().filter(|f| *f != field).collect::<FieldSet>();
    let operators = lost
        .by
        .iter()
        .map(|(id, fields)| {
            let others = lost.by.iter().filter(|(other, _)| other != id);
            let others = others.fold(FieldSet::default(), |all, (_, fields)| all.union(*fields));
            let own = score(*fields);
            OperatorSeverity {
                operator: (*id).to_owned(),
                score_hundredths: own.score_hundredths,
                band: own.band,
                had_it_not_held: fields.iter().map(|f| without(f, others.union(minus(*fields, f)))).collect(),
            }
        })
        .collect();
    let enisa = enisa::score(incident, &declared.judgement, all, lost.measured.as_ref());
    let gravity = cnil::gravity(incident, declared, lost, all, enisa.band);
    let likelihood = likelihood::of(incident);
    let flags =
        Flags { over_100_persons: lost.persons > 100, unintelligible: incident.circumstances.unintelligible.is_some() };
    let severity = Severity {
        insurer: lost.insurer.to_owned(),
        fields: all.iter().collect(),
        without: all.iter().map(|field| without(field, minus(all, field))).collect(),
        operators,
        duties: duties::propose(incident, declared, lost, likelihood, &gravity),
        flags,
        enisa,
        gravity,
        likelihood,
        owed: Vec::new(),
    };
    let concerned: Vec<&str> = lost.by.iter().map(|(operator, _)| *operator).chain(lost.open.iter().copied()).collect();
    Severity { owed: owed::of(incident, declared, &severity, &concerned), ..severity }
}
