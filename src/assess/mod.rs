//! Counts, and nothing but counts: every figure of every report is computed here, once.
//!
//! [`Assessment`] is what `report.json` holds. It has no row and no person in it; [`conservation::check`] proves that
//! its figures re-add before anything is written.

pub mod conservation;
mod findings;
mod tally;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::exposure::Exposures;
use crate::finding::Finding;
use crate::incident::{Field, Operator};
use crate::link::{LeakBin, Leaks, Matches, Members, Rule};
use crate::plan::Plan;
use crate::run::InputRecord;

use tally::{Scope, Tally};

/// The schema name of `report.json`.
pub const SCHEMA: &str = "ampleur/report/1";

/// How far a breach reaches.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// Always `ampleur/report/1`.
    pub schema: String,
    /// Which incident.
    pub incident: Head,
    /// Over all insurers and operators, as unions.
    pub totals: Totals,
    /// By insurer, by id.
    pub insurers: Vec<InsurerReport>,
    /// By operator, by id.
    pub operators: Vec<OperatorReport>,
    /// Persons whom two operators exposed, for every pair.
    pub overlaps: Vec<Overlap>,
    /// Where each row of each file went.
    pub conservation: Conservation,
    /// What is worth telling, gravest first.
    pub findings: Vec<Finding>,
}

/// Which incident, and on what terms.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day the figures are true of.
    pub reference_date: String,
    /// On what ground the NIR was used to join; absent if not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// Whether identifiers were hashed with the key that is published with ampleur.
    pub published_key: bool,
}

/// Persons as an interval: `low` ≤ `estimate` ≤ `high`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Persons {
    /// Distinct persons met unambiguously by a certain rule.
    pub low: u64,
    /// Distinct persons met unambiguously by a certain or strong rule.
    pub estimate: u64,
    /// Distinct member rows met in any way, duplicates left out; rows are not merged into persons.
    pub high: u64,
}

/// The figures of one scope: all, an insurer, an operator, or one at the other. Groups are of `persons.estimate`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Persons concerned.
    pub persons: Persons,
    /// Leaked rows, duplicates left out: an operator's own, or those that met somebody at the insurer or name it.
    pub records: u64,
    /// Distinct contract numbers of these persons, where the members' file has them.
    pub contracts: u64,
    /// Persons who hold a contract.
    pub policyholders: u64,
    /// Persons who hold none and are covered by another's.
    pub dependants: u64,
    /// Under 18 on the reference date.
    pub minors: u64,
    /// Whose every cover had ended before it.
    pub former: u64,
    /// Who had died by then.
    pub deceased: u64,
}

impl Totals {
    /// Adds figures of other persons, records and contracts.
    fn add(&mut self, other: &Totals) {
        let Totals { persons, records, contracts, policyholders, dependants, minors, former, deceased } = other;
        self.persons.low += persons.low;
        self.persons.estimate += persons.estimate;
        self.persons.high += persons.high;
        self.records += records;
        self.contracts += contracts;
        self.policyholders += policyholders;
        self.dependants += dependants;
        self.minors += minors;
        self.former += former;
        self.deceased += deceased;
    }
}

/// Where an insurer stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Leaked rows meet its members.
    Exposed,
    /// No operator of this incident serves it, and no leaked row names it or meets its members.
    NotConcerned,
    /// Anything else: an operator serves it, but no row met its members, or it gave no file.
    NotEstablished,
}

/// One insurer's figures.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct InsurerReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub status: Status,
    /// Its figures over all operators, as unions.
    pub totals: Totals,
    /// By operator that serves it or exposed it.
    pub operators: Vec<Cell>,
}

/// One operator's figures at one insurer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// The operator's id.
    pub id: String,
    /// The figures.
    pub totals: Totals,
    /// What the estimate rests on.
    pub evidence: Evidence,
    /// Persons by the strongest rule that met them; they add up to the estimate.
    pub rules: Vec<RuleCount>,
    /// By field that was declared or observed.
    pub fields: Vec<FieldCount>,
}

/// Persons by kind of evidence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Met by leaked rows.
    pub records: u64,
}

/// Persons who rest on a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// How many persons.
    pub persons: u64,
}

/// What an operator says of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Declared {
    /// Listed as exposed.
    Exposed,
    /// Listed as not exposed.
    NotExposed,
    /// In neither list.
    NotEstablished,
}

