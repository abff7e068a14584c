//! The figures of `report.json` and what each of them counts.
//!
//! [`Assessment`] has no row and no person in it. [`conservation::check`] proves that its figures re-add before anything is written.

mod bins;
pub mod conservation;
mod groups;
mod identifiability;
mod makeup;
mod totals;
mod unions;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::incident::Status;
use crate::severity::Severity;

pub use bins::{Conservation, LeakBins, MemberBins};
pub use groups::{BySex, Decade, Groups};
pub use identifiability::{Histogram, Identifiability, Measure, Without};
pub use makeup::{Declared, Evidence, FieldCount, Makeup, ManagerCount, RuleCount, SetCount};
pub use totals::{HighRows, Persons, Totals};
pub use unions::{PersonsOf, Union, Unions, WRITTEN_OUT};

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
    /// How grave it is for each insurer whose persons are exposed, and what follows.
    pub severity: Vec<Severity>,
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
