//! ENISA's method of 2013 ("Recommendations for a methodology of the assessment of severity of personal data
//! breaches"): severity = data processing context × ease of identification + circumstances of the breach.
//!
//! All values are in hundredths, because scores of such breaches often lie exactly on the edge of a band. The tables
//! are ENISA's. Where they have no row for a field (birth date, contract number), the row is ampleur's choice, and the
//! derivation says so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::identification::{self, Identification, Measures, has_full_name};
use crate::incident::{Availability, Ease, Field, FieldSet, Incident, Integrity, Judgement, Nature, Recipients};

/// A score and its derivation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// Data processing context: 1 to 4.
    pub context: Context,
    /// Ease of identification.
    pub identification: Identification,
    /// Circumstances of the breach.
    pub circumstances: Circumstances,
    /// context × identification + circumstances, in hundredths: 25 to 600.
    pub score_hundredths: u64,
    /// Band of the score.
    pub band: Band,
}

/// Band of a score: below 2, from 2, from 3, from 4.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Band {
    Low,
    Medium,
    High,
    VeryHigh,
}

/// Data processing context. Each class is scored; the highest score is used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Context {
    /// Classes of the lost fields.
    pub classes: Vec<ClassScore>,
    /// Highest score of these classes.
    pub proposed: u8,
    /// Value that applies: the controller's decision, or else the proposal.
    pub value: u8,
    /// Reason for the controller's decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
}

/// ENISA's four classes of data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Class {
    Simple,
    Behavioural,
    Financial,
    Sensitive,
}

/// A class and its score.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ClassScore {
    /// The class.
    pub class: Class,
    /// Lost fields in this class.
    pub fields: Vec<Field>,
    /// Base score.
    pub base: u8,
    /// Adjustment by one point, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// Resulting score.
    pub score: u8,
}

/// Adjustment of a class by one point.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// +1: the insurer, the cover or the manager reveals something about a person's social or financial status.
    TellsStanding,
    /// −1: account numbers without the names of the holders give no significant insight.
    AccountAlone,
    /// −1: reimbursements, or a health professional, allow assumptions about health, but are not health data as such.
    AllowsAssumptions,
}

impl Step {
    /// The class score after the adjustment.
    pub fn moves(self, base: u8) -> u8 {
        match self {
            Step::TellsStanding => base.saturating_add(1),
            Step::AccountAlone | Step::AllowsAssumptions => base.saturating_sub(1),
        }
    }
}

/// Circumstances of the breach, in hundredths. An undeclared circumstance is assumed to be the worst case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Circumstances {
    /// Loss of confidentiality: 0, 25 or 50.
    pub confidentiality: Part,
    /// Loss of integrity: 0, 25 or 50.
    pub integrity: Part,
    /// Loss of availability: 0, 25 or 50.
    pub availability: Part,
    /// Malicious intent: 0 or 50.
    pub malicious: Part,
    /// Sum of these: 0 to 200.
    pub sum_hundredths: u64,
}

/// One circumstance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Value, in hundredths.
    pub hundredths: u64,
    /// Whether the value is assumed, because the incident file does not declare it.
    pub assumed: bool,
}

/// The formula; all values in hundredths, `context` from 1 to 4.
pub fn formula(context: u8, identification_hundredths: u64, circumstances_hundredths: u64) -> u64 {
    u64::from(context) * identification_hundredths + circumstances_hundredths
}

/// The band of a score. A lower edge belongs to the band above it.
pub fn band(score_hundredths: u64) -> Band {
    match score_hundredths {
        ..200 => Band::Low,
        200..300 => Band::Medium,
        300..400 => Band::High,
        400.. => Band::VeryHigh,
    }
}

/// The score for the loss of these fields, with the decisions in `judgement` applied.
pub fn score(incident: &Incident, judgement: &Judgement, fields: FieldSet, measured: Option<&Measures>) -> Score {
    let context = context(judgement, fields);
    let identification = identification::of(judgement, fields, measured);
    let circumstances = circumstances(incident);
    let score_hundredths = formula(context.value, identification.value_hundredths, circumstances.sum_hundredths);
    Score { band: band(score_hundredths), context, identification, circumstances, score_hundredths }
}

