//! The figures of `report.json` and the definition of each.
//!
//! [`Assessment`] contains counts only, no row and no person. [`conservation::check`] verifies that its figures add up
//! before anything is written.

mod bins;
pub mod conservation;
mod groups;
mod identifiability;
pub mod interval;
mod losses;
mod makeup;
mod matching;
mod totals;
mod unions;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::incident::{Across, Incident, Nature, Status};
use crate::severity::Severity;

pub use bins::{Conservation, LeakBins, MemberBins};
pub use groups::{BySex, Decade, Groups};
pub use identifiability::{Histogram, Identifiability, Measure, Without};
pub use losses::Loss;
pub use makeup::{Declared, Evidence, FieldCount, Makeup, ManagerCount, RuleCount, SetCount};
pub use matching::{
    ByChance, DecadeCount, LevelCount, Matching, NearCount, NotFound, OwnNumbers, TwoValueCount, TwoValues, Unmatched,
};
pub use totals::{HighRows, Persons, Told, Totals};
pub use unions::{PersonsOf, Union, Unions, WRITTEN_OUT};

/// Value of `schema` in `report.json`.
pub const SCHEMA: &str = "ampleur/report/1";

/// The figures of a report: how far a breach reaches.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// Always `ampleur/report/1`.
    pub schema: String,
    /// The incident assessed.
    pub incident: Head,
    /// Figures over all insurers and operators, as unions.
    pub totals: Totals,
    /// Breakdown of the estimate.
    #[serde(flatten)]
    pub makeup: Makeup,
    /// Figures by insurer, in order of id.
    pub insurers: Vec<InsurerReport>,
    /// Figures by operator, in order of id.
    pub operators: Vec<OperatorReport>,
    /// Persons by manager named in their member rows, in order of id.
    pub managers: Vec<ManagerReport>,
    /// Persons exposed by two operators, for every pair.
    pub overlaps: Vec<Overlap>,
    /// How the total is made up from operators, and from insurers.
    pub unions: Unions,
    /// How the rows matched, and how often chance would have matched them.
    pub matching: Matching,
    /// The bin of each row of each file.
    pub conservation: Conservation,
    /// Severity and duties of each insurer whose persons are exposed.
    pub severity: Vec<Severity>,
    /// The same for insurers of which it is not established whether their persons are exposed, from what their operators
    /// declare: their clocks run too, and they notify in phases (GDPR art. 33(4)).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_established: Vec<Severity>,
    /// Findings, most severe first.
    pub findings: Vec<Finding>,
}

/// The incident, and the conditions of the report.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Head {
    /// Id of the incident.
    pub id: String,
    /// Title of the incident.
    pub title: String,
    /// Date of the figures.
    pub reference_date: String,
    /// Legal basis for using the NIR in record linkage; absent if not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// Whether one person is recognised at several insurers, and on what legal basis; absent if no two insurers have files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub across_insurers: Option<AcrossInsurers>,
    /// Whether identifiers were hashed with the key published with ampleur.
    pub published_key: bool,
    /// Whether no data were disclosed, but altered or out of reach only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nothing_disclosed: bool,
    /// Whether a controller is no insurer by its declared trade: the words then speak of organisations and their persons.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other_trades: bool,
}

impl Head {
    /// What a report says of an incident as declared.
    pub fn of(incident: &Incident) -> Head {
        Head {
            id: incident.id.to_string(),
            title: incident.title.clone(),
            reference_date: incident.reference_date.0.to_string(),
            legal_basis: incident.legal_basis().map(str::to_owned),
            across_insurers: AcrossInsurers::of(incident),
            published_key: incident.key.published,
            nothing_disclosed: !incident.lost(Nature::Confidentiality),
            other_trades: incident.has_other_trades(),
        }
    }
}

/// Whether one person is recognised at several insurers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AcrossInsurers {
    /// Whether one person counts once over all insurers, or once at each.
    pub persons: Across,
    /// The legal basis, if it is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
}

