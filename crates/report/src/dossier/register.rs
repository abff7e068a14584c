//! The controller's register of breaches (GDPR art. 33(5)): facts, effects, measures, and the reasons for each
//! decision.
//!
//! The columns follow the CNIL and EDPB Guidelines 9/2022; no French authority has published a template.

use anyhow::Context;

use super::{Facts, harm, reasons};
use crate::Words;
use crate::spreadsheet;
use crate::table::{Head, Row, Table, Value};
use model::error::Result;
use model::figures::Told;
use model::incident::{Date, Informed, NotificationKind, written};
use model::severity::Clock;

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
        (w.learned_how(), false),
        (w.target(), false),
        (w.until(), false),
        (w.sent_on(), false),
        (w.initial_number(), false),
        (w.completed_on(), false),
        (w.nature_of_breach(), false),
        (w.origin_of_breach(), false),
        (w.cause_of_breach(), false),
        (w.occurred(), false),
        (w.register_fields(), false),
        (w.persons(), true),
        (w.register_low(), true),
        (w.register_undecided(), true),
        (w.minors(), true),
        (w.register_former(), true),
        (w.deceased(), true),
        (w.register_records(), true),
        (w.register_consequences(), false),
        (w.register_harms(), false),
        (w.register_gravity(), false),
        (w.register_score(), true),
        (w.register_likelihood(), false),
        (w.register_authority(), false),
        (w.register_persons(), false),
        (w.register_reasons(), false),
        (w.decision_log(), false),
        (w.channels(), false),
        (w.persons_to_be_told_on(), false),
        (w.persons_told_on(), false),
        (w.persons_told(), true),
        (w.persons_not_reached(), true),
        (w.measures(), false),
        (w.delay_reason(), false),
    ]
}

fn line(facts: &Facts<'_>, w: Words) -> Vec<Value> {
    let (incident, declared, severity) = (facts.incident, facts.declared, facts.severity);
    let totals = &facts.report.totals;
    let duties = &severity.duties;
    let clock = facts.first_clock();
    let text = |declared: Option<String>| {
        declared.filter(|declared| written(declared).is_some()).map_or(Value::Missing, Value::Text)
    };
    let listed = |words: Vec<String>| if words.is_empty() { Value::Missing } else { Value::Text(words.join(" · ")) };
    let optional = |declared: Option<Value>, asked: bool| match (declared, asked) {
        (Some(declared), _) => declared,
        (None, true) => Value::Missing,
        (None, false) => Value::Nothing,
    };
    let communication = declared.communication.as_ref();
    let notification = declared.notification.as_ref();
    let completed = notification.filter(|of| of.kind == NotificationKind::Complementary);
    let told = communication.and_then(|it| it.persons).filter(|_| facts.told_on().is_some());
    let others = facts.others().into_iter().map(|(name, role)| format!("{name} ({})", w.role_word(role))).collect();
    let harms = harm::harms(facts).into_iter().map(|harm| harm.word(w).to_owned()).collect();
    // What somebody wrote, or else what the form proposes.
    let proposed: Vec<String> = harm::consequences(facts).into_iter().map(|of| of.word(w).to_owned()).collect();
    let effects = match w.text(&incident.consequences).filter(|declared| written(declared).is_some()) {
        Some(declared) => Value::Text(declared),
        None => listed(proposed),
    };
    // Where nothing is established, nobody counted is not nobody.
    let channels: Vec<&str> = declared.channels.iter().map(|channel| w.channel_word(*channel)).collect();
    let to_be_told = duties.persons.value || matches!(facts.informed(), Some(Informed::Yes | Informed::Planned));
    let count = |n: u64| if facts.is_established() { Value::Number(n) } else { Value::Missing };
    let told_of = |told: fn(Told) -> bool| facts.report.told.is_none_or(told);
    // What no file tells is not zero.
    let group = |told: bool, n: u64| if told { count(n) } else { w.not_told_by_files().into() };
    let day = |on: Option<Date>| on.map(|on| Value::Text(w.date(&on.0.to_string())));
    vec![
        incident.id.to_string().into(),
        declared.name.clone().into(),
        optional(Some(listed(others)).filter(|_| !facts.others().is_empty()), false),
        by_clock(facts, w, |clock| w.moment(&clock.aware_on)),
        listed(learned(facts, w)),
        by_clock(facts, w, |clock| w.moment(&clock.target)),
        by_clock(facts, w, |clock| w.moment(&clock.until)),
        optional(
            clock.and_then(|clock| clock.sent_on.as_ref()).map(|sent| Value::Text(w.moment(sent))),
            duties.authority.value,
        ),
        optional(notification.and_then(|n| n.initial_number.clone()).map(Value::Text), false),
        optional(
            completed.and_then(|of| of.sent_on.as_ref()).map(|on| Value::Text(w.moment(&on.to_string()))),
            completed.is_some(),
        ),
        listed(incident.nature.iter().map(|nature| w.nature_word(*nature).to_owned()).collect()),
        text(incident.origin.map(|origin| w.origin_word(origin).to_owned())),
        text(incident.cause.map(|cause| w.cause_word(cause).to_owned())),
        text(facts.period().map(|period| w.period(&period))),
        listed(severity.fields.iter().map(|field| w.field_name(*field).to_owned()).collect()),
        count(facts.living()),
        count(totals.persons.low),
        count(facts.undecided()),
        count(totals.minors),
        group(told_of(|told| told.former), totals.former),
        group(told_of(|told| told.deceased), totals.deceased),
        count(totals.records),
        effects,
        listed(harms),
        w.gravity_word(severity.gravity.value).into(),
        Value::Score(severity.enisa.score_hundredths),
        w.chance_word(severity.likelihood.level).into(),
        w.yes_no(duties.authority.value).into(),
        w.yes_no(duties.persons.value).into(),
        reasons::sentences(facts, w).join(" ").into(),
        optional(Some(reasons::decisions(facts, w).join(" · ")).filter(|log| !log.is_empty()).map(Value::Text), false),
        optional(Some(channels.join(" · ")).filter(|listed| !listed.is_empty()).map(Value::Text), to_be_told),
        optional(day(facts.to_be_told_on()), facts.informed() == Some(Informed::Planned)),
        optional(day(facts.told_on()), facts.informed() == Some(Informed::Yes)),
        optional(told.map(Value::Number), facts.told_on().is_some()),
        optional(told.map(|told| Value::Number(facts.living().saturating_sub(told))), facts.told_on().is_some()),
        listed(measures(facts, w)),
        optional(
            clock.and_then(|clock| clock.delay_reason.clone()).map(Value::Text),
            clock.is_some_and(|clock| clock.late),
        ),
    ]
}