/// The class of a field.
fn class(field: Field) -> Class {
    match field {
        Field::BankDetails | Field::CardNumber | Field::Income => Class::Financial,
        Field::MedicalData | Field::Reimbursements | Field::HealthProfessional => Class::Sensitive,
        Field::Location => Class::Behavioural,
        _ => Class::Simple,
    }
}

fn context(judgement: &Judgement, fields: FieldSet) -> Context {
    let has = |field: Field| fields.contains(field);
    let all = fields;
    let classes: Vec<ClassScore> =
        [(Class::Simple, 1), (Class::Behavioural, 2), (Class::Financial, 3), (Class::Sensitive, 4)]
            .into_iter()
            .filter_map(|(of, base)| {
                let fields: Vec<Field> = fields.iter().filter(|field| class(*field) == of).collect();
                let step = match of {
                    Class::Simple if has(Field::Insurer) || has(Field::Guarantees) || has(Field::Manager) => {
                        Some(Step::TellsStanding)
                    }
                    Class::Financial if !has_full_name(all) => Some(Step::AccountAlone),
                    Class::Sensitive if !has(Field::MedicalData) => Some(Step::AllowsAssumptions),
                    _ => None,
                };
                let score = step.map_or(base, |step| step.moves(base));
                (!fields.is_empty()).then_some(ClassScore { class: of, fields, base, step, score })
            })
            .collect();
    // If no field is known to be lost, the lowest context applies.
    let proposed = classes.iter().map(|class| class.score).max().unwrap_or(1);
    let decided = judgement.data_context.as_ref();
    Context {
        classes,
        proposed,
        value: decided.map_or(proposed, |judged| judged.value),
        decided: decided.map(|judged| judged.reason.clone()),
    }
}

/// ENISA's four levels of identification, in hundredths.
pub fn hundredths(ease: Ease) -> u64 {
    match ease {
        Ease::Negligible => 25,
        Ease::Limited => 50,
        Ease::Significant => 75,
        Ease::Maximum => 100,
    }
}

/// Loss of confidentiality, in hundredths.
pub fn recipients_hundredths(recipients: Recipients) -> u64 {
    match recipients {
        Recipients::None => 0,
        Recipients::Known => 25,
        Recipients::Unknown => 50,
    }
}

/// Loss of integrity, in hundredths.
pub fn integrity_hundredths(integrity: Integrity) -> u64 {
    match integrity {
        Integrity::Restored => 0,
        Integrity::Recoverable => 25,
        Integrity::Lost => 50,
    }
}

/// Loss of availability, in hundredths.
pub fn availability_hundredths(availability: Availability) -> u64 {
    match availability {
        Availability::Restored => 0,
        Availability::Temporary => 25,
        Availability::Permanent => 50,
    }
}

fn circumstances(incident: &Incident) -> Circumstances {
    let declared = &incident.circumstances;
    let part = |nature: Nature, declared: Option<u64>| match declared {
        Some(hundredths) => Part { hundredths, assumed: false },
        None if incident.lost(nature) => Part { hundredths: 50, assumed: true },
        None => Part { hundredths: 0, assumed: false },
    };
    let confidentiality = part(Nature::Confidentiality, declared.recipients.map(recipients_hundredths));
    let integrity = part(Nature::Integrity, declared.integrity.map(integrity_hundredths));
    let availability = part(Nature::Availability, declared.availability.map(availability_hundredths));
    let malicious = match incident.is_malicious() {
        Some(malicious) => Part { hundredths: if malicious { 50 } else { 0 }, assumed: false },
        None => Part { hundredths: 50, assumed: true },
    };
    let sum_hundredths =
        confidentiality.hundredths + integrity.hundredths + availability.hundredths + malicious.hundredths;
    Circumstances { confidentiality, integrity, availability, malicious, sum_hundredths }
}