/// A field, as declared and as found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FieldCount {
    /// The field.
    pub field: Field,
    /// What the operator says.
    pub declared: Declared,
    /// Leaked rows that hold something in it, duplicates left out.
    pub observed_records: u64,
    /// Persons (of the estimate) for whom such a row leaked.
    pub persons: u64,
}

/// One operator's figures.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OperatorReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its figures over all insurers, as unions.
    pub totals: Totals,
    /// By field that was declared or observed.
    pub fields: Vec<FieldCount>,
    /// Persons by insurer that it serves or exposed.
    pub insurers: Vec<InsurerPersons>,
}

/// Persons of an insurer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct InsurerPersons {
    /// The insurer's id.
    pub id: String,
    /// Its persons.
    pub persons: Persons,
}

/// Persons (of the estimate) whom both operators exposed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Overlap {
    /// Two operators' ids.
    pub operators: [String; 2],
    /// How many persons.
    pub persons: u64,
}

/// Where each row went, file by file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Conservation {
    /// Leaked files.
    pub leaks: Vec<LeakBins>,
    /// Member files.
    pub members: Vec<MemberBins>,
}

/// The bins of a leaked file; they add up to `rows`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct LeakBins {
    pub operator: String,
    pub path: String,
    pub rows: u64,
    pub matched: u64,
    pub ambiguous: u64,
    pub elsewhere: u64,
    pub unmatched: u64,
    pub duplicate: u64,
    pub rejected: u64,
}

/// The bins of a member file; they add up to `rows`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MemberBins {
    pub insurer: String,
    pub path: String,
    pub rows: u64,
    pub exposed: u64,
    pub not_exposed: u64,
    pub duplicate: u64,
    pub rejected: u64,
}

/// What the earlier stages found, for [`of`] to count.
pub struct Evidences<'a> {
    /// The leaked side.
    pub leaks: &'a Leaks,
    /// The member side.
    pub members: &'a Members,
    /// Bins and meetings.
    pub matches: &'a Matches,
    /// Persons and fields.
    pub exposures: &'a Exposures,
    /// What reading each leak gave, in the order of the plan.
    pub leak_records: &'a [InputRecord],
    /// What reading each member file gave, in the order of the plan.
    pub member_records: &'a [InputRecord],
}

/// Counts everything.
pub fn of(plan: &Plan, evidences: &Evidences<'_>) -> Assessment {
    let tally = Tally::of(plan.insurers.len(), plan.operators.len(), evidences);
    let conservation = bins(plan, evidences);
    let insurers: Vec<InsurerReport> = (0..plan.insurers.len() as u16).map(|i| insurer(plan, &tally, i)).collect();
    let operators: Vec<OperatorReport> = (0..plan.operators.len() as u16)
        .map(|o| OperatorReport {
            id: plan.operators[usize::from(o)].to_string(),
            name: plan.operator_name(o).to_owned(),
            totals: tally.totals(Scope::Operator(o)),
            fields: fields(plan, &tally, Scope::Operator(o), o),
            insurers: (0..plan.insurers.len() as u16)
                .filter(|i| is_shown(plan, &tally, *i, o))
                .map(|i| InsurerPersons {
                    id: plan.insurers[usize::from(i)].to_string(),
                    persons: tally.totals(Scope::Cell(i, o)).persons,
                })
                .collect(),
        })
        .collect();
    let mut overlaps = Vec::new();
    for (a, first) in plan.operators.iter().enumerate() {
        for (b, second) in plan.operators.iter().enumerate().skip(a + 1) {
            let persons = tally.overlap(a as u16, b as u16);
            overlaps.push(Overlap { operators: [first.to_string(), second.to_string()], persons });
        }
    }
    let findings = findings::of(plan, evidences, &operators, &conservation, &tally);
    Assessment {
        schema: SCHEMA.to_owned(),
        incident: Head {
            id: plan.incident.id.to_string(),
            title: plan.incident.title.clone(),
            reference_date: plan.incident.reference_date.0.to_string(),
            legal_basis: plan.incident.legal_basis.clone(),
            published_key: plan.incident.key.published,
        },
        totals: tally.totals(Scope::All),
        insurers,
        operators,
        overlaps,
        conservation,
        findings,
    }
}

