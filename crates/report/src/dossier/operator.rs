//! `operators/<id>/summary`: one processor's figures by insurer. For the organisation that runs the assessment: no
//! count is suppressed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Words;
use crate::document::{Block, Document};
use crate::tables::{Part, Section};
use model::figures::{Assessment, FieldCount, OperatorReport, Overlap, Totals};
use model::incident::Status;
use model::said::Lang;

/// Value of `schema` in `operators/<id>/summary.json`.
pub(super) const SCHEMA: &str = "ampleur/operator/1";

/// One operator's part of the report.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Always `ampleur/operator/1`.
    pub schema: String,
    /// Id of the incident.
    pub incident: String,
    /// Date of the figures.
    pub reference_date: String,
    /// Figures over all insurers.
    pub operator: OperatorReport,
    /// Figures at each insurer that it serves or whose persons it exposed.
    pub insurers: Vec<AtInsurer>,
    /// Persons also exposed by another operator.
    pub overlaps: Vec<Overlap>,
}

/// Figures of the operator at one insurer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AtInsurer {
    /// Id of the insurer.
    pub id: String,
    /// Name of the insurer.
    pub name: String,
    /// Whether the operator exposed persons of the insurer.
    pub status: Status,
    /// Figures of this pair.
    pub totals: Totals,
    /// Fields declared or observed.
    pub fields: Vec<FieldCount>,
}

/// The summary of one operator.
pub fn summary(a: &Assessment, operator: &OperatorReport) -> Summary {
    let cells = a.insurers.iter().flat_map(|insurer| insurer.operators.iter().map(move |cell| (insurer, cell)));
    Summary {
        schema: SCHEMA.to_owned(),
        incident: a.incident.id.clone(),
        reference_date: a.incident.reference_date.clone(),
        operator: operator.clone(),
        insurers: cells
            .filter(|(_, cell)| cell.id == operator.id)
            .map(|(insurer, cell)| AtInsurer {
                id: insurer.id.clone(),
                name: insurer.name.clone(),
                status: cell.status,
                totals: cell.totals,
                fields: cell.fields.clone(),
            })
            .collect(),
        overlaps: a.overlaps.iter().filter(|overlap| overlap.operators.contains(&operator.id)).cloned().collect(),
    }
}

/// The rows of the report's tables about one operator, as a document.
pub(super) fn document(
    date: jiff::civil::Date,
    a: &Assessment,
    operator: &OperatorReport,
    sections: Vec<Section>,
    lang: Lang,
) -> Document {
    let mut blocks = vec![Block::Notice(vec![Words::of(lang).not_masked().into()])];
    for section in sections {
        let mut tables = Vec::new();
        for part in section.parts {
            if let Part::Table(mut table) = part {
                table.rows.retain(|row| row.operator.as_ref() == Some(&operator.id));
                if !table.rows.is_empty() {
                    tables.push(Block::Table(table));
                }
            }
        }
        if !tables.is_empty() {
            blocks.push(Block::Heading(1, section.title));
            blocks.append(&mut tables);
        }
    }
    Document {
        lang,
        kind: Words::of(lang).operator_summary().to_owned(),
        title: operator.name.clone(),
        date,
        footer: a.incident.title.clone(),
        landscape: true,
        blocks,
    }
}