impl InsurerReport {
    /// What was lost of its persons, and by whom; nothing in reports of before.
    pub fn lost(&self) -> &[Loss] {
        self.losses.as_deref().unwrap_or_default()
    }
}

impl AcrossInsurers {
    fn of(incident: &Incident) -> Option<AcrossInsurers> {
        let persons = incident.across_insurers;
        let legal_basis = incident.legal_basis_across().map(str::to_owned);
        (persons == Across::Apart || incident.joins_insurers()).then_some(AcrossInsurers { persons, legal_basis })
    }
}

/// Figures of one insurer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct InsurerReport {
    /// Id of the insurer.
    pub id: String,
    /// Name of the insurer.
    pub name: String,
    /// Whether the insurer is affected.
    pub status: Status,
    /// Figures over all operators, as unions.
    pub totals: Totals,
    /// Of which groups the member files tell; absent in reports of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
    /// Breakdown of the estimate.
    #[serde(flatten)]
    pub makeup: Makeup,
    /// Figures by operator that serves the insurer or exposed its persons.
    pub operators: Vec<Cell>,
    /// The persons of the estimate by the operators that lost their data and by the fields lost, most persons first; they add up to
    /// the estimate. Who is in one row reads one letter. Absent in reports of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub losses: Option<Vec<Loss>>,
    /// Perimeters, in the order of the incident file.
    pub perimeters: Vec<PerimeterReport>,
    /// Leaked rows that name the insurer and match none of its members, without duplicates: part of `totals.records`. Absent in reports
    /// of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_only: Option<u64>,
    /// How many rows of the insurer's persons match nobody; absent if it cannot be estimated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_found: Option<NotFound>,
    /// How well the lost fields single out persons; absent if nothing was lost or there are no members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiability: Option<Identifiability>,
}

/// Figures of one operator at one insurer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// Id of the operator.
    pub id: String,
    /// Whether the operator exposed persons of the insurer.
    pub status: Status,
    /// Figures of this pair.
    pub totals: Totals,
    /// Breakdown of the estimate.
    #[serde(flatten)]
    pub makeup: Makeup,
    /// Persons by manager, where member rows name one; a person with rows under two managers is counted for both.
    pub managers: Vec<ManagerCount>,
    /// Fields declared or observed.
    pub fields: Vec<FieldCount>,
}

/// Persons of one manager.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ManagerReport {
    /// Id of the manager.
    pub id: String,
    /// Name of the manager.
    pub name: String,
    /// Persons over all insurers and operators, as a union.
    pub persons: Persons,
}

/// A perimeter and its population.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PerimeterReport {
    /// Place in the insurer's list, from 1.
    pub number: u64,
    /// Id of the operator.
    pub operator: String,
    /// Declared status.
    pub status: Status,
    /// Member rows in the perimeter, without duplicates and rejected rows.
    pub rows: u64,
    /// Persons in the perimeter.
    pub persons: u64,
    /// Those of its rows that leaked rows of the operator match unambiguously.
    pub rows_met: u64,
    /// Persons of these rows.
    pub persons_met: u64,
}

/// Figures of one operator.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OperatorReport {
    /// Id of the operator.
    pub id: String,
    /// Name of the operator.
    pub name: String,
    /// Figures over all insurers, as unions.
    pub totals: Totals,
    /// Breakdown of the estimate.
    #[serde(flatten)]
    pub makeup: Makeup,
    /// Fields declared or observed.
    pub fields: Vec<FieldCount>,
    /// Persons by insurer that the operator serves or whose persons it exposed.
    pub insurers: Vec<InsurerPersons>,
}

/// Persons of one insurer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct InsurerPersons {
    /// Id of the insurer.
    pub id: String,
    /// Number of persons.
    pub persons: Persons,
}

/// Persons in the estimate exposed by both of two operators.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Overlap {
    /// Ids of the two operators.
    pub operators: [String; 2],
    /// Number of persons.
    pub persons: u64,
}
