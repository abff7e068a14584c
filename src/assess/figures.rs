//! The figures of `report.json` and what each of them counts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::groups::Groups;
use super::identifiability::Identifiability;
use super::unions::Unions;
use crate::finding::Finding;
use crate::incident::{Field, Status};
use crate::link::{Certainty, Rule};

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
    /// What the estimate over all is made of.
    #[serde(flatten)]
    pub makeup: Makeup,
    /// By insurer, by id.
    pub insurers: Vec<InsurerReport>,
    /// By operator, by id.
    pub operators: Vec<OperatorReport>,
    /// By manager, by id: persons whose member rows name it.
    pub managers: Vec<ManagerReport>,
    /// Persons whom two operators exposed, for every pair.
    pub overlaps: Vec<Overlap>,
    /// How the totals come about from operators, and from insurers.
    pub unions: Unions,
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
    /// Distinct persons met unambiguously by a certain rule, or in an exposed perimeter.
    pub low: u64,
    /// Distinct persons met unambiguously by a certain, strong or probable rule, or in an exposed perimeter.
    pub estimate: u64,
    /// Distinct member rows met in any way or in an exposed perimeter, duplicates left out; rows are not merged into persons.
    pub high: u64,
}

/// The figures of one scope: all, an insurer, an operator, or one at the other. Groups are of `persons.estimate`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Persons concerned.
    pub persons: Persons,
    /// The member rows that `persons.high` counts; they add up to it.
    pub high_rows: HighRows,
    /// Persons outside the estimate who are met only by rows that mean others as well.
    pub ambiguous: u64,
    /// Persons outside the estimate of whom only the NIR is met, in rows without a birth date.
    pub household: u64,
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
        let Totals {
            persons,
            high_rows,
            ambiguous,
            household,
            records,
            contracts,
            policyholders,
            dependants,
            minors,
            former,
            deceased,
        } = other;
        self.persons.low += persons.low;
        self.persons.estimate += persons.estimate;
        self.persons.high += persons.high;
        self.high_rows.met += high_rows.met;
        self.high_rows.ambiguous += high_rows.ambiguous;
        self.high_rows.household += high_rows.household;
        self.ambiguous += ambiguous;
        self.household += household;
        self.records += records;
        self.contracts += contracts;
        self.policyholders += policyholders;
        self.dependants += dependants;
        self.minors += minors;
        self.former += former;
        self.deceased += deceased;
    }
}

/// Member rows by how they were met; rows of one person are not merged.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HighRows {
    /// Met unambiguously, or in an exposed perimeter: as many as the estimate, and the further rows of the same persons.
    pub met: u64,
    /// Met only by rows that mean other persons as well.
    pub ambiguous: u64,
    /// Met only by their NIR, in rows without a birth date.
    pub household: u64,
}

/// What an estimate is made of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Makeup {
    /// What it rests on; the three add up to the estimate.
    pub evidence: Evidence,
    /// Persons by the strongest rule that met them; with those who rest on a perimeter alone they add up to the estimate.
    /// `nir-only` names households: its persons stand beside the estimate.
    pub rules: Vec<RuleCount>,
    /// Who the persons are.
    pub groups: Groups,
    /// The sets of fields that persons lost, most frequent first; they add up to the estimate.
    pub sets: Vec<SetCount>,
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
    /// What its estimate is made of.
    #[serde(flatten)]
    pub makeup: Makeup,
    /// By operator that serves it or exposed it.
    pub operators: Vec<Cell>,
    /// Its perimeters, as listed.
    pub perimeters: Vec<PerimeterReport>,
    /// How well its persons can be told apart by what was lost; absent if nothing was, or nobody is there to be told apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiability: Option<Identifiability>,
}

/// One operator's figures at one insurer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// The operator's id.
    pub id: String,
    /// Where the insurer stands with this operator.
    pub status: Status,
    /// The figures.
    pub totals: Totals,
    /// What the estimate is made of.
    #[serde(flatten)]
    pub makeup: Makeup,
    /// Persons by manager, where member rows name one; who has rows under two counts at both.
    pub managers: Vec<ManagerCount>,
    /// By field that was declared or observed.
    pub fields: Vec<FieldCount>,
}

/// Persons by kind of evidence: each in one of the three.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Met by leaked rows, in no exposed perimeter.
    pub records: u64,
    /// In an exposed perimeter, met by no leaked row.
    pub perimeter: u64,
    /// Met by leaked rows and in an exposed perimeter.
    pub both: u64,
}

/// Persons who rest on a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// How sure it is.
    pub certainty: Certainty,
    /// Whether leaks and members have the columns it needs; if not it was skipped.
    pub possible: bool,
    /// How many persons.
    pub persons: u64,
    /// How many of them are in an exposed perimeter too.
    pub in_perimeter: u64,
}

/// Persons who lost the same fields.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SetCount {
    /// All that the rows that met them hold, and all that was declared for a perimeter they are in.
    pub fields: Vec<Field>,
    /// How many persons.
    pub persons: u64,
}

/// Persons by manager.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ManagerCount {
    /// Its id; absent for the other two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// Whether the rows name a manager at all; one that the incident file does not know has no id.
    pub named: bool,
    /// How many persons of the estimate.
    pub persons: u64,
}

/// One manager's persons.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ManagerReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Over all insurers and operators, as a union.
    pub persons: Persons,
}

/// A perimeter and who is in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PerimeterReport {
    /// Its place in the insurer's list, from 1.
    pub number: u64,
    /// The operator's id.
    pub operator: String,
    /// What is said of it.
    pub status: Status,
    /// Member rows in it, but duplicates and rejected ones.
    pub rows: u64,
    /// Persons in it.
    pub persons: u64,
    /// Rows of these that leaked rows of the operator met unambiguously.
    pub rows_met: u64,
    /// The persons they are about.
    pub persons_met: u64,
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
    /// Persons (of the estimate) for whom such a row leaked, or for whose perimeter it is declared.
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
    /// What its estimate is made of.
    #[serde(flatten)]
    pub makeup: Makeup,
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
    pub household: u64,
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