/// A cell is shown if the operator serves the insurer, or if its rows say otherwise.
fn is_shown(plan: &Plan, tally: &Tally, insurer: u16, operator: u16) -> bool {
    plan.serves[usize::from(operator)][usize::from(insurer)] || tally.totals(Scope::Cell(insurer, operator)).records > 0
}

fn insurer(plan: &Plan, tally: &Tally, i: u16) -> InsurerReport {
    let totals = tally.totals(Scope::Insurer(i));
    let served = plan.serves.iter().any(|by_insurer| by_insurer[usize::from(i)]);
    InsurerReport {
        id: plan.insurers[usize::from(i)].to_string(),
        name: plan.insurer_name(i).to_owned(),
        status: match () {
            () if totals.persons.high > 0 => Status::Exposed,
            () if !served && totals.records == 0 => Status::NotConcerned,
            () => Status::NotEstablished,
        },
        totals,
        operators: (0..plan.operators.len() as u16)
            .filter(|o| is_shown(plan, tally, i, *o))
            .map(|o| {
                let totals = tally.totals(Scope::Cell(i, o));
                Cell {
                    id: plan.operators[usize::from(o)].to_string(),
                    totals,
                    evidence: Evidence { records: totals.persons.estimate },
                    rules: Rule::ALL
                        .into_iter()
                        .map(|rule| RuleCount { rule, persons: tally.by_rule(Scope::Cell(i, o), rule) })
                        .collect(),
                    fields: fields(plan, tally, Scope::Cell(i, o), o),
                }
            })
            .collect(),
    }
}

fn fields(plan: &Plan, tally: &Tally, scope: Scope, operator: u16) -> Vec<FieldCount> {
    let operator = &plan.incident.operators[&plan.operators[usize::from(operator)]];
    Field::ALL
        .into_iter()
        .map(|field| {
            let (observed_records, persons) = tally.by_field(scope, field);
            FieldCount { field, declared: declared(operator, field), observed_records, persons }
        })
        .filter(|count| count.declared != Declared::NotEstablished || count.observed_records > 0)
        .collect()
}

fn declared(operator: &Operator, field: Field) -> Declared {
    match field {
        field if operator.exposed.contains(&field) => Declared::Exposed,
        field if operator.not_exposed.contains(&field) => Declared::NotExposed,
        _ => Declared::NotEstablished,
    }
}

fn bins(plan: &Plan, evidences: &Evidences<'_>) -> Conservation {
    let mut leaks: Vec<LeakBins> = plan
        .leaks
        .iter()
        .zip(evidences.leak_records)
        .map(|(input, record)| LeakBins {
            operator: plan.operators[usize::from(input.party)].to_string(),
            path: input.source.shown.clone(),
            rows: record.rows,
            ..LeakBins::default()
        })
        .collect();
    for (row, bin) in evidences.leaks.rows().iter().zip(&evidences.matches.bins) {
        let file = &mut leaks[usize::from(row.file)];
        *match bin {
            LeakBin::Matched => &mut file.matched,
            LeakBin::Ambiguous => &mut file.ambiguous,
            LeakBin::Elsewhere => &mut file.elsewhere,
            LeakBin::Unmatched => &mut file.unmatched,
            LeakBin::Duplicate => &mut file.duplicate,
            LeakBin::Rejected => &mut file.rejected,
        } += 1;
    }
    let mut members: Vec<MemberBins> = plan
        .members
        .iter()
        .zip(evidences.member_records)
        .map(|(input, record)| MemberBins {
            insurer: plan.insurers[usize::from(input.party)].to_string(),
            path: input.source.shown.clone(),
            rows: record.rows,
            ..MemberBins::default()
        })
        .collect();
    let mut exposed = evidences.exposures.rows.iter().map(|row| row.member).peekable();
    for (row, member) in evidences.members.rows().iter().enumerate() {
        let mut is_exposed = false;
        while exposed.next_if(|e| *e as usize == row).is_some() {
            is_exposed = true;
        }
        let file = &mut members[usize::from(member.file)];
        *match (member.rejected, member.duplicate, is_exposed) {
            (true, ..) => &mut file.rejected,
            (_, true, _) => &mut file.duplicate,
            (.., true) => &mut file.exposed,
            (.., false) => &mut file.not_exposed,
        } += 1;
    }
    Conservation { leaks, members }
}
