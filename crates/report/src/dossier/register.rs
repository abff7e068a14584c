//! The controller's register of breaches (GDPR art. 33(5)): facts, effects, measures, and the reasons for each
//! decision.
//!
//! The columns follow the CNIL and EDPB Guidelines 9/2022; no French authority has published a template.

use anyhow::Context;

use super::Facts;
use crate::Words;
use crate::spreadsheet;
use crate::table::{Head, Row, Table, Value};
use model::error::Result;
use model::incident::written;

/// The register of an incident, one row per controller.
pub fn table<'a>(facts: impl Iterator<Item = Facts<'a>>, w: Words) -> Table {
    let head = columns(w).into_iter().map(|(label, figures)| Head { label: label.to_owned(), figures }).collect();
    let rows = facts
        .map(|facts| Row { cells: line(&facts, w), insurer: Some(facts.report.id.clone()), ..Row::default() })
        .collect();
    Table { id: "register", caption: w.register().to_owned(), head, rows }
}

/// Name of each column, and whether it contains figures.
fn columns(w: Words) -> Vec<(&'static str, bool)> {
    vec![
        (w.register_reference(), false),
        (w.controller(), false),
        (w.processors(), false),
        (w.informed_on(), false),
        (w.until(), false),
        (w.sent_on(), false),
        (w.initial_number(), false),
        (w.nature_of_breach(), false),
        (w.origin_of_breach(), false),
        (w.cause_of_breach(), false),
        (w.occurred(), false),
        (w.fields(), false),
        (w.persons(), true),
        (w.register_low(), true),
        (w.register_high(), true),
        (w.minors(), true),
        (w.former(), true),
        (w.records(), true),
        (w.register_consequences(), false),
        (w.register_gravity(), false),
        (w.register_score(), true),
        (w.register_authority(), false),
        (w.register_persons(), false),
        (w.register_reasons(), false),
        (w.channels(), false),
        (w.persons_told_on(), false),
        (w.persons_told(), true),
        (w.measures(), false),
        (w.delay_reason(), false),
    ]
}

fn line(facts: &Facts<'_>, w: Words) -> Vec<Value> {
    let (incident, declared, severity) = (facts.incident, facts.declared, facts.severity);
    let totals = &facts.report.totals;
    let duties = &severity.duties;
    let deadline = duties.deadline.as_ref();
    let text = |declared: Option<String>| {
        declared.filter(|declared| written(declared).is_some()).map_or(Value::Missing, Value::Text)
    };
    let listed = |words: Vec<String>| if words.is_empty() { Value::Missing } else { Value::Text(words.join(" · ")) };
    let communication = declared.communication.as_ref();
    let notification = declared.notification.as_ref();
    let reasons = [&severity.gravity.decided, &duties.authority.decided, &duties.persons.decided];
    let reasons: Vec<String> = reasons.into_iter().flatten().cloned().collect();
    let measures = facts.operators().map(|(_, operator)| (&operator.name, &operator.measures_after));
    let measures = measures.chain([(&declared.name, &declared.measures_after)]);
    let measures =
        measures.filter(|(_, declared)| declared.as_deref().is_some_and(|declared| written(declared).is_some()));
    let measures = measures
        .filter_map(|(name, declared)| declared.as_ref().map(|declared| format!("{name}{}{declared}", w.colon())));
    let optional = |declared: Option<Value>, asked: bool| match (declared, asked) {
        (Some(declared), _) => declared,
        (None, true) => Value::Missing,
        (None, false) => Value::Nothing,
    };
    vec![
        incident.id.to_string().into(),
        declared.name.clone().into(),
        listed(facts.operators().map(|(_, operator)| operator.name.clone()).collect()),
        text(deadline.map(|deadline| w.moment(&deadline.informed_on))),
        text(deadline.map(|deadline| w.moment(&deadline.until))),
        text(deadline.and_then(|deadline| deadline.sent_on.as_ref()).map(|sent| w.moment(sent))),
        optional(notification.and_then(|n| n.initial_number.clone()).map(Value::Text), false),
        listed(incident.nature.iter().map(|nature| w.nature_word(*nature).to_owned()).collect()),
        text(incident.origin.map(|origin| w.origin_word(origin).to_owned())),
        text(incident.cause.map(|cause| w.cause_word(cause).to_owned())),
        text(incident.occurred.as_ref().map(|period| w.period(period))),
        listed(severity.fields.iter().map(|field| w.field_name(*field).to_owned()).collect()),
        totals.persons.estimate.into(),
        totals.persons.low.into(),
        totals.persons.high.into(),
        totals.minors.into(),
        totals.former.into(),
        totals.records.into(),
        text(incident.consequences.clone()),
        w.gravity_word(severity.gravity.value).into(),
        Value::Score(severity.enisa.score_hundredths),
        w.yes_no(duties.authority.value).into(),
        w.yes_no(duties.persons.value).into(),
        optional((!reasons.is_empty()).then(|| Value::Text(reasons.join(" · "))), false),
        listed(declared.channels.iter().map(|channel| w.channel_word(*channel).to_owned()).collect()),
        text(communication.and_then(|it| it.on).map(|on| w.date(&on.0.to_string()))),
        optional(communication.and_then(|it| it.persons).map(Value::Number), duties.persons.value),
        listed(measures.collect()),
        optional(
            deadline.and_then(|deadline| deadline.delay_reason.clone()).map(Value::Text),
            deadline.is_some_and(|deadline| deadline.late),
        ),
    ]
}

/// The register as CSV, with unformatted figures.
pub fn csv(table: &Table, w: Words) -> Result<Vec<u8>> {
    let mut writer = spreadsheet::writer();
    writer.write_record(table.head.iter().map(|head| head.label.as_str())).context("a register")?;
    for row in &table.rows {
        let cells = row.cells.iter().map(|value| match value {
            Value::Number(n) => n.to_string(),
            Value::Nothing => String::new(),
            Value::Text(text) => spreadsheet::harmless(text),
            other => other.shown(w),
        });
        writer.write_record(cells).context("a register")?;
    }
    Ok(writer.into_inner().map_err(|_| anyhow::anyhow!("a register"))?)
}
