//! The figures of `report.json` and what each of them counts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::incident::Field;
use crate::link::Rule;

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
    pub(super) fn add(&mut self, other: &Totals) {
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

/// The bins of an insurer's rows in a member file; they add up to `rows`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MemberBins {
    /// Absent for rows of a file of several insurers that name none of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurer: Option<String>,
    pub path: String,
    pub rows: u64,
    pub exposed: u64,
    pub not_exposed: u64,
    pub duplicate: u64,
    pub rejected: u64,
}
