//! The EDPB's common notification template, version 1.0: a draft adopted on 8 June 2026, under consultation until 5
//! August 2026, not yet required by any authority.
//!
//! Several sources confirm its existence, dates and outline. The numbers and values of its fields come from a single
//! reproduction (github.com/NicklawAI/edpb-breach-notification-assistant, CC BY 4.0), which the file states.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::harm::{self, Consequence, Harm};
use super::{AnswerSource, Facts, Filled, letter, reasons};
use crate::Words;
use model::incident::{
    Cause, Exemption, Field, Gravity, Informed, Learned, Nature, NotificationKind, Origin, Recipients, Role, Trade,
};
use model::said::Lang;
use model::severity::{Clock, Duties};

/// Value of `schema` in `insurers/<id>/edpb.json`.
pub const SCHEMA: &str = "ampleur/edpb/1";

/// Version of the template.
const TEMPLATE: &str = "EDPB common template for breach notifications, v1.0 (draft of 8 June 2026)";

/// The EDPB template, filled in as far as possible, with the fields that one source gives.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Template {
    /// Always `ampleur/edpb/1`.
    pub schema: String,
    /// Version of the template.
    pub template: String,
    /// Whether its fields are confirmed by two sources; not yet.
    pub confirmed: bool,
    /// Id of the insurer.
    pub insurer: String,
    /// Date of the figures.
    pub reference_date: String,
    /// Number of answered fields, by source.
    pub filled: Filled,
    /// Numbers of the fields not answered yet.
    pub to_complete: Vec<u64>,
    /// Fields, in order of number.
    pub fields: Vec<TemplateField>,
}

/// A field of the template.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TemplateField {
    /// Number of the field.
    pub number: u64,
    /// Short name of the field.
    pub name: String,
    /// Answer, or several values from a list.
    pub values: Vec<String>,
    /// Source of the answer.
    pub from: AnswerSource,
}

fn field(number: u64, name: &str, values: &[&str], from: AnswerSource) -> TemplateField {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    TemplateField { number, name: name.to_owned(), values, from }
}

fn from_incident(number: u64, name: &str, value: Option<&str>) -> TemplateField {
    match value {
        Some(value) => field(number, name, &[value], AnswerSource::Incident),
        None => field(number, name, &[], AnswerSource::Nobody),
    }
}

fn all_from_incident(number: u64, name: &str, values: &[String]) -> TemplateField {
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let from = if values.is_empty() { AnswerSource::Nobody } else { AnswerSource::Incident };
    field(number, name, &values, from)
}

fn not_asked(number: u64, name: &str) -> TemplateField {
    field(number, name, &[], AnswerSource::NotAsked)
}

/// Fills in the template for one controller; a follow-up, if there is a former report.
pub fn template(facts: &Facts<'_>, is_follow_up: bool) -> Template {
    let mut fields = [parties(facts), breach(facts), reach(facts), harm(facts), persons(facts)].concat();
    let open = fields.iter().any(|field| field.from == AnswerSource::Nobody);
    let kind = facts.declared.notification.as_ref().map(|n| n.kind);
    let (follow_up, complete, from) = match kind {
        None => (is_follow_up, !open, AnswerSource::Proposal),
        Some(_) if is_follow_up => (true, !open, AnswerSource::Incident),
        Some(kind) => (
            kind == NotificationKind::Complementary,
            kind == NotificationKind::Complete || (kind == NotificationKind::Complementary && !open),
            AnswerSource::Incident,
        ),
    };
    let of = |yes, one, other| if yes { one } else { other };
    fields.insert(0, field(4, "Subtype", &[of(complete, "Complete", "Incomplete")], from));
    fields.insert(0, field(3, "Type", &[of(follow_up, "Follow-Up Notification", "New Notification")], from));
    Template {
        schema: SCHEMA.to_owned(),
        template: TEMPLATE.to_owned(),
        confirmed: false,
        insurer: facts.report.id.clone(),
        reference_date: facts.incident.reference_date.0.to_string(),
        filled: Filled::of(fields.iter().map(|field| field.from)),
        to_complete: fields.iter().filter(|f| f.from == AnswerSource::Nobody).map(|f| f.number).collect(),
        fields,
    }
}

fn parties(facts: &Facts<'_>) -> Vec<TemplateField> {
    let w = Words::of(Lang::En);
    let named: Vec<String> =
        facts.others().into_iter().map(|(name, role)| format!("{name}: {}", w.role_word(role))).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let involved = "Other parties involved";
    match named.is_empty() {
        true => vec![field(38, involved, &["No"], AnswerSource::Incident), not_asked(39, "Qualification and name")],
        false => vec![
            field(38, involved, &["Yes"], AnswerSource::Incident),
            field(39, "Qualification and name", &named, AnswerSource::Incident),
        ],
    }
}

