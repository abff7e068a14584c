//! Fields by operator: as declared, and as observed in its rows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Both, Pair};
use crate::words::Words;
use model::figures::{Declared, OperatorReport};
use model::incident::Field;

/// A field declared or observed for either operator.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct FieldLine {
    /// The field.
    pub field: Field,
    /// Declaration and observation of each operator.
    #[serde(flatten)]
    pub of: Both<FieldSide>,
}

/// A field at one operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct FieldSide {
    /// Declaration of the operator.
    pub declared: Declared,
    /// Leaked rows with a value in this field, without duplicates; absent if the operator provided no rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_records: Option<u64>,
    /// Persons in the estimate of whom such a row leaked, or for whose perimeter the field is declared.
    pub persons: u64,
    /// How declaration and rows contradict each other, if they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contradiction: Option<Contradiction>,
}

/// How declaration and rows can contradict each other, named as the findings `field.…` of the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Contradiction {
    /// Declared not exposed, but present in rows.
    DeclaredNotExposed,
    /// Declared exposed, but absent from all rows.
    NotObserved,
    /// Not declared, but present in rows.
    NotDeclared,
}

/// Contradictions of an operator, by kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Contradictions {
    /// Fields declared not exposed, but present in rows.
    pub declared_not_exposed: Vec<Field>,
    /// Fields declared exposed, but absent from all rows.
    pub not_observed: Vec<Field>,
    /// Fields not declared, but present in rows.
    pub not_declared: Vec<Field>,
}

impl Pair<'_> {
    pub(super) fn fields(&self) -> Vec<FieldLine> {
        let is_listed =
            |field: &Field| self.operators.iter().any(|o| o.fields.iter().any(|count| count.field == *field));
        let line = |field: Field| {
            let sides = self.operators.map(|operator| FieldSide::of(operator, field));
            FieldLine { field, of: self.both(sides, |words, of| words.operators_field(field, of)) }
        };
        Field::ALL.into_iter().filter(is_listed).map(line).collect()
    }

    pub(super) fn contradictions(&self) -> Both<Option<Contradictions>> {
        self.both(self.operators.map(Contradictions::of), Words::operators_contradictions)
    }
}

impl FieldSide {
    fn of(operator: &OperatorReport, field: Field) -> FieldSide {
        let count = operator.fields.iter().find(|count| count.field == field);
        // A report lists only fields that an operator declares or that its rows contain.
        let (declared, observed, persons) =
            count.map_or((Declared::NotEstablished, 0, 0), |c| (c.declared, c.observed_records, c.persons));
        let observed_records = has_rows(operator).then_some(observed);
        FieldSide { declared, observed_records, persons, contradiction: contradiction(declared, observed_records) }
    }
}

impl Contradictions {
    fn of(operator: &OperatorReport) -> Option<Contradictions> {
        let of_kind = |kind: Contradiction| -> Vec<Field> {
            let fields = Field::ALL.into_iter();
            fields.filter(|field| FieldSide::of(operator, *field).contradiction == Some(kind)).collect()
        };
        has_rows(operator).then(|| Contradictions {
            declared_not_exposed: of_kind(Contradiction::DeclaredNotExposed),
            not_observed: of_kind(Contradiction::NotObserved),
            not_declared: of_kind(Contradiction::NotDeclared),
        })
    }

    pub(crate) fn count(&self) -> u64 {
        (self.declared_not_exposed.len() + self.not_observed.len() + self.not_declared.len()) as u64
    }
}

/// Without rows, a declared field cannot be missing from them.
fn has_rows(operator: &OperatorReport) -> bool {
    operator.totals.records > 0
}

fn contradiction(declared: Declared, observed_records: Option<u64>) -> Option<Contradiction> {
    match (declared, observed_records?) {
        (Declared::NotExposed, 1..) => Some(Contradiction::DeclaredNotExposed),
        (Declared::NotEstablished, 1..) => Some(Contradiction::NotDeclared),
        (Declared::Exposed, 0) => Some(Contradiction::NotObserved),
        _ => None,
    }
}