/// A moment of each clock, with the operator's name if there is more than one.
fn by_clock(facts: &Facts<'_>, w: Words, moment: impl Fn(&Clock) -> String) -> Value {
    let clocks = &facts.severity.duties.clocks;
    let name = |clock: &Clock| facts.operator(&clock.operator).map_or("", |operator| operator.name.as_str());
    match &clocks[..] {
        [] => Value::Missing,
        [only] => Value::Text(moment(only)),
        all => {
            let each = all.iter().map(|clock| format!("{}{}{}", name(clock), w.colon(), moment(clock)));
            Value::Text(each.collect::<Vec<String>>().join(" · "))
        }
    }
}

/// How the controller learned of the breach, for each operator of which it is declared.
fn learned(facts: &Facts<'_>, w: Words) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for clock in &facts.severity.duties.clocks {
        let Some(operator) = facts.operator(&clock.operator) else { continue };
        let said = clock.learned.map(|learned| w.learned(learned, &operator.name, operator.role));
        all.extend(said.filter(|said| !all.contains(said)));
    }
    all
}

/// What each party has done since, where it is declared.
fn measures(facts: &Facts<'_>, w: Words) -> Vec<String> {
    let of_operators = facts.operators().map(|(_, operator)| (&operator.name, &operator.measures_after));
    let all = of_operators.chain([(&facts.declared.name, &facts.declared.measures_after)]);
    let measures = all.filter_map(|(name, of)| w.text(of).map(|text| format!("{name}{}{text}", w.colon())));
    let complaint = facts
        .declared
        .complaint_on
        .as_ref()
        .filter(|on| facts.has_come(on))
        .map(|on| w.complaint_filed(&w.moment(&on.to_string())));
    measures.chain(complaint).collect()
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