/// By whom the breach was discovered, as far as the controller declares it.
fn discovered_by(facts: &Facts<'_>) -> Vec<&'static str> {
    let mut by = Vec::new();
    for clock in &facts.severity.duties.clocks {
        let role = facts.operator(&clock.operator).map(|operator| operator.role);
        let who = match (clock.learned, role) {
            (None, _) => continue,
            (Some(Learned::Told), Some(Role::Controller)) | (Some(Learned::Found), _) => "controller",
            (Some(Learned::Told), Some(Role::JointController)) => "external party",
            (Some(Learned::Told), _) => "processor",
            (Some(Learned::Press), _) => "press",
            (Some(Learned::Person), _) => "data subject",
            (Some(Learned::Authority), _) => "other",
        };
        if !by.contains(&who) {
            by.push(who);
        }
    }
    by
}

fn breach(facts: &Facts<'_>) -> Vec<TemplateField> {
    let incident = facts.incident;
    let period = facts.period().map(|period| match &period.to {
        Some(to) if to.to_string() == period.from.to_string() => ("On a specific day", period.from.to_string()),
        Some(to) => ("From a date to a date", format!("{} to {to}", period.from)),
        None if period.is_ongoing() => ("From a date and is still ongoing", period.from.to_string()),
        None => ("To be determined", period.from.to_string()),
    });
    let when = match &period {
        Some((kind, dates)) => field(44, "When the breach occurred", &[kind, dates], AnswerSource::Incident),
        None => field(44, "When the breach occurred", &[], AnswerSource::Nobody),
    };
    let aware = facts.first_clock().map(|clock| clock.aware_on.as_str());
    // One awareness for each operator: the first is the controller's, and starts the first clock.
    let clocks = &facts.severity.duties.clocks;
    let at = |clock: &Clock| {
        let name = facts.operator(&clock.operator).map_or("", |operator| operator.name.as_str());
        if clocks.len() > 1 { format!("{} ({name})", clock.aware_on) } else { clock.aware_on.clone() }
    };
    let all_aware: Vec<String> = clocks.iter().map(at).collect();
    let discovered = discovered_by(facts);
    let told: Vec<String> = clocks.iter().filter(|clock| clock.learned == Some(Learned::Told)).map(at).collect();
    let others_know = facts.severity.duties.clocks.iter().all(|clock| clock.learned.is_some());
    let confidentiality = match incident.circumstances.recipients {
        Some(Recipients::None) => Some("NOT exfiltrated nor disclosed (reasonable evidence)"),
        Some(Recipients::Known | Recipients::Unknown) => Some("exfiltrated or disclosed"),
        None => None,
    };
    vec![
        when,
        all_from_incident(48, "When the controller became aware", &all_aware),
        match discovered.is_empty() {
            true => from_incident(50, "How it was discovered: by whom", None),
            false => field(50, "How it was discovered: by whom", &discovered, AnswerSource::Incident),
        },
        match told.is_empty() && others_know && aware.is_some() {
            true => not_asked(52, "When the other party notified"),
            false => all_from_incident(52, "When the other party notified", &told),
        },
        match incident.lost(Nature::Confidentiality) {
            true => from_incident(56, "Confidentiality", confidentiality),
            false => not_asked(56, "Confidentiality"),
        },
        match &incident.circumstances.unintelligible {
            Some(_) => field(57, "Unintelligible data", &["Yes, protection intact"], AnswerSource::Incident),
            None => field(57, "Unintelligible data", &[], AnswerSource::Nobody),
        },
        from_incident(60, "Kind of incident", incident.origin.map(origin)),
        from_incident(61, "Cause", incident.cause.map(cause)),
    ]
}

/// The closest value of the template, whose list is finer than the CNIL's.
fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Hacking => "Hacking / malware activity detected",
        Origin::LostEquipment => "Device lost or stolen",
        Origin::LostPaper => "Paper lost or stolen",
        Origin::LostMail => "Mail lost or opened",
        Origin::PaperDisposal => "Incorrect disposal of paper",
        Origin::DeviceDisposal => "E-waste",
        Origin::UnintendedPublication => "Unintended publication",
        Origin::WrongPersonOnPortal => "Data of wrong data subject shown",
        Origin::WrongRecipient => "Sent by mistake",
        Origin::Spoken => "Verbal disclosure",
    }
}

fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::InternalMalicious => "Internal malicious",
        Cause::InternalAccidental => "Internal non malicious",
        Cause::ExternalMalicious => "External malicious",
        Cause::ExternalAccidental => "External non malicious",
        Cause::Unknown => "Unknown",
    }
}

/// The category of a field in the template.
fn kind_of_data(field: Field) -> &'static str {
    match field {
        Field::Civility
        | Field::Sex
        | Field::LastName
        | Field::BirthName
        | Field::FirstName
        | Field::BirthDate
        | Field::BirthRank
        | Field::BirthPlace
        | Field::Nationality => "Basic data (name, surname, date of birth)",
        Field::Nir => "Identification data (e.g. National identification number, ID number)",
        Field::PostalAddress | Field::Phone | Field::Email => "Contact details",
        Field::BankDetails | Field::Income => "Economic and financial",
        Field::CardNumber => "Payment methods",
        Field::MedicalData | Field::Reimbursements | Field::HealthProfessional => "Health",
        Field::CredentialsClear | Field::CredentialsHashed => "User credentials",
        Field::IdentityPapers => "Official documents",
        Field::Location => "Location",
        Field::Insurer
        | Field::ContractNumber
        | Field::MemberNumber
        | Field::Guarantees
        | Field::InternalReference
        | Field::Manager
        | Field::Employer
        | Field::Family
        | Field::CustomerNumber
        | Field::FreeText => "Additional",
    }
}

fn reach(facts: &Facts<'_>) -> Vec<TemplateField> {
    let totals = &facts.report.totals;
    let mut kinds: Vec<&str> = facts.severity.fields.iter().map(|field| kind_of_data(*field)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let persons_are = match facts.declared.trade {
        None | Some(Trade::HealthInsurer | Trade::Insurer) => "Subscribers",
        Some(Trade::Employer) => "Employees",
        Some(Trade::EmploymentAgency | Trade::PublicService) => "Users",
        Some(Trade::Bank | Trade::Telecom | Trade::Shop) => "Customers (current and prospects)",
    };
    let subjects: &[&str] = match totals.minors {
        _ if !facts.is_established() => &["Not yet known"],
        0 => &[persons_are],
        _ => &["Minors", persons_are],
    };
    let persons = facts.living().to_string();
    let records = totals.records.to_string();
    let how_sure = if facts.is_established() { "Approximate number" } else { "Number to be determined" };
    let number = |number, name, value: &str| match facts.is_established() {
        true => field(number, name, &[value], AnswerSource::Data),
        false => from_incident(number, name, None),
    };
    vec![
        field(65, "Data subjects", subjects, AnswerSource::Data),
        field(67, "Number of data subjects: how sure", &[how_sure], AnswerSource::Data),
        number(68, "Number of data subjects", &persons),
        field(70, "Kinds of data", &kinds, AnswerSource::Data),
        field(72, "Number of records: how sure", &[how_sure], AnswerSource::Data),
        number(73, "Number of records", &records),
    ]
}

fn harm(facts: &Facts<'_>) -> Vec<TemplateField> {
    let lost = |nature, number, name| match facts.incident.lost(nature) {
        true => from_incident(number, name, None),
        false => not_asked(number, name),
    };
    let consequences: Vec<&str> = harm::consequences(facts).into_iter().map(consequence).collect();
    let impact: Vec<&str> = harm::harms(facts).into_iter().map(self::impact).collect();
    // No official mapping exists between the two scales. The upper two levels are taken as severe, by the meaning of
    // their names.
    let severity = match facts.severity.gravity.value {
        Gravity::Negligible => "Minor",
        Gravity::Limited => "Moderate",
        Gravity::Important | Gravity::Maximal => "Severe",
    };
    let Duties { authority, persons, .. } = &facts.severity.duties;
    let outcome = match (authority.value, persons.value) {
        (_, true) => "likely high risk",
        // Not telling each person for the effort that it takes does not make the risk lower.
        _ if facts.severity.duties.exemption == Some(Exemption::Disproportionate) => "likely high risk",
        (true, false) => "likely (not high) risk",
        (false, false) => "unlikely risk",
    };
    let decided = |decided: bool| if decided { AnswerSource::Incident } else { AnswerSource::Proposal };
    let w = Words::of(Lang::En);
    let scale = format!("{severity}: “{}” of the CNIL’s four levels.", w.gravity_word(facts.severity.gravity.value));
    let reasoning: Vec<String> = std::iter::once(scale).chain(reasons::sentences(facts, w)).collect();
    let reasoning: Vec<&str> = reasoning.iter().map(String::as_str).collect();
    let is_decided =
        facts.severity.gravity.decided.is_some() || authority.decided.is_some() || persons.decided.is_some();
    vec![
        match consequences.is_empty() {
            false => field(79, "Consequences, confidentiality", &consequences, AnswerSource::Proposal),
            true => not_asked(79, "Consequences, confidentiality"),
        },
        lost(Nature::Integrity, 81, "Consequences, integrity"),
        lost(Nature::Availability, 83, "Consequences, availability"),
        match impact.is_empty() {
            true => from_incident(85, "Impact on persons", None),
            false => field(85, "Impact on persons", &impact, AnswerSource::Proposal),
        },
        field(87, "Severity", &[severity], decided(facts.severity.gravity.decided.is_some())),
        field(89, "Outcome of the risk assessment", &[outcome], decided(persons.decided.is_some())),
        field(90, "Reasoning", &reasoning, decided(is_decided)),
    ]
}

fn impact(harm: Harm) -> &'static str {
    match harm {
        Harm::LossOfControl => "Loss of control",
        Harm::Discrimination => "Discrimination",
        Harm::IdentityTheft => "Identity theft or usurpation",
        Harm::Fraud => "Fraud",
        Harm::FinancialLoss => "Financial loss",
        Harm::Reputation => "Damage to reputation",
        Harm::ProfessionalSecrecy => "Loss of confidentiality protected by professional secrecy",
    }
}

fn consequence(consequence: Consequence) -> &'static str {
    match consequence {
        Consequence::Spread => "disclosed beyond the scope",
        Consequence::Linked => "may be linked with other information without unreasonable effort",
        Consequence::Misused => "may be used for other purposes or unlawfully",
    }
}

fn persons(facts: &Facts<'_>) -> Vec<TemplateField> {
    let status = facts.informed().map(|status| match facts.to_be_told_on() {
        // Persons who are to be told on a day to come have not been told.
        Some(on) => (Informed::Planned, Some(on)),
        None => (status, None),
    });
    let exemption = facts.severity.duties.exemption;
    let answer = match status {
        Some((Informed::Yes, _)) => Some("Yes"),
        Some((Informed::Planned, Some(_))) => Some("No, but on a specific date"),
        Some((Informed::Planned, None)) => Some("No, on a date to be determined"),
        Some((Informed::No, _)) if exemption.is_some() => Some("No, art. 34(3) condition met"),
        // Beside a high risk and without a ground of art. 34(3), "unlikely high risk" would be untrue.
        Some((Informed::No, _)) if facts.severity.duties.persons.value => None,
        Some((Informed::No, _)) => Some("No, unlikely high risk"),
        Some((Informed::Undetermined, _)) => Some("No, investigation ongoing"),
        None => None,
    };
    let ground = exemption.map(|exemption| match exemption {
        Exemption::Protected => "(a) protection measures applied",
        Exemption::Averted => "(b) subsequent measures",
        Exemption::Disproportionate => "(c) disproportionate effort",
    });
    let individual = facts.declared.channels.iter().any(|channel| *channel != model::incident::Channel::Web);
    let public = facts.declared.channels.contains(&model::incident::Channel::Web);
    let means: Vec<&str> = [(individual, "Individual communication"), (public, "Public announcement")]
        .into_iter()
        .filter_map(|(is_used, means)| is_used.then_some(means))
        .collect();
    let on = status.and_then(|(_, on)| on).map(|on| on.0.to_string());
    let communication: Vec<String> =
        answer.map(str::to_owned).into_iter().chain(on.filter(|_| answer.is_some())).collect();
    let letters = letter::variants(facts);
    let letters = letters.iter().map(|(variant, _)| format!("letters/{}.fr.html", variant.id));
    let attached: Vec<String> = std::iter::once("letter.fr.html".to_owned()).chain(letters).collect();
    let attached: Vec<&str> = attached.iter().map(String::as_str).collect();
    vec![
        all_from_incident(97, "Communication to the persons", &communication),
        match ground {
            Some(ground) => field(100, "Condition of art. 34(3)", &[ground], AnswerSource::Incident),
            None => not_asked(100, "Condition of art. 34(3)"),
        },
        match means.is_empty() {
            true => from_incident(104, "Means of communication", None),
            false => field(104, "Means of communication", &means, AnswerSource::Incident),
        },
        // Of this controller only: the report and the manifest hold other controllers' figures.
        match facts.is_established() {
            true => field(125, "Attachments", &attached, AnswerSource::Proposal),
            false => not_asked(125, "Attachments"),
        },
    ]
}
